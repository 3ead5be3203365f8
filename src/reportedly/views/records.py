"""Records in one line each, as lists and hits show them: "killed ≥ 12 people: “at least 12 soldiers”"."""

from collections.abc import Iterable, Iterator

import msgspec

from reportedly.record import Attribution, Control, Event, Figure, Place, Reading, Span, Status, Time
from reportedly.record.layers import SPOKEN
from reportedly.views.values import NOT_RESOLVED, edtf_words, figure_value, shortened
from reportedly.views.voices import SAYS

Item = Attribution | Place | Time | Figure | Control | Event
_LONG = 110
_LETTERS = {"places": "p", "times": "t"}
"""Places and times have no ids; a person calls them by their number in the layer, as p3."""


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """One record of a reading, by the name that a person calls it."""

    name: str
    """Its id, or p or t and its number in the layer, counted from 1."""
    layer: str
    """The list of the Reading it stands in."""
    item: Item
    """The record."""
    spans: tuple[Span, ...]
    """Its words."""
    speaker: str | None = None
    """In whose words it stands; None for the outlet's own."""


def records(reading: Reading) -> Iterator[Record]:
    """Yield every record of a reading, by layer, in its order."""
    who = {source.id: source.who for source in reading.sources}
    speakers = {said.id: who.get(said.speaker) for said in reading.attributions}
    for layer in SPOKEN.values():
        for number, item in enumerate(getattr(reading, layer), 1):
            name = item.id if hasattr(item, "id") else f"{_LETTERS[layer]}{number}"
            by = name if isinstance(item, Attribution) else getattr(item, "by", None)
            yield Record(
                name=name, layer=layer, item=item, spans=own_words(item), speaker=speakers.get(by or "")
            )


def own_words(item: Item) -> tuple[Span, ...]:
    """Return the words that are the record itself: of an attribution its source, cue and content."""
    if isinstance(item, Attribution):
        return tuple(sorted({*item.source, *item.cue, *item.content}))
    return (item.span,)


def told(item: Item) -> str:
    """Return what a record says, in one line, without its words."""
    match item:
        case Attribution():
            return f"{SAYS[item.act]}"
        case Place():
            return _joined(" · ", item.name, item.kind.value, item.admin1, item.country)
        case Time():
            return edtf_words(item.edtf) or NOT_RESOLVED
        case Figure():
            return _joined(" ", item.what.value, figure_value(item), item.whose and f"({item.whose})")
        case Control():
            holder = _joined(" ", item.holder or f"(holder {NOT_RESOLVED})", item.change.value)
            place = item.place or f"(place {NOT_RESOLVED})"
            return _joined(" · ", f"{holder} {place}", _firm(item.status), edtf_words(item.when))
        case Event():
            parties = " → ".join(party for party in (item.actor, item.recipient) if party)
            kind = item.type.value.lower()
            kind = f"{kind} ({item.mode.replace('_', ' ')})" if item.mode else kind
            return _joined(" · ", kind, parties, item.place, _firm(item.status), edtf_words(item.when))


def quoted(item: Item) -> str:
    """Return the words of a record, of an attribution those of its content."""
    spans = (item.content or item.cue or item.source) if isinstance(item, Attribution) else (item.span,)
    return in_quotes(span.text for span in spans)


def in_quotes(words: Iterable[str]) -> str:
    """Return words on one line, in quotation marks, long ones cut."""
    line = shortened(" ".join(" … ".join(words).split()), _LONG)
    return f"“{line.strip('“”')}”" if line else ""


def _firm(status: Status) -> str:
    return "" if status is Status.ASSERTED else status.value


def _joined(between: str, *parts: str | None) -> str:
    return between.join(part for part in parts if part)
