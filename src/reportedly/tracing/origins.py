"""Origins: to how many utterances, documents or observations the members of a claim go back.

Members are joined only where the words show it, and every join keeps those words. What nothing joins counts
alone; a member whose last voice nobody can name counts apart, as unknown.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from enum import StrEnum
from functools import partial

import msgspec

from reportedly.record import Kind
from reportedly.tracing.crediting import Outlets
from reportedly.tracing.cycles import cycles_of
from reportedly.tracing.joining import Joined
from reportedly.tracing.settling import Settler
from reportedly.tracing.statement import Statement
from reportedly.tracing.ties import Join, Tie, words_of
from reportedly.tracing.utterances import (
    document_keys,
    quote_keys,
    same_document,
    same_utterance,
    same_words,
    utterance_keys,
)
from reportedly.tracing.verbatim import copied as copied_words
from reportedly.tracing.verbatim import row_keys, telling
from reportedly.tracing.witness import Signed, Witness, witnesses_of

_Look = Callable[[Witness, Witness], Join | None]
_TIES: tuple[tuple[Callable[[Witness], Iterable[Hashable]], _Look], ...] = (
    (quote_keys, same_words),
    (document_keys, same_document),
    (utterance_keys, same_utterance),
    (row_keys, copied_words),
)
"""Ties that the words of two members show: keys that two of them have in common, and what proves it."""
_SIDES = frozenset({Kind.GOVERNMENT, Kind.MILITARY, Kind.GROUP, Kind.ORGANISATION})
"""Voices that in a headline stand for whoever speaks for them ("Kyiv urges …")."""


class Root(StrEnum):
    """What a claim goes back to."""

    UTTERANCE = "utterance"
    DOCUMENT = "document"
    REPORT = "report"
    """Another outlet's report, credited by name; open where it is not among the reports."""
    OBSERVATION = "observation"
    """The outlet's own voice."""
    UNKNOWN = "unknown"
    """A voice without a name, or one of several reports of an outlet."""
    CIRCLE = "circle"
    """Reports that credit each other, and nothing outside: nobody has it from anywhere."""


class Origin(msgspec.Struct, frozen=True, kw_only=True):
    """One root of a claim."""

    root: Root
    """What it is."""
    who: str
    """Who speaks there, or which outlet or document it is."""
    through: tuple[str, ...] = ()
    """Outlets that are credited on the way and published none of the members: open nodes."""
    members: tuple[str, ...]
    """Ids of the statements that go back to it, in the claim's order."""
    joins: tuple[Join, ...] = ()
    """What joins them: one for each member after the first, and those that make a circle."""


class Origins(msgspec.Struct, frozen=True, kw_only=True):
    """All roots of one claim."""

    known: tuple[Origin, ...]
    """Those that can be named. Their number is how many independent voices stand behind the claim."""
    unknown: tuple[Origin, ...]
    """Those that cannot: unnamed sources, which may or may not be one of the others, and circles."""
    circles: tuple[tuple[str, ...], ...] = ()
    """Outlets of one origin that credit each other, or to which a claim comes back; each circle sorted."""

    @property
    def partition(self) -> tuple[tuple[str, ...], ...]:
        """The members of every origin."""
        return tuple(o.members for o in (*self.known, *self.unknown))


def origins_of(
    members: Sequence[Statement],
    copied: Iterable[Join] = (),
    *,
    beside: Iterable[Statement] = (),
    signed: Iterable[Signed] = (),
    known_outlets: Iterable[str] = (),
) -> Origins:
    """Return the origins of a claim's members; some n log n steps for n of them.

    `copied` are joins that whole reports show (`copies`); `beside` other statements of the members' reports,
    whose quotations and media tell of the same utterance; `signed` the credits of whole reports;
    `known_outlets` names of outlets that a reader may have taken for something else. Members of one
    statement id are one; a join whose ends are no members, or whose passage is a formula, is passed over.
    """
    members = sorted({m.id: m for m in members}.values(), key=lambda s: (s.published or "9999", s.id))
    witnesses, outlets = witnesses_of(members, beside, signed, known_outlets)
    joined = Joined(len(members))
    _within_reports(witnesses, joined)
    settler = Settler(witnesses, outlets, joined)
    settler.own_reports()
    number = {m.id: i for i, m in enumerate(members)}
    for join in copied:
        if join.one in number and join.other in number:
            one, other = number[join.one], number[join.other]
            if telling(join, members[one].words, members[other].words):
                joined.join(one, other, join)
    for keys, look in _TIES:
        joined.try_all([keys(w) for w in witnesses], partial(_looked, witnesses, look))
    settler.own_reports()
    settler.same_credits()
    return _told(witnesses, outlets, joined, settler.open())


def _looked(witnesses: Sequence[Witness], look: _Look, one: int, other: int) -> Join | None:
    return look(witnesses[one], witnesses[other])


