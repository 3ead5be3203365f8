"""Days: what an EDTF date covers, as a range of days that can be compared."""

import re
from calendar import monthrange
from datetime import date

import msgspec

_DATE = re.compile(r"(-?\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?:T[\d:.Z+-]*)?[~?%]?$")
_FIRST, _LAST = date.min.toordinal(), date.max.toordinal()
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
        return self.first == _FIRST or self.last == _LAST

    def meets(self, other: "Days", slack: int = 0) -> bool:
        """Return whether the two have a day in common, or lie at most `slack` days apart."""
        return self.first <= other.last + slack and other.first <= self.last + slack


def days_of(edtf: str | None) -> Days | None:
    """Return the days an EDTF date covers (level 0, intervals, sets, ~, ?); None where it cannot be told."""
    if not edtf:
        return None
    text = edtf.strip()
    if text[:1] in "[{" and text[-1:] in "]}":
        parts = [p for p in re.split(r",|\.\.", text[1:-1]) if p]
        ranges = [d for d in map(_one, parts) if d is not None]
        if not ranges or len(ranges) != len(parts):
            return None
        return Days(min(d.first for d in ranges), max(d.last for d in ranges))
    return _interval(text) if "/" in text else _one(text)


def _interval(text: str) -> Days | None:
    """Return the days of two dates parted by a slash, of which one may be open."""
    begin, _, end = text.partition("/")
    first, last = _one(begin), _one(end)
    if (first is None and begin not in ("..", "")) or (last is None and end not in ("..", "")):
        return None
    if first is None and last is None:
        return None
    days = Days(first.first if first else _FIRST, last.last if last else _LAST)
    return days if days.first <= days.last else None


def _one(text: str) -> Days | None:
    """Return the days of one calendar date of any precision."""
    found = _DATE.fullmatch(text.strip())
    if found is None:
        return None
    year, month, day = int(found[1]), int(found[2] or 0), int(found[3] or 0)
    try:
        if day:
            at = date(year, month, day).toordinal()
            return Days(at, at)
        if month:
            return Days(
                date(year, month, 1).toordinal(), date(year, month, monthrange(year, month)[1]).toordinal()
            )
        return Days(date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal())
    except ValueError:
        return None
