"""Whatever came first, in whatever batches, taken out and put back: one trace, and the one made in memory."""

import shutil
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reportedly.linking import Traces, catch_up, open_traces
from reportedly.record import Reading
from reportedly.store import Store, open_store
from reportedly.tracing.claims import Claims
from reportedly.tracing.contradictions import contradictions_of
from reportedly.tracing.wordings import wordings_of
from tests.linking.by_hand import a_reading, add, in_memory, renamed, some_readings

MakeStore = Callable[[], Store]
ORDERS = some_readings().flatmap(lambda found: st.tuples(st.just(found), st.permutations(found)))
ANY_FIXTURE = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[MakeStore]:
    """Return what makes an empty store, as often as it is called."""
    open_store(tmp_path / "empty.db").close()
    numbers, opened = count(), list[Store]()

    def make() -> Store:
        path = tmp_path / f"{next(numbers)}.db"
        shutil.copy(tmp_path / "empty.db", path)
        opened.append(open_store(path))
        return opened[-1]

    yield make
    for each in opened:
        each.close()


def told(traces: Traces) -> dict[str, object]:
    """Return all that traces say of claims, origins and contradictions, in an order of its own."""
    rows = {row.id: row for row in traces.claims(limit=None)}
    whole = {name: traces.claim(name) for name in rows}
    pairs = {(p.contradiction, p.one_claim, p.other_claim) for p in traces.contradictions(limit=None)}
    passages = {(c.one, c.other, c.here, c.direction) for t in whole.values() for c in t.copies}
    return {"rows": rows, "claims": whole, "contradictions": pairs, "passages": passages}


def claims_in(claims: Claims) -> set[tuple[str, str, tuple[str, ...]]]:
    """Return the claims of two reports or more as they are in memory."""
    return {(c.id, c.words, tuple(m.id for m in c.members)) for c in claims.all(reports=2)}


def asked_together(traces: Traces) -> None:
    """Check that what is asked for together is what is asked for one by one, or in pages."""
    whole = [traces.claim(row.id) for row in traces.claims(limit=None)]
    claims = {m.id: trace.claim.id for trace in whole for m in trace.claim.members}
    pairs = traces.contradictions(limit=None)
    with pytest.MonkeyPatch.context() as few:
        few.setattr("reportedly.linking.asking._AT_ONCE", 2)
        assert list(traces.every_claim()) == whole
        assert list(traces.every_contradiction()) == pairs
    assert traces.claims_of([*claims, "nobody#e1"]) == claims
    assert [p for at in range(len(pairs)) for p in traces.contradictions(limit=1, offset=at)] == pairs


def same_as_in_memory(traces: Traces, readings: list[Reading]) -> None:
    """Check the claims and contradictions of a store against those that are made in memory."""
    asked_together(traces)
    memory = in_memory(readings)
    stored = [traces.claim(row.id).claim for row in traces.claims(limit=None)]
    assert {(c.id, c.words, tuple(m.id for m in c.members)) for c in stored} == claims_in(memory)
    every = [m for claim in memory.all() for m in claim.members]
    first = {inside[0].id for inside in wordings_of(every).values()}
    wanted = {c for c in contradictions_of(memory, [s.id for s in every]) if {c.one, c.other} <= first}
    assert {p.contradiction for p in traces.contradictions(limit=None)} == wanted


@settings(max_examples=40, deadline=None, suppress_health_check=ANY_FIXTURE)
@given(ORDERS, st.integers(1, 4), st.integers(0, 255))
def test_the_order_of_arrival_does_not_matter(
    fresh: MakeStore, orders: tuple[list[Reading], list[Reading]], size: int, bits: int
) -> None:
    """At once, or in batches with some read anew as empty and then as before: the same trace."""
    every, order = orders
    at_once = fresh()
    add(at_once, every)
    store = fresh()
    for number, start in enumerate(range(0, len(order), size)):
        batch = order[start : start + size]
        add(store, batch)
        if bits >> number & 1:
            catch_up(store)
        if bits >> number & 2:
            empty = Reading(report=batch[0].report, model="nothing found")
            store.writer().put_reading(empty)
            catch_up(store)
            store.writer().put_reading(renamed(batch[0], "as before"))
    with open_traces(at_once) as one, open_traces(store) as other:
        assert told(one) == told(other)
        same_as_in_memory(other, every)


def test_both_databases_tell_the_same_as_memory(store: Store) -> None:
    """On PostgreSQL as on SQLite: what a few reports say together, one by one and read anew."""
    readings = [
        a_reading(0, 0, 0, 2, 3),
        a_reading(1, 1, 0, 3, 12, 0),
        a_reading(2, 0, 0, 3),
        a_reading(2, 2, 0, 9),
        a_reading(1, 3, 1, 24),
    ]
    for reading in readings:
        add(store, [reading])
        catch_up(store)
    with open_traces(store) as traces:
        same_as_in_memory(traces, readings)
        before = told(traces)
    store.writer().put_reading(Reading(report=readings[0].report, model="nothing found"))
    with open_traces(store) as traces:
        same_as_in_memory(traces, readings[1:])
    store.writer().put_reading(renamed(readings[0], "as before"))
    with open_traces(store) as traces:
        assert told(traces) == before
