"""Metonyms: capitals, seats and buildings that speak for a government ("Moscow said")."""

from functools import cache

import msgspec

from reportedly.record import Kind
from reportedly.wordlists.forms import Forms
from reportedly.wordlists.table import load


class Metonym(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """A place or building whose name stands for who sits there."""

    name: str
    """As news writes it ("Moscow", "Kremlin")."""
    who: str
    """Who speaks when it speaks: a capital speaks for its country, a building keeps its own name."""
    kind: Kind
    """What sort of voice that is."""
    country: str | None = None
    """ISO 3166 alpha-2 of the country it stands for; None for international bodies."""
    aliases: tuple[str, ...] = ()
    """Other forms of the name ("Kiev")."""
    place: bool = False
    """True where it is also a town, so that it is a metonym only when it speaks or acts."""
    ambiguous: bool = False
    """True where it stands for a government only in the right context (another country's Georgetown)."""


def find(name: str) -> Metonym | None:
    """Return what `name` stands for when it speaks, or None; case and a leading "the" do not matter."""
    return next(iter(_names().find(name)), None)


def every() -> tuple[Metonym, ...]:
    """Return all metonyms, in the order of the list."""
    return _load()


@cache
def _load() -> tuple[Metonym, ...]:
    return load("metonyms", tuple[Metonym, ...])


@cache
def _names() -> Forms[Metonym]:
    return Forms((form, metonym, False) for metonym in _load() for form in (metonym.name, *metonym.aliases))
