"""Calibrate: fit how sure the encoder is of an attribution to how often it is right.

    python -m training.calibrate --shared ../shared

Logistic regression (Platt 1999) on what the shipped model finds in PolNeAR dev; an attribution is
right when it matches an annotated one at content token F1 0.5. Writes the manifest's settings and
prints the expected calibration error before and after: on PolNeAR dev, which it was fitted on, and
on the gold dev reports, which follow another convention of annotation.
"""

from __future__ import annotations

import argparse
import json
import math
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from reportedly.gold import attributions
from reportedly.gold.records import read_gold, report_of
from reportedly.gold.spans import Spans, match
from reportedly.reading import labels
from reportedly.reading.confidence import confidence_of
from reportedly.reading.encoder import load_encoder
from reportedly.reading.found import Found, find_attributions
from reportedly.reading.read import read_report
from reportedly.reading.words import split_words
from reportedly.tuning.articles import words_of
from training.corpora import read_polnear

MODEL = Path("src/reportedly/models/attribution")
RIGHT = 0.5
STEPS = 50
LEAST = 1e-4
LEAST_PATH = -20.0
NAMES = ("bias", "anchor", "path")


def found_in(polnear: Path) -> list[tuple[Found, bool]]:
    """Return each attribution found in PolNeAR dev and whether it is right."""
    out: list[tuple[Found, bool]] = []
    for article in read_polnear(polnear, "dev"):
        words = split_words(article.text)
        found = [f for f in find_attributions(load_encoder(), words, labels.POLNEAR) if not f.bare]
        wanted = [
            Spans(*(words_of(words, r) for r in (m.source, m.cue, m.content))) for m in article.versions[0]
        ]
        hits = {i for i, _ in match([Spans(f.source, f.cue, f.content) for f in found], wanted, RIGHT)}
        out.extend((f, i in hits) for i, f in enumerate(found))
    return out


def fit(found: list[tuple[Found, bool]]) -> dict[str, float]:
    """Return bias and weights of the anchor's log-odds and the path's log-probability."""
    x = np.array([_features(f) for f, _ in found])
    y: NDArray[np.float64] = np.array([right for _, right in found], float)
    weights = np.zeros(len(NAMES))
    for _ in range(STEPS):
        mean = 1 / (1 + np.exp(-x @ weights))
        hessian = (x * (mean * (1 - mean))[:, None]).T @ x + 1e-6 * np.eye(len(NAMES))
        weights += np.linalg.solve(hessian, x.T @ (y - mean))
    return {name: round(float(w), 4) for name, w in zip(NAMES, weights, strict=True)}


def _features(f: Found) -> tuple[float, float, float]:
    """Return what `reportedly.reading.confidence` weighs."""
    p = min(max(f.anchor_score, LEAST), 1 - LEAST)
    return 1.0, math.log(p / (1 - p)), max(f.path_score, LEAST_PATH)


def show(name: str, weights: dict[str, float], found: list[tuple[Found, bool]], gold_folder: Path) -> None:
    """Print the expected calibration error of these weights, in points."""
    polnear = attributions.calibration_error([(confidence_of(f, weights), right) for f, right in found])
    line = f"{name}: {weights}, expected calibration error: PolNeAR dev {100 * polnear:.1f}"
    if gold_folder.is_dir():
        load_encoder().settings["confidence"] = weights
        scores = attributions.Scores()
        for record in read_gold(gold_folder):
            attributions.add(scores, read_report(report_of(record)), record)
        line += f", gold dev {100 * attributions.calibration_error(scores.confidence):.1f}"
    print(line)


def main() -> None:
    """Fit and write the manifest."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    args = parser.parse_args()
    gold_folder = args.shared / "gold" / "dev"
    path = MODEL / "manifest.json"
    manifest = json.loads(path.read_text(encoding="utf-8"))
    found = found_in(args.shared / "data" / "polnear")
    show("before", manifest["settings"]["confidence"], found, gold_folder)
    weights = fit(found)
    show("after", weights, found, gold_folder)
    manifest["settings"]["confidence"] = weights
    path.write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
