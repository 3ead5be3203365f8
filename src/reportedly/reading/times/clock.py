"""Clock: times of the day in hours and minutes, on the day named beside them."""

import re

from reportedly.reading.times import calendar
from reportedly.reading.times.found import Meaning
from reportedly.reading.times.rules import Rule, Words, rule
from reportedly.reading.times.telling import Anchor, Telling
from reportedly.reading.times.word_sets import words as words_of
from reportedly.record import Basis

BEFORE_A_CLOCK = words_of("at by before after until till around about since from to between and midnight")
_CLOCK = re.compile(r"([0-9]{1,2})(?::([0-9]{2}))?(?::([0-9]{2}))?([ap]m)?", re.IGNORECASE)
HOURS, MINUTES, NOON = 24, 60, 12
WITHOUT_COLON = 4
"""Digits of "0735"."""


def clock(words: Words, telling: Telling) -> Meaning | None:
    """Read "10:35 a.m.", "5 p.m. EST", "18:30", "0735 GMT"; the day is the one named beside it."""
    at = words.first
    tokens = telling.tokens
    marked = words.has("k") or words.has("z") or tokens.near(words.last) in {"local", "o'clock"}
    if not marked and (tokens.near(at - 1) not in BEFORE_A_CLOCK or ":" not in tokens.forms[at]):
        return None
    time = time_of(words.one("c"), words.one("k"))
    if time is None:
        return Meaning("TIME", None, told=False)
    day = day_beside(words, telling)
    if day is None:
        return Meaning("TIME", None)
    zone = "Z" if words.one("z") in {"gmt", "utc"} else ""
    value, edtf = f"{day.period.timex}T{time}", f"{day.period.edtf}T{time}:00{zone}"
    return Meaning("TIME", value, day.basis, day.period, edtf)


def time_of(form: str, half: str) -> str | None:
    """Return hours and minutes as 24-hour "HH:MM", None where there is no such time."""
    if form.isdigit() and len(form) == WITHOUT_COLON:
        form, half = f"{form[:2]}:{form[2:]}", ""
    found = _CLOCK.fullmatch(form)
    if found is None:
        return None
    hour, minute = int(found[1]), int(found[2] or 0)
    half = (found[4] or half).lower()
    if half and not 1 <= hour <= NOON:
        return None
    if half:
        hour = hour % NOON + (NOON if half.startswith("p") else 0)
    return f"{hour:02}:{minute:02}" if hour < HOURS and minute < MINUTES else None


def day_beside(words: Words, telling: Telling) -> Anchor | None:
    """Return the day last named if it stands plainly just before, else the day of publication.

    A day right behind the clock counts before either (`expressions.py`). The day of publication does
    not say that it is the day meant, so its basis is unknown.
    """
    found = telling.anchor(words.first)
    if found is not None and found.period.grain == "day" and found.basis is not Basis.UNKNOWN:
        return found
    if telling.published is None:
        return None
    return Anchor(calendar.day(telling.published), Basis.UNKNOWN)


RULES: tuple[Rule, ...] = (
    rule("clock", "(?P<c>[Cn])(?P<k>K)?(?P<z>Z)?", clock),
    rule("clock", "(?P<c>[NY])(?P<k>K)?(?P<z>Z)", clock),
)
