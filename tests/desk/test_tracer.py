"""The tracer: what is added is traced beside the pages, and no page waits for long."""

import threading
import time

import pytest

import reportedly.desk.tracer as tracing
from reportedly.desk.tracer import Tracer
from reportedly.errors import StoreError
from reportedly.linking import catch_up
from reportedly.record import Reading, Report, report_id
from reportedly.store import Store


def test_what_waits_is_traced(store: Store) -> None:
    """After the tracer was woken, the claims of what is in the store can be asked for."""
    tracer = Tracer(store)
    tracer.start()
    try:
        assert tracer.settled(60)
        with tracer.traces() as traces:
            assert traces.claims(limit=1)
    finally:
        tracer.stop()


def test_a_page_does_not_wait_for_long(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """While tracing takes long, a page gets what is traced by now, within the moment it may wait."""
    may_end = threading.Event()
    monkeypatch.setattr(tracing, "catch_up", lambda *_args, **_more: may_end.wait(30))
    tracer = Tracer(store)
    tracer.start()
    try:
        begun = time.monotonic()
        assert not tracer.settled(0.2)
        assert time.monotonic() - begun < 5
    finally:
        may_end.set()
        tracer.stop()


def test_a_failure_does_not_end_it(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """When catching up fails once, for whatever reason, the next time it goes on."""
    failures = [RuntimeError("a fault"), StoreError("the store", "is full", "free some space")]

    def failing(*args: object, **more: object) -> object:
        if failures:
            raise failures.pop()
        return catch_up(*args, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(tracing, "catch_up", failing)
    tracer = Tracer(store)
    tracer.start()
    try:
        for _ in range(3):
            assert tracer.settled(60)
            tracer.wake()
        assert tracer.settled(60)
        with tracer.traces() as traces:
            assert traces.claims(limit=1)
    finally:
        tracer.stop()


def test_many_are_traced_beside(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where more waits than a few, a process of its own traces it, and it is all there in the end."""
    monkeypatch.setattr(tracing, "_FEW", 5)
    writer = store.writer()
    for number in range(60):
        text = f"Fog closed port {number}.\n\nThe port was closed, Iryna Bondar said."
        report = Report(id=report_id(text), text=text, published="2026-01-02", language="en")
        writer.add(report, Reading(report=report, model="by hand"))
    began = list[str]()
    real = Tracer._beside  # noqa: SLF001 - whether it is taken is what is tested

    def noted(self: Tracer) -> None:
        began.append("beside")
        real(self)

    monkeypatch.setattr(Tracer, "_beside", noted)
    tracer = Tracer(store)
    tracer.start()
    try:
        assert tracer.settled(120)
    finally:
        tracer.stop()
    assert began == ["beside"]
    assert catch_up(store).reports == 0


def test_it_ends_between_batches(store: Store) -> None:
    """Ending waits for the batch at hand, not for all that waits."""
    writer = store.writer()
    for number in range(120):
        text = f"Fog closed port {number}.\n\nThe port was closed, Iryna Bondar said."
        writer.add(Report(id=report_id(text), text=text, published="2026-01-02", language="en"))
    tracer = Tracer(store)
    tracer.start()
    begun = time.monotonic()
    tracer.stop()
    assert time.monotonic() - begun < 30
