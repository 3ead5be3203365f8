"""Days and names: what two reports write differently and mean alike."""

from datetime import date

import pytest

from reportedly.tracing.days import days_of
from reportedly.tracing.names import same_name, side_of


@pytest.mark.parametrize(
    ("edtf", "first", "last"),
    [
        ("2024-02-29", (2024, 2, 29), (2024, 2, 29)),
        ("2024-02", (2024, 2, 1), (2024, 2, 29)),
        ("2026-03-01/2026-03-04", (2026, 3, 1), (2026, 3, 4)),
        ("[2026-03-01,2026-03-09]", (2026, 3, 1), (2026, 3, 9)),
    ],
)
def test_ranges(edtf: str, first: tuple[int, int, int], last: tuple[int, int, int]) -> None:
    """A month has all its days, an interval both its ends."""
    days = days_of(edtf)
    assert days is not None
    assert (days.first, days.last) == (date(*first).toordinal(), date(*last).toordinal())


@pytest.mark.parametrize(
    "edtf", [None, "", "soon", "2026-02-30", "9" * 400, "../..", "2026-03-04/2026-03-01", "[]"]
)
def test_what_cannot_be_told_is_none(edtf: str | None) -> None:
    """A date that is none is left open, never mended."""
    assert days_of(edtf) is None


def test_names() -> None:
    """Spellings of one name are one; two persons of one surname are two; a capital acts for its country."""
    assert same_name("Volodymyr Zelensky", "Zelenskyy")
    assert not same_name("Olena Marchuk", "Petro Marchuk")
    assert side_of("Kyiv") == side_of("Ukrainian troops") == side_of("Ukraine")
