"""Clustering scored pairs: the same edges give the same clusters, in whatever order they came.

Average linkage over one connected component (Sokal & Michener 1958), taken greedily from the strongest edge;
equal scores go by the members' names. A pair that was not compared counts as 0. Two clusters that hold a
vetoed pair never join.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from typing import TypeVar

from reportedly.tracing.unions import Unions

Key = TypeVar("Key", bound=Hashable)


def clusters_of(
    members: Iterable[str],
    edges: Mapping[tuple[str, str], float],
    vetoes: Iterable[tuple[str, str]],
    least: float,
) -> list[frozenset[str]]:
    """Return the clusters of one component. `edges` has one entry a pair, in either order.

    `least` is the average score from which two clusters join. O(E log E) for E edges.
    """
    names = sorted(set(members))
    number = {name: i for i, name in enumerate(names)}
    parts = Unions(len(names))
    size = [1] * len(names)
    sums: list[dict[int, float]] = [defaultdict(float) for _ in names]
    barred: list[set[int]] = [set() for _ in names]

    queue = []
    for (one, other), score in edges.items():
        a, b = sorted((number[one], number[other]))
        sums[a][b] = sums[b][a] = score
        if score >= least:
            queue.append((-score, a, b))
    for one, other in vetoes:
        if one in number and other in number:
            a, b = number[one], number[other]
            barred[a].add(b)
            barred[b].add(a)
    for _, left, right in sorted(queue):
        a, b = parts.root(left), parts.root(right)
        if a == b or b in barred[a] or sums[a].get(b, 0.0) < least * size[a] * size[b] * (1 - 1e-9):
            continue
        if len(sums[a]) + len(barred[a]) < len(sums[b]) + len(barred[b]):
            a, b = b, a
        parts.hang(a, b)
        size[a] += size[b]
        _merge_sums(sums, a, b)
        _merge_barred(barred, a, b)
    return sorted((frozenset(names[at] for at in group) for group in parts.groups()), key=min)


def _merge_sums(sums: list[dict[int, float]], into: int, gone: int) -> None:
    for third, score in sums[gone].items():
        if third == into:
            continue
        sums[into][third] = sums[third][into] = sums[into].get(third, 0.0) + score
        sums[third].pop(gone, None)
    sums[into].pop(gone, None)
    sums[gone] = {}


def _merge_barred(barred: list[set[int]], into: int, gone: int) -> None:
    for third in barred[gone]:
        barred[third].discard(gone)
        barred[third].add(into)
        barred[into].add(third)
    barred[gone] = set()
