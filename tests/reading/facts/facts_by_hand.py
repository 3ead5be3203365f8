"""Facts made by hand over a short text, as the tower would find them."""

import numpy as np

from reportedly.reading.facts import labels
from reportedly.reading.facts.found import Anchored, FoundFacts
from reportedly.reading.words import Words
from tests.reading.by_hand import place


def told(  # noqa: PLR0913 - the roles of one fact
    words: Words,
    trigger: str,
    value: str,
    *,
    status: str = "asserted",
    actor: tuple[str, ...] = (),
    recipient: tuple[str, ...] = (),
    where: tuple[str, ...] = (),
    when: tuple[str, ...] = (),
    sure: float = 0.9,
) -> Anchored:
    """Return the event (value in TYPES) or control statement (value in CHANGES) with these words."""
    sort = 0 if value in labels.TYPES else 1
    values = labels.TYPES if sort == 0 else labels.CHANGES
    roles = [tuple(place(words, phrase) for phrase in phrases) for phrases in (actor, recipient, where, when)]
    return Anchored(
        sort,
        (place(words, trigger),),
        roles[0],
        roles[1],
        roles[2],
        roles[3],
        tuple(0.9 if v == value else 0.01 for v in values),
        tuple(0.9 if s == status else 0.01 for s in labels.STATUSES),
        (0.1, 0.1, 0.1),
        sure,
    )


def counted(words: Words, *phrases: str, what: str = "other") -> FoundFacts:
    """Return what the tower says where it takes these phrases for figures and nothing else."""
    found = FoundFacts()
    found.counted = [0.05] * len(words)
    for phrase in phrases:
        first, last = place(words, phrase)
        found.counted[first:last] = [0.95] * (last - first)
    row = [0.7 if w == what else 0.02 for w in labels.WHATS]
    found.whats = [np.array([row] * len(words), np.float32)]
    return found
