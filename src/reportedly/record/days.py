"""Days: what a date of publication or an EDTF value covers, as a range of days that can be compared.

Days are taken as written: no zone is turned into another. EDTF is ISO 8601-2, level 1 with the sets of
level 2: "2025-03-04T10:00Z", "2025-03", "2022-02-24/..", "2024-22", "2023-07~", "198X",
"[2025-03-04,2025-03-06]".
"""

import re
from calendar import monthrange
from datetime import date
from functools import lru_cache

import msgspec

_DATE = re.compile(r"(\d{4}|\d{3}X|\d{2}XX)(?:-(\d{2}|XX)(?:-(\d{2}|XX))?)?(?:T.*)?")
_SEASONS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 14)}
"""ISO 8601-2 codes of the northern seasons -> first and last month; winter runs into the next year."""
_YEAR = 12
_EARLIEST, _LATEST = date.min.toordinal(), date.max.toordinal()
NEAR = 45
"""Days up to which a range says when something happened, not only in which time it lies."""


class Days(msgspec.Struct, frozen=True, order=True):
    """A range of days, both ends in it, as `date.toordinal` counts them."""

    first: int
    """First day; the first of the calendar where the date is open to the past."""
    last: int
    """Last day; the last of the calendar where it is open to the future."""

    @property
    def narrow(self) -> bool:
        """Whether it says the day well enough to tell two happenings apart."""
        return self.last - self.first <= NEAR

    @property
    def open(self) -> bool:
        """Whether one end is not said."""
        return self.first == _EARLIEST or self.last == _LATEST

    @property
    def begins(self) -> str:
        """The first day as YYYY-MM-DD: text that sorts as dates do, in every database and collation."""
        return date.fromordinal(self.first).isoformat()

    @property
    def ends(self) -> str:
        """The last day as YYYY-MM-DD."""
        return date.fromordinal(self.last).isoformat()

    @property
    def rank(self) -> tuple[int, int]:
        """By what it sorts: where it begins, or ends if its beginning is open; the wide before the narrow."""
        return (self.last if self.first == _EARLIEST else self.first), -self.last

    def meets(self, other: "Days", slack: int = 0) -> bool:
        """Return whether the two have a day in common, or lie at most `slack` days apart."""
        return self.first <= other.last + slack and other.first <= self.last + slack


ALWAYS = Days(_EARLIEST, _LATEST)
"""Every day of the calendar."""


@lru_cache(maxsize=8192)
def days_of(value: str | None) -> Days | None:
    """Return the days that `value` covers, from its first to its last; None where it tells none."""
    if not value:
        return None
    text = value.strip()
    if text[:1] in "[{" and text[-1:] in "]}":
        parts = [part for part in re.split(r",|\.\.", text[1:-1]) if part]
        ranges = [days for part in parts if (days := _one(part)) is not None]
        if not ranges or len(ranges) != len(parts):
            return None
        return Days(min(d.first for d in ranges), max(d.last for d in ranges))
    return between(*text.split("/", 1)) if "/" in text else _one(text)


def between(since: str | None, until: str | None) -> Days | None:
    """Return the days from one date to another, one may be open (None, "", ".."); None if it tells none."""
    first, last = (None if end is None or end.strip() in {"", ".."} else end for end in (since, until))
    if first is None and last is None:
        return None
    begun, ended = (None if end is None else _one(end) for end in (first, last))
    if (first is not None and begun is None) or (last is not None and ended is None):
        return None
    days = Days(begun.first if begun else _EARLIEST, ended.last if ended else _LATEST)
    return days if days.first <= days.last else None


def _one(value: str) -> Days | None:
    """Return the days of one calendar date of any precision."""
    found = _DATE.fullmatch(value.strip().rstrip("~?%"))
    if found is None:
        return None
    year, month, day = found.groups()
    low, high = int(year.replace("X", "0")), int(year.replace("X", "9"))
    if low < 1:
        return None
    if month is None or month == "XX" or low != high:
        return _months(low, 1, high, _YEAR)
    if int(month) in _SEASONS and day is None:
        begun, ended = _SEASONS[int(month)]
        return _months(low, begun, low + (ended > _YEAR), (ended - 1) % _YEAR + 1)
    whole = _months(low, int(month), low, int(month))
    if whole is None or day is None or day == "XX":
        return whole
    at = whole.first + int(day) - 1
    return Days(at, at) if whole.first <= at <= whole.last else None


def _months(year: int, month: int, last_year: int, last_month: int) -> Days | None:
    """Return the days of whole months; None where the calendar does not have them."""
    try:
        first = date(year, month, 1)
        last = date(last_year, last_month, monthrange(last_year, last_month)[1])
    except ValueError:  # monthrange's IllegalMonthError is one
        return None
    return Days(first.toordinal(), last.toordinal())
