"""Ties: what shows that two members of a claim go back to one origin, each with the words that prove it."""

from enum import StrEnum

import msgspec

from reportedly.record import Kind, Span, Voice
from reportedly.record.days import Days
from reportedly.tracing.names import key_of, same_name
from reportedly.tracing.profile import Profile
from reportedly.tracing.slots import longest_run
from reportedly.tracing.statement import Statement
from reportedly.tracing.terms import FUNCTION_WORDS

_COPIED_ROW = 9
"""Words in a row, outside quotation marks, that two reporters do not write by chance."""
_COPIED_SHARE = 0.75
"""Of the shorter statement's words, the share that must stand in rows of `ROW` or more to be copied."""
_COPIED_LENGTH = 12
"""Words from which that share counts: short clauses are formulas ("the deadliest since")."""
ROW = 4
_QUOTED_ROW = 5
"""Quoted words in a row that are one utterance even where a report does not name the speaker."""
_SHORT_QUOTE = 2
"""Quoted words in a row that are one utterance of one speaker; a single one ("terrorists") is anybody's."""
_SAME_DAYS = 3
"""Days between two reports up to which one outlet credited with one voice is taken for one report of it."""
_ALOUD = 7
"""Days between two reports up to which the same short quotation of one speaker is one utterance."""


class Tie(StrEnum):
    """What shows that two members have one origin."""

    SAME_REPORT = "same report"
    """One voice says it twice in one report."""
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


def join_of(one: Profile, other: Profile) -> Join | None:
    """Return what shows that two statements of one claim have one origin, the strongest proof; else None."""
    for look in (
        _same_report,
        _credited_report,
        _same_words,
        _same_document,
        _same_credit,
        _same_utterance,
        _copied,
    ):
        found = look(one, other)
        if found is not None:
            tie, why, proofs = found
            return Join(one.statement.id, other.statement.id, tie, why, proofs)
    return None


_Found = tuple[Tie, str, tuple[Proof, ...]] | None


def _same_report(one: Profile, other: Profile) -> _Found:
    a, b = one.statement, other.statement
    if a.report != b.report:
        return None
    if [key_of(v.who) for v in a.chain] == [key_of(v.who) for v in b.chain]:
        who = a.speaker.who if a.speaker else a.outlet or "the outlet"
        return Tie.SAME_REPORT, f"{who} says it twice in one report", _words(a, b)
    return None


def _credited_report(one: Profile, other: Profile) -> _Found:
    for here, there in ((one, other), (other, one)):
        a, b = here.statement, there.statement
        if a.report == b.report or outlet_key(b) not in credited(a):
            continue
        if here.published and there.published and there.published.first > here.published.last:
            continue
        if not _voices_agree(here, there, after=outlet_key(b)):
            continue
        why = f"{a.outlet or a.report} credits {b.outlet}, which has it itself"
        return Tie.CREDITED_REPORT, why, (*credit_words(a, outlet_key(b)), *_words(b))
    return None


def _voices_agree(here: Profile, there: Profile, after: str) -> bool:
    """Return whether what `here` credits to the outlet `after` can be what `there`, published by it, says.

    The voice behind the credit must be the one that the outlet's own report has, where both name one.
    """
    behind = _behind(here.statement, after)
    theirs = there.statement.speaker
    if behind is None or theirs is None or behind.kind is Kind.UNNAMED or theirs.kind is Kind.UNNAMED:
        return True
    return same_name(behind.who, theirs.who) or bool(
        here.statement.side and here.statement.side == there.statement.side
    )


def _behind(statement: Statement, outlet: str) -> Voice | None:
    """Return the last voice after the one of `outlet`; None where it is the last itself."""
    keys = [_outlet_of(v) for v in statement.chain]
    at = max((i for i, k in enumerate(keys) if k == outlet and i), default=0)
    return statement.chain[-1] if at < len(statement.chain) - 1 else None


def _same_credit(one: Profile, other: Profile) -> _Found:
    a, b = one.statement, other.statement
    shared = credited(a) & credited(b)
    if not shared or not _within(one.published, other.published, _SAME_DAYS):
        return None
    for outlet in sorted(shared):
        mine, theirs = _behind(a, outlet), _behind(b, outlet)
        if mine is not None and theirs is not None and not _same_voice(mine, theirs):
            continue
        return (
            Tie.SAME_CREDIT,
            f"both credit {name_in(a, outlet)}",
            (*credit_words(a, outlet), *credit_words(b, outlet)),
        )
    return None


def _same_voice(one: Voice, other: Voice) -> bool:
    if Kind.UNNAMED in {one.kind, other.kind}:
        return True
    return same_name(one.who, other.who)


