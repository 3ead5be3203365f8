"""Lanes: who said who holds a place, over the days, one lane for each claimant; drawn as SVG.

The table beside it says the same in words, so the drawing is hidden from those who hear the page.
"""

from collections.abc import Iterable
from datetime import date

import msgspec

from reportedly.desk.pages.map_claimants import Claimant, claimant_key
from reportedly.desk.pages.map_placed import Placed
from reportedly.desk.pages.map_rows import what_of
from reportedly.record import Status

WIDTH = 720
LEFT, RIGHT = 180, 24
TOP, LANE = 30, 34
_MOST_DAYS = 400
"""Days before the last that are drawn; what is told of an earlier day stands in the table."""
_TICKS = 6
_APART = 9
"""Marks of one lane stand at least so far apart."""
SIGNS = {"holds": "●", "gains": "▲", "loses": "▼", "contests": "✕"}
"""Change -> the sign that stands for it, on the map too."""


class Mark(msgspec.Struct, frozen=True, kw_only=True):
    """One statement in a lane."""

    x: float
    sign: str
    firm: bool
    """Whether it is simply said: neither denied nor hedged, planned or supposed."""
    told: str
    """What a pointer is told."""
    id: str


class Lane(msgspec.Struct, frozen=True, kw_only=True):
    """One claimant."""

    y: float
    name: str
    slot: int
    letter: str
    marks: tuple[Mark, ...]


class Tick(msgspec.Struct, frozen=True, kw_only=True):
    """A day on the axis."""

    x: float
    day: str


class Lanes(msgspec.Struct, frozen=True, kw_only=True):
    """The drawing."""

    height: float
    lanes: tuple[Lane, ...]
    ticks: tuple[Tick, ...]


def lanes_of(control: Iterable[Placed], claimants: Iterable[Claimant]) -> Lanes | None:
    """Return the drawing; None where nothing has a day."""
    dated = [(date.fromisoformat(each.day).toordinal(), each) for each in control if each.day]
    if not dated:
        return None
    last = max(day for day, _ in dated)
    drawn = sorted(((day, each) for day, each in dated if last - day <= _MOST_DAYS), key=lambda pair: pair[0])
    first = drawn[0][0]
    step = (WIDTH - LEFT - RIGHT) / max(last - first, 1)
    lanes: list[Lane] = []
    for claimant in claimants:
        mine = [
            (LEFT + (day - first) * step, each) for day, each in drawn if claimant_key(each) == claimant.key
        ]
        if mine:
            y = TOP + LANE * (len(lanes) + 0.5)
            name = claimant.name if len(claimant.name) <= _LONGEST else claimant.name[: _LONGEST - 1] + "…"
            lanes.append(Lane(y=y, name=name, slot=claimant.slot, letter=claimant.letter, marks=_marks(mine)))
    return Lanes(height=TOP + LANE * len(lanes) + 8, lanes=tuple(lanes), ticks=_ticks(first, last, step))


_LONGEST = 22
"""Letters of a claimant's name that fit beside its lane."""


def _marks(mine: list[tuple[float, Placed]]) -> tuple[Mark, ...]:
    marks: list[Mark] = []
    for x, each in mine:
        free = max(x, marks[-1].x + _APART) if marks else x
        told = f"{each.day}: {each.says}: {what_of(each)} ({each.status})"
        firm = each.status is Status.ASSERTED
        marks.append(
            Mark(
                x=round(min(free, WIDTH - 8), 1),
                sign=SIGNS.get(each.kind, "●"),
                firm=firm,
                told=told,
                id=each.id,
            )
        )
    return tuple(marks)


def _ticks(first: int, last: int, step: float) -> tuple[Tick, ...]:
    number = min(_TICKS, last - first + 1)
    days = sorted({first + round((last - first) * n / max(number - 1, 1)) for n in range(number)})
    return tuple(
        Tick(x=round(LEFT + (day - first) * step, 1), day=date.fromordinal(day).isoformat()) for day in days
    )
