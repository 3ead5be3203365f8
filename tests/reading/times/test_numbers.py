"""Numbers: how many, in figures or words."""

import pytest

from reportedly.reading.times import find_timex
from reportedly.reading.times.numbers import number_of, ordinal_of, written


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("two", 2),
        ("a", 1),
        ("twenty - four", 24),
        ("twenty four", 24),
        ("a hundred", 100),
        ("two thousand", 2000),
        ("1,500", 1500),
        ("2 1 / 2", 2.5),
        ("one and a half", 1.5),
        ("two to three", 2),
        ("a five", 5),
        ("several", None),
        ("9" * 400, None),
    ],
)
def test_a_number_is_read(words: str, number: float | None) -> None:
    """Of a range the lower number counts; a vague or endless one is none."""
    assert number_of(words.split()) == number


@pytest.mark.parametrize(
    ("form", "rank"),
    [("24th", 24), ("1,500th", 1500), ("third", 3), ("Second", 2), ("th", None), ("²", None)],
)
def test_a_rank_is_read(form: str, rank: int | None) -> None:
    """Only figures and known words are ranks."""
    assert ordinal_of(form) == rank


def test_a_vague_number_is_written_x() -> None:
    """TIMEX3 writes X for what is not said."""
    assert [written(n) for n in (None, 3.0, 2.5)] == ["X", "3", "2.5"]


@pytest.mark.parametrize("words", ["", "half", "a half", "/ 2", "1 /"])
def test_what_is_left_without_a_number_is_read_without_a_crash(words: str) -> None:
    """A half of nothing said is a half; a fraction without its parts is none."""
    assert number_of(words.split()) == (0.5 if "half" in words else None)


def test_a_half_century_is_read() -> None:
    """A "half" with no number before it breaks nothing."""
    find_timex("away from a half-century of rule, half a year on, and a half", "2016-05-05")
