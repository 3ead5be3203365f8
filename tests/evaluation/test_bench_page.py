"""The page of speed is what the kept runs say; a run is kept whole, and a broken one is not."""

import json
import sys
from pathlib import Path

import pytest

from evaluation import paper
from evaluation.bench_kept import main, read_kept
from evaluation.bench_page import drawn, speed
from evaluation.cost_plot import plot


def test_the_page_is_that_of_the_kept_runs(root: Path) -> None:
    """What is committed is what `python -m evaluation.bench_page` writes."""
    for path, text in drawn(read_kept()).items():
        assert (root / path).read_text("utf-8") == text, f"{path}: run python -m evaluation.bench_page"


def test_what_a_benchmark_prints_is_kept_with_its_day_and_load(tmp_path: Path) -> None:
    """Its exit status is passed on; one of 1 says that a bar was missed."""
    kept = tmp_path / "bench.json"
    code = "print('end to end  2000 words/s'); raise SystemExit(1)"
    assert main(["reading", "--kept", str(kept), "--", sys.executable, "-c", code]) == 1
    told = read_kept(kept)["reading"]
    assert told["printed"] == ["end to end  2000 words/s"]
    assert told["missed"] is True
    assert len(told["load"]) == 2
    assert speed(read_kept(kept)) == 2000


def test_a_benchmark_that_breaks_leaves_what_was_kept(tmp_path: Path) -> None:
    """An exit status above 1 is no result."""
    kept = tmp_path / "bench.json"
    kept.write_text(json.dumps({"desk": {"day": "2026-01-01", "printed": ["before"]}}), "utf-8")
    assert main(["desk", "--kept", str(kept), "--", sys.executable, "-c", "raise SystemExit(3)"]) == 3
    assert read_kept(kept)["desk"]["printed"] == ["before"]


def test_a_printed_table_becomes_a_curve(tmp_path: Path) -> None:
    """The sizes and the processor's seconds of a trace are read off its table, and drawn."""
    printed = tmp_path / "printed.txt"
    printed.write_text(
        "  reports  statements  full, s  CPU, s\n"
        "    1,000       4,000     12.5    10.0     12.5       1.00     0.30 |               1.0\n"
        "   10,000      40,000    150.0   125.0     15.0       1.09     0.90 |               1.0\n",
        "utf-8",
    )
    kept = tmp_path / "bench.json"
    assert main(["tracing", "--from", str(printed), "--day", "2026-11-24", "--kept", str(kept)]) == 0
    made = drawn(read_kept(kept) | {"reading": {"day": "2026-11-24", "words_a_second": 4000}})
    svg = made[Path("docs/img/cost-tracing.svg")]
    assert svg.count("<circle") == 2
    assert "stroke-dasharray" in svg
    assert "cost-tracing.svg" in made[Path("docs/reference/speed.md")]
    assert Path("docs/img/cost-bulk.svg") not in made


def test_equal_steps_in_powers_of_ten_are_equal_steps_on_the_plot() -> None:
    """Both axes are logarithmic: a straight line is a power law."""
    svg = plot("made", "n", "s", {"a": [(10, 1), (100, 10), (1000, 100)]})
    dots = [line for line in svg.splitlines() if line.startswith("<circle")]
    across, down = ([float(dot.split(f'{key}="')[1].split('"')[0]) for dot in dots] for key in ("cx", "cy"))
    assert across[1] - across[0] == pytest.approx(across[2] - across[1], abs=0.2)
    assert down[0] - down[1] == pytest.approx(down[1] - down[2], abs=0.2)


def test_the_comparison_on_paper_adds_up() -> None:
    """Dollars are tokens times prices, for a thousand reports; ours is core-hours times their price."""
    rows = {row.split("|")[1].strip(): row.split("|") for row in paper.table(1000.0) if row.startswith("| ")}
    small, read = paper.MODELS[0], round(paper.WORDS * paper.TOKENS_A_WORD) + paper.INSTRUCTIONS
    dollars = (read * small.dollars_in + paper.ANSWER * small.dollars_out) / 1000
    assert float(rows[small.name][3]) == pytest.approx(dollars, abs=0.01)
    ours = float(rows["reportedly, one core"][3])
    assert ours == pytest.approx(paper.WORDS / 3600 * paper.CORE_HOUR, abs=0.0001)
