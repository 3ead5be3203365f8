"""Labels of the facts tower: what it says of words. One table, shared by training and reading."""

from typing import Final

LAYERS: Final = ("place", "figure", "participant")
"""Flat layers, each a CRF of its own over the words: place names, figures, participants of incidents."""
PARTICIPANTS: Final = ("perpetrator", "organisation", "target", "victim", "weapon")
"""Kinds of participant in an incident of political violence (MUC-4 slots 9, 10, 12, 18/19 and 6)."""
SPAN_KINDS: Final = {"place": 1, "figure": 1, "participant": len(PARTICIPANTS)}
"""Kinds of span of each flat layer."""
TAGS: Final = {layer: 1 + 2 * kinds for layer, kinds in SPAN_KINDS.items()}
"""Tags of each flat layer: O, then B and I of each kind."""

PLACE_KINDS: Final = ("country", "region", "city", "village", "facility", "water", "other")
"""Kinds of place, in the order of the tower's output (annotation guide, `Place.kind`)."""
WHATS: Final = (
    "killed",
    "wounded",
    "captured",
    "missing",
    "casualties",
    "displaced",
    "troops",
    "vehicles",
    "aircraft",
    "drones",
    "missiles",
    "area",
    "distance",
    "money",
    "places",
    "other",
)
"""What a figure counts, in the order of the tower's output (annotation guide, `Figure.what`)."""

ANCHORS: Final = ("event", "control")
"""Kinds of anchor: the first word of an event's trigger, of a control statement."""
ROLES: Final = ("trigger", "actor", "recipient", "place", "time")
"""Roles a word may play for one anchor. A control statement's holder is its actor."""
ROLE_TAGS: Final = 1 + 2 * len(ROLES)
"""Tags of the role layer: O, then B and I of each role."""
TYPES: Final = (
    "AGREE",
    "CONSULT",
    "SUPPORT",
    "CONCEDE",
    "COOPERATE",
    "AID",
    "RETREAT",
    "REQUEST",
    "REJECT",
    "ACCUSE",
    "THREATEN",
    "PROTEST",
    "SANCTION",
    "MOBILIZE",
    "COERCE",
    "ASSAULT",
)
"""PLOVER 0.8 event types, in the order of the tower's output."""
CHANGES: Final = ("holds", "gains", "loses", "contests")
"""What a control statement says of its holder, in the order of the tower's output."""
STATUSES: Final = ("asserted", "hedged", "denied", "planned", "hypothetical")
"""How firmly a fact is told, in the order of the tower's output."""
MODALITIES: Final = ("uncertain", "negated", "future")
"""Yes-or-no properties of any event (NewsReader's certainty, polarity and time)."""

GUIDE, LGL, TR_NEWS, MUC, NEWSREADER = range(5)
"""Conventions of annotation the tower can follow; the first is the project's guide."""
CONVENTIONS: Final = 5
"""Number of conventions."""
FORK: Final = 3
"""Layers of the attribution encoder below the tower: it goes on from their hidden states."""
