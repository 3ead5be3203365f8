"""Sources: who is speaking."""

from enum import StrEnum

import msgspec

from reportedly.record.span import Span


class Kind(StrEnum):
    """What sort of voice a source is (annotation guide, `speaker.kind`)."""

    PERSON = "person"
    OUTLET = "outlet"
    GOVERNMENT = "government"
    MILITARY = "military"
    UNIT = "unit"
    ORGANISATION = "organisation"
    GROUP = "group"
    DOCUMENT = "document"
    UNNAMED = "unnamed"


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody who speaks in one report, with every place where the report names them as a speaker."""

    id: str
    """"s1", "s2"… in order of first mention; unique in one Reading."""
    who: str
    """The fullest name the report uses, or a short description of an unnamed voice."""
    kind: Kind
    """What sort of voice it is."""
    named: bool
    """True where the report gives a name, False for "one official", "analysts", "reportedly"."""
    role: str | None = None
    """Office or function, as said in the report ("editor-in-chief")."""
    affiliation: str | None = None
    """Body or country spoken for, as said in the report ("Nezavisimaya Gazeta")."""
    mentions: tuple[Span, ...] = ()
    """Where the report names this source; empty for a voice without words ("reportedly")."""
