"""Dates: days of a month, months, years, decades and centuries, as dates are written."""

from datetime import date

from reportedly.reading.times import calendar, nearest
from reportedly.reading.times.calendar import Period
from reportedly.reading.times.found import Meaning
from reportedly.reading.times.lexicon import DECADES, MONTHS, NUMBERS
from reportedly.reading.times.numbers import ordinal_of
from reportedly.reading.times.relative import period_of
from reportedly.reading.times.rules import Rule, Words, rule
from reportedly.reading.times.telling import Telling
from reportedly.reading.times.word_sets import words
from reportedly.record import Basis

OPEN_CENTURY = 30
""" '30 and later are taken for the 1900s, '29 and earlier for the 2000s."""
UNRESOLVED = Meaning("DATE", None)
LEAP_YEAR = 2000
"""Year that holds the place of one nobody said, until the other end of a range gives it."""
COUNTED = words(
    "men women people children soldiers troops civilians fighters tanks drones missiles shells homes "
    "houses villages refugees prisoners hostages casualties deaths dead wounded killed injured "
    "vehicles aircraft rockets kilometers kilometres km miles meters metres dollars euros percent "
    "pounds tonnes tons families workers officers policemen residents protesters attacks strikes "
    "cases times rounds votes shares jobs units pieces per per cent points feet ft m kg others more "
    "square square-mile"
)
"""What is counted: "1990 men" is no year."""
BEFORE_A_YEAR = words(
    "in since until till by from to through between and during of for before after early late mid "
    "around about circa or throughout past year spring summer autumn fall winter end beginning start "
    "fiscal both year's"
)
"""Words before which four digits are a year."""
BEFORE_A_SHORT_YEAR = words("in since until by from of summer spring autumn fall winter")
NUMBERED = words("$ € £ # no us$ nos + / room highway flight boeing")
"""Words before which four digits are a number."""
EARLIEST_BARE, LATEST_BARE = 1800, 2100
"""Years that may stand without a word that asks for a year."""
DETERMINERS = words("the its his her their our a that this 's ’s whose your my early late mid- same")


def dated(period: Period, basis: Basis) -> Meaning:
    """Return the meaning that is a calendar period."""
    if basis is Basis.UNKNOWN:
        return Meaning("DATE", None, basis, period)
    return Meaning("DATE", period.timex, basis, period, period.edtf)


def year_of(form: str) -> int:
    """Return the year that "2014" or "'98" says."""
    digits = form.strip("'’s")
    if len(digits) == 4:  # noqa: PLR2004
        return int(digits)
    return int(digits) + (1900 if int(digits) >= OPEN_CENTURY else 2000)


# ---------------------------------------------------------------------------- days of a month


def day_of_month(words: Words, telling: Telling) -> Meaning | None:
    """Read "24 February 2022", "Feb. 24", "Friday, Oct. 23", "March 5-7"."""
    number = MONTHS[words.one("m")]
    day = ordinal_of(words.one("d"))
    if day is None:
        return None
    if words.has("y"):
        period = calendar.day(date(year_of(words.one("y")), number, day))
        basis = Basis.SAID
    elif telling.published is None:
        period, basis = calendar.day(date(LEAP_YEAR, number, day)), Basis.UNKNOWN
    else:
        tense = telling.tense(words.first, words.last)
        period = nearest.month_day(telling.published, number, day, tense)
        basis = Basis.RELATIVE
    if not words.has("to"):
        return dated(period, basis)
    until = ordinal_of(words.one("to"))
    if until is None or until <= day:
        return UNRESOLVED
    last = period.first.replace(day=until)
    return Meaning("DATE", period.timex, basis, period, f"{period.edtf}/{last}")


def impossible(words: Words, _telling: Telling) -> Meaning | None:
    """Read "45 March": said as a date, and none."""
    return UNRESOLVED if len(words.forms[words.first]) == 2 else None  # noqa: PLR2004


def iso(words: Words, _telling: Telling) -> Meaning:
    """Read "2026-02-18"."""
    return dated(calendar.day(date.fromisoformat(words.forms[words.first])), Basis.SAID)


