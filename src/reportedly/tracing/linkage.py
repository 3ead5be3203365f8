"""Linkage: which wordings are one claim, kept right as wordings come and go, whoever keeps them.

`compared` scores a pair; `reclustered` makes clusters anew where something changed and no further. The result
is that of clustering all there is (`clustering.clusters_of`): a cluster can only come out otherwise where it
touches one that did, so the work widens from what changed until its rim comes out as it was.
"""

from collections.abc import Collection, Iterable, Mapping
from typing import Protocol

import msgspec

from reportedly.tracing.clustering import clusters_of
from reportedly.tracing.comparing import score_of
from reportedly.tracing.profile import Profile
from reportedly.tracing.slots import values_meet
from reportedly.tracing.statement import StatementKind

LEAST = 0.25
"""Score from which two statements are one claim: the best on ECB+, of which the weights are too."""
KEPT = LEAST / 4
"""Score from which a pair counts in the average of its clusters; a weaker one counts 0."""


class Edge(msgspec.Struct, frozen=True, array_like=True):
    """A pair of wordings that was compared, and is alike or cannot be one claim."""

    one: int
    other: int
    score: float
    """0 where it is below `KEPT`."""
    vetoed: bool
    """Whether the two cannot be one claim."""


class Keeper(Protocol):
    """Who keeps wordings, by number, with their edges and clusters."""

    def names_of(self, numbers: Collection[int]) -> Mapping[int, str]:
        """Return the names of wordings, by number."""

    def edges_at(self, numbers: Collection[int]) -> Iterable[Edge]:
        """Return every edge that one of the wordings is in; in whichever direction, or both."""

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


def compared(
    one: Profile, other: Profile, numbers: tuple[int, int], words: float, gist: float
) -> Edge | None:
    """Return the edge between two wordings, None where they have none; `words` and `gist` are cosines."""
    score = score_of(one, other, words, gist)
    veto = vetoed(one, other)
    if score < KEPT and not veto:
        return None
    return Edge(*numbers, score if score >= KEPT else 0.0, veto)


def vetoed(one: Profile, other: Profile) -> bool:
    """Return whether two statements cannot be one claim, however alike: figures that do not meet."""
    a, b = one.statement, other.statement
    if a.kind is not StatementKind.FIGURE or b.kind is not StatementKind.FIGURE or a.unit != b.unit:
        return False
    return not values_meet(a, b)


def reclustered(
    keeper: Keeper, changed: Iterable[int], shrunk: Iterable[int] = (), least: float = LEAST
) -> Reclustered:
    """Return how the clusters change where wordings came, or got other edges (`changed`).

    `shrunk` are clusters that lost a wording, or in which edges changed; what is left of them is clustered
    anew whatever comes of it.
    """
    region, less = _Region(keeper, least), frozenset(shrunk)
    region.take(changed, less)
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
        self._names: dict[int, str] = {}
        self._edges: dict[tuple[int, int], Edge] = {}
        self.clusters: dict[int, frozenset[int]] = {}

    def take(self, numbers: Iterable[int], clusters: Iterable[int] = ()) -> bool:
        """Take wordings, each with the whole of its cluster; return whether some were new."""
        fresh = set(numbers) - set(self._names)
        at = self._keeper.clusters_at(fresh)
        wanted = {*at.values(), *clusters} - set(self.clusters)
        found = self._keeper.members_of(wanted)
        for cluster in wanted:
            self.clusters[cluster] = frozenset(found.get(cluster, ()))
            fresh |= self.clusters[cluster]
        fresh -= set(self._names)
        if not fresh:
            return False
        self._names.update(self._keeper.names_of(fresh))
        for edge in self._keeper.edges_at(fresh):
            self._edges[min(edge.one, edge.other), max(edge.one, edge.other)] = edge
        return True

    def widen(self, parts: Iterable[frozenset[int]]) -> bool:
        """Take what changed parts touch by an edge that could join them; return whether some was new."""
        inside = {n for part in parts for n in part}
        touched = {
            n
            for edge in self._edges.values()
            if edge.score >= self._least and (edge.one in inside or edge.other in inside)
            for n in (edge.one, edge.other)
        }
        return self.take(touched)

    def clustered(self) -> list[frozenset[int]]:
        """Return the clusters that the region falls into by itself."""
        return clustered(self._names, self._edges.values(), self._least)


def clustered(names: Mapping[int, str], edges: Iterable[Edge], least: float = LEAST) -> list[frozenset[int]]:
    """Return the clusters of wordings, in the order of their names; edges that lead out are passed over."""
    number = {name: n for n, name in names.items()}
    scores: dict[tuple[str, str], float] = {}
    vetoes = []
    for edge in edges:
        one, other = names.get(edge.one), names.get(edge.other)
        if one is None or other is None:
            continue
        if edge.score:
            scores[min(one, other), max(one, other)] = edge.score
        if edge.vetoed:
            vetoes.append((one, other))
    found = clusters_of(number, scores, vetoes, least)
    return [frozenset(number[name] for name in cluster) for cluster in found]
