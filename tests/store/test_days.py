"""Days: dates and EDTF values as first and last day."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.store.days import days_of


@pytest.mark.parametrize(
    ("value", "days"),
    [
        ("2025-03-04", ("2025-03-04", "2025-03-04")),
        ("2025-03-04T22:10:00+02:00", ("2025-03-04", "2025-03-04")),
        ("2024-02", ("2024-02-01", "2024-02-29")),
        ("2024", ("2024-01-01", "2024-12-31")),
        ("2024~", ("2024-01-01", "2024-12-31")),
        ("198X", ("1980-01-01", "1989-12-31")),
        ("2023-22", ("2023-06-01", "2023-08-31")),
        ("2023-24", ("2023-12-01", "2024-02-29")),
        ("2022-02-24/2022-03", ("2022-02-24", "2022-03-31")),
        ("2022-02-24/..", ("2022-02-24", "9999-12-31")),
        ("../2022-02-24", ("0001-01-01", "2022-02-24")),
        ("2022-03/2022-02", None),
        ("2025-02-30", None),
        ("2025-13", None),
        ("../..", None),
        ("0000", None),
        ("yesterday", None),
        ("2022-02-24/yesterday", None),
        ("", None),
        (None, None),
    ],
)
def test_values_cover_their_days(value: str | None, days: tuple[str, str] | None) -> None:
    """A value covers the days from its first to its last; what tells no day covers none."""
    assert days_of(value) == days


@given(st.text(st.sampled_from("0123456789-/.XT~? "), max_size=24))
def test_any_value_is_taken(value: str) -> None:
    """Any value gives days in order, or none."""
    days = days_of(value)
    assert days is None or (days[0] <= days[1] and len(days[0]) == len(days[1]) == 10)
