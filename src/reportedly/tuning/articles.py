"""Articles: annotated texts, as attributions over characters; what `batches` makes tensors of."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field

from reportedly.reading.decoding import WordRange
from reportedly.reading.words import Words

Range = tuple[int, int]
"""Characters [start, end)."""


@dataclass(frozen=True)
class Marked:
    """One attribution as the annotators marked it."""

    cue: tuple[Range, ...]
    source: tuple[Range, ...]
    content: tuple[Range, ...]
    via: tuple[Range, ...] = ()
    """Words that name an outlet, document or body through which it came (guide reports only)."""
    medium: tuple[Range, ...] = ()
    """Words that say where it was said (guide reports only)."""
    act: str | None = None
    kind: str | None = None
    """What sort of voice the speaker is (guide reports only)."""
    named: bool | None = None
    nested: bool = False
    """Whether it stands inside another's content."""


@dataclass(frozen=True)
class Article:
    """One text with every annotator's attributions."""

    name: str
    text: str
    versions: tuple[tuple[Marked, ...], ...]
    """One entry an annotator, sorted by the annotator's code."""
    guide: bool = False
    """True for reports annotated by the project's guide, False for PolNeAR."""
    discard: tuple[tuple[Range, ...], ...] = field(default=())
    """For each annotator the spans marked `Discard`: not to be learned from."""


def words_of(words: Words, ranges: Iterable[Range]) -> tuple[WordRange, ...]:
    """Return ranges of characters as ranges of words; a range cut inside a word takes the whole word."""
    got = []
    for start, end in ranges:
        first = max(bisect_right(words.starts, start) - 1, 0)
        if words.ends[first] <= start:
            first += 1
        last = bisect_left(words.starts, end)
        if last > first:
            got.append((first, last))
    return tuple(got)
