"""Choosing: which of what the tower marks stays on the record, and as what.

The dictionary of triggers (`lexicon`) knows rare words that the tower has seldom seen; the tower knows
the passage. Their evidence is added in log-odds.
"""

import math
from dataclasses import replace

from reportedly.reading.facts import labels
from reportedly.reading.facts.found import LISTED_WEIGHT, Anchored
from reportedly.reading.facts.lexicon import change_prior, type_prior
from reportedly.reading.words import Words

KIND_WEIGHT = 2.0
"""Weight of the dictionary's word for what an anchor is, in nats."""
_LEAST = 1e-4


def chosen(found: list[Anchored], words: Words, least: dict[str, float]) -> list[Anchored]:
    """Return what stays, with the dictionary's word weighed in; of two that share words the surer stays.

    `least` is the least probability of each of labels.ANCHORS.
    """
    kept: list[Anchored] = []
    weighed = [w for a in found if (w := _weighed(a, words, least[labels.ANCHORS[a.sort]]))]
    for one in sorted(weighed, key=lambda a: -a.sure):
        if not any(one.sort == k.sort and _touch(one, k) for k in kept):
            kept.append(one)
    return sorted(kept, key=lambda a: (a.trigger, a.sort))


def _weighed(a: Anchored, words: Words, least: float) -> Anchored | None:
    """Return an anchor with the dictionary's word added, or None where it falls below `least`."""
    trigger = words.said(a.trigger[0][0], a.trigger[-1][1])
    names = labels.TYPES if a.sort == 0 else labels.CHANGES
    prior = type_prior(trigger) if a.sort == 0 else change_prior(trigger)
    odds = math.log(max(a.sure, _LEAST) / max(1 - a.sure, _LEAST))
    sure = 1 / (1 + math.exp(-odds - LISTED_WEIGHT * max(prior.values(), default=0.0)))
    if sure < least:
        return None
    weights = [
        (p + _LEAST) * math.exp(KIND_WEIGHT * prior.get(name, 0.0))
        for p, name in zip(a.types, names, strict=True)
    ]
    total = sum(weights)
    return replace(a, sure=sure, types=tuple(w / total for w in weights))


def _touch(one: Anchored, other: Anchored) -> bool:
    """Return whether two triggers share a word."""
    return any(a < d and c < b for a, b in one.trigger for c, d in other.trigger)
