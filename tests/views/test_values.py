"""Values as people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.record import Figure, Span, What
from reportedly.views.values import NOT_RESOLVED, edtf_words, figure_value, number

Bound = float | None


def _figure(words: str, low: Bound, high: Bound, **more: object) -> Figure:
    fields = {"id": "f1", "span": Span(0, len(words), words), "low": low, "high": high, "what": What.OTHER}
    return Figure(**(fields | more))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("figure", "written"),
    [
        (_figure("12 people", 12, 12, unit="people"), "12 people"),
        (_figure("at least 12", 12, None), "≥ 12"),
        (_figure("up to 1,000", None, 1000), "≤ 1,000"),
        (_figure("200 to 300", 200, 300), "200–300"),
        (_figure("about 400", 400, 400, approx=True), "≈ 400"),
        (_figure("nearly 400", None, 400, approx=True), "≤ ≈ 400"),
        (_figure("Dozens", 24, None, unit="people"), "dozens (24+) people"),
        (_figure("tens of\nthousands of men", 20_000, None), "tens of thousands (20,000+)"),
        (_figure("between hundreds and 2,000", 200, 2000), "200–2,000"),
        (_figure("a third", 1 / 3, 1 / 3), "0.3333"),
        (_figure("30 per cent", 30, 30, unit="percent"), "30%"),
        (_figure("$61bn", 61e9, 61e9, unit="USD"), "61 billion USD"),
        (_figure("100 acres", 100, 100, unit="acres", si=(0.4047, 0.4047, "km2")), "100 acres (0.405 km²)"),
        (_figure("24 miles", 24, 24, unit="miles", si=(38624.3, 38624.3, "m")), "24 miles (38.6 km)"),
        (_figure("40 km", 40, 40, unit="km", si=(40000.0, 40000.0, "m")), "40 km"),
        (_figure("900 yards", 900, 900, unit="yards", si=(823.0, 823.0, "m")), "900 yards (823 m)"),
        (_figure("many", None, None), NOT_RESOLVED),
        (_figure("9" * 400, float("inf"), float("inf")), NOT_RESOLVED),
    ],
    ids=lambda value: value.span.text[:20] if isinstance(value, Figure) else "",
)  # fmt: skip
def test_a_figure_reads_as_a_person_would_write_it(figure: Figure, written: str) -> None:
    """Bounds, ranges, vague words, units and conversions each have their form; no bound is made up."""
    assert figure_value(figure) == written


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (0, "0"), (-3, "-3"), (1_234_567, "1,234,567"), (2_500_000, "2.5 million"), (12.5, "12.5"),
        (1e12, "1 trillion"), (4e30, "4e+30"), (0.00001, "1e-05"),
    ],
)  # fmt: skip
def test_numbers(value: float, written: str) -> None:
    """Thousands are parted; millions are words only where that loses nothing."""
    assert number(value) == written


@given(st.integers(-(10**14), 10**14))
def test_no_whole_number_is_rounded(value: int) -> None:
    """Whatever its form, a number up to a hundred trillion can be read back."""
    digits, _, word = number(float(value)).partition(" ")
    size = {"": 1, "million": 10**6, "billion": 10**9, "trillion": 10**12}[word]
    assert round(float(digits.replace(",", "")) * size) == value


@pytest.mark.parametrize(
    ("edtf", "written"),
    [
        ("2024-03-05", "2024-03-05"),
        ("2024-03/..", "since 2024-03"),
        ("../2024-05-01", "until 2024-05-01"),
        ("2024-03-05/2024-03-07", "2024-03-05 – 2024-03-07"),
        ("2024-21", "2024-21"),
        ("202X", "202X"),
        ("2024-03-05T10:30", "2024-03-05T10:30"),
        ("../..", "../.."),
        ("Y17000", "Y17000"),
        (None, ""),
    ],
)
def test_dates(edtf: str | None, written: str) -> None:
    """Intervals are words; all else stands as it is."""
    assert edtf_words(edtf) == written
