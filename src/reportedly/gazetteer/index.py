"""The index on disk: built on first use, opened read-only, asked by name."""

import contextlib
import os
import sqlite3
import tempfile
import time
from collections.abc import Iterable
from functools import cache, lru_cache
from pathlib import Path

import msgspec

from reportedly.errors import GazetteerError
from reportedly.gazetteer import build, location
from reportedly.gazetteer.distance import kilometres
from reportedly.gazetteer.joining import SAME_PLACE_KM
from reportedly.gazetteer.names import folded, skeleton
from reportedly.gazetteer.place import Candidate, Match
from reportedly.gazetteer.tables import KINDS, SCALE

_CACHE_KIB = 8192
"""SQLite's page cache for each file: what bounds the memory of look-ups."""
_REMEMBERED = 4096
"""Names whose candidates are kept; one report asks for the same names again and again."""
_MATCHES: tuple[Match, ...] = ("name", "alternate", "variant")
_ABANDONED_S = 3600
"""Age from which an unfinished file is taken to be abandoned."""
LONGEST_WORDS = 6
"""Words of the longest name looked for in a text."""

_BY_KEY = """
    SELECT place.id, name.rank, name.key, place.name, kind, lat, lon, country, admin1, population, feature
    FROM name JOIN place ON place.id = name.place WHERE name.key IN (?, ?)
"""
_BY_FEATURE = """
    SELECT id, name, kind, lat, lon, country, admin1, population, feature FROM place WHERE feature = ?
"""


class Gazetteer:
    """What place names can mean. Open one with `gazetteer()`; it is safe to use from one thread."""

    def __init__(self, paths: Iterable[Path]) -> None:
        """Open index files, the main one first; raises GazetteerError where one cannot be read."""
        self._files = [_opened(path) for path in paths]
        self._divisions = self._areas("ADM1")
        self._countries = self._areas("PCLI")
        self.candidates = lru_cache(_REMEMBERED)(self._candidates)

    def _candidates(self, name: str) -> tuple[Candidate, ...]:
        """Return every place that `name` can mean, best spellings first, then the most populous.

        Case, diacritics, hyphens and apostrophes never matter; places whose name only sounds alike
        ("Deir Ezzor" for "Deir ez-Zor") come last, with `match` "variant". Takes about 10 µs.
        """
        key = folded(name)
        if not key:
            return ()
        found: dict[int, Candidate] = {}
        wanted = (key, skeleton(key))
        for file in self._files:
            for place, rank, spelt, *rest in file.execute(_BY_KEY, wanted):
                match: Match = _MATCHES[rank] if spelt == key else "variant"
                if place not in found or found[place].match == "variant":
                    found[place] = self._candidate(place, match, *rest)
        if len(self._files) > 1:
            _join_own(found)
        return tuple(sorted(found.values(), key=lambda c: (_MATCHES.index(c.match), -c.population, c.key)))

    def longest(self, words: list[str]) -> tuple[int, tuple[Candidate, ...]]:
        """Return how many of the first `words` make the longest known name, and what it can mean.

        (0, ()) where not even the first is a name. Only spellings of its names count, no variants.
        """
        for number in range(min(LONGEST_WORDS, len(words)), 0, -1):
            found = tuple(c for c in self.candidates(" ".join(words[:number])) if c.match != "variant")
            if found:
                return number, found
        return 0, ()

    def division(self, country: str | None, admin1: str | None) -> Candidate | None:
        """Return the first-level division with this GeoNames code, or None."""
        return self._divisions.get((country or "", admin1)) if admin1 else None

    def country(self, code: str | None) -> Candidate | None:
        """Return the country with this ISO 3166 alpha-2 code, or None."""
        return self._countries.get((code or "", ""))

    def close(self) -> None:
        """Close the files."""
        for file in self._files:
            file.close()

    def _candidate(  # noqa: PLR0913, PLR0917 - the columns of a row
        self, place: int, match: Match, name: str, kind: int, lat: int, lon: int, country: str | None,
        admin1: str | None, population: int, feature: str,
    ) -> Candidate:  # fmt: skip
        division = self.division(country, admin1)
        return Candidate(
            key=place,
            geonames_id=place if place > 0 else None,
            name=name,
            kind=KINDS[kind],
            lat=lat / SCALE,
            lon=lon / SCALE,
            country=country,
            admin1=division.name if division else None,
            admin1_code=admin1,
            population=population,
            feature=feature,
            match=match,
        )

    def _areas(self, feature: str) -> dict[tuple[str, str], Candidate]:
        """Return all places with a feature code by (country, division code or "")."""
        found = {}
        rows = self._files[0].execute(_BY_FEATURE, (feature,))
        for place, name, kind, lat, lon, country, admin1, population, code in rows:
            found[country, admin1 or ""] = Candidate(
                key=place,
                geonames_id=place if place > 0 else None,
                name=name,
                kind=KINDS[kind],
                lat=lat / SCALE,
                lon=lon / SCALE,
                country=country,
                admin1=name if admin1 else None,
                admin1_code=admin1,
                population=population,
                feature=code,
            )
        return found


