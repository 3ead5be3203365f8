"""Evaluate: one table of every quality bar, beside floors that may not be passed downwards.

    python -m evaluation [--shared ../shared] [--errors FILE] [--update-floors REASON [--lower]]

The floors stand in evaluation/floors.json beside the hash of the data they were measured on and the
reason they were last set for; they rise, unless `--lower` is given too. Test parts are held back:
`--polnear-test DIR` and `--gold DIR` score other folders laid out alike, and nothing else, against no floor.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from pathlib import Path

from evaluation.measures import MEASURES, Found, on_gold, on_polnear
from reportedly.reading.encoder import load_encoder
from reportedly.reading.facts.tower import load_tower

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
    "gold/places_f1": (85.0, "two people 99.6"),
    "gold/near": (90.0, ""),
    "gold/figures_f1": (75.0, "two people 91"),
    "gold/value": (92.0, "two people 98"),
    "gold/what": (85.0, ""),
    "gold/controls_f1": (60.0, "two people 82"),
    "gold/holder": (90.0, ""),
    "gold/events_f1": (55.0, "two people 79"),
    "gold/status": (90.0, "two people 96"),
    "lgl/recognition_f1": (80.0, ""),
    "lgl/acc161": (80.0, "Mordecai3 82.7"),
    "tr-news/recognition_f1": (85.0, ""),
    "tr-news/acc161": (85.0, "Mordecai3 87.3"),
    "timeml/value_f1": (75.0, "HeidelTime about 77.6"),
    "gva/killed": (85.0, "its own baseline 83.7"),
    "gva/injured": (78.0, "its own baseline 74.2"),
    "muc/ceaf_ree_f1": (45.0, "GRIT (TST3+TST4) 54.5"),
    "newsreader/macro_f": (60.0, ""),
    "trace/claims_b3_members": (70.0, ""),
    "trace/claims_b3": (70.0, ""),
    "trace/origins": (60.0, ""),
    "trace/origins_end_to_end": (60.0, ""),
    "trace/contradictions_precision": (70.0, ""),
    "trace/contradictions_recall": (50.0, ""),
    "trace/meaning_pearson": (75.0, "all-MiniLM-L6-v2 79.1"),
    "trace/stories_b3": (90.0, ""),
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
    if args.gold or args.polnear_test:
        return score_others(args.gold, args.polnear_test, args.errors)
    found, data = measure_all(args.shared)
    if not data:
        return 0
    measured = found.figures
    kept = json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {}
    floors: dict[str, float] = kept.get("floors", {})
    show(measured, floors, found.confidence)
    model = f"{load_encoder().name}+{load_tower().name}"
    print(f"\nmodel {model}; data {', '.join(f'{k} {v}' for k, v in data.items())}")
    write_errors(found, args.errors)
    if len(data) == len(MEASURES):
        rounded = {k: round(v, 1) for k, v in measured.items()}
        kept_results = {"model": model, "data": data, "measured": rounded}
        RESULTS.write_text(json.dumps(kept_results, indent=1) + "\n", encoding="utf-8")
    elif args.update_floors:
        print("floors are set only where everything is measured")
        return 2
    if args.update_floors:
        keep_floors(measured, {} if args.lower else floors, data, args.update_floors)
        return 0
    if any(kept.get("data", {}).get(name, key) != key for name, key in data.items()):
        print("the floors were measured on other data; set them anew with --update-floors REASON")
    below = [k for k, floor in floors.items() if k in measured and measured[k] < floor]
    for name in below:
        print(f"below its floor: {name} {measured[name]:.1f} < {floors[name]}")
    return 1 if below else 0


def measure_all(shared: Path) -> tuple[Found, dict[str, str]]:
    """Measure on every corpus that is there; return what was found and the digest of each."""
    found, data = Found(), {}
    for name, measure in MEASURES.items():
        folder = shared / name
        if folder.is_dir():
            print(f"measuring on {name}", file=sys.stderr, flush=True)
            measure(folder, found)
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
    show(found.figures, {}, found.confidence)
    write_errors(found, errors)
    return 0


def write_errors(found: Found, path: Path | None) -> None:
    """Write every error to a file, where one is named."""
    if path is not None:
        path.write_text("\n".join(found.errors) + "\n", encoding="utf-8")


def show(measured: dict[str, float], floors: dict[str, float], confidence: list[tuple[float, bool]]) -> None:
    """Print the table and the reliability diagram."""
    print(f"{'measure':34}{'value':>7}{'bar':>7}{'floor':>7}  published by others")
    for name, value in measured.items():
        bar, others = BARS.get(name, (None, ""))
        floor = floors.get(name)
        print(f"{name:34}{value:7.1f}{bar or '':>7}{floor or '':>7}  {others}")
    if not confidence:
        return
    print("\nconfidence   share right (gold dev)")
    for low in range(10):
        inside = [right for p, right in confidence if int(min(p, 0.9999) * 10) == low]
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
