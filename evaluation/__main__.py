"""Evaluate: one table of every quality bar, beside floors that may not be passed downwards.

    python -m evaluation [--shared ../shared] [--errors FILE] [--update-floors REASON [--lower]]

The floors stand in evaluation/floors.json beside the hash of the data they were measured on and the
reason they were last set for; they rise, unless `--lower` is given too. Test parts are held back:
`--polnear-test DIR` and `--gold DIR` score other folders laid out alike, against no floor.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from pathlib import Path

from evaluation import gold, polnear
from reportedly.reading.encoder import load_encoder
from reportedly.reading.read import read_report

HERE = Path(__file__).parent
FLOORS = HERE / "floors.json"
RESULTS = HERE / "results.json"
SLACK = 0.3
"""A new floor lies this far under what was measured, for other processors' arithmetic."""
BARS = {
    "polnear/source_exact_f1": (84.0, "BERT-CofeNet (test) 83.2"),
    "polnear/cue_exact_f1": (76.0, "BERT-CofeNet (test) 75.3"),
    "polnear/content_exact_f1": (73.0, "BERT-CofeNet (test) 72.9"),
    "polnear/attribution_f1": (80.0, "trial of one evening 74.6"),
    "polnear/attribution_f1_at_0.8": (72.0, "trial of one evening 65.2"),
    "gold/attribution_f1": (75.0, "two people 94"),
    "gold/speaker": (90.0, "two people 97"),
    "gold/chain": (88.0, "two people 97"),
    "gold/long_chain_f1": (65.0, "two people 89"),
    "gold/nested_recall": (60.0, "two people 82"),
    "gold/manner": (95.0, "two people 100"),
    "gold/act": (80.0, "two people 94"),
}
"""Bar of each measure and what others reach, as their authors or annotators published it."""


def main(arguments: list[str] | None = None) -> int:
    """Measure, print, compare with the floors; return the exit status."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--shared", type=Path, default=HERE.parent.parent / "shared")
    parser.add_argument("--gold", type=Path, help="folder of gold records instead of SHARED/gold/dev")
    parser.add_argument(
        "--polnear-test", type=Path, help="folder laid out like polnear/, whose part `test` is scored"
    )
    parser.add_argument("--errors", type=Path, help="write every error to this file")
    parser.add_argument("--update-floors", metavar="REASON", help="raise the floors to what was measured")
    parser.add_argument("--lower", action="store_true", help="with --update-floors, let floors fall too")
    args = parser.parse_args(arguments)
    if args.lower and not args.update_floors:
        parser.error("--lower says how --update-floors REASON works; give both")
    others = bool(args.gold or args.polnear_test)
    polnear_folder = args.polnear_test or args.shared / "data" / "polnear"
    gold_folder = args.gold or args.shared / "gold" / "dev"
    missing = [str(f) for f in (polnear_folder, gold_folder) if not f.is_dir()]
    if missing:
        print(
            f"nothing to measure on: {', '.join(missing)} not there;"
            " name it with --shared, --gold, --polnear-test"
        )
        return 0
    scores = gold.Scores()
    for record in gold.read_gold(gold_folder):
        gold.add(scores, read_report(gold.report_of(record)), record)
    part = "test" if args.polnear_test else "dev"
    measured = {f"polnear/{k}": v for k, v in polnear.score(load_encoder(), polnear_folder, part).items()}
    measured |= {f"gold/{k}": v for k, v in scores.rows().items()}
    data = {"polnear": digest(polnear_folder / "data" / part), "gold": digest(gold_folder)}
    kept = json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() and not others else {}
    floors: dict[str, float] = kept.get("floors", {})
    show(measured, floors, scores)
    print(f"\nmodel {load_encoder().name}; data {', '.join(f'{k} {v}' for k, v in data.items())}")
    if args.errors:
        args.errors.write_text("\n".join(scores.errors) + "\n", encoding="utf-8")
    if others:
        return 0
    rounded = {k: round(v, 1) for k, v in measured.items()}
    RESULTS.write_text(
        json.dumps({"model": load_encoder().name, "data": data, "measured": rounded}, indent=1) + "\n",
        encoding="utf-8",
    )
    if args.update_floors:
        keep_floors(measured, {} if args.lower else floors, data, args.update_floors)
        return 0
    if kept and kept["data"] != data:
        print("the floors were measured on other data; set them anew with --update-floors REASON")
    below = [k for k, floor in floors.items() if measured[k] < floor]
    for name in below:
        print(f"below its floor: {name} {measured[name]:.1f} < {floors[name]}")
    return 1 if below else 0


def show(measured: dict[str, float], floors: dict[str, float], scores: gold.Scores) -> None:
    """Print the table and the reliability diagram."""
    print(f"{'measure':34}{'value':>7}{'bar':>7}{'floor':>7}  published by others")
    for name, value in measured.items():
        bar, others = BARS.get(name, (None, ""))
        floor = floors.get(name)
        print(f"{name:34}{value:7.1f}{bar or '':>7}{floor or '':>7}  {others}")
    print("\nconfidence   share right (gold dev)")
    for low in range(10):
        inside = [right for p, right in scores.confidence if int(min(p, 0.9999) * 10) == low]
        if inside:
            share = sum(inside) / len(inside)
            line = "#" * round(share * 40)
            print(f"{low / 10:.1f}–{(low + 1) / 10:.1f}      {line:40} {100 * share:.0f} % of {len(inside)}")


def keep_floors(
    measured: dict[str, float], floors: dict[str, float], data: dict[str, str], reason: str
) -> None:
    """Write the floors: none lower than in `floors`, else a little under what was measured."""
    raised = {k: max(floors.get(k, 0.0), round(measured[k] - SLACK, 1)) for k in BARS}
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
