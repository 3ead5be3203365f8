"""Runs: adding reports beside the pages, one input after another, in one thread with one reader.

A run is what a person added at once: files, an address, a pasted text. Runs wait their turn; what became
of each input is kept until the desk ends, for whoever looks at the run's page. Reports and problems are
in the store, so nothing is lost when the desk ends in between: what was read is kept, the rest is added
again.
"""

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

import msgspec

from reportedly.adding import AddOutcome, Naming, add_inputs
from reportedly.desk.turns import Turns, Work
from reportedly.intake import Overrides
from reportedly.store import Store

_FEW, _SMALL = 3, 200_000
"""A run of more inputs, or more bytes, is read in a process of its own, so that pages stay quick; a small one
is not, for a process needs a second to begin."""


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


class Run(Work):
    """One run. Its thread appends to `outcomes`; whoever shows it reads them by their position."""

    def __init__(self, wanted: ToAdd) -> None:
        """Wait to be taken up."""
        super().__init__(wanted.who)
        self.wanted = wanted
        self.outcomes: list[AddOutcome] = []


class Runs(Turns[Run]):
    """All runs of a desk."""

    name, remembered, most_waiting = "adding", 50, 20

    def __init__(self, store: Store, told: Callable[[], object], *, allow_private: bool = False) -> None:
        """Add to `store`; `told` is called after each run, `allow_private` as for `reportedly add`."""
        super().__init__()
        self._store, self._told, self._allow_private = store, told, allow_private

    def begin(self, wanted: ToAdd) -> Run | None:
        """Let a run wait its turn and return it; None where too many wait already."""
        return self.let_wait(Run(wanted))

    def do(self, work: Run) -> None:
        """Add what is wanted; after `stop` no more than the input at hand."""
        wanted = work.wanted
        naming = Naming(allow_private=self._allow_private, under=wanted.folder)
        apart = len(wanted.paths) > _FEW or _bytes_of(wanted) > _SMALL
        try:
            for outcome in add_inputs(
                wanted.paths, self._store, said=wanted.said, apart=apart, naming=naming
            ):
                work.outcomes.append(outcome)
                if self.ending.is_set():
                    work.why = "the desk was ended; what was added is kept"
                    return
        finally:
            self._told()

    def tidy(self, work: Run) -> None:
        """Remove the folder that the files lay in."""
        if work.wanted.folder is not None:
            shutil.rmtree(work.wanted.folder, ignore_errors=True)


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
