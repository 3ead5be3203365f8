"""Tracer: keeps the trace of the store up to date beside the pages, so that no page has to wait for it.

A page asks `with desk.tracer.traces() as traces`: it gets what is traced by now, after waiting a moment for
the last few reports or judgements. Whoever adds or judges calls `wake`. What another process adds is
noticed within `_LOOK_SECONDS`.

A few reports are traced in a thread. Many are traced in a process of their own that gives way to others: in a
thread they would take from the pages every second moment of the interpreter.
"""

import logging
import multiprocessing
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from reportedly.errors import ReportedlyError
from reportedly.linking import Traces, catch_up
from reportedly.store import Store, open_store

_LOG = logging.getLogger("reportedly.desk")
_LOOK_SECONDS = 20.0
_MOMENT = 0.4
"""The longest that a page waits for what was just added or judged, in seconds."""
_STEP = 0.2
_PATIENCE = 30.0


_FEW = 120
"""So many reports are traced in the thread."""
_POLITE = 10
"""How far a process of its own gives way (nice)."""


class _EndingError(Exception):
    """Ends catching up between two batches, when the desk ends."""


class _ManyError(Exception):
    """Ends catching up in the thread after its first batch: too much waits."""


class Tracer:
    """Traces in one thread. Begin it with `start`, end it with `stop`."""

    def __init__(self, store: Store) -> None:
        """Trace `store`."""
        self._store = store
        self._changed = threading.Condition()
        self._asked, self._done = 0, 0
        """How often somebody woke us, and up to which of these all is traced."""
        self._ending = False
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Begin, with what waits already."""
        self._ending = False
        self.wake()
        self._thread = threading.Thread(target=self._work, name="tracing", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """End after the batch at hand; what is traced stays."""
        with self._changed:
            self._ending = True
            self._changed.notify_all()
        if self._thread is not None:
            self._thread.join(timeout=_PATIENCE)

    def wake(self) -> None:
        """Say that something was added or judged."""
        with self._changed:
            self._asked += 1
            self._changed.notify_all()

    def settled(self, seconds: float = _MOMENT) -> bool:
        """Wait for up to `seconds` until all that we were woken for is traced; return whether it is."""
        with self._changed:
            asked = self._asked
            return self._changed.wait_for(lambda: self._done >= asked or self._ending, timeout=seconds)

    @contextmanager
    def traces(self) -> Iterator[Traces]:
        """Give what is traced by now, at one moment of the store."""
        self.settled()
        with self._store.view() as view:
            yield Traces(view)

    def _work(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(
                    lambda: self._asked > self._done or self._ending, timeout=_LOOK_SECONDS
                )
                if self._ending:
                    return
                asked = self._asked
            try:
                self._catch_up()
            except _EndingError:
                return
            except ReportedlyError as error:
                _LOG.warning("tracing waits: %s", error)
            except Exception:  # noqa: BLE001 - logged whole; one fault must not end the thread
                _LOG.exception("tracing failed")
            with self._changed:
                self._done = asked
                self._changed.notify_all()

    def _catch_up(self) -> None:
        try:
            catch_up(self._store, progress=self._go_on)
        except _ManyError:
            self._beside()

    def _go_on(self, done: int, of: int) -> None:
        if self._ending:
            raise _EndingError
        if of - done > _FEW:
            raise _ManyError

    def _beside(self) -> None:
        """Trace in a process; when the desk ends, so does it: each batch is one transaction."""
        process = multiprocessing.get_context("spawn").Process(
            target=_trace, args=(self._store.where,), name="tracing", daemon=True
        )
        process.start()
        while process.is_alive():
            process.join(timeout=_STEP)
            if self._ending:
                process.terminate()
                process.join()
                raise _EndingError
        if process.exitcode:
            _LOG.warning("tracing ended with exit code %s; it goes on later", process.exitcode)


def _trace(where: str) -> None:
    """Trace a store to the end, in a process of its own."""
    if hasattr(os, "nice"):
        os.nice(_POLITE)
    with open_store(where, create=False) as store:
        catch_up(store)
