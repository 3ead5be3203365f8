"""Scoring: how near readings come to gold records, all measures at once.

`attributions` and `facts` say what counts as found and as right; these are the measures that
`python -m evaluation` shows as gold/….
"""

from collections.abc import Mapping
from typing import Any

from reportedly.gold import attributions, facts
from reportedly.record import Reading


class Scored:
    """What was measured so far."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._attributions, self._facts = attributions.Scores(), facts.FactScores()

    def add(self, reading: Reading, record: Mapping[str, Any]) -> None:
        """Hold one reading against the gold record of the same report."""
        attributions.add(self._attributions, reading, dict(record))
        facts.add(self._facts, reading, dict(record))

    @property
    def figures(self) -> dict[str, float | None]:
        """Every measure by its name, in percent; None where there was nothing to measure."""
        return self._attributions.rows() | self._facts.rows()

    @property
    def errors(self) -> list[str]:
        """Every error, in words."""
        return self._attributions.errors + self._facts.errors

    @property
    def confidence(self) -> list[tuple[float, bool]]:
        """Confidence of each attribution found, and whether it was annotated."""
        return self._attributions.confidence
