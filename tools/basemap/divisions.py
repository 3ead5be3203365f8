"""Which GeoNames division each polygon of Natural Earth is: the one most of whose settlements lie in it.

Natural Earth's names are old ("Kiev", "Donets'k") and its codes go by who rules where; the settlements
of GeoNames carry the division that the readings speak of, so the polygons are joined by them.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from reportedly.gazetteer.divisions import english_name
from reportedly.gazetteer.sources import cities, subdivisions
from tools.basemap.geopackage import Ring

Floats = NDArray[np.float64]
_STRANGERS = 5
"""Settlements of another country from which a polygon is taken for a division of it (Crimea has 500)."""


class Division(msgspec.Struct, frozen=True):
    """A first-level division of GeoNames."""

    geonames_id: int
    name: str
    country: str
    code: str
    """GeoNames code ("UA.14")."""


class Settlements:
    """The settlements of GeoNames with the code of the division that each lies in."""

    def __init__(self) -> None:
        """Read them from the packages that the gazetteer is built from."""
        rows = [
            (c.longitude, c.latitude, f"{c.countrycode}.{c.admin1code}") for c in cities() if c.admin1code
        ]
        self._lon: Floats = np.array([row[0] for row in rows])
        self._lat: Floats = np.array([row[1] for row in rows])
        self._code = [row[2] for row in rows]

    def most(self, polygons: Iterable[Sequence[Ring]], country: str) -> str | None:
        """Return the division code that most settlements within the polygons have, of that country if any.

        None where no settlement lies there, or only a few of another country: the lines of the two
        data sets differ by a village here and there.
        """
        votes: Counter[str] = Counter()
        for rings in polygons:
            outer = np.array(rings[0])
            (west, south), (east, north) = outer.min(axis=0), outer.max(axis=0)
            near = np.flatnonzero(
                (self._lon >= west) & (self._lon <= east) & (self._lat >= south) & (self._lat <= north)
            )
            held = np.zeros(len(near), dtype=bool)
            for ring in rings:  # a hole turns inside out what the outer ring holds
                held ^= inside(np.array(ring), self._lon[near], self._lat[near])
            votes.update(self._code[number] for number in near[held])
        own = [(code, count) for code, count in votes.most_common() if code.startswith(f"{country}.")]
        code, count = next(iter(own or votes.most_common(1)), (None, 0))
        return code if own or count >= _STRANGERS else None


def inside(ring: Floats, lon: Floats, lat: Floats) -> NDArray[np.bool_]:
    """Tell which points lie in a closed ring (even-odd rule); `ring` is (n, 2), the answer one a point."""
    held = np.zeros(len(lon), dtype=bool)
    for (x1, y1), (x2, y2) in pairwise(ring):
        crosses = (y1 > lat) != (y2 > lat)
        if crosses.any():
            held ^= crosses & (lon < (x2 - x1) * (lat - y1) / (y2 - y1 or 1.0) + x1)
    return held


def divisions() -> dict[str, Division]:
    """Return the first-level divisions of GeoNames by code, named as a report in English names them."""
    return {
        s.code: Division(s.geonameid, english_name(s.name, s.aliases), s.iso[:2], s.code)
        for s in subdivisions()
        if s.level == 1
    }


def polygons_of(kind: str, coordinates: Any) -> list[list[Ring]]:  # noqa: ANN401 - nested as its type says
    """Return the polygons of a Polygon or MultiPolygon, each a list of rings."""
    return [coordinates] if kind == "Polygon" else list(coordinates)
