"""Found facts: what the tower finds in a text, over words, before anything is resolved."""

import math
from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np

from reportedly.reading.decoding import Floats, WordRange, best_path, best_paths, spans_of
from reportedly.reading.encoder import Scores
from reportedly.reading.facts import labels
from reportedly.reading.facts.tower import FactScores, Tower
from reportedly.reading.words import Words

LISTED_WEIGHT = 1.0
"""Weight of the dictionary's word that an anchor is one at all, in nats (see `choosing`)."""
MOST_ANCHORS = 64
"""Anchors scored at one go, so that memory stays flat on a window full of events."""


@dataclass(frozen=True, slots=True)
class Marked:
    """One span of a flat layer. Ranges are of words, [first, last)."""

    first: int
    last: int
    kind: int
    """Index into PLACE_KINDS, WHATS or PARTICIPANTS, by the layer."""
    sure: float
    """Probability of that kind."""


@dataclass(frozen=True, slots=True)
class Anchored:
    """One event or control statement as the tower sees it."""

    sort: int
    """Index into labels.ANCHORS."""
    trigger: tuple[WordRange, ...]
    actor: tuple[WordRange, ...]
    recipient: tuple[WordRange, ...]
    place: tuple[WordRange, ...]
    time: tuple[WordRange, ...]
    types: tuple[float, ...]
    """Probability of each of TYPES (event) or CHANGES (control)."""
    statuses: tuple[float, ...]
    """Probability of each of STATUSES."""
    modality: tuple[float, ...]
    """Probability of each of MODALITIES at the trigger."""
    sure: float
    """Probability that it stands here."""


@dataclass(slots=True)
class FoundFacts:
    """All that the tower finds in one text, in order."""

    places: list[Marked] = field(default_factory=list)
    figures: list[Marked] = field(default_factory=list)
    participants: list[Marked] = field(default_factory=list)
    anchored: list[Anchored] = field(default_factory=list)
    whats: list[Floats] = field(default_factory=list)
    """For each window the probability of what a figure at each word counts, [W, WHATS]."""
    counted: list[float] = field(default_factory=list)
    """For each word of the text the probability that it stands in a figure, by the layer's own scores."""


def add_window(
    found: FoundFacts,
    tower: Tower,
    words: Words,
    scores: Scores,
    convention: int = labels.GUIDE,
    *,
    claimed: bool = True,
) -> None:
    """Add what the tower finds in one window; windows come in order.

    Without `claimed`, events and control statements are left out.
    """
    told = tower.score(scores, convention)
    offset = told.window.first
    for layer, into, probabilities in (
        ("place", found.places, told.kinds),
        ("figure", found.figures, told.whats),
    ):
        for first, last in spans_of(best_path(tower.chains[layer], told.tags[layer]), 1)[0]:
            mean = probabilities[first:last].mean(axis=0)
            kind = int(mean.argmax())
            into.append(Marked(first + offset, last + offset, kind, float(mean[kind])))
    found.whats.append(told.whats)
    inside = np.exp(told.tags["figure"] - told.tags["figure"].max(axis=1, keepdims=True))
    found.counted.extend((1 - inside[:, 0] / inside.sum(axis=1)).tolist())
    if claimed:
        found.anchored.extend(_anchored(tower, words, told))


def participants_in(tower: Tower, scores: Scores, convention: int = labels.MUC) -> list[Marked]:
    """Return the participants of incidents of political violence named in one window."""
    told = tower.score(scores, convention)
    tags = best_path(tower.chains["participant"], told.tags["participant"])
    offset = told.window.first
    return sorted(
        (
            Marked(first + offset, last + offset, kind, 1.0)
            for kind, spans in enumerate(spans_of(tags, len(labels.PARTICIPANTS)))
            for first, last in spans
        ),
        key=lambda m: m.first,
    )


def _anchored(tower: Tower, words: Words, told: FactScores) -> Iterable[Anchored]:
    """Yield what may be an event or control statement in one window (see `choosing`)."""
    least = np.array([looked_at(float(tower.settings[sort])) for sort in labels.ANCHORS])
    places = [(int(at), int(sort)) for at, sort in np.argwhere(told.anchors >= least)]
    for i in range(0, len(places), MOST_ANCHORS):
        yield from _roles(tower, words, told, places[i : i + MOST_ANCHORS])


def looked_at(least: float) -> float:
    """Return the probability below which not even the dictionary's word can lift an anchor to `least`."""
    return 1 / (1 + (1 - least) / least * math.exp(LISTED_WEIGHT))


def _roles(
    tower: Tower, words: Words, told: FactScores, anchors: list[tuple[int, int]]
) -> Iterable[Anchored]:
    """Yield what stands at each anchor."""
    roles = tower.score_roles(words, told, anchors)
    paths, _ = best_paths(tower.role_chain, roles.emissions)
    offset = told.window.first
    for j, (at, sort) in enumerate(anchors):
        spans = [
            tuple((first + offset, last + offset) for first, last in kind)
            for kind in spans_of(paths[j], len(labels.ROLES))
        ]
        trigger = spans[0] or ((at + offset, at + offset + 1),)
        values = roles.types[j] if sort == 0 else roles.changes[j]
        yield Anchored(
            sort,
            trigger,
            spans[1],
            spans[2],
            spans[3],
            spans[4],
            tuple(values.tolist()),
            tuple(roles.statuses[j].tolist()),
            tuple(told.modality[at].tolist()),
            float(told.anchors[at, sort]),
        )
