"""Read a GeoPackage's features: SQLite rows whose geometry is WKB behind a small header (OGC 12-128r18)."""

import sqlite3
import struct
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

Ring = list[tuple[float, float]]
"""Positions, longitude first."""

_POINT = struct.Struct("<dd")
_COUNT = struct.Struct("<I")
_ENVELOPE_BYTES = (0, 32, 48, 48, 64)
_MAGIC = b"GP"
_TYPES = {2: "LineString", 3: "Polygon", 5: "MultiLineString", 6: "MultiPolygon"}


class GeometryError(ValueError):
    """A geometry of a sort that no layer of the basemap has: use another version of the file."""


def features(path: Path, layer: str, columns: tuple[str, ...]) -> Iterator[tuple[dict[str, str], str, Any]]:
    """Yield (properties, GeoJSON type, coordinates) for each row of a layer, in order of its id.

    Raises GeometryError for anything but lines and polygons in two dimensions, little-endian.
    """
    asked = ", ".join(f'"{column}"' for column in columns)
    with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as db:
        for blob, *values in db.execute(f'SELECT geom, {asked} FROM "{layer}" ORDER BY fid'):  # noqa: S608 - names of ours
            yield (
                {c: str(v) if v is not None else "" for c, v in zip(columns, values, strict=True)},
                *geometry(blob),
            )


def geometry(blob: bytes) -> tuple[str, Any]:
    """Return the GeoJSON type and coordinates of a GeoPackage geometry; raises GeometryError."""
    if blob[:2] != _MAGIC:
        raise GeometryError(f"not a GeoPackage geometry: {blob[:2]!r}")
    start = 8 + _ENVELOPE_BYTES[(blob[3] >> 1) & 7]
    kind, coordinates, _ = _wkb(blob, start)
    return kind, coordinates


def _wkb(blob: bytes, at: int) -> tuple[str, Any, int]:
    code = _COUNT.unpack_from(blob, at + 1)[0]
    if blob[at] != 1 or code not in _TYPES:
        raise GeometryError(f"no geometry we read: byte order {blob[at]}, type {code}")
    kind = _TYPES[code]
    if kind == "LineString":
        return kind, *_positions(blob, at + 5)
    parts: list[Any] = []
    count = _COUNT.unpack_from(blob, at + 5)[0]
    at += 9
    for _ in range(count):
        if kind == "Polygon":
            part, at = _positions(blob, at)
        else:
            _, part, at = _wkb(blob, at)
        parts.append(part)
    return kind, parts, at


def _positions(blob: bytes, at: int) -> tuple[Ring, int]:
    count = _COUNT.unpack_from(blob, at)[0]
    end = at + 4 + 16 * count
    return [(x, y) for x, y in _POINT.iter_unpack(blob[at + 4 : end])], end