def numeric(words: Words, _telling: Telling) -> Meaning | None:
    """Read "18/02/2026", "2/18/26", "18.02.2026": resolved only where one order is possible.

    With full stops the day stands first; with strokes it depends on the country, so both are tried.
    """
    form = words.forms[words.first]
    parts = [int(part) for part in form.replace("/", ".").split(".")]
    year = parts[2] if len(form) > 8 else 2000 + parts[2]  # noqa: PLR2004
    if year >= 2100 or (len(form) < 8 and "." in form):  # noqa: PLR2004
        year = parts[2]
    orders = [(parts[0], parts[1])] if "." in form else [(parts[0], parts[1]), (parts[1], parts[0])]
    days = {
        date(year, m, d) for d, m in orders if 1 <= m <= calendar.MONTHS and 1 <= d <= nearest_last(year, m)
    }
    if not days and "." in form:
        return None  # a version number
    return dated(calendar.day(days.pop()), Basis.SAID) if len(days) == 1 else UNRESOLVED


def nearest_last(year: int, number: int) -> int:
    """Return the last day of a month."""
    return calendar.month(year, number).last.day


# ---------------------------------------------------------------------------- months


def month_of_year(words: Words, _telling: Telling) -> Meaning:
    """Read "March 2022", "late August 1998", "the end of June 2024"."""
    return dated(calendar.month(year_of(words.one("y")), MONTHS[words.one("m")]), Basis.SAID)


def month_of_that_year(words: Words, telling: Telling) -> Meaning:
    """Read "May of last year", "October this year"."""
    if words.one("u") != "year":
        return UNRESOLVED
    year = period_of(words.one("mod"), "year", words.first, telling)
    if year is None:
        return UNRESOLVED
    return dated(calendar.month(year.period.first.year, MONTHS[words.one("m")]), year.basis)


def month(words: Words, telling: Telling) -> Meaning:
    """Read "August", "last May", "next month's March", "late November"."""
    published = telling.published
    number = MONTHS[words.one("m")]
    if published is None:
        return dated(calendar.month(LEAP_YEAR, number), Basis.UNKNOWN)
    this = calendar.month(published.year, number)
    mod = words.one("mod")
    if mod in {"last", "past", "previous"}:
        # In March "last February" is a year back: the one just over is "last month".
        period = this if number < published.month - 1 else calendar.shifted(this, -calendar.MONTHS)
    elif mod in {"next", "coming", "upcoming"}:
        period = this if number > published.month else calendar.shifted(this, calendar.MONTHS)
    elif mod in {"this", "current"}:
        period = this
    else:
        period = nearest.month(published, number, telling.tense(words.first, words.last))
    return dated(period, Basis.RELATIVE)


# ---------------------------------------------------------------------------- years and longer


def year(words: Words, telling: Telling) -> Meaning | None:
    """Read "in 2014", "the 2015 invasion", "fiscal 1988", never "1990 men" or "$1990"."""
    at = words.match.start("y")
    tokens = telling.tokens
    before, after = tokens.near(at - 1), tokens.near(at + 1)
    marked = words.has("v") or words.has("f") or words.has("fiscal")
    listed = before in {",", "and", "or"} and telling.follows("year", at - 1) and after not in COUNTED
    if not marked and not listed and not _is_year(tokens.forms[at], before, after, tokens.near(at + 2)):
        return None
    return dated(calendar.year(year_of(tokens.forms[at])), Basis.SAID)


def _is_year(form: str, before: str, after: str, next_after: str) -> bool:
    """Return whether four digits (or '98) beside these words are a year."""
    if form[0] in "'’":
        return before in BEFORE_A_SHORT_YEAR
    counted = after in COUNTED | {"%", "/", ":"} or (
        after == "-" and next_after in COUNTED | {"strong", "year"}
    )
    if counted or before in NUMBERED:
        return False
    if not EARLIEST_BARE <= int(form) < LATEST_BARE:
        return before in {"in", "since", "year"} and not after.endswith("s")
    if before in BEFORE_A_YEAR or before in DETERMINERS or before in {"-", "–"}:
        return True
    if before in {"(", ",", ""}:
        return after in {"", ")", ",", ".", "-", "–", "|", ":", ";"}
    return before.isalpha() and after.isalpha() and not after.endswith("s")


def years(words: Words, _telling: Telling) -> Meaning | None:
    """Read "2014-2016", "2014-15"."""
    first = int(words.one("y"))
    to = words.one("to")
    last = int(to) if len(to) == 4 else first // 100 * 100 + int(to)  # noqa: PLR2004
    if len(to) not in {2, 4} or not first < last < first + 100:
        return None
    period = calendar.year(first)
    return Meaning("DATE", period.timex, Basis.SAID, period, f"{first:04}/{last:04}")


