"""Evaluate: one table of every quality bar, beside floors that may not be passed downwards.

    python -m evaluation [--shared ../shared] [--baselines] [--only gold/dev]
                         [--errors FILE] [--update-floors REASON [--lower]]

Results go to evaluation/results.json, from which docs/reference/quality.md and docs/img/calibration.svg are
drawn; every error goes to evaluation/out/errors/, by sort: they quote the corpora, so they are not committed.
With `--baselines`, what others' tools find on the same texts is scored by the same rules.

The floors stand in evaluation/floors.json beside the hash of the data they were measured on and the reason
they were last set for; they rise, unless `--lower` is given too. `--only` measures some corpora, which is
what CI does (tests/evaluation/test_floors.py), and writes nothing. Test parts are held back:
`--polnear-test DIR` and `--gold DIR` score other folders laid out alike, and nothing else, against no floor.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from evaluation.bars import BARS, WATCHED
from evaluation.baselines import scoring
from evaluation.measures import MEASURES, Found, on_gold, on_polnear
from evaluation.quality_page import draw
from reportedly.gold.records import read_gold
from reportedly.reading.encoder import load_encoder
from reportedly.reading.facts.tower import load_tower

HERE = Path(__file__).parent
FLOORS = HERE / "floors.json"
RESULTS = HERE / "results.json"
OUT = HERE / "out"
SLACK = 0.3
"""A new floor lies this far under what was measured, for other processors' arithmetic."""


def main(arguments: list[str] | None = None) -> int:
    """Measure, print, compare with the floors; return the exit status."""
    args = options(arguments)
    if args.gold or args.polnear_test:
        return score_others(args.gold, args.polnear_test, args.errors)
    found, data = measure_all(args.shared, args.only)
    if not data:
        return 0
    measured = found.figures
    kept = json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {}
    floors: dict[str, float] = kept.get("floors", {})
    show(found, floors)
    model = f"{load_encoder().name}+{load_tower().name}"
    print(f"\nmodel {model}; data {', '.join(f'{k} {v}' for k, v in data.items())}")
    write_errors(found, args.errors)
    whole = len(data) == len(MEASURES)
    if whole:
        keep_results(found, {"model": model, "data": data}, args.shared if args.baselines else None)
    elif args.update_floors:
        print("floors are set only where everything is measured")
        return 2
    if args.update_floors:
        keep_floors(measured, {} if args.lower else floors, data, args.update_floors)
        draw(HERE.parent)
        return 0
    if any(kept.get("data", {}).get(name, key) != key for name, key in data.items()):
        print("the floors were measured on other data; set them anew with --update-floors REASON")
    below = [k for k, floor in floors.items() if k in measured and measured[k] < floor]
    for name in below:
        print(f"below its floor: {name} {measured[name]:.1f} < {floors[name]}")
    return 1 if below else 0


