"""Keys: by what the records of a reading are found: layer, kind, speaker, places and days.

The same keys make the rows of `record_index`, which leads to reports, and pick the records that a hit
shows, so that the two cannot differ.
"""

import hashlib
from bisect import bisect_left
from collections.abc import Iterable
from functools import lru_cache

import msgspec

from reportedly.record import Attribution, Control, Event, Figure, Place, Reading, Span, Time
from reportedly.record.days import Days, days_of
from reportedly.store.items import TYPES, Item
from reportedly.store.words import folded_words

_SIGNED = 63
"""Bits of a name's number: both databases have signed integers of 64."""


class Keys(msgspec.Struct, frozen=True, kw_only=True):
    """What one record is found by."""

    layer: str
    """The list of the Reading it stands in."""
    item: Item
    """The record."""
    kind: str | None = None
    """Act of an attribution, type of an event, change of a control statement, what a figure counts, kind
    of a place."""
    speaker: str | None = None
    """In whose words it stands; None for the outlet's own."""
    places: frozenset[str] = frozenset()
    """Names of the places it is about, as written and as meant."""
    days: Days | None = None
    """When what it tells happened."""


@lru_cache(maxsize=1 << 16)
def number_of(name: str) -> int | None:
    """Return the number of a name in the store, by its folded words; None where it has none."""
    words = " ".join(folded_words(name))
    if not words:
        return None
    return int.from_bytes(hashlib.sha256(words.encode()).digest()[:8], "big") >> (64 - _SIGNED)


def holds_words(name: str | None, words: Iterable[str]) -> bool:
    """Whether a name has all of the (folded) words that a person looks for."""
    return name is not None and set(words) <= set(folded_words(name))


def keys_of(reading: Reading, layer: str | None = None) -> list[Keys]:
    """Return the keys of every record of a reading, or of one layer of it, in its order."""
    who = {source.id: source.who for source in reading.sources}
    speakers = {each.id: who.get(each.speaker) for each in reading.attributions}
    named = _Named(reading.places)
    return [
        _keys(each, item, speakers.get(_voice(item) or ""), named)
        for each in ([layer] if layer else TYPES)
        for item in getattr(reading, each)
    ]


def _voice(item: Item) -> str | None:
    """Return the id of the attribution in which a record stands; an attribution stands in itself."""
    if isinstance(item, Attribution):
        return item.id
    return item.by if isinstance(item, (Figure, Control, Event)) else None


class _Named:
    """The places of a reading, to be asked which of them stand at some words."""

    def __init__(self, places: tuple[Place, ...]) -> None:
        self._places = sorted(places, key=lambda place: place.span.start)
        self._starts = [place.span.start for place in self._places]

    def within(self, spans: Iterable[Span]) -> frozenset[str]:
        """Return the names, as written and as meant, of the places that begin in `spans`."""
        names: set[str] = set()
        for span in spans:
            first = bisect_left(self._starts, span.start)
            for place in self._places[first : bisect_left(self._starts, span.end)]:
                names.update((place.span.text, place.name))
        return frozenset(names)


def _keys(layer: str, item: Item, speaker: str | None, named: _Named) -> Keys:
    kind: str | None = None
    places: frozenset[str] = frozenset()
    days: Days | None = None
    match item:
        case Attribution():
            kind, places = item.act, named.within(item.content)
        case Place():
            kind, places = item.kind, frozenset({item.span.text, item.name})
        case Time():
            days = days_of(item.edtf)
        case Figure():
            kind = item.what
        case Control():
            kind, places, days = item.change, _told(item, named), days_of(item.when)
        case Event():
            kind, places, days = item.type, _told(item, named), days_of(item.when)
    return Keys(layer=layer, item=item, kind=kind, speaker=speaker, places=places, days=days)


def _told(item: Control | Event, named: _Named) -> frozenset[str]:
    """Return the places of a fact: in its own words, and as the mentions in them are meant."""
    own = {name for name in (item.place or "").split("; ") if name}
    return named.within(item.place_spans) | own
