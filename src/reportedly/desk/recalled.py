"""Recalled: what is worked out from all reports, kept as long as no report comes in."""

import threading
from collections.abc import Callable
from typing import Generic, TypeVar

Value = TypeVar("Value")


class Recalled(Generic[Value]):
    """One value; used from several threads."""

    def __init__(self) -> None:
        """Recall nothing yet."""
        self._lock = threading.Lock()
        self._kept: tuple[int, Value] | None = None

    def value(self, newest: int, make: Callable[[], Value]) -> Value:
        """Return the value of a store whose `Shelf.newest` is given, made anew where it is of another one."""
        with self._lock:
            kept = self._kept
        if kept is not None and kept[0] == newest:
            return kept[1]
        made = make()
        with self._lock:
            self._kept = (newest, made)
        return made
