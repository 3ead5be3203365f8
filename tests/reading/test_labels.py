"""Labels: the buckets of distance."""

from hypothesis import given
from hypothesis import strategies as st

from reportedly.reading.labels import DISTANCES, EXACT_DISTANCE, MAX_DISTANCE, begin, distance_bucket, inner

distances = st.integers(-2 * MAX_DISTANCE, 2 * MAX_DISTANCE)


def test_buckets_grow_with_the_distance_and_all_are_used() -> None:
    """From far left to far right the buckets run from the first to the last without a gap."""
    found = [distance_bucket(d) for d in range(-MAX_DISTANCE, MAX_DISTANCE + 1)]
    assert found == sorted(found)
    assert sorted(set(found)) == list(range(DISTANCES))


@given(distances)
def test_buckets_are_symmetric(distance: int) -> None:
    """A distance and its opposite lie equally far from the middle bucket."""
    middle = DISTANCES // 2
    assert distance_bucket(distance) - middle == middle - distance_bucket(-distance)


def test_short_distances_have_a_bucket_each() -> None:
    """Up to six words either way no two distances share a bucket."""
    short = range(-EXACT_DISTANCE, EXACT_DISTANCE + 1)
    assert len({distance_bucket(d) for d in short}) == len(short)


@given(st.integers(0, 4))
def test_begin_and_inner_tags_are_neighbours_and_never_outside(kind: int) -> None:
    """Tag 0 is left for words outside every span."""
    assert inner(kind) == begin(kind) + 1 > 1
