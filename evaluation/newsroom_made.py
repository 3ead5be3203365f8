"""Newsrooms that retell each other, generated: reports whose facts and origins are known."""

from __future__ import annotations

import random
from collections import defaultdict
from dataclasses import dataclass, field

from evaluation.newsroom_ancestry import Newsroom
from evaluation.newsroom_facts import facts_of
from evaluation.newsroom_telling import Habits, Root, Telling
from evaluation.newsroom_world import outlets
from evaluation.newsroom_writing import Passage, written
from reportedly.record import Reading
from reportedly.tracing.statement import Statement

__all__ = ["Habits", "Made", "newsrooms"]


@dataclass
class Made:
    """What was generated."""

    readings: list[Reading] = field(default_factory=list)
    """As a perfect reader finds them, by day."""
    passages: dict[str, tuple[Passage, ...]] = field(default_factory=dict)
    """Report id to which of its words say which fact."""
    roots: dict[tuple[str, int], Root] = field(default_factory=dict)
    """Report id and fact to where the report has it from in the end."""
    circles: set[int] = field(default_factory=set)
    """Facts for which outlets credit each other."""

    def fact(self, statement: Statement) -> int | None:
        """Return which fact a statement says; None where it says none."""
        at = (statement.spans[0].start + statement.spans[-1].end) // 2
        for passage in self.passages.get(statement.report, ()):
            if passage.start <= at < passage.end:
                return passage.fact
        return None


def newsrooms(reports: int, habits: Habits, seed: int, wars: int = 4) -> Made:
    """Return about `reports` reports of facts told and retold among outlets; the same seed gives the same.

    `wars` is how many wars they tell of.
    """
    draw = random.Random(seed)  # noqa: S311 -- a simulation
    room = Newsroom(draw, outlets(draw, min(900, max(24, int(reports**0.5)))), habits)
    told: list[Telling] = []
    first = 0
    while len(told) < 1.2 * reports:
        facts = facts_of(draw, reports // 40, first, wars)
        first += len(facts)
        told += [t for fact in facts for t in room.tellings(fact)]
    made = Made()
    for tellings in _together(draw, told):
        report = written(tellings, draw.getrandbits(32))
        name = report.reading.report.id
        made.readings.append(report.reading)
        made.passages[name] = report.passages
        for telling in tellings:
            made.roots[name, telling.fact.id] = telling.root
            if telling.root.circle:
                made.circles.add(telling.fact.id)
    return made


def _together(draw: random.Random, told: list[Telling]) -> list[list[Telling]]:
    """Return tellings by report: some outlets tell two facts of one day in one report."""
    found: list[list[Telling]] = []
    open_at: dict[tuple[str, str], list[list[Telling]]] = defaultdict(list)
    for telling in sorted(told, key=lambda t: t.day):
        key = (telling.outlet.name, telling.day.isoformat())
        fits = [r for r in open_at[key] if len(r) < 3 and telling.fact.id not in {t.fact.id for t in r}]  # noqa: PLR2004 -- three facts fill a report
        if fits and draw.random() < 0.4:  # noqa: PLR2004 -- some
            draw.choice(fits).append(telling)
            continue
        found.append([telling])
        open_at[key].append(found[-1])
    return found
