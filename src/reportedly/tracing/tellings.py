"""Tellings: members of a claim that are one stretch of one report, taken as an event, a figure and as words.

A clause that somebody says gives a statement of each sort. For the claim they are one telling, and are shown
and counted once.
"""

from collections import defaultdict
from collections.abc import Iterable

from reportedly.tracing.statement import Statement


def tellings_of(members: Iterable[Statement]) -> list[tuple[Statement, ...]]:
    """Return members by telling: those of one report whose words overlap, the fullest of each first.

    The fullest has most voices, then most words. Tellings stand in the order of their first members. Some
    n log n steps for n spans.
    """
    held = {member.id: member for member in members}
    parent = {name: name for name in held}

    def root(name: str) -> str:
        while parent[name] != name:
            parent[name] = parent[parent[name]]
            name = parent[name]
        return name

    by_report: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
    for member in held.values():
        by_report[member.report] += [(s.start, s.end, member.id) for s in member.spans]
    for spans in by_report.values():
        reach, last = -1, ""
        for start, end, name in sorted(spans):
            if start < reach:
                parent[root(name)] = root(last)
            if end > reach:
                reach, last = end, name
    found: dict[str, list[Statement]] = defaultdict(list)
    for member in held.values():
        found[root(member.id)].append(member)
    return [tuple(sorted(each, key=_fullness)) for each in found.values()]


def _fullness(statement: Statement) -> tuple[int, int, str]:
    return -len(statement.chain), -len(statement.words), statement.id
