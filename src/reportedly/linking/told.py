"""What is asked of the traces of a store, and what they tell: filters and answers, all frozen."""

from enum import StrEnum

import msgspec

from reportedly.record import Act
from reportedly.store.kept import Listed
from reportedly.tracing.contradictions import Contradiction
from reportedly.tracing.copies import Passage
from reportedly.tracing.credits import CreditedReport
from reportedly.tracing.statement import Statement


class CaughtUp(msgspec.Struct, frozen=True, kw_only=True):
    """What bringing the trace up to date did."""

    reports: int = 0
    """Reports whose statements were taken out, put in, or both."""
    statements: int = 0
    """Statements put in."""
    claims: int = 0
    """Claims that were made anew."""


class ClaimOrder(StrEnum):
    """Which claims come first."""

    REPORTS = "reports"
    """Those that most reports make."""
    ORIGINS = "origins"
    """Those that go back to most origins."""
    LATEST = "latest"
    """Those said last."""
    FIRST = "first"
    """Those said first."""


class ClaimFilters(msgspec.Struct, frozen=True, kw_only=True):
    """What claims are narrowed to; None narrows nothing. Names are met by their words ("peskov")."""

    words: str | None = None
    """Words that the claim's own words hold, all of them."""
    speaker: str | None = None
    """A member is said by somebody of this name."""
    place: str | None = None
    """A member is about a place of this name."""
    outlet: str | None = None
    """A member was published by it."""
    since: str | None = None
    """Said on this day or later (ISO 8601 or EDTF)."""
    until: str | None = None
    """Said on this day or earlier."""
    least_reports: int = 2
    """At least so many reports make it; 1 is as 2: what one report alone says is no row here."""
    contradicted: bool | None = None
    """Only claims that something speaks against (True), or that nothing does (False)."""


class ClaimRow(msgspec.Struct, frozen=True, kw_only=True):
    """A claim in a list."""

    id: str
    """ "claim-" and 12 hex digits; names the claim as long as its earliest member is there."""
    words: str
    """The words of the member that is most like the others."""
    statements: int
    """Its members."""
    reports: int
    """Reports that make it."""
    origins: int
    """Origins that can be named."""
    unknown: int
    """Origins that cannot."""
    first_day: str | None
    """Day on which it was published first; None where no member has one."""
    last_day: str | None
    """Day on which it was published last."""
    contradicted: bool
    """Whether a statement contradicts a member."""
    circular: bool
    """Whether outlets credit each other for it."""


class PlacedStatement(msgspec.Struct, frozen=True, kw_only=True):
    """A statement of a report, and the claim it is in."""

    statement: Statement
    """What the report says."""
    claim: ClaimRow
    """The claim; of one statement where nobody else says it."""


class ReportTrace(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of one report's place among the others."""

    report: Listed
    """The report, without its text."""
    statements: tuple[PlacedStatement, ...] = ()
    """All it says, in the order of its text; none of a report with a newer version."""
    credits: tuple[CreditedReport, ...] = ()
    """Outlets it credits and reports it points to, with the stored report behind each where one fits."""
    passages: tuple[Passage, ...] = ()
    """Passages it has in common with other reports; it may be the first or the second of the two."""


class ContradictionFilters(msgspec.Struct, frozen=True, kw_only=True):
    """What contradictions are narrowed to; met by either of the two statements."""

    label: str | None = None
    """How the two stand to each other ("contradictory", "superseded"…); None is every label."""
    slot: str | None = None
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
    """The later of the two was published on this day or later."""
    until: str | None = None
    """The earlier of the two was published on this day or earlier."""


class OpposedPair(msgspec.Struct, frozen=True, kw_only=True):
    """Two statements that do not go together."""

    contradiction: Contradiction
    """How they stand to each other, and why."""
    one: Statement
    """The one published first."""
    other: Statement
    """The other."""
    one_claim: str
    """Id of the claim that the first is in."""
    other_claim: str
    """Id of the claim that the other is in."""


class LedgerFilters(msgspec.Struct, frozen=True, kw_only=True):
    """What a ledger is narrowed to; None narrows nothing."""

    place: str | None = None
    """About a place of this name."""
    speaker: str | None = None
    """Said by somebody of this name, or by an outlet of it in its own voice."""
    party: str | None = None
    """Who holds the place, whose figure it is, whose position: words of the name."""
    what: str | None = None
    """What a figure counts ("killed")."""
    act: Act | None = None
    """What is done with a position ("demand")."""
    since: str | None = None
    """Published on this day or later."""
    until: str | None = None
    """Published on this day or earlier."""
