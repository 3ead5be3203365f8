"""The fields of records as annotation tools show them: text alone, and the choices of each."""

from collections.abc import Iterable, Mapping

import msgspec

from reportedly.record import (
    Act,
    Attribution,
    Basis,
    Change,
    EventType,
    Kind,
    Manner,
    PlaceKind,
    Source,
    Status,
    What,
)
from reportedly.record.layers import ATTRIBUTIONS, CONTROLS, EVENTS, FIGURES, PLACES, TIMES
from reportedly.store.items import Item

SOURCE, CUE, CONTENT = "source", "cue", "content"
PARTS = (SOURCE, CUE, CONTENT)
"""What the words of an attribution are; each is a field of it."""
LABELS: Mapping[str, str] = {
    PLACES: "place",
    TIMES: "time",
    FIGURES: "figure",
    CONTROLS: "control",
    EVENTS: "event",
}
"""Layer -> what its words are labelled with."""
LAYERS = {label: layer for layer, label in LABELS.items()} | dict.fromkeys(PARTS, ATTRIBUTIONS)
"""Label -> layer."""
BETWEEN = " > "
"""Parts the voices of a chain."""
_YES = "yes"
_TOTALS = {None: None, True: "total", False: "new"}


class Field(msgspec.Struct, frozen=True, kw_only=True):
    """One field."""

    name: str
    sort: str = "text"
    """ "text", "choice", "number", "whole" (a whole number), "date" (EDTF), "flag", "voices"."""
    choices: tuple[str, ...] = ()
    hint: str = ""


def _of(name: str, values: Iterable[str]) -> Field:
    return Field(name=name, sort="choice", choices=tuple(values))


_STATUS = _of("status", Status)
_WHEN = Field(name="when", sort="date", hint="2025-03-04, 2025-03 or 2025-03-04/2025-03-06")
_PLACE = Field(name="place", hint="as the report names it")

FIELDS: Mapping[str, tuple[Field, ...]] = {
    ATTRIBUTIONS: (
        Field(name="who", hint="who speaks, by the fullest name"),
        _of("kind", Kind),
        _of("act", Act),
        _of("manner", Manner),
        Field(name="through", sort="voices", hint="voices between outlet and speaker: AFP > the ministry"),
        Field(name="role"),
        Field(name="affiliation", hint="for whom the speaker speaks"),
        Field(name="medium", hint="said in or on"),
    ),
    PLACES: (
        Field(name="name", hint="the place meant"),
        _of("kind", PlaceKind),
        Field(name="lat", sort="number"),
        Field(name="lon", sort="number"),
        Field(name="geonames_id", sort="whole"),
    ),
    TIMES: (Field(name="edtf", sort="date", hint=_WHEN.hint), _of("basis", Basis)),
    FIGURES: (
        _of("what", What),
        Field(name="low", sort="number"),
        Field(name="high", sort="number"),
        Field(name="approx", sort="flag", choices=(_YES,)),
        Field(name="unit", hint="people, km2, USD"),
        Field(name="whose", hint="of whom or what"),
        Field(name="cumulative", sort="total", choices=("total", "new")),
    ),
    CONTROLS: (Field(name="holder"), _of("change", Change), _PLACE, _STATUS, _WHEN),
    EVENTS: (
        _of("type", EventType),
        Field(name="actor"),
        Field(name="recipient"),
        _PLACE,
        _STATUS,
        _WHEN,
        Field(name="mode"),
    ),
}
"""Layer -> its fields, beside the words themselves."""
OF_SPEAKER = frozenset({"who", "kind", "role", "affiliation"})
"""Fields of an attribution that are its speaker's."""


def written(layer: str, item: Item, source: Source | None) -> dict[str, str]:
    """Return what a record says in its fields; a field that says nothing is not there."""
    found = {}
    for field in FIELDS[layer]:
        held: object
        if isinstance(item, Attribution) and field.name in OF_SPEAKER:
            held = None if source is None else getattr(source, field.name)
        elif isinstance(item, Attribution) and field.name == "through":
            held = BETWEEN.join(one_line(voice.who) for voice in item.chain[1:-1])
        else:
            held = getattr(item, field.name)
        if field.sort == "total":
            held = _TOTALS[held if isinstance(held, bool) else None]
        if line := _line(held):
            found[field.name] = line
    return found


def one_line(words: str) -> str:
    """Return words without line breaks and further blanks, as tools keep them."""
    return " ".join(words.split())


def _line(held: object) -> str:
    if held is None or held is False:
        return ""
    if held is True:
        return _YES
    if isinstance(held, float):
        return f"{held:.0f}" if held.is_integer() and abs(held) < 1e15 else repr(held)  # noqa: PLR2004
    return one_line(str(held))
