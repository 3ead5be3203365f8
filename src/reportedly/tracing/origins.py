"""Origins: to how many utterances, documents or observations the members of a claim go back.

Members are joined only where the words show it, and every join keeps those words. What nothing joins counts
alone; a member whose last voice nobody can name counts apart, as unknown.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from enum import StrEnum
from itertools import pairwise

import msgspec

from reportedly.record import Kind
from reportedly.tracing.cycles import cycles_of
from reportedly.tracing.profile import Profile, profile_of
from reportedly.tracing.statement import Statement
from reportedly.tracing.ties import ROW, Join, Tie, credit_words, credited, join_of, name_in, outlet_key

_FAINT = frozenset({Kind.UNNAMED, Kind.OUTLET})
"""Last voices that are no root by themselves."""


class Root(StrEnum):
    """What a claim goes back to."""

    UTTERANCE = "utterance"
    DOCUMENT = "document"
    REPORT = "report"
    """Another outlet's report, credited by name; open where it is not among the reports."""
    OBSERVATION = "observation"
    """The outlet's own voice."""
    UNKNOWN = "unknown"
    """A voice without a name."""
    CIRCLE = "circle"
    """Reports that credit each other, and nothing outside."""


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
    """What joins them; one for each member after the first, at least."""


class Origins(msgspec.Struct, frozen=True, kw_only=True):
    """All roots of one claim."""

    known: tuple[Origin, ...]
    """Those that can be named. Their number is how many independent voices stand behind the claim."""
    unknown: tuple[Origin, ...]
    """Those that cannot: unnamed sources, which may or may not be one of the others."""
    circles: tuple[tuple[str, ...], ...] = ()
    """Outlets that credit each other, each circle once around."""

    @property
    def partition(self) -> tuple[tuple[str, ...], ...]:
        """The members of every origin."""
        return tuple(o.members for o in (*self.known, *self.unknown))


def origins_of(members: Sequence[Statement], copied: Iterable[Join] = ()) -> Origins:
    """Return the origins of a claim's members. `copied` are joins that whole reports show (`copies`)."""
    members = sorted(members, key=lambda s: (s.published or "9999", s.id))
    profiles = [profile_of(m) for m in members]
    number = {m.id: i for i, m in enumerate(members)}
    joins: list[tuple[int, int, Join]] = []
    for one, other in _pairs(profiles):
        found = join_of(profiles[one], profiles[other])
        if found is not None:
            joins.append((one, other, found))
    joins += [(number[j.one], number[j.other], j) for j in copied if j.one in number and j.other in number]
    circles = cycles_of((outlet_key(m), key) for m in members for key in credited(m))
    joins += list(_around(circles, members))
    joins = _credits_settled(members, joins)
    groups = _joined(len(members), joins)
    known: list[Origin] = []
    unknown: list[Origin] = []
    for group in groups:
        inside = set(group)
        origin = _origin(
            [members[i] for i in group], [j for a, b, j in joins if a in inside and b in inside], circles
        )
        (unknown if origin.root is Root.UNKNOWN else known).append(origin)
    return Origins(known=tuple(known), unknown=tuple(unknown), circles=tuple(tuple(c) for c in circles))


def _pairs(profiles: list[Profile]) -> Iterable[tuple[int, int]]:
    """Yield the pairs worth a look: all of a small claim; in a large one those that share a key."""
    if len(profiles) <= 60:  # noqa: PLR2004 -- 1,770 pairs take some 50 ms
        yield from ((i, j) for i in range(len(profiles)) for j in range(i + 1, len(profiles)))
        return
    filed: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for i, profile in enumerate(profiles):
        for key in _shared_keys(profile):
            filed[key].append(i)
    seen: set[tuple[int, int]] = set()
    for inside in filed.values():
        chosen = inside if len(inside) <= 30 else inside[:30]  # noqa: PLR2004 -- a hub: the first ones stand for it
        seen.update(
            (i, j) for n, i in enumerate(chosen) for j in inside[inside.index(i) + 1 :] if n < len(chosen)
        )
    yield from sorted(seen)


