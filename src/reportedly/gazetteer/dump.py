"""Add a GeoNames country dump (https://download.geonames.org/export/dump/) to a person's gazetteer.

The dump names the villages, rivers and facilities that the packaged extract leaves out. What is
imported is kept in a file of its own, so that it outlives a new index.
"""

import os
import sqlite3
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import IO

from reportedly.errors import GazetteerError
from reportedly.gazetteer import index, location
from reportedly.gazetteer.names import folded
from reportedly.gazetteer.sources import is_usable
from reportedly.gazetteer.tables import Row, Tables
from reportedly.record import PlaceKind

COLUMNS = 19
"""Columns of GeoNames' "geoname" table, tab-separated."""
_EXPLAINED = "take a country file such as UA.zip from GeoNames' export/dump folder, as it is"
_EVERY = 5000
_MOST_PEOPLE = 10**11
_CITY_POPULATION = 5000
_CLASSES = {"A": PlaceKind.REGION, "P": PlaceKind.VILLAGE, "H": PlaceKind.WATER, "S": PlaceKind.FACILITY}
_LEFT_OUT = frozenset({"PPLH", "PPLQ", "PPLCH"})
"""Places that are no more: GeoNames keeps them, reports of today do not mean them."""
Progress = Callable[[int, int], None]
"""Called with the bytes read so far and the bytes there are."""


def import_dump(path: Path, folder: Path | None = None, progress: Progress | None = None) -> int:
    """Add the places of a dump (UA.txt, or UA.zip as downloaded), return how many there are.

    All or nothing: the gazetteer is changed by one rename at the end. Importing a country again replaces
    its places; what the index itself knows keeps its entry there. Raises GazetteerError, naming the line,
    where the file is no dump.
    """
    folder = folder or location.folder()
    index.ensure(folder)
    target = folder / location.IMPORTED
    handle, name = tempfile.mkstemp(prefix="importing-", suffix=".sqlite", dir=folder)
    os.close(handle)
    building = Path(name)
    try:
        building.unlink()
        count = _write(building, path, target if target.exists() else None, progress)
        building.replace(target)
    except (OSError, sqlite3.Error) as error:
        raise GazetteerError(
            f"{path} could not be imported ({error})", "check the disk, then import again"
        ) from error
    finally:
        building.unlink(missing_ok=True)
    index.gazetteer.cache_clear()
    return count


def _write(building: Path, path: Path, earlier: Path | None, progress: Progress | None) -> int:
    tables = Tables(building)
    try:
        if earlier is not None:
            tables.copy(earlier)
        count = 0
        for row in rows_of(path, progress):
            tables.add((row,))
            count += 1
        if not count:
            raise GazetteerError(f"{path} holds no places", _EXPLAINED)
        tables.finish({"version": "imported"})
        return count
    finally:
        tables.close()


def rows_of(path: Path, progress: Progress | None = None) -> Iterator[Row]:
    """Yield the places of a dump; raises GazetteerError at the first line that is not one."""
    with _opened(path) as (lines, size):
        read = 0
        for number, line in enumerate(lines, 1):
            read += len(line)
            row = _row(path, number, line)
            if row is not None:
                yield row
            if progress and number % _EVERY == 0:
                progress(read, max(size, read))
        if progress:
            progress(read, read)


@contextmanager
def _opened(path: Path) -> Iterator[tuple[IO[bytes], int]]:
    """Open the dump inside a .zip, or the file itself; give its lines and its size in bytes."""
    if not path.is_file():
        raise GazetteerError(f"{path} is not there", "name the dump you downloaded")
    if not zipfile.is_zipfile(path):
        with path.open("rb") as lines:
            yield lines, path.stat().st_size
        return
    with closing(zipfile.ZipFile(path)) as archive:
        inside = [
            i
            for i in archive.infolist()
            if i.filename.endswith(".txt") and "readme" not in i.filename.lower()
        ]
        if len(inside) != 1:
            raise GazetteerError(f"{path} holds {len(inside)} tables where a dump holds one", _EXPLAINED)
        with archive.open(inside[0]) as lines:
            yield lines, inside[0].file_size


def _row(path: Path, number: int, line: bytes) -> Row | None:
    """Return the place on a line; None for places that are no more and for countries."""
    try:
        cells = line.decode("utf-8").rstrip("\r\n").split("\t")
    except UnicodeDecodeError as error:
        raise _refused(path, number, "is not UTF-8 text") from error
    if len(cells) != COLUMNS:
        raise GazetteerError(
            f"{path}, line {number} has {len(cells)} columns where a dump has {COLUMNS}", _EXPLAINED
        )
    identity, name, ascii_name, alternates, lat, lon, feature_class, code, country, _, admin1 = cells[:11]
    try:
        place, at, population = int(identity), (float(lat), float(lon)), int(cells[14] or 0)
    except ValueError as error:
        raise GazetteerError(
            f"{path}, line {number} has no number where a dump has one ({error})", _EXPLAINED
        ) from error
    if place < 1 or not (-90 <= at[0] <= 90 and -180 <= at[1] <= 180) or not 0 <= population <= _MOST_PEOPLE:  # noqa: PLR2004 - degrees
        raise GazetteerError(
            f"{path}, line {number} has an impossible id, position or population", _EXPLAINED
        )
    if code in _LEFT_OUT or code.startswith("PCL") or not folded(name):
        return None
    kind = _CLASSES.get(feature_class, PlaceKind.OTHER)
    if code.startswith("PPL"):
        code = code if code == "PPLC" else "PPLA" if code == "PPLA" else "PPL"
    if kind is PlaceKind.VILLAGE and (population >= _CITY_POPULATION or code.startswith(("PPLA", "PPLC"))):
        kind = PlaceKind.CITY
    names = (ascii_name, *(n for n in alternates.split(",") if is_usable(n)))
    return Row(
        place, name, kind, *at, country or None, None if admin1 in {"", "00"} else admin1,
        population, code or feature_class, frozenset(folded(n) for n in names),
    )  # fmt: skip


def _refused(path: Path, number: int, why: str) -> GazetteerError:
    return GazetteerError(f"{path}, line {number} {why}", _EXPLAINED)
