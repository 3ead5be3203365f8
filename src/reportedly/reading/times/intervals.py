"""Intervals: a report's times for the record, with the prepositions that open, close and join them.

"since August" is `2025-08/..`, "by the end of October" `../2025-10-31`, "between March and May" one time
from the first to the second, "around 2015" `2015~`. Durations, sets and vague references ("recently")
are no times and are left out.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from reportedly.reading.times import calendar
from reportedly.reading.times.calendar import WEEK, Period
from reportedly.reading.times.found import FoundTime, Meaning, Timex
from reportedly.reading.times.telling import Telling
from reportedly.reading.times.tokens import Tokens
from reportedly.reading.times.word_sets import words
from reportedly.record import Basis

OPENING = frozenset({"since"})
CLOSING = frozenset({"until", "till", "by", "through"})
AROUND = words("about around circa approximately roughly nearly almost")
PERHAPS = words("perhaps possibly maybe probably")
FILLING = words("at least about around as the roughly approximately in")
"""Words that may part a preposition from its time ("since at least 2014")."""
MOST_FILLING = 2
TO = frozenset({"to", "until", "till", "through", "-", "–"})
BESIDE_A_CLOCK = words(", on of ( ) local time at early late")
"""Words that may part a time of the clock from its day."""
BETWEEN_CLOCK_AND_DAY = 3
ENDS_A_PHRASE = words(". , ; : ) | and but or when as with the he she it they a in at ! ? — ” ’")
YEARLESS = {"day of month", "month", "month of year"}
"""Rules whose words may leave the year to the other end of a range."""


@dataclass(frozen=True, slots=True)
class Spread:
    """One time on its way into the record: tokens [first, last) and what they come to."""

    first: int
    last: int
    meaning: Meaning


def intervals_of(telling: Telling) -> Iterator[FoundTime]:
    """Yield the times of a report in order, none overlapping another."""
    tokens = telling.tokens
    heard = [_trimmed(timex, tokens) for timex in telling.heard if _is_time(timex, tokens)]
    at = 0
    while at < len(heard):
        spread, used = _spread(heard, at, telling)
        at += used
        edtf = spread.meaning.edtf if spread.meaning.basis is not Basis.UNKNOWN else None
        basis = spread.meaning.basis if edtf is not None else Basis.UNKNOWN
        yield FoundTime(tokens.starts[spread.first], tokens.end(spread.last - 1), edtf, basis)


def _is_time(timex: Timex, tokens: Tokens) -> bool:
    """Return whether an expression is a time of the record, and no duration or set."""
    meaning = timex.meaning
    if meaning.type == "DURATION" and meaning.edtf is None:
        return tokens.near(timex.first - 1) == "within" or (meaning.told and meaning.value is not None)
    return meaning.told


def _trimmed(timex: Timex, tokens: Tokens) -> Timex:
    """Return an expression without the "of" that is no part of its time."""
    last = timex.last
    if tokens.near(last - 1) == "of":
        last -= 1
    return replace(timex, last=last)


def _spread(heard: list[Timex], at: int, telling: Telling) -> tuple[Spread, int]:
    """Return the time that begins with expression `at`, and how many expressions it is made of."""
    one, tokens = heard[at], telling.tokens
    if at + 1 < len(heard):
        other = heard[at + 1]
        ranged = _range(one, other, telling)
        if ranged is not None:
            return ranged, 2
        clocked = _clock(heard, at, tokens)
        if clocked is not None:
            return clocked
    return _alone(one, tokens), 1


# ---------------------------------------------------------------------------- from one to another


def _range(one: Timex, other: Timex, telling: Telling) -> Spread | None:
    """Return "from March to May", "between 2017 and 2019", "Monday to Friday" as one time, else None."""
    tokens = telling.tokens
    between = [tokens.near(i) for i in range(one.last, other.first)]
    before = tokens.near(one.first - 1)
    joined = between in (["and"], ["and", "the"]) and before == "between"
    joined = joined or (
        len(between) == 1
        and between[0] in TO
        and (before == "from" or between[0] in TO - {"to"} or _same(one, other))
    )
    if not joined or _is_part(one) or _is_part(other):
        return None
    first = one.first - 1 if before in {"from", "between"} else one.first
    start, end = _in_step(one, other, telling.published)
    if start.edtf is None or end.edtf is None or Basis.UNKNOWN in {start.basis, end.basis}:
        return Spread(first, other.last, Meaning("DATE", None))
    basis = Basis.SAID if start.basis is end.basis is Basis.SAID else Basis.RELATIVE
    from_, to = _start(start.edtf), _end(end.edtf)
    if start.period and end.period and start.period.first > end.period.last:
        return Spread(first, other.last, Meaning("DATE", None))
    return Spread(first, other.last, Meaning("DATE", None, basis, None, f"{from_}/{to}"))


def _same(one: Timex, other: Timex) -> bool:
    """Return whether two expressions name periods of one grain, so that "to" joins them."""
    a, b = one.meaning.period, other.meaning.period
    return a is not None and b is not None and a.grain == b.grain


def _is_part(timex: Timex) -> bool:
    """Return whether an expression is an interval of its own."""
    return "/" in (timex.meaning.edtf or "") and timex.meaning.period is None


def _in_step(one: Timex, other: Timex, published: date | None) -> tuple[Meaning, Meaning]:
    """Return both ends of a range, the one without a year of its own in the year of the other.

    "between March and May 2022" is March 2022; "from November 2024 to March" ends in 2025.
    """
    start, end = one.meaning, other.meaning
    a, b = start.period, end.period
    if a is None or b is None:
        return start, end
    if one.rule == other.rule == "weekday" and b.first < a.first:
        back = published is not None and a.first <= published
        return (_days_on(start, -WEEK), end) if back else (start, _days_on(end, WEEK))
    if not {one.rule, other.rule} <= YEARLESS:
        return start, end
    if start.basis is not Basis.SAID and end.basis is Basis.SAID:
        moved = _with_year(a, b.first.year)
        if moved.first > b.last:
            moved = _with_year(a, b.first.year - 1)
        return replace(start, period=moved, edtf=moved.edtf, basis=Basis.SAID), end
    if end.basis is not Basis.SAID and start.basis is Basis.SAID:
        moved = _with_year(b, a.first.year)
        if moved.last < a.first:
            moved = _with_year(b, a.first.year + 1)
        return start, replace(end, period=moved, edtf=moved.edtf, basis=start.basis)
    return start, end


def _days_on(meaning: Meaning, days: int) -> Meaning:
    """Return a day moved by `days`."""
    if meaning.period is None:
        return meaning
    period = calendar.shifted(meaning.period, days)
    return replace(meaning, period=period, edtf=period.edtf)


def _with_year(period: Period, year: int) -> Period:
    """Return the same day or month of another year; 29 February becomes the 28th."""
    moved = calendar.moved(period.first, (year - period.first.year) * calendar.MONTHS, "month")
    return calendar.holding(moved, period.grain)


# ---------------------------------------------------------------------------- a time of the clock on its day


def _clock(heard: list[Timex], at: int, tokens: Tokens) -> tuple[Spread, int] | None:
    """Return "at 10:35 a.m. (0735 GMT) Friday" or "on Friday at 10:35" as one time, else None."""
    run = [heard[at]]
    for other in heard[at + 1 : at + 3]:
        gap = [tokens.near(i) for i in range(run[-1].last, other.first)]
        if len(gap) > BETWEEN_CLOCK_AND_DAY or not set(gap) <= BESIDE_A_CLOCK:
            break
        run.append(other)
        if len([t for t in run if t.rule != "clock"]) > 1:
            run.pop()
            break
    clocks = [timex for timex in run if timex.rule == "clock"]
    if not clocks or len(clocks) == len(run):
        return None
    day = next(timex for timex in run if timex.rule != "clock").meaning
    if day.period is None or day.period.grain != "day":
        return None
    return Spread(run[0].first, run[-1].last, clocks[0].meaning), len(run)


# ---------------------------------------------------------------------------- since, until, by, about


def _alone(timex: Timex, tokens: Tokens) -> Spread:
    """Return one expression with the preposition before it."""
    meaning = timex.meaning
    at = _preposition(timex, tokens)
    word = tokens.near(at)
    if meaning.edtf is None or meaning.basis is Basis.UNKNOWN:
        first = at if word in OPENING | CLOSING | {"within"} else timex.first
        return Spread(first, timex.last, replace(meaning, basis=Basis.UNKNOWN))
    if word in {"before", "after"}:
        return _beyond(timex, word, at, tokens)
    if word in OPENING:
        edtf = f"{_start(meaning.edtf)}/.."
    elif word in CLOSING:
        edtf = f"../{_close(timex, tokens)}"
    elif word in AROUND | PERHAPS and timex.rule != "reference" and not {"/", "T"} & set(meaning.edtf):
        edtf = f"{meaning.edtf.rstrip('~')}{'~' if word in AROUND else '?'}"
    else:
        return Spread(timex.first, timex.last, meaning)
    return Spread(at, timex.last, replace(meaning, edtf=edtf))


def _preposition(timex: Timex, tokens: Tokens) -> int:
    """Return the token before an expression, or the "since", "by" that a few words part from it."""
    before = timex.first - 1
    for at in range(before, before - 1 - MOST_FILLING, -1):
        if tokens.near(at) in OPENING | CLOSING:
            return at
        if tokens.near(at) not in FILLING:
            break
    perhaps = tokens.near(before) in {"in", "on"} and tokens.near(before - 1) in PERHAPS
    return before - 1 if perhaps else before


def _close(timex: Timex, tokens: Tokens) -> str:
    """Return where "by" and "until" end: the last day where "the end of" is said."""
    meaning = timex.meaning
    words = {tokens.near(i) for i in range(timex.first, timex.last)}
    if "end" in words and meaning.period is not None:
        return calendar.last_day(meaning.period)
    return _end(meaning.edtf or "")


def _beyond(timex: Timex, word: str, at: int, tokens: Tokens) -> Spread:
    """Return "before 2022" as `../2021`, "after Friday" from the next day on, where no event is dated."""
    period, meaning = timex.meaning.period, timex.meaning
    names_event = tokens.near(timex.first) == "the" or tokens.near(timex.last) not in ENDS_A_PHRASE | {""}
    if (
        period is None
        or names_event
        or period.grain not in {"day", "month", "year", "week"}
        or "T" in (meaning.edtf or "")
    ):
        return Spread(timex.first, timex.last, meaning)
    try:
        beside = calendar.shifted(period, -1 if word == "before" else 1)
    except (ValueError, OverflowError):
        return Spread(timex.first, timex.last, meaning)
    edtf = f"../{_end(beside.edtf)}" if word == "before" else f"{_start(beside.edtf)}/.."
    return Spread(at, timex.last, replace(meaning, edtf=edtf))


def _start(edtf: str) -> str:
    return edtf.partition("/")[0]


def _end(edtf: str) -> str:
    return edtf.rpartition("/")[2]
