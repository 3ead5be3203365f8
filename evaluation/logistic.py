"""Logistic regression with weights that may not fall below a bound, by Newton's method."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


def bounded(inputs: Floats, same: Ints, counts: Floats, least: Floats) -> Floats:
    """Return a logistic regression (L2 of 1) whose first weights are not below `least`.

    `inputs` are rows of slots, whose last column is the bias's; `same` is 1 or 0, `counts` its weight.
    A weight that comes out below its bound is held there, the worst first; those after `least` are free, and
    the last one, the bias, costs next to nothing.
    """
    held = np.zeros(len(inputs.T), dtype=bool)
    found = np.zeros(len(inputs.T))
    found[: len(least)] = least
    while True:
        found = _newton(inputs, same, counts, found, ~held)
        below = np.flatnonzero(~held[: len(least)] & (found[: len(least)] < least - 1e-9))
        if not len(below):
            return found
        worst = below[np.argmin(found[below] - least[below])]
        held[worst] = True
        found[worst] = least[worst]


def _newton(inputs: Floats, same: Ints, counts: Floats, start: Floats, free: npt.NDArray[np.bool_]) -> Floats:
    found = start.copy()
    penalty = np.ones(len(found))
    penalty[-1] = 1e-6
    for _ in range(60):
        p = 1 / (1 + np.exp(-np.clip(inputs @ found, -50, 50)))
        gradient = (inputs.T @ (counts * (same - p)) - penalty * found)[free]
        part = inputs[:, free]
        curve = (part * (counts * p * (1 - p) + 1e-9)[:, None]).T @ part + np.diag(penalty[free])
        step = np.linalg.solve(curve, gradient)
        found[free] += step
        if np.abs(step).max() < 1e-6:  # noqa: PLR2004 -- converged
            break
    return found
