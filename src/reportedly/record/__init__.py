"""The nouns: what a report is, who speaks in it, through whom, and the words that prove it.

Everything here is frozen and imports nothing above it. Start with `Reading` (all that was
found in one report) and follow its fields. `codec` turns a Reading into the JSON contract
`reportedly.reading/1` and back.
"""

from reportedly.record.attribution import Act, Attribution, Manner, Voice
from reportedly.record.codec import decode_reading, encode_reading
from reportedly.record.facts import (
    Basis,
    Change,
    Control,
    Event,
    EventType,
    Figure,
    Place,
    PlaceKind,
    Precision,
    Status,
    Time,
    What,
)
from reportedly.record.reading import SCHEMA, Problem, Reading
from reportedly.record.references import Credit, CreditKind, PublishedBasis, Reference, ReferenceKind
from reportedly.record.report import Report, report_id
from reportedly.record.schema import reading_schema
from reportedly.record.source import Kind, Source
from reportedly.record.span import Span, cite, verify

__all__ = [
    "SCHEMA",
    "Act",
    "Attribution",
    "Basis",
    "Change",
    "Control",
    "Credit",
    "CreditKind",
    "Event",
    "EventType",
    "Figure",
    "Kind",
    "Manner",
    "Place",
    "PlaceKind",
    "Precision",
    "Problem",
    "PublishedBasis",
    "Reading",
    "Reference",
    "ReferenceKind",
    "Report",
    "Source",
    "Span",
    "Status",
    "Time",
    "Voice",
    "What",
    "cite",
    "decode_reading",
    "encode_reading",
    "reading_schema",
    "report_id",
    "verify",
]
