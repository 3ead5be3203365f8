"""Ledgers: what was said of control, figures and positions, in order of time, always with who says so."""

import re
from collections.abc import Iterable

import msgspec

from reportedly.record import Status
from reportedly.tracing.names import folded, side_of
from reportedly.tracing.opposed_control import is_part
from reportedly.tracing.opposed_figures import LOOKING_AHEAD, counted, groups_of
from reportedly.tracing.opposed_figures import is_part as is_part_of_count
from reportedly.tracing.profile import profile_of
from reportedly.tracing.stances import Stance, party_of, stance_of, topic_of
from reportedly.tracing.statement import Named, Statement, StatementKind
from reportedly.wordlists.opposed import opposed_pattern

__all__ = [
    "ControlEntry",
    "FigureEntry",
    "PositionEntry",
    "Stance",
    "control_ledger",
    "figures_ledger",
    "positions_ledger",
]

_MOST_PLACES = 2


class ControlEntry(msgspec.Struct, frozen=True, kw_only=True):
    """Who holds a place on a day, as somebody says."""

    place: str
    geonames_id: int | None
    when: str | None
    """EDTF; the day of publication where `said` is false; None where neither is known."""
    said: bool
    """Whether the report says when."""
    holder: str
    """As the report names it."""
    side: str | None = None
    """The country or armed group that the holder is or fights for, folded; None where not told."""
    change: str
    part: bool = False
    """Whether the words are of a part of the place, or of a move in it."""
    status: Status
    says: str
    """Who says so: the last voice, or the outlet."""
    statement: str
    """Id of the statement."""


class FigureEntry(msgspec.Struct, frozen=True, kw_only=True):
    """One value of a series: what of whose, as one claimant counts."""

    what: str
    whose: str
    series: str = ""
    """Of whom or what, under one name for all spellings: side and group, folded; "" for all people."""
    unit: str | None
    place: str = ""
    """Where its sentence is set, as far as told; "" for figures without a place."""
    says: str
    """The claimant; one series for each."""
    when: str | None
    said: bool
    low: float | None
    high: float | None
    approx: bool
    cumulative: bool | None
    part: bool = False
    """Whether it is some of a greater count ("including three children")."""
    statement: str


class PositionEntry(msgspec.Struct, frozen=True, kw_only=True):
    """One stance of a party to an issue."""

    party: str
    topic: str = ""
    """The issue under one name, so that stances to it line up over time ("ceasefire", "NATO membership")."""
    issue: str
    """The report's words for it."""
    stance: Stance
    says: str
    """Who states it."""
    when: str | None
    said: bool
    statement: str


_RELATIVE = re.compile(
    r"\b(?:north|south|east|west|\w+(?:ern|east|west)|outside|near|metres|kilometres|km|miles|road|way|border)\s++"
    r"(?:of|from|to|with|near)?\s*+(?:the\s++)?$",
    re.IGNORECASE,
)
"""Before a place: it only says where another lies."""
_THEIR = re.compile(r"\b(?:its|our|their)\b", re.IGNORECASE)


def control_ledger(statements: Iterable[Statement]) -> tuple[ControlEntry, ...]:
    """Return the control ledger: by place, then time, then who says so. One entry for each place named.

    A holder that is no side and no force ("the delegation"), and a place without a name ("the area") or
    that only says where another lies ("north of Bilopillia") are left out.
    """
    entries = []
    for s in statements:
        if s.kind is not StatementKind.CONTROL or not s.actors:
            continue
        side = holding_side(s)
        if side is None and opposed_pattern("forces").search(", ".join(s.actors)) is None:
            continue
        entries += [
            ControlEntry(
                place=place.name,
                geonames_id=place.geonames_id,
                when=s.when or s.published,
                said=s.when is not None,
                holder=", ".join(s.actors),
                side=side,
                change=s.type or "",
                part=is_part(s, place),
                status=s.status,
                says=says(s),
                statement=s.id,
            )
            for place in _held(s)
        ]
    return tuple(sorted(entries, key=lambda e: (folded(e.place), e.when or "9999", e.says, e.statement)))


def holding_side(statement: Statement) -> str | None:
    """Return the side that a control statement is of; of "its troops" whom the speaker speaks for."""
    sides = {s for name in statement.actors if (s := side_of(name))}
    if not sides and statement.side and _THEIR.search(statement.words):
        return statement.side
    return sides.pop() if len(sides) == 1 else None


def _held(statement: Statement) -> list[Named]:
    """Return the places that a control statement is about, by name."""
    named = [p for p in statement.places if p.geonames_id or p.name[:1].isupper()]
    direct = [p for p in named if not _lies_by(statement.words, p.name)]
    return direct or named


def _lies_by(words: str, name: str) -> bool:
    at = words.find(name)
    return at > 0 and _RELATIVE.search(words[:at]) is not None


def figures_ledger(statements: Iterable[Statement]) -> tuple[FigureEntry, ...]:
    """Return the figures ledger: by what, whose and claimant, then time. What is offered or asked is none."""
    entries = [
        FigureEntry(
            what=s.type or "other",
            whose=", ".join(s.actors),
            series=series_of(s),
            unit=s.unit,
            place=", ".join(dict.fromkeys(p.name for p in s.scene[:_MOST_PLACES])),
            says=says(s),
            when=s.when or s.said_on or s.published,
            said=s.when is not None,
            low=s.low,
            high=s.high,
            approx=s.approx,
            cumulative=s.cumulative,
            part=is_part_of_count(s),
            statement=s.id,
        )
        for s in statements
        if s.kind is StatementKind.FIGURE and s.act not in LOOKING_AHEAD
    ]
    return tuple(
        sorted(entries, key=lambda e: (e.what, e.series, folded(e.says), e.when or "9999", e.statement))
    )


def series_of(figure: Statement) -> str:
    """Return of whom or what a figure is, under one name: its side and group, else what is counted."""
    sides = sorted({s for name in figure.actors if (s := side_of(name))})
    groups = sorted(groups_of(figure))
    if sides or groups:
        return " ".join((*sides, *groups))
    return " ".join(sorted(counted(profile_of(figure))))


def positions_ledger(statements: Iterable[Statement]) -> tuple[PositionEntry, ...]:
    """Return the positions ledger: by party (country or group, else the voice itself), issue, then time."""
    entries = []
    for s in statements:
        stance, party = stance_of(s), party_of(s)
        if stance is None or party is None:
            continue
        entries.append(
            PositionEntry(
                party=party,
                topic=topic_of(s),
                issue=s.words,
                stance=stance,
                says=says(s),
                when=s.said_on or s.published,
                said=s.said_on is not None,
                statement=s.id,
            )
        )
    return tuple(
        sorted(entries, key=lambda e: (folded(e.party), e.topic, e.when or "9999", e.stance, e.statement))
    )


def says(statement: Statement) -> str:
    """Return who says a statement: the last voice of its chain, or the outlet."""
    return statement.chain[-1].who if statement.chain else statement.outlet or statement.report
