"""The tables of an index file: SQLite, read with the standard library.

`place` has one row a place, `name` one row for each key of each place. Keys are `names.folded` and,
where it differs, `names.skeleton`. Positions are kept in 1e-5 degrees (about a metre).
"""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path

import msgspec

from reportedly.gazetteer.names import folded, skeleton
from reportedly.record import PlaceKind

SCHEMA = """
CREATE TABLE place (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL, kind INTEGER NOT NULL,
    lat INTEGER NOT NULL, lon INTEGER NOT NULL, country TEXT, admin1 TEXT,
    population INTEGER NOT NULL, feature TEXT NOT NULL
);
CREATE TABLE name (key TEXT NOT NULL, place INTEGER NOT NULL, rank INTEGER NOT NULL, PRIMARY KEY (key, place))
    WITHOUT ROWID;
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TEMP TABLE heap (key TEXT NOT NULL, place INTEGER NOT NULL, rank INTEGER NOT NULL);
"""

_INSERT_PLACE = "INSERT OR REPLACE INTO place VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
_INSERT_KEY = "INSERT INTO heap VALUES (?, ?, ?)"

KINDS = tuple(PlaceKind)
MAIN, ALTERNATE, VARIANT = 0, 1, 2
"""Ranks of a key: of the main name, of another name, of a spelling that sounds alike (`place.Match`)."""
SCALE = 100_000


class Row(msgspec.Struct, frozen=True):
    """One place with its names, as it goes into the tables."""

    id: int
    name: str
    kind: PlaceKind
    lat: float
    lon: float
    country: str | None
    admin1: str | None
    """GeoNames code within the country."""
    population: int
    feature: str
    keys: frozenset[str]
    """Folded forms of its other names."""


class Tables:
    """An index file being written. `finish` makes it whole; before, readers must not see it."""

    def __init__(self, path: Path) -> None:
        """Begin a new file; raises sqlite3.Error where it cannot be written."""
        self._db = sqlite3.connect(path, isolation_level=None)
        self._db.execute("PRAGMA page_size = 4096")
        self._db.execute("PRAGMA journal_mode = OFF")
        self._db.execute("PRAGMA synchronous = OFF")
        self._db.executescript(SCHEMA)
        self._db.execute("BEGIN")

    def add(self, rows: Iterable[Row]) -> None:
        """Write places and their keys; a place's later row replaces the earlier, names are added up."""
        for row in rows:
            place = (
                row.id, row.name, KINDS.index(row.kind), round(row.lat * SCALE), round(row.lon * SCALE),
                row.country, row.admin1, row.population, row.feature,
            )  # fmt: skip
            self._db.execute(_INSERT_PLACE, place)
            self.add_names(row.id, folded(row.name), row.keys)

    def add_names(self, place: int, main: str, keys: Iterable[str]) -> None:
        """Write keys of a place that is, or will be, in the table."""
        self._db.executemany(_INSERT_KEY, _ranked(place, main, keys))

    def copy(self, earlier: Path) -> None:
        """Take over all places of an older file; raises sqlite3.Error where it is none."""
        with closing(sqlite3.connect(f"{earlier.resolve().as_uri()}?mode=ro", uri=True)) as old:
            self._db.executemany(
                "INSERT INTO place VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", old.execute("SELECT * FROM place")
            )
            self._db.executemany(
                "INSERT INTO heap VALUES (?, ?, ?)", old.execute("SELECT key, place, rank FROM name")
            )

    def finish(self, meta: dict[str, str]) -> None:
        """Sort the keys in, write what the file is, and close it."""
        # Sorted first, so that the pages of the tree are filled to the brim.
        self._db.execute("INSERT INTO name SELECT key, place, min(rank) FROM heap GROUP BY key, place")
        self._db.executemany("INSERT INTO meta VALUES (?, ?)", meta.items())
        self._db.execute("DROP TABLE heap")
        self._db.execute("COMMIT")
        self.close()

    def close(self) -> None:
        """Close the file, whole or not."""
        self._db.close()


def _ranked(place: int, main: str, keys: Iterable[str]) -> Iterator[tuple[str, int, int]]:
    known = {main, *keys} - {""}
    for key in known:
        yield key, place, MAIN if key == main else ALTERNATE
    for key in {skeleton(key) for key in known} - known - {""}:
        yield key, place, VARIANT
