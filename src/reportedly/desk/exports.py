"""Exports at the desk: one after another, each in a process of its own that gives way to the pages.

What is made lies in a folder until it is forgotten or the desk ends; whoever may read may take it.
"""

import logging
import multiprocessing
import os
import queue
import secrets
import shutil
import tempfile
import threading
from collections import OrderedDict
from collections.abc import Callable
from datetime import UTC, datetime
from multiprocessing.connection import Connection
from pathlib import Path

from reportedly.desk.runs import Stage
from reportedly.errors import ReportedlyError
from reportedly.exports.exporting import Exported, export_to
from reportedly.exports.formats import Format, format_named
from reportedly.exports.selection import Selection
from reportedly.store import Store, open_store

_LOG = logging.getLogger("reportedly.desk")
_REMEMBERED = 12
"""Exports whose files are kept for whoever asked for them."""
_MOST_WAITING = 8
_LOOK_SECONDS = 0.2
_POLITE = 10
"""How far a process gives way (nice)."""
_PATIENCE = 30
"""Seconds that the process at hand may take to its end when the desk ends."""
ZIP = "application/zip"


class Export:
    """One export. Its thread writes the fields; whoever shows it reads them."""

    def __init__(self, form: Format, selection: Selection, who: str, folder: Path) -> None:
        """Wait to be taken up; the file is to lie in `folder`."""
        self.id, self.form, self.selection, self.who = secrets.token_urlsafe(8), form, selection, who
        self.begun = datetime.now(UTC).isoformat(timespec="seconds")
        self.stage = Stage.WAITING
        self.done, self.of = 0, 0
        self.made: Exported | None = None
        self.why = ""
        self.path = folder / self.id / self.file_name

    @property
    def file_name(self) -> str:
        """What the file is called: the form's own name, or an archive of several."""
        return self.form.files[0].name if self.form.one_file else f"{self.form.name}.zip"

    @property
    def media_type(self) -> str:
        """What the file is."""
        return self.form.files[0].media_type if self.form.one_file else ZIP

    @property
    def is_over(self) -> bool:
        """Whether nothing more will come."""
        return self.stage in {Stage.DONE, Stage.FAILED}


class Exports:
    """All exports of a desk. Begin the thread with `start`, end it with `stop`."""

    def __init__(self, store: Store) -> None:
        """Export from `store`."""
        self._store = store
        self._waiting: queue.Queue[Export | None] = queue.Queue()
        self._known: OrderedDict[str, Export] = OrderedDict()
        self._thread: threading.Thread | None = None
        self._ending = threading.Event()
        self._folder: Path | None = None

    def start(self) -> None:
        """Begin to take up exports."""
        self._ending.clear()
        self._thread = threading.Thread(target=self._work, name="exporting", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Stop the one at hand, and take all files away."""
        self._ending.set()
        self._waiting.put(None)
        if self._thread is not None:
            self._thread.join(timeout=_PATIENCE)
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)
            self._folder = None

    def begin(self, form: str, selection: Selection, who: str) -> Export | None:
        """Let an export wait its turn and return it; None where too many wait already.

        Raises StoreError where there is no such form.
        """
        wanted = format_named(form)
        if self._waiting.qsize() >= _MOST_WAITING:
            return None
        if self._folder is None:
            self._folder = Path(tempfile.mkdtemp(prefix="reportedly-exports-"))
        export = Export(wanted, selection, who, self._folder)
        self._known[export.id] = export
        self._forget()
        self._waiting.put(export)
        return export

    def get(self, id_: str) -> Export | None:
        """Return an export that is remembered."""
        return self._known.get(id_)

    def latest(self) -> list[Export]:
        """Return the exports that are remembered, the latest first."""
        return list(reversed(self._known.values()))

    def _forget(self) -> None:
        over = [each for each in self._known.values() if each.is_over]
        for each in over[: max(0, len(self._known) - _REMEMBERED)]:
            del self._known[each.id]
            shutil.rmtree(each.path.parent, ignore_errors=True)

    def _work(self) -> None:
        while (export := self._waiting.get()) is not None and not self._ending.is_set():
            export.stage = Stage.GOING
            try:
                export.made = self._make(export)
                export.stage = Stage.DONE
            except ReportedlyError as error:
                export.why, export.stage = str(error), Stage.FAILED
            except Exception as error:  # noqa: BLE001 - one export's fault must not end the thread
                _LOG.exception("exporting failed")
                seen = f"{type(error).__name__}: {error}"
                export.why, export.stage = f"exporting failed ({seen}); please report this", Stage.FAILED

    def _make(self, export: Export) -> Exported:
        """Write an export in a process; return what was written. Raises ReportedlyError."""
        ours, theirs = multiprocessing.Pipe(duplex=False)
        work = (self._store.where, export.form.name, export.selection, str(export.path), theirs)
        process = multiprocessing.get_context("spawn").Process(
            target=_export, args=work, name="exporting", daemon=True
        )
        process.start()
        theirs.close()
        try:
            return self._followed(export, ours)
        finally:
            if process.is_alive() and self._ending.is_set():
                process.terminate()
            process.join()
            ours.close()

    def _followed(self, export: Export, told: Connection) -> Exported:
        while True:
            if self._ending.is_set():
                raise ReportedlyError("the desk was ended before; export it again")
            if not told.poll(_LOOK_SECONDS):
                continue
            try:
                said = told.recv()
            except EOFError:
                raise ReportedlyError("its process was ended; look at the memory, then try again") from None
            if isinstance(said, Exported):
                return said
            if isinstance(said, str):
                raise ReportedlyError(said)
            export.done, export.of = said


def _export(where: str, form: str, selection: Selection, path: str, told: Connection) -> None:
    """Write an export, in a process of its own; tell how far it is, and at the end what was written."""
    if hasattr(os, "nice"):
        os.nice(_POLITE)
    try:
        with open_store(where, create=False) as store:
            done = export_to(store, format_named(form), Path(path), selection, advance=_now_and_then(told))
        told.send(done)
    except ReportedlyError as error:
        told.send(str(error))
    except OSError as error:
        told.send(f"{Path(path).name}: cannot be written ({error.strerror}); look at the desk's disk")


def _now_and_then(told: Connection, parts: int = 100) -> Callable[[int, int], None]:
    """Return what tells of each hundredth part that is done."""

    def advance(done: int, of: int) -> None:
        if done == of or done % max(1, of // parts) == 0:
            told.send((done, of))

    return advance
