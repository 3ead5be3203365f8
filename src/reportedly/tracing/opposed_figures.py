"""Opposed figures: whether two counts of the same thing can both be right, and where they differ in scope."""

import math
import re
from collections.abc import Iterable
from functools import cache, lru_cache

from reportedly.record import Act
from reportedly.tracing.comparable import (
    FIRM,
    Judged,
    Label,
    around,
    gap,
    near,
    one_day,
    one_land,
    place_key,
    scene_of,
)
from reportedly.tracing.names import side_of
from reportedly.tracing.profile import Profile
from reportedly.tracing.slots import bounds_of
from reportedly.tracing.statement import Statement
from reportedly.tracing.terms import stem, terms_of, tokens_of
from reportedly.wordlists.counted import counted as counted_list
from reportedly.wordlists.opposed import opposed_pattern, opposed_words

PEOPLE = frozenset({"killed", "wounded", "captured", "missing", "casualties", "displaced"})
"""What is told of people by the figure's sort alone: whose they are is told by side and group."""
_GROUPS = (
    "soldiers", "civilians", "children", "women", "men", "police", "rescuers", "reporters", "captives",
    "protesters", "refugees", "foreigners", "commanders",
)  # fmt: skip
_BOTH = frozenset({"soldiers", "civilians"})
"""Groups that together are all."""
SHARE_OF_WHOSE = 0.6
"""Share of common words from which two descriptions are of one thing."""
_SHARE_OF_TOLD = 0.6
"""Share of common words from which two clauses tell the same of what they count, where its sort does not."""
_LEAST_SHARED = 3
"""Words that such clauses share at least, besides what is counted."""
_ONE_WAR = 60
"""Days between reports of which the totals of a war are still compared."""
_SLOW = 1.3
"""A total of a war that grows by no more in that time is a later one, not another."""
LOOKING_AHEAD = frozenset({Act.PROPOSE, Act.DEMAND, Act.ASK, Act.WANT, Act.PROMISE, Act.THREATEN})
"""Acts whose content is not so yet."""
_ROUND_FROM = 100
"""Numbers from which a round one is taken for rounded."""
_FAR = 3
"""How many times smaller a count is that may be of a part."""
_VAGUE = {"dozens": 100, "scores": 200, "hundreds": 1_000, "thousands": 10_000, "millions": 1_000_000_000}
_TENS, _HUNDREDS = 10, 100
_REMEMBERED = 4096
"""Figures of which is remembered what is told of each: many are set beside each other again and again."""


def figures_opposed(one: Profile, other: Profile) -> Judged:  # noqa: C901, PLR0911 -- a table of cases
    """Judge two figures, the earlier report's first: only one thing of one side over one time is compared."""
    a, b = one.statement, other.statement
    if a.type != b.type or (a.unit or "") != (b.unit or "") or _unknown(a) or _unknown(b):
        return None
    if is_part(a) or is_part(b) or not (is_told(a) and is_told(b)) or not _same_told(one, other):
        return None
    wars = [over_war(p.statement) for p in (one, other)]
    if wars[0] != wars[1]:
        return None
    if not (_one_war(one, other) if wars[0] else _one_happening(one, other)):
        return None
    scope = _scope_apart(one, other)
    if scope:
        return Label.SCOPE, "number", scope
    if _meet(a, b):
        return Label.COMPATIBLE, "number", f"“{a.head}” and “{b.head}” can be one number"
    if a.cumulative != b.cumulative and (a.type not in PEOPLE or None not in {a.cumulative, b.cumulative}):
        return Label.SCOPE, "number", "one is a total so far, the other is new"
    if not wars[0] and _may_be_part(a, b):
        return Label.SCOPE, "number", "the smaller may be some of the greater"
    for statement in (a, b):
        if near(statement, "no longer so"):
            return Label.SUPERSEDED, "number", f"“{statement.head}” is told as an earlier count"
    later = _later(one, other, war=wars[0])
    if later:
        return Label.SUPERSEDED, "number", later
    return Label.CONTRADICTORY, "number", f"“{a.head}” and “{b.head}” count the same and cannot both be right"


def _unknown(figure: Statement) -> bool:
    return figure.low is None and figure.high is None


