"""Comparing two statements slot by slot: who, what, where, when, how many; each with its reason.

The values of the slots (`slots.py`) are summed with the weights in `weights.json`, which
`python -m training.claims --write` makes, and a logistic curve turns the sum into the score.
"""

import json
import math
from enum import StrEnum
from functools import cache
from importlib.resources import files
from operator import mul

import msgspec

from reportedly.record import Status
from reportedly.tracing.profile import Profile, profile_of
from reportedly.tracing.slots import SLOTS, Slot, values_of
from reportedly.tracing.statement import Statement, StatementKind


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
    return _logistic(bias + sum(map(mul, weights, values_of(one, other, meaning, deed))))


def _verdict(slot: Slot, value: float) -> Verdict:
    same, near = (0.8, 0.5) if slot in {Slot.MEANING, Slot.DEED} else (0.75, 0.3)
    if value >= same:
        return Verdict.SAME
    if value >= near:
        return Verdict.NEAR
    return (
        Verdict.DIFFERENT
        if value < 0 or slot in {Slot.MEANING, Slot.DEED, Slot.WORDS, Slot.WITHIN}
        else Verdict.OPEN
    )


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
        case Slot.NAMES | Slot.OTHERS:
            return ", ".join(sorted(profile.called))
        case Slot.ACT:
            return str(statement.act or "")
        case Slot.STATUS:
            return str(statement.status)
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
                else ", ".join(f"{number:g}" for number in sorted(profile.counts))
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
    return tuple(float(kept["weights"].get(slot, 0.0)) for slot in SLOTS), float(kept["bias"])


def _logistic(odds: float) -> float:
    return 1 / (1 + math.exp(-max(-50.0, min(50.0, odds))))
