"""Witnesses: members of a claim with all that their reports show of where they have it from.

A report's other statements of the same voice are heard too: words that it quotes of the speaker, and where it
was said, show the utterance even where they stand in the next sentence.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

import msgspec

from reportedly.record import CreditKind, Kind, Span, Voice
from reportedly.record.days import Days, days_of
from reportedly.tracing.crediting import Outlets, outlets_of
from reportedly.tracing.names import key_of, same_name
from reportedly.tracing.statement import Statement
from reportedly.tracing.terms import quoted_in, tokens_of
from reportedly.tracing.ties import outlet_key

WHOLE = frozenset({CreditKind.WIRE_MARK, CreditKind.SOURCE, CreditKind.ORIGINAL})
"""Credits that are for a whole report; the others do not tell which of its words they are for."""

_OWN_STAFF = re.compile(r"\bour (?:own )?(?:correspondent|reporter|journalist|staff)", re.IGNORECASE)
"""A voice that is the outlet's own."""
_OPENING, _CLOSING = '“"', '”"'
_MARKS = re.compile('[“”"«»]')


class Signed(msgspec.Struct, frozen=True, kw_only=True):
    """A credit for a whole report that stands outside its sentences: "(Reuters) —", "Source: AFP"."""

    report: str
    """Id of the report."""
    outlet: str
    """The outlet's name, as the report has it."""
    kind: CreditKind
    """How it is said; only those in `WHOLE` count."""
    span: Span
    """The words that name it."""


class Quotation(msgspec.Struct, frozen=True):
    """Words in quotation marks, and the statement they stand in."""

    tokens: tuple[str, ...]
    statement: Statement


class Witness(msgspec.Struct, frozen=True, kw_only=True):
    """One member, ready to be tied to others."""

    member: Statement
    """The member, whose chain has what its report is signed with."""
    tokens: tuple[str, ...]
    """Its words in order, in lower case."""
    published: Days | None
    """Day of publication."""
    publisher: str
    """Key of who published it."""
    credits: tuple[str, ...]
    """Keys of the outlets its chain names, the nearest first."""
    voices: tuple[str, ...]
    """Keys of all voices of the chain; a nameless one is empty."""
    speaker: Voice | None
    """The last voice where it has a name and is no outlet; None otherwise."""
    documents: tuple[Voice, ...]
    """The documents its chain names by more than one word, those of outlets apart."""
    quoted: tuple[Quotation, ...]
    """What the report quotes of that voice; of a member without such a voice, what it quotes itself."""
    media: frozenset[str]
    """Where the voice said it."""
    said: Days | None
    """When the voice said it."""


def witnesses_of(
    members: Sequence[Statement],
    beside: Iterable[Statement] = (),
    signed: Iterable[Signed] = (),
    known: Iterable[str] = (),
) -> tuple[list[Witness], Outlets]:
    """Return the members as witnesses, in their order, and the outlets they name.

    `beside` are other statements of the same reports; `signed` what whole reports are signed with; `known`
    names of outlets.
    """
    marks: dict[str, list[Signed]] = defaultdict(list)
    for mark in signed:
        if mark.kind in WHOLE:
            marks[mark.report].append(mark)
    members = [_signed(m, marks.get(m.report, ())) for m in members]
    outlets = outlets_of(members, known)
    by_report: dict[str, list[Statement]] = defaultdict(list)
    for statement in {s.id: s for s in (*beside, *members)}.values():
        if statement.speaker is not None:
            by_report[statement.report].append(statement)
    return [_witness(m, by_report.get(m.report, ()), outlets) for m in members], outlets


def _signed(member: Statement, marks: Sequence[Signed]) -> Statement:
    """Return a member with what signs its report put into its chain and the outlet's own staff left out."""
    chain = tuple(v for v in member.chain if v.kind is not Kind.UNNAMED or not _OWN_STAFF.search(v.who))
    for mark in reversed(marks):
        key = key_of(mark.outlet)
        if key != outlet_key(member) and key not in {v.outlet or key_of(v.who) for v in chain[1:]}:
            chain = (*chain[:1], Voice(who=mark.outlet, kind=Kind.OUTLET, citation=mark.span), *chain[1:])
    return member if chain == member.chain else msgspec.structs.replace(member, chain=chain)


def _witness(member: Statement, said: Sequence[Statement], outlets: Outlets) -> Witness:
    last = member.chain[-1] if len(member.chain) > 1 else None
    named = last is not None and last.kind is not Kind.UNNAMED and outlets.key(last) is None
    speaker = last if named else None
    own = [Quotation(q, member) for q in _quotations(member.words)]
    media = {key_of(member.medium)} if member.medium else set()
    days = days_of(member.said_on)
    if speaker is not None:
        for other in said:
            theirs = other.speaker
            if other.id == member.id or theirs is None or not same_name(theirs.who, speaker.who):
                continue
            own += [Quotation(q, other) for q in _quotations(other.words)]
            if other.medium and not member.medium:
                media.add(key_of(other.medium))
            days = days or days_of(other.said_on)
    return Witness(
        member=member,
        tokens=tokens_of(member.words),
        published=days_of(member.published),
        publisher=outlets.publisher(member),
        credits=tuple(k for v in member.chain[1:] if (k := outlets.key(v))),
        voices=tuple(
            outlets.key(v) or ("" if v.kind is Kind.UNNAMED else key_of(v.who)) for v in member.chain[1:]
        ),
        speaker=speaker,
        documents=tuple(
            v
            for v in member.chain[1:]
            if v.kind is Kind.DOCUMENT and outlets.key(v) is None and len(key_of(v.who).split()) > 1
        ),
        quoted=tuple(own),
        media=frozenset(media),
        said=days,
    )


def _quotations(words: str) -> tuple[tuple[str, ...], ...]:
    """Return the words of each stretch in quotation marks; all of them where only one mark is in sight."""
    if not _MARKS.search(words):
        return ()
    found = tuple(q for text in quoted_in(words) if (q := tokens_of(text)))
    if not found and len(words) > 1 and (words[0] in _OPENING or words[-1] in _CLOSING):
        return (tokens_of(words),)
    return found
