"""Ties: what can prove that two members of a claim have one origin, and how a chain names outlets."""

from enum import StrEnum

import msgspec

from reportedly.record import Kind, Span, Voice
from reportedly.tracing.names import key_of
from reportedly.tracing.statement import Statement

ROW = 4
"""Words in a row from which they count as shared."""


class Tie(StrEnum):
    """What shows that two members have one origin."""

    SAME_REPORT = "same report"
    """One report says it twice, with the same voices or with fewer of them."""
    CREDITED_REPORT = "credited report"
    """One credits the outlet that published the other."""
    SAME_CREDIT = "same credit"
    """Both credit one outlet, for the same voice and within a few days."""
    SAME_WORDS = "same quoted words"
    """Both quote the same words."""
    SAME_UTTERANCE = "same utterance"
    """One speaker, one day, one medium."""
    SAME_DOCUMENT = "same document"
    """Both name one document."""
    COPIED = "copied passage"
    """The same words in a row, too many for chance."""
    CIRCLE = "circular"
    """Their outlets credit each other."""


class Proof(msgspec.Struct, frozen=True):
    """Words of one report that show a join."""

    report: str
    """Id of the report."""
    span: Span
    """The words."""


class Join(msgspec.Struct, frozen=True):
    """Two members of one origin, and what shows it."""

    one: str
    """Id of the first statement."""
    other: str
    """Id of the second."""
    tie: Tie
    """What sort of proof."""
    why: str
    """The reason in words."""
    proof: tuple[Proof, ...]
    """The words of both reports."""


def shared_rows(one: tuple[str, ...], other: tuple[str, ...], row: int = ROW) -> float:
    """Return which share of the shorter text stands in rows of `row` words or more that both have."""
    if len(one) > len(other):
        one, other = other, one
    if len(one) < row:
        return 0.0
    there = {other[i : i + row] for i in range(len(other) - row + 1)}
    covered = [False] * len(one)
    for i in range(len(one) - row + 1):
        if one[i : i + row] in there:
            covered[i : i + row] = [True] * row
    return sum(covered) / len(one)


def outlet_key(statement: Statement) -> str:
    """Return the key of who published a statement."""
    return key_of(statement.outlet) if statement.outlet else statement.report


def outlet_of(voice: Voice) -> str | None:
    """Return the key of an outlet that a chain names; None for any other voice."""
    if voice.kind is not Kind.OUTLET:
        return None
    return voice.outlet or key_of(voice.who)


def credited(statement: Statement) -> frozenset[str]:
    """Return the outlets that a chain names after the publisher."""
    return frozenset(k for v in statement.chain[1:] if (k := outlet_of(v)))


def words_of(*statements: Statement) -> tuple[Proof, ...]:
    """Return the words of statements as proof."""
    return tuple(Proof(s.report, s.spans[0]) for s in statements)
