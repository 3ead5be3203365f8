"""Opposed: sets of words by which tracing tells whether two statements can both hold."""

import re
from functools import cache

from reportedly.wordlists.table import load


@cache
def opposed_words(name: str) -> frozenset[str]:
    """Return the set `name`, in small letters; raises KeyError for a name the list does not have."""
    return frozenset(_load()[name])


@cache
def opposed_pattern(name: str) -> re.Pattern[str]:
    """Return what finds the words of the set `name` in a text, whatever their case, the longest first."""
    words = sorted(opposed_words(name), key=lambda word: (-len(word), word))
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, words))})(?![\w-])", re.IGNORECASE)


@cache
def _load() -> dict[str, tuple[str, ...]]:
    return load("opposed", dict[str, tuple[str, ...]])
