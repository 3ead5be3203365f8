"""Nearest: which Monday, which 7 August, which May is meant where the words leave the year or week open."""

from collections.abc import Callable
from datetime import date, timedelta

from reportedly.reading.times import calendar
from reportedly.reading.times.calendar import WEEK, Period
from reportedly.reading.times.tense import Tense

REACH = {
    Tense.PAST: (1.0, 4.0),
    Tense.OPEN: (1.0, 1.6),
    Tense.FUTURE: (4.0, 1.0),
}
"""What a day of distance costs looking back and looking ahead: the tense weighs, and does not decide
alone, since a date named without its year is nearly always close by."""

MONTH_REACH = {Tense.PAST: (1.0, 100.0), Tense.OPEN: (1.0, 1.6), Tense.FUTURE: (100.0, 1.0)}
"""The same for months and seasons: named without their year from further off, so the tense decides."""


def weekday(published: date, number: int, tense: Tense) -> Period:
    """Return the weekday `number` (0 Monday) at or before publication, or at or after it in the future."""
    back = (published.weekday() - number) % WEEK
    if tense is Tense.FUTURE:
        return calendar.day(published + timedelta(days=(number - published.weekday()) % WEEK))
    return calendar.day(published - timedelta(days=back))


def weekday_in(week: Period, number: int) -> Period:
    """Return the weekday `number` of a week."""
    return calendar.day(week.first + timedelta(days=number))


def month(published: date, number: int, tense: Tense) -> Period:
    """Return the month `number` nearest to publication in the direction of the tense."""
    if number == published.month:
        return calendar.month(published.year, number)
    return _best(published, lambda year: calendar.month(year, number), MONTH_REACH[tense])


def season(published: date, number: int, tense: Tense) -> Period:
    """Return the season `number` nearest to publication in the direction of the tense."""
    return _best(published, lambda year: calendar.season(year, number), MONTH_REACH[tense])


def month_day(published: date, month_: int, day: int, tense: Tense) -> Period:
    """Return the day of a month nearest to publication; raises ValueError where no year near has it."""
    if month_ == 2 and day == 29:  # noqa: PLR2004 - the day that only leap years have
        return _best(published, lambda year: calendar.day(date(year, 2, 29)), REACH[tense], reach=4)
    date(2000, month_, day)
    return _best(published, lambda year: calendar.day(date(year, month_, day)), REACH[tense])


def _best(
    published: date,
    make: Callable[[int], Period],
    cost: tuple[float, float],
    reach: int = 1,
) -> Period:
    """Return the candidate of the years around publication that costs least."""
    back, ahead = cost
    candidates: list[tuple[float, Period]] = []
    for year in range(published.year - reach, published.year + reach + 1):
        try:
            period = make(year)
        except ValueError:
            continue
        distance = (period.first - published).days
        if period.first <= published <= period.last:
            distance = 0
        elif period.last < published:
            distance = (period.last - published).days
        candidates.append((distance * ahead if distance >= 0 else -distance * back, period))
    return min(candidates, key=lambda pair: pair[0])[1]
