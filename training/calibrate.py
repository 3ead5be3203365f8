"""Calibrate: fit how sure the encoder is of an attribution to how often it is right.

    python -m training.calibrate --shared ../shared

Logistic regression (Platt 1999) on what the shipped model finds in PolNeAR dev; an attribution is
right when it matches an annotated one at content token F1 0.5. Writes the manifest's settings.
"""

from __future__ import annotations

import argparse
import json
import math
from pathlib import Path

import numpy as np

from evaluation.polnear import on_words
from evaluation.spans import Spans, match
from reportedly.reading import labels
from reportedly.reading.encoder import Encoder
from reportedly.reading.found import find_attributions
from reportedly.reading.words import split_words
from training.corpora import read_polnear

MODEL = Path("src/reportedly/models/attribution")
RIGHT = 0.5
STEPS = 50
LEAST = 1e-4
LEAST_PATH = -20.0


def fit(encoder: Encoder, polnear: Path) -> dict[str, float]:
    """Return bias and weights of the anchor's log-odds and the path's log-probability."""
    rows: list[tuple[float, float, float]] = []
    right: list[bool] = []
    for article in read_polnear(polnear, "dev"):
        words = split_words(article.text)
        found = [f for f in find_attributions(encoder, words, labels.POLNEAR) if not f.bare]
        gold = [
            Spans(*(on_words(words, r) for r in (m.source, m.cue, m.content))) for m in article.versions[0]
        ]
        hits = {i for i, _ in match([Spans(f.source, f.cue, f.content) for f in found], gold, RIGHT)}
        for i, f in enumerate(found):
            p = min(max(f.anchor_score, LEAST), 1 - LEAST)
            rows.append((1.0, math.log(p / (1 - p)), max(f.path_score, LEAST_PATH)))
            right.append(i in hits)
    x, y = np.array(rows), np.array(right, float)
    weights = np.zeros(3)
    for _ in range(STEPS):
        mean = 1 / (1 + np.exp(-x @ weights))
        hessian = (x * (mean * (1 - mean))[:, None]).T @ x + 1e-6 * np.eye(3)
        weights += np.linalg.solve(hessian, x.T @ (y - mean))
    return {name: round(float(w), 4) for name, w in zip(("bias", "anchor", "path"), weights, strict=True)}


def main() -> None:
    """Fit and write the manifest."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--model", type=Path, default=MODEL)
    args = parser.parse_args()
    weights = fit(Encoder(args.model), args.shared / "data" / "polnear")
    path = args.model / "manifest.json"
    manifest = json.loads(path.read_text(encoding="utf-8"))
    manifest["settings"]["confidence"] = weights
    path.write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")
    print(f"confidence: {weights}")


if __name__ == "__main__":
    main()
