"""The fields of the forms in which a person adds or corrects a record, and a record as values of them.

A form holds text alone: "" says nothing, words of the report stand one span a line, with where they stand
beside them (`NAME_at`), so that words that were not touched stay where they are.
"""

from collections.abc import Iterable, Mapping

import msgspec

from reportedly.desk.pages.reader_text import shown_words
from reportedly.record import (
    Act,
    Attribution,
    Basis,
    Change,
    EventType,
    Figure,
    Kind,
    Manner,
    PlaceKind,
    Precision,
    Source,
    Span,
    Status,
    What,
)
from reportedly.record.layers import ATTRIBUTIONS, CONTROLS, EVENTS, FIGURES, PLACES, TIMES
from reportedly.store.items import Item

AT = "_at"
"""Ends the name of the field that says where the words of another stand."""
_TOTAL = {None: "", True: "total", False: "new"}


class Field(msgspec.Struct, frozen=True, kw_only=True):
    """One field of a form."""

    name: str
    label: str
    sort: str = "text"
    """ "text", "number", "choice", "flag", "words" (words of the report), "names" (one a line)."""
    choices: tuple[tuple[str, str], ...] = ()
    """Value and words of each choice."""
    needed: bool = False
    more: bool = False
    """Whether it stands among the further fields."""
    hint: str = ""
    many: bool = False
    """Whether several spans can prove it."""


def _of(values: Iterable[str], *, lower: bool = False) -> tuple[tuple[str, str], ...]:
    return tuple((value, value.lower() if lower else value) for value in values)


_EDTF = "as 2025-03-04, 2025-03 or 2025-03-04/2025-03-06"
_STATUS = Field(name="status", label="Told as", sort="choice", choices=_of(Status), needed=True)
_WHEN = Field(name="when", label="When", hint=_EDTF)
_WHEN_WORDS = Field(name="when_span", label="Words for when", sort="words", more=True)
_PLACE = Field(name="place", label="Place")
_PLACE_WORDS = Field(name="place_spans", label="Words for the place", sort="words", more=True, many=True)
_SPAN = Field(name="span", label="Words", sort="words", needed=True)

FIELDS: Mapping[str, tuple[Field, ...]] = {
    ATTRIBUTIONS: (
        Field(name="who", label="Speaker", needed=True),
        Field(name="kind", label="Sort of speaker", sort="choice", choices=_of(Kind), needed=True),
        Field(name="source", label="Words for the speaker", sort="words", many=True),
        Field(name="cue", label="Cue", sort="words", many=True),
        Field(name="content", label="What is said", sort="words", many=True),
        Field(name="act", label="Act", sort="choice", choices=_of(Act), needed=True),
        Field(name="manner", label="Manner", sort="choice", choices=_of(Manner), needed=True),
        Field(
            name="through",
            label="Voices between outlet and speaker",
            sort="names",
            more=True,
            hint="one a line, outermost first, as the report names them",
        ),
        Field(name="role", label="Role", more=True),
        Field(name="affiliation", label="Speaks for", more=True),
        Field(name="medium", label="Said in or on", more=True),
    ),
    PLACES: (
        _SPAN,
        Field(name="name", label="Place meant", needed=True),
        Field(name="kind", label="Sort of place", sort="choice", choices=_of(PlaceKind), needed=True),
        Field(name="lat", label="Latitude", sort="number"),
        Field(name="lon", label="Longitude", sort="number"),
        Field(
            name="precision",
            label="Known to the",
            sort="choice",
            choices=(("", "—"), *_of(Precision)),
            more=True,
        ),
        Field(name="geonames_id", label="GeoNames id", sort="number", more=True),
        Field(name="country", label="Country", more=True, hint="two letters, as UA"),
        Field(name="admin1", label="Region", more=True),
    ),
    TIMES: (
        _SPAN,
        Field(name="edtf", label="Date", hint=_EDTF),
        Field(name="basis", label="Rests on", sort="choice", choices=_of(Basis), needed=True),
    ),
    FIGURES: (
        _SPAN,
        Field(name="what", label="Counts", sort="choice", choices=_of(What), needed=True),
        Field(name="low", label="At least", sort="number"),
        Field(name="high", label="At most", sort="number"),
        Field(name="approx", label="Not exact", sort="flag"),
        Field(name="unit", label="Unit", hint="people, km2, USD…"),
        Field(name="whose", label="Of whom or what"),
        Field(
            name="cumulative",
            label="Total or new",
            sort="choice",
            choices=(("", "not said"), ("total", "total so far"), ("new", "new ones")),
            more=True,
        ),
        Field(name="period", label="Words for the period", sort="words", more=True),
    ),
    CONTROLS: (
        _SPAN,
        Field(name="holder", label="Side"),
        Field(name="change", label="Does what", sort="choice", choices=_of(Change), needed=True),
        _PLACE,
        _STATUS,
        _WHEN,
        Field(name="holder_spans", label="Words for the side", sort="words", more=True, many=True),
        _PLACE_WORDS,
        _WHEN_WORDS,
    ),
    EVENTS: (
        _SPAN,
        Field(name="type", label="Type", sort="choice", choices=_of(EventType, lower=True), needed=True),
        Field(name="actor", label="Who did it"),
        Field(name="recipient", label="To whom"),
        _PLACE,
        _STATUS,
        _WHEN,
        Field(name="mode", label="Mode", more=True),
        Field(name="actor_spans", label="Words for who did it", sort="words", more=True, many=True),
        Field(name="recipient_spans", label="Words for to whom", sort="words", more=True, many=True),
        _PLACE_WORDS,
        _WHEN_WORDS,
    ),
}
"""Layer -> the fields of its form, in order."""


