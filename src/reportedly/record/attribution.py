"""Attributions: somebody said something, and through whom it reached the report."""

from enum import StrEnum

import msgspec

from reportedly.record.source import Kind
from reportedly.record.span import Span


class Act(StrEnum):
    """What is done with the content (annotation guide, `act`)."""

    SAY = "say"
    DENY = "deny"
    WARN = "warn"
    DEMAND = "demand"
    PROPOSE = "propose"
    PROMISE = "promise"
    THREATEN = "threaten"
    ASK = "ask"
    THINK = "think"
    WANT = "want"


class Manner(StrEnum):
    """Whose words the content is in: all quoted, none quoted, or some."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


class Voice(msgspec.Struct, frozen=True, kw_only=True):
    """One link of a chain, with the words that put it there."""

    who: str
    """Canonical name of the voice."""
    kind: Kind
    """What sort of voice it is."""
    outlet: str | None = None
    """Id in `wordlists/outlets.yaml` where the voice is a known outlet."""
    citation: Span | None = None
    """The words that name this voice here; None only for the publisher and for a voice without words."""


class Attribution(msgspec.Struct, frozen=True, kw_only=True):
    """Source + cue + content in one report (Pareti 2012; PolNeAR), with act, manner and chain."""

    id: str
    """"a1", "a2"… in order of the cue."""
    speaker: str
    """Id of the `Source` who speaks."""
    source: tuple[Span, ...]
    """The words that name the speaker here; empty where no words do ("reportedly")."""
    cue: tuple[Span, ...]
    """The words that lexicalise the saying; empty for headlines "…: WP" and bare quotes."""
    content: tuple[Span, ...]
    """All that is attributed, with its quotation marks; several spans where the cue interrupts."""
    manner: Manner
    """Whether the content is in the speaker's own words."""
    act: Act
    """What is done with the content."""
    inside: str | None = None
    """Id of the attribution whose content holds this one."""
    medium: str | None = None
    """Where it was said, if the report says so ("state television")."""
    chain: tuple[Voice, ...]
    """The voices from the publisher (first) to the speaker (last), only what the words support."""
    confidence: float
    """Calibrated probability, 0 to 1, that cue, source and content are right."""