def _within_reports(witnesses: Sequence[Witness], joined: Joined) -> None:
    """Join what one report says twice: of the same voices, or with fewer of them in the headline.

    Words with fewer voices ("…, Marchuk says" above "Marchuk told the Wire") go with the first that have them
    all; two that each have a voice of their own stay apart.
    """
    by_report: dict[str, list[int]] = defaultdict(list)
    for i, witness in enumerate(witnesses):
        by_report[witness.member.report].append(i)
    for inside in by_report.values():
        fullest: dict[tuple[str, ...], int] = {}
        for i in sorted(inside, key=lambda i: _fullness(witnesses[i])):
            mine = _held_voices(witnesses[i])
            at = next((j for voices, j in fullest.items() if _held(mine, voices)), None)
            if at is None:
                fullest[witnesses[i].voices] = i
                continue
            one, other = witnesses[at].member, witnesses[i].member
            who = one.speaker.who if one.speaker else one.outlet or "the outlet"
            why = f"one report says it twice, as {who}'s"
            joined.join(at, i, Join(one.id, other.id, Tie.SAME_REPORT, why, words_of(one, other)))


def _fullness(witness: Witness) -> tuple[int, int]:
    """Return what sorts the members of one report: most voices first, then by their place."""
    return -len(_held_voices(witness)), witness.member.spans[0].start


def _held_voices(witness: Witness) -> tuple[str, ...]:
    """Return the voices that another member of the report must have; a headline's side is anybody of it."""
    speaker = witness.speaker
    if witness.member.spans[0].start == 0 and speaker is not None and speaker.kind in _SIDES:
        return witness.voices[:-1]
    return witness.voices


def _held(few: tuple[str, ...], many: tuple[str, ...]) -> bool:
    """Return whether all of some voices stand among others, in their order."""
    rest = iter(many)
    return all(voice in rest for voice in few)


def _told(witnesses: Sequence[Witness], outlets: Outlets, joined: Joined, left_open: set[int]) -> Origins:
    """Return the groups as origins."""
    joins: dict[int, list[Join]] = defaultdict(list)
    for one, _, join in joined.joins:
        joins[joined.group(one)].append(join)
    known: list[Origin] = []
    unknown: list[Origin] = []
    circles: list[tuple[str, ...]] = []
    for group in joined.groups():
        inside = [witnesses[i] for i in group]
        around = cycles_of((w.publisher, key) for w in inside for key in w.credits if key != w.publisher)
        circles += around
        published = {w.publisher for w in inside}
        through = {
            key: outlets.name(w.member, key) for w in inside for key in w.credits if key not in published
        }
        root, who = _root(inside, through, around, left_open=left_open.issuperset(group))
        origin = Origin(
            root=root,
            who=who,
            through=tuple(through.values()),
            members=tuple(w.member.id for w in inside),
            joins=(*joins[group[0]], *_around(around, inside, outlets)),
        )
        (unknown if root in {Root.UNKNOWN, Root.CIRCLE} else known).append(origin)
    return Origins(known=tuple(known), unknown=tuple(unknown), circles=tuple(sorted(set(circles))))


def _around(circles: Sequence[tuple[str, ...]], inside: list[Witness], outlets: Outlets) -> Iterator[Join]:
    """Yield for each credit that is part of a circle a join that proves it."""
    first: dict[str, Statement] = {}
    for witness in inside:
        first.setdefault(witness.publisher, witness.member)
    seen: set[tuple[str, str]] = set()
    for circle in circles:
        for witness in inside:
            for key in witness.credits:
                arrow = (witness.publisher, key)
                if witness.publisher in circle and key in circle and key in first and arrow not in seen:
                    seen.add(arrow)
                    member = witness.member
                    why = f"{member.outlet or member.report} credits {first[key].outlet}, in a circle"
                    yield Join(member.id, first[key].id, Tie.CIRCLE, why, outlets.words(member, key))


def _root(
    inside: Sequence[Witness],
    through: dict[str, str],
    circles: Sequence[tuple[str, ...]],
    *,
    left_open: bool,
) -> tuple[Root, str]:
    """Return what members go back to: the most telling of their last voices."""
    speakers = [w.speaker for w in inside if w.speaker is not None]
    if speakers:
        persons = [v for v in speakers if v.kind not in _SIDES] or speakers
        best = next((v for v in persons if v.kind is Kind.DOCUMENT), persons[0])
        return (Root.DOCUMENT if best.kind is Kind.DOCUMENT else Root.UTTERANCE), best.who
    nameless = next((w.member.chain[-1].who for w in inside if "" in w.voices), None)
    if nameless is not None:
        return Root.UNKNOWN, nameless
    attributed = {w.member.report for w in inside if w.voices}
    own = next((w.member for w in inside if w.member.report not in attributed), None)
    if own is not None:
        return Root.OBSERVATION, own.outlet or own.report
    if through and not left_open:
        return Root.REPORT, next(iter(through.values()))
    if circles and not left_open:
        return Root.CIRCLE, " > ".join(circles[0])
    return Root.UNKNOWN, inside[0].member.chain[-1].who