def options(arguments: list[str] | None) -> argparse.Namespace:
    """Return what was asked for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--shared", type=Path, default=HERE.parent.parent / "shared")
    parser.add_argument("--only", nargs="+", choices=MEASURES, help="measure on these alone; nothing is kept")
    parser.add_argument("--baselines", action="store_true", help="others' tools too (needs .venv-bench)")
    parser.add_argument("--gold", type=Path, help="folder of gold records instead of SHARED/gold/dev")
    parser.add_argument(
        "--polnear-test", type=Path, help="folder laid out like polnear/, whose part `test` is scored"
    )
    parser.add_argument("--errors", type=Path, help="write every error to this file too")
    parser.add_argument("--update-floors", metavar="REASON", help="raise the floors to what was measured")
    parser.add_argument("--lower", action="store_true", help="with --update-floors, let floors fall too")
    args = parser.parse_args(arguments)
    if args.lower and not args.update_floors:
        parser.error("--lower says how --update-floors REASON works; give both")
    if args.baselines and args.only:
        parser.error("baselines stand beside everything; leave out --only")
    return args


def measure_all(shared: Path, only: Sequence[str] | None = None) -> tuple[Found, dict[str, str]]:
    """Measure on every corpus that is there; return what was found and the digest of each."""
    found, data = Found(), {}
    for name in only or MEASURES:
        folder = shared / name
        if folder.is_dir():
            print(f"measuring on {name}", file=sys.stderr, flush=True)
            MEASURES[name](folder, found)
            data[name] = digest(folder / "data" / "dev" if name == "data/polnear" else folder)
        else:
            print(f"{name} is not in {shared}: not measured; name its folder with --shared")
    return found, data


def score_others(gold: Path | None, polnear_test: Path | None, errors: Path | None) -> int:
    """Score folders of somebody else, against no floor; return the exit status."""
    missing = [str(f) for f in (gold, polnear_test) if f is not None and not f.is_dir()]
    if missing:
        print(f"nothing to measure on: {', '.join(missing)} not there; name another with the same option")
        return 2
    found = Found()
    if gold is not None:
        on_gold(gold, found)
    if polnear_test is not None:
        on_polnear(polnear_test, found, "test")
    show(found, {})
    write_errors(found, errors)
    return 0


def write_errors(found: Found, path: Path | None) -> None:
    """Write every error, a file for each sort in OUT/errors, and all to `path`, where one is named."""
    folder = OUT / "errors"
    folder.mkdir(parents=True, exist_ok=True)
    for sort, lines in found.errors.items():
        name = re.sub(r"[^a-z0-9]+", "-", sort.lower()).strip("-")
        (folder / f"{name}.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    if path is not None:
        every = [f"{sort}: {line}" for sort, lines in found.errors.items() for line in lines]
        path.write_text("\n".join(every) + "\n", encoding="utf-8")


def keep_results(found: Found, about: dict[str, Any], shared: Path | None) -> None:
    """Write the results and what is drawn from them; `shared` is where baselines read, or None."""
    before = json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.exists() else {}
    intervals = {k: each.interval() for k, each in found.counted.items()}
    results = {
        **about,
        "measured": {k: round(v, 1) for k, v in found.figures.items()},
        "intervals": {k: [round(v, 1) for v in each] for k, each in intervals.items() if each},
        "documents": {k: len(each.rows) for k, each in found.counted.items()},
        "confusion": {k: each.table for k, each in found.confusions.items()},
        "errors": {k: len(lines) for k, lines in found.errors.items()},
        "calibration": {k: bins(pairs) for k, pairs in found.confidence.items()},
        "baselines": before.get("baselines"),
    }
    if shared is not None:
        try:
            results["baselines"] = beside(shared)
        except (FileNotFoundError, subprocess.CalledProcessError) as error:
            print(
                f"baselines are not measured, the last figures stay: {error}; `make bench` makes .venv-bench"
            )
    RESULTS.write_text(json.dumps(results, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    draw(HERE.parent)


def beside(shared: Path) -> dict[str, Any]:
    """Return the scores of the baselines, by corpus and baseline, and what they learned from."""
    print("baselines: parsing, learning from PolNeAR train, finding", file=sys.stderr, flush=True)
    read = scoring.find(shared, OUT / "baselines" / "found.json")
    told: dict[str, Any] = {"notes": read["notes"], "polnear": {}, "gold": {}}
    records = read_gold(shared / "gold" / "dev")
    for name, found in read["found"].items():
        for corpus, counted in (
            ("polnear", scoring.on_polnear(found["polnear"], shared / "data" / "polnear")),
            ("gold", scoring.on_gold(found["gold"], records)),
        ):
            told[corpus][name] = {
                measure: [round(v, 1) for v in (each.value, *(each.interval() or ()))]
                for measure, each in counted.items()
            }
    return told


def bins(pairs: Sequence[tuple[float, bool]], many: int = 10) -> list[list[float]]:
    """Return (mean confidence, share right, count) of each tenth of confidence that is not empty."""
    found = []
    for low in range(many):
        inside = [(p, right) for p, right in pairs if min(int(p * many), many - 1) == low]
        if inside:
            mean, share = (sum(each) / len(inside) for each in zip(*inside, strict=True))
            found.append([round(mean, 3), round(share, 3), len(inside)])
    return found


def show(found: Found, floors: dict[str, float]) -> None:
    """Print the table and the reliability diagram."""
    print(f"{'measure':34}{'value':>7}{'95 %':>14}{'bar':>7}{'floor':>7}  published by others")
    for name, value in found.figures.items():
        bar, others = BARS.get(name, (None, ""))
        counted = found.counted.get(name)
        ends = counted.interval() if counted else None
        between = f"{ends[0]:.1f}–{ends[1]:.1f}" if ends else ""
        print(f"{name:34}{value:7.1f}{between:>14}{bar or '':>7}{floors.get(name) or '':>7}  {others}")
    for corpus, pairs in found.confidence.items():
        print(f"\nconfidence   share right ({corpus})")
        for mean, share, many in bins(pairs):
            print(f"{mean:10.2f}   {'#' * round(share * 40):40} {100 * share:.0f} % of {many:.0f}")


def keep_floors(
    measured: dict[str, float], floors: dict[str, float], data: dict[str, str], reason: str
) -> None:
    """Write the floors: none lower than in `floors`, else a little under what was measured."""
    raised = {k: max(floors.get(k, 0.0), round(measured[k] - SLACK, 1)) for k in (*BARS, *WATCHED)}
    FLOORS.write_text(
        json.dumps({"reason": reason, "data": data, "floors": raised}, indent=1, ensure_ascii=False) + "\n",
        encoding="utf-8",
    )


def digest(folder: Path) -> str:
    """Return the SHA-256 over names and bytes of all files in a folder, first 16 digits."""
    total = hashlib.sha256()
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        total.update(path.name.encode() + b"\0" + path.read_bytes())
    return total.hexdigest()[:16]


if __name__ == "__main__":
    sys.exit(main())
