"""What a baseline finds: attributions as ranges of characters."""

from __future__ import annotations

from collections.abc import Iterable

from reportedly.reading.words import Words

Ranges = list[tuple[int, int]]
Attribution = dict[str, Ranges]
"""Ranges of characters of `source`, `cue` and `content`; a source may be empty."""


def ranges_of(words: Words, pieces: Iterable[tuple[int, int]]) -> Ranges:
    """Return ranges of words as ranges of characters."""
    return [(words.starts[first], words.ends[last - 1]) for first, last in pieces]
