"""Figures: sets of small words by which the grammar of figures reads a number's surroundings."""

from functools import cache

from reportedly.wordlists.table import load


@cache
def word_set(name: str) -> frozenset[str]:
    """Return the set `name`, in small letters; raises KeyError for a name the list does not have."""
    return frozenset(_load()[name])


@cache
def _load() -> dict[str, tuple[str, ...]]:
    return load("figures", dict[str, tuple[str, ...]])
