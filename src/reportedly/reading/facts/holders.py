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
        at = span[0]
        for i, content in self.order:
            if any(first <= at < last for first, last in content):
                return i
        return None


def holders_of(found: list[Found]) -> Holders:
    """Return the holders of a text's attributions."""
    sized = sorted(range(len(found)), key=lambda i: (len(covered(found[i].content)), i))
    return Holders(tuple((i, found[i].content) for i in sized))
