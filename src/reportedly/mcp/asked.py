"""Asked: what each tool can be told. Names are met by their words: "peskov" meets "Dmitry Peskov"."""

from typing import Annotated, Literal

import msgspec

Limit = Annotated[int, msgspec.Meta(ge=1, le=200)]
Offset = Annotated[int, msgspec.Meta(ge=0, le=1_000_000_000)]
Layer = Literal["attributions", "places", "times", "figures", "control", "events"]
Text = Annotated[str, msgspec.Meta(min_length=1, max_length=500_000)]
Words = Annotated[str, msgspec.Meta(min_length=1, max_length=2_000)]


class Asked(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Arguments of a tool."""


class AText(Asked, frozen=True, kw_only=True):
    """A text, and what it does not say of itself."""

    text: Text
    """The report as plain text; its first line is the headline. No address: nothing is ever fetched."""
    outlet: str | None = None
    """Who published it."""
    published: str | None = None
    """When, ISO 8601: "Tuesday" is worked out from it."""
    url: str | None = None
    """Where it was published; kept, never fetched."""
    language: str | None = None
    """ISO 639-1 code, where it is known; English is read."""
    layers: tuple[Layer, ...] = ()
    """Only these; none is all."""
    limit: Limit = 100
    """At most so many records."""
    offset: Offset = 0
    """Leave out the first ones."""


class AReport(Asked, frozen=True, kw_only=True):
    """A report of the store."""

    report: Words
    """Its id, or the beginning of it."""
    layers: tuple[Layer, ...] = ()
    """Only these; none is all."""
    with_text: bool = False
    """Give its text too."""
    limit: Limit = 100
    """At most so many records."""
    offset: Offset = 0
    """Leave out the first ones."""


class ToFind(Asked, frozen=True, kw_only=True):
    """Words, filters or both."""

    words: str = ""
    """Words that stand in the text; "a phrase"; -word: not this one; one OR the other."""
    outlet: str | None = None
    """Published by it."""
    speaker: str | None = None
    """Said by somebody of this name."""
    place: str | None = None
    """About a place of this name."""
    since: str | None = None
    """Published on this day or later (ISO 8601)."""
    until: str | None = None
    """Published on this day or earlier."""
    layer: Layer | None = None
    """It tells something of this sort."""
    act: str | None = None
    """What somebody does: say, deny, warn, demand, propose, promise, threaten, ask, think or want."""
    type: str | None = None
    """PLOVER type of an event, as ASSAULT."""
    what: str | None = None
    """What a figure counts, as killed."""
    happened_since: str | None = None
    """It tells of this day or later."""
    happened_until: str | None = None
    """It tells of this day or earlier."""
    limit: Limit = 10
    """At most so many reports."""
    offset: Offset = 0
    """Leave out the first ones."""


class ToTrace(Asked, frozen=True, kw_only=True):
    """Words, or a claim."""

    what: Words
    """Words that say it, as "the bridge was hit by drones"; or the id of a claim ("claim-…")."""


class ClaimsAsked(Asked, frozen=True, kw_only=True):
    """Claims of two reports or more."""

    words: str | None = None
    """Words that the claim's own words hold, all of them; to look by meaning, use trace."""
    speaker: str | None = None
    """A member is said by somebody of this name."""
    place: str | None = None
    """A member is about a place of this name."""
    outlet: str | None = None
    """A member was published by it."""
    since: str | None = None
    """Said on this day or later (ISO 8601)."""
    until: str | None = None
    """Said on this day or earlier."""
    contradicted: bool | None = None
    """Only claims that something speaks against (true), or that nothing does (false)."""
    order: Literal["reports", "origins", "latest", "first"] = "reports"
    """Which come first: those that most reports make, those of most origins, those said last, or first."""
    limit: Limit = 20
    """At most so many."""
    offset: Offset = 0
    """Leave out the first ones."""


class ContradictionsAsked(Asked, frozen=True, kw_only=True):
    """Pairs that do not go together; filters are met by either side."""

    label: str | None = "contradictory"
    """How they stand to each other ("contradictory", "superseded"…); null is every label."""
    differs: str | None = None
    """What differs ("number", "control", "denial")."""
    words: str | None = None
    """Words that either holds, all of them."""
    speaker: str | None = None
    """Either is said by somebody of this name."""
    place: str | None = None
    """Either is about a place of this name."""
    outlet: str | None = None
    """Either was published by it."""
    since: str | None = None
    """The later one was published on this day or later."""
    until: str | None = None
    """The earlier one was published on this day or earlier."""
    limit: Limit = 20
    """At most so many."""
    offset: Offset = 0
    """Leave out the first ones."""


class LedgerAsked(Asked, frozen=True, kw_only=True):
    """Entries of a ledger."""

    place: str | None = None
    """About a place of this name."""
    speaker: str | None = None
    """Said by somebody of this name, or by an outlet of it in its own voice."""
    party: str | None = None
    """Who holds the place, whose figure it is, or whose position."""
    since: str | None = None
    """Published on this day or later (ISO 8601)."""
    until: str | None = None
    """Published on this day or earlier."""
    limit: Limit = 50
    """At most so many."""
    offset: Offset = 0
    """Leave out the first ones."""


class FiguresAsked(LedgerAsked, frozen=True, kw_only=True):
    """Entries of the ledger of figures."""

    what: str | None = None
    """What is counted, as killed."""


class PositionsAsked(LedgerAsked, frozen=True, kw_only=True):
    """Entries of the ledger of positions."""

    act: str | None = None
    """What is done: demand, promise, threaten…"""


class ProblemsAsked(Asked, frozen=True, kw_only=True):
    """Inputs that were set aside."""

    mended: bool = False
    """Also those of which a report came in since."""
    limit: Limit = 50
    """At most so many."""
    offset: Offset = 0
    """Leave out the first ones."""


class ToConfirm(Asked, frozen=True, kw_only=True):
    """A record that is right as it is shown."""

    report: Words
    """The report's id, or the beginning of it."""
    record: Words
    """The record's name, as "f2"."""
    why: Words
    """The reason, for the log."""
