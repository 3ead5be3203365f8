"""The architecture picture: drawn from the imports, by the layers of the import rule."""

import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from tools import architecture


def test_packages_stand_below_what_imports_them() -> None:
    """Every import that the code has leads to a lower layer, and every package is drawn."""
    rows = architecture.layers()
    level = {name: number for number, row in enumerate(rows) for name in row}
    held = architecture.imports()
    assert held.keys() == level.keys()
    assert {"store", "tracing"} <= held["linking"]
    assert "record" in held["store"]
    assert [(name, below) for name in held for below in held[name] if level[below] <= level[name]] == []


def test_what_a_longer_way_says_is_left_out() -> None:
    """A line stands for what only it says; all that can be reached stays reachable."""
    held = {
        "top": frozenset({"middle", "low"}),
        "middle": frozenset({"low"}),
        "low": frozenset[str](),
        "aside": frozenset({"low"}),
    }
    assert architecture.reduced(held) == held | {"top": frozenset({"middle"})}


def test_the_picture_is_svg_with_a_box_each_and_no_script() -> None:
    """It is well formed, names each package once, and loads nothing."""
    rows = [["top"], ["left", "right"], ["low"]]
    held = {"top": frozenset({"left"}), "left": frozenset({"low"}), "right": frozenset(), "low": frozenset()}
    svg = ET.fromstring(architecture.picture(rows, held))  # noqa: S314 - our own
    spaced = "{http://www.w3.org/2000/svg}"
    assert sorted(text.text or "" for text in svg.iter(f"{spaced}text")) == ["left", "low", "right", "top"]
    assert len(list(svg.iter(f"{spaced}path"))) == 2
    assert not list(svg.iter(f"{spaced}script"))
    assert not list(svg.iter(f"{spaced}image"))


def test_check_fails_on_a_difference(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A picture that is not drawn anew after an import was added fails the check, and the mend is named."""
    monkeypatch.setattr(architecture, "ROOT", tmp_path)
    monkeypatch.setattr(architecture, "PICTURE", tmp_path / "architecture.svg")
    monkeypatch.setattr(architecture, "PAGE", tmp_path / "packages.md")
    assert architecture.main(["--check"]) == 1
    assert architecture.main([]) == 0
    assert architecture.main(["--check"]) == 0
    monkeypatch.setattr(architecture, "imports", lambda: architecture.reduced({"cli": frozenset()}))
    monkeypatch.setattr(architecture, "layers", lambda: [["cli"]])
    assert architecture.main(["--check"]) == 1
    assert "run: python -m tools.architecture" in capsys.readouterr().err
