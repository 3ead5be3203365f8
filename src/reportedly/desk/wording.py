"""Wording: how values are written on pages: days, moments, numbers, languages, what an outlet is called."""

import re
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from reportedly.desk import links
from reportedly.tracing.copies import Direction
from reportedly.views.values import shortened

NO_OUTLET = "outlet not known"
NO_HEADLINE = "(no headline)"
NOT_DATED = "not dated"
DIRECTIONS = {
    Direction.FROM: "taken over from",
    Direction.TO: "taken over by",
    Direction.COMMON: "from one source with",
    Direction.OPEN: "the same as in",
}
"""How a passage in one report is that in another."""
_LANGUAGE = re.compile(r"[a-z]{2,3}")
_PAIR = 2


def many(number: int, noun: str, plural: str | None = None) -> str:
    """Return "1 report", "2,000 reports"."""
    return f"1 {noun}" if number == 1 else f"{number:,} {plural or noun + 's'}"


def day_in_words(written: str | None) -> str:
    """Return "Tuesday 4 March 2025"; what is no day is shown as it is written."""
    if not written:
        return NOT_DATED
    try:
        day = date.fromisoformat(written[:10])
    except ValueError:
        return written
    return f"{day:%A} {day.day} {day:%B} {day.year}"


def moment(written: str | None) -> str:
    """Return a moment of the log or of a publication in a person's form, to the minute."""
    if not written:
        return NOT_DATED
    try:
        at = datetime.fromisoformat(written)
    except ValueError:
        return written
    if "T" not in written and " " not in written:
        return f"{at.day} {at:%b} {at.year}"
    zone = " UTC" if at.tzinfo is not None and not at.utcoffset() else ""
    return f"{at.day} {at:%b} {at.year}, {at:%H:%M}{zone}"


def one_line(written: str, most: int) -> str:
    """Return words as one line of at most `most` characters, cut between words."""
    return shortened(" ".join(written.split()), most)


def headline(written: str | None) -> str:
    """Return a headline as one line."""
    return " ".join((written or "").split()) or NO_HEADLINE


def outlet(written: str | None) -> str:
    """Return an outlet's name as one line."""
    return " ".join((written or "").split()) or NO_OUTLET


def lang(code: str | None) -> str:
    """Return a language code fit for the attribute `lang`; "" where it is none."""
    return code if code and _LANGUAGE.fullmatch(code) else ""


def initials(name: str) -> str:
    """Return one or two letters for a name."""
    words = [word for word in name.split() if word[:1].isalnum()]
    return "".join(word[0].upper() for word in words[:_PAIR])


FILTERS: dict[str, Callable[..., Any]] = {
    "many": many,
    "day": day_in_words,
    "moment": moment,
    "headline": headline,
    "outlet": outlet,
    "lang": lang,
    "outside": links.outside,
}
"""What templates may put a value through."""
