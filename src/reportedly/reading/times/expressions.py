"""Expressions: a report's time expressions as TimeML marks them, each with its meaning."""

import re
from dataclasses import replace
from datetime import date

from reportedly.reading.times.found import Meaning, Timex
from reportedly.reading.times.grammar import matching
from reportedly.reading.times.rules import Words
from reportedly.reading.times.telling import Telling
from reportedly.reading.times.tokens import Tokens, tokens_of
from reportedly.record import Basis

_KNOWN = re.compile("[^_,.|]")
_PUBLISHED = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
TO_THE_DAY = 6
"""How many tokens after a time of the clock its day may stand ("at 10:35 a.m. (0735 GMT) on Friday")."""


def published_day(published: str | None) -> date | None:
    """Return the day of an ISO date or date-time, None where it says none."""
    found = _PUBLISHED.match(published or "")
    if found is None:
        return None
    try:
        return date(*(int(part) for part in found.groups()))
    except ValueError:
        return None


def find_timex(text: str, published: str | None) -> tuple[Timex, ...]:
    """Return the time expressions of `text` in order, durations, sets and vague references included."""
    return tuple(told(text, published).heard)


def told(text: str, published: str | None) -> Telling:
    """Return the report with all its time expressions read."""
    tokens = tokens_of(text)
    telling = Telling(tokens, published_day(published))
    at = 0
    while (known := _KNOWN.search(tokens.classes, at)) is not None:
        timex = expression_at(known.start(), telling)
        if timex is None:
            at = known.start() + 1
            continue
        telling.hear(timex)
        at = timex.last
    telling.heard[:] = _with_days(telling.heard, tokens)
    return telling


def expression_at(at: int, telling: Telling) -> Timex | None:
    """Return the expression that begins at token `at`: the longest rule whose words mean a time."""
    tokens = telling.tokens
    for rule, match in matching(tokens.classes, at):
        words = Words(match, tokens.forms)
        try:
            meaning = rule.build(words, telling)
        except (ValueError, OverflowError):
            # No such day ("31 February"), or beyond the calendar: a time was said, none is meant.
            meaning = Meaning("DATE", None)
        if meaning is not None:
            last = match.end()
            first = at + _articles(rule.name, at, last, tokens)
            return Timex(tokens.starts[first], tokens.end(last - 1), first, last, rule.name, meaning)
    return None


def _articles(rule: str, first: int, last: int, tokens: Tokens) -> int:
    """Return 1 where an expression begins with an article that belongs to the noun behind it, else 0."""
    if last - first < 2 or tokens.near(first) not in {"the", "a", "an"}:  # noqa: PLR2004
        return 0
    if rule == "year" and tokens.classes[first + 1] not in "Y$U":
        return 0
    modifies = "-" in tokens.classes[first:last] and rule in {"duration", "quarter", "year ago"}
    return int(
        (rule in {"weekday", "year", "vague"} and tokens.near(last - 1) not in {"past", "future"}) or modifies
    )


def _with_days(heard: list[Timex], tokens: Tokens) -> list[Timex]:
    """Return the expressions, each time of the clock with the day that follows it in the sentence.

    A day right behind it is part of the same expression ("5 p.m. EST Nov. 9").
    """
    fixed: list[Timex] = []
    joined = False
    for i, timex in enumerate(heard):
        day = _day_after(timex, heard[i + 1 : i + 3], tokens) if timex.rule == "clock" else None
        if not joined:
            fixed.append(timex if day is None else _on_day(timex, day))
        joined = False
        if (
            day is not None
            and set(tokens.classes[timex.last : day.first]) <= {","}
            and fixed[-1].start == timex.start
        ):
            fixed[-1] = replace(fixed[-1], end=day.end, last=day.last)
            joined = True
    return fixed


def _day_after(clock: Timex, following: list[Timex], tokens: Tokens) -> Timex | None:
    """Return the day that follows a time of the clock closely, None where none does."""
    if clock.meaning.value is None:
        return None
    for day in following:
        period = day.meaning.period
        near = day.first - clock.last <= TO_THE_DAY and "|" not in tokens.classes[clock.last : day.first]
        if near and period is not None and period.grain == "day" and day.rule != "clock":
            return day
    return None


def _on_day(clock: Timex, day: Timex) -> Timex:
    """Return a time of the clock on that day."""
    meaning, period = clock.meaning, day.meaning.period
    if meaning.value is None or meaning.edtf is None or period is None:
        return clock
    known = day.meaning.basis is not Basis.UNKNOWN
    value = f"{period.timex}T{meaning.value.partition('T')[2]}"
    edtf = f"{period.edtf}T{meaning.edtf.partition('T')[2]}" if known else None
    return replace(clock, meaning=Meaning("TIME", value, day.meaning.basis, period, edtf))
