"""What mapshaper is told: simplify so that neighbours keep one edge, find the lines, write one TopoJSON."""

import json
from pathlib import Path

from tools.basemap.layers import disputed_borders

_QUANTIZATION = 100_000
"""Steps across the globe: 0.0036 degrees, about 400 m."""


def commands(scratch: Path, out: Path) -> list[list[str]]:
    """Return mapshaper's arguments, one list a run."""
    pairs = [f"{min(pair)} {max(pair)}" for pair in disputed_borders()]
    kind = (
        "k = !B ? 'coast' : A.x != B.x || "
        f"{json.dumps(pairs)}.indexOf([A.a, B.a].sort().join(' ')) >= 0 ? 'disputed' : "
        "A.a != B.a ? 'border' : 'division'"
    )
    areas = [
        "-i", str(scratch / "areas.geojson"), "name=areas",
        "-filter", "a != 'ATA'",
        "-dissolve", "d,a,x", "copy-fields=k",
        "-simplify", "variable", "percentage=k ? 0.6 : 0.09", "weighted", "keep-shapes",
        "-clean", "rewind",
        "-lines", "+", "name=lines", f"each={kind}",
        "-dissolve", "k", "target=lines",
        "-filter-fields", "d", "target=areas",
        "-o", str(scratch / "land.json"), "format=topojson", "target=areas,lines", "no-quantization",
    ]  # fmt: skip
    joined = [
        "-i", str(scratch / "claims.geojson"), "name=claims",
        "-simplify", "30%",
        "-o", str(scratch / "claims.json"), "format=topojson", "no-quantization",
    ]  # fmt: skip
    rivers = [
        "-i", str(scratch / "rivers.geojson"), "name=rivers",
        "-dissolve", "n",
        "-simplify", "13%",
        "-o", str(scratch / "rivers.json"), "format=topojson", "no-quantization",
    ]  # fmt: skip
    together = [
        "-i", *(str(scratch / f"{name}.json") for name in ("land", "claims", "rivers")), "combine-files",
        "-o", str(out), "format=topojson", f"quantization={_QUANTIZATION}", "id-field=d", "target=*",
    ]  # fmt: skip
    return [areas, joined, rivers, together]