def _same_words(one: Profile, other: Profile) -> _Found:
    a, b = one.statement, other.statement
    if a.report == b.report:
        return None
    same = one.voice is not None and other.voice is not None and _speakers_same(one, other)
    if one.voice is not None and other.voice is not None and not same:
        return None
    for mine in one.quoted:
        for theirs in other.quoted:
            run = longest_run(mine, theirs)
            carries = len([w for w in set(mine) & set(theirs) if w not in FUNCTION_WORDS])
            whole = run >= min(len(mine), len(theirs), _QUOTED_ROW)
            short = (
                same
                and whole
                and run >= _SHORT_QUOTE
                and carries >= 1
                and _within(one.published, other.published, _ALOUD)
            )
            if run >= _QUOTED_ROW + (0 if same else 2) or short:
                return Tie.SAME_WORDS, "both quote the same words", _words(a, b)
    if same and _partly_quoted(one, other):
        return Tie.SAME_WORDS, "the quoted words of one stand in the other", _words(a, b)
    return None


def _partly_quoted(one: Profile, other: Profile) -> bool:
    """Return whether a short quotation of one stands in the other's quotation within a few days."""
    if not _within(one.published, other.published, _ALOUD):
        return False
    for here, there in ((one, other), (other, one)):
        for mine in here.quoted:
            for theirs in there.quoted:
                run = longest_run(mine, theirs)
                if (
                    run >= _SHORT_QUOTE
                    and any(w not in FUNCTION_WORDS for w in set(mine) & set(theirs))
                    and run >= len(mine) / 3
                ):
                    return True
    return False


def _speakers_same(one: Profile, other: Profile) -> bool:
    a, b = one.statement.speaker, other.statement.speaker
    return a is not None and b is not None and same_name(a.who, b.who)


def _same_document(one: Profile, other: Profile) -> _Found:
    for mine in one.statement.chain:
        for theirs in other.statement.chain:
            if mine.kind is not Kind.DOCUMENT or theirs.kind is not Kind.DOCUMENT:
                continue
            key = key_of(mine.who)
            if key == key_of(theirs.who) and len(key.split()) > 1:
                return (
                    Tie.SAME_DOCUMENT,
                    f"both go back to {mine.who}",
                    _words(one.statement, other.statement),
                )
    return None


def _same_utterance(one: Profile, other: Profile) -> _Found:
    a, b = one.statement, other.statement
    if a.report == b.report or one.voice is None or not _speakers_same(one, other):
        return None
    if not a.medium or not b.medium or key_of(a.medium) != key_of(b.medium):
        return None
    if one.said and other.said:
        if not one.said.narrow or not other.said.narrow or not one.said.meets(other.said):
            return None
    elif not _within(one.published, other.published, 1) or one.published is None or other.published is None:
        return None
    why = f"{a.speaker.who if a.speaker else ''} said it once ({a.medium})"
    return Tie.SAME_UTTERANCE, why, _words(a, b)


def _copied(one: Profile, other: Profile) -> _Found:
    a, b = one.statement, other.statement
    if a.report == b.report:
        return None
    run = longest_run(one.tokens, other.tokens)
    shorter = min(len(one.tokens), len(other.tokens))
    if run >= _COPIED_ROW or (
        run >= ROW + 2
        and shorter >= _COPIED_LENGTH
        and shared_rows(one.tokens, other.tokens) >= _COPIED_SHARE
    ):
        return Tie.COPIED, f"{run} words in a row are the same", _words(a, b)
    return None


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


def _within(one: Days | None, other: Days | None, days: int) -> bool:
    """Return whether two reports are so many days apart at most; a day not known keeps nobody apart."""
    return one is None or other is None or one.meets(other, slack=days)


def outlet_key(statement: Statement) -> str:
    """Return the key of who published a statement."""
    return key_of(statement.outlet) if statement.outlet else statement.report


def _outlet_of(voice: Voice) -> str | None:
    if voice.kind is not Kind.OUTLET:
        return None
    return voice.outlet or key_of(voice.who)


def credited(statement: Statement) -> frozenset[str]:
    """Return the outlets that a chain names after the publisher."""
    return frozenset(k for v in statement.chain[1:] if (k := _outlet_of(v)))


def name_in(statement: Statement, outlet: str) -> str:
    """Return how a chain names the outlet of a key."""
    return next((v.who for v in statement.chain[1:] if _outlet_of(v) == outlet), outlet)


def credit_words(statement: Statement, outlet: str) -> tuple[Proof, ...]:
    """Return the words that name the outlet in the chain; those of the statement where none do."""
    found = [v.citation for v in statement.chain[1:] if _outlet_of(v) == outlet and v.citation is not None]
    return tuple(Proof(statement.report, span) for span in (found or statement.spans)[:1])


def _words(*statements: Statement) -> tuple[Proof, ...]:
    return tuple(Proof(s.report, s.spans[0]) for s in statements)
