"""Comparing two statements slot by slot: who, what, where, when, how many; each with its reason.

Every slot gives a value from -1 (they differ) over 0 (nothing can be told) to 1 (they agree). The score is a
logistic sum of them with the weights in `weights.json` (`evaluation/fitting.py` makes it).
"""

import json
import math
from enum import StrEnum
from functools import cache
from importlib.resources import files

import msgspec
import numpy as np
import numpy.typing as npt

from reportedly.record import Status
from reportedly.tracing.names import same_name
from reportedly.tracing.profile import Profile, profile_of
from reportedly.tracing.statement import Statement, StatementKind

_LONG_RUN = 8
"""Words in a row that two texts share only by copying or quoting."""
_LEAST_RUN = 3
Vectors = npt.NDArray[np.float32]


class Slot(StrEnum):
    """What is compared."""

    MEANING = "meaning"
    """The clauses as a whole: cosine of their vectors."""
    DEED = "deed"
    """Who did what to whom where, as bare words (`Statement.gist`): cosine of their vectors."""
    HEAD = "head"
    """Stems of the deed's own words in common; nothing for attributed words."""
    WORDS = "words"
    """Stems of content words in common."""
    RUN = "run"
    """The longest row of words in common."""
    QUOTE = "quote"
    """Quoted words in common."""
    NAMES = "names"
    """Names in common."""
    WHO = "who"
    """Who says it."""
    SORT = "sort"
    """Event, control statement, figure or attributed words."""
    TYPE = "type"
    """Type of event, change of control, what is counted."""
    PARTIES = "parties"
    """Who does it to whom; whose figure."""
    WHERE = "where"
    """Place."""
    WHEN = "when"
    """Time."""
    NUMBER = "number"
    """How many."""
    DENIAL = "denial"
    """One denies what the other says."""


SLOTS = tuple(Slot)


class Verdict(StrEnum):
    """What a slot says of the two."""

    SAME = "same"
    NEAR = "near"
    OPEN = "open"
    """It cannot be told: one of the two does not say."""
    DIFFERENT = "different"


class Reason(msgspec.Struct, frozen=True):
    """One slot of a comparison, with both reports' words."""

    slot: Slot
    """What was compared."""
    one: str
    """What the first statement has there; may be empty."""
    other: str
    """What the second has."""
    verdict: Verdict
    """What follows."""
    value: float
    """-1 to 1."""
    weight: float
    """What it adds to the score, in log odds."""


class Comparison(msgspec.Struct, frozen=True):
    """Whether two statements say the same thing, and why."""

    score: float
    """Probability, 0 to 1, that they are one claim."""
    reasons: tuple[Reason, ...]
    """Every slot that says something, the weightiest first."""


def compare(one: Statement, other: Statement) -> Comparison:
    """Return whether two statements say the same thing, with reasons. Symmetric: the order does not matter.

    Embeds both; an index that holds their vectors calls `compare_profiles`.
    """
    from reportedly.tracing.embedding import embed  # noqa: PLC0415 -- loads a network; comparing profiles needs none

    vectors = embed([one.words, other.words, one.gist, other.gist])
    return compare_profiles(
        profile_of(one), profile_of(other), float(vectors[0] @ vectors[1]), float(vectors[2] @ vectors[3])
    )


def compare_profiles(one: Profile, other: Profile, meaning: float, deed: float) -> Comparison:
    """As `compare`, with the cosines of their words (`meaning`) and of their gists (`deed`)."""
    values = values_of(one, other, meaning, deed)
    weights, bias = weighing()
    parts = [w * v for w, v in zip(weights, values, strict=True)]
    reasons = [
        Reason(slot, *_shown(slot, one, other), _verdict(slot, value), round(value, 3), round(part, 3))
        for slot, value, part in zip(SLOTS, values, parts, strict=True)
        if value
    ]
    reasons.sort(key=lambda r: (-abs(r.weight), r.slot))
    return Comparison(_logistic(bias + sum(parts)), tuple(reasons))


def score_of(one: Profile, other: Profile, meaning: float, deed: float) -> float:
    """Return only the score of `compare_profiles`."""
    weights, bias = weighing()
    return _logistic(
        bias + sum(w * v for w, v in zip(weights, values_of(one, other, meaning, deed), strict=True))
    )


def values_of(one: Profile, other: Profile, meaning: float, deed: float) -> tuple[float, ...]:
    """Return the value of every slot, in the order of `SLOTS`."""
    a, b = one.statement, other.statement
    both = a.kind is b.kind
    figures = both and a.kind is StatementKind.FIGURE
    return (
        meaning,
        deed,
        _share(one.head, other.head),
        _share(one.terms, other.terms),
        _run(one.tokens, other.tokens),
        _quote(one, other),
        _share(one.names, other.names),
        _who(one, other),
        1.0 if both else 0.0,
        0.0 if not both or a.type is None or b.type is None else (1.0 if a.type == b.type else -1.0),
        _parties(one, other) if both else 0.0,
        _where(one, other),
        _when(one, other),
        _number(a, b) if figures else _numerals(one, other),
        -1.0 if one.negated != other.negated else 0.0,
    )


def _share(one: frozenset[str], other: frozenset[str]) -> float:
    """Return the Dice coefficient of two sets, half of it for how much of the smaller is in the larger."""
    if not one or not other:
        return 0.0
    shared = len(one & other)
    return 0.5 * (2 * shared / (len(one) + len(other))) + 0.5 * (shared / min(len(one), len(other)))


