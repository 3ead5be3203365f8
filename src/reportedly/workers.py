"""Worker processes: apply a function to many items in parallel, keep their order, survive a death.

The standard library's pool breaks as a whole when one of its processes is killed (out of memory, a
crash in native code) and loses what all of them had in hand. Here each worker has one item in hand
over its own pipe, so a death concerns that item alone: it is tried once more in a fresh worker and
then given back as `Died`. Workers are spawned, not forked: a fork would copy the locks of the
encoder's threads. One item is sent at a time; that costs 0.1 ms where reading one takes 50 and more.
"""

import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection, wait
from typing import TYPE_CHECKING, Any, Generic, TypeVar

import msgspec

if TYPE_CHECKING:
    from multiprocessing.context import SpawnProcess

Item = TypeVar("Item")
Result = TypeVar("Result")

_TRIES = 2
_WINDOW = 16
"""Results per worker that may wait for a slower item before them; bounds the memory."""
_ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
"""For numpy; the encoder keeps to one thread by itself. N workers then keep N cores busy and no more."""


class Died(msgspec.Struct, frozen=True):
    """What stands in place of a result: the processes that had this item in hand died, every time."""

    exitcode: int
    """As `multiprocessing` gives it: the exit status, or minus the number of the signal."""


def map_in_order(
    function: Callable[[Item], Result], items: Iterable[Item], jobs: int
) -> Generator[tuple[Item, Result | Died], None, None]:
    """Yield each of `items` with `function(item)`, in their order, computed by up to `jobs` processes.

    `function` must be importable by name, items and results must pickle, and `function` must not
    raise: an exception ends its worker and counts as a death. `items` is drawn as it is needed.
    Closing the generator ends the workers.
    """
    crew: _Crew[Item, Result] = _Crew(function, jobs)
    todo = enumerate(items)
    waiting: deque[Item] = deque()
    results: dict[int, Result | Died] = {}
    emitted, drawn, more = 0, 0, True
    try:
        while True:
            while emitted in results:
                yield waiting.popleft(), results.pop(emitted)
                emitted += 1
            while more and drawn - emitted < jobs * _WINDOW and crew.has_room():
                numbered = next(todo, None)
                more = numbered is not None
                if numbered is not None:
                    waiting.append(numbered[1])
                    crew.give(*numbered)
                    drawn += 1
            if emitted == drawn:
                return  # nothing is out, and nothing more came: else the loop above had drawn it
            results.update(crew.collect())
    finally:
        crew.dismiss()


class _Worker:
    """One process, its pipe, and the item it has in hand."""

    def __init__(self, function: Callable[[Any], Any]) -> None:
        context = multiprocessing.get_context("spawn")
        self.connection, theirs = context.Pipe()
        self.process: SpawnProcess = context.Process(target=_work, args=(theirs, function), daemon=True)
        with _environment(_ONE_THREAD):
            self.process.start()
        theirs.close()  # so that the death of the process closes the pipe
        self.number: int | None = None


class _Crew(Generic[Item, Result]):
    """The workers, and the items that are out with them. Item numbers say where a result belongs."""

    def __init__(self, function: Callable[[Item], Result], jobs: int) -> None:
        self._function, self._jobs = function, jobs
        self._workers: list[_Worker] = []
        self._out: dict[int, Item] = {}
        self._tries: dict[int, int] = {}
        self._again: deque[int] = deque()

    def has_room(self) -> bool:
        """Whether another item would be begun at once."""
        idle = sum(worker.number is None for worker in self._workers) + self._jobs - len(self._workers)
        return idle > len(self._again)

    def give(self, number: int, item: Item) -> None:
        """Send an item to a free worker, a new one if none is free."""
        self._out[number] = item
        self._tries[number] = self._tries.get(number, 0) + 1
        for worker in [worker for worker in self._workers if worker.number is None]:
            if self._send(worker, number):
                return
        worker = _Worker(self._function)
        self._workers.append(worker)
        worker.number = number
        self._send(worker, number)  # where even this fails, `collect` finds the worker dead

    def collect(self) -> dict[int, Result | Died]:
        """Wait for at least one worker to finish or die, and return what is known then."""
        while self._again:
            number = self._again.popleft()
            self.give(number, self._out[number])
        results: dict[int, Result | Died] = {}
        by_connection: dict[object, _Worker] = {
            worker.connection: worker for worker in self._workers if worker.number is not None
        }
        for ready in wait([worker.connection for worker in self._workers if worker.number is not None]):
            results.update(self._receive(by_connection[ready]))
        return results

    def dismiss(self) -> None:
        """End all workers, whatever they have in hand."""
        for worker in self._workers:
            worker.connection.close()
            worker.process.terminate()
        for worker in self._workers:
            worker.process.join()

    def _send(self, worker: _Worker, number: int) -> bool:
        try:
            worker.connection.send(self._out[number])
        except OSError:  # it died while it had nothing in hand
            if worker.number is None:
                self._workers.remove(worker)
            return False
        worker.number = number
        return True

    def _receive(self, worker: _Worker) -> dict[int, Result | Died]:
        number = worker.number
        assert number is not None  # noqa: S101 - only workers with an item in hand are waited for
        try:
            result: Result | Died = worker.connection.recv()
        except (EOFError, OSError):
            self._workers.remove(worker)
            worker.process.join()
            if self._tries[number] < _TRIES:
                self._again.append(number)
                return {}
            result = Died(worker.process.exitcode or 0)
        worker.number = None
        del self._out[number], self._tries[number]
        return {number: result}


def _work(connection: Connection, function: Callable[[Any], Any]) -> None:
    """Answer item after item until the other end is closed. Ctrl-C is for the parent to handle."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    while True:
        try:
            item = connection.recv()
        except EOFError:
            return
        connection.send(function(item))


@contextmanager
def _environment(values: dict[str, str]) -> Iterator[None]:
    """Set environment variables for the processes started inside the block."""
    before = {key: os.environ.get(key) for key in values}
    os.environ.update(values)
    try:
        yield
    finally:
        for key, value in before.items():
            if value is None:
                del os.environ[key]
            else:
                os.environ[key] = value
