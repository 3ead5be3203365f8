"""Days: a date of publication or an EDTF value as its first and last day, for filters by date.

Days are taken as written: no zone is turned into another. Text in the form YYYY-MM-DD sorts as dates
do, in every database and collation.
"""

import calendar
import re

EARLIEST, LATEST = "0001-01-01", "9999-12-31"
_DATE = re.compile(r"(\d{4}|\d{3}X|\d{2}XX)(?:-(\d{2}|XX)(?:-(\d{2}|XX))?)?(?:T.*)?")
_SEASONS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 14)}
"""ISO 8601-2 codes of the northern seasons -> first and last month; winter runs into the next year."""
_LAST_MONTH = 12


def days_of(value: str | None) -> tuple[str, str] | None:
    """Return the first and last day that `value` covers, as YYYY-MM-DD; None where it tells none.

    `value` is ISO 8601 or EDTF level 1: "2025-03-04T10:00Z", "2025-03", "2022-02-24/..", "2024-22",
    "2023-07~", "198X".
    """
    if not value:
        return None
    first, slash, last = value.strip().partition("/")
    begun = _one(first)
    if not slash:
        return begun
    ended = _one(last)
    if begun is None and ended is None:
        return None
    if (begun is None and first not in {"", ".."}) or (ended is None and last not in {"", ".."}):
        return None
    days = (begun[0] if begun else EARLIEST, ended[1] if ended else LATEST)
    return days if days[0] <= days[1] else None


def _one(value: str) -> tuple[str, str] | None:
    match = _DATE.fullmatch(value.strip().rstrip("~?%"))
    if match is None:
        return None
    year, month, day = match.groups()
    low, high = int(year.replace("X", "0")), int(year.replace("X", "9"))
    if low < 1 or month is None or month == "XX" or low != high:
        return (f"{low:04}-01-01", f"{high:04}-12-31") if low else None
    return _in_month(low, int(month), day)


def _in_month(year: int, month: int, day: str | None) -> tuple[str, str] | None:
    if month in _SEASONS and day is None:
        return _season(year, month)
    if not 1 <= month <= _LAST_MONTH:
        return None
    longest = calendar.monthrange(year, month)[1]
    if day is None or day == "XX":
        return f"{year:04}-{month:02}-01", f"{year:04}-{month:02}-{longest:02}"
    return (f"{year:04}-{month:02}-{day}",) * 2 if 1 <= int(day) <= longest else None


def _season(year: int, code: int) -> tuple[str, str] | None:
    begun, ended = _SEASONS[code]
    year_of_end = year + (ended > _LAST_MONTH)
    month = (ended - 1) % _LAST_MONTH + 1
    if year_of_end > int(LATEST[:4]):
        return None
    longest = calendar.monthrange(year_of_end, month)[1]
    return f"{year:04}-{begun:02}-01", f"{year_of_end:04}-{month:02}-{longest:02}"