def _shared_keys(profile: Profile) -> set[tuple[str, ...]]:
    statement = profile.statement
    keys: set[tuple[str, ...]] = {("report", statement.report), ("outlet", outlet_key(statement))}
    keys |= {("outlet", k) for k in credited(statement)}
    if profile.voice:
        keys.add(("voice", profile.voice))
    tokens = profile.tokens
    keys |= {("row", *tokens[i : i + ROW]) for i in range(len(tokens) - ROW + 1)}
    return keys


def _around(circles: list[tuple[str, ...]], members: list[Statement]) -> Iterable[tuple[int, int, Join]]:
    """Yield the joins of members whose outlets credit each other in a circle."""
    for circle in circles:
        inside = [i for i, m in enumerate(members) if outlet_key(m) in circle and credited(m) & set(circle)]
        for i, j in pairwise(inside):
            a, b = members[i], members[j]
            proofs = tuple(
                p for m in (a, b) for k in sorted(credited(m) & set(circle))[:1] for p in credit_words(m, k)
            )
            yield i, j, Join(a.id, b.id, Tie.CIRCLE, "their outlets credit each other", proofs)


def _credits_settled(
    members: list[Statement], joins: list[tuple[int, int, Join]]
) -> list[tuple[int, int, Join]]:
    """Return the joins, of credits only those that leave one report.

    Where an outlet has several that go back to different origins, which one is meant cannot be told and none
    is joined.
    """
    kept = [j for j in joins if j[2].tie is not Tie.CREDITED_REPORT]
    meant: dict[tuple[int, str], list[tuple[int, int, Join]]] = defaultdict(list)
    for one, other, join in joins:
        if join.tie is Tie.CREDITED_REPORT:
            # The member that credits the other's outlet, the later one where they credit each other.
            forth = outlet_key(members[other]) in credited(members[one])
            back = outlet_key(members[one]) in credited(members[other])
            who, behind = (one, other) if forth and not back else (other, one)
            meant[who, outlet_key(members[behind])].append((one, other, join))
    for who, outlet in sorted(meant):
        options = meant[who, outlet]
        group = {i: n for n, g in enumerate(_joined(len(members), kept)) for i in g}
        ends = {group[one if other == who else other] for one, other, _ in options}
        if len(ends) == 1:
            kept += options
    return kept


def _joined(count: int, joins: list[tuple[int, int, Join]]) -> list[list[int]]:
    parent = list(range(count))

    def root(at: int) -> int:
        while parent[at] != at:
            parent[at] = parent[parent[at]]
            at = parent[at]
        return at

    for one, other, _ in joins:
        a, b = sorted((root(one), root(other)))
        parent[b] = a
    groups: dict[int, list[int]] = defaultdict(list)
    for i in range(count):
        groups[root(i)].append(i)
    return list(groups.values())


def _origin(members: list[Statement], joins: list[Join], circles: list[tuple[str, ...]]) -> Origin:
    """Return the origin of members that were joined."""
    published = {outlet_key(m) for m in members}
    through = {k: name_in(m, k) for m in members for k in sorted(credited(m)) if k not in published}
    root, who = _root(members, through, circles)
    return Origin(
        root=root,
        who=who,
        through=tuple(through.values()),
        members=tuple(m.id for m in members),
        joins=tuple(joins),
    )


def _root(
    members: list[Statement], through: dict[str, str], circles: list[tuple[str, ...]]
) -> tuple[Root, str]:
    """Return what the members go back to: the most telling of their last voices."""
    speakers = [m.speaker for m in members if m.speaker is not None]
    told = sorted((v for v in speakers if v.kind not in _FAINT), key=lambda v: v.kind is not Kind.DOCUMENT)
    if told:
        return Root.DOCUMENT if told[0].kind is Kind.DOCUMENT else Root.UTTERANCE, told[0].who
    own = [m for m in members if m.speaker is None or (m.speaker.kind is Kind.OUTLET and len(m.chain) == 1)]
    if own and not any(credited(m) for m in own):
        return Root.OBSERVATION, own[0].outlet or own[0].report
    if through:
        return Root.REPORT, next(iter(through.values()))
    circle = next((c for c in circles if all(outlet_key(m) in c for m in members)), None)
    if circle is not None:
        return Root.CIRCLE, " > ".join(circle)
    if speakers:
        return Root.UNKNOWN, speakers[0].who
    return Root.OBSERVATION, members[0].outlet or members[0].report
