"""What the page of a claim shows: its voices as a tree, its members with differing words, its doubts."""

import re
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher

import msgspec

from reportedly.desk import links, wording
from reportedly.linking import ClaimRow, Trace
from reportedly.record import Span
from reportedly.store.kept import Listed
from reportedly.tracing.comparable import Label
from reportedly.tracing.origins import Origin, Root
from reportedly.tracing.statement import Statement, StatementKind
from reportedly.tracing.ties import Join
from reportedly.tracing.wordings import key_of

_MEMBERS = 200
"""Members that are laid out; a page of more is of no use to anybody."""
_JOINS = 60
_LONG = 400
_DIFFED = 120
"""Words of a member that are compared with the claim's; longer ones are shown plainly."""
_WORD = re.compile(r"\s+|\w+|[^\w\s]+")
ROOTS = {
    Root.UTTERANCE: "said by",
    Root.DOCUMENT: "written in",
    Root.REPORT: "reported by",
    Root.OBSERVATION: "in its own voice",
    Root.UNKNOWN: "not traced further than",
    Root.CIRCLE: "a circle without a source",
}
"""How an origin is introduced."""
LAYERS = {
    StatementKind.EVENT: "events",
    StatementKind.CONTROL: "controls",
    StatementKind.FIGURE: "figures",
    StatementKind.SAID: "attributions",
}
"""The list of a reading in which a statement's item stands."""
_DOUBTS = frozenset({Label.CONTRADICTORY, Label.SUPERSEDED})


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """Words of a report, and where they stand."""

    words: str
    link: str


class Piece(msgspec.Struct, frozen=True):
    """Words of a member; `own` are not in the claim's words."""

    words: str
    own: bool


class Link(msgspec.Struct, frozen=True, kw_only=True):
    """One voice of a member's chain."""

    who: str
    link: str | None
    """Its words in the report; of the publisher, the report itself."""
    speaker: str
    """The page of all it said."""


class Member(msgspec.Struct, frozen=True, kw_only=True):
    """One statement of a report."""

    id: str
    number: int
    """From 1, in the order of publication."""
    report: str
    item: str
    layer: str
    outlet: str | None
    headline: str | None
    published: str | None
    link: str
    """Its words in the Reader."""
    pieces: tuple[Piece, ...]
    chain: tuple[Link, ...]
    status: str


class Voice(msgspec.Struct, frozen=True, kw_only=True):
    """One report's way to an origin: its members that name the same voices."""

    members: tuple[Member, ...]
    chain: tuple[Link, ...]
    """As the first of them has it."""


class Joined(msgspec.Struct, frozen=True, kw_only=True):
    """What shows that two members have one origin."""

    tie: str
    why: str
    one: int
    other: int
    proofs: tuple[Said, ...]


class Rooted(msgspec.Struct, frozen=True, kw_only=True):
    """One origin, with the members that go back to it."""

    known: bool
    how: str
    who: str
    through: tuple[str, ...]
    """Outlets credited on the way, of which no report is here."""
    voices: tuple[Voice, ...]
    joins: tuple[Joined, ...]
    more_joins: int


class Against(msgspec.Struct, frozen=True, kw_only=True):
    """A statement of another claim that does not go with a member."""

    label: str
    why: str
    mine: Said
    theirs: Said
    outlet: str | None
    published: str | None
    claim: str
    """The page of its claim."""


class Copied(msgspec.Struct, frozen=True, kw_only=True):
    """A passage that two members' reports have in common."""

    one: str
    how: str
    other: str
    why: str
    exact: bool
    here: Said
    there: Said


class Credited(msgspec.Struct, frozen=True, kw_only=True):
    """An outlet that a member credits."""

    by: str
    outlet: str
    words: Said | None
    behind: str | None
    """The stored report that is meant; None where it is open."""
    why: str


class Shown(msgspec.Struct, frozen=True, kw_only=True):
    """The page."""

    row: ClaimRow
    origins: tuple[Rooted, ...]
    members: tuple[Member, ...]
    more: int
    """Members that are not laid out."""
    circles: tuple[str, ...]
    against: tuple[Against, ...]
    """What contradicts or supersedes it."""
    apart: tuple[Against, ...]
    """What was compared and differs in scope, or goes together."""
    copies: tuple[Copied, ...]
    credits: tuple[Credited, ...]
    compare: str


def shown_of(row: ClaimRow, trace: Trace, listed: dict[str, Listed]) -> Shown:
    """Return the page of a traced claim; `listed` are the reports of its members, by id."""
    told = trace.claim.members[:_MEMBERS]
    members = {m.id: _member(n, m, listed, trace.claim.words) for n, m in enumerate(told, 1)}
    statements = {s.id: s for s in (*trace.claim.members, *trace.against)}
    origins = (*trace.origins.known, *trace.origins.unknown)
    unknown = set(map(id, trace.origins.unknown))
    reports = [m.report for m in members.values()]
    opposed = tuple(_against(trace, statements))
    return Shown(
        row=row,
        origins=tuple(_rooted(o, members, known=id(o) not in unknown) for o in origins),
        members=tuple(members.values()),
        more=len(trace.claim.members) - len(told),
        circles=tuple(" → ".join((*c, c[0])) for c in trace.origins.circles),
        against=tuple(each for each in opposed if each.label in _DOUBTS)[:_JOINS],
        apart=tuple(each for each in opposed if each.label not in _DOUBTS)[:_JOINS],
        copies=tuple(_copies(trace, listed)),
        credits=tuple(_credits(trace, listed)),
        compare=links.compare(*list(dict.fromkeys(reports))[:4]),
    )


