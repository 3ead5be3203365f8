"""Connecting: where a store is, and an engine that talks to it as the store needs.

SQLite: write-ahead log, so that reading goes on while another process writes; `synchronous=FULL`, so
that what was committed survives a cut of the power too (1.2 ms a commit where reading a report takes
hundreds); transactions begun by us, since Python's driver would begin them late. PostgreSQL: writers
take turns by an advisory lock, as SQLite's do, so that no two can add the same version of a story.
"""

import sqlite3
from pathlib import Path
from typing import Any

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine, make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError

from reportedly.errors import StoreError

DEFAULT = "reportedly.db"
"""The store of a folder, where none is named."""
TURN = 0x7265706F7274
"""Key of PostgreSQL's advisory lock that a writer holds: "report" in ASCII."""
_MODE = "reportedly_begin"
WRITES: Any = {_MODE: "BEGIN IMMEDIATE"}
"""Execution options of a connection whose transaction writes."""
BARE: Any = {_MODE: ""}
"""Of one that is to begin no transaction: a file's journal cannot be switched inside one."""
_TRY_MS = 200
"""How long the database itself waits for another writer before we look at the clock."""
_SHOWN = frozenset({"host", "port", "service"})
"""Parameters of an address that hold no secret; libpq takes passwords and keys as parameters too."""
_PRAGMAS = (
    "PRAGMA foreign_keys = ON",
    "PRAGMA synchronous = FULL",
    f"PRAGMA busy_timeout = {_TRY_MS}",
    "PRAGMA cache_size = -65536",
    "PRAGMA temp_store = MEMORY",
)


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """Where a store is."""

    name: str
    """How messages call it: the file, or the address without a password."""
    url: str
    """Its address for SQLAlchemy."""
    file: Path | None = None
    """The file of an SQLite store."""

    def __repr__(self) -> str:
        """Show it without the password that `url` may hold: tracebacks and logs show what they come by."""
        return f"Place({self.name!r})"


def locate(where: str | Path | None) -> Place:
    """Return where the store is that `where` names: a file, `sqlite:///FILE` or `postgresql://…`.

    Raises StoreError where an address is of another kind or cannot be understood.
    """
    written = str(where if where is not None else DEFAULT)
    if "://" not in written:
        return _file(written)
    try:
        url = make_url(written)
    except (ArgumentError, ValueError):  # ValueError: the port is no number
        raise StoreError("the store", "its address cannot be understood", _forms()) from None
    kind = url.get_backend_name()
    if kind == "sqlite" and url.database and url.database != ":memory:":
        return _file(url.database)
    if kind in {"postgresql", "postgres"} and url.database:
        plain = url.set(drivername="postgresql")
        driven = plain.set(drivername="postgresql+psycopg")
        return Place(name=_shown(plain), url=driven.render_as_string(hide_password=False))
    raise StoreError(_shown(url), "is not an address of a store", _forms())


def connect(place: Place) -> Engine:
    """Return an engine for the store at `place`; nothing is opened yet.

    Values of a statement never stand in its errors: they may be hashes of passwords, or a report's words.
    Raises StoreError where psycopg is not installed.
    """
    if place.file is not None:
        engine = sa.create_engine(place.url, hide_parameters=True)
        sa.event.listen(engine, "connect", _prepare)
        sa.event.listen(engine, "begin", _begin)
        return engine
    try:
        return sa.create_engine(place.url, pool_pre_ping=True, hide_parameters=True)
    except (ImportError, NoSuchModuleError) as error:
        how = 'install it with: pip install "reportedly[postgres]"'
        raise StoreError(place.name, f"PostgreSQL's driver is not installed ({error})", how) from error


def writing(engine: Engine) -> Connection:
    """Return a connection whose transaction has the writer's turn; close it, or leave its `with`.

    Raises SQLAlchemy's OperationalError where another writer has it: try again (`failures.patient`).
    """
    connection = engine.connect().execution_options(**WRITES)
    try:
        connection.begin()
        if engine.dialect.name == "postgresql":
            connection.exec_driver_sql(f"SET LOCAL lock_timeout = {_TRY_MS}")
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({TURN})")
    except BaseException:
        connection.close()
        raise
    return connection


def reading(engine: Engine) -> Connection:
    """Return a connection that sees the store as it is now, whatever is written, until it is closed."""
    connection = engine.connect()
    if engine.dialect.name == "postgresql":
        connection = connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
    try:
        connection.begin()
        connection.exec_driver_sql("SELECT count(*) FROM meta")  # a snapshot is taken by the first look
    except BaseException:
        connection.close()
        raise
    return connection


def _file(written: str) -> Place:
    path = Path(written).expanduser().absolute()
    if path.is_dir():
        raise StoreError(str(path), "is a folder", f"name a file in it, as {path / DEFAULT}")
    url = sa.URL.create("sqlite", database=str(path))
    return Place(name=str(path), url=url.render_as_string(hide_password=False), file=path)


def _shown(url: sa.URL) -> str:
    """Return an address as messages may show it: no password, and of its query only where the server is."""
    known = {key: value for key, value in url.query.items() if key in _SHOWN}
    return url.set(query=known).render_as_string(hide_password=True)


def _forms() -> str:
    return "give a file, sqlite:///FILE, or postgresql://USER@HOST/DATABASE"


def _prepare(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None
    for pragma in _PRAGMAS:
        connection.execute(pragma)


def _begin(connection: Connection) -> None:
    mode = dict(connection.get_execution_options()).get(_MODE, "BEGIN")
    if mode:
        connection.exec_driver_sql(mode)
