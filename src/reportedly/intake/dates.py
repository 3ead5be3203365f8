"""When a report was published, and how that is known."""

import re
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

from reportedly.intake.overrides import iso

_EARLIEST = 1990
"""Before the web there was no address that could hold a date."""
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_IN_PATH = (
    re.compile(r"(?<![\d])(?P<year>\d{4})[/-](?P<month>\d{1,2})[/-](?P<day>\d{1,2})(?![\d])"),
    re.compile(r"(?<![\d])(?P<year>\d{4})/(?P<month>[a-z]{3})[a-z]{0,6}/(?P<day>\d{1,2})(?![\d])"),
    re.compile(r"(?:^|[/_-])(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})(?=[/._-]|$)"),
)
_PATH_AT_MOST = 2_000


def date_of(written: object) -> str | None:
    """Return a date as dumps and feeds write it, as ISO 8601; None where it is none.

    ISO 8601 with a blank or a T, RFC 5322 ("Tue, 4 Mar 2025 09:30:00 GMT"), and seconds or milliseconds
    since 1970 are known.
    """
    if isinstance(written, int | float) and not isinstance(written, bool):
        return _of_seconds(float(written))
    if not isinstance(written, str) or not written.strip():
        return None
    value = written.strip()
    if (known := iso(value)) is not None:
        return known if len(known) <= len("2025-03-04") else datetime.fromisoformat(known).isoformat()
    try:
        return parsedate_to_datetime(value).isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _of_seconds(value: float) -> str | None:
    seconds = value / 1_000 if value > 10**11 else value
    try:
        moment = datetime.fromtimestamp(seconds, UTC)
    except (ValueError, OverflowError, OSError):
        return None
    return moment.isoformat() if moment.year >= _EARLIEST else None


def date_in_address(url: str | None, not_after: date) -> str | None:
    """Return the day that the path of an address names (/2025/03/04/, /2025/mar/04/, /20250304/).

    None where it names none, several different ones, or one after `not_after`.
    """
    try:
        path = urlsplit(url or "").path[:_PATH_AT_MOST].lower()
    except ValueError:
        return None
    days: set[date] = set()
    for pattern in _IN_PATH:
        for found in pattern.finditer(path):
            day = _day(found["year"], found["month"], found["day"])
            if day is not None and day <= not_after:
                days.add(day)
    return days.pop().isoformat() if len(days) == 1 else None


def _day(year: str, month: str, day: str) -> date | None:
    try:
        number = int(month) if month.isdecimal() else _MONTHS.index(month) + 1
        found = date(int(year), number, int(day))
    except ValueError:
        return None
    return found if found.year >= _EARLIEST else None
