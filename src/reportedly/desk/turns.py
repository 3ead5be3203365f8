"""Turns: work that waits its turn beside the pages, one piece after another, in one thread.

`runs` adds reports so, `exports` hands them over. A piece of work is remembered for whoever looks at it.
"""

import logging
import queue
import secrets
import threading
from datetime import UTC, datetime
from enum import StrEnum
from typing import Generic, TypeVar

from reportedly.errors import ReportedlyError

_LOG = logging.getLogger("reportedly.desk")
_PATIENCE = 30
"""Seconds that the work at hand may take to its end when the desk ends."""
ENDED = "the desk was ended before"


class Stage(StrEnum):
    """How far a piece of work is."""

    WAITING = "waiting"
    GOING = "going"
    DONE = "done"
    FAILED = "failed"


class Work:
    """One piece of work. Its thread writes the fields; whoever shows it reads them."""

    def __init__(self, who: str) -> None:
        """Wait to be taken up; `who` asked for it."""
        self.id, self.who = secrets.token_urlsafe(8), who
        self.begun = datetime.now(UTC).isoformat(timespec="seconds")
        self.stage = Stage.WAITING
        self.why = ""

    @property
    def is_over(self) -> bool:
        """Whether nothing more will come."""
        return self.stage in {Stage.DONE, Stage.FAILED}


Piece = TypeVar("Piece", bound=Work)


class Turns(Generic[Piece]):
    """All work of one sort. Begin the thread with `start`, end it with `stop`."""

    name: str
    """What is done, as a person calls it."""
    remembered: int
    """Pieces that are kept once they are over."""
    most_waiting: int
    """Pieces that may wait; more would be somebody's mistake."""

    def __init__(self) -> None:
        """Wait for work."""
        self.ending = threading.Event()
        self._waiting: queue.Queue[Piece | None] = queue.Queue()
        self._known: dict[str, Piece] = {}
        self._thread: threading.Thread | None = None

    def do(self, work: Piece) -> None:
        """Do a piece of work; give up soon where `ending` is set. Raises ReportedlyError where it cannot."""
        raise NotImplementedError

    def tidy(self, work: Piece) -> None:
        """Put away what a piece of work does not need once it is over."""

    def forget(self, work: Piece) -> None:
        """Put away what is left of a piece of work that nobody can ask for any more."""

    def start(self) -> None:
        """Begin to take up work."""
        self.ending.clear()
        self._thread = threading.Thread(target=self._work, name=self.name, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Take up no more work; the one at hand ends soon, what waits has failed."""
        self.ending.set()
        self._waiting.put(None)
        if self._thread is None:
            self._work()
        else:
            self._thread.join(timeout=_PATIENCE)

    def let_wait(self, work: Piece) -> Piece | None:
        """Let a piece of work wait its turn and return it; None where too many wait already."""
        if self._waiting.qsize() >= self.most_waiting:
            self.tidy(work)
            return None
        self._known[work.id] = work
        over = [each for each in list(self._known.values()) if each.is_over]
        for each in over[: max(0, len(self._known) - self.remembered)]:
            self.forget(self._known.pop(each.id))
        self._waiting.put(work)
        return work

    def get(self, id_: str) -> Piece | None:
        """Return a piece of work that is remembered."""
        return self._known.get(id_)

    def latest(self) -> list[Piece]:
        """Return the work that is remembered, the latest first."""
        return list(self._known.values())[::-1]

    def _work(self) -> None:
        while (work := self._waiting.get()) is not None:
            self._take_up(work)
            self.tidy(work)

    def _take_up(self, work: Piece) -> None:
        if self.ending.is_set():
            work.why, work.stage = ENDED, Stage.FAILED
            return
        work.stage = Stage.GOING
        try:
            self.do(work)
            work.stage = Stage.DONE
        except ReportedlyError as error:
            work.why, work.stage = str(error), Stage.FAILED
        except Exception as error:  # noqa: BLE001 - one piece's fault must not end the thread
            _LOG.exception("%s failed", self.name)
            work.why, work.stage = fault(self.name, error), Stage.FAILED


def fault(name: str, error: Exception) -> str:
    """Return how a person is told of a fault of ours."""
    return f"{name} failed ({type(error).__name__}: {error}); please report this"
