"""Answers: what the tools give back. Each thing said stands beside the words that prove it.

Every list is cut to what was asked for; `more` says that there is more behind it.
"""

from typing import Annotated

import msgspec

from reportedly.store.kept import SetAside
from reportedly.tracing.ledgers import ControlEntry, FigureEntry, PositionEntry

Whole = Annotated[int, msgspec.Meta(ge=0)]


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """One part of an answer."""


class Citation(Answer, frozen=True, kw_only=True):
    """Exact words of one report. Quote them, with outlet and address, wherever you use what they prove."""

    report: str
    """Id of the report."""
    start: Whole
    """First code point of its text, counted from 0."""
    end: Whole
    """One past the last code point."""
    text: str
    """The words, letter for letter."""
    outlet: str | None
    """Who published the report; null where nobody knows."""
    url: str | None
    """Where it was published."""


class AboutReport(Answer, frozen=True, kw_only=True):
    """A report without its text."""

    id: str
    """Its id; ask for it by this."""
    outlet: str | None
    """Who published it."""
    headline: str | None
    """Its headline."""
    published: str | None
    """When, ISO 8601; null where nothing says so."""
    url: str | None
    """Where."""
    language: str | None
    """ISO 639-1 code."""


class ChainVoice(Answer, frozen=True, kw_only=True):
    """One voice of a chain."""

    who: str
    """Who speaks, as the report names them."""
    kind: str
    """Person, outlet, government, military, unit, organisation, group, document, or unnamed."""
    citation: Citation | None
    """The words that put the voice there; null for the publisher."""


class FoundRecord(Answer, frozen=True, kw_only=True):
    """One thing that a report tells."""

    name: str
    """What it is called in this reading ("a1", "p3")."""
    layer: str
    """Attributions, places, times, figures, controls or events."""
    told: str
    """What it says, in one line, as it was understood."""
    words: str
    """The words that it rests on; of an attribution, the words that are attributed."""
    speaker: str | None
    """In whose words it stands; null for the outlet's own voice."""
    status: str | None = None
    """How firmly a control statement or event is told: asserted, hedged, denied, planned, hypothetical."""
    manner: str | None = None
    """Of an attribution: in the speaker's own words (direct), in others (indirect), or mixed."""
    chain: tuple[ChainVoice, ...] = ()
    """Of an attribution: the voices from the publisher to the speaker. Only what the words support."""
    reviewed: bool = False
    """Whether a person accepted, corrected or added it. Else a program alone found it."""
    citations: tuple[Citation, ...]
    """All words that prove it: also who speaks and the cue; also who, where and when."""


class ReportRead(Answer, frozen=True, kw_only=True):
    """What was found in one report."""

    report: AboutReport
    """The report."""
    text: str | None = None
    """The text in which citations count, where it was asked for or is not letter for letter the one given."""
    records: tuple[FoundRecord, ...]
    """What it tells."""
    of: Whole
    """How many records there are in all."""
    more: bool
    """Whether there are more behind these: ask again with a higher offset."""
    withheld: Whole = 0
    """Records that are not told, because their words do not stand in the text."""
    problems: tuple[str, ...] = ()
    """What kept the report, or a part of it, from being read."""
    note: str = "Who is said to have said what; nothing here was checked for truth."
    """What this is not."""


class FoundReport(Answer, frozen=True, kw_only=True):
    """A report that was found."""

    report: AboutReport
    """The report."""
    excerpts: tuple[Citation, ...]
    """Passages in which the words stand."""
    records: tuple[FoundRecord, ...]
    """Records that meet the filters, without their chains."""


class Found(Answer, frozen=True, kw_only=True):
    """Reports that were found, best first."""

    reports: tuple[FoundReport, ...]
    """The reports."""
    more: bool
    """Whether there may be more: ask again with a higher offset."""


class Said(Answer, frozen=True, kw_only=True):
    """What one report says of a claim."""

    id: str
    """Its name: the report's id, "#", the record."""
    words: str
    """What it says, made readable."""
    chain: tuple[str, ...]
    """Whose words they are: the voices from the publisher to the speaker."""
    published: str | None
    """Day of publication."""
    status: str
    """How firmly it is told."""
    citations: tuple[Citation, ...]
    """The words."""


class FoundClaim(Answer, frozen=True, kw_only=True):
    """The same thing, said in one or more reports."""

    id: str
    """Its id; trace it by this."""
    words: str
    """The words of the member that is most like the others."""
    reports: Whole
    """Reports that make it."""
    origins: Whole
    """Utterances, documents or observations they go back to, as far as they can be named: how many
    independent voices stand behind it at most. It is no measure of truth."""
    not_traced: Whole
    """Origins that cannot be named; they may be one of the others."""
    first_day: str | None
    """Day on which it was published first."""
    last_day: str | None
    """Day on which it was published last."""
    contradicted: bool
    """Whether a statement contradicts it."""
    circular: bool
    """Whether outlets credit each other for it."""
    nearness: float | None = None
    """How near it is in meaning to the words that were asked for (cosine); null where none were."""
    citations: tuple[Citation, ...]
    """The words of one member."""


