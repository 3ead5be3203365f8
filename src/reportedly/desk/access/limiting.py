"""Limiting: who guesses passwords is slowed down, without locking out whoever they guess at for long.

Counted are failures from one address, for one name from one address, and for one name from anywhere, in a
window of time. Counts are kept in memory: the desk is one process, and when it begins anew, so do they.
"""

import threading
import time
from collections import OrderedDict, deque
from collections.abc import Callable, Iterable

import msgspec

_MOST_KEYS = 20_000
"""Keys remembered; the ones not used longest are forgotten first, to bound the memory."""


class Limit(msgspec.Struct, frozen=True):
    """So many failures in so many seconds."""

    times: int
    seconds: float


OF_ADDRESS = Limit(20, 300)
OF_NAME_AT_ADDRESS = Limit(5, 300)
OF_NAME = Limit(50, 3600)


class Limiter:
    """Counts failures; used from several threads."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """Begin with no failures."""
        self._clock, self._lock = clock, threading.Lock()
        self._failures: OrderedDict[str, deque[float]] = OrderedDict()

    def wait(self, name: str, address: str) -> float:
        """Return for how many seconds no further attempt is taken; 0 where one is."""
        at = self._clock()
        with self._lock:
            waits = [self._wait(key, limit, at) for key, limit in _keys(name, address)]
        return max(waits)

    def failed(self, name: str, address: str) -> None:
        """Count a failure."""
        at = self._clock()
        with self._lock:
            for key, limit in _keys(name, address):
                times = self._failures.setdefault(key, deque(maxlen=limit.times))
                times.append(at)
                self._failures.move_to_end(key)
            while len(self._failures) > _MOST_KEYS:
                self._failures.popitem(last=False)

    def succeeded(self, name: str, address: str) -> None:
        """Forget the failures of a name at an address: its person has come in."""
        with self._lock:
            self._failures.pop(_of_both(name, address), None)

    def _wait(self, key: str, limit: Limit, at: float) -> float:
        times = self._failures.get(key)
        if times is None or len(times) < limit.times:
            return 0.0
        return max(0.0, times[0] + limit.seconds - at)


def _of_both(name: str, address: str) -> str:
    return f"both {address} {name.casefold()[:200]}"


def _keys(name: str, address: str) -> Iterable[tuple[str, Limit]]:
    yield f"address {address}", OF_ADDRESS
    yield _of_both(name, address), OF_NAME_AT_ADDRESS
    yield f"name {name.casefold()[:200]}", OF_NAME
