"""Found times: what the time reader returns, before the record is made."""

from dataclasses import dataclass

from reportedly.reading.times.calendar import Period
from reportedly.record import Basis


@dataclass(frozen=True, slots=True)
class FoundTime:
    """One time of a report, as the contract has it."""

    start: int
    """First code point of the words that say it."""
    end: int
    """One past the last code point."""
    edtf: str | None
    """ISO 8601-2 (EDTF) value, levels 1 and 2; None exactly where the basis is unknown."""
    basis: Basis
    """What the value rests on."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a time expression means, before the words around it are looked at."""

    type: str
    """TIMEX3 type: DATE, TIME, DURATION or SET."""
    value: str | None
    """TIMEX3 value ("1998-W06", "P3D", "PRESENT_REF"); None where it cannot be told."""
    basis: Basis = Basis.UNKNOWN
    """What the value rests on."""
    period: Period | None = None
    """The calendar period meant, or None (durations, sets, references, unresolved dates)."""
    edtf: str | None = None
    """EDTF form; None for what is not resolved or never stands in the contract."""
    told: bool = True
    """False for what the contract leaves out: plain durations, sets, vague references."""
    anchored: bool = False
    """True where it was counted from another time in the text instead of the publication date."""


@dataclass(frozen=True, slots=True)
class Timex:
    """One time expression as TimeML marks it: without prepositions, durations and sets included."""

    start: int
    """First code point of the expression."""
    end: int
    """One past the last code point."""
    first: int
    """Its first token."""
    last: int
    """One past its last token."""
    rule: str
    """Name of the rule of the grammar that read it."""
    meaning: Meaning
    """What it means."""
