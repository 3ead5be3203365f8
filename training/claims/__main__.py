"""Fit the weights by which statements of several reports are compared.

    python -m training.claims [--shared ../shared] [--cache FOLDER] [--write]

Reads the labelled stories with the shipped reader (30 s; `--cache` keeps the readings), measures by leaving
one story out at a time, weights and bias and all, and with `--write` fits on all of them and writes
`tracing/weights.json`. Gold takes no part.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np

from evaluation.logistic import Floats
from evaluation.tracing_ecb import ecb_pairs
from reportedly.tracing.comparing import weighing
from reportedly.tracing.linkage import LEAST
from reportedly.tracing.slots import SLOTS
from training.claims.fit import Outside, b_cubed, best_shift, clusters, f1, fitted, shifted
from training.claims.labels import read_stories
from training.claims.pairs import Pairs, pairs_of, readings_of
from training.standoff import build_texts

ROOT = Path(__file__).parents[2]
WEIGHTS = ROOT / "src" / "reportedly" / "tracing" / "weights.json"


def main() -> None:
    """Measure, and write where asked."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--cache", type=Path, help="folder in which readings are kept")
    parser.add_argument("--write", action="store_true", help="write the weights")
    args = parser.parse_args()
    data = args.shared / "data"
    stories = [pairs_of(s, readings_of(s.reports, args.cache)) for s in read_stories(dict(build_texts(data)))]
    ecb = ecb_pairs(data / "ecbplus").pairs
    outside = Outside(ecb.slots, ecb.same)
    same = sum(int((p.same == 1).sum()) for p in stories)
    print(
        f"{len(stories)} stories, {sum(len(p.statements) for p in stories)} statements, {same} pairs the same"
    )
    show(
        "every statement alone",
        [b_cubed(p, [frozenset({i}) for i in range(len(p.statements))]) for p in stories],
    )
    weights, bias = weighing()
    show("as shipped", [b_cubed(p, clusters(p, np.r_[weights, bias])) for p in stories])
    folds = [fitted([p for p in stories if p is not out], outside) for out in stories]
    show("story left out", held_out(stories, folds), [p.story for p in stories])
    shift, best = best_shift(stories, folds)
    print(f"best shift of the bias {shift}: F1 {best:.1f}")
    if args.write:
        write(shifted(fitted(stories, outside), shift))


def held_out(stories: list[Pairs], folds: list[Floats]) -> list[tuple[float, float, float]]:
    """Return the sums of each story by weights that never saw it; the shift is the best of the others."""
    found = []
    for k, story in enumerate(stories):
        others = [(p, w) for i, (p, w) in enumerate(zip(stories, folds, strict=True)) if i != k]
        shift, _ = best_shift([p for p, _ in others], [w for _, w in others])
        found.append(b_cubed(story, clusters(story, shifted(folds[k], shift))))
    return found


def show(name: str, sums: list[tuple[float, float, float]], stories: list[str] | None = None) -> None:
    """Print precision, recall and F1 of all stories together, and F1 of each."""
    p, r, f = f1(sums)
    print(f"{name:24}B³ P {p:.1f} R {r:.1f} F1 {f:.1f}", flush=True)
    for story, own in zip(stories or (), sums, strict=False):
        print("    {:16}P {:.1f} R {:.1f} F1 {:.1f}".format(story, *f1([own])))


def write(weights: Floats) -> None:
    """Write the weights, rounded, with how they came about."""
    kept = {
        "made_by": "python -m training.claims --write",
        "weights": {str(slot): round(float(w), 2) for slot, w in zip(SLOTS, weights, strict=False)},
        "bias": round(float(weights[-1]), 2),
    }
    WEIGHTS.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")
    print(f"wrote {WEIGHTS.name}: {kept['weights']}, bias {kept['bias']}; for claims from score {LEAST} on")


if __name__ == "__main__":
    main()
