"""Runs: adding reports beside the pages, one input after another, in one thread with one reader.

A run is what a person added at once: files, an address, a pasted text. Runs wait their turn; what became
of each input is kept until the desk ends, for whoever looks at the run's page. Reports and problems are
in the store, so nothing is lost when the desk ends in between: what was read is kept, the rest is added
again.
"""

import logging
import queue
import secrets
import shutil
import tempfile
import threading
from collections import OrderedDict
from collections.abc import Callable
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

import msgspec

from reportedly.adding import AddOutcome, Naming, add_inputs
from reportedly.errors import ReportedlyError
from reportedly.intake import Overrides
from reportedly.store import Store

_LOG = logging.getLogger("reportedly.desk")
_REMEMBERED = 50
"""Runs whose outcomes are kept for their page."""
_FEW, _SMALL = 3, 200_000
"""A run of more inputs, or more bytes, is read in a process of its own, so that pages stay quick; a small one
is not, for a process needs a second to begin."""
_PATIENCE = 30
"""Seconds that the input at hand may take to its end when the desk ends."""
_MOST_WAITING = 20
"""Runs that may wait; more would be somebody's mistake."""


class Stage(StrEnum):
    """How far a run is."""

    WAITING = "waiting"
    GOING = "going"
    DONE = "done"
    FAILED = "failed"


class ToAdd(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be added at once."""

    paths: tuple[str, ...]
    """Files and addresses."""
    said: Overrides = Overrides()
    """What a person said of them."""
    folder: str | None = None
    """A folder of ours that the files lie in; removed afterwards."""
    who: str = ""
    """Who adds them."""


class Run:
    """One run. Its thread appends to `outcomes`; whoever shows it reads them by their position."""

    def __init__(self, wanted: ToAdd) -> None:
        """Wait to be taken up."""
        self.id, self.wanted = secrets.token_urlsafe(8), wanted
        self.begun = datetime.now(UTC).isoformat(timespec="seconds")
        self.stage = Stage.WAITING
        self.outcomes: list[AddOutcome] = []
        self.why = ""

    @property
    def is_over(self) -> bool:
        """Whether nothing more will come."""
        return self.stage in {Stage.DONE, Stage.FAILED}


class Runs:
    """All runs of a desk. Begin the thread with `start`, end it with `stop`."""

    def __init__(self, store: Store, told: Callable[[], object], *, allow_private: bool = False) -> None:
        """Add to `store`; `told` is called after each run, `allow_private` as for `reportedly add`."""
        self._store, self._told, self._allow_private = store, told, allow_private
        self._waiting: queue.Queue[Run | None] = queue.Queue()
        self._known: OrderedDict[str, Run] = OrderedDict()
        self._thread: threading.Thread | None = None
        self._ending = threading.Event()

    def start(self) -> None:
        """Begin to take up runs."""
        self._ending.clear()
        self._thread = threading.Thread(target=self._work, name="adding", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Take up no more runs; the one at hand ends after its next input."""
        self._ending.set()
        self._waiting.put(None)
        if self._thread is not None:
            self._thread.join(timeout=_PATIENCE)
        while not self._waiting.empty():
            if (run := self._waiting.get_nowait()) is not None:
                run.why, run.stage = "the desk was ended before", Stage.FAILED
                self._tidy(run.wanted)

    def begin(self, wanted: ToAdd) -> Run | None:
        """Let a run wait its turn and return it; None where too many wait already."""
        if self._waiting.qsize() >= _MOST_WAITING:
            self._tidy(wanted)
            return None
        run = Run(wanted)
        self._known[run.id] = run
        while len(self._known) > _REMEMBERED:
            self._known.popitem(last=False)
        self._waiting.put(run)
        return run

    def get(self, id_: str) -> Run | None:
        """Return a run that is remembered."""
        return self._known.get(id_)

    def latest(self) -> list[Run]:
        """Return the runs that are remembered, the latest first."""
        return list(reversed(self._known.values()))

    def _work(self) -> None:
        while (run := self._waiting.get()) is not None and not self._ending.is_set():
            run.stage = Stage.GOING
            try:
                self._add(run)
                run.stage = Stage.DONE
            except ReportedlyError as error:
                run.why, run.stage = str(error), Stage.FAILED
            except Exception as error:  # noqa: BLE001 - one run's fault must not end the thread
                _LOG.exception("adding failed")
                seen = f"{type(error).__name__}: {error}"
                run.why, run.stage = f"adding failed ({seen}); please report this", Stage.FAILED
            finally:
                self._told()
                self._tidy(run.wanted)

    def _add(self, run: Run) -> None:
        naming = Naming(allow_private=self._allow_private, under=run.wanted.folder)
        apart = len(run.wanted.paths) > _FEW or _bytes_of(run.wanted) > _SMALL
        outcomes = add_inputs(run.wanted.paths, self._store, said=run.wanted.said, apart=apart, naming=naming)
        for outcome in outcomes:
            run.outcomes.append(outcome)
            if self._ending.is_set():
                run.why = "the desk was ended; what was added is kept"
                return

    def _tidy(self, wanted: ToAdd) -> None:
        if wanted.folder is not None:
            shutil.rmtree(wanted.folder, ignore_errors=True)


def _bytes_of(wanted: ToAdd) -> int:
    """Return how much is in the files of a run; addresses have nothing yet."""
    files = Path(wanted.folder).rglob("*") if wanted.folder is not None else ()
    return sum(path.stat().st_size for path in files if path.is_file())


def folder_for(files: list[tuple[str, bytes]]) -> tuple[str, tuple[str, ...]]:
    """Put files into a folder of their own and return it with their paths; it is removed after the run."""
    folder = tempfile.mkdtemp(prefix="reportedly-desk-")
    paths = []
    for number, (name, data) in enumerate(files):
        inner = Path(folder) / str(number)
        inner.mkdir()
        path = inner / name
        path.write_bytes(data)
        paths.append(str(path))
    return folder, tuple(paths)
