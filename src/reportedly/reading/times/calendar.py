"""Calendar: the periods that time words name, each with its two spellings.

A period knows its first and last day, its TIMEX3 value (TimeML 1.2.1) and its EDTF form (ISO 8601-2:2019,
levels 1 and 2). Weeks are ISO weeks, Monday to Sunday. Seasons are those of the northern hemisphere.
Whatever lies outside the years 1 to 9999, or is no day at all, raises ValueError or OverflowError from
`datetime`; `resolving.py` turns that into "not resolved".
"""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

SEASONS = ("SP", "SU", "FA", "WI")
"""TIMEX3 names of spring, summer, autumn, winter; EDTF numbers them from 21."""
FIRST_SEASON = 21
MONTHS = 12
WEEK = 7
SATURDAY = 5
CENTURY = 100
DECADE = 10


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of the calendar that one name covers."""

    grain: str
    """day, week, weekend, month, quarter, half, season, year, decade or century."""
    first: date
    """First day of it."""
    last: date
    """Last day of it."""
    timex: str
    """TIMEX3 value ("2026-W08")."""
    edtf: str
    """EDTF form ("2026-02-16/2026-02-22")."""


def day(when: date) -> Period:
    """Return one day."""
    return Period("day", when, when, when.isoformat(), when.isoformat())


def week(when: date) -> Period:
    """Return the ISO week that holds `when`."""
    first = when - timedelta(days=when.weekday())
    last = first + timedelta(days=WEEK - 1)
    number = first.isocalendar()
    return Period("week", first, last, f"{number.year:04}-W{number.week:02}", f"{first}/{last}")


def weekend(when: date) -> Period:
    """Return the Saturday and Sunday of the ISO week that holds `when`."""
    whole = week(when)
    first = whole.first + timedelta(days=SATURDAY)
    return Period("weekend", first, whole.last, f"{whole.timex}-WE", f"{first}/{whole.last}")


def month(year_: int, number: int) -> Period:
    """Return month `number`, 1 to 12, of a year."""
    first = date(year_, number, 1)
    last = date(year_, number, calendar.monthrange(year_, number)[1])
    return Period("month", first, last, f"{first:%Y-%m}".zfill(7), f"{year_:04}-{number:02}")


def quarter(year_: int, number: int) -> Period:
    """Return quarter `number`, 1 to 4, of a calendar year."""
    return _months("quarter", year_, number, 3, "Q")


def half(year_: int, number: int) -> Period:
    """Return half `number`, 1 or 2, of a calendar year."""
    return _months("half", year_, number, 6, "H")


def _months(grain: str, year_: int, number: int, length: int, letter: str) -> Period:
    first, last = month(year_, (number - 1) * length + 1), month(year_, number * length)
    return Period(grain, first.first, last.last, f"{year_:04}-{letter}{number}", f"{first.edtf}/{last.edtf}")


def season(year_: int, number: int) -> Period:
    """Return season `number`, 0 (spring) to 3 (winter), that begins in a year."""
    first = month(year_, 3 * number + 3)
    last = shifted(first, 2)
    name = f"{year_:04}-{FIRST_SEASON + number}"
    return Period("season", first.first, last.last, f"{year_:04}-{SEASONS[number]}", name)


def year(number: int) -> Period:
    """Return a calendar year."""
    return Period("year", date(number, 1, 1), date(number, 12, 31), f"{number:04}", f"{number:04}")


def decade(first: int) -> Period:
    """Return the ten years from `first`, a year that ends in 0."""
    return _years("decade", first, DECADE, f"{first // DECADE:03}")


def century(number: int) -> Period:
    """Return the century `number` (20 for the 1900s), counted as people do: 1900 to 1999."""
    return _years("century", (number - 1) * CENTURY, CENTURY, f"{number - 1:02}")


def _years(grain: str, first: int, length: int, known: str) -> Period:
    return Period(
        grain,
        date(max(first, 1), 1, 1),
        date(first + length - 1, 12, 31),
        known,
        known + "X" * (4 - len(known)),
    )


def holding(when: date, grain: str) -> Period:
    """Return the period of that grain that holds `when`; raises KeyError for a grain without periods."""
    quarters = (when.month - 1) // 3
    makers = {
        "day": lambda: day(when),
        "week": lambda: week(when),
        "weekend": lambda: weekend(when),
        "month": lambda: month(when.year, when.month),
        "quarter": lambda: quarter(when.year, quarters + 1),
        "half": lambda: half(when.year, quarters // 2 + 1),
        "year": lambda: year(when.year),
        "decade": lambda: decade(when.year // DECADE * DECADE),
        "century": lambda: century(when.year // CENTURY + 1),
    }
    return makers[grain]()


def shifted(period: Period, count: int) -> Period:
    """Return the period of the same grain that lies `count` of them later."""
    if period.grain == "season":
        return season(period.first.year + count, SEASONS.index(period.timex[-2:]))
    return holding(moved(period.first, count, period.grain), period.grain)


def moved(when: date, count: int, grain: str) -> date:
    """Return the day `count` units later; the 31st becomes the last of a shorter month."""
    days = {"day": 1, "week": WEEK, "weekend": WEEK, "fortnight": 2 * WEEK}
    if grain in days:
        return when + timedelta(days=count * days[grain])
    months = {"month": 1, "quarter": 3, "half": 6, "year": 12, "decade": 120, "century": 1200}
    index = when.year * MONTHS + when.month - 1 + count * months[grain]
    year_, number = divmod(index, MONTHS)
    if not 1 <= year_ <= 9999:  # noqa: PLR2004 - the years datetime knows
        raise OverflowError(f"year {year_} lies outside the calendar")
    return date(year_, number + 1, min(when.day, calendar.monthrange(year_, number + 1)[1]))


def last_day(period: Period) -> str:
    """Return the EDTF form of the last day of a period, or of its last year where it is longer than one."""
    longer_than_a_year = period.grain in {"decade", "century"}
    return f"{period.last.year:04}" if longer_than_a_year else period.last.isoformat()
