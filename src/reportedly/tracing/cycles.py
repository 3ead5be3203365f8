"""Cycles: outlets that credit each other, so that a claim seems to have a source and has none."""

from collections import defaultdict
from collections.abc import Iterable, Mapping


def cycles_of(credited: Iterable[tuple[str, str]]) -> list[tuple[str, ...]]:
    """Return every knot of outlets that reach each other over credits (outlet, outlet credited).

    Strongly connected components of two or more, and single outlets that credit themselves; each sorted, in
    order. Linear in the credits (Sharir 1981: an order of leaving, then the arrows turned round).
    """
    after: dict[str, set[str]] = defaultdict(set)
    before: dict[str, set[str]] = defaultdict(set)
    for outlet, other in credited:
        after[outlet].add(other)
        before[other].add(outlet)
    left: list[str] = []
    seen: set[str] = set()
    for outlet in sorted(after):
        left += _leaving(outlet, after, seen)
    found = []
    seen = set()
    for outlet in reversed(left):
        knot = _leaving(outlet, before, seen)
        if len(knot) > 1 or (knot and outlet in after.get(outlet, ())):
            found.append(tuple(sorted(knot)))
    return sorted(found)


def _leaving(start: str, arrows: Mapping[str, set[str]], seen: set[str]) -> list[str]:
    """Return what is reached from `start` and not in `seen`, in the order a depth-first walk leaves it."""
    if start in seen:
        return []
    seen.add(start)
    left: list[str] = []
    work = [(start, iter(sorted(arrows.get(start, ()))))]
    while work:
        at, following = work[-1]
        new = next((name for name in following if name not in seen), None)
        if new is None:
            left.append(at)
            work.pop()
        else:
            seen.add(new)
            work.append((new, iter(sorted(arrows.get(new, ())))))
    return left
