"""The basemap: what the shipped file holds, and the parts of the tool that need none of its packages."""

import json
import struct
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tools.basemap.divisions import inside
from tools.basemap.geopackage import GeometryError, geometry

UKRAINE = {709716: "Donetsk", 702657: "Luhansk", 703883: "Crimea", 706482: "Kharkiv", 692196: "Sumy"}


@pytest.fixture(scope="module")
def basemap(root: Path) -> dict[str, Any]:
    """Return the shipped file."""
    path = root / "src" / "reportedly" / "desk" / "static" / "map" / "basemap.json"
    assert path.stat().st_size < 1_500_000
    made: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return made


def lines(basemap: dict[str, Any], kind: str) -> list[list[tuple[float, float]]]:
    """Return the lines of a kind as degrees."""
    (sx, sy), (tx, ty) = basemap["transform"]["scale"], basemap["transform"]["translate"]
    (found,) = [g for g in basemap["objects"]["lines"]["geometries"] if g["properties"]["k"] == kind]
    made = []
    for part in found["arcs"]:
        for number in part:
            x = y = 0
            line = []
            for dx, dy in basemap["arcs"][number if number >= 0 else ~number]:
                x, y = x + dx, y + dy
                line.append((x * sx + tx, y * sy + ty))
            made.append(line)
    return made


def length(
    parts: list[list[tuple[float, float]]], west: float, south: float, east: float, north: float
) -> float:
    """Return how long lines are within a box, in degrees."""
    total = 0.0
    for part in parts:
        for (x1, y1), (x2, y2) in pairwise(part):
            if west <= x1 <= east and south <= y1 <= north:
                total += float(np.hypot(x2 - x1, y2 - y1))
    return total


def test_divisions_are_known_by_geonames(basemap: dict[str, Any]) -> None:
    """Divisions bear the ids that readings have, so that a region can be outlined, and nothing else."""
    areas = basemap["objects"]["areas"]["geometries"]
    ids = {area["id"] for area in areas}
    assert set(UKRAINE) <= ids
    assert len(ids) > 3000
    assert 0 in ids, "land that GeoNames has no division for is drawn all the same"
    assert not any("properties" in area for area in areas)


@pytest.mark.parametrize(
    ("name", "box"),
    [
        ("Crimea and the mainland", (33.4, 45.9, 35.0, 46.3)),
        ("Donetsk and Dnipropetrovsk", (36.5, 47.9, 37.2, 49.1)),
        ("Luhansk and Rostov", (39.7, 48.0, 40.2, 50.0)),
        ("Western Sahara", (-13.3, 27.4, -8.6, 27.9)),
        ("Golan Heights", (35.6, 32.7, 36.0, 33.4)),
        ("Kashmir", (73.5, 32.5, 77.5, 35.5)),
        ("Abkhazia", (40.0, 42.5, 42.2, 43.6)),
        ("West Bank", (34.9, 31.3, 35.6, 32.6)),
        ("Kosovo", (20.0, 41.8, 21.8, 43.3)),
        ("Northern Cyprus", (32.6, 35.0, 34.0, 35.3)),
    ],
)
def test_disputed_lines_are_disputed(basemap: dict[str, Any], name: str, box: tuple[float, ...]) -> None:
    """Where the line itself is in dispute, it is drawn as disputed, whichever side a data set puts it on."""
    assert length(lines(basemap, "disputed"), *box) > 0.1, name


@pytest.mark.parametrize(
    ("name", "box"),
    [("Poland and Belarus", (23.0, 52.0, 24.0, 54.0)), ("Sumy and Kursk", (33.5, 51.0, 35.5, 52.5))],
)
def test_other_borders_are_borders(basemap: dict[str, Any], name: str, box: tuple[float, ...]) -> None:
    """A border that no state disputes as a line is drawn as one."""
    assert length(lines(basemap, "border"), *box) > 0.5, name
    assert length(lines(basemap, "disputed"), *box) == 0, name


def test_it_is_credited(root: Path) -> None:
    """What the file is made from is named beside it, with licences."""
    told = (root / "src" / "reportedly" / "desk" / "static" / "map" / "CREDITS.md").read_text("utf-8")
    for named in (
        "Natural Earth",
        "GeoNames",
        "CC BY 4.0",
        "public domain",
        "MapLibre",
        "python -m tools.basemap",
    ):
        assert named in told


def test_a_geometry_is_read() -> None:
    """A polygon of a GeoPackage, with an envelope before it, is read to its positions."""
    ring = [(0.0, 0.0), (4.0, 0.0), (4.0, 4.0), (0.0, 0.0)]
    wkb = (
        struct.pack("<BII", 1, 3, 1) + struct.pack("<I", 4) + b"".join(struct.pack("<dd", *at) for at in ring)
    )
    blob = b"GP\x00\x03" + struct.pack("<i", 4326) + struct.pack("<4d", 0, 4, 0, 4) + wkb
    assert geometry(blob) == ("Polygon", [ring])


@pytest.mark.parametrize(
    "blob", [b"", b"PNG and more", b"GP\x00\x01" + b"\x00" * 4 + struct.pack("<BI", 1, 1) + b"\x00" * 16]
)
def test_another_geometry_is_refused(blob: bytes) -> None:
    """What is no geometry of a layer is refused, not guessed at."""
    with pytest.raises(GeometryError):
        geometry(blob)


def test_inside_and_outside() -> None:
    """Points are told to be inside a ring that is not convex, or outside it."""
    ring = np.array([(0, 0), (6, 0), (6, 6), (3, 2), (0, 6), (0, 0)], dtype=float)
    lon, lat = np.array([1.0, 3.0, 5.0, 7.0]), np.array([3.0, 4.0, 3.0, 1.0])
    assert inside(ring, lon, lat).tolist() == [True, False, True, False]