def longest_run(one: tuple[str, ...], other: tuple[str, ...]) -> int:
    """Return the length of the longest row of words that both have (|one| × |other| steps at most)."""
    best = 0
    places: dict[str, list[int]] = {}
    for index, word in enumerate(other):
        places.setdefault(word, []).append(index)
    ending: dict[int, int] = {}
    for word in one:
        now: dict[int, int] = {}
        for index in places.get(word, ()):
            now[index] = length = ending.get(index - 1, 0) + 1
            best = max(best, length)
        ending = now
    return best


def _run(one: tuple[str, ...], other: tuple[str, ...]) -> float:
    run = longest_run(one, other)
    return min(1.0, run / _LONG_RUN) if run >= _LEAST_RUN else 0.0


def _quote(one: Profile, other: Profile) -> float:
    """Return how much of the shorter quotation stands in the other statement's quotations."""
    best = 0.0
    for mine in one.quoted:
        for theirs in other.quoted:
            run = longest_run(mine, theirs)
            if run >= 2:  # noqa: PLR2004 -- one quoted word ("terrorists") is anybody's
                best = max(best, min(1.0, run / 5) * run / min(len(mine), len(theirs)))
    return best


def _who(one: Profile, other: Profile) -> float:
    """Return whether one voice says both: the same name, the same side, or another."""
    if one.voice is None or other.voice is None:
        return 0.0
    a, b = one.statement.speaker, other.statement.speaker
    if one.voice == other.voice or (a and b and same_name(a.who, b.who)):
        return 1.0
    if one.statement.side and one.statement.side == other.statement.side:
        return 0.5
    return -1.0


def _parties(one: Profile, other: Profile) -> float:
    if not one.parties or not other.parties:
        return 0.0
    share = _share(one.parties, other.parties)
    if one.doers and other.doers and not one.doers & other.doers:
        return share - 1.0
    return share or -1.0


def _where(one: Profile, other: Profile) -> float:
    if one.spots and other.spots:
        return 1.0 if one.spots & other.spots else -1.0
    if one.lands and other.lands and not one.spots and not other.spots:
        return 0.3 if one.lands & other.lands else -0.5
    return 0.0


def _when(one: Profile, other: Profile) -> float:
    if one.days is None or other.days is None:
        return 0.0
    narrow = one.days.narrow and other.days.narrow
    if one.days.meets(other.days):
        return 1.0 if narrow else 0.3
    if one.days.meets(other.days, slack=1):
        return 0.0
    return -1.0 if narrow else -0.7


def _number(a: Statement, b: Statement) -> float:
    """Return whether two figures can be one: their ranges, in the same unit."""
    if a.unit != b.unit:
        return -0.5
    if (a.low, a.high) == (b.low, b.high):
        return 1.0
    return 0.4 if values_meet(a, b) else -1.0


def values_meet(a: Statement, b: Statement) -> bool:
    """Return whether one value can be both figures; a rounded one reaches a tenth to either side."""
    low_a, high_a = bounds_of(a)
    low_b, high_b = bounds_of(b)
    return low_a <= high_b and low_b <= high_a


def bounds_of(figure: Statement) -> tuple[float, float]:
    """Return a figure's bounds, open ones infinite, widened by a tenth where it is said to be inexact."""
    low = -math.inf if figure.low is None else figure.low
    high = math.inf if figure.high is None else figure.high
    if figure.approx:
        low, high = low - abs(low) / 10, high + abs(high) / 10
    return low, high


def _numerals(one: Profile, other: Profile) -> float:
    if not one.numbers or not other.numbers:
        return 0.0
    return 1.0 if one.numbers & other.numbers else -0.5


def _verdict(slot: Slot, value: float) -> Verdict:
    same, near = (0.8, 0.5) if slot in {Slot.MEANING, Slot.DEED} else (0.75, 0.3)
    if value >= same:
        return Verdict.SAME
    if value >= near:
        return Verdict.NEAR
    return Verdict.DIFFERENT if value < 0 or slot in {Slot.MEANING, Slot.DEED, Slot.WORDS} else Verdict.OPEN


def _shown(slot: Slot, one: Profile, other: Profile) -> tuple[str, str]:
    """Return what both have in a slot, in words."""
    return _slot_words(slot, one), _slot_words(slot, other)


def _slot_words(slot: Slot, profile: Profile) -> str:  # noqa: C901, PLR0911, PLR0912 -- a table of slots
    statement = profile.statement
    match slot:
        case Slot.DEED:
            return statement.gist
        case Slot.HEAD:
            return statement.head
        case Slot.QUOTE:
            return " … ".join(" ".join(q) for q in profile.quoted)
        case Slot.NAMES:
            return ", ".join(sorted(profile.names))
        case Slot.WHO:
            return statement.speaker.who if statement.speaker else ""
        case Slot.SORT:
            return str(statement.kind)
        case Slot.TYPE:
            return statement.type or ""
        case Slot.PARTIES:
            return ", ".join((*statement.actors, *statement.recipients))
        case Slot.WHERE:
            return ", ".join(p.name for p in statement.places)
        case Slot.WHEN:
            return statement.when or ""
        case Slot.NUMBER:
            return (
                statement.head
                if statement.kind is StatementKind.FIGURE
                else ", ".join(sorted(profile.numbers))
            )
        case Slot.DENIAL:
            denied = statement.status is Status.DENIED or profile.negated
            return "denied" if denied else "said"
        case _:
            return statement.words


@cache
def weighing() -> tuple[tuple[float, ...], float]:
    """Return the weight of each slot, in the order of `SLOTS`, and the bias, in log odds."""
    kept = json.loads((files("reportedly.tracing") / "weights.json").read_text(encoding="utf-8"))
    return tuple(float(kept["weights"][slot]) for slot in SLOTS), float(kept["bias"])


def _logistic(odds: float) -> float:
    return 1 / (1 + math.exp(-max(-50.0, min(50.0, odds))))
