"""Items: the records of a reading by layer, their own words, and which of their fields may be corrected."""

from functools import cache
from typing import Any, TypeVar, get_type_hints

import msgspec

from reportedly.record import Attribution, Control, Event, Figure, Place, Source, Span, Time
from reportedly.record.layers import ATTRIBUTIONS, CONTROLS, EVENTS, FIGURES, PLACES, TIMES

Item = Attribution | Place | Time | Figure | Control | Event
AnyStruct = TypeVar("AnyStruct", bound=msgspec.Struct)

TYPES: dict[str, type[Item]] = {
    ATTRIBUTIONS: Attribution,
    PLACES: Place,
    TIMES: Time,
    FIGURES: Figure,
    CONTROLS: Control,
    EVENTS: Event,
}
"""Layer -> type of its items."""
LETTERS = {ATTRIBUTIONS: "a", FIGURES: "f", CONTROLS: "c", EVENTS: "e"}
"""Layer -> first letter of its items' ids; places and times have no ids."""
SPEAKER = "speaker"
_NOT_CORRECTED = frozenset({"id", "by", "inside", "confidence"})
"""Ids are the reading's own; whose words a record stands in follows from where it stands."""


def item_spans(item: Item) -> tuple[Span, ...]:
    """Return the words that are the item itself: of an attribution its source, cue and content."""
    if isinstance(item, Attribution):
        return tuple(sorted({*item.source, *item.cue, *item.content}))
    return (item.span,)


def place_in_text(item: Item) -> tuple[int, int]:
    """Return where the item stands in the order of its layer: an attribution at its cue."""
    span = min(item.cue or item.content or item.source) if isinstance(item, Attribution) else item.span
    return span.start, span.end


def item_id(item: Item) -> str | None:
    """Return the id of an item, None for a place or time."""
    return None if isinstance(item, (Place, Time)) else item.id


@cache
def correctable(layer: str) -> dict[str, Any]:
    """Return the fields of a layer's items that a person may correct, each with its type."""
    hints = get_type_hints(TYPES[layer])
    fields = {name: hints[name] for name in TYPES[layer].__struct_fields__ if name not in _NOT_CORRECTED}
    return {**fields, SPEAKER: Source} if layer == ATTRIBUTIONS else fields


def said(item: Item) -> dict[str, object]:
    """Return the fields in which an item says something, without those that are its reading's own."""
    return {name: getattr(item, name) for name in item.__struct_fields__ if name not in _NOT_CORRECTED}


def typed(layer: str, field: str, value: object) -> Any:  # noqa: ANN401 - as wide as the record
    """Return a corrected value as the type its field has in the record; raises msgspec.ValidationError."""
    return msgspec.convert(value, correctable(layer)[field])


def plain(value: msgspec.Struct) -> dict[str, Any]:
    """Return a record as in the JSON contract."""
    built: dict[str, Any] = msgspec.to_builtins(value)
    return built


def item_of(layer: str, value: dict[str, Any]) -> Item:
    """Return the record that `plain` took apart; raises msgspec.ValidationError."""
    item: Item = msgspec.convert(value, TYPES[layer])
    return item


def changed(struct: AnyStruct, **fields: object) -> AnyStruct:
    """Return `struct` with other values in some fields."""
    return msgspec.structs.replace(struct, **fields)
