"""Drafts: the records of a reading while judgements are laid over them, and the marks they leave."""

from collections.abc import Iterable

import msgspec

from reportedly.record import Source, Span
from reportedly.store.items import Item
from reportedly.store.judgement import Target, Verb


class Mark(msgspec.Struct, frozen=True, kw_only=True):
    """What persons said of one record of a judged reading."""

    layer: str
    """The list of the Reading it stands in."""
    item: str | None
    """Its id in the judged reading; None for places and times, and for a record that is not shown."""
    spans: tuple[Span, ...]
    """Its words as shown."""
    nth: int = 0
    """Which of the records shown with exactly these words it is, counted from 0."""
    target: Target
    """What the judgements point at; a further one on this record points at the same."""
    verdict: Verb | None = None
    """ACCEPT or REJECT; a rejected record is not in the reading."""
    corrected: tuple[str, ...] = ()
    """The fields that persons set."""
    added: bool = False
    """True where a person added it."""
    lost: bool = False
    """True where the model that read the report last no longer finds it."""
    judgements: tuple[int, ...] = ()
    """Numbers of the judgements in force on it, notes too."""


class Draft(msgspec.Struct, kw_only=True):
    """One record while it is put together."""

    item: Item
    """The record so far."""
    source: Source | None = None
    """Who speaks, where a person said so (attributions)."""
    mark: Mark | None = None
    """None where nobody judged it."""
    raw: Item | None = None
    """The record as the model found it; None where it did not."""
    chain_said: bool = False
    """Whether a person said what its chain is (attributions)."""


def kept(drafts: Iterable[Draft]) -> list[Draft]:
    """Return the drafts that are shown: all but the rejected."""
    return [draft for draft in drafts if draft.mark is None or draft.mark.verdict is not Verb.REJECT]
