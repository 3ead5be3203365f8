"""Dates: read as dumps, feeds and addresses write them, never guessed."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.intake.dates import date_in_address, date_of
from reportedly.intake.overrides import iso

TODAY = date(2025, 3, 5)


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("2025-03-04", "2025-03-04"),
        ("2025-03-04 09:30:00", "2025-03-04T09:30:00"),
        ("2025-03-04T09:30:00Z", "2025-03-04T09:30:00+00:00"),
        ("2025-03-04 09:30:00+02:00", "2025-03-04T09:30:00+02:00"),
        ("Tue, 04 Mar 2025 09:30:00 GMT", "2025-03-04T09:30:00+00:00"),
        (1741080600, "2025-03-04T09:30:00+00:00"),
        (1741080600000, "2025-03-04T09:30:00+00:00"),
        ("2025", "2025"),
        ("yesterday", None),
        ("04/03/2025", None),
        ("", None),
        ("None", None),
        (None, None),
        (True, None),
        (5, None),
        (float("nan"), None),
        (float("inf"), None),
        (10**40, None),
        ([], None),
    ],
)
def test_a_date_is_read_or_left_out(written: object, value: str | None) -> None:
    """ISO, mail and epoch dates are known; what could be two days, or none, is none."""
    assert date_of(written) == value


@given(st.text(max_size=40) | st.floats() | st.integers())
def test_what_is_read_is_iso(written: object) -> None:
    """Whatever comes in, what comes out is ISO 8601 or nothing."""
    value = date_of(written)
    assert value is None or iso(value) == value


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("2025/03/04/bridge", "2025-03-04"),
        ("world/2025/mar/04/bridge", "2025-03-04"),
        ("world/2025/3/4/", "2025-03-04"),
        ("news/2025-03-04-bridge", "2025-03-04"),
        ("news/20250304/bridge", "2025-03-04"),
        ("news/bridge-20250304.html", "2025-03-04"),
        ("2025/03/04/bridge-2025-03-04", "2025-03-04"),
        ("2025/03/bridge", None),
        ("2025/03/04/what-happened-on-2024-01-01", None),
        ("2025/13/40/", None),
        ("2030/01/01/plans", None),
        ("1812/09/07/borodino", None),
        ("item/1202503041/", None),
        ("story?d=2025/03/04", None),
        ("", None),
    ],
)
def test_the_day_in_an_address(path: str, value: str | None) -> None:
    """One whole day in the path, not after the day of fetching, is a date; months and queries are none."""
    assert date_in_address(f"https://lakeside.example/{path}", TODAY) == value


@pytest.mark.parametrize("url", [None, "http://[", "2025/03/04"])
def test_what_is_no_address_gives_at_most_its_path(url: str | None) -> None:
    """Broken addresses do not crash."""
    assert date_in_address(url, TODAY) in {None, "2025-03-04"}
