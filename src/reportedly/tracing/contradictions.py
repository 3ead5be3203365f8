"""Contradictions: pairs of statements that cannot both hold, told slot by slot, with the reason in words.

Only what is comparable is compared: the same thing counted of the same side over the same time; one place
at one
time; one deed of one doer. What differs in scope is called so, never a contradiction.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator

import msgspec

from reportedly.tracing.claims import Claims
from reportedly.tracing.opposed_deeds import controls_opposed, events_opposed, plain_place, words_opposed
from reportedly.tracing.opposed_figures import PEOPLE, Label, counted, figures_opposed
from reportedly.tracing.profile import Profile, profile_of
from reportedly.tracing.statement import StatementKind

_MOST_AT_A_KEY = 400
"""Statements on one subject that are compared with each other; of more the earliest are."""


class Contradiction(msgspec.Struct, frozen=True, kw_only=True):
    """Two statements on one thing, how they stand to each other, and why."""

    one: str
    """Id of the statement published first (then by id)."""
    other: str
    """Id of the other."""
    label: Label
    """How they stand to each other."""
    slot: str
    """What differs: "number", "control", "denial"."""
    why: str
    """The reason in words."""


def contradictions_of(claims: Claims, statement_ids: Iterable[str]) -> tuple[Contradiction, ...]:
    """Return how statements that are held stand to others of other reports on the same thing, in order.

    Candidates are pairs that share what is counted, the place, or the deed with its doer, and pairs that the
    claims index compared. Pairs that are about different things are left out.
    """
    wanted = set(statement_ids)
    profiles = {i: profile_of(claims.statement(i)) for i in wanted}
    pairs: set[tuple[str, str]] = set()
    filed: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for name in sorted(wanted):
        for key in subjects(profiles[name]):
            filed[key].append(name)
        if profiles[name].statement.kind is StatementKind.SAID:
            pairs |= {_ordered(name, s.id) for s in claims.related(name)}
    for names in filed.values():
        held = sorted(names, key=lambda n: (claims.statement(n).published or "9999", n))[:_MOST_AT_A_KEY]
        pairs |= {_ordered(a, b) for i, a in enumerate(held) for b in held[i + 1 :]}
    found = []
    for one, other in sorted(pairs):
        a = profiles.get(one) or profile_of(claims.statement(one))
        b = profiles.get(other) or profile_of(claims.statement(other))
        if a.statement.report == b.statement.report:
            continue
        judged = opposed(a, b, claims)
        if judged is not None:
            found.append(judged)
    return tuple(found)


def _ordered(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one < other else (other, one)


def subjects(profile: Profile) -> Iterator[tuple[str, ...]]:
    """Yield what a statement is about, as keys that those on the same thing share."""
    statement = profile.statement
    match statement.kind:
        case StatementKind.FIGURE:
            if statement.type in PEOPLE:
                yield ("figure", statement.type or "", statement.unit or "")
            for term in sorted(counted(profile)):
                yield ("figure", statement.type or "", statement.unit or "", term)
        case StatementKind.CONTROL:
            for place in statement.places:
                yield ("control", str(place.geonames_id or plain_place(place.name)))
        case StatementKind.EVENT:
            for doer in sorted(profile.doers):
                yield ("event", statement.type or "", doer)
        case _:
            return


def opposed(one: Profile, other: Profile, claims: Claims | None = None) -> Contradiction | None:
    """Return how two statements stand to each other; None where they are not on the same thing.

    `claims` lends the cosines of attributed words; without it those are not judged.
    """
    first, second = sorted((one, other), key=lambda p: (p.statement.published or "9999", p.statement.id))
    a, b = first.statement, second.statement
    judged = None
    if a.kind is b.kind is StatementKind.FIGURE:
        judged = figures_opposed(first, second)
    elif a.kind is b.kind is StatementKind.CONTROL:
        judged = controls_opposed(first, second)
    elif a.kind is b.kind is StatementKind.EVENT:
        judged = events_opposed(first, second)
    elif claims is not None and a.id in claims and b.id in claims:
        judged = words_opposed(first, second, claims.comparison(a.id, b.id))
    if judged is None:
        return None
    label, slot, why = judged
    return Contradiction(one=a.id, other=b.id, label=label, slot=slot, why=why)
