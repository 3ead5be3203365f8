"""Words that say what sort of place a name is, compiled from `wordlists/place_words.yaml`."""

from collections.abc import Iterable
from functools import cache
from typing import Literal

import msgspec

from reportedly.wordlists.table import load

Sort = Literal["settlement", "division", "water", "facility", "direction"]


class PlaceWords(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """Words of one sort."""

    sort: Sort
    """What they say."""
    level: Literal["", "ADM1", "ADM2"] = ""
    """The GeoNames level of a division that news calls so; "" where it may be either."""
    words: tuple[str, ...]
    """Singular, lower case."""


def sort_of(word: str) -> Sort | None:
    """Return the sort of place a word names in the singular or plural ("Villages": "settlement"), or None."""
    low = word.lower()
    return _sorts().get(low) or _sorts().get(singular(low))


def levels_of(words: Iterable[str]) -> frozenset[str]:
    """Return the feature codes of the divisions that a report calls by these words ("county": ADM2)."""
    known = _levels()
    levels = (known.get(word.lower()) or known.get(singular(word.lower())) for word in words)
    return frozenset(level for level in levels if level)


def division_words() -> frozenset[str]:
    """Return all words of divisions, singular and plural."""
    return _division_words()


def singular(low: str) -> str:
    """Return the singular of a lower-case noun by the spelling rules ("counties", "parishes", "regions")."""
    if low.endswith("ies"):
        return f"{low[:-3]}y"
    if low.endswith(("shes", "ches")):
        return low[:-2]
    return low.removesuffix("s")


@cache
def _load() -> tuple[PlaceWords, ...]:
    return load("place_words", tuple[PlaceWords, ...])


@cache
def _sorts() -> dict[str, Sort]:
    return {word: entry.sort for entry in _load() for word in entry.words}


@cache
def _levels() -> dict[str, str]:
    return {word: entry.level for entry in _load() for word in entry.words}


@cache
def _division_words() -> frozenset[str]:
    words = {word for word, sort in _sorts().items() if sort == "division"}
    return frozenset(
        words | {f"{word}s" for word in words} | {f"{word[:-1]}ies" for word in words if word[-1] == "y"}
    )