@lru_cache(maxsize=_REMEMBERED)
def is_told(figure: Statement) -> bool:
    """Return whether a figure is told to be so, by words that show what it counts.

    A number alone ("thirty-four, seven, six") counts something only where words of its sort stand by it; what
    is offered or demanded, or told not to be the number, is no count.
    """
    if figure.act in LOOKING_AHEAD or figure.status not in FIRM or near(figure, "not firm", words=4):
        return False
    before, _, _ = around(figure)
    if opposed_pattern("taken back").search(before):
        return False
    if opposed_pattern("negations").search(" ".join(before.split()[-1:])):
        return False
    if figure.type not in PEOPLE:
        return True
    words = f" {' '.join(tokens_of(figure.words))} "
    return any(f" {cue} " in words for cue in _cues(figure.type or ""))


@cache
def _cues(what: str) -> frozenset[str]:
    """Return the words that tell what happened to those counted."""
    cues = counted_list().cues
    return frozenset(
        word
        for part in (cues.states, cues.acts, cues.does, cues.topics)
        for word, told in part.items()
        if told == what
    )


def _may_be_part(a: Statement, b: Statement) -> bool:
    """Return whether one count is far smaller and does not say of what happening it is: some may be meant."""
    small, great = sorted((a, b), key=lambda s: s.high or s.low or 0)
    far = _FAR * (small.high or small.low or 0) < (great.low or great.high or 0)
    return far and opposed_pattern("single happening").search(small.words) is None


@lru_cache(maxsize=_REMEMBERED)
def is_part(figure: Statement) -> bool:
    """Return whether a figure is some of a greater one ("including three children", "39 others")."""
    before, head, after = around(figure)
    lead = " ".join(before.split()[-2:])
    found = opposed_pattern("before a part").search(lead)
    if found and not lead[found.end() :].strip(" ,;:-–—"):
        return True
    rest = f"{head} {' '.join(after.split()[:2])}".replace("more than", "").replace("and more", "")
    return opposed_pattern("behind a part").search(rest) is not None


@lru_cache(maxsize=_REMEMBERED)
def over_war(figure: Statement) -> bool:
    """Return whether a figure counts over a whole war: a total since it began, or told of the war itself."""
    if figure.of_war or (figure.period or "").casefold().startswith("since"):
        return True
    words = " ".join((*figure.actors, figure.words))
    return opposed_pattern("war as a whole").search(words) is not None and (
        figure.cumulative is True or opposed_pattern("single happening").search(words) is None
    )


def _same_told(one: Profile, other: Profile) -> bool:
    """Return whether the same is told of the same sort of thing."""
    if one.statement.type in PEOPLE:
        return True
    mine, theirs = counted(one), counted(other)
    if not _alike(mine, theirs):
        return False
    told = [(p.terms - p.numbers - counted(p) - terms_of(p.statement.head)) for p in (one, other)]
    shared = len(told[0] & told[1])
    return shared >= _LEAST_SHARED and 2 * shared >= _SHARE_OF_TOLD * sum(map(len, told))


def _one_war(one: Profile, other: Profile) -> bool:
    between = gap(one, other)
    if not one_land(one, other) or (between is not None and abs(between) > _ONE_WAR):
        return False
    mine, theirs = scene_in_words(one), scene_in_words(other)
    return mine == theirs or bool(mine & theirs)


def _one_happening(one: Profile, other: Profile) -> bool:
    mine, theirs = scene_of(one.statement), scene_of(other.statement)
    if one.statement.type not in PEOPLE and not one.spots and not other.spots:
        return one_land(one, other) and one_day(one, other)
    return bool(mine & theirs) and one_day(one, other)


def scene_in_words(profile: Profile) -> frozenset[str]:
    """Return the places in a figure's own words that are no capital acting ("since Moscow invaded")."""
    return profile.spots & frozenset(place_key(p) for p in profile.statement.scene)


def counted(profile: Profile) -> frozenset[str]:
    """Return the stems that say what a figure counts, without its side and words that say nothing."""
    generic = _stems("generic")
    return frozenset(
        t
        for n in profile.statement.actors
        for word in re.split(r"[\s–-]+", n)
        if side_of(word) is None
        for t in terms_of(word)
        if t not in generic and not side_of(t.capitalize())
    ) - {s for n in profile.statement.actors if (s := side_of(n))}


