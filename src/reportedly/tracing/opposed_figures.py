"""Opposed figures: whether two counts of the same thing can both be right, and where they differ in scope."""

import re
from collections.abc import Iterable
from enum import StrEnum

from reportedly.record import Status
from reportedly.tracing.names import folded, side_of
from reportedly.tracing.profile import Profile
from reportedly.tracing.slots import bounds_of
from reportedly.tracing.statement import Statement
from reportedly.tracing.terms import stem, terms_of, tokens_of
from reportedly.wordlists import metonyms

FIRM = frozenset({Status.ASSERTED, Status.HEDGED})
"""Statuses of what is said to be so."""
PEOPLE = frozenset({"killed", "wounded", "captured", "missing", "casualties", "displaced"})
"""What is counted of people: whose they are is told by side and group, so other words need not agree."""
SHARE_OF_WHOSE = 0.6
"""Share of common words from which two descriptions are of one thing."""
_VAGUE = {"dozens": 100, "scores": 200, "hundreds": 1_000, "thousands": 10_000, "millions": 1_000_000_000}
_TENS, _HUNDREDS = 10, 100
_SOLDIERS = ("soldiers", "troops", "fighters", "servicemen", "militants", "personnel")
_CIVILIANS = ("civilians", "civilian", "children", "child", "residents", "women", "villagers")
_GROUPS = {"soldiers": frozenset(map(stem, _SOLDIERS)), "civilians": frozenset(map(stem, _CIVILIANS))}
_GENERIC = frozenset(
    stem(word)
    for word in """people person persons war invasion conflict killed wounded dead deaths figure number total
    since start full-scale full scale found displaced fled""".split()  # noqa: SIM905 -- reads as a list of words
)
"""Words of a figure that do not tell what is counted."""
_ONE_STORY = 180
"""Days between reports of which the figures are still compared."""


class Label(StrEnum):
    """How two statements on one thing stand to each other."""

    CONTRADICTORY = "contradictory"
    SUPERSEDED = "superseded"
    """The later one replaces the earlier: a total that grew, a place that changed hands."""
    SCOPE = "different scope"
    """They speak of different parts, times or sides."""
    COMPATIBLE = "compatible"


Judged = tuple[Label, str, str] | None


def figures_opposed(one: Profile, other: Profile) -> Judged:  # noqa: PLR0911 -- a table of cases
    """Judge two figures: comparable only where one thing of one side is counted over one time."""
    a, b = one.statement, other.statement
    if a.type != b.type or (a.unit or "") != (b.unit or ""):
        return None
    mine, theirs = counted(one), counted(other)
    if a.type not in PEOPLE and not _alike(mine, theirs):
        return None
    if not one_setting(one, other):
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


def one_setting(one: Profile, other: Profile) -> bool:
    """Return whether two statements can be on one story: a country in common, within half a year."""
    a, b = one.statement.setting, other.statement.setting
    if a and b and not set(a[:2]) & set(b[:2]):
        return False
    if one.published is None or other.published is None:
        return True
    return one.published.meets(other.published, slack=_ONE_STORY)


def counted(profile: Profile) -> frozenset[str]:
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
    return 2 * len(one & other) / (len(one) + len(other)) >= SHARE_OF_WHOSE


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
    if one.statement.status not in FIRM or other.statement.status not in FIRM:
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
    """Return what a vague quantity stays below: "hundreds" 1,000, "tens of thousands" 100,000.

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


def _later(one: Profile, other: Profile) -> bool:
    return one.published is not None and other.published is not None and one.published < other.published