def _join_own(found: dict[int, Candidate]) -> None:
    """Drop places of our own list that a person's import has too; the imported ones count as much."""
    for own in [c for c in found.values() if c.geonames_id is None]:
        for other in list(found.values()):
            same = other.geonames_id is not None and other.feature.startswith("PPL") and own.feature == "PPL"
            if same and kilometres((own.lat, own.lon), (other.lat, other.lon)) <= SAME_PLACE_KM:
                population = max(own.population, other.population)
                found[other.key] = msgspec.structs.replace(other, population=population)
                found.pop(own.key, None)


@cache
def gazetteer() -> Gazetteer:
    """Return the gazetteer of this process, built first where there is none or a stale one.

    Raises GazetteerError where it cannot be built or read.
    """
    return open_gazetteer(location.folder())


def open_gazetteer(folder: Path, progress: build.Progress | None = None) -> Gazetteer:
    """Return the gazetteer kept in `folder`; see `gazetteer` for the usual one."""
    index = ensure(folder, progress)
    imported = folder / location.IMPORTED
    return Gazetteer([index, imported] if imported.exists() else [index])


def ensure(folder: Path, progress: build.Progress | None = None) -> Path:
    """Return the path of a fresh index in `folder`, building it (10 to 20 s) where it is not there.

    Safe with several processes at once: each builds its own file, and the last rename wins; all are
    alike. Raises GazetteerError where the folder cannot be written.
    """
    path = folder / location.INDEX
    if _version(path) == build.index_version():
        return path
    _sweep(folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix="building-", suffix=".sqlite", dir=folder)
        os.close(handle)
        building = Path(name)
        try:
            building.unlink()
            build.build(building, progress)
            building.replace(path)
        finally:
            for left in folder.glob(f"{building.name}*"):
                left.unlink(missing_ok=True)
    except (OSError, sqlite3.Error) as error:
        raise GazetteerError(
            f"no index could be written to {folder} ({error})",
            "set REPORTEDLY_GAZETTEER to a folder you can write to",
        ) from error
    return path


def _sweep(folder: Path) -> None:
    """Delete what builds left behind that were killed."""
    for left in folder.glob("building-*"):
        with contextlib.suppress(OSError):
            if time.time() - left.stat().st_mtime > _ABANDONED_S:
                left.unlink()


def _version(path: Path) -> str | None:
    """Return what an index file says it was built from; None where it is not there or not whole."""
    if not path.exists():
        return None
    with (
        contextlib.suppress(sqlite3.Error),
        contextlib.closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as db,
    ):
        row = db.execute("SELECT value FROM meta WHERE key = 'version'").fetchone()
        return str(row[0]) if row else None
    return None


def _opened(path: Path) -> sqlite3.Connection:
    try:
        db = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, check_same_thread=False)
        db.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
        db.execute("SELECT 1 FROM place LIMIT 1").fetchone()
    except sqlite3.Error as error:
        raise GazetteerError(f"{path} cannot be read ({error})", "delete it; it is built again") from error
    return db
