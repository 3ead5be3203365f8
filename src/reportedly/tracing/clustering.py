"""Clustering scored pairs: the same edges give the same clusters, in whatever order they came.

Average linkage (Sokal & Michener 1958), taken greedily from the strongest edge; equal scores go by the
members' order. A pair that has no edge counts as 0. Two clusters never join where a pair between them is
barred, or where a figure of the one and a figure of the other cannot be the same: what all figures of a
cluster allow is one range, for ranges on a line that meet two by two all meet (Helly 1923), so that no pair
of figures need be kept.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Protocol

import msgspec
import numpy as np
import numpy.typing as npt

from reportedly.tracing.unions import Unions

Numbers = npt.NDArray[np.int64]
Scores = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
Columns = tuple[Numbers, Numbers, Scores]
Range = tuple[str, float, float]
"""Unit of a figure, and its bounds."""

_DENSE = 1200
"""Members up to which the sums between clusters are kept in a square."""
_AT_ONCE = 4096
"""Edges looked through at once for those that lead to another cluster."""


class Grouped(msgspec.Struct, frozen=True):
    """Clusters of numbered members, and how they came about."""

    groups: list[list[int]]
    """The clusters, by their first members."""
    joins: list[tuple[int, int, float]]
    """The edges that joined two clusters, in order: those of a cluster make a tree."""
    met: set[int]
    """Members of settled clusters that others would join."""


def clusters_of(
    members: Iterable[str],
    edges: Mapping[tuple[str, str], float],
    vetoes: Iterable[tuple[str, str]],
    least: float,
) -> list[frozenset[str]]:
    """Return the clusters of members, by name. `edges` has one entry a pair, in either order.

    `least` is the average score from which two clusters join.
    """
    names = sorted(set(members))
    number = {name: i for i, name in enumerate(names)}
    pairs = np.array([(number[a], number[b]) for a, b in edges], dtype=np.int64).reshape(-1, 2)
    scores = np.fromiter(edges.values(), dtype=np.float64, count=len(edges))
    bars = [(number[a], number[b]) for a, b in vetoes if a in number and b in number]
    found = grouped(len(names), (pairs[:, 0], pairs[:, 1], scores), least, bars)
    return [frozenset(names[at] for at in group) for group in found.groups]


class Settled(msgspec.Struct, frozen=True):
    """Clusters that are known, beside others that are to be made."""

    joins: Columns
    """The edges that joined them."""
    members: Collection[int]
    """Their members."""


_NOTHING: Columns = (np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0))


def grouped(
    count: int,
    edges: Columns,
    least: float,
    bars: Iterable[tuple[int, int]] = (),
    ranges: Mapping[int, Range] | None = None,
    settled: Settled | None = None,
) -> Grouped:
    """Return the clusters of members numbered from 0. `edges` are columns, each pair once.

    Of clusters that are `settled` no edges are needed but those that lead to the rest: they are joined as
    they were. Where one of the rest would join one of them, or a part of it at that step, that is told.
    E log E steps for E edges, and some for each join.
    """
    beside = settled or Settled(_NOTHING, ())
    columns = [np.concatenate(pair) for pair in zip(edges, beside.joins, strict=True)]
    one, other, score = np.minimum(*columns[:2]), np.maximum(*columns[:2]), columns[2]
    known = np.arange(len(one)) >= len(edges[0])
    strong = np.flatnonzero(known | (score >= least))
    order = strong[np.lexsort((other[strong], one[strong], -score[strong]))]
    part = _parts(count, one[order], other[order])
    # an edge between parts that no strong edge joins counts for nothing
    inside = np.flatnonzero((part[one] == part[other]) & ~known)
    by_part = inside[np.argsort(part[one[inside]], kind="stable")]
    edge_parts = part[one[by_part]]
    unions, told = Unions(count), _Told({}, _barred(bars), ranges or {}, frozenset(beside.members), least)
    by_strength = order[np.argsort(part[one[order]], kind="stable")]
    for rows in _split(by_strength, part[one[by_strength]]):
        at = part[one[rows[0]]]
        mine = by_part[np.searchsorted(edge_parts, at) : np.searchsorted(edge_parts, at, side="right")]
        nodes = np.unique(np.concatenate((one[rows], other[rows])))
        joining = _Joining(nodes, _sums(nodes, one[mine], other[mine], score[mine]), told)
        joining.run(np.searchsorted(nodes, one[rows]), np.searchsorted(nodes, other[rows]), rows, known[rows])
        for group in joining.groups():
            for n in group[1:]:
                unions.hang(group[0], n)
    joined = np.array(sorted(told.joins), dtype=np.int64)
    rank = np.empty(len(one), dtype=np.int64)
    rank[order] = np.arange(len(order))
    joined = joined[np.argsort(rank[joined])]
    joins = zip(one[joined].tolist(), other[joined].tolist(), score[joined].tolist(), strict=True)
    return Grouped(unions.groups(), list(joins), told.met)


class _Told(msgspec.Struct):
    """What is told to the making of every part, and by it."""

    joins: dict[int, None]
    barred: Mapping[int, set[int]]
    ranges: Mapping[int, Range]
    fixed: frozenset[int]
    least: float
    met: set[int] = msgspec.field(default_factory=set)


def _parts(count: int, one: Numbers, other: Numbers) -> Numbers:
    """Return the part of each member: the least number that edges join it to."""
    part = np.arange(count)
    while len(one):
        least = np.minimum(part[one], part[other])
        np.minimum.at(part, one, least)
        np.minimum.at(part, other, least)
        part = part[part]
        left = part[one] != part[other]
        if not left.any():
            break
    return part


def _split(rows: Numbers, parts: Numbers) -> list[Numbers]:
    """Return rows, which are by part, as one array for each part."""
    return np.split(rows, np.flatnonzero(np.diff(parts)) + 1) if len(rows) else []


def _barred(bars: Iterable[tuple[int, int]]) -> dict[int, set[int]]:
    barred: dict[int, set[int]] = defaultdict(set)
    for one, other in bars:
        barred[one].add(other)
        barred[other].add(one)
    return barred


class _Sums(Protocol):
    """Sums of the scores between clusters, each known by a number."""

    def between(self, one: int, other: int) -> float:
        """Return the sum between two clusters."""

    def merge(self, into: int, gone: int) -> None:
        """Put one cluster into another."""


class _Square:
    """Sums kept in a square: fast, where it is not too large."""

    def __init__(self, count: int, one: Numbers, other: Numbers, score: Scores) -> None:
        self._sums = np.zeros((count, count))
        self._sums[one, other] = score
        self._sums[other, one] = score

    def between(self, one: int, other: int) -> float:
        return float(self._sums[one, other])

    def merge(self, into: int, gone: int) -> None:
        self._sums[into] += self._sums[gone]
        self._sums[:, into] = self._sums[into]


class _Lists:
    """Sums kept of each cluster with those it has edges to."""

    def __init__(self, count: int, one: Numbers, other: Numbers, score: Scores) -> None:
        self._sums: list[dict[int, float]] = [{} for _ in range(count)]
        for a, b, value in zip(one.tolist(), other.tolist(), score.tolist(), strict=True):
            self._sums[a][b] = self._sums[b][a] = value

    def between(self, one: int, other: int) -> float:
        return self._sums[one].get(other, 0.0)

    def merge(self, into: int, gone: int) -> None:
        sums = self._sums
        mine, theirs = sums[into], sums[gone]
        for third, score in theirs.items():
            if third != into:
                mine[third] = sums[third][into] = mine.get(third, 0.0) + score
                sums[third].pop(gone, None)
        mine.pop(gone, None)
        sums[gone] = {}


def _sums(nodes: Numbers, one: Numbers, other: Numbers, score: Scores) -> _Sums:
    kind = _Square if len(nodes) <= _DENSE else _Lists
    return kind(len(nodes), np.searchsorted(nodes, one), np.searchsorted(nodes, other), score)


class _Joining:
    """The clusters of one part while they are made; members are numbered within it."""

    def __init__(self, nodes: Numbers, sums: _Sums, told: _Told) -> None:
        self._nodes, self._sums, self._least = nodes.tolist(), sums, told.least * (1 - 1e-9)
        self._told = told
        self._fixed = [at in told.fixed for at in self._nodes]
        self._label: Numbers = np.arange(len(nodes))
        self._groups: dict[int, list[int]] = {n: [n] for n in range(len(nodes))}
        barred, ranges = told.barred, told.ranges
        self._bars = {n: set(barred[at]) for n, at in enumerate(self._nodes) if at in barred}
        self._ranges: dict[int, dict[str, tuple[float, float]]] = {
            n: {ranges[at][0]: ranges[at][1:]} for n, at in enumerate(self._nodes) if at in ranges
        }

    def run(self, one: Numbers, other: Numbers, rows: Numbers, known: Flags) -> None:
        """Go over the edges from the strongest on; those that are known to join do."""
        for start in range(0, len(one), _AT_ONCE):
            part = slice(start, start + _AT_ONCE)
            ones, others = one[part], other[part]
            apart = self._label[ones] != self._label[others]
            columns = (ones[apart], others[apart], rows[part][apart], known[part][apart])
            for left, right, row, sure in zip(*(column.tolist() for column in columns), strict=True):
                a, b = int(self._label[left]), int(self._label[right])
                if a != b and (sure or self._may(a, b)):
                    if not sure and (self._fixed[left] or self._fixed[right]):
                        self._told.met.update(self._nodes[n] for n in (left, right) if self._fixed[n])
                    else:
                        self._join(a, b)
                        self._told.joins[row] = None

    def groups(self) -> list[list[int]]:
        """Return the clusters by the numbers that members have outside."""
        return [sorted(self._nodes[n] for n in group) for group in self._groups.values()]

    def _may(self, a: int, b: int) -> bool:
        many = len(self._groups[a]) * len(self._groups[b])
        return self._sums.between(a, b) >= self._least * many and not self._barred(a, b)

    def _join(self, a: int, b: int) -> None:
        mine, theirs = self._groups[a], self._groups[b]
        if len(mine) < len(theirs):
            a, b, mine, theirs = b, a, theirs, mine
        self._sums.merge(a, b)
        self._label[theirs] = a
        mine += self._groups.pop(b)
        if b in self._bars:
            self._bars[a] = self._bars.get(a, set()) | self._bars.pop(b)
        if b in self._ranges:
            self._ranges[a] = _common(self._ranges.get(a, {}), self._ranges.pop(b))

    def _barred(self, a: int, b: int) -> bool:
        if a in self._ranges and b in self._ranges:
            one, other = self._ranges[a], self._ranges[b]
            if any(u in other and not _meet(one[u], other[u]) for u in one):
                return True
        if a not in self._bars or b not in self._bars:
            return False
        return not self._bars[a].isdisjoint(self._nodes[n] for n in self._groups[b])


def _meet(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]


def _common(
    one: Mapping[str, tuple[float, float]], other: Mapping[str, tuple[float, float]]
) -> dict[str, tuple[float, float]]:
    found = {**one, **other}
    for unit in one.keys() & other.keys():
        found[unit] = max(one[unit][0], other[unit][0]), min(one[unit][1], other[unit][1])
    return found
