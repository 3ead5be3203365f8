"""Readings: all that was found in one report."""

import msgspec

from reportedly.record.attribution import Attribution
from reportedly.record.facts import Control, Event, Figure, Place, Time
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
    places: tuple[Place, ...] = ()
    """Every place named, in order."""
    times: tuple[Time, ...] = ()
    """Every expression of time, in order."""
    figures: tuple[Figure, ...] = ()
    """Every number or vague quantity that bears on the conflict, in order."""
    controls: tuple[Control, ...] = ()
    """Every statement of who holds, takes, loses or fights over a place, in order."""
    events: tuple[Event, ...] = ()
    """Every conflict or diplomatic event told, planned or denied, in order."""
    model: str | None = None
    """Name and hash of the encoder that read the report; None where none was needed."""
    problems: tuple[Problem, ...] = ()
    """What kept the report, or a part of it, from being read."""
