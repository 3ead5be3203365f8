"""Rows: wordings, statements, edges and contradictions as the store's tables have them."""

from typing import Any, cast

import msgspec
import numpy as np

from reportedly.linking.preparing import Made
from reportedly.store.packing import UNREADABLE, damaged
from reportedly.tracing.clustering import Range
from reportedly.tracing.contradictions import Contradiction, Lent, opposed
from reportedly.tracing.nearness import Quantised, cosine
from reportedly.tracing.profile import Profile

_encoder = msgspec.msgpack.Encoder()
_decoder = msgspec.msgpack.Decoder(Range)


class Held(msgspec.Struct, kw_only=True):
    """A wording as the store has it."""

    id: int
    name: str
    week: int
    page: int
    first: int
    """Its earliest statement."""
    sole: int | None
    """The report, where there is only one."""
    cluster: int | None
    claim: int | None
    words: Quantised
    gist: Quantised
    profile: Profile | None = None
    """Of its earliest statement."""


def profile(held: Held) -> Profile:
    """Return the profile of a wording's earliest statement."""
    return cast("Profile", held.profile)


def opposed_row(one: Held, other: Held) -> dict[str, object] | None:
    """Return how two wordings contradict each other as a row, None where they do not."""
    if one.sole is not None and one.sole == other.sole:
        return None
    a, b = profile(one), profile(other)
    found = opposed(a, b, Lent(cosine(one.words, other.words)))
    if found is None:
        return None
    first, second = (one, other) if found.one == a.statement.id else (other, one)
    return contradiction_row(first.id, second.id, found)


def contradiction_row(one: int, other: int, found: Contradiction) -> dict[str, object]:
    """Return a contradiction between two wordings as its row."""
    return {"one": one, "other": other, "label": str(found.label), "slot": found.slot, "why": found.why}


def statement_row(number: int, seq: int, made: Made, wording: int) -> dict[str, object]:
    """Return a statement as its row."""
    return {
        "id": number,
        "key": made.key,
        "seq": seq,
        "wording": wording,
        "rank": made.rank,
        "kind": str(made.statement.kind),
        "packed": made.packed,
    }


def wording_row(number: int, made: Made, page: int) -> dict[str, object]:
    """Return a wording that is new as its row; its earliest statement is told later."""
    return {
        "id": number,
        "name": made.wording,
        "week": made.week,
        "page": page,
        "first": 0,
        "sole": None,
        "words": made.words,
        "gist": made.gist,
        "figure": made.figure and _encoder.encode(made.figure),
    }


def range_in(packed: bytes | None) -> Range | None:
    """Return unit and bounds of a figure as a wording's row has them. Raises StoreError where damaged."""
    try:
        return None if packed is None else _decoder.decode(packed)
    except UNREADABLE as error:
        raise damaged("a figure of the trace", error) from error


def held_of(row: Any) -> Held:  # noqa: ANN401 -- a row of any query
    """Return a wording that the store has; its profile is put in later."""
    words = np.frombuffer(row.words, dtype=np.int8)
    gist = words if row.gist is None else np.frombuffer(row.gist, dtype=np.int8)
    fields = ("id", "name", "week", "page", "first", "sole", "cluster", "claim")
    return Held(**{name: getattr(row, name) for name in fields}, words=words, gist=gist)
