"""Readings: all that was found in one report."""

from typing import Any

import msgspec

from reportedly.record.attribution import Attribution
from reportedly.record.report import Report
from reportedly.record.source import Source

SCHEMA = "reportedly.reading/1"
"""Name of the JSON contract; keys may be added to it, never renamed."""


class Problem(msgspec.Struct, frozen=True, kw_only=True):
    """Something that kept a report, or a part of it, from being read."""

    code: str
    """Stable name of the problem, e.g. "language-not-read"."""
    message: str
    """One sentence for a person: what was seen and what to do next."""


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """All that was found in one report. Every span in it points into `report.text`."""

    schema: str = SCHEMA
    """Name of the JSON contract."""
    report: Report
    """The text that was read."""
    sources: tuple[Source, ...] = ()
    """Who speaks, in order of first mention."""
    attributions: tuple[Attribution, ...] = ()
    """Who said what, in order of the cue."""
    places: tuple[dict[str, Any], ...] = ()
    """Place names; not read by this release."""
    times: tuple[dict[str, Any], ...] = ()
    """Dates and times; not read by this release."""
    figures: tuple[dict[str, Any], ...] = ()
    """Numbers and vague quantities; not read by this release."""
    controls: tuple[dict[str, Any], ...] = ()
    """Who holds which place; not read by this release."""
    events: tuple[dict[str, Any], ...] = ()
    """Conflict and diplomatic events; not read by this release."""
    model: str | None = None
    """Name and hash of the encoder that read the report; None where none was needed."""
    problems: tuple[Problem, ...] = ()
    """What kept the report, or a part of it, from being read."""
