"""Span and attribution scores, as the PolNeAR literature reports them.

* exact F1 of source, cue and content fragments (BERT-CofeNet, Wang et al. 2022);
* attribution F1: a found attribution matches an annotated one when their cues and sources
  overlap (or neither has a source) and their contents agree by at least a given token F1.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

WordRange = tuple[int, int]


@dataclass(frozen=True)
class Spans:
    """One attribution as ranges, of words or of characters, but of one sort throughout."""

    source: tuple[WordRange, ...]
    cue: tuple[WordRange, ...]
    content: tuple[WordRange, ...]


@dataclass
class Tally:
    """Counts behind a precision, a recall and an F1."""

    hit: int = 0
    found: int = 0
    wanted: int = 0

    def add(self, hit: int, found: int, wanted: int) -> None:
        """Count one more text."""
        self.hit += hit
        self.found += found
        self.wanted += wanted

    @property
    def precision(self) -> float:
        """Share of what was found that is right, in percent."""
        return 100 * self.hit / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Share of what was wanted that was found, in percent."""
        return 100 * self.hit / self.wanted if self.wanted else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall, in percent."""
        return 200 * self.hit / (self.found + self.wanted) if self.found + self.wanted else 0.0

    def measured(self, how: Literal["precision", "recall", "f1"]) -> float | None:
        """Return one of them; None where nothing was counted that it could be a share of."""
        whole = {"precision": self.found, "recall": self.wanted, "f1": self.found + self.wanted}[how]
        share: float = getattr(self, how)
        return share if whole else None


def exact(found: Iterable[WordRange], wanted: Iterable[WordRange]) -> tuple[int, int, int]:
    """Count spans that are the same to the letter: (hits, found, wanted)."""
    a, b = Counter(found), Counter(wanted)
    return sum((a & b).values()), sum(a.values()), sum(b.values())


def covered(ranges: Iterable[WordRange]) -> set[int]:
    """Return every position in the ranges."""
    return {i for first, last in ranges for i in range(first, last)}


def agreement(found: Iterable[WordRange], wanted: Iterable[WordRange]) -> float:
    """Return the token F1 of two sets of ranges, 0 to 1."""
    a, b = covered(found), covered(wanted)
    return 2 * len(a & b) / (len(a) + len(b)) if a or b else 1.0


def overlap(found: Sequence[WordRange], wanted: Sequence[WordRange]) -> bool:
    """Return whether two sets of ranges share a position, or are both empty."""
    if not found or not wanted:
        return not found and not wanted
    return bool(covered(found) & covered(wanted))


def match(found: Sequence[Spans], wanted: Sequence[Spans], least: float) -> list[tuple[int, int]]:
    """Pair found with wanted attributions, one to one, best contents first.

    `least` is the content token F1 a pair must reach. Returns (index found, index wanted).
    """
    options = []
    for i, f in enumerate(found):
        for j, w in enumerate(wanted):
            if overlap(f.cue, w.cue) and overlap(f.source, w.source):
                score = agreement(f.content, w.content)
                if score >= least:
                    options.append((score, -i, -j))
    options.sort(reverse=True)
    used_found: set[int] = set()
    used_wanted: set[int] = set()
    pairs = []
    for _, i, j in options:
        if -i not in used_found and -j not in used_wanted:
            used_found.add(-i)
            used_wanted.add(-j)
            pairs.append((-i, -j))
    return sorted(pairs)
