"""Tracing beside others: who judges does not wait, nothing is lost or doubled, nothing is done in vain."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import msgspec
import pytest

import reportedly.linking.catching_up as catching
from reportedly.linking import CaughtUp, catch_up, open_traces
from reportedly.linking.preparing import Prepared, all_unpacked
from reportedly.linking.publishers import publishers_in
from reportedly.record import Kind, Reading, Source, Voice
from reportedly.store import Store, Target, Verb, open_store
from reportedly.store.traces import TraceRows
from reportedly.tracing.statement import Statement
from tests.linking.by_hand import OUTLETS, a_reading, add, renamed
from tests.linking.test_order import told

SAME = [a_reading(0, 0, 0, 2), a_reading(1, 1, 0, 3, 12, 0), a_reading(2, 0, 0, 3, 3)]
Take = Callable[[TraceRows, list[Prepared]], CaughtUp]


@contextmanager
def between(monkeypatch: pytest.MonkeyPatch, act: Callable[[], object]) -> Iterator[None]:
    """Do something once, after a batch was worked out and before it is written."""
    real: Take = catching._take  # noqa: SLF001 - the moment that the tests are about
    waiting = [act]

    def taken(rows: TraceRows, batch: list[Prepared]) -> CaughtUp:
        done = real(rows, batch)
        if waiting:
            waiting.pop()()
        return done

    with monkeypatch.context() as patched:
        patched.setattr(catching, "_take", taken)
        yield
    assert not waiting


def in_a_thread(act: Callable[[], object]) -> Callable[[], None]:
    """Return what does something in a thread and waits for it: a connection of its own."""

    def run() -> None:
        thread = threading.Thread(target=act)
        thread.start()
        thread.join(timeout=20)
        assert not thread.is_alive()

    return run


def reject(store: Store, reading: Reading) -> None:
    """Reject what a report attributes."""
    store.judge("m.k.", Verb.REJECT, Target(report=reading.report.id, layer="attributions", item="a1"))


def test_a_judgement_does_not_wait_while_a_batch_is_worked_out(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is written before the batch is, and the report is traced as judged in the end."""
    add(store, SAME)
    took: list[float] = []

    def judge() -> None:
        begun = time.monotonic()
        reject(store, SAME[0])
        took.append(time.monotonic() - begun)

    with between(monkeypatch, in_a_thread(judge)):
        catch_up(store)
    assert took[0] < 5
    with open_traces(store) as traces:
        assert not traces.of_report(SAME[0].report.id).statements
        assert all(SAME[0].report.id not in traces.claim(row.id).claim.reports for row in traces.claims())


def test_a_report_that_was_read_anew_meanwhile_stays_in_the_queue(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The trace that was worked out before is not the last."""
    add(store, SAME)
    empty = Reading(report=SAME[1].report, model="nothing found")
    with between(monkeypatch, in_a_thread(lambda: store.writer().put_reading(empty))):
        catch_up(store)
    with store.view() as view:
        assert view.traces().waiting() == 0
    with open_traces(store) as traces:
        assert not traces.of_report(SAME[1].report.id).statements


def test_two_tracers_neither_double_nor_lose(
    store: Store, where: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where another traced the same meanwhile, the batch is worked out anew."""
    add(store, SAME)

    def trace() -> None:
        with open_store(where) as other:
            catch_up(other)

    with between(monkeypatch, in_a_thread(trace)):
        assert catch_up(store).reports == 0
    with store.view() as view:
        found = view.traces().every("statements", "key")
    assert len(found) == len(set(found)) == 5
    with open_traces(store) as traces:
        before = told(traces)
    for reading in SAME:
        store.writer().put_reading(Reading(report=reading.report, model="nothing found"))
    catch_up(store)
    for reading in SAME:
        store.writer().put_reading(renamed(reading, "as before"))
    with open_traces(store) as traces:
        assert told(traces) == before


def test_many_tracers_at_once(store: Store, where: str) -> None:
    """Three threads with stores of their own trace forty reports: each is there once."""
    readings = [a_reading(n % 3, n % 4, n % 2, 1 + n % 20, n) for n in range(1, 41)]
    add(store, readings)

    def trace() -> None:
        with open_store(where) as other:
            catch_up(other)

    threads = [threading.Thread(target=trace) for _ in range(3)]
    for each in threads:
        each.start()
    for each in threads:
        each.join(timeout=120)
    catch_up(store)
    with store.view() as view:
        rows = view.traces()
        assert rows.waiting() == 0
        keys = [row.key for row in rows.every("statements", "key")]
        pages = [row.size for row in rows.every("wording_pages", "size")]
        assert len(keys) == len(set(keys)) == 80
        assert sum(pages) == rows.count("wordings")


def test_what_changes_no_statement_makes_no_claim_anew(store: Store) -> None:
    """An accepted record, a note and a reading that says the same leave the trace as it is."""
    add(store, SAME)
    catch_up(store)
    with open_traces(store) as traces:
        before = told(traces)
    report = SAME[0].report.id
    store.judge("m.k.", Verb.ACCEPT, Target(report=report, layer="attributions", item="a1"))
    assert catch_up(store) == CaughtUp(reports=1)
    store.judge("m.k.", Verb.NOTE, Target(report=report), why="seen")
    assert catch_up(store).claims == 0
    store.writer().put_reading(renamed(SAME[1], "another that finds the same"))
    assert catch_up(store) == CaughtUp(reports=1)
    with open_traces(store) as traces:
        assert told(traces) == before


def by_herald(outlet: int, day: int) -> Reading:
    """Return a report that has its words from the Herald, which the reader took for a person."""
    reading = a_reading(outlet, 1, 0, day)
    (said,) = reading.attributions
    voice = Voice(who="Herald", kind=Kind.PERSON)
    chain = (said.chain[0], voice)
    source = Source(id="s1", who="Herald", kind=Kind.PERSON, named=True)
    said = msgspec.structs.replace(said, chain=chain)
    return msgspec.structs.replace(reading, attributions=(said,), sources=(source,))


@pytest.mark.parametrize("herald_first", [True, False])
def test_a_publisher_of_the_store_is_known_for_an_outlet(store: Store, *, herald_first: bool) -> None:
    """Also where it publishes none of the claim, and where its first report comes after the claim."""
    herald = a_reading(0, 3, 1, 2)
    batches = [[by_herald(1, 3), by_herald(2, 4)], [herald]]
    for batch in reversed(batches) if herald_first else batches:
        add(store, batch)
        catch_up(store)
    with open_traces(store) as traces:
        (row,) = traces.claims()
        (origin,) = traces.claim(row.id).origins.known
        assert (origin.root, row.origins, row.unknown) == ("report", 1, 0)
    with store.view() as view:
        statements = statements_in(view.traces())
        assert publishers_in(view.traces()).named_in(statements) == {OUTLETS[0]}


def statements_in(rows: TraceRows) -> list[Statement]:
    """Return every statement."""
    return all_unpacked(row.packed for row in rows.every("statements", "packed"))
