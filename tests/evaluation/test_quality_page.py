"""The page of quality is what the kept results say, and the plot is drawn the same each time."""

import json
import xml.etree.ElementTree as ET
from pathlib import Path

from evaluation.bars import BARS
from evaluation.calibration_plot import plot
from evaluation.quality_page import drawn, page


def test_page_and_plot_are_those_of_the_kept_results(root: Path) -> None:
    """What is committed is what `python -m evaluation.quality_page` writes."""
    for path, text in drawn(root).items():
        assert (root / path).read_text("utf-8") == text, f"{path}: run python -m evaluation.quality_page"


def test_what_is_below_its_bar_is_bold(root: Path) -> None:
    """Every bar stands on the page; a measure under it is set in bold, one above it is not."""
    results = json.loads((root / "evaluation" / "results.json").read_text("utf-8"))
    results["measured"]["gold/manner"], results["measured"]["gold/holder"] = 99.0, 12.3
    lines = page(results, {"floors": {}, "data": {}}).splitlines()
    assert {name for name in BARS if not any(line.startswith(f"| {name} |") for line in lines)} == set()
    assert any(line.startswith("| gold/holder | **12.3** |") for line in lines)
    assert any(line.startswith("| gold/manner | 99.0 |") for line in lines)


def test_a_plot_is_an_svg_whose_dots_lie_where_they_must() -> None:
    """On the diagonal a dot lies as far right as it lies high."""
    tree = ET.fromstring(plot({"made": [[0.25, 0.25, 10], [0.75, 0.5, 30]]}))  # noqa: S314 - our own
    dots = [e for e in tree if e.tag.endswith("circle")][:2]
    across = [float(dot.attrib["cx"]) for dot in dots]
    down = [float(dot.attrib["cy"]) for dot in dots]
    assert across[1] - across[0] == 2 * (down[0] - down[1])
    assert float(dots[0].attrib["r"]) < float(dots[1].attrib["r"])
