"""Bodies: what sort of voice a phrase names, by its head word."""

from functools import cache

import msgspec

from reportedly.record import Kind
from reportedly.wordlists.forms import folded
from reportedly.wordlists.table import load


class Bodies(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The compiled list."""

    kinds: dict[str, Kind]
    """Head word, or head of several words, to kind."""
    longest: int
    """Words in the longest head."""


def kind(head: str) -> Kind | None:
    """Return the kind of voice that a head word, or a phrase that ends in one, names; None where unknown.

    The longest listed ending counts: "general staff" is military though "staff" alone is not listed.
    `Kind.PERSON` is a role: with a name beside it that person, without one an unnamed voice.
    """
    words = folded(head).split()
    bodies = _load()
    for first in range(max(0, len(words) - bodies.longest), len(words)):
        found = bodies.kinds.get(" ".join(words[first:]))
        if found is not None:
            return found
    return None


@cache
def _load() -> Bodies:
    return load("bodies", Bodies)
