"""Roles: what each of a record's citations proves, by the name of the field; the proof of a whole record.

A record's proof is its own words and, for what stands in somebody's words, the words that say whose: source,
cue, and the voices of the chain.
"""

from collections.abc import Iterator, Mapping

import msgspec

from reportedly.exports.citing import Citation, cited
from reportedly.exports.matter import Taken
from reportedly.record import Attribution, Reading, Span
from reportedly.views.records import Item, Record

WORDS, VOICE = "words", "voice"
"""The words that are the record; those that name a voice of its chain."""


class Role(msgspec.Struct, frozen=True):
    """Words, and what of a record they prove."""

    name: str
    """The field: "words", "source", "cue", "content", "place", "holder", "actor", "recipient", "when"…"""
    span: Span
    """The words."""


def own_roles(item: Item) -> tuple[Role, ...]:
    """Return the words of a record by what they prove, in the order of its fields; voices not among them."""
    return tuple(_roles(item))


def voice_roles(said: Attribution | None) -> tuple[Role, ...]:
    """Return the words that name the voices of a chain."""
    if said is None:
        return ()
    return tuple(Role(VOICE, voice.citation) for voice in said.chain if voice.citation is not None)


def attributions_of(reading: Reading) -> dict[str, Attribution]:
    """Return the attributions of a reading by their ids."""
    return {said.id: said for said in reading.attributions}


def said_in(record: Record, attributions: Mapping[str, Attribution]) -> Attribution | None:
    """Return the attribution that a record is or stands in; None for the outlet's own voice."""
    if isinstance(record.item, Attribution):
        return record.item
    return attributions.get(getattr(record.item, "by", None) or "")


def proof_of(taken: Taken, record: Record, attributions: Mapping[str, Attribution]) -> tuple[Citation, ...]:
    """Return all that proves a record, each citation once; `attributions` are those of its reading."""
    said = said_in(record, attributions)
    roles = [*own_roles(record.item), *voice_roles(said)]
    if said is not None and said is not record.item:
        roles += [role for role in own_roles(said) if role.name in {"source", "cue"}]
    return cited(taken.report.id, (role.span for role in roles))


def _roles(item: Item) -> Iterator[Role]:
    for field in item.__struct_fields__:
        value = getattr(item, field)
        name = field.removesuffix("_spans").removesuffix("_span")
        if isinstance(value, Span):
            yield Role(WORDS if field == "span" else name, value)
        elif isinstance(value, tuple):
            yield from (Role(name, span) for span in value if isinstance(span, Span))
