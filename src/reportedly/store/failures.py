"""Failures: what a database says went wrong, as a StoreError that names the store and the next step.

This and `connecting` alone know the codes of the two databases.
"""

import random
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from reportedly.errors import StoreError

Result = TypeVar("Result")

_FULL = ("cannot be written: the disk is full", "free some space, then run the command again")
_READ_ONLY = ("may only be read", "give yourself the right to write the file and its folder, or copy it")
_DAMAGED = ("is damaged", "bring back a copy, or save what can be read with: sqlite3 FILE .recover")
_SQLITE = {
    3: _READ_ONLY,
    8: _READ_ONLY,
    10: ("cannot be read or written: the disk fails or is full", "look at the disk, then run it again"),
    11: _DAMAGED,
    13: _FULL,
    14: ("cannot be opened", "look whether its folder is there and may be written"),
    26: ("is not a database", "name another file; this one was left as it is"),
}
"""Primary result codes of SQLite (sqlite.org/rescode.html)."""
_POSTGRESQL = {
    "08": ("the server cannot be reached", "look whether it runs and the address is right"),
    "28": ("the server does not let you in", "look at the user's name and password"),
    "3D": ("there is no such database", "make it with: createdb NAME"),
    "42501": ("this user may not do that", "GRANT it the right to use and create tables"),
    "53100": _FULL,
    "53": ("the server has no room left", "look at its disk, memory and connections"),
    "57": ("the server is shutting down or starting", "run the command again in a moment"),
    "25006": _READ_ONLY,
}
"""SQLSTATE codes and their classes (PostgreSQL manual, appendix A)."""
_SQLITE_BUSY = {5, 6}
_POSTGRESQL_BUSY = {"55P03", "40P01", "40001"}
_PAUSE = (0.01, 0.25)
"""Shortest and longest pause before trying again, in seconds; drawn, so that two waiters part."""


@contextmanager
def told(name: str) -> Iterator[None]:
    """Turn what the database raises inside into a StoreError about the store called `name`."""
    try:
        yield
    except SQLAlchemyError as error:
        raise _meant(name, error) from error


def patient(name: str, patience: float, work: Callable[[], Result]) -> Result:
    """Return `work()`, done again while another process holds the store, for up to `patience` seconds.

    `work` must be one whole transaction: what failed of it was rolled back. Raises StoreError.
    """
    until = time.monotonic() + patience
    while True:
        try:
            return work()
        except SQLAlchemyError as error:
            if not _is_busy(error):
                raise _meant(name, error) from error
            if time.monotonic() >= until:
                why = f"another process has been writing to it for {patience:g} seconds"
                raise StoreError(name, why, "let it finish or end it, then run the command again") from error
        time.sleep(random.uniform(*_PAUSE))  # noqa: S311 - not a secret


def _codes(error: SQLAlchemyError) -> tuple[int, str]:
    """Return SQLite's primary result code or 0, and PostgreSQL's SQLSTATE or ""."""
    cause = error.orig if isinstance(error, DBAPIError) else None
    code = getattr(cause, "sqlite_errorcode", None) or 0
    return code & 0xFF, getattr(cause, "sqlstate", None) or ""


def _is_busy(error: SQLAlchemyError) -> bool:
    code, state = _codes(error)
    return code in _SQLITE_BUSY or state in _POSTGRESQL_BUSY


def _meant(name: str, error: SQLAlchemyError) -> StoreError:
    code, state = _codes(error)
    cause = str(error.orig if isinstance(error, DBAPIError) else error).strip().partition("\n")[0]
    if known := _SQLITE.get(code) or _POSTGRESQL.get(state) or _POSTGRESQL.get(state[:2]):
        return StoreError(name, f"{known[0]} ({cause})", known[1])
    if isinstance(error, DBAPIError) and not code and not state and "connect" in cause:
        return StoreError(name, f"{_POSTGRESQL['08'][0]} ({cause})", _POSTGRESQL["08"][1])
    return StoreError(name, f"the database refused: {cause}", "please report this, with the command")
