"""Ago: three years ago, two days later, the day before, the year-ago quarter."""

from datetime import date

from reportedly.reading.times import calendar
from reportedly.reading.times.dates import UNRESOLVED
from reportedly.reading.times.found import Meaning
from reportedly.reading.times.lengths import FINE, MANY_YEARS, lasting, length, unit_of, whole
from reportedly.reading.times.numbers import ordinal_of
from reportedly.reading.times.relative import anchored, meaning_of
from reportedly.reading.times.rules import COUNT, UNIT, Rule, Words, rule
from reportedly.reading.times.telling import Anchor, Telling
from reportedly.reading.times.word_sets import words as words_of
from reportedly.record import Basis

QUARTERS = 4
IN_PARTS = {"year": ("month", 12), "month": ("day", 30), "week": ("day", 7)}
"""What a broken number of units is counted in: a year and a half is 18 months."""
ENDS_A_CLAUSE = words_of(". , ; : ) | and but")
"""What follows "the day before" where it counts from a time, and not from an event."""


def ago(words: Words, telling: Telling) -> Meaning:
    """Read "three years ago", "a week earlier", "two days later"."""
    unit, word, number = unit_of(words.one("u")), words.one("w"), words.number("num")
    if number is None and word == "ago":
        return Meaning("DATE", "PAST_REF", told=False)
    if number is None or unit in FINE:
        return lasting(number, unit)
    back = word != "later"
    quarter = telling.quarter_told() if unit == "year" and back and number == 1 else None
    if quarter is not None:
        return meaning_of(Anchor(calendar.shifted(quarter, -QUARTERS), Basis.RELATIVE), counted=True)
    if word != "ago":
        return _from_another(number, unit, -1 if back else 1, words, telling)
    if telling.published is None:
        return UNRESOLVED
    return _before(telling.published, number, unit)


def _from_another(number: float, unit: str, step: int, words: Words, telling: Telling) -> Meaning:
    """Return "three days later" counted from the time named before, unresolved without one."""
    unresolved = Meaning("DURATION", length(number, unit))
    count, from_ = whole(number), telling.anchor(words.first)
    if count is None or from_ is None or unit in {"fortnight", "weekend"}:
        return unresolved
    if from_.period.grain == "day":
        day = calendar.day(calendar.moved(from_.period.first, count * step, unit))
        return meaning_of(Anchor(day, from_.basis), counted=True)
    found = anchored(count * step, unit, words.first, telling)
    return meaning_of(found, counted=True) if found else unresolved


def _before(published: date, number: float, unit: str) -> Meaning:
    """Return a day for days ago, about a day for weeks, else the month, year or about the year."""
    years = number * MANY_YEARS.get(unit, 0)
    if years:
        period = calendar.year(published.year - int(years))
        return Meaning("DATE", period.timex, Basis.RELATIVE, period, f"{period.edtf}~")
    if whole(number) is None:
        unit, parts = IN_PARTS.get(unit, ("day", 1))
        number *= parts
    day = calendar.moved(published, -round(number), unit)
    period = calendar.holding(day, "week" if unit == "fortnight" else unit)
    edtf = f"{day}~" if period.grain == "week" else period.edtf
    return Meaning("DATE", period.timex, Basis.RELATIVE, period, edtf)


def beside(words: Words, telling: Telling) -> Meaning | None:
    """Read "the day before", "the year after"; before an event ("the day before the attack") it is open."""
    unit, step = unit_of(words.one("u")), -1 if words.one("side") == "before" else 1
    if unit in FINE | {"fortnight"} or not words.has("the"):
        return None
    if telling.tokens.near(words.last) not in ENDS_A_CLAUSE:
        return UNRESOLVED
    return meaning_of(anchored(step, unit, words.first, telling), counted=True)


def before_or_after(words: Words, telling: Telling) -> Meaning | None:
    """Read "two days before", "a week after" that no event follows, counted from the time named before."""
    unit, number = unit_of(words.one("u")), words.number("num")
    if number is None or unit in FINE or telling.tokens.near(words.last) not in ENDS_A_CLAUSE:
        return None
    return _from_another(number, unit, -1 if words.one("side") == "before" else 1, words, telling)


def year_ago(words: Words, telling: Telling) -> Meaning | None:
    """Read "the year-ago quarter", "a year-earlier loss"."""
    if unit_of(words.one("u")) != "year" or telling.published is None:
        return None
    rank = ordinal_of(words.one("n")) if words.has("n") else None
    if rank and rank <= QUARTERS:
        period = calendar.quarter(telling.published.year - 1, rank)
    elif telling.quarter is not None:
        period = calendar.shifted(telling.quarter, -QUARTERS)
    else:
        period = calendar.year(telling.published.year - 1)
    return meaning_of(Anchor(period, Basis.RELATIVE), counted=True)


RULES: tuple[Rule, ...] = (
    rule("beside", "(?P<the>d)?(?P<u>U)(?P<side>A)", beside),
    rule("before or after", f"(?P<num>{COUNT})-?(?P<u>{UNIT})(?P<side>A)", before_or_after),
    rule("ago", f"(?P<num>{COUNT})-?(?P<u>{UNIT})(?P<half>4ah)?(?P<w>[gj])", ago),
    rule("year ago", "[da]?(?P<u>U)-?[gj] (?:-?(?P<n>[os])-?)? [qz]?", year_ago),
)
