"""Ledgers: what was said of control, figures and positions, in order of time, always with who says so."""

import re
from collections.abc import Iterable
from enum import StrEnum

import msgspec

from reportedly.record import Act, Status
from reportedly.tracing.names import folded, side_of
from reportedly.tracing.statement import Statement, StatementKind


class ControlEntry(msgspec.Struct, frozen=True, kw_only=True):
    """Who holds a place on a day, as somebody says."""

    place: str
    geonames_id: int | None
    when: str | None
    """EDTF; the day of publication where `said` is false; None where neither is known."""
    said: bool
    """Whether the report says when."""
    holder: str
    change: str
    status: Status
    says: str
    """Who says so: the last voice, or the outlet."""
    statement: str
    """Id of the statement."""


class FigureEntry(msgspec.Struct, frozen=True, kw_only=True):
    """One value of a series: what of whose, as one claimant counts."""

    what: str
    whose: str
    unit: str | None
    says: str
    """The claimant; one series for each."""
    when: str | None
    said: bool
    low: float | None
    high: float | None
    approx: bool
    cumulative: bool | None
    statement: str


class Stance(StrEnum):
    """How a party stands to an issue."""

    DEMAND = "demand"
    REFUSAL = "refusal"
    OFFER = "offer"
    THREAT = "threat"
    RED_LINE = "red line"


class PositionEntry(msgspec.Struct, frozen=True, kw_only=True):
    """One stance of a party to an issue."""

    party: str
    issue: str
    """The report's words for it."""
    stance: Stance
    says: str
    """Who states it."""
    when: str | None
    said: bool
    statement: str


_RED_LINE = re.compile(r"\bred lines?\b", re.IGNORECASE)
_STANCES = {
    Act.DEMAND: Stance.DEMAND,
    Act.WANT: Stance.DEMAND,
    Act.ASK: Stance.DEMAND,
    Act.DENY: Stance.REFUSAL,
    Act.PROPOSE: Stance.OFFER,
    Act.PROMISE: Stance.OFFER,
    Act.THREATEN: Stance.THREAT,
}


def control_ledger(statements: Iterable[Statement]) -> tuple[ControlEntry, ...]:
    """Return the control ledger: by place, then time, then who says so. One entry for each place named."""
    entries = []
    for s in statements:
        if s.kind is StatementKind.CONTROL and s.actors:
            entries += [
                ControlEntry(
                    place=place.name,
                    geonames_id=place.geonames_id,
                    when=s.when or s.published,
                    said=s.when is not None,
                    holder=", ".join(s.actors),
                    change=s.type or "",
                    status=s.status,
                    says=says(s),
                    statement=s.id,
                )
                for place in s.places
            ]
    return tuple(sorted(entries, key=lambda e: (folded(e.place), e.when or "9999", e.says, e.statement)))


def figures_ledger(statements: Iterable[Statement]) -> tuple[FigureEntry, ...]:
    """Return the figures ledger: by what, whose and claimant, then time."""
    entries = [
        FigureEntry(
            what=s.type or "other",
            whose=", ".join(s.actors),
            unit=s.unit,
            says=says(s),
            when=s.when or s.said_on or s.published,
            said=s.when is not None,
            low=s.low,
            high=s.high,
            approx=s.approx,
            cumulative=s.cumulative,
            statement=s.id,
        )
        for s in statements
        if s.kind is StatementKind.FIGURE
    ]
    return tuple(
        sorted(
            entries, key=lambda e: (e.what, _series(e.whose), folded(e.says), e.when or "9999", e.statement)
        )
    )


def positions_ledger(statements: Iterable[Statement]) -> tuple[PositionEntry, ...]:
    """Return the positions ledger: by party (country or group, else the voice itself), then time."""
    entries = []
    for s in statements:
        if s.kind is not StatementKind.SAID or s.act not in _STANCES or s.speaker is None:
            continue
        entries.append(
            PositionEntry(
                party=s.side or s.speaker.who,
                issue=s.words,
                stance=Stance.RED_LINE if _RED_LINE.search(s.words) else _STANCES[s.act],
                says=says(s),
                when=s.said_on or s.published,
                said=s.said_on is not None,
                statement=s.id,
            )
        )
    return tuple(sorted(entries, key=lambda e: (folded(e.party), e.when or "9999", e.stance, e.statement)))


def says(statement: Statement) -> str:
    """Return who says a statement: the last voice of its chain, or the outlet."""
    return statement.chain[-1].who if statement.chain else statement.outlet or statement.report


def _series(whose: str) -> str:
    return side_of(whose) or folded(whose)
