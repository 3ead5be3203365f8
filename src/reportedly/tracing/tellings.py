"""Tellings: members of a claim that are one stretch of one report, taken as an event, a figure and as words.

A clause that somebody says gives a statement of each sort. For the claim they are one telling, and are shown
and counted once.
"""

from collections import defaultdict
from collections.abc import Iterable

from reportedly.tracing.statement import Statement
from reportedly.tracing.unions import Unions


def tellings_of(members: Iterable[Statement]) -> list[tuple[Statement, ...]]:
    """Return members by telling: those of one report whose words overlap, the fullest of each first.

    The fullest has most voices, then most words. Tellings stand in the order of their first members. Some
    n log n steps for n spans.
    """
    held = list({member.id: member for member in members}.values())
    same = Unions(len(held))
    by_report: dict[str, list[tuple[int, int, int]]] = defaultdict(list)
    for at, member in enumerate(held):
        by_report[member.report] += [(s.start, s.end, at) for s in member.spans]
    for spans in by_report.values():
        reach, last = -1, 0
        for start, end, at in sorted(spans):
            if start < reach:
                same.hang(same.root(last), same.root(at))
            if end > reach:
                reach, last = end, at
    return [tuple(sorted((held[at] for at in group), key=_fullness)) for group in same.groups()]


def _fullness(statement: Statement) -> tuple[int, int, str]:
    return -len(statement.chain), -len(statement.words), statement.id
