"""Units: last week, the past two months, three years ago, durations and sets."""

from reportedly.reading.times import calendar
from reportedly.reading.times.dates import UNRESOLVED, dated
from reportedly.reading.times.found import Basis, Meaning
from reportedly.reading.times.lexicon import PARTS, SETS, WEEKDAYS
from reportedly.reading.times.numbers import ordinal_of, written
from reportedly.reading.times.relative import AHEAD, BACK, HERE, anchored, period_of
from reportedly.reading.times.rules import COUNT, UNIT, Rule, Words, rule
from reportedly.reading.times.telling import Telling
from reportedly.reading.times.tense import Tense
from reportedly.reading.times.word_sets import words

SYMBOLS = {
    "second": "TS", "minute": "TM", "hour": "TH", "day": "D", "week": "W", "weekend": "WE", "month": "M",
    "quarter": "Q", "year": "Y",
}  # fmt: skip
MANY_YEARS = {"decade": 10, "century": 100}
AS_DURATION = {"minute", "hour"}
FINE = {"second", "minute", "hour"}
EARLY, LATE = "earlier", "later"
PER = words(
    "% percent times once twice share million billion thousand hundred points hours days barrels "
    "tons tonnes flights seats people cents pounds euros francs marks yen rubles roubles dollars "
    "interviews sorties strikes shells drones rounds vehicles trucks shots missiles attacks cases"
)
"""Before "a day", these make it a rate."""


def unit_of(form: str) -> str:
    """Return the singular of a unit."""
    word = form.lower()
    return "century" if word == "centuries" else word.rstrip("s")


def length(number: float | None, unit: str) -> str:
    """Return a duration as TIMEX3 writes it: P3D, PT5H, P40Y, PXW."""
    if unit in MANY_YEARS:
        if number is None:
            return "PXE" if unit == "decade" else "PXC"
        return f"P{written(number * MANY_YEARS[unit])}Y"
    if unit == "fortnight":
        unit, number = "week", None if number is None else 2 * number
    symbol = SYMBOLS[unit]
    clock, letter = ("T", symbol[1:]) if symbol[0] == "T" else ("", symbol)
    return f"P{clock}{written(number)}{letter}"


# ---------------------------------------------------------------------------- last week, the past two months


def relative(words: Words, telling: Telling) -> Meaning | None:
    """Read "last week", "earlier this month", "the past two years", "the following day", "recent weeks"."""
    mod, unit = words.one("mod"), unit_of(words.one("u"))
    counted = words.has("num")
    number = words.number("num") if counted else 1
    plural = words.one("u").endswith("s")
    if mod == "recent":
        return Meaning("DATE", "PAST_REF", told=False)
    if mod in {"this", "these"} and plural and not counted:
        return Meaning("DATE", "PRESENT_REF", told=False)
    the = words.has("the")
    span = (counted or plural or (the and mod in BACK) or mod == "past") and mod in BACK | AHEAD
    if plural and not counted:
        number = None
    if span:
        return _span(mod, unit, number, words, telling)
    if unit in AS_DURATION or counted:
        return Meaning("DURATION", length(number, unit), told=False)
    if plural or mod in {"latest"}:
        return Meaning("DURATION", length(None, unit), told=False) if plural else None
    if unit == "fortnight":
        return UNRESOLVED
    if unit == "day" and mod in HERE | {"same", "that"} and mod != "that" and mod != "same":
        return None
    picked = period_of("coming" if mod == "next" and not the else mod, unit, words.first, telling)
    if picked is None:
        return UNRESOLVED
    return _part(words, dated(picked[0], picked[1]), telling)


def _span(mod: str, unit: str, number: float | None, words: Words, telling: Telling) -> Meaning:
    """Return "the past two months" as the days up to publication, "the next two weeks" as those after."""
    value = length(number, unit)
    single = not words.has("num") and number == 1
    published = telling.published
    if published is None or number is None or number != int(number) or unit in FINE:
        return Meaning("DURATION", value, told=number is not None or published is None)
    count = int(number)
    if mod in BACK:
        edtf = f"{calendar.moved(published, -count, unit)}/{published}"
    else:
        edtf = f"{published}/{calendar.moved(published, count, unit)}"
    if single and unit not in {"fortnight"}:
        picked = period_of(mod, unit, words.first, telling)
        if picked is not None:
            return Meaning("DATE", picked[0].timex, Basis.RELATIVE, None, edtf)
    return Meaning("DURATION", value, Basis.RELATIVE, None, edtf)


def _part(words: Words, meaning: Meaning, telling: Telling) -> Meaning:
    """Return the part of a period that "earlier" or "later" leaves, up to or from publication."""
    word, published, period = words.one("j"), telling.published, meaning.period
    if not word or published is None or period is None or not period.first <= published <= period.last:
        return meaning
    edtf = f"{period.first}/{published}" if word == EARLY else f"{published}/{period.last}"
    return Meaning("DATE", meaning.value, meaning.basis, period, edtf)


