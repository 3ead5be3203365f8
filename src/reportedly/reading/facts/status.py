"""Status: how firmly a fact is told."""

from dataclasses import dataclass

from reportedly.reading.decoding import WordRange
from reportedly.reading.facts import labels
from reportedly.reading.facts.cues import cues_of
from reportedly.reading.facts.found import Anchored
from reportedly.reading.words import Words
from reportedly.record import Status

DIVIDED = 0.6
"""Below this probability of its likeliest status the tower is divided, and the cues decide."""
LEAST = 0.5
"""Probability from which the tower alone takes an event as uncertain, negated or future."""


@dataclass(frozen=True, slots=True)
class Modality:
    """Certainty, polarity and time of an event (NewsReader guidelines, Tonelli et al. 2014)."""

    uncertain: bool
    negated: bool
    future: bool


def modality_of(words: Words, trigger: WordRange, probabilities: tuple[float, ...]) -> Modality:
    """Return the modality of an event: as the words beside it say, or as the tower finds it.

    `probabilities` are the tower's, in the order of labels.MODALITIES.
    """
    cues = cues_of(words, trigger)
    uncertain, negated, future = (p >= LEAST for p in probabilities)
    return Modality(cues.uncertain or uncertain, cues.negated or negated, cues.future or future)


def status_of(a: Anchored, words: Words) -> Status:
    """Return the status of an event or control statement."""
    best = max(range(len(a.statuses)), key=a.statuses.__getitem__)
    status = Status(labels.STATUSES[best])
    if a.statuses[best] >= DIVIDED:
        return status
    modality = modality_of(words, a.trigger[0], a.modality)
    if modality.negated:
        return Status.DENIED
    if modality.future and status is Status.ASSERTED:
        return Status.PLANNED
    if modality.uncertain and status is Status.ASSERTED:
        return Status.HEDGED
    return status
