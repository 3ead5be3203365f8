"""Bodies: what sort of voice a phrase names, by its head word ("the regional ministry" is a ministry)."""

from functools import cache

import msgspec

from reportedly.record import Kind
from reportedly.wordlists.forms import folded
from reportedly.wordlists.table import load


class Body(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The head words of one kind of voice."""

    kind: Kind
    """What sort of voice these words name."""
    words: tuple[str, ...]
    """Head words and heads of several words, each form as it stands."""


def kind(head: str) -> Kind | None:
    """Return what sort of voice a head word, or a head of several words, names; None where unlisted."""
    return _heads().get(folded(head))


def every() -> tuple[Body, ...]:
    """Return all kinds with their words, in the order of the list."""
    return _load()


@cache
def _load() -> tuple[Body, ...]:
    return load("bodies", tuple[Body, ...])


@cache
def _heads() -> dict[str, Kind]:
    heads: dict[str, Kind] = {}
    for body in _load():
        for word in body.words:
            heads.setdefault(folded(word), body.kind)
    return heads
