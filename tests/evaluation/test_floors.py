"""No measure on the annotated reports falls below its floor: the part of `make evaluate` that CI runs."""

import json
from pathlib import Path

import pytest

from evaluation.__main__ import FLOORS, RESULTS, main
from evaluation.bars import BARS, WATCHED

SHARED = Path(__file__).resolve().parent.parent.parent.parent / "shared"


@pytest.mark.skipif(not (SHARED / "gold" / "dev").is_dir(), reason="the annotated reports are not here")
def test_no_measure_on_gold_falls_below_its_floor(capsys: pytest.CaptureFixture[str]) -> None:
    """What the shipped models read of the annotated reports scores no less than when floors were set."""
    before = RESULTS.read_bytes()
    assert main(["--shared", str(SHARED), "--only", "gold/dev"]) == 0, capsys.readouterr().out
    told = capsys.readouterr().out
    assert "gold/attribution_f1" in told
    assert "trace/claims_b3" in told
    assert RESULTS.read_bytes() == before


def test_what_falls_below_a_floor_fails(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """With a floor above what is measured the exit status is 1, and the measure is named."""
    if not (SHARED / "data" / "gva").is_dir():
        pytest.skip("the corpus of tolls is not here")
    floors = tmp_path / "floors.json"
    floors.write_text(json.dumps({"data": {}, "floors": {"gva/killed": 99.9}}), "utf-8")
    monkeypatch.setattr("evaluation.__main__.FLOORS", floors)
    assert main(["--shared", str(SHARED), "--only", "data/gva"]) == 1


def test_every_bar_has_a_floor_and_the_kept_results_hold_them_all() -> None:
    """Floors stand for every bar, and the results that are committed are above each."""
    floors = json.loads(FLOORS.read_text("utf-8"))
    results = json.loads(RESULTS.read_text("utf-8"))
    assert floors["floors"].keys() == {*BARS, *WATCHED}
    assert floors["data"] == results["data"]
    assert {k: v for k, v in floors["floors"].items() if results["measured"][k] < v} == {}
