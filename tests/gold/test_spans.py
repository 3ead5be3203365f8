"""Scores: counted the way the literature counts them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.gold.attributions import same_voice
from reportedly.gold.spans import Spans, Tally, agreement, exact, match, overlap

ranges = st.lists(
    st.tuples(st.integers(0, 20), st.integers(1, 5)).map(lambda r: (r[0], r[0] + r[1])), max_size=4
)


def test_a_tally_gives_percentages() -> None:
    """Precision, recall and their harmonic mean come from the same counts; nothing counted is 0."""
    tally = Tally()
    assert (tally.precision, tally.recall, tally.f1) == (0.0, 0.0, 0.0)
    tally.add(1, 2, 4)
    tally.add(1, 2, 4)
    assert (tally.precision, tally.recall) == (50.0, 25.0)
    assert tally.f1 == pytest.approx(2 * 50 * 25 / 75)


def test_exact_counts_the_same_span_as_often_as_both_have_it() -> None:
    """A span off by one word is a miss, a span found twice and wanted once one hit."""
    assert exact([(0, 2), (0, 2), (3, 5)], [(0, 2), (3, 6)]) == (1, 3, 2)


@given(ranges, ranges)
def test_agreement_is_symmetric_and_between_none_and_all(
    one: list[tuple[int, int]], other: list[tuple[int, int]]
) -> None:
    """Token F1 knows no order, and equal ranges agree in full."""
    assert agreement(one, other) == agreement(other, one)
    assert 0 <= agreement(one, other) <= 1
    assert agreement(one, one) == 1


def test_overlap_of_nothing_with_nothing_counts() -> None:
    """Two bare quotes match without cues; a cue and no cue do not."""
    assert overlap([], [])
    assert not overlap([(0, 1)], [])
    assert overlap([(0, 3)], [(2, 4)])
    assert not overlap([(0, 2)], [(2, 4)])


def test_pairs_are_one_to_one_with_the_best_content_first() -> None:
    """Two found for one wanted: the better content is paired, the other is left."""
    worse = Spans(source=(), cue=((0, 1),), content=((1, 5),))
    better = Spans(source=(), cue=((0, 1),), content=((1, 9),))
    wanted = Spans(source=(), cue=((0, 1),), content=((1, 10),))
    assert match([worse, better], [wanted], 0.5) == [(1, 0)]
    assert match([worse], [wanted], 0.9) == []


def test_another_source_is_no_match() -> None:
    """The same content said by somebody else is another attribution."""
    one = Spans(source=((0, 1),), cue=((1, 2),), content=((2, 9),))
    other = Spans(source=((10, 11),), cue=((1, 2),), content=((2, 9),))
    assert match([one], [other], 0.0) == []


@given(st.lists(st.builds(Spans, *[ranges.map(tuple)] * 3), max_size=4))
def test_what_is_wanted_matches_itself(wanted: list[Spans]) -> None:
    """A perfect reader pairs every attribution."""
    assert len(match(wanted, wanted, 1.0)) == len(wanted)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Petro Bondar", "Bondar", True),
        ("The Lakeside Dispatch", "lakeside dispatch", True),
        ("Erdoğan", "Erdogan", True),
        ("Petro Bondar", "Olena Bondar", False),
        ("Petro", "Petro Bondar", False),
        ("an official", "official", True),
        ("", "Bondar", False),
    ],
)
def test_two_names_mean_one_voice(one: str, other: str, same: bool) -> None:  # noqa: FBT001 - parametrised
    """Case, articles, diacritics and a missing given name make no other voice; another given name does."""
    assert same_voice(one, other) is same
    assert same_voice(other, one) is same
