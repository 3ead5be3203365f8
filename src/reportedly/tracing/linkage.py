"""Linkage: which wordings are one claim, kept right as wordings come and go, whoever keeps them.

`scored` scores the pairs that are worth it; `reclustered` makes clusters anew where something changed and no
further. The result is that of clustering all there is (`clustering.grouped`): a cluster can only come out
otherwise where it touches one that did, so the work widens from what changed until its rim is as it was.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Protocol

import msgspec
import numpy as np
import numpy.typing as npt

from reportedly.tracing.clustering import Range, grouped
from reportedly.tracing.comparing import score_of
from reportedly.tracing.profile import Profile
from reportedly.tracing.slots import bounds_of
from reportedly.tracing.statement import Statement, StatementKind

LEAST = 0.25
"""Score from which two statements are one claim: the best on ECB+, of which the weights are too."""
KEPT = 0.15
"""Score from which a pair counts in the average of its clusters; a weaker one counts 0, and is not kept."""
_MANY = 500
"""Wordings clustered anew from which those beside them are too, at once."""

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


class Reclustered(msgspec.Struct, frozen=True):
    """What reclustering changed."""

    gone: frozenset[int]
    """Clusters that are no more."""
    new: tuple[frozenset[int], ...]
    """Those that took their place, in order."""


def scored(
    profile: Callable[[int], Profile], pairs: Iterable[tuple[int, int]], words: Scores, gists: Scores
) -> Edges:
    """Return those of pairs that are alike; `words` and `gists` are the cosines of each pair."""
    found: list[tuple[int, int, float]] = []
    for (one, other), word, gist in zip(pairs, words.tolist(), gists.tolist(), strict=True):
        score = score_of(profile(one), profile(other), word, gist)
        if score >= KEPT:
            found.append((one, other, score))
    if not found:
        return Edges.joined(())
    ones, others, scores = zip(*found, strict=True)
    return Edges(np.array(ones, dtype=np.int64), np.array(others, dtype=np.int64), np.array(scores))


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
    if len(region.nodes) >= _MANY:
        # what much has changed beside will come out otherwise: it is taken in before that is seen
        region.widen([frozenset(region.nodes)])
    while True:
        parts = region.clustered()
        before = {members: cluster for cluster, members in region.clusters.items() if cluster not in less}
        other = [part for part in parts if part not in before]
        if not region.widen(other):
            kept = {before[part] for part in parts if part in before}
            return Reclustered(frozenset(set(region.clusters) - kept), tuple(other))


class _Region:
    """Whole clusters, and wordings in none, that are clustered anew together."""

    def __init__(self, keeper: Keeper, least: float) -> None:
        self._keeper, self._least = keeper, least
        self.nodes: dict[int, Node] = {}
        self._edges: list[Edges] = []
        self._bars: set[tuple[int, int]] = set()
        self.clusters: dict[int, frozenset[int]] = {}

    def take(self, numbers: Iterable[int], clusters: Iterable[int] = ()) -> bool:
        """Take wordings, each with the whole of its cluster; return whether some were new."""
        fresh = set(numbers) - self.nodes.keys()
        at = self._keeper.clusters_at(fresh)
        wanted = {*at.values(), *clusters} - self.clusters.keys()
        found = self._keeper.members_of(wanted)
        for cluster in wanted:
            self.clusters[cluster] = frozenset(found.get(cluster, ()))
            fresh |= self.clusters[cluster]
        fresh -= self.nodes.keys()
        if not fresh:
            return False
        self.nodes.update(self._keeper.nodes_of(fresh))
        self._edges.append(self._keeper.edges_at(fresh))
        self._bars.update(self._keeper.bars_at(fresh))
        return True

    def widen(self, parts: Iterable[frozenset[int]]) -> bool:
        """Take what changed parts touch by an edge that could join them; return whether some was new."""
        inside = np.fromiter((n for part in parts for n in part), dtype=np.int64)
        touched: set[int] = set()
        for edges in self._edges:
            strong = edges.taken(edges.score >= self._least)
            near = np.isin(strong.one, inside) | np.isin(strong.other, inside)
            touched.update(strong.one[near].tolist(), strong.other[near].tolist())
        return self.take(touched)

    def clustered(self) -> list[frozenset[int]]:
        """Return the clusters that the region falls into by itself."""
        return clustered(self.nodes, Edges.joined(self._edges), self._bars, self._least)


def clustered(
    nodes: Mapping[int, Node], edges: Edges, bars: Iterable[tuple[int, int]] = (), least: float = LEAST
) -> list[frozenset[int]]:
    """Return the clusters of wordings, in the order of their names; edges that lead out are passed over."""
    ordered = sorted(nodes, key=lambda n: nodes[n].name)
    numbers = np.array(ordered, dtype=np.int64)
    sorter = np.argsort(numbers)
    one, other = (_places(numbers, sorter, column) for column in (edges.one, edges.other))
    inside = np.flatnonzero((one >= 0) & (other >= 0))
    low, high = np.minimum(one[inside], other[inside]), np.maximum(one[inside], other[inside])
    _, first = np.unique(low * len(ordered) + high, return_index=True)
    at = {n: i for i, n in enumerate(ordered)}
    groups = grouped(
        len(ordered),
        (low[first], high[first], edges.score[inside][first]),
        least,
        [(at[a], at[b]) for a, b in bars if a in at and b in at],
        {i: found for i, n in enumerate(ordered) if (found := nodes[n].range) is not None},
    )
    return [frozenset(ordered[i] for i in group) for group in groups]


def _places(numbers: Numbers, sorter: Numbers, wanted: Numbers) -> Numbers:
    """Return where each wanted number stands in `numbers`, -1 where it does not."""
    if not len(numbers):
        return np.full(len(wanted), -1)
    found = sorter[np.minimum(np.searchsorted(numbers, wanted, sorter=sorter), len(numbers) - 1)]
    return np.where(numbers[found] == wanted, found, -1)
