"""Judgements: what a person said of a report, a record in it, a source or a claim. A log, never a state.

A judgement points at words, not at an item's number: `Target` names the report, the layer and the spans,
so that the next model's reading, where everything is numbered anew, does not lose it (`laying`).
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

import msgspec

from reportedly.record import Source, Span


class Verb(StrEnum):
    """What a judgement does."""

    ACCEPT = "accept"
    """The record is right as it is shown; what it says then stays so in later readings."""
    REJECT = "reject"
    """Nothing like it stands here."""
    CORRECT = "correct"
    """Some of its fields are to read otherwise."""
    ADD = "add"
    """A record that the model did not find."""
    MERGE = "merge"
    """These claims are one."""
    SPLIT = "split"
    """These are not the same claim."""
    GRADE = "grade"
    """How far a source is to be trusted, by the Admiralty code (STANAG 2511)."""
    NOTE = "note"
    """Words for the next reader; nothing changes."""
    WITHDRAW = "withdraw"
    """An earlier judgement, named by `withdraws`, no longer holds."""


OF_RECORDS = frozenset({Verb.ACCEPT, Verb.REJECT, Verb.CORRECT, Verb.ADD})
"""The verbs that change how a reading is shown."""
CLAIM_VERBS = frozenset({Verb.MERGE, Verb.SPLIT})
"""The verbs that change which statements are one claim."""


class Target(msgspec.Struct, frozen=True, kw_only=True):
    """What is judged: a record of a report, a whole report, or a name."""

    report: str | None = None
    """Id of the report."""
    layer: str | None = None
    """The list of the Reading the record stands in ("attributions", "figures"…)."""
    spans: tuple[Span, ...] = ()
    """The record's own words (`item_spans`), as the model had found them when it was first judged."""
    nth: int = 0
    """Which of several records of the layer with exactly these words, counted from 0."""
    item: str | None = None
    """The id the record had then; None for places and times, which have none."""
    model: str | None = None
    """The model that had read the report then."""
    added: int | None = None
    """Number of the judgement that added the record, where a person did: at the words of another one it is
    a record of its own all the same."""
    name: str | None = None
    """The source or outlet that is graded."""


class Seen(msgspec.Struct, frozen=True, kw_only=True):
    """A record as it was shown when it was judged, or as a person added it."""

    item: dict[str, Any]
    """The record, as in the JSON contract."""
    source: Source | None = None
    """Who speaks, for an attribution."""


class Grade(msgspec.Struct, frozen=True, kw_only=True):
    """A grade by the Admiralty code; either part may be left open."""

    reliability: str | None = None
    """Of the source: A completely reliable … E unreliable, F cannot be judged."""
    credibility: int | None = None
    """Of the information: 1 confirmed … 5 improbable, 6 cannot be judged."""


class Judgement(msgspec.Struct, frozen=True, kw_only=True):
    """One entry of the log."""

    id: int
    """Its number; judgements are in force in this order."""
    at: str
    """When, ISO 8601 in UTC."""
    who: str
    """Who judged."""
    verb: Verb
    """What it does."""
    target: Target = Target()
    """What is judged."""
    value: dict[str, Any] | None = None
    """`correct`: field -> new value; `grade`: a Grade; `merge`, `split`: {"members": [target…]}."""
    seen: Seen | None = None
    """The record as it was shown, or as it was added."""
    withdraws: int | None = None
    """Number of the judgement that no longer holds."""
    why: str | None = None
    """The reason, in the person's words."""


class _Members(msgspec.Struct, frozen=True):
    members: tuple[Target, ...]


def members_in(value: Mapping[str, Any] | None) -> tuple[Target, ...]:
    """Return the records that the value of a merge or split names; raises msgspec.ValidationError."""
    return msgspec.convert(msgspec.to_builtins(value or {}), _Members).members


def members_of(judgement: Judgement) -> tuple[Target, ...]:
    """Return the records whose claims a judgement merges or splits; none of another verb."""
    return members_in(judgement.value) if judgement.verb in CLAIM_VERBS else ()


def called(judgement: Judgement) -> Target:
    """Return what the log calls the record of `judgement`: one that it adds has its number."""
    if judgement.verb is not Verb.ADD:
        return judgement.target
    return msgspec.structs.replace(judgement.target, added=judgement.id)


def in_force(judgements: tuple[Judgement, ...]) -> list[Judgement]:
    """Return the judgements that hold, in the order in which they were made, without withdrawals."""
    return [each for each in standing(judgements) if each.verb is not Verb.WITHDRAW]


def standing(judgements: tuple[Judgement, ...]) -> list[Judgement]:
    """Return the entries that were not undone, withdrawals among them, in the order they were made.

    A withdrawal undoes one earlier entry; a withdrawal that was itself withdrawn undoes none.
    """
    undone: set[int] = set()
    left = []
    for judgement in sorted(judgements, key=lambda each: each.id, reverse=True):
        if judgement.id in undone:
            continue
        left.append(judgement)
        if judgement.verb is Verb.WITHDRAW and judgement.withdraws is not None:
            undone.add(judgement.withdraws)
    return left[::-1]
