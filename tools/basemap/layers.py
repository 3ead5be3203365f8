"""The basemap's layers before they are simplified, as GeoJSON features."""

import json
import sqlite3
import zlib
from contextlib import closing
from itertools import pairwise
from pathlib import Path
from typing import Any

import yaml

from tools.basemap.divisions import Settlements, divisions, polygons_of
from tools.basemap.geopackage import features

Feature = dict[str, Any]
_DISPUTED = Path(__file__).with_name("disputed.yaml")
_DETAILED = frozenset(
    {
        *("UA", "RU", "BY", "PL", "RO", "MD", "GE", "AM", "AZ"),
        *("SY", "IQ", "IR", "IL", "PS", "LB", "JO", "YE", "SA", "TR", "EG", "LY"),
        *("SD", "SS", "ML", "NE", "BF", "TD", "NG", "ET", "ER", "SO", "CD", "CF"),
        *("MM", "AF", "PK"),
    }
)
"""Countries whose lines keep more of their bends: those where the reports' wars are."""
_STATISTICAL = "Former USSR oblast in 1991"
"""A line of Natural Earth's that tells a past, not a present, dispute."""
_SHORTEST_RIVER = 5.0
"""Least length of a river, all its parts together, in degrees; shorter ones crowd the map."""


def area_features(path: Path) -> list[Feature]:
    """Return the first-level divisions of the world.

    Properties: `d` GeoNames id of the division (0 where unknown), `a` Natural Earth's unit, for telling
    borders from lines within a state, `x` key of the disputed area or "", `k` how much detail to keep.
    """
    known, settlements, disputed = divisions(), Settlements(), yaml.safe_load(_DISPUTED.read_text("utf-8"))
    by_division = {d: area["key"] for area in disputed["areas"] for d in area.get("divisions", ())}
    by_unit = {u: area["key"] for area in disputed["areas"] for u in area.get("units", ())}
    found = []
    for row, kind, coordinates in features(path, "states_provinces", ("iso_a2", "adm0_a3", "name")):
        code = settlements.most(polygons_of(kind, coordinates), row["iso_a2"])
        division = known.get(code or "")
        unit = row["adm0_a3"] if row["name"] not in by_unit else row["name"]
        properties = {
            "d": division.geonames_id if division else 0,
            "a": unit,
            "x": by_unit.get(unit, by_division.get(code or "", "")),
            "k": 1 if (code or row["iso_a2"])[:2] in _DETAILED else 0,
        }
        found.append(_feature(properties, kind, coordinates))
    return found


def disputed_borders() -> list[tuple[str, str]]:
    """Return the pairs of Natural Earth's units whose whole border is disputed."""
    listed = yaml.safe_load(_DISPUTED.read_text("utf-8"))["borders"]
    return [(str(border["pair"][0]), str(border["pair"][1])) for border in listed]


def claim_features(path: Path) -> list[Feature]:
    """Return the lines that a state claims or that a ceasefire drew, with what Natural Earth calls them."""
    rows = features(path, "disputed_borders", ("name",))
    return [_feature({"n": row["name"]}, kind, at) for row, kind, at in rows if row["name"] != _STATISTICAL]


def river_features(path: Path) -> list[Feature]:
    """Return the larger rivers, one feature a name, all its parts from all the countries it runs through."""
    parts: dict[str, list[list[list[float]]]] = {}
    with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as db:
        for (packed,) in db.execute("SELECT payload FROM country_map ORDER BY alpha2"):
            for river in json.loads(zlib.decompress(packed))["rivers"]:
                line = _opened(river["points"])
                if river["name"] and line not in parts.get(river["name"], []):
                    parts.setdefault(river["name"], []).append(line)
    return [
        _feature({"n": name}, "MultiLineString", lines)
        for name, lines in sorted(parts.items())
        if sum(map(_length, lines)) >= _SHORTEST_RIVER
    ]


def _opened(points: list[list[float]]) -> list[list[float]]:
    """Return a river's part without the chord that the package closes it with, and within the globe."""
    line = points[:-1] if points[0] == points[-1] else points
    return [[x - 360 if x > 180 else x, y] for x, y in line]  # noqa: PLR2004 - degrees of longitude


def _length(line: list[list[float]]) -> float:
    return sum(abs(x2 - x1) + abs(y2 - y1) for (x1, y1), (x2, y2) in pairwise(line))


def _feature(properties: dict[str, Any], kind: str, coordinates: Any) -> Feature:  # noqa: ANN401 - as its kind says
    return {
        "type": "Feature",
        "properties": properties,
        "geometry": {"type": kind, "coordinates": coordinates},
    }