class FoundJoin(Answer, frozen=True, kw_only=True):
    """Why two members have one origin."""

    one: str
    """Id of a member."""
    other: str
    """Id of the other."""
    tie: str
    """What shows it."""
    why: str
    """The reason in words."""
    citations: tuple[Citation, ...]
    """The words of both."""


class FoundOrigin(Answer, frozen=True, kw_only=True):
    """One root of a claim."""

    root: str
    """Utterance, document, report, observation; unknown or circle where it cannot be named."""
    who: str
    """Who speaks there, or which outlet or document it is."""
    traced: bool
    """Whether it can be named; one that cannot does not count as an origin."""
    through: tuple[str, ...]
    """Outlets that are credited on the way and of which no report is here."""
    members: tuple[str, ...]
    """Ids of the members that go back to it."""
    joins: tuple[FoundJoin, ...]
    """What joins them."""


class Opposed(Answer, frozen=True, kw_only=True):
    """Two statements that do not go together."""

    label: str
    """How they stand to each other: contradictory, superseded, or different in scope only."""
    differs: str
    """What differs: number, control, denial…"""
    why: str
    """The reason in words."""
    one: Said
    """The one published first."""
    other: Said
    """The other."""


class Traced(Answer, frozen=True, kw_only=True):
    """A claim with all that stands behind and against it."""

    summary: str
    """How many reports say it, and how many origins they go back to, in one sentence."""
    claim: FoundClaim
    """The claim."""
    members: tuple[Said, ...]
    """What each report says of it."""
    origins: tuple[FoundOrigin, ...]
    """What it goes back to."""
    against: tuple[Opposed, ...]
    """What does not go together with it."""
    circles: tuple[tuple[str, ...], ...]
    """Outlets that credit each other for it."""
    near: tuple[FoundClaim, ...] = ()
    """Other claims near to the words that were asked for."""
    withheld: Whole = 0
    """Parts that are not told, because their words do not stand in the text."""


class FoundClaims(Answer, frozen=True, kw_only=True):
    """Claims of two reports or more."""

    claims: tuple[FoundClaim, ...]
    """The claims."""
    more: bool
    """Whether there may be more: ask again with a higher offset."""
    withheld: Whole = 0
    """Claims that are not told, because their words do not stand in the text."""


class Contradictions(Answer, frozen=True, kw_only=True):
    """Pairs that do not go together, the latest first."""

    pairs: tuple[Opposed, ...]
    """The pairs."""
    more: bool
    """Whether there may be more: ask again with a higher offset."""
    withheld: Whole = 0
    """Pairs that are not told, because their words do not stand in the text."""


class ControlHeld(Answer, frozen=True, kw_only=True):
    """Who holds a place, as somebody says."""

    entry: ControlEntry
    """What is said; control is always a claim of `says`."""
    citations: tuple[Citation, ...]
    """The words."""


class FigureGiven(Answer, frozen=True, kw_only=True):
    """One value, as one claimant counts."""

    entry: FigureEntry
    """What is counted."""
    citations: tuple[Citation, ...]
    """The words."""


class PositionTaken(Answer, frozen=True, kw_only=True):
    """One stance of a party."""

    entry: PositionEntry
    """What is demanded, refused, offered or threatened."""
    citations: tuple[Citation, ...]
    """The words."""


class ControlLedger(Answer, frozen=True, kw_only=True):
    """Who holds which place when: by place, then time."""

    entries: tuple[ControlHeld, ...]
    """The entries."""
    more: bool
    """Whether there are more: ask again with a higher offset."""
    withheld: Whole = 0
    """Entries that are not told, because their words do not stand in the text."""


class FiguresLedger(Answer, frozen=True, kw_only=True):
    """Figures as series, one for each claimant. Compare only what counts the same of the same side."""

    entries: tuple[FigureGiven, ...]
    """The entries."""
    more: bool
    """Whether there are more: ask again with a higher offset."""
    withheld: Whole = 0
    """Entries that are not told, because their words do not stand in the text."""


class PositionsLedger(Answer, frozen=True, kw_only=True):
    """What each party demands, refuses, offers or threatens, in order of time."""

    entries: tuple[PositionTaken, ...]
    """The entries."""
    more: bool
    """Whether there are more: ask again with a higher offset."""
    withheld: Whole = 0
    """Entries that are not told, because their words do not stand in the text."""


class Problems(Answer, frozen=True, kw_only=True):
    """Inputs that could not be taken in, the latest first."""

    problems: tuple[SetAside, ...]
    """The inputs, each with what to do next."""
    more: bool
    """Whether there are more: ask again with a higher offset."""


class TextAdded(Answer, frozen=True, kw_only=True):
    """What became of a text that was handed in."""

    became: str
    """New, version (of a story that is there), known, or reread."""
    read: ReportRead
    """What was found in it."""


class Confirmed(Answer, frozen=True, kw_only=True):
    """A judgement that was written down."""

    number: Whole
    """Its number in the log; a person takes it back with `reportedly judge withdraw NUMBER`."""
    who: str
    """In whose name it stands."""
    record: FoundRecord
    """The record, which from now on counts as reviewed."""