def values_of(layer: str, item: Item, source: Source | None) -> dict[str, str]:
    """Return a record as the values of its form."""
    values: dict[str, str] = {}
    for field in FIELDS[layer]:
        held = _held(field.name, item, source)
        if field.sort == "words":
            spans = _spans(held)
            values[field.name] = "\n".join(" ".join(shown_words(span.text).split()) for span in spans)
            values[field.name + AT] = " ".join(f"{span.start}-{span.end}" for span in spans)
        else:
            values[field.name] = _written(held)
    return values


def first_values(layer: str, words: Span | None, sources: Iterable[Source] = ()) -> dict[str, str]:
    """Return the values that a form for a new record at some words begins with."""
    values = {field.name: "" for field in FIELDS[layer]}
    for field in FIELDS[layer]:
        if field.sort == "words":
            values[field.name + AT] = ""
    values.update(_USUAL[layer])
    if words is None:
        return values
    line = " ".join(shown_words(words.text).split())
    name = "content" if layer == ATTRIBUTIONS else "span"
    values[name], values[name + AT] = line, f"{words.start}-{words.end}"
    if layer == ATTRIBUTIONS and line[0] in _OPENING and line[-1] in _CLOSING:
        values["manner"] = Manner.DIRECT.value
    if layer == ATTRIBUTIONS and (named := next((s for s in sources if s.who == line), None)) is not None:
        values.update(who=named.who, kind=named.kind.value)
    if layer == PLACES:
        values["name"] = line
    digits = line.split()[0].replace(",", "")
    if layer == FIGURES and digits.isascii() and digits.isdecimal() and len(digits) < _LONGEST:
        values["low"] = values["high"] = digits
    return values


_LONGEST = 16
"""Digits that a number may have to be taken over as it stands."""
_OPENING, _CLOSING = '"“«„‘', '"”»“’'
_USUAL: Mapping[str, dict[str, str]] = {
    ATTRIBUTIONS: {"kind": "person", "act": "say", "manner": "indirect"},
    PLACES: {"kind": "city"},
    TIMES: {"basis": "said"},
    FIGURES: {"what": "other"},
    CONTROLS: {"change": "holds", "status": "asserted"},
    EVENTS: {"type": "ASSAULT", "status": "asserted"},
}


def _held(name: str, item: Item, source: Source | None) -> object:
    if isinstance(item, Attribution):
        if name == "through":
            return tuple(voice.who for voice in item.chain[1:-1])
        if name in {"who", "kind", "role", "affiliation"}:
            return None if source is None else getattr(source, name)
    if isinstance(item, Figure) and name == "cumulative":
        return _TOTAL[item.cumulative]
    return getattr(item, name)


def _spans(held: object) -> tuple[Span, ...]:
    if isinstance(held, Span):
        return (held,)
    return tuple(each for each in held if isinstance(each, Span)) if isinstance(held, tuple) else ()


def _written(held: object) -> str:
    if held is None or held is False:
        return ""
    if held is True:
        return "yes"
    if isinstance(held, tuple):
        return "\n".join(str(each) for each in held)
    if isinstance(held, float):
        return f"{held:.0f}" if held == int(held) and abs(held) < 1e15 else repr(held)  # noqa: PLR2004
    return shown_words(str(held))
