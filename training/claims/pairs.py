"""Pairs: the statements of a story, which claims they make, and what is compared of every two of them."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from reportedly.reading.read import read_report
from reportedly.record import Reading, Report, decode_reading, encode_reading
from reportedly.tracing.embedding import embed
from reportedly.tracing.profile import Profile, profile_of
from reportedly.tracing.slots import values_meet, values_of
from reportedly.tracing.statement import Statement, StatementKind
from reportedly.tracing.statements import statements_of
from training.claims.labels import SAME_STRETCH, Story, Stretch

LEAST_MEANING = 0.3
LEAST_DEED = 0.45
"""Cosines of words and of gists under both of which a pair is not scored; it counts as no link."""

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


@dataclass
class Pairs:
    """The statements of one story and the pairs of them that are worth scoring."""

    story: str
    statements: list[Statement]
    claims: list[frozenset[str]]
    """The claims of each statement."""
    open: list[frozenset[str]]
    """The claims of which it cannot be said whether a statement makes them."""
    slots: Floats
    same: Ints
    """Of each pair: 1, 0, or -1 where it cannot be said."""
    at: Ints
    """Which two statements each pair is, [N, 2]."""
    barred: npt.NDArray[np.bool_]
    """Whether the two can be no claim whatever their score: figures that do not meet."""


def readings_of(reports: Iterable[Report], cache: Path | None) -> list[Reading]:
    """Return the readings of reports, from `cache` where it has them. Some 0.3 s a report otherwise."""
    found = []
    for report in reports:
        kept = cache / f"{report.id}.json" if cache else None
        if kept is not None and kept.is_file():
            found.append(decode_reading(kept.read_bytes()))
            continue
        found.append(read_report(report))
        if kept is not None:
            kept.parent.mkdir(parents=True, exist_ok=True)
            kept.write_bytes(encode_reading(found[-1]))
    return found


def pairs_of(story: Story, readings: list[Reading]) -> Pairs:
    """Return the pairs of statements of different reports of a story."""
    statements = [s for reading in readings for s in statements_of(reading)]
    claims, opened = zip(*(_claims_of(story, s) for s in statements), strict=True)
    words, gists = embed([s.words for s in statements]), embed([s.gist for s in statements])
    meaning, deed = words @ words.T, gists @ gists.T
    profiles = [profile_of(s) for s in statements]
    judged = _judged(story, statements)
    slots, same, at, barred = [], [], [], []
    for i, j in itertools.combinations(range(len(statements)), 2):
        if statements[i].report == statements[j].report:
            continue
        label = judged.get((i, j), _label(claims[i], claims[j], opened[i], opened[j]))
        if label != 1 and meaning[i, j] < LEAST_MEANING and deed[i, j] < LEAST_DEED:
            continue
        slots.append(values_of(profiles[i], profiles[j], float(meaning[i, j]), float(deed[i, j])))
        same.append(label)
        at.append((i, j))
        barred.append(_barred(profiles[i], profiles[j]))
    return Pairs(
        story.name,
        statements,
        list(claims),
        list(opened),
        np.array(slots),
        np.array(same),
        np.array(at),
        np.array(barred),
    )


def _claims_of(story: Story, statement: Statement) -> tuple[frozenset[str], frozenset[str]]:
    """Return the claims that a statement makes, and those of which it cannot be said."""
    stretch = Stretch(statement.report, statement.spans[0].start, statement.spans[-1].end)
    sure, opened = set(), set()
    for claim, members in story.members.items():
        shared = max((m.shared(stretch) for m in members), default=0.0)
        if shared >= SAME_STRETCH:
            sure.add(claim)
        elif shared > 0 or any(m.shared(stretch) > 0 for m in story.open[claim]):
            opened.add(claim)
    return frozenset(sure), frozenset(opened)


def _label(
    one: frozenset[str], other: frozenset[str], one_open: frozenset[str], other_open: frozenset[str]
) -> int:
    if one & other:
        return 1
    return -1 if (one | one_open) & (other | other_open) else 0


def _judged(story: Story, statements: list[Statement]) -> dict[tuple[int, int], int]:
    """Return the labels of pairs that were looked at by themselves."""
    near: dict[Stretch, list[int]] = {}
    stretches = [Stretch(s.report, s.spans[0].start, s.spans[-1].end) for s in statements]
    for stretch in {s for one, other, _ in story.judged for s in (one, other)}:
        near[stretch] = [i for i, s in enumerate(stretches) if s.shared(stretch) >= SAME_STRETCH]
    return {
        (min(i, j), max(i, j)): -1 if same is None else same
        for one, other, same in story.judged
        for i in near[one]
        for j in near[other]
    }


def _barred(one: Profile, other: Profile) -> bool:
    a, b = one.statement, other.statement
    both = a.kind is StatementKind.FIGURE and b.kind is StatementKind.FIGURE
    return both and a.unit == b.unit and not values_meet(a, b)
