"""Contradictions: pairs of statements that cannot both hold, told slot by slot, with the reason in words.

Only what is comparable is compared: the same thing counted of the same side over the same time; one place at
one time; one deed of one doer. What differs in scope is called so, never a contradiction.

Which pairs are looked at is a matter of keys that both have (`opposed_keys`, `opposing_keys`): the partner of
a contradiction is seldom in the same claim, for it says another number, another holder, or "not".
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from hashlib import blake2b

import msgspec

from reportedly.record import Status
from reportedly.tracing.claims import Claims
from reportedly.tracing.comparable import Judged, Label, place_key, scene_of
from reportedly.tracing.denials import Denial, denial_of
from reportedly.tracing.opposed_control import controls_opposed
from reportedly.tracing.opposed_figures import PEOPLE, counted, figures_opposed, is_part, over_war
from reportedly.tracing.opposed_tellings import denials_opposed, events_opposed, names_in, tells
from reportedly.tracing.profile import Profile, profile_of
from reportedly.tracing.roots import contents
from reportedly.tracing.statement import StatementKind

_MOST_AT_A_KEY = 400
"""Statements at one key that are compared with each other; of more the earliest are."""
_MOST_NAMES, _MOST_SCENES, _MOST_STEMS = 4, 3, 5
"""Names, places and words of a statement under which it is filed, at most."""


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

    Candidates are pairs that share a key. Pairs that are about different things are left out.
    """
    wanted = sorted(set(statement_ids))
    profiles = {i: profile_of(claims.statement(i)) for i in wanted}
    filed: dict[int, list[str]] = defaultdict(list)
    for name in sorted(wanted, key=lambda n: (claims.statement(n).published or "9999", n)):
        for key in opposed_keys(profiles[name]):
            if len(filed[key]) < _MOST_AT_A_KEY:
                filed[key].append(name)
    pairs: set[tuple[str, str]] = set()
    for name in wanted:
        report = claims.statement(name).report
        for key in opposing_keys(profiles[name]):
            for other in filed.get(key, ()):
                if claims.statement(other).report != report:
                    pairs.add((name, other) if name < other else (other, name))
    judged = (opposed(profiles[one], profiles[other], claims) for one, other in sorted(pairs))
    return tuple(j for j in judged if j is not None)


def opposed_keys(profile: Profile) -> tuple[int, ...]:
    """Return the keys under which an index files a statement for finding what it may contradict, in order.

    An index of a million statements files each under these (at most some thirty) 64-bit numbers; for a
    new statement it looks up `opposing_keys` and hands every pair it finds to `opposed`. The keys are:

    * of a figure: what is counted with each place its sentence is set at, or, where it counts over a whole
      war, with the two countries its report is most about;
    * of a control statement: each place;
    * of what tells or denies a deed: each side or name in it with each of its weightiest words. What denies
      is filed under odd numbers, what tells under even ones, so that a denial finds what is told and not the
      other denials; for all other keys the number filed is the one looked up.

    A pair shares a key or not whatever else is stored, so what is found does not depend on order.
    """
    return both_keys(profile)[0]


def opposing_keys(profile: Profile) -> tuple[int, ...]:
    """Return the keys (see `opposed_keys`) at which an index finds what a statement may contradict."""
    return both_keys(profile)[1]


def both_keys(profile: Profile) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return `opposed_keys` and `opposing_keys`, which cost together what each of them costs."""
    found = [(_number(parts), odd, turned) for parts, odd, turned in _keys(profile)]
    filed, asked = (
        {number | odd for number, odd, _ in found},
        {n | (odd ^ turned) for n, odd, turned in found},
    )
    return tuple(sorted(filed)), tuple(sorted(asked))


def _number(parts: tuple[str, ...]) -> int:
    digest = blake2b("\x1f".join(parts).encode("utf-8", "replace"), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True) & ~1


def _keys(profile: Profile) -> Iterator[tuple[tuple[str, ...], int, int]]:
    """Yield each key as its words, its last bit as filed, and whether that is turned for looking up."""
    statement = profile.statement
    sort, unit = statement.type or "", statement.unit or ""
    match statement.kind:
        case StatementKind.FIGURE:
            if is_part(statement):
                return
            lands = [f"land {land}" for land in statement.setting[:2]]
            where = sorted(scene_of(statement))
            if over_war(statement):
                where = lands
            elif sort not in PEOPLE:
                where += lands
            things = [""] if sort in PEOPLE else sorted(counted(profile))
            yield from ((("figure", sort, unit, at, thing), 0, 0) for at in where for thing in things)
            return
        case StatementKind.CONTROL:
            yield from ((("control", place_key(place)), 0, 0) for place in statement.places if not place.wide)
        case StatementKind.EVENT:
            odd = int(statement.status is Status.DENIED)
            yield from (
                (("event", sort, doer, at), odd, 1)
                for doer in sorted(profile.doers)
                for at in sorted(scene_of(statement))
            )
        case _:
            pass
    denial = denial_of(profile)
    if denial is not None or tells(profile):
        named = sorted(
            {*names_in(profile), *([profile.voice] if profile.voice else [])}, key=lambda n: (-len(n), n)
        )
        stems = _weighty(profile, denial)
        for name in (*named[:_MOST_NAMES], *sorted(scene_of(statement))[:_MOST_SCENES]):
            yield from ((("said", name, word), int(denial is not None), 1) for word in stems if word != name)


def _weighty(profile: Profile, denial: Denial | None) -> list[str]:
    """Return the stems by which a deed is found: what is denied, the deed's own, then the longest."""
    first = denial.denied if denial is not None else contents(profile.statement.head)
    rest = (
        (denial.content if denial is not None else contents(profile.statement.words)) - first - profile.names
    )
    ranked = sorted(first, key=lambda t: (-len(t), t)) + sorted(rest, key=lambda t: (-len(t), t))
    return ranked[:_MOST_STEMS]


class Lent(msgspec.Struct, frozen=True):
    """Lends `opposed` the cosine of two statements' words."""

    words: float
    """The cosine."""

    def meaning(self, _one: str, _other: str) -> float:
        """Return the cosine."""
        return round(self.words, 3)


def opposed(one: Profile, other: Profile, claims: Claims | Lent | None = None) -> Contradiction | None:
    """Return how two statements stand to each other; None where they are not on the same thing.

    `claims` lends the cosines of words; without it denials are judged by their words alone.
    """
    first, second = sorted((one, other), key=lambda p: (p.statement.published or "9999", p.statement.id))
    a, b = first.statement, second.statement
    judged: Judged = None
    if StatementKind.FIGURE in {a.kind, b.kind}:
        judged = figures_opposed(first, second) if a.kind is b.kind else None
    elif a.kind is b.kind is StatementKind.CONTROL:
        judged = controls_opposed(first, second)
    else:
        if a.kind is b.kind is StatementKind.EVENT:
            judged = events_opposed(first, second)
        judged = judged or denials_opposed(first, second, _cosine(a.id, b.id, claims))
    if judged is None:
        return None
    label, slot, why = judged
    return Contradiction(one=a.id, other=b.id, label=label, slot=slot, why=why)


def _cosine(one: str, other: str, claims: Claims | Lent | None) -> float | None:
    return None if claims is None else claims.meaning(one, other)