def weekend(words: Words, telling: Telling) -> Meaning:
    """Read "over the weekend"."""
    published = telling.published
    if published is None:
        return UNRESOLVED
    here = calendar.weekend(published)
    ahead = telling.tense(words.first, words.last) is Tense.FUTURE
    period = here if ahead or published >= here.first else calendar.shifted(here, -1)
    return dated(period, Basis.RELATIVE)


def the_unit(words: Words, telling: Telling) -> Meaning | None:
    """Read "the year ended", "for the week", "the end of the year"."""
    unit = unit_of(words.one("u"))
    if unit not in {"week", "year", "month"} or telling.published is None:
        return None
    before, after = telling.tokens.near(words.first - 1), telling.tokens.near(words.last)
    if after in {"ended", "ending"}:
        return Meaning("DURATION", length(1, unit), told=False)
    if not words.has("f") and before not in {"for", "in", "during", "through"}:
        return None
    here = calendar.holding(telling.published, unit)
    if not words.has("f"):
        return Meaning("DATE", here.timex, Basis.UNKNOWN, told=False)
    return dated(here, Basis.RELATIVE)


def year_end(words: Words, telling: Telling) -> Meaning | None:
    """Read "year-end", "month's end"."""
    unit = unit_of(words.one("u"))
    if words.one("f") != "end" or unit not in {"year", "month", "week"}:
        return None
    if telling.published is None:
        return UNRESOLVED
    here = calendar.holding(telling.published, unit)
    return Meaning("DATE", here.timex, Basis.RELATIVE, here, calendar.month_end(here))


# ---------------------------------------------------------------------------- three years ago


def ago(words: Words, telling: Telling) -> Meaning | None:
    """Read "three years ago", "a week earlier", "two days later"."""
    unit, word = unit_of(words.one("u")), words.one("w")
    number = words.number("num")
    if word == "later" and words.one("num") in {"a", "an"} and unit == "second":
        return None
    if number is None:
        return Meaning("DATE", "PAST_REF" if word != "later" else "FUTURE_REF", told=False)
    if unit in FINE:
        return Meaning("DURATION", length(number, unit), told=False)
    back = word != "later"
    if telling.quarter is not None and unit == "year" and back and number == 1:
        period = calendar.shifted(telling.quarter, -4)
        return Meaning("DATE", period.timex, Basis.RELATIVE, period, period.edtf, anchored=True)
    if word != "ago":
        return _from_another(number, unit, -1 if back else 1, words, telling)
    if telling.published is None:
        return UNRESOLVED
    return _before_publication(number, unit, telling)


def _from_another(number: float, unit: str, step: int, words: Words, telling: Telling) -> Meaning:
    """Return "three days later" counted from the time named before, unresolved without one."""
    plain = Meaning("DURATION", length(number, unit))
    if number != int(number) or unit == "fortnight":
        return plain
    found = anchored(int(number) * step, unit, words.first, telling)
    if found is None or unit == "weekend":
        return plain
    period, basis, _ = found
    from_ = telling.anchor(words.first)
    if from_ is not None and unit in {"week", "month", "year"} and from_[0].grain == "day":
        period = calendar.day(calendar.moved(from_[0].first, int(number) * step, unit))
    return Meaning("DATE", period.timex, basis, period, period.edtf, anchored=True)


def _before_publication(number: float, unit: str, telling: Telling) -> Meaning:
    """Return a day for days ago, about a day for weeks, else the month, year or about the year."""
    published = telling.published
    assert published is not None  # noqa: S101 - the caller looked
    years = number * MANY_YEARS.get(unit, 0)
    if years:
        period = calendar.year(published.year - int(years))
        return Meaning("DATE", period.timex, Basis.RELATIVE, period, f"{period.edtf}~")
    if number != int(number):
        whole = {"year": ("month", 12), "month": ("day", 30), "week": ("day", 7)}.get(unit, ("day", 1))
        unit, number = whole[0], round(number * whole[1])
    day = calendar.moved(published, -int(number), unit)
    grain = {"fortnight": "week", "weekend": "weekend"}.get(unit, unit)
    period = calendar.holding(day, grain)
    edtf = f"{day}~" if grain == "week" else period.edtf
    return Meaning("DATE", period.timex, Basis.RELATIVE, period, edtf)


def year_ago(words: Words, telling: Telling) -> Meaning | None:
    """Read "the year-ago quarter", "a year-earlier loss"."""
    if unit_of(words.one("u")) != "year" or telling.published is None:
        return None
    rank = ordinal_of(words.one("n")) if words.has("n") else None
    if rank and rank <= 4:  # noqa: PLR2004 - a year's quarters
        period = calendar.quarter(telling.published.year - 1, rank)
    elif telling.quarter is not None:
        period = calendar.shifted(telling.quarter, -4)
    else:
        period = calendar.year(telling.published.year - 1)
    return Meaning("DATE", period.timex, Basis.RELATIVE, period, period.edtf, anchored=True)


