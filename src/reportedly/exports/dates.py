"""Dates: when an event was, as far as its reports say, and how precise that is for ACLED and UCDP."""

from collections.abc import Sequence
from datetime import date

import msgspec

from reportedly.exports.events import most
from reportedly.exports.mentions import Mention
from reportedly.record.days import Days

_DAY, _SOME, _WEEK, _MONTH, _YEAR = 1, 6, 7, 31, 366


class Dated(msgspec.Struct, frozen=True, kw_only=True):
    """When an event was."""

    days: Days | None
    """What most mentions say, of the narrowest; None where none tells a time."""

    @property
    def _length(self) -> int:
        return 0 if self.days is None else self.days.last - self.days.first + 1

    @property
    def acled(self) -> tuple[str, int] | None:
        """ACLED's event_date and time_precision: a day 1, the middle of a week 2, of a month 3; else None.

        ACLED holds no event whose time is told less nearly.
        """
        if self.days is None or self._length > _MONTH:
            return None
        middle = date.fromordinal(self.days.first + (self._length - 1) // 2).isoformat()
        return middle, 1 if self._length == _DAY else 2 if self._length <= _WEEK else 3

    @property
    def ged(self) -> int | None:
        """UCDP's date_prec: 1 a day, 2 two to six days, 3 a week, 4 up to a month, 5 up to a year."""
        steps = ((_DAY, 1), (_SOME, 2), (_WEEK, 3), (_MONTH, 4), (_YEAR, 5))
        return next((code for most, code in steps if 0 < self._length <= most), None)


def dated(mentions: Sequence[Mention]) -> Dated:
    """Return when mentions of one event say it was: the days that most tell, of the narrowest told."""
    told = [each.days for each in mentions if each.days is not None]
    if not told:
        return Dated(days=None)
    least = min(days.last - days.first for days in told)
    return Dated(days=most(days for days in told if days.last - days.first == least))
