"""Preparing: all that can be made of one report before the store is asked about the others."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any, get_type_hints

import msgspec

from reportedly.linking.publishers import VOICE
from reportedly.record import Reading
from reportedly.store.keys import number_of
from reportedly.store.packing import UNREADABLE, damaged
from reportedly.tracing.claims import vectors_of
from reportedly.tracing.clustering import Range
from reportedly.tracing.copies import Sentences, sentences_in
from reportedly.tracing.linkage import range_of
from reportedly.tracing.nearness import quantised
from reportedly.tracing.publishing import voice_keys
from reportedly.tracing.statement import Statement
from reportedly.tracing.statements import statements_of
from reportedly.tracing.ties import credited
from reportedly.tracing.wordings import key_of, name_of, rank_of, week_of

SPEAKER, PLACE, PARTY = "speaker", "place", "party"
_REMEMBERED = 4096
"""Statements that are remembered unpacked: claims of the same reports ask for the same ones."""
_FIELDS = Statement.__struct_fields__
_hints = get_type_hints(Statement)
_encoder = msgspec.msgpack.Encoder()
_values: Any = tuple.__class_getitem__(tuple(_hints[name] for name in _FIELDS))
_decoder = msgspec.msgpack.Decoder(_values)


class Made(msgspec.Struct, frozen=True, kw_only=True):
    """A statement, ready to be kept."""

    statement: Statement
    key: int
    rank: str
    wording: str
    """Name of its wording."""
    week: int
    words: bytes
    """Vector of its words, int8."""
    gist: bytes | None
    """Vector of its gist; None where it is the same."""
    figure: Range | None
    """Unit and bounds of a figure."""
    packed: bytes
    names: tuple[tuple[str, str], ...]
    """(role, name) by which it is found."""


class Prepared(msgspec.Struct, frozen=True, kw_only=True):
    """A report, ready to be kept. One that is not to be traced has no statements."""

    seq: int
    mark: int
    """Its mark in the queue when it was taken from there."""
    made: tuple[Made, ...] = ()
    sentences: Sentences | None = None
    """Its sentences, for passages; None where it is not to be traced."""


def prepared(seq: int, mark: int, reading: Reading | None, apart: frozenset[str] = frozenset()) -> Prepared:
    """Return a report prepared; `apart` are statements that persons keep from others of the same words."""
    if reading is None:
        return Prepared(seq=seq, mark=mark)
    statements = list({s.id: s for s in statements_of(reading)}.values())
    words, gists = vectors_of(statements)
    made = []
    for statement, word, gist in zip(statements, quantised(words), quantised(gists), strict=True):
        made.append(
            Made(
                statement=statement,
                key=key_of(statement.id),
                rank="\x1f".join(rank_of(statement)),
                wording=name_of(statement, apart=statement.id in apart),
                week=week_of(statement),
                words=word.tobytes(),
                gist=None if statement.gist == statement.words else gist.tobytes(),
                figure=range_of(statement),
                packed=packed(statement),
                names=names_of(statement),
            )
        )
    keys = frozenset(k for s in statements for k in credited(s))
    return Prepared(seq=seq, mark=mark, made=tuple(made), sentences=sentences_in(reading.report, keys))


def names_of(statement: Statement) -> tuple[tuple[str, str], ...]:
    """Return the names by which a statement is found, each with its role, each once."""
    speaker = statement.speaker
    found = [(SPEAKER, speaker.who if speaker is not None else statement.outlet or "")]
    found += [(SPEAKER, statement.side)] if statement.side else []
    found += [(PLACE, place.name) for place in statement.places]
    found += [(PARTY, name) for name in (*statement.actors, *statement.recipients)]
    return tuple(dict.fromkeys((role, name) for role, name in found if number_of(name) is not None))


def name_numbers(statement: Statement) -> list[tuple[str, int]]:
    """Return role and number of each name by which a statement is found."""
    names = (*names_of(statement), *((VOICE, key) for key in voice_keys(statement)))
    pairs = ((role, number_of(name)) for role, name in names)
    return list(dict.fromkeys((role, number) for role, number in pairs if number is not None))


def packed(statement: Statement) -> bytes:
    """Return a statement as it lies in the store."""
    return _encoder.encode(tuple(getattr(statement, name) for name in _FIELDS))


def decoded(data: bytes) -> Statement:
    """Return the statement that `packed` packed. Raises StoreError where it is damaged."""
    try:
        values: tuple[Any, ...] = _decoder.decode(data)
        return Statement(**dict(zip(_FIELDS, values, strict=True)))
    except UNREADABLE as error:
        raise damaged("a statement of the trace", error) from error


@lru_cache(maxsize=_REMEMBERED)
def unpacked(data: bytes) -> Statement:
    """Return the statement that `packed` packed; the last few are remembered."""
    return decoded(data)


def all_unpacked(rows: Iterable[bytes]) -> list[Statement]:
    """Return several statements."""
    return [unpacked(data) for data in rows]