# ---------------------------------------------------------------------------- durations and sets


def duration(words: Words, telling: Telling) -> Meaning | None:
    """Read "three days", "a six-year war", "two more weeks", "hours"; a rate ("$1 billion a year") is a set."""
    unit = unit_of(words.one("u"))
    tokens = telling.tokens
    if _is_age(words, telling):
        return None
    before = tokens.near(words.first - 1)
    if words.one("num") in {"a", "an"} and words.last - words.first == 2:  # noqa: PLR2004 - "a year"
        if unit in {"second", "minute"}:
            return None if unit == "second" else Meaning("DURATION", length(1, unit), told=False)
        if before in PER or before[:1].isdigit() or before.rstrip("s") in {"time", "share"}:
            return Meaning("SET", length(1, unit), told=False)
    if words.has("num"):
        return Meaning("DURATION", length(words.number("num"), unit), told=False)
    if unit in {"second", "minute"} or before in {"$", "-"}:
        return None
    return Meaning("DURATION", length(None, unit), told=False)


def _is_age(words: Words, telling: Telling) -> bool:
    """Return whether what follows makes it an age ("12 years old", "a 44-year-old")."""
    after = telling.tokens.near(words.last)
    next_after = telling.tokens.near(words.last + 1)
    return after == "old" or (after == "-" and next_after in {"old", "olds"}) or after in {"-old", "-olds"}


def ranked(words: Words, telling: Telling) -> Meaning | None:
    """Read "the first nine months of 1989", "the first two years"."""
    number, unit = words.number("num"), unit_of(words.one("u"))
    value = length(number, unit)
    year = None
    if words.has("y"):
        year = int(words.one("y"))
    elif words.has("this") and telling.published is not None and words.one("of") == "year":
        year = telling.published.year
    counts = unit in {"month", "week", "day", "quarter"} and number is not None and number == int(number)
    if year is None or words.one("n") != "first" or not counts or number is None or number < 1:
        return Meaning("DURATION", value, told=False)
    first = calendar.year(year).first
    last = calendar.shifted(calendar.holding(first, unit), int(number) - 1).last
    edtf = f"{first:%Y-%m}/{last:%Y-%m}" if unit == "month" else f"{first}/{last}"
    return Meaning("DURATION", value, Basis.SAID if words.has("y") else Basis.RELATIVE, None, edtf)


def repeated(words: Words, _telling: Telling) -> Meaning:
    """Read "every day", "each Thursday", "daily", "every two weeks"."""
    if words.has("adverb"):
        return Meaning("SET", SETS[words.one("adverb")], told=False)
    if words.has("wd"):
        return Meaning("SET", f"XXXX-WXX-{WEEKDAYS[words.one('wd')] + 1}", told=False)
    if words.has("p"):
        name = PARTS[words.one("p")]
        return Meaning("SET", f"XXXX-XX-XXT{name}", told=False)
    number = words.number("num") if words.has("num") else 1
    return Meaning("SET", length(number, unit_of(words.one("u"))), told=False)


RULES: tuple[Rule, ...] = (
    rule(
        "relative",
        "(?: d?(?P<f>f)y | d?(?P<v>v)-? | (?P<j>j) )? (?P<the>d)? (?P<mod>[LXtRbFup&=r])"
        f" (?P<num>{COUNT})? -? (?P<u>{UNIT})",
        relative,
    ),
    rule("relative", f"(?P<the>d) (?P<num>{COUNT}) (?P<mod>[LXbFup]) (?P<u>[UV])", relative),
    rule("weekend", "(?:d|(?P<v>v)-?)? E", weekend),
    rule("the unit", "(?:d?(?P<f>f)y)? d (?P<u>U)", the_unit),
    rule("year end", "d?(?P<u>U)[-']?(?P<f>f)", year_end),
    rule("ago", f"(?P<num>{COUNT})-?(?P<u>{UNIT})(?:4ah)?(?P<w>[gj])", ago),
    rule("year ago", "[da]?(?P<u>U)-?(?P<w>[gj]) (?:-?(?P<n>[os])-?)? (?P<q>[qz])?", year_ago),
    rule("duration", f"(?:(?P<num>{COUNT})-?\\+?-?)?(?P<u>[UVqQEJs5])(?:4ah)?", duration),
    rule(
        "ranked",
        f"d(?P<n>[osL])(?P<num>{COUNT})(?P<u>[VQ])(?:y(?:d?(?P<y>Y)|(?:(?P<this>t)|d)(?P<of>U)))?",
        ranked,
    ),
    rule("repeated", f"e(?:(?P<wd>W)|(?P<p>P)|(?P<num>{COUNT})?(?P<u>{UNIT}))|(?P<adverb>H)", repeated),
)
