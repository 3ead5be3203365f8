"""Tallies of a measure, document by document, and how far the figure would move on other documents.

Interval: documents are drawn anew with replacement, DRAWS times, seeded; the middle 95 % of the figures
(percentile bootstrap, Efron and Tibshirani 1993). It tells how much the choice of documents matters, not
whether rules were mended with these very documents in view.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from reportedly.gold.spans import Tally

DRAWS = 1000
SEED = 20261124
Row = tuple[int, int, int]
"""Hits, found, wanted."""


@dataclass
class Counted:
    """Counts of one measure; `how` is "f1", "precision" or "recall", of several classes the mean."""

    how: str
    rows: list[tuple[Row, ...]] = field(default_factory=list)
    """One entry a document, in it one a class."""

    def add(self, *tallies: Tally) -> None:
        """Count one more document."""
        self.rows.append(tuple((t.hit, t.found, t.wanted) for t in tallies))

    @property
    def value(self) -> float:
        """The figure over all documents, in percent."""
        if not self.rows:
            return 0.0
        counts = self._counts()
        return float(self._figures(np.ones((1, len(counts))) @ counts)[0])

    def interval(self) -> tuple[float, float] | None:
        """The middle 95 % of the figures on documents drawn anew; None of fewer than two documents."""
        if len(self.rows) < 2:  # noqa: PLR2004 - told above
            return None
        counts = self._counts()
        draw = np.random.default_rng(SEED).multinomial(
            len(counts), np.full(len(counts), 1 / len(counts)), DRAWS
        )
        low, high = np.percentile(self._figures(draw @ counts), (2.5, 97.5))
        return float(low), float(high)

    def _counts(self) -> NDArray[np.float64]:
        """Return the counts, documents by (classes × 3)."""
        return np.array(self.rows, dtype=np.float64).reshape(len(self.rows), -1)

    def _figures(self, totals: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return a figure for each row of totals, draws by (classes × 3)."""
        hit, found, wanted = np.moveaxis(totals.reshape(len(totals), -1, 3), 2, 0)
        below = {"f1": (found + wanted) / 2, "precision": found, "recall": wanted}[self.how]
        figures: NDArray[np.float64] = (
            100 * np.divide(hit, below, out=np.zeros_like(hit), where=below > 0)
        ).mean(axis=1)
        return figures
