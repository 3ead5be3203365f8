"""Clustering: the same edges give the same clusters, and no more is joined than most pairs agree on."""

import random

import pytest

from reportedly.tracing import clustering
from reportedly.tracing.clustering import clusters_of


def test_the_order_of_edges_and_members_does_not_matter() -> None:
    """Ten tellings of thirty things in ten reports come out the same in any order."""
    rng = random.Random(7)  # noqa: S311 -- no secret
    names = [f"r{r}#{s}" for r in range(10) for s in range(30)]
    edges = {
        (a, b): (0.9 if a.split("#")[1] == b.split("#")[1] else 0.3) - 0.2 * rng.random()
        for i, a in enumerate(names)
        for b in names[i + 1 :]
        if a.split("#")[0] != b.split("#")[0] and (a.split("#")[1] == b.split("#")[1] or rng.random() < 0.1)
    }
    whole = clusters_of(names, edges, (), 0.25)
    for seed in range(3):
        shuffled = list(edges.items())
        random.Random(seed).shuffle(shuffled)  # noqa: S311 -- no secret
        turned = {(b, a): s for (a, b), s in shuffled}
        assert clusters_of(names[::-1], turned, (), 0.25) == whole
    assert sorted(map(len, whole)) == [10] * 30


def test_one_strong_pair_does_not_join_two_groups() -> None:
    """Average linkage: two groups join only where their pairs agree on the whole."""
    edges = {("a1", "a2"): 0.9, ("b1", "b2"): 0.9, ("a1", "b1"): 0.8}
    assert len(clusters_of(["a1", "a2", "b1", "b2"], edges, (), 0.25)) == 2
    assert len(clusters_of(["a1", "a2", "b1", "b2"], edges, (), 0.2)) == 1


def test_a_vetoed_pair_is_never_in_one_cluster() -> None:
    """Not even by way of a third that is like both."""
    edges = {("a", "b"): 0.9, ("b", "c"): 0.9, ("a", "c"): 0.9}
    found = clusters_of(["a", "b", "c"], edges, [("a", "c")], 0.2)
    assert not any({"a", "c"} <= cluster for cluster in found)


def test_sums_are_kept_alike_in_a_square_and_in_lists(monkeypatch: pytest.MonkeyPatch) -> None:
    """How sums between clusters are kept is a matter of size alone."""
    rng = random.Random(11)  # noqa: S311 -- no secret
    names = [f"{n:03}" for n in range(60)]
    edges = {
        (a, b): rng.choice((0.16, 0.3, 0.5, 0.9))
        for i, a in enumerate(names)
        for b in names[i + 1 :]
        if rng.random() < 0.2
    }
    vetoes = [(names[n], names[n + 1]) for n in range(0, 60, 7)]
    square = clusters_of(names, edges, vetoes, 0.25)
    monkeypatch.setattr(clustering, "_DENSE", 0)
    assert clusters_of(names, edges, vetoes, 0.25) == square
    assert 1 < len(square) < len(names)
