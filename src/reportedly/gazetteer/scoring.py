"""The score: a log-linear choice among the candidates of each name, made three times.

First each name by itself; then, twice, in the light of what the others were taken for. The weights of
the terms (`features.NAMES`) are fitted by `training/places.py` and stand in `weights.json`.
"""

import math
from collections import Counter
from functools import cache
from pathlib import Path

import msgspec
import numpy as np

from reportedly.gazetteer import features
from reportedly.gazetteer.context import LEAST_WEIGHT, Context, Floats
from reportedly.gazetteer.distance import kilometres
from reportedly.gazetteer.place import Candidate, Hints
from reportedly.gazetteer.surroundings import Surroundings
from reportedly.record import PlaceKind

WEIGHTS = Path(__file__).parent / "weights.json"
ROUNDS = 2
"""Times that the choice is made again in context; a third changes nothing."""


class Weights(msgspec.Struct, frozen=True, kw_only=True):
    """Fitted weights, by the names of the terms."""

    provenance: str
    """What they were fitted on, and how."""
    alone: dict[str, float]
    """For the first choice, without context."""
    context: dict[str, float]
    """For the later choices."""
    certainty: dict[str, float]
    """For the probability that the last choice is right (`SIGNS`)."""


class Group(msgspec.Struct, frozen=True):
    """Mentions of one report that are resolved alike: same name, same words beside it."""

    name: str
    """Folded name."""
    surface: str
    """The words, as first written."""
    candidates: tuple[Candidate, ...]
    """At least one."""
    around: Surroundings
    """What is said beside it."""
    kind: PlaceKind | None
    """What the recogniser takes it for."""
    times: int
    """How many mentions there are."""


SIGNS = (
    "always", "share", "share, log odds", "other name", "a variant", "one candidate", "candidates, log",
    "log population", "in holder", "not in holder", "country is said", "division is said", "nearest",
    "near 100 km",
)  # fmt: skip
"""What tells how sure a choice is; most are terms of the chosen candidate."""
_SURE = 0.9999
ONE_SPOT_KM = 50.0
"""Candidates this near to one another are the same answer (a city and its district)."""


@cache
def certainty_weights() -> Floats:
    """Return the weights of `SIGNS`."""
    read = msgspec.json.decode(WEIGHTS.read_bytes(), type=Weights)
    return np.array([read.certainty.get(name, 0.0) for name in SIGNS])


@cache
def weights() -> tuple[Floats, Floats]:
    """Return the weights in the order of `features.NAMES`: for the first and for the later choices."""
    read = msgspec.json.decode(WEIGHTS.read_bytes(), type=Weights)
    alone = np.array([read.alone.get(name, 0.0) for name in features.NAMES[: features.ALONE]])
    return alone, np.array([read.context.get(name, 0.0) for name in features.NAMES])


def choose(groups: list[Group], said: Counter[str], hints: Hints) -> list[tuple[Floats, Floats]]:
    """Return for each group its candidates' shares, adding up to 1, and the signs of the likeliest."""
    first, later = weights()
    apart = [features.alone(g.surface, g.candidates, g.around, g.kind) for g in groups]
    chosen = [softmax(terms @ first) for terms in apart]
    terms = apart
    for _ in range(ROUNDS):
        context = context_of(groups, chosen, said)
        terms = [row_terms(n, g, apart[n], context, hints) for n, g in enumerate(groups)]
        chosen = [softmax(rows @ later) for rows in terms]
    return [(chosen[n], sign(g, terms[n], chosen[n])) for n, g in enumerate(groups)]


def sign(group: Group, terms: Floats, chosen: Floats) -> Floats:
    """Return what tells how sure the likeliest candidate is, shape (SIGNS,)."""
    best = int(chosen.argmax())
    here = (group.candidates[best].lat, group.candidates[best].lon)
    near = [kilometres(here, (c.lat, c.lon)) <= ONE_SPOT_KM for c in group.candidates]
    share = min(float(chosen[near].sum()), _SURE)
    term = dict(zip(features.NAMES, terms[best].tolist(), strict=True))
    number = len(group.candidates)
    first = [
        1.0,
        share,
        math.log((share + 1 - _SURE) / (1 - share)),
        term["alternate"],
        term["variant"],
        float(number == 1),
        math.log(number),
    ]
    return np.array([*first, *(term[name] for name in SIGNS[len(first) :])])


def certainty(signs: Floats) -> float:
    """Return the probability that a choice with these signs is right."""
    return float(1 / (1 + np.exp(-float(signs @ certainty_weights()))))


def row_terms(number: int, group: Group, apart: Floats, context: Context, hints: Hints) -> Floats:
    """Return all terms of a group's candidates, shape (candidates, len(features.NAMES))."""
    with_others = features.in_context(number, group.name, group.candidates, context, hints)
    return np.concatenate([apart, with_others], axis=1)


def context_of(groups: list[Group], chosen: list[Floats], said: Counter[str]) -> Context:
    """Return the places the groups were taken for, a name said again weighing less than a new one."""
    return Context(
        (
            (number, group.name, candidate, float(share) * float(np.sqrt(group.times)))
            for number, group in enumerate(groups)
            for candidate, share in zip(group.candidates, chosen[number], strict=True)
            if share > LEAST_WEIGHT
        ),
        said,
    )


def softmax(scores: Floats) -> Floats:
    """Return exp(scores), normalised to 1."""
    risen = np.exp(scores - scores.max())
    result: Floats = risen / risen.sum()
    return result
