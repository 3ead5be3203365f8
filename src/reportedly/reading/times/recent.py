"""Recent: last week, earlier this month, the past two years, the weekend, the end of the year."""

from datetime import date

from reportedly.reading.times import calendar
from reportedly.reading.times.dates import UNRESOLVED, dated
from reportedly.reading.times.found import Meaning
from reportedly.reading.times.lengths import FINE, lasting, length, unit_of, whole
from reportedly.reading.times.relative import AHEAD, BACK, meaning_of, period_of
from reportedly.reading.times.rules import COUNT, UNIT, Rule, Words, rule
from reportedly.reading.times.telling import Telling
from reportedly.reading.times.tense import Tense
from reportedly.record import Basis

EARLIER = "earlier"
BEFORE_A_STRETCH = frozenset({"for", "in", "during", "through"})


def relative(words: Words, telling: Telling) -> Meaning | None:
    """Read "last week", "earlier this month", "the past two years", "the following day", "recent weeks"."""
    mod, unit = words.one("mod"), unit_of(words.one("u"))
    counted, plural = words.has("num"), words.one("u").endswith("s")
    if mod == "recent":
        return Meaning("DATE", "PAST_REF", told=False)
    stretch = counted or plural or mod == "past" or (words.has("the") and mod == "last")
    if words.has("the") and mod == "next":
        # "over the next month" looks ahead, "the next month they left" counts from another time.
        stretch = stretch or telling.tense(words.first, words.last) is Tense.FUTURE
    if stretch and mod in BACK | AHEAD:
        number = words.number("num") if counted else None if plural else 1
        return _stretch(mod, unit, number, words, telling)
    if plural and not counted and mod in {"this", "these"}:
        return Meaning("DATE", "PRESENT_REF", told=False)
    if plural or counted or unit in FINE:
        return lasting(words.number("num") if counted else None if plural else 1, unit)
    return _period(mod, unit, words, telling)


def _period(mod: str, unit: str, words: Words, telling: Telling) -> Meaning | None:
    """Return one period of the calendar: "last week", "this year", "the following day"."""
    if mod == "latest" or (unit == "day" and mod in {"this", "current"}):
        return None
    if unit == "fortnight":
        return UNRESOLVED
    return _part(words, meaning_of(period_of(mod, unit, words.first, telling)), telling)


def _stretch(mod: str, unit: str, number: float | None, words: Words, telling: Telling) -> Meaning:
    """Return "the past two months" as the days up to publication, "the next two weeks" as those after."""
    value = length(number, unit)
    published, count = telling.published, whole(number)
    if published is None or count is None or unit in FINE:
        return Meaning("DURATION", value, told=number is not None or published is None)
    edtf = _days(published, -count if mod in BACK else count, unit)
    if not words.has("num") and unit != "fortnight":
        picked = period_of(mod, unit, words.last, telling)
        if picked is not None:
            return Meaning("DATE", picked.period.timex, Basis.RELATIVE, None, edtf)
    return Meaning("DURATION", value, Basis.RELATIVE, None, edtf)


def _days(published: date, count: int, unit: str) -> str:
    """Return the EDTF interval between publication and `count` units before (negative) or after."""
    other = calendar.moved(published, count, unit)
    return f"{other}/{published}" if count < 0 else f"{published}/{other}"


def _part(words: Words, meaning: Meaning, telling: Telling) -> Meaning:
    """Return the part of a period that "earlier" or "later" leaves, up to or from publication."""
    word, published, period = words.one("j"), telling.published, meaning.period
    if not word or published is None or period is None or not period.first <= published <= period.last:
        return meaning
    edtf = f"{period.first}/{published}" if word == EARLIER else f"{published}/{period.last}"
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
    """Read "the year ended", "for the week", "the end of the year", "the fiscal year"."""
    unit = unit_of(words.one("u"))
    if unit not in {"week", "year", "month"} or telling.published is None:
        return None
    before, after = telling.tokens.near(words.first - 1), telling.tokens.near(words.last)
    if after in {"ended", "ending"}:
        return lasting(1, unit)
    here = calendar.holding(telling.published, unit)
    if words.has("f"):
        return dated(here, Basis.RELATIVE)
    if words.has("fiscal") or before in BEFORE_A_STRETCH:
        return Meaning("DATE", here.timex, told=False)
    return None


def year_end(words: Words, telling: Telling) -> Meaning | None:
    """Read "year-end", "month's end"."""
    unit = unit_of(words.one("u"))
    if words.one("f") != "end" or unit not in {"year", "month", "week"}:
        return None
    if telling.published is None:
        return UNRESOLVED
    here = calendar.holding(telling.published, unit)
    return Meaning("DATE", here.timex, Basis.RELATIVE, here, calendar.last_day(here))


RULES: tuple[Rule, ...] = (
    rule(
        "relative",
        "(?: d?(?P<f>f)y | d?(?P<v>v)-? | (?P<j>j) )? (?P<the>d)? (?P<mod>[LXtRbFup&=r])"
        f" (?P<num>{COUNT})? -? \\$? (?P<u>{UNIT})",
        relative,
    ),
    rule("relative", f"(?P<the>d) (?P<num>{COUNT}) (?P<mod>[LXbFup]) (?P<u>[UV])", relative),
    rule("weekend", "(?:d|(?P<v>v)-?)? E", weekend),
    rule("the unit", "(?:d?(?P<f>f)y)? d (?P<fiscal>\\$)? (?P<u>U)", the_unit),
    rule("year end", "d?(?P<u>U)[-']?(?P<f>f)", year_end),
)
