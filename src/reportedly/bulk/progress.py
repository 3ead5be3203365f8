"""Progress: how much of a run is done, how fast it goes, and when it will end."""

import time

import msgspec

from reportedly.bulk.bundles import Bundle
from reportedly.bulk.state import Tally

_SOON = 0.001
"""Share of a run before which nobody can tell when it ends."""


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """How a run stands."""

    reports: int
    """Reports that are read, in this run or an earlier one."""
    known: int
    """Those of an earlier run among them."""
    words: int
    """Words of those read in this run."""
    problems: int
    """Problems so far."""
    parts: int
    """Parts that are done."""
    share: float
    """How much of the inputs is done, 0 to 1, by their bytes."""
    seconds: float
    """Since the run began."""
    left: float | None
    """Seconds that it will take still; None where that cannot be told yet."""

    @property
    def rate(self) -> float:
        """Reports a second, of this run."""
        return (self.reports - self.known) / self.seconds if self.seconds > 0 else 0.0


class Progress:
    """Counts what comes back."""

    def __init__(self, bundles: tuple[Bundle, ...]) -> None:
        """Count from now on."""
        self._sizes = {bundle.number: max(bundle.size, 1) for bundle in bundles}
        self._reached = dict.fromkeys(self._sizes, 0.0)
        self._begun = time.monotonic()
        self._total = sum(self._sizes.values()) or 1
        self._reports = self._known = self._words = self._parts = self._problems = 0
        self._known_share = 0.0

    def count(self, *, bundle: int, width: float, tally: Tally, known: bool) -> None:
        """Take in a part that is done; `width` is how much of its bundle it is."""
        self._parts += 1
        self._reports += tally.reports
        self._problems += sum(tally.problems.values())
        self._reached[bundle] += width
        if known:
            self._known += tally.reports
            self._known_share += width * self._sizes[bundle] / self._total
        else:
            self._words += tally.words

    def standing(self) -> Standing:
        """Return how the run stands."""
        reached = sum(size * min(1.0, self._reached[number]) for number, size in self._sizes.items())
        share = min(1.0, reached / self._total)
        seconds = time.monotonic() - self._begun
        now_done = share - self._known_share
        return Standing(
            reports=self._reports,
            known=self._known,
            words=self._words,
            problems=self._problems,
            parts=self._parts,
            share=share,
            seconds=seconds,
            left=seconds / now_done * (1 - share) if now_done > _SOON else None,
        )
