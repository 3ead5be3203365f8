"""Tower: the shipped int8 ONNX model of facts, which goes on from the encoder's hidden states.

It belongs to one attribution encoder and lies in the folder `facts` of that encoder's own.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np

from reportedly.reading.decoding import Chain, Floats
from reportedly.reading.encoder import Encoder, Model, Scores, chain_of, links_of, load_encoder
from reportedly.reading.facts import labels
from reportedly.reading.windows import Window
from reportedly.reading.words import Words


@dataclass(frozen=True, slots=True)
class FactScores:
    """What the tower says of one window of W words."""

    window: Window
    """The window that was read."""
    hidden: Floats
    """Hidden state of each word, [W, H]."""
    tags: dict[str, Floats]
    """Emissions of each of labels.LAYERS, [W, its tags]."""
    kinds: Floats
    """Probability of each kind of place, [W, PLACE_KINDS]."""
    whats: Floats
    """Probability of what a figure counts, [W, WHATS]."""
    anchors: Floats
    """Probability that an event (0) or a control statement (1) begins at each word, [W, 2]."""
    modality: Floats
    """Probability that an event told by each word is uncertain, negated, future, [W, 3]."""


@dataclass(frozen=True, slots=True)
class FactRoles:
    """What the tower says of A anchors in one window of W words."""

    emissions: Floats
    """Emissions of the role layer, [A, W, ROLE_TAGS]."""
    types: Floats
    """Probability of each event type, [A, TYPES]."""
    changes: Floats
    """Probability of each change of control, [A, CHANGES]."""
    statuses: Floats
    """Probability of each status, [A, STATUSES]."""


class Tower:
    """The facts tower. Make one with `load_tower`; it may be shared by threads."""

    def __init__(self, encoder: Encoder, threads: int = 1) -> None:
        """Load the tower that belongs to `encoder`.

        Raises ModelMissingError where a file is missing or does not match its hash.
        """
        model = Model(encoder.folder / "facts", threads)
        self._words = model.session("words.onnx")
        self._roles = model.session("roles.onnx")
        self.settings: dict[str, Any] = model.manifest["settings"]
        """Thresholds chosen when the model was made."""
        self.name: str = model.manifest["name"]
        """Name of the model and the first digits of its hash."""
        self.chains: dict[str, Chain] = {k: chain_of(v) for k, v in model.manifest["chains"].items()}
        """The CRF of each flat layer."""
        self.role_chain = chain_of(model.manifest["role_chain"])

    def score(self, scores: Scores, convention: int = labels.GUIDE) -> FactScores:
        """Go on from what the encoder said of one window."""
        feeds = {
            "fork": scores.fork,
            "convention": np.array([convention]),
            "heads": np.array(scores.window.heads),
        }
        hidden, place, figure, participant, kinds, whats, anchors, modality = self._words.run(None, feeds)
        tags = {"place": place, "figure": figure, "participant": participant}
        return FactScores(scores.window, hidden, tags, kinds, whats, anchors, modality)

    def score_roles(self, words: Words, scores: FactScores, anchors: list[tuple[int, int]]) -> FactRoles:
        """Run the role scorer for anchors: (word counted from the window's first, index into ANCHORS)."""
        at = np.array([a for a, _ in anchors])
        distance, gap = links_of(words, scores.window, at)
        feeds = {
            "hidden": scores.hidden,
            "anchors": at,
            "sort": np.array([s for _, s in anchors]),
            "distance": distance,
            "gap": gap,
        }
        return FactRoles(*self._roles.run(None, feeds))


@lru_cache(maxsize=2)
def load_tower(threads: int = 1) -> Tower:
    """Return the shipped tower, loaded once a process.

    Raises ModelMissingError where it is not whole.
    """
    return Tower(load_encoder(threads), threads)
