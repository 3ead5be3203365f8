"""Numerals: numbers in digits and words come to the right value, or to none."""

import pytest

from reportedly.reading.figures.numerals import Written, numeral_at, read_digits
from reportedly.reading.figures.tokens import tokens_of


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("7", 7),
        ("3,500", 3500),
        ("1,00,000", 100_000),
        ("12,34,567", 1_234_567),
        ("1.234.567", 1_234_567),
        ("3.75", 3.75),
        ("1,5", 1.5),
        ("1.234,5", 1234.5),
        ("1,234.5", 1234.5),
        ("٣٬٥٠٠", 3500),
        ("१२", 12),
        ("1.2.3", None),
        ("12,3456", None),
        ("1٢3", None),
        ("9" * 400, None),
    ],
)
def test_digits_are_read_or_left(written: str, value: float | None) -> None:
    """Grouping and decimals of several countries and scripts are read; what makes no number is not."""
    assert read_digits(written) == value


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("one hundred and twenty-three tanks", 123),
        ("two thousand four hundred and five men", 2405),
        ("a dozen villages", 12),
        ("two dozen vehicles", 24),
        ("half a million people", 500_000),
        ("a quarter of a million people", 250_000),
        ("two and a half million people", 2_500_000),
        ("two-and-a-half million people", 2_500_000),
        ("a million and a half people", 1_500_000),
        ("4.8 million workers", 4_800_000),
        ("1.2bn dollars", 1_200_000_000),
        ("300k refugees", 300_000),
        ("1 200 000 refugees", 1_200_000),
        ("five hundred thousand rounds", 500_000),
        ("3½ million tonnes", 3_500_000),
        ("a couple of tanks", 2),
    ],
)
def test_words_come_to_one_value(words: str, value: float) -> None:
    """A number in words, or in digits with words, has one value."""
    numeral = numeral_at(tokens_of(words), 0)
    assert numeral is not None
    assert (numeral.low, numeral.high) == (value, value)


@pytest.mark.parametrize(
    ("words", "low"),
    [
        ("dozens of houses", 24),
        ("scores of homes", 40),
        ("hundreds of shells", 200),
        ("thousands of men", 2000),
        ("tens of thousands of men", 20_000),
        ("hundreds of thousands of men", 200_000),
        ("tens of millions of people", 20_000_000),
        ("several hundred men", 200),
        ("a few dozen men", 24),
    ],
)
def test_vague_words_have_a_least_value_only(words: str, low: float) -> None:
    """Vague words say how many at least, never how many at most."""
    numeral = numeral_at(tokens_of(words), 0)
    assert numeral is not None
    assert (numeral.low, numeral.high, numeral.written) == (low, None, Written.VAGUE)


@pytest.mark.parametrize("words", ["scores 2-1", "several men", "a few men", "tens", "quarter", "and"])
def test_what_is_no_number_gives_none(words: str) -> None:
    """A verb, "several" and the like are no numerals."""
    assert numeral_at(tokens_of(words), 0) is None


def test_and_parts_two_numbers() -> None:
    """A number goes on behind "and" only after a hundred or a thousand."""
    t = tokens_of("two and three tanks")
    first = numeral_at(t, 0)
    assert first is not None
    assert first.high == 2
