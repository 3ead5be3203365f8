"""Counted: what a number counts, by its noun, and what is told to have happened to those counted."""

from functools import cache

import msgspec

from reportedly.record import What
from reportedly.wordlists.table import load

WHATS = frozenset(what.value for what in What)
"""Values of `what` (annotation guide, Figure)."""


class Noun(msgspec.Struct, frozen=True, array_like=True):
    """What a counted noun tells by itself."""

    what: str
    unit: str
    """Unit in a record: "people", "vehicles", or the noun's plural."""
    people: bool
    """True where the words around may say more: killed, displaced."""
    plural: bool


class Cues(msgspec.Struct, frozen=True, kw_only=True):
    """Words, of one token or several, by what they tell; all in small letters."""

    states: dict[str, str]
    """After the number: "12 were killed"."""
    acts: dict[str, str]
    """Verbs whose object the number is."""
    does: dict[str, str]
    """Verbs whose subject the number is."""
    topics: dict[str, str]
    """Nouns that announce the number."""


class Counted(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The compiled list."""

    nouns: dict[str, Noun]
    """Singular and plural, of one word or several, in small letters."""
    longest: int
    """Words in the longest noun."""
    models: dict[str, str]
    """Letters before the hyphen of a model's name, as written ("Su" of "Su-34"), to what it is."""
    cues: Cues
    harm: dict[str, tuple[str, ...]]
    """Groups of words that tell of harm without a number, each group's words in small letters."""


@cache
def counted() -> Counted:
    """Return the list."""
    return load("counted", Counted)