def _member(number: int, told: Statement, listed: dict[str, Listed], claim: str) -> Member:
    report = listed.get(told.report)
    return Member(
        id=told.id,
        number=number,
        report=told.report,
        item=told.item,
        layer=LAYERS[told.kind],
        outlet=told.outlet,
        headline=report.headline if report else None,
        published=told.published,
        link=links.words(told.report, told.spans),
        pieces=differing(claim, told.words),
        chain=tuple(
            Link(
                who=voice.who,
                link=links.words(told.report, (voice.citation,)) if voice.citation else None,
                speaker=links.speaker(voice.who),
            )
            for voice in told.chain
        ),
        status=str(told.status),
    )


def differing(claim: str, words: str) -> tuple[Piece, ...]:
    """Return `words` in pieces: those that the claim's words have too, and those of its own.

    >>> [(p.words, p.own) for p in differing("Three died in Sumy", "Four died in Sumy")]
    [('Four', True), (' died in Sumy', False)]
    """
    mine, base = _WORD.findall(_short(words)), _WORD.findall(claim)
    if words == claim or max(len(mine), len(base)) > 2 * _DIFFED:
        return (Piece(_short(words), own=False),)
    matcher = SequenceMatcher(None, _folded(base), _folded(mine), autojunk=False)
    pieces: list[Piece] = []
    for what, _, _, start, end in matcher.get_opcodes():
        if start < end:
            own = what != "equal"
            piece = "".join(mine[start:end])
            if pieces and pieces[-1].own == own:
                pieces[-1] = Piece(pieces[-1].words + piece, own=own)
            else:
                pieces.append(Piece(piece, own=own))
    return tuple(pieces)


def _folded(words: Iterable[str]) -> list[str]:
    return [word.casefold() for word in words]


def _rooted(origin: Origin, members: dict[str, Member], *, known: bool) -> Rooted:
    inside = tuple(members[name] for name in origin.members if name in members)
    joins = [j for j in origin.joins if j.one in members and j.other in members]
    return Rooted(
        known=known,
        how=ROOTS[origin.root],
        who=origin.who,
        through=origin.through,
        voices=tuple(_voices(inside)),
        joins=tuple(_joined(each, members) for each in joins[:_JOINS]),
        more_joins=max(0, len(joins) - _JOINS),
    )


def _voices(members: Iterable[Member]) -> Iterable[Voice]:
    """Yield the members by report and voices, each group at its first."""
    groups: dict[tuple[str, ...], list[Member]] = {}
    for each in members:
        groups.setdefault((each.report, *(voice.who for voice in each.chain)), []).append(each)
    for group in groups.values():
        yield Voice(members=tuple(group), chain=group[0].chain)


def _joined(join: Join, members: dict[str, Member]) -> Joined:
    return Joined(
        tie=str(join.tie),
        why=join.why,
        one=members[join.one].number,
        other=members[join.other].number,
        proofs=tuple(_said(each.report, (each.span,)) for each in join.proof),
    )


def _against(trace: Trace, statements: dict[str, Statement]) -> Iterable[Against]:
    inside = {m.id for m in trace.claim.members}
    for each in trace.contradictions:
        if each.one not in statements or each.other not in statements:
            continue
        names = (each.one, each.other) if each.one in inside else (each.other, each.one)
        mine, theirs = statements[names[0]], statements[names[1]]
        yield Against(
            label=str(each.label),
            why=each.why,
            mine=_said(mine.report, mine.spans),
            theirs=_said(theirs.report, theirs.spans),
            outlet=theirs.outlet,
            published=theirs.published,
            claim=links.claim(f"claim-{key_of(theirs.id):015x}"),
        )


def _copies(trace: Trace, listed: dict[str, Listed]) -> Iterable[Copied]:
    for each in trace.copies[:_JOINS]:
        yield Copied(
            one=_outlet(listed, each.one),
            how=wording.DIRECTIONS[each.direction],
            other=_outlet(listed, each.other),
            why=each.why,
            exact=each.exact,
            here=_said(each.one, (each.here,)),
            there=_said(each.other, (each.there,)),
        )


def _credits(trace: Trace, listed: dict[str, Listed]) -> Iterable[Credited]:
    seen = set()
    for each in trace.credits:
        key = (each.report, each.outlet, each.behind)
        if key in seen:
            continue
        seen.add(key)
        yield Credited(
            by=_outlet(listed, each.report),
            outlet=each.outlet,
            words=_said(each.report, (each.span,)) if each.span else None,
            behind=links.report(each.behind) if each.behind else None,
            why=each.why,
        )


def _outlet(listed: dict[str, Listed], report: str) -> str:
    return wording.outlet(listed[report].outlet if report in listed else None)


def _said(report: str, spans: Sequence[Span]) -> Said:
    return Said(words=_short(" … ".join(s.text for s in spans)), link=links.words(report, spans))


def _short(words: str) -> str:
    return wording.one_line(words, _LONG)
