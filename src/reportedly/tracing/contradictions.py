"""Contradictions: pairs of statements that cannot both hold, told slot by slot, with the reason in words.

Only what is comparable is compared: the same thing counted of the same side over the same time; one place
at one
time; one deed of one doer. What differs in scope is called so, never a contradiction.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from enum import StrEnum

import msgspec

from reportedly.record import Act, Status
from reportedly.tracing.claims import Claims
from reportedly.tracing.comparing import bounds_of
from reportedly.tracing.names import folded, side_of
from reportedly.tracing.profile import Profile, profile_of
from reportedly.tracing.statement import Statement, StatementKind
from reportedly.tracing.terms import stem, terms_of, tokens_of
from reportedly.wordlists import metonyms

_FIRM = frozenset({Status.ASSERTED, Status.HEDGED})
_VAGUE = {"dozens": 100, "scores": 200, "hundreds": 1_000, "thousands": 10_000, "millions": 1_000_000_000}
_TENS, _HUNDREDS = 10, 100
_PART = frozenset(
    [
        "part",
        "parts",
        "portion",
        "portions",
        "most",
        "half",
        "remainder",
        "rest",
        "remaining",
        "countryside",
        "outskirts",
        "around",
        "near",
        "last",
        "some",
        "percent",
        "third",
        "fifth",
        "quarter",
        "stretches",
        "areas",
        "towns",
        "villages",
        "districts",
    ]
)
_GROUPS = {
    "soldiers": frozenset(
        map(stem, ("soldiers", "troops", "fighters", "servicemen", "militants", "personnel"))
    ),
    "civilians": frozenset(
        map(stem, ("civilians", "civilian", "children", "child", "residents", "women", "villagers"))
    ),
}
_GENERIC = frozenset(
    map(
        stem,
        [
            "people",
            "person",
            "persons",
            "war",
            "invasion",
            "conflict",
            "killed",
            "wounded",
            "dead",
            "deaths",
            "figure",
            "number",
            "total",
            "since",
            "start",
            "full-scale",
            "full",
            "scale",
            "found",
            "displaced",
            "fled",
        ],
    )
)
_PEOPLE = frozenset({"killed", "wounded", "captured", "missing", "casualties", "displaced"})
"""What is counted of people: whose they are is told by side and group, so other words need not agree."""
_SHARE_OF_WHOSE = 0.6
_SAME_WORDS = 0.72
_SAME_SAID = 0.7
_ONE_TIME = 14
"""Days between reports up to which two statements without a date are on one time."""
_ONE_STORY = 180
"""Days between reports of which the figures are still compared."""
_MOST_AT_A_KEY = 400
"""Statements on one subject that are compared with each other; of more the earliest are."""


class Label(StrEnum):
    """How two statements on one thing stand to each other."""

    CONTRADICTORY = "contradictory"
    SUPERSEDED = "superseded"
    """The later one replaces the earlier: a total that grew, a place that changed hands."""
    SCOPE = "different scope"
    """They speak of different parts, times or sides."""
    COMPATIBLE = "compatible"


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
            if statement.type in _PEOPLE:
                yield ("figure", statement.type or "", statement.unit or "")
            for term in sorted(_counted(profile)):
                yield ("figure", statement.type or "", statement.unit or "", term)
        case StatementKind.CONTROL:
            for place in statement.places:
                yield ("control", str(place.geonames_id or _plain(place.name)))
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
        judged = _figures(first, second)
    elif a.kind is b.kind is StatementKind.CONTROL:
        judged = _controls(first, second)
    elif a.kind is b.kind is StatementKind.EVENT:
        judged = _events(first, second)
    elif claims is not None and a.id in claims and b.id in claims:
        judged = _said(first, second, claims)
    if judged is None:
        return None
    label, slot, why = judged
    return Contradiction(one=a.id, other=b.id, label=label, slot=slot, why=why)


_Judged = tuple[Label, str, str] | None


def _figures(one: Profile, other: Profile) -> _Judged:  # noqa: PLR0911 -- a table of cases
    """Judge two figures: comparable only where the same thing of the same side is counted over the same time."""
    a, b = one.statement, other.statement
    if a.type != b.type or (a.unit or "") != (b.unit or ""):
        return None
    mine, theirs = _counted(one), _counted(other)
    if a.type not in _PEOPLE and not _alike(mine, theirs):
        return None
    if not _one_setting(one, other):
        return None
    if _meet(a, b):
        return Label.COMPATIBLE, "number", f"“{a.head}” and “{b.head}” can be one number"
    scope = _scope_apart(one, other)
    if scope:
        return Label.SCOPE, "number", scope
    if (a.cumulative is not None or b.cumulative is not None) and a.cumulative != b.cumulative:
        return Label.SCOPE, "number", "one is a total so far, the other is new or does not say"
    if a.cumulative and _later(one, other) and (a.low or 0) <= (b.low or b.high or 0):
        return Label.SUPERSEDED, "number", f"“{b.head}” is a later total than “{a.head}”"
    if one.days and other.days and one.days.narrow and other.days.narrow and not one.days.meets(other.days):
        return Label.SCOPE, "number", f"{a.when} and {b.when} are different times"
    return Label.CONTRADICTORY, "number", f"“{a.head}” and “{b.head}” count the same and cannot both be right"


def _one_setting(one: Profile, other: Profile) -> bool:
    """Return whether two statements can be on one story: a country in common, and no half year between them."""
    a, b = one.statement.setting, other.statement.setting
    if a and b and not set(a[:2]) & set(b[:2]):
        return False
    if one.published is None or other.published is None:
        return True
    return one.published.meets(other.published, slack=_ONE_STORY)


def _counted(profile: Profile) -> frozenset[str]:
    """Return the stems that say what a figure counts, without its side and words that say nothing."""
    return frozenset(
        t
        for n in profile.statement.actors
        for t in terms_of(n)
        if t not in _GENERIC and not side_of(t.capitalize())
    ) - {s for n in profile.statement.actors if (s := side_of(n))}


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    if not one or not other:
        return False
    return 2 * len(one & other) / (len(one) + len(other)) >= _SHARE_OF_WHOSE


def _scope_apart(one: Profile, other: Profile) -> str | None:
    """Return in what two figures differ in scope: side, group, place, or None."""
    sides = [{s for n in p.statement.actors if (s := side_of(n))} for p in (one, other)]
    if sides[0] != sides[1]:
        return f"one counts {_or_all(sides[0])}, the other {_or_all(sides[1])}"
    groups = [_groups(p) for p in (one, other)]
    if groups[0] != groups[1]:
        return f"one counts {_or_all(groups[0])}, the other {_or_all(groups[1])}"
    mine, theirs = _where(one), _where(other)
    if mine != theirs and not mine & theirs:
        return f"one is of {_places(one)}, the other of {_places(other)}"
    if one.statement.status not in _FIRM or other.statement.status not in _FIRM:
        return "one is not said to be so"
    return None


def _where(profile: Profile) -> frozenset[str]:
    """Return where a figure is of: not the capital that acts in the clause ("since Moscow invaded")."""
    acting = {
        p
        for p in profile.statement.places
        if metonyms.find(p.name)
        and not re.search(
            rf"\b(?:in|at|on|near|around|of|from|outside) {re.escape(p.name)}\b", profile.statement.words
        )
    }
    return profile.spots - {str(p.geonames_id or folded(p.name)) for p in acting}


def _or_all(names: Iterable[str]) -> str:
    return " and ".join(sorted(names)) or "all"


def _places(profile: Profile) -> str:
    return " and ".join(p.name for p in profile.statement.places if not p.wide) or "no place"


def _groups(profile: Profile) -> frozenset[str]:
    """Return which people a figure counts; none where all or both groups are."""
    statement = profile.statement
    words = {t for n in (*statement.actors, statement.head) for t in terms_of(n)}
    found = frozenset(g for g, stems in _GROUPS.items() if words & stems)
    return frozenset() if len(found) == len(_GROUPS) else found


def _meet(a: Statement, b: Statement) -> bool:
    """Return whether one value can be both; a vague word ("hundreds") also has a bound above."""
    low_a, high_a = bounds_of(a)
    low_b, high_b = bounds_of(b)
    high_a, high_b = min(high_a, vague_bound(a.head)), min(high_b, vague_bound(b.head))
    if vague_bound(a.head) == high_a and not low_b < high_a:
        return False
    if vague_bound(b.head) == high_b and not low_a < high_b:
        return False
    return low_a <= high_b and low_b <= high_a


def vague_bound(words: str) -> float:
    """Return what a vague quantity is understood to stay below: "hundreds" 1,000, "tens of thousands" 100,000.

    A speaker who could say more would (Grice's maxim of quantity, as scalar implicature; Horn 1984). Infinite
    where the words hold none or give a number.
    """
    tokens = tokens_of(words)
    if any(t[0].isdigit() for t in tokens):
        return float("inf")
    for i, word in enumerate(tokens):
        if word in _VAGUE:
            bound = float(_VAGUE[word])
            if tokens[i + 1 : i + 3] in {("of", "thousands"), ("of", "millions")}:
                bound = {"hundreds": _HUNDREDS, "tens": _TENS}.get(word, 1) * float(_VAGUE[tokens[i + 2]])
            return bound
        if (
            word == "tens"
            and tokens[i + 1 : i + 2] == ("of",)
            and i + 2 < len(tokens)
            and tokens[i + 2] in _VAGUE
        ):
            return 10.0 * _VAGUE[tokens[i + 2]]
    return float("inf")


def _controls(one: Profile, other: Profile) -> _Judged:  # noqa: PLR0911 -- a table of cases
    """Judge two control statements on one place: who holds it at one time."""
    a, b = one.statement, other.statement
    if (
        not ({_plain(p.name) for p in a.places} & {_plain(p.name) for p in b.places})
        and not one.spots & other.spots
    ):
        return None
    where = next((p.name for p in a.places), "it")
    if a.status in {Status.PLANNED, Status.HYPOTHETICAL} or b.status in {Status.PLANNED, Status.HYPOTHETICAL}:
        return None
    part = [bool(_PART & set(tokens_of(" ".join(p.name for p in s.places)))) for s in (a, b)]
    if part[0] or part[1]:
        return Label.SCOPE, "control", f"one of them is of a part of {where}"
    holders = [holder_after(s) for s in (a, b)]
    same = bool(one.doers & other.doers)
    if same and a.type == b.type and (a.status is Status.DENIED) != (b.status is Status.DENIED):
        return _timed(one, other, f"one says and one denies that {a.actors[0]} {a.type} {where}")
    if None in holders or Status.DENIED in {a.status, b.status}:
        return None
    if holders[0] == holders[1]:
        return Label.COMPATIBLE, "control", f"both leave {where} with {holders[0]}"
    opposite = holders[1] == f"not {holders[0]}" or holders[0] == f"not {holders[1]}"
    if not opposite and any(str(h).startswith("not ") for h in holders):
        return Label.COMPATIBLE, "control", "one lost it, another holds it"
    return _timed(one, other, f"{where} cannot be with {_said_of(a)} and with {_said_of(b)} at one time")


def holder_after(statement: Statement) -> str | None:
    """Return who has the place after a control statement; "not X" where X lost it; None where it is contested."""
    if not statement.actors or statement.type == "contests":
        return None
    who = side_of(statement.actors[0]) or folded(statement.actors[0])
    return f"not {who}" if statement.type == "loses" else who


def _said_of(statement: Statement) -> str:
    return f"{statement.actors[0] if statement.actors else 'nobody'} ({statement.type})"


def _timed(one: Profile, other: Profile, why: str) -> _Judged:
    """Call a difference a contradiction only at one time; what comes later replaces what was before."""
    mine, theirs = one.days or one.published, other.days or other.published
    if (
        mine is None
        or theirs is None
        or mine.meets(theirs, slack=0 if one.days and other.days else _ONE_TIME)
    ):
        return Label.CONTRADICTORY, "control", why
    return Label.SUPERSEDED, "control", f"{why}, but the one is of another time"


def _plain(name: str) -> str:
    """Return a place's name without words of its parts."""
    return " ".join(w for w in folded(name).split() if w not in _PART)


def _events(one: Profile, other: Profile) -> _Judged:  # noqa: PLR0911 -- a table of cases
    """Judge two events: one said, the other denied, of the same doer to the same."""
    a, b = one.statement, other.statement
    if a.type != b.type or (a.status is Status.DENIED) == (b.status is Status.DENIED):
        return None
    if not {a.status, b.status} <= {*_FIRM, Status.DENIED} or not one.doers & other.doers:
        return None
    if bool(a.recipients) != bool(b.recipients) or (
        a.recipients and not (one.parties - one.doers) & (other.parties - other.doers)
    ):
        return None
    if one.spots and other.spots and not one.spots & other.spots:
        return None
    if one.days and other.days and not one.days.meets(other.days):
        return Label.SCOPE, "denial", f"{a.when} and {b.when} are different times"
    if one.parties != other.parties or not _one_setting(one, other):
        return None
    shared = {t for t in one.terms & other.terms if side_of(t.capitalize()) is None}
    if not one.head & other.head or len(shared) < 2:  # noqa: PLR2004 -- one common word is no subject
        return None
    doer = a.actors[0] if a.actors else "somebody"
    return Label.CONTRADICTORY, "denial", f"one says and one denies that {doer} did it ({a.type})"


def _said(one: Profile, other: Profile, claims: Claims) -> _Judged:
    """Judge attributed words (and what an outlet says of itself): one denies what the other says."""
    a, b = one.statement, other.statement
    if one.negated == other.negated or StatementKind.FIGURE in {a.kind, b.kind}:
        return None
    if Act.DENY in {a.act, b.act} and a.act is b.act:
        return None
    reasons = {r.slot: r for r in claims.comparison(a.id, b.id).reasons}
    meaning = reasons["meaning"].value if "meaning" in reasons else 0.0  # type: ignore[index]  # a Slot is its text
    words = reasons["words"].value if "words" in reasons else 0.0  # type: ignore[index]  # as above
    if meaning < _SAME_SAID or words < _SHARE_OF_WHOSE:
        return None
    return Label.CONTRADICTORY, "denial", f"one denies what the other says: “{a.words}” and “{b.words}”"


def _later(one: Profile, other: Profile) -> bool:
    return one.published is not None and other.published is not None and one.published < other.published
