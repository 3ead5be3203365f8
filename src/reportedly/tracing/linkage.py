"""Linkage: which wordings are one claim, kept right as wordings come and go, whoever keeps them.

`scored` scores the pairs that are worth it; `reclustered` makes clusters anew where something changed and no
further. The result is that of clustering all there is (`clustering.grouped`): a cluster comes out as before
unless one that came out otherwise would join it, or a part of it, at some step. Its steps are known, so that
is seen without going over its own edges; where it is so, it is made anew too.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Protocol

import msgspec
import numpy as np
import numpy.typing as npt

from reportedly.tracing.clustering import Range, Settled, grouped
from reportedly.tracing.comparing import score_of
from reportedly.tracing.profile import Profile
from reportedly.tracing.slots import bounds_of
from reportedly.tracing.statement import Statement, StatementKind

LEAST = 0.25
"""Score from which two statements are one claim: the best on ECB+, of which the weights are too."""
KEPT = 0.15
"""Score from which a pair counts in the average of its clusters; a weaker one counts 0, and is not kept."""
Numbers = npt.NDArray[np.int64]
Scores = npt.NDArray[np.float64]


class Edges(msgspec.Struct, frozen=True):
    """Pairs of wordings that are alike, in columns of one length."""

    one: Numbers
    other: Numbers
    score: Scores

    def __len__(self) -> int:
        """Return how many pairs there are."""
        return len(self.one)

    @staticmethod
    def joined(several: Sequence["Edges"]) -> "Edges":
        """Return all pairs of several columns."""
        if not several:
            return Edges(np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0))
        columns = zip(*((e.one, e.other, e.score) for e in several), strict=True)
        return Edges(*(np.concatenate(column) for column in columns))

    def taken(self, rows: npt.NDArray[np.int64] | npt.NDArray[np.bool_]) -> "Edges":
        """Return some of the pairs."""
        return Edges(self.one[rows], self.other[rows], self.score[rows])


class Node(msgspec.Struct, frozen=True):
    """What clustering asks of a wording."""

    name: str
    """By which ties are settled."""
    range: Range | None = None
    """Unit and bounds of a figure."""


class Keeper(Protocol):
    """Who keeps wordings, by number, with their edges and clusters."""

    def nodes_of(self, numbers: Collection[int]) -> Mapping[int, Node]:
        """Return wordings, by number."""

    def edges_at(self, numbers: Collection[int]) -> Edges:
        """Return every edge that one of the wordings is in; in whichever direction, or both."""

    def bars_at(self, numbers: Collection[int]) -> Iterable[tuple[int, int]]:
        """Return the pairs with one of the wordings that persons said are not one claim."""

    def clusters_at(self, numbers: Collection[int]) -> Mapping[int, int]:
        """Return the cluster of each wording; one that is in none yet is left out."""

    def members_of(self, clusters: Collection[int]) -> Mapping[int, Collection[int]]:
        """Return the wordings of each cluster."""

    def joins_of(self, clusters: Collection[int]) -> Edges:
        """Return the edges by which the wordings of clusters were joined (`Reclustered.joins`)."""


class Reclustered(msgspec.Struct, frozen=True):
    """What reclustering changed."""

    gone: frozenset[int]
    """Clusters that are no more."""
    new: tuple[frozenset[int], ...]
    """Those that took their place, in order."""
    joins: tuple[Edges, ...]
    """By which edges the wordings of each of them were joined, to be kept with it."""


def scored(
    profile: Callable[[int], Profile], pairs: Iterable[tuple[int, int]], words: Scores, gists: Scores
) -> Edges:
    """Return those of pairs that are alike; `words` and `gists` are the cosines of each pair."""
    found: list[tuple[int, int, float]] = []
    for (one, other), word, gist in zip(pairs, words.tolist(), gists.tolist(), strict=True):
        score = score_of(profile(one), profile(other), word, gist)
        if score >= KEPT:
            found.append((one, other, score))
    return _edges(found)


def range_of(statement: Statement) -> Range | None:
    """Return unit and bounds of a figure: figures of one unit that do not meet are never one claim."""
    if statement.kind is not StatementKind.FIGURE:
        return None
    low, high = sorted(bounds_of(statement))
    return statement.unit or "", low, high


def vetoed(one: Profile, other: Profile) -> bool:
    """Return whether two statements cannot be one claim, however alike: figures that do not meet."""
    a, b = range_of(one.statement), range_of(other.statement)
    return a is not None and b is not None and a[0] == b[0] and not (a[1] <= b[2] and b[1] <= a[2])


def reclustered(
    keeper: Keeper, changed: Iterable[int], shrunk: Iterable[int] = (), least: float = LEAST
) -> Reclustered:
    """Return how the clusters change where wordings came, or got other edges (`changed`).

    `shrunk` are clusters that lost a wording, or in which edges changed; what is left of them is clustered
    anew whatever comes of it.
    """
    region, less = _Region(keeper, least), frozenset(shrunk)
    region.take(changed, less)
    found = region.clustered()
    while found.met:
        region.take(found.met)
        found = region.clustered()
    before = {members: cluster for cluster, members in region.clusters.items() if cluster not in less}
    kept = {before[part] for part in found.parts if part in before}
    new = [n for n, part in enumerate(found.parts) if part not in before]
    return Reclustered(
        gone=frozenset(set(region.clusters) - kept),
        new=tuple(found.parts[n] for n in new),
        joins=tuple(found.joins[n] for n in new),
    )


class _Region:
    """Whole clusters, and wordings in none, that are clustered anew together."""

    def __init__(self, keeper: Keeper, least: float) -> None:
        self._keeper, self._least = keeper, least
        self._inside: set[int] = set()
        self._nodes: dict[int, Node] = {}
        self._edges: list[Edges] = []
        self._bars: set[tuple[int, int]] = set()
        self._beside: dict[int, int] = {}
        self._joins: dict[int, Edges] = {}
        self.clusters: dict[int, frozenset[int]] = {}

    def take(self, numbers: Iterable[int], clusters: Iterable[int] = ()) -> None:
        """Take wordings, each with the whole of its cluster."""
        fresh = set(numbers) - self._inside
        at = self._keeper.clusters_at(fresh)
        wanted = {*at.values(), *clusters} - self.clusters.keys()
        found = self._keeper.members_of(wanted)
        for cluster in wanted:
            self.clusters[cluster] = frozenset(found.get(cluster, ()))
            fresh |= self.clusters[cluster]
        fresh -= self._inside
        self._inside |= fresh
        self._nodes.update(self._keeper.nodes_of(fresh - self._nodes.keys()))
        self._edges.append(self._keeper.edges_at(fresh))
        self._bars.update(self._keeper.bars_at(fresh))

    def clustered(self) -> "Clustered":
        """Return the clusters that the region falls into beside those that its wordings could join."""
        edges = Edges.joined(self._edges)
        near = edges.taken(edges.score >= self._least)
        strong = {*near.one.tolist(), *near.other.tolist()}
        rim = strong - self._inside
        self._beside.update(self._keeper.clusters_at(rim - self._beside.keys()))
        wanted = {self._beside[n] for n in rim if n in self._beside} - self.clusters.keys()
        joins = self._keeper.joins_of(wanted)
        fixed = rim | set(joins.one.tolist()) | set(joins.other.tolist())
        self._nodes.update(self._keeper.nodes_of(fixed - self._nodes.keys()))
        nodes = {n: self._nodes[n] for n in (*self._inside, *fixed) if n in self._nodes}
        return _clustered(nodes, edges, self._bars, self._least, joins, fixed)


class Clustered(msgspec.Struct, frozen=True):
    """Clusters of wordings, in the order of their names."""

    parts: list[frozenset[int]]
    joins: list[Edges]
    """By which edges each was joined."""
    met: set[int]
    """Wordings of settled clusters that others would join."""


def clustered(
    nodes: Mapping[int, Node], edges: Edges, bars: Iterable[tuple[int, int]] = (), least: float = LEAST
) -> list[frozenset[int]]:
    """Return the clusters of wordings, in the order of their names; edges that lead out are passed over."""
    return _clustered(nodes, edges, bars, least, Edges.joined(()), ()).parts


def _clustered(
    nodes: Mapping[int, Node],
    edges: Edges,
    bars: Iterable[tuple[int, int]],
    least: float,
    joins: Edges,
    fixed: Collection[int],
) -> Clustered:
    """As `clustered`; `fixed` are wordings of settled clusters, which `joins` joined, and told apart."""
    ordered = sorted(nodes, key=lambda n: nodes[n].name)
    numbers = np.array(ordered, dtype=np.int64)
    sorter = np.argsort(numbers)

    def placed(pairs: Edges) -> tuple[Numbers, Numbers, Scores]:
        one, other = (_places(numbers, sorter, column) for column in (pairs.one, pairs.other))
        inside = np.flatnonzero((one >= 0) & (other >= 0))
        low, high = np.minimum(one[inside], other[inside]), np.maximum(one[inside], other[inside])
        _, first = np.unique(low * len(ordered) + high, return_index=True)
        return low[first], high[first], pairs.score[inside][first]

    at = {n: i for i, n in enumerate(ordered)}
    found = grouped(
        len(ordered),
        placed(edges),
        least,
        [(at[a], at[b]) for a, b in bars if a in at and b in at],
        {i: range_ for i, n in enumerate(ordered) if (range_ := nodes[n].range) is not None},
        Settled(placed(joins), {at[n] for n in fixed if n in at}),
    )
    left = set(fixed)
    groups = [group for group in found.groups if ordered[group[0]] not in left]
    part = {i: n for n, group in enumerate(groups) for i in group}
    of: list[list[tuple[int, int, float]]] = [[] for _ in groups]
    for one, other, score in found.joins:
        if one in part:
            of[part[one]].append((ordered[one], ordered[other], score))
    return Clustered(
        parts=[frozenset(ordered[i] for i in group) for group in groups],
        joins=[_edges(pairs) for pairs in of],
        met={ordered[i] for i in found.met},
    )


def _edges(pairs: Sequence[tuple[int, int, float]]) -> Edges:
    if not pairs:
        return Edges.joined(())
    one, other, score = zip(*pairs, strict=True)
    return Edges(np.array(one, dtype=np.int64), np.array(other, dtype=np.int64), np.array(score))


def _places(numbers: Numbers, sorter: Numbers, wanted: Numbers) -> Numbers:
    """Return where each wanted number stands in `numbers`, -1 where it does not."""
    if not len(numbers):
        return np.full(len(wanted), -1)
    found = sorter[np.minimum(np.searchsorted(numbers, wanted, sorter=sorter), len(numbers) - 1)]
    return np.where(numbers[found] == wanted, found, -1)
