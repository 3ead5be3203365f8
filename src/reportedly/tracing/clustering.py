"""Clustering scored pairs: the same edges give the same clusters, in whatever order they came.

Average linkage (Sokal & Michener 1958), taken greedily from the strongest edge; equal scores go by the
members' order. A pair that has no edge counts as 0. Two clusters never join where a pair between them is
barred, or where a figure of the one and a figure of the other cannot be the same: what all figures of a
cluster allow is one range, for ranges on a line that meet two by two all meet (Helly 1923), so that no pair
of figures need be kept.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Protocol

import numpy as np
import numpy.typing as npt

from reportedly.tracing.unions import Unions

Numbers = npt.NDArray[np.int64]
Scores = npt.NDArray[np.float64]
Range = tuple[str, float, float]
"""Unit of a figure, and its bounds."""

_DENSE = 1200
"""Members up to which the sums between clusters are kept in a square."""
_AT_ONCE = 4096
"""Edges looked through at once for those that lead to another cluster."""


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
    return [frozenset(names[at] for at in group) for group in found]


def grouped(
    count: int,
    edges: tuple[Numbers, Numbers, Scores],
    least: float,
    bars: Iterable[tuple[int, int]] = (),
    ranges: Mapping[int, Range] | None = None,
) -> list[list[int]]:
    """Return the clusters of members numbered from 0, by their first members.

    `edges` are columns, each pair once. E log E steps for E edges, and some for each join.
    """
    one, other = np.minimum(edges[0], edges[1]), np.maximum(edges[0], edges[1])
    score = edges[2]
    strong = np.flatnonzero(score >= least)
    order = strong[np.lexsort((other[strong], one[strong], -score[strong]))]
    unions = Unions(count)
    part = _parts(count, one[order], other[order])
    # an edge between parts that no strong edge joins counts for nothing
    inside = np.flatnonzero(part[one] == part[other])
    by_part = inside[np.argsort(part[one[inside]], kind="stable")]
    strong_by_part = order[np.argsort(part[one[order]], kind="stable")]
    barred = _barred(bars)
    for edge_rows, strong_rows in zip(
        _split(by_part, part[one[by_part]]), _split(strong_by_part, part[one[strong_by_part]]), strict=True
    ):
        nodes = np.unique(np.concatenate((one[strong_rows], other[strong_rows])))
        sums = _sums(nodes, one[edge_rows], other[edge_rows], score[edge_rows])
        joining = _Joining(nodes, sums, barred, ranges or {}, least)
        joining.run(np.searchsorted(nodes, one[strong_rows]), np.searchsorted(nodes, other[strong_rows]))
        for group in joining.groups():
            for at in group[1:]:
                unions.hang(group[0], at)
    return unions.groups()


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

    def __init__(
        self,
        nodes: Numbers,
        sums: _Sums,
        barred: Mapping[int, set[int]],
        ranges: Mapping[int, Range],
        least: float,
    ) -> None:
        self._nodes, self._sums, self._least = nodes.tolist(), sums, least * (1 - 1e-9)
        self._label: Numbers = np.arange(len(nodes))
        self._groups: dict[int, list[int]] = {n: [n] for n in range(len(nodes))}
        self._bars = {n: set(barred[at]) for n, at in enumerate(self._nodes) if at in barred}
        self._ranges: dict[int, dict[str, tuple[float, float]]] = {
            n: {ranges[at][0]: ranges[at][1:]} for n, at in enumerate(self._nodes) if at in ranges
        }

    def run(self, one: Numbers, other: Numbers) -> None:
        """Go over the edges from the strongest on."""
        for start in range(0, len(one), _AT_ONCE):
            ones, others = one[start : start + _AT_ONCE], other[start : start + _AT_ONCE]
            apart = self._label[ones] != self._label[others]
            for left, right in zip(ones[apart].tolist(), others[apart].tolist(), strict=True):
                a, b = int(self._label[left]), int(self._label[right])
                if a != b:
                    self._look(a, b)

    def groups(self) -> list[list[int]]:
        """Return the clusters by the numbers that members have outside."""
        return [sorted(self._nodes[n] for n in group) for group in self._groups.values()]

    def _look(self, a: int, b: int) -> None:
        mine, theirs = self._groups[a], self._groups[b]
        if self._sums.between(a, b) < self._least * len(mine) * len(theirs) or self._barred(a, b):
            return
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
