"""Days: dates and EDTF values as ranges of days."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.record.days import Days, between, days_of


@pytest.mark.parametrize(
    ("value", "begins", "ends"),
    [
        ("2025-03-04", "2025-03-04", "2025-03-04"),
        ("2025-03-04T22:10:00+02:00", "2025-03-04", "2025-03-04"),
        ("2024-02-29", "2024-02-29", "2024-02-29"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2024", "2024-01-01", "2024-12-31"),
        ("2024~", "2024-01-01", "2024-12-31"),
        ("198X", "1980-01-01", "1989-12-31"),
        ("2023-22", "2023-06-01", "2023-08-31"),
        ("2023-24", "2023-12-01", "2024-02-29"),
        ("2022-02-24/2022-03", "2022-02-24", "2022-03-31"),
        ("2026-03-01/2026-03-04", "2026-03-01", "2026-03-04"),
        ("2022-02-24/..", "2022-02-24", "9999-12-31"),
        ("../2022-02-24", "0001-01-01", "2022-02-24"),
        ("[2026-03-01,2026-03-09]", "2026-03-01", "2026-03-09"),
    ],
)
def test_values_cover_their_days(value: str, begins: str, ends: str) -> None:
    """A value covers the days from its first to its last: a month all its days, an interval both its ends."""
    days = days_of(value)
    assert days is not None
    assert (days.begins, days.ends) == (begins, ends)


@pytest.mark.parametrize(
    "value",
    [
        None, "", "soon", "yesterday", "2026-02-30", "2025-13", "0000", "9" * 400, "../..", "[]", "9999-24",
        "2026-03-04/2026-03-01", "2022-02-24/yesterday", "[2026-03-01,soon]",
    ],
)  # fmt: skip
def test_what_cannot_be_told_is_none(value: str | None) -> None:
    """A date that is none is left open, never mended."""
    assert days_of(value) is None


@given(st.text(st.sampled_from("0123456789-/.XT~?[], "), max_size=24))
def test_any_value_is_taken(value: str) -> None:
    """Any value gives days in order, or none."""
    days = days_of(value)
    assert days is None or (days.first <= days.last and len(days.begins) == len(days.ends) == 10)


def test_order() -> None:
    """Dates stand by where they begin, the wide before the narrow; one open to the past by its end."""
    values = ["2024-03-05", "../2024-02-01", "2024-01-01", "2024-01", "2024"]
    found = sorted(values, key=lambda v: (days_of(v) or Days(1, 1)).rank)
    assert found == ["2024", "2024-01", "2024-01-01", "../2024-02-01", "2024-03-05"]


def test_between() -> None:
    """One end may be open, not both."""
    assert between("2024-01-01", None) == days_of("2024-01-01/..")
    assert between(None, "..") is None


def test_meeting() -> None:
    """Two ranges meet where they have a day in common, or with slack lie near each other."""
    one, other = days_of("2024-03-01"), days_of("2024-03-04")
    assert one is not None
    assert other is not None
    assert (one.meets(other), one.meets(other, slack=3)) == (False, True)
    assert (one.narrow, one.open) == (True, False)
