"""Labels: what the encoder says of words. One table, shared by training and reading."""

from typing import Final

SPANS: Final = ("source", "cue", "content")
"""Kinds of span of the flat layer, where each word has at most one (PolNeAR's univocal tags)."""
ROLES: Final = ("source", "cue", "content", "via", "medium")
"""Roles a word may play for one anchor; layers of nested attributions share nothing."""
ACTS: Final = ("say", "deny", "warn", "demand", "propose", "promise", "threaten", "ask", "think", "want")
"""Acts, in the order of the encoder's output (annotation guide, `act`)."""
KINDS: Final = (
    "person",
    "outlet",
    "government",
    "military",
    "unit",
    "organisation",
    "group",
    "document",
    "unnamed",
)
"""Kinds of source, in the order of the encoder's output (annotation guide, `speaker.kind`)."""
ANCHORS: Final = ("cue", "bare")
"""Kinds of anchor: the first word of a cue; the first word of a content that has no cue."""

POLNEAR, GUIDE = 0, 1
"""Conventions of annotation the encoder can follow; the second is the project's guide."""

TAGS: Final = 1 + 2 * len(SPANS)
"""Tags of the flat layer: O, then B and I of each span."""
ROLE_TAGS: Final = 1 + 2 * len(ROLES)
"""Tags of the role layer: O, then B and I of each role."""

MAX_DISTANCE: Final = 255
"""Words between an anchor and a word beyond which distance no longer counts."""
DISTANCES: Final = 33
"""Buckets of signed distance."""
EXACT_DISTANCE: Final = 6
"""Distance up to which each has its own bucket."""
MAX_PARAGRAPH_GAP: Final = 3
"""Paragraphs between an anchor and a word beyond which the gap no longer counts."""


def begin(kind: int) -> int:
    """Return the tag that begins a span of this kind (index into SPANS or ROLES)."""
    return 1 + 2 * kind


def inner(kind: int) -> int:
    """Return the tag that goes on with a span of this kind."""
    return 2 + 2 * kind


def distance_bucket(distance: int) -> int:
    """Return the bucket of a signed distance in words: exact to 6, then ever coarser."""
    half = DISTANCES // 2
    size = abs(distance)
    if size <= EXACT_DISTANCE:
        step = size
    else:
        step = next(
            (7 + i for i, top in enumerate((8, 11, 15, 20, 28, 40, 60, 90, 140)) if size <= top), half
        )
    return half + (step if distance >= 0 else -step)
