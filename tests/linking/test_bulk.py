"""Bulk: many reports at once, in a store and in memory, come to what one report after another comes to."""

import random
from collections.abc import Sequence
from pathlib import Path

import pytest

from evaluation.newsroom_made import Habits, newsrooms
from reportedly.linking import Traces, catch_up, catching_up, open_traces
from reportedly.record import Reading
from reportedly.store import open_store
from reportedly.tracing.bulk import Traced, trace_all
from reportedly.tracing.copies import Passage
from reportedly.tracing.statements import statements_of
from tests.linking.by_hand import add
from tests.linking.test_order import told


@pytest.fixture(scope="module")
def readings() -> list[Reading]:
    """Return what newsrooms make of a few facts, not by day."""
    found = newsrooms(90, Habits(drop=0.3), 7).readings
    random.Random(7).shuffle(found)  # noqa: S311 -- no secret
    return found


def in_batches(path: Path, readings: Sequence[Reading], size: int) -> dict[str, object]:
    """Return the trace of a store that readings came to `size` at a time."""
    with open_store(path) as store:
        for start in range(0, len(readings), size):
            add(store, readings[start : start + size])
            catch_up(store)
        with open_traces(store) as traces:
            return {**told(traces), "all": whole(traces, readings)}


def whole(traces: Traces, readings: Sequence[Reading]) -> dict[str, object]:
    """Return what is told of each report."""
    return {r.report.id: traces.of_report(r.report.id).statements for r in readings}


@pytest.fixture(scope="module")
def at_once(readings: list[Reading], tmp_path_factory: pytest.TempPathFactory) -> dict[str, object]:
    """Return the trace of all readings, taken in at once."""
    return in_batches(tmp_path_factory.mktemp("bulk") / "once.db", readings, len(readings))


def test_a_store_comes_to_the_same_by_large_batches_and_by_small_ones(
    readings: list[Reading], at_once: dict[str, object], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What waits in great number is traced many at once and by day; the trace is that of small batches."""
    assert in_batches(tmp_path / "small.db", readings, 35) == at_once
    monkeypatch.setattr(catching_up, "_MANY", 20)
    monkeypatch.setattr(catching_up, "_AT_ONCE", 40)
    assert in_batches(tmp_path / "large.db", readings, len(readings)) == at_once


def test_memory_comes_to_the_same_as_a_store(readings: list[Reading], at_once: dict[str, object]) -> None:
    """Claims, members, origins, passages and contradictions of `trace_all` are those of the store."""
    found = trace_all(
        (s for r in readings for s in statements_of(r)), reports=[r.report for r in reversed(readings)]
    )
    assert found.claims
    assert in_memory(found) == stored(at_once)
    assert len(found.alone) + sum(len(c.claim.members) for c in found.claims) == sum(
        len(statements_of(r)) for r in readings
    )


def in_memory(found: Traced) -> dict[str, object]:
    """Return what `trace_all` tells of claims that two reports or more make, and of pairs."""
    claims = {c.claim.id: c for c in found.claims if len(c.claim.reports) > 1}
    return {
        "claims": {name: (c.claim, c.origins, c.contradicted) for name, c in claims.items()},
        "passages": {key(p) for c in claims.values() for p in c.passages},
        "contradictions": set(found.contradictions),
    }


def stored(trace: dict[str, object]) -> dict[str, object]:
    """Return the same of a store."""
    claims, rows, pairs = trace["claims"], trace["rows"], trace["contradictions"]
    assert isinstance(claims, dict)
    assert isinstance(rows, dict)
    assert isinstance(pairs, set)
    return {
        "claims": {n: (c.claim, c.origins, rows[n].contradicted) for n, c in claims.items()},
        "passages": trace["passages"],
        "contradictions": {contradiction for contradiction, *_ in pairs},
    }


def key(passage: Passage) -> tuple[object, ...]:
    """Return what tells a passage from others, as `test_order.told` does."""
    return passage.one, passage.other, passage.here, passage.direction
