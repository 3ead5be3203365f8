"""Confusions: of the records that were found on gold, what was annotated against what we say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from reportedly.gold import facts
from reportedly.gold.attributions import LEAST_AGREEMENT
from reportedly.gold.spans import Spans, match
from reportedly.record import Reading, Span


@dataclass
class Confusion:
    """Counts of (annotated, found)."""

    counts: Counter[tuple[str, str]] = field(default_factory=Counter)

    def add(self, name: str, reading: Reading, record: dict[str, Any]) -> None:
        """Count one more report; `name` says what is told apart: act, kind, event type or status."""
        self.counts.update(_PAIRS[name](reading, record))

    @property
    def table(self) -> dict[str, dict[str, int]]:
        """Annotated value to found value to how often, in the alphabet's order."""
        rows: dict[str, dict[str, int]] = {}
        for (gold, ours), count in sorted(self.counts.items()):
            rows.setdefault(gold, {})[ours] = count
        return rows


def _attributions(reading: Reading, record: dict[str, Any]) -> Iterator[tuple[Any, dict[str, Any]]]:
    gold = record["attributions"]
    ours = [Spans(*(_ranges(s) for s in (a.source, a.cue, a.content))) for a in reading.attributions]
    theirs = [Spans(*(_given(g[k]) for k in ("source", "cue", "content"))) for g in gold]
    for i, j in match(ours, theirs, LEAST_AGREEMENT):
        yield reading.attributions[i], gold[j]


def _acts(reading: Reading, record: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for said, gold in _attributions(reading, record):
        yield gold["act"], said.act.value


def _kinds(reading: Reading, record: dict[str, Any]) -> Iterator[tuple[str, str]]:
    kinds = {source.id: source.kind.value for source in reading.sources}
    for said, gold in _attributions(reading, record):
        yield gold["speaker"]["kind"], kinds[said.speaker]


def _facts(reading: Reading, record: dict[str, Any], layer: str) -> Iterator[tuple[Any, dict[str, Any]]]:
    ours, gold = getattr(reading, layer), record[layer]
    mine = [(fact.span.start, fact.span.end) for fact in ours]
    theirs = [(fact["span"]["start"], fact["span"]["end"]) for fact in gold]
    for i, j in facts.match(mine, theirs):
        yield ours[i], gold[j]


def _types(reading: Reading, record: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for event, gold in _facts(reading, record, "events"):
        yield gold["type"], event.type.value


def _statuses(reading: Reading, record: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for layer in ("events", "controls"):
        for fact, gold in _facts(reading, record, layer):
            yield gold["status"], fact.status.value


_PAIRS = {"act": _acts, "kind": _kinds, "event type": _types, "status": _statuses}


def _ranges(spans: tuple[Span, ...]) -> tuple[tuple[int, int], ...]:
    return tuple((span.start, span.end) for span in spans)


def _given(spans: list[dict[str, int]]) -> tuple[tuple[int, int], ...]:
    return tuple((span["start"], span["end"]) for span in spans)
