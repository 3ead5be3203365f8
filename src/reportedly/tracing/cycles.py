"""Cycles: outlets that credit each other, so that a claim seems to have a source and has none."""

from collections import defaultdict
from collections.abc import Iterable


def cycles_of(credits: Iterable[tuple[str, str]]) -> list[tuple[str, ...]]:
    """Return every knot of outlets that reach each other over credits (outlet, outlet credited).

    Strongly connected components (Tarjan 1972) of two or more, and single ones that credit themselves by way
    of a chain; each sorted, in order.
    """
    after: dict[str, set[str]] = defaultdict(set)
    for outlet, other in credits:
        after[outlet].add(other)
    index: dict[str, int] = {}
    low: dict[str, int] = {}
    held: list[str] = []
    on: set[str] = set()
    found: list[tuple[str, ...]] = []

    def visit(start: str) -> None:
        work = [(start, iter(sorted(after.get(start, ()))))]
        index[start] = low[start] = len(index)
        held.append(start)
        on.add(start)
        while work:
            at, following = work[-1]
            for name in following:
                if name not in index:
                    index[name] = low[name] = len(index)
                    held.append(name)
                    on.add(name)
                    work.append((name, iter(sorted(after.get(name, ())))))
                    break
                if name in on:
                    low[at] = min(low[at], index[name])
            else:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[at])
                if low[at] == index[at]:
                    knot = []
                    while True:
                        name = held.pop()
                        on.discard(name)
                        knot.append(name)
                        if name == at:
                            break
                    if len(knot) > 1 or at in after.get(at, ()):
                        found.append(tuple(sorted(knot)))

    for outlet in sorted(after):
        if outlet not in index:
            visit(outlet)
    return sorted(found)
