"""Scores of facts: one to one, by the guide."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluation.muc import aligned
from reportedly.gazetteer import kilometres
from reportedly.gold.facts import match, same_number, same_party

spans = st.lists(
    st.tuples(st.integers(0, 40), st.integers(1, 9)).map(lambda s: (s[0], s[0] + s[1])), max_size=8
)


@given(spans, spans)
def test_pairs_are_one_to_one_and_share_a_character(
    ours: list[tuple[int, int]], theirs: list[tuple[int, int]]
) -> None:
    """No span is used twice, and every pair overlaps."""
    pairs = match(ours, theirs)
    assert len({i for i, _ in pairs}) == len({j for _, j in pairs}) == len(pairs)
    assert all(ours[i][0] < theirs[j][1] and theirs[j][0] < ours[i][1] for i, j in pairs)


def test_the_most_words_in_common_pair_first_and_a_test_may_forbid() -> None:
    """A longer overlap wins; a pair that the test refuses is none."""
    assert match([(0, 10), (8, 20)], [(7, 20)]) == [(1, 0)]
    assert match([(0, 10)], [(0, 10)], lambda i, j: i != j) == []


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Russia, Ukraine", "Ukraine; Russia", True),
        ("Syria", "Syrian government", True),
        ("Russia", "Russia, Ukraine", False),
        (None, "Russia", False),
        ("Islamic State", "Isis", True),
    ],
)
def test_sides_are_compared_as_sets(one: str | None, other: str, same: bool) -> None:  # noqa: FBT001 - a column
    """Order does not count, a state's government is the state, a missing side is a miss."""
    assert same_party(one, other) is same


def test_bounds_and_distances() -> None:
    """A bound that is open is not a number; Kyiv and Lviv are some 470 km apart."""
    assert same_number(None, None)
    assert not same_number(None, 1.0)
    assert same_number(1_000_000.0, 1_000_000.0)
    assert kilometres((50.45, 30.52), (49.84, 24.03)) == pytest.approx(468, abs=3)


def test_a_filler_is_given_to_one_of_ours_at_most() -> None:
    """Two names of one filler are one hit."""
    assert aligned(["urng", "guerrillas", "farm"], [{"urng", "guerrillas"}, {"farm"}]) == 2