@cache
def _stems(name: str) -> frozenset[str]:
    return frozenset(stem(word) for word in opposed_words(name))


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    if not one or not other:
        return False
    return 2 * len(one & other) / (len(one) + len(other)) >= SHARE_OF_WHOSE


def _scope_apart(one: Profile, other: Profile) -> str | None:
    """Return in what two figures differ in scope: side, group, what else is said of them; or None."""
    sides = [{s for n in p.statement.actors if (s := side_of(n))} for p in (one, other)]
    if sides[0] != sides[1]:
        return f"one counts {_or_all(sides[0])}, the other {_or_all(sides[1])}"
    groups = [groups_of(p.statement) for p in (one, other)]
    if groups[0] != groups[1]:
        return f"one counts {_or_all(groups[0])}, the other {_or_all(groups[1])}"
    if not groups[0]:
        grouped = frozenset(s for group in _GROUPS for s in _stems(group))
        left = [counted(p) - sides[0] - grouped for p in (one, other)]
        if left[0] != left[1] and not _alike(*left):
            return f"one counts {_or_all(one.statement.actors)}, the other {_or_all(other.statement.actors)}"
    return None


def _or_all(names: Iterable[str]) -> str:
    return " and ".join(sorted(names)) or "all"


def groups_of(figure: Statement) -> frozenset[str]:
    """Return which groups of people a figure names; none where it counts all."""
    words = {t for n in (*figure.actors, figure.head) for t in terms_of(n)}
    found = frozenset(group for group in _GROUPS if words & _stems(group))
    return frozenset() if found >= _BOTH else found


def _meet(a: Statement, b: Statement) -> bool:
    """Return whether one value can be both; a vague word ("hundreds") also has a bound above."""
    low_a, high_a = _reach(a)
    low_b, high_b = _reach(b)
    high_a, high_b = min(high_a, vague_bound(a.head)), min(high_b, vague_bound(b.head))
    if vague_bound(a.head) == high_a and not low_b < high_a:
        return False
    if vague_bound(b.head) == high_b and not low_a < high_b:
        return False
    return low_a <= high_b and low_b <= high_a


def _reach(figure: Statement) -> tuple[float, float]:
    """Return a figure's bounds; a round number reaches half of its last counted digit to either side."""
    low, high = bounds_of(figure)
    if low == high and low >= _ROUND_FROM:
        low, high = low - _half(low), high + _half(high)
    return low, high


def _half(value: float) -> float:
    """Return half of the unit of a whole number's last digit that is not nought; 0 for others."""
    if not value or value != math.floor(value) or value > 1e15:  # noqa: PLR2004 -- beyond exact whole numbers
        return 0.0
    unit = 1
    while value % (unit * 10) == 0:
        unit *= 10
    return unit / 2 if unit > 1 else 0.0


def vague_bound(words: str) -> float:
    """Return what a vague quantity stays below: "hundreds" 1,000, "tens of thousands" 100,000.

    A speaker who could say more would (Grice's maxim of quantity, as scalar implicature; Horn 1984). Infinite
    where the words hold none or give a number.
    """
    tokens = tokens_of(words)
    if any(t[0].isdigit() for t in tokens):
        return math.inf
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
    return math.inf


def _later(one: Profile, other: Profile, *, war: bool) -> str | None:
    """Return why the second figure replaces the first: a toll that grew, a claimant who corrects; or None."""
    a, b = one.statement, other.statement
    between = gap(one, other)
    grown = (a.high or a.low or 0) <= (b.low or b.high or 0)
    same = one.voice is not None and one.voice == other.voice
    if same and between is not None and (between > 0 or not war):
        return f"“{b.head}” is what {b.chain[-1].who} counts later than “{a.head}”"
    if a.type == "missing":
        return f"“{a.head}” and “{b.head}” are told as people are still looked for"
    if between is None or between <= 0 or not grown:
        return None
    if not war:
        return f"“{b.head}” is a later count than “{a.head}”"
    if (b.low or b.high or 0) <= _SLOW * (a.high or a.low or 0):
        return f"“{b.head}” is a later total than “{a.head}”"
    return None
