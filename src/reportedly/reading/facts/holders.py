"""Holders: which attribution the words of a fact stand in (annotation guide, `by`)."""

from dataclasses import dataclass

from reportedly.reading.decoding import WordRange
from reportedly.reading.found import Found, covered
from reportedly.reading.phrases import Described
from reportedly.record import Attribution


@dataclass(frozen=True, slots=True)
class Spoken:
    """What a report attributes: three lists side by side, in order of the cue."""

    found: list[Found]
    """As the encoder found them, over words."""
    speakers: list[Described]
    """Who speaks in each."""
    attributions: tuple[Attribution, ...]
    """As the record has them."""


@dataclass(frozen=True, slots=True)
class Holders:
    """The attributions of one report, the smallest contents first."""

    order: tuple[tuple[int, tuple[WordRange, ...]], ...]
    """Index and content of each attribution."""

    def of(self, span: WordRange) -> int | None:
        """Return the index of the innermost attribution whose content holds the span's first word.

        None is the outlet's own voice.
        """
        held = self._innermost(span[0])
        return None if held is None else held[0]

    def part_around(self, span: WordRange) -> WordRange | None:
        """Return the part of the innermost content that holds the span's first word; None where none does."""
        held = self._innermost(span[0])
        return None if held is None else held[1]

    def _innermost(self, at: int) -> tuple[int, WordRange] | None:
        """Return index and part of the smallest content that holds a word."""
        for i, content in self.order:
            for part in content:
                if part[0] <= at < part[1]:
                    return i, part
        return None


def holders_of(found: list[Found]) -> Holders:
    """Return the holders of a text's attributions."""
    sized = sorted(range(len(found)), key=lambda i: (len(covered(found[i].content)), i))
    return Holders(tuple((i, found[i].content) for i in sized))
