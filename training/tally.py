"""Fit the tally's model on reports of gun violence: `python -m training.tally [--shared ../shared]`.

Reads `data/gva/X_train.json` and `y_train.json` (texts with the number of people killed and injured),
writes `src/reportedly/reading/figures/tally.json`. Multinomial logistic regression, full batch; the
strength of the penalty was chosen by five-fold cross-validation on the training part (`--folds 5`
prints it). The same data always gives the same bytes. Needs numpy only.
"""

import argparse
import json
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from reportedly.reading.figures import find_figures
from reportedly.reading.figures.tally import MANY, WEIGHTS, features
from reportedly.reading.figures.tokens import tokens_of

Array = NDArray[np.float64]

PENALTY = 33.0
"""Weight of half the squared norm, against the summed loss of all reports (sklearn's C = 0.03)."""
STEPS = 3000
RATE = 0.02
DIGITS = 4


def main() -> None:
    """Fit both models and write them."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--shared", type=Path, default=Path(__file__).parents[2] / "shared")
    parser.add_argument("--folds", type=int, default=0, help="print cross-validated accuracy, write nothing")
    args = parser.parse_args()
    folder = args.shared / "data" / "gva"
    texts: list[dict[str, Any]] = json.loads((folder / "X_train.json").read_text("utf-8"))
    truth: list[dict[str, Any]] = json.loads((folder / "y_train.json").read_text("utf-8"))
    rows = [features(find_figures(x["text"]), tokens_of(x["text"])) for x in texts]
    names = sorted(rows[0])
    matrix = np.array([[row[name] for name in names] for row in rows])
    targets = {
        kind: np.array([min(int(y[key]), MANY) for y in truth])
        for kind, key in (("killed", "n_killed"), ("wounded", "n_injured"))
    }
    if args.folds:
        for kind, y in targets.items():
            fold = np.random.default_rng(0).integers(0, args.folds, len(y))
            right = 0
            for k in range(args.folds):
                weights = fit(matrix[fold != k], y[fold != k])
                right += int((predict(weights, matrix[fold == k]) == y[fold == k]).sum())
            print(f"{kind}: {100 * right / len(y):.1f} % right of {len(y)}, in {args.folds} folds")
        return
    model = {
        kind: [[round(float(w), DIGITS) for w in row] for row in fit(matrix, y)]
        for kind, y in targets.items()
    }
    WEIGHTS.write_text(json.dumps({"names": names, **model}, separators=(",", ":")) + "\n", encoding="utf-8")
    for kind, y in targets.items():
        share = (predict(np.array(model[kind]), matrix) == y).mean()
        print(f"{kind}: {100 * share:.1f} % right of the {len(y)} fitted on")


def predict(weights: Array, matrix: Array) -> NDArray[np.int64]:
    """Return the class of each row of `matrix`."""
    return np.argmax(matrix @ weights[:, :-1].T + weights[:, -1], axis=1)


def fit(matrix: Array, y: NDArray[np.int64]) -> Array:
    """Return C rows of F+1 weights for raw features (the scaling is folded in), bias last."""
    mean, scale = matrix.mean(axis=0), matrix.std(axis=0) + 1e-9
    x = np.hstack([(matrix - mean) / scale, np.ones((len(matrix), 1))])
    classes = MANY + 1
    wanted = np.eye(classes)[y]
    w = np.zeros((classes, x.shape[1]))
    first, second = np.zeros_like(w), np.zeros_like(w)
    for step in range(1, STEPS + 1):  # Adam; the problem is convex, so any start leads to one end
        scores = x @ w.T
        scores -= scores.max(axis=1, keepdims=True)
        p = np.exp(scores)
        p /= p.sum(axis=1, keepdims=True)
        gradient = (p - wanted).T @ x / len(x)
        gradient[:, :-1] += PENALTY / len(x) * w[:, :-1]
        first = 0.9 * first + 0.1 * gradient
        second = 0.999 * second + 0.001 * gradient**2
        w -= RATE * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-8)
    raw = w[:, :-1] / scale
    return np.hstack([raw, w[:, -1:] - (raw @ mean)[:, None]])


if __name__ == "__main__":
    main()
