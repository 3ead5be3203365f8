"""Exports at the desk: one after another, each in a process of its own that gives way to the pages.

What is made lies in a folder until it is forgotten or the desk ends; whoever may read may take it.
"""

import multiprocessing
import os
import shutil
import tempfile
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path

from reportedly.desk.turns import ENDED, Turns, Work, fault
from reportedly.errors import ReportedlyError
from reportedly.exports.exporting import Exported, export_to
from reportedly.exports.formats import Format, format_named
from reportedly.exports.selection import Selection
from reportedly.store import Store, open_store

_LOOK_SECONDS = 0.2
_POLITE = 10
"""How far a process gives way (nice)."""
ZIP = "application/zip"


class Export(Work):
    """One export."""

    def __init__(self, form: Format, selection: Selection, who: str) -> None:
        """Wait to be taken up."""
        super().__init__(who)
        self.form, self.selection = form, selection
        self.done, self.of = 0, 0
        self.made: Exported | None = None
        self.folder = Path(tempfile.gettempdir()) / f"reportedly-export-{self.id}"

    @property
    def file_name(self) -> str:
        """What the file is called: the form's own name, or an archive of several."""
        return self.form.files[0].name if self.form.one_file else f"{self.form.name}.zip"

    @property
    def path(self) -> Path:
        """Where the file lies once it is written."""
        return self.folder / self.file_name

    @property
    def media_type(self) -> str:
        """What the file is."""
        return self.form.files[0].media_type if self.form.one_file else ZIP


class Exports(Turns[Export]):
    """All exports of a desk."""

    name, remembered, most_waiting = "exporting", 12, 8

    def __init__(self, store: Store) -> None:
        """Export from `store`."""
        super().__init__()
        self._store = store

    def begin(self, form: str, selection: Selection, who: str) -> Export | None:
        """Let an export wait its turn and return it; None where too many wait already.

        Raises StoreError where there is no such form, or where the selection cannot be understood.
        """
        wanted = format_named(form)
        selection.check()
        return self.let_wait(Export(wanted, selection, who))

    def do(self, work: Export) -> None:
        """Write an export in a process of its own."""
        work.folder.mkdir(mode=0o700)
        work.made = self._made(work)

    def forget(self, work: Export) -> None:
        """Take the file away."""
        shutil.rmtree(work.folder, ignore_errors=True)

    def stop(self) -> None:
        """Stop the one at hand, and take all files away."""
        super().stop()
        for each in self.latest():
            self.forget(each)

    def _made(self, export: Export) -> Exported:
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
            if process.is_alive() and self.ending.is_set():
                process.terminate()
            ours.close()  # before the join, lest it wait for somebody who reads
            process.join()

    def _followed(self, export: Export, told: Connection) -> Exported:
        while True:
            if self.ending.is_set():
                raise ReportedlyError(f"{ENDED}; export it again")
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
    except Exception as error:
        told.send(fault("exporting", error))
        raise


def _now_and_then(told: Connection, parts: int = 100) -> Callable[[int, int], None]:
    """Return what tells of each hundredth part that is done."""

    def advance(done: int, of: int) -> None:
        if done == of or done % max(1, of // parts) == 0:
            told.send((done, of))

    return advance
