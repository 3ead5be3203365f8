"""Towns: names for the basemap, from our own gazetteer, by how many live there and how near the map is.

GeoNames, CC BY 4.0: the map credits it.
"""

import sqlite3
from bisect import bisect_right
from contextlib import closing
from functools import cache
from math import isfinite
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from reportedly.gazetteer import ensure
from reportedly.gazetteer.location import folder
from reportedly.gazetteer.tables import KINDS, SCALE
from reportedly.record import PlaceKind

_MOST = 160
"""Names sent for one view: more do not fit beside each other."""
_LEAST = (9e9, 9e9, 5e6, 3e6, 9e5, 3e5, 1e5, 3e4, 8e3, 2e3, 500)
"""Least population of a town that is named, by zoom; the last for every nearer zoom."""
_SMALLEST = 500
_COUNTRY_ZOOMS = (2.0, 5.5)
"""From the first to the second the countries are named."""

_TOWNS = """
    SELECT name, lat, lon, population FROM place
    WHERE kind IN (?, ?) AND population >= ? ORDER BY population DESC
"""
_COUNTRIES = "SELECT name, lat, lon, population FROM place WHERE feature = 'PCLI' ORDER BY population DESC"


class Box(msgspec.Struct, frozen=True, kw_only=True):
    """A part of the globe, in degrees; `east` may be past 180."""

    west: float
    south: float
    east: float
    north: float


class _Names(msgspec.Struct, frozen=True):
    """Names with their places, the most populous first."""

    names: list[str]
    lat: NDArray[np.float64]
    lon: NDArray[np.float64]
    population: list[int]

    def within(self, box: Box, least: float) -> list[int]:
        """Return the numbers of the names in a box that at least so many live in."""
        enough = bisect_right(self.population, -least, key=lambda living: -living)
        lat, lon = self.lat[:enough], self.lon[:enough]
        inside = (lat >= box.south) & (lat <= box.north)
        inside &= (lon - box.west) % 360 <= min(box.east - box.west, 360)
        return [int(number) for number in np.flatnonzero(inside)[:_MOST]]


def towns(box: Box, zoom: float) -> dict[str, Any]:
    """Return the names to write on a view of the map, as GeoJSON; those of least `rank` matter most.

    A view that is none has none. Raises GazetteerError where there is no index and none can be built.
    """
    if not all(map(isfinite, (box.west, box.south, box.east, box.north, zoom))):
        return {"type": "FeatureCollection", "features": []}
    features = []
    if _COUNTRY_ZOOMS[0] <= zoom < _COUNTRY_ZOOMS[1]:
        features += _features(_countries(), box, 0, "country")
    least = _LEAST[min(int(max(zoom, 0)), len(_LEAST) - 1)]
    features += _features(_towns(), box, least, "town")
    return {"type": "FeatureCollection", "features": features}


def _features(names: _Names, box: Box, least: float, kind: str) -> list[dict[str, Any]]:
    return [
        {
            "type": "Feature",
            "geometry": {
                "type": "Point",
                "coordinates": [round(float(names.lon[number]), 4), round(float(names.lat[number]), 4)],
            },
            "properties": {
                "name": names.names[number], "kind": kind, "rank": rank, "people": names.population[number]
            },
        }
        for rank, number in enumerate(names.within(box, least))
    ]  # fmt: skip


@cache
def _towns() -> _Names:
    return _load(_TOWNS, (KINDS.index(PlaceKind.CITY), KINDS.index(PlaceKind.VILLAGE), _SMALLEST))


@cache
def _countries() -> _Names:
    return _load(_COUNTRIES, ())


def _load(asked: str, said: tuple[int, ...]) -> _Names:
    with closing(sqlite3.connect(f"{ensure(folder()).resolve().as_uri()}?mode=ro", uri=True)) as index:
        rows = index.execute(asked, said).fetchall()
    return _Names(
        [row[0] for row in rows],
        np.array([row[1] for row in rows], dtype=np.float64) / SCALE,
        np.array([row[2] for row in rows], dtype=np.float64) / SCALE,
        [row[3] for row in rows],
    )
