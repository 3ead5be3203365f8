"""Linkage: clusters made anew where something changed are those of clustering all there is."""

from collections.abc import Collection

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.tracing.claims import Claims
from reportedly.tracing.linkage import Edges, Node, clustered, reclustered
from reportedly.tracing.statement import Statement
from tests.tracing.made import statement, vectors


class Kept:
    """Wordings by number, all in memory, with scores and bars given; odd ones are figures."""

    def __init__(self, scores: dict[tuple[int, int], float], bars: set[tuple[int, int]]) -> None:
        self.held: set[int] = set()
        self.scores, self.bars, self.cluster, self.next = scores, bars, dict[int, int](), 1000
        self.joins: dict[int, Edges] = {}

    def nodes_of(self, numbers: Collection[int]) -> dict[int, Node]:
        """Return names that sort as the numbers do; of every second a figure, each meeting the next two."""
        return {n: Node(f"{n:03}", ("people", n, n + 4.5) if n % 2 else None) for n in numbers}

    def edges_at(self, numbers: Collection[int]) -> Edges:
        """Return the edges of wordings, both of whose ends are there."""
        inside = [
            (*p, s) for p, s in self.scores.items() if not set(p).isdisjoint(numbers) and self.held >= set(p)
        ]
        columns = np.array(inside).reshape(-1, 3)
        return Edges(columns[:, 0].astype(np.int64), columns[:, 1].astype(np.int64), columns[:, 2])

    def bars_at(self, numbers: Collection[int]) -> list[tuple[int, int]]:
        """Return the pairs that are barred."""
        return [p for p in self.bars if not set(p).isdisjoint(numbers) and self.held >= set(p)]

    def clusters_at(self, numbers: Collection[int]) -> dict[int, int]:
        """Return the clusters."""
        return {n: self.cluster[n] for n in numbers if n in self.cluster}

    def members_of(self, clusters: Collection[int]) -> dict[int, list[int]]:
        """Return the wordings of clusters."""
        found: dict[int, list[int]] = {}
        for number, cluster in self.cluster.items():
            if cluster in clusters:
                found.setdefault(cluster, []).append(number)
        return found

    def joins_of(self, clusters: Collection[int]) -> Edges:
        """Return how clusters were joined."""
        return Edges.joined([self.joins[c] for c in clusters])

    def change(self, new: set[int], gone: set[int]) -> None:
        """Put wordings in and take others out, and cluster what that touches."""
        shrunk = {self.cluster.pop(n) for n in gone if n in self.cluster}
        self.held = (self.held | new) - gone
        done = reclustered(self, new - gone, shrunk, 0.25)
        for number in [n for n, c in self.cluster.items() if c in done.gone]:
            del self.cluster[number]
        for members, self.joins[self.next + 1] in zip(done.new, done.joins, strict=True):
            self.next += 1
            self.cluster.update(dict.fromkeys(members, self.next))

    def parts(self) -> set[frozenset[int]]:
        """Return the clusters."""
        return {frozenset(m) for m in self.members_of(set(self.cluster.values())).values()}


PAIRS = st.dictionaries(
    st.tuples(st.integers(0, 13), st.integers(0, 13)).filter(lambda p: p[0] < p[1]),
    st.tuples(st.sampled_from([0.0, 0.1, 0.2, 0.26, 0.3, 0.5, 0.9]), st.integers(0, 5).map(lambda n: n == 0)),
    max_size=45,
)
CHANGES = st.lists(
    st.tuples(st.sets(st.integers(0, 13), max_size=5), st.sets(st.integers(0, 13), max_size=3)), max_size=8
)


@settings(max_examples=400, deadline=None)
@given(PAIRS, CHANGES)
def test_what_is_clustered_anew_is_what_clustering_everything_gives(
    pairs: dict[tuple[int, int], tuple[float, bool]], changes: list[tuple[set[int], set[int]]]
) -> None:
    """However wordings come and go, the clusters are those of all that are there."""
    bars = {p for p, (_, veto) in pairs.items() if veto}
    kept = Kept({p: score for p, (score, _) in pairs.items() if score}, bars)
    for new, gone in changes:
        kept.change(new - kept.held, gone & kept.held)
        held = list(kept.held)
        whole = clustered(kept.nodes_of(held), kept.edges_at(held), kept.bars_at(held), 0.25)
        assert kept.parts() == set(whole)
        assert not any({one, other} <= part for part in whole for one, other in bars)
        assert not any(
            one % 2 and other % 2 and other - one > 4 for part in whole for one in part for other in part
        )


PLACES, DEEDS = (
    ("Velikovo", "Orlivka", "Hremiv"),
    ("was hit by nine drones", "was hit by drones", "lost power"),
)


@st.composite
def told(draw: st.DrawFn) -> list[Statement]:
    """Return statements of a few reports that say the same or nearly the same."""
    found = []
    for number in range(draw(st.integers(2, 9))):
        words = f"the dam at {draw(st.sampled_from(PLACES))} {draw(st.sampled_from(DEEDS))}"
        words += draw(st.sampled_from(("", " on Monday", ", the governor said")))
        report = f"r{draw(st.integers(1, 5))}"
        found.append(
            statement(
                report, words, "Herald", "Olena Marchuk", item=f"a{number}", published=f"2026-03-0{report[1]}"
            )
        )
    return found


def claims_of(claims: Claims) -> set[tuple[str, str, frozenset[str]]]:
    """Return what the claims are."""
    return {(c.id, c.words, frozenset(m.id for m in c.members)) for c in claims.all()}


@settings(max_examples=80, deadline=None)
@given(told().flatmap(lambda found: st.tuples(st.permutations(found), st.just(found))), st.integers(0, 255))
def test_claims_do_not_depend_on_what_came_and_went(
    orders: tuple[list[Statement], list[Statement]], bits: int
) -> None:
    """In whatever order, in batches, with some taken out and put back: the same claims."""
    at_once, claims = Claims(), Claims()
    order, every = orders
    for held, found in ((at_once, every), (claims, [])):
        v = vectors([s.words for s in found])
        held.add(found, v, v)
    batches = [order[n : n + 3] for n in range(0, len(order), 3)]
    for number, batch in enumerate([*batches, order[:2], order[2:4]]):
        again = number >= len(batches)
        if again:
            claims.remove([s.id for s in batch])
        if bits >> number & 1:
            list(claims.all())
        v = vectors([s.words for s in batch])
        claims.add(batch, v, v)
    assert claims_of(claims) == claims_of(at_once)


def test_one_wording_is_compared_once_and_one_report_is_no_second_voice() -> None:
    """The same line in forty reports is one wording; a report that says a thing twice is not two."""
    claims = Claims()
    line = [statement(f"r{n}", "the dam at Velikovo was hit by nine drones", "Herald") for n in range(40)]
    v = vectors([s.words for s in line])
    claims.add(line, v, v)
    assert [len(c.members) for c in claims.all()] == [40]
    assert not len(claims._edges.at(range(50)))  # noqa: SLF001 -- that no pair was compared cannot be seen else
    alone = Claims()
    twice = [
        statement("r1", f"the dam at Velikovo was hit by nine drones{end}", "Herald", item=item)
        for end, item in (("", "a1"), (" on Monday", "a2"))
    ]
    v = vectors([s.words for s in twice])
    alone.add(twice, v, v)
    assert [len(c.members) for c in alone.all()] == [1, 1]
