"""Nearest: which day, month or season is meant where the year or week is left open."""

from datetime import date

import pytest

from reportedly.reading.times import nearest
from reportedly.reading.times.tense import Tense

WEDNESDAY = date(2026, 2, 18)


@pytest.mark.parametrize(
    ("tense", "expected"),
    [(Tense.PAST, "2026-02-16"), (Tense.OPEN, "2026-02-16"), (Tense.FUTURE, "2026-02-23")],
)
def test_the_tense_picks_the_weekday(tense: Tense, expected: str) -> None:
    """News looks back unless the verb looks ahead."""
    assert nearest.weekday(WEDNESDAY, 0, tense).edtf == expected


@pytest.mark.parametrize("tense", list(Tense))
def test_the_weekday_of_publication_is_that_day(tense: Tense) -> None:
    """A report of Wednesday that says "Wednesday" means the day itself."""
    assert nearest.weekday(WEDNESDAY, 2, tense).first == WEDNESDAY


def test_the_tense_decides_the_month() -> None:
    """In February "was held in March" is a year back, "will be held in January" a year ahead."""
    assert nearest.month(WEDNESDAY, 3, Tense.PAST).edtf == "2025-03"
    assert nearest.month(WEDNESDAY, 3, Tense.FUTURE).edtf == "2026-03"
    assert nearest.month(WEDNESDAY, 1, Tense.FUTURE).edtf == "2027-01"


def test_a_day_close_by_outweighs_the_tense() -> None:
    """A day of a month named without its year is next week's rather than last year's."""
    assert nearest.month_day(WEDNESDAY, 2, 24, Tense.PAST).edtf == "2026-02-24"
    assert nearest.month_day(WEDNESDAY, 8, 7, Tense.PAST).edtf == "2025-08-07"


def test_29_february_is_sought_in_a_leap_year() -> None:
    """The leap day lies up to four years off."""
    assert nearest.month_day(WEDNESDAY, 2, 29, Tense.PAST).edtf == "2024-02-29"
    with pytest.raises(ValueError, match="day is out of range"):
        nearest.month_day(WEDNESDAY, 2, 30, Tense.PAST)