def year_in_words(words: Words, _telling: Telling) -> Meaning | None:
    """Read "nineteen ninety-six", "the year two thousand"."""
    forms = [form.lower() for form in words.of("words") if form not in {"-", "–"}]
    if forms[0] in {"eighteen", "nineteen"} and len(forms) > 1:
        rest = words.match.span("words")
        tail = sum(_small(form) for form in forms[1:])
        number = {"eighteen": 1800, "nineteen": 1900}[forms[0]] + tail
        if not 10 <= tail <= 99 or rest[1] - rest[0] > 4:  # noqa: PLR2004
            return None
    elif forms[:2] == ["two", "thousand"] and (
        words.has("year") or words.forms[words.first - 1].lower() == "in"
    ):
        number = 2000 + sum(_small(form) for form in forms[2:])
    else:
        return None
    return dated(calendar.year(number), Basis.SAID)


def month_and_year_in_words(words: Words, telling: Telling) -> Meaning | None:
    """Read "January nineteen ninety-seven"."""
    year_ = year_in_words(words, telling)
    if year_ is None or year_.period is None:
        return None
    return dated(calendar.month(year_.period.first.year, MONTHS[words.one("m")]), Basis.SAID)


def _small(form: str) -> int:
    """Return a number word below a hundred, a large number for any other."""
    value = NUMBERS.get(form, 1000)
    return value if value < 100 else 1000  # noqa: PLR2004


def decade(words: Words, _telling: Telling) -> Meaning | None:
    """Read "the 1990s", "the mid-1990s", "the late '80s", "the nineties"."""
    form = words.one("dec")
    if form in DECADES:
        if not words.has("the"):
            return None
        first = 1900 + DECADES[form]
    else:
        first = year_of(form)
    return dated(calendar.decade(first), Basis.SAID)


def century(words: Words, _telling: Telling) -> Meaning | None:
    """Read "the 20th century"."""
    number = ordinal_of(words.one("n"))
    return dated(calendar.century(number), Basis.SAID) if number else None


PART = "(?: d?(?P<f>f)y(?:d(?=[^dM]))? | d?(?P<v>v)-? )?"
"""The part of a period that is meant: "the end of", "late"."""
RULES: tuple[Rule, ...] = (
    rule(
        "day of month",
        "(?:Py)? (?:W,?)? (?P<m>M) (?P<d>[no]) (?:[-2](?P<to>[no])(?!M))? (?:,?(?P<y>[Y9]))?",
        day_of_month,
    ),
    rule(
        "day of month",
        "(?:Py)? (?:W,?)? d? (?P<d>[no]) (?:[-24](?P<to>[no]))? y? (?P<m>M) (?:,?(?P<y>[Y9]))?",
        day_of_month,
    ),
    rule("impossible", "N y? M (?:,?Y)?", impossible),
    rule("iso", "I", iso),
    rule("numeric", "G", numeric),
    rule("month of year", PART + "j? (?P<m>M) [,y]? (?P<y>[Y9])", month_of_year),
    rule("month of year in words", "(?P<m>M) ,? (?P<words>c-?c(?:-?c)?)", month_and_year_in_words),
    rule("month of that year", PART + "(?P<m>M) y? (?P<mod>[LXtb=&]) (?P<u>U)", month_of_that_year),
    rule("month", "(?: d?(?P<f>f)y | d?(?P<mod>[LXtbFupR]) | d?(?P<v>v)-? | j )? (?P<m>M)", month),
    rule("year", PART + "(?:dU|d)? (?P<fiscal>\\$U?)? (?P<y>[Y9])", year),
    rule("years", "(?P<y>Y)-(?P<to>[YnN])", years),
    rule("year in words", "(?P<year>dU)? (?P<words>c-?c(?:-?c)?(?:4?c(?:-?c)?)?)", year_in_words),
    rule("decade", "(?:d?(?P<f>f)y)? (?:d?[Los]hy)? (?P<the>d)? (?:v-?)? (?P<dec>[DB])", decade),
    rule("century", "(?:d?fy)? d?(?:v-?)? (?P<n>[oO])-?J", century),
)
