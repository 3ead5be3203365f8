"""Media: where something was said ("on state television", "in a Telegram post")."""

from functools import cache
from typing import Literal

import msgspec

from reportedly.wordlists.scanner import Scanner
from reportedly.wordlists.table import load

MediumSort = Literal["broadcast", "platform", "event", "text", "talk", "body"]


class Medium(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """A place, occasion or form in which something is said."""

    name: str
    """The short name to put on record ("news conference")."""
    sort: MediumSort
    """broadcast, platform, event, text, talk, or body (that somebody speaks before)."""
    forms: tuple[str, ...]
    """How reports write it; a form that is a common word by itself stands with its preposition ("on X")."""


def find(text: str) -> list[tuple[int, int, Medium]]:
    """Return every mention of a medium in `text` as (start, end, medium), in order.

    Give it the clause around a cue, not a whole report: "a statement" far from the cue says nothing.
    """
    return [(start, end, meant[0]) for start, end, meant in _scanner().scan(text)]


def by_name(name: str) -> Medium | None:
    """Return the medium of this short name, or None."""
    return _by_name().get(name)


@cache
def _load() -> tuple[Medium, ...]:
    return load("media", tuple[Medium, ...])


@cache
def _by_name() -> dict[str, Medium]:
    return {medium.name: medium for medium in _load()}


@cache
def _scanner() -> Scanner[Medium]:
    return Scanner(((form, medium) for medium in _load() for form in medium.forms), any_case=True)
