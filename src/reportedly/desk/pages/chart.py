"""Chart: figures of several claimants over days, as positions that the template writes as SVG."""

from collections.abc import Callable, Sequence
from datetime import date
from itertools import pairwise

import msgspec

WIDTH, HEIGHT = 840, 320
_LEFT, _RIGHT, _TOP, _BOTTOM = 56, 190, 14, 30
_TICKS = 5
_STEPS = (1, 2, 5)
MOST_SERIES = 8
"""Series that one chart shows, as many as there are colours."""


class Point(msgspec.Struct, frozen=True, kw_only=True):
    """One value of a series."""

    day: str
    """YYYY-MM-DD."""
    low: float
    high: float
    told: str
    """What it says, for a person."""
    link: str


class Series(msgspec.Struct, frozen=True, kw_only=True):
    """What one claimant says over time."""

    name: str
    points: tuple[Point, ...]


class Mark(msgspec.Struct, frozen=True, kw_only=True):
    """A value as drawn: a dot, and a bar from its least to its greatest."""

    x: float
    y: float
    y_low: float
    y_high: float
    told: str
    link: str


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """A series as drawn."""

    name: str
    slot: int
    """Its colour."""
    path: str
    """The `points` of a polyline."""
    marks: tuple[Mark, ...]
    label_y: float


class Tick(msgspec.Struct, frozen=True):
    """A line of an axis with its words."""

    at: float
    words: str


class Chart(msgspec.Struct, frozen=True, kw_only=True):
    """All that is drawn."""

    width: int
    height: int
    left: int
    right: int
    """Where the lines end and their names begin."""
    bottom: int
    days: tuple[Tick, ...]
    values: tuple[Tick, ...]
    lines: tuple[Line, ...]


def chart_of(series: Sequence[Series]) -> Chart | None:
    """Return the drawing of at most `MOST_SERIES` series; None where there is no value."""
    shown = [each for each in series if each.points][:MOST_SERIES]
    points = [point for each in shown for point in each.points]
    if not points:
        return None
    days = sorted({date.fromisoformat(point.day).toordinal() for point in points})
    first, last = days[0], max(days[-1], days[0] + 1)
    top = _nice(max(point.high for point in points))
    right, bottom = WIDTH - _RIGHT, HEIGHT - _BOTTOM

    def x(day: str) -> float:
        share = (date.fromisoformat(day).toordinal() - first) / (last - first)
        return round(_LEFT + (right - _LEFT) * share, 1)

    def y(value: float) -> float:
        return round(bottom - (bottom - _TOP) * min(value, top) / top, 1)

    lines = []
    for slot, each in enumerate(shown):
        marks = tuple(
            Mark(
                x=x(p.day),
                y=y((p.low + p.high) / 2),
                y_low=y(p.low),
                y_high=y(p.high),
                told=p.told,
                link=p.link,
            )
            for p in sorted(each.points, key=lambda p: (p.day, p.low))
        )
        path = " ".join(f"{m.x},{m.y}" for m in marks)
        lines.append(Line(name=each.name, slot=slot, path=path, marks=marks, label_y=marks[-1].y + 4))
    return Chart(
        width=WIDTH,
        height=HEIGHT,
        left=_LEFT,
        right=right,
        bottom=bottom,
        days=_day_ticks(first, last, x),
        values=tuple(Tick(y(top * n / _TICKS), f"{top * n / _TICKS:,.10g}") for n in range(_TICKS + 1)),
        lines=_apart(lines, bottom),
    )


def _nice(value: float) -> float:
    """Return the least of 1, 2, 5, 10, 20… that is no less than a value."""
    scale = 1.0
    while True:
        for step in _STEPS:
            if step * scale >= value:
                return step * scale
        scale *= 10


def _day_ticks(first: int, last: int, x: Callable[[str], float]) -> tuple[Tick, ...]:
    number = min(_TICKS, last - first)
    days = sorted({first + round((last - first) * n / number) for n in range(number + 1)})
    return tuple(Tick(x(date.fromordinal(d).isoformat()), date.fromordinal(d).isoformat()) for d in days)


def _apart(lines: list[Line], bottom: int) -> tuple[Line, ...]:
    """Return the lines with names that do not stand on each other."""
    ordered = sorted(lines, key=lambda line: line.label_y)
    placed = [msgspec.structs.replace(ordered[0])] if ordered else []
    for before, line in pairwise(ordered):
        least = max(placed[-1].label_y, before.label_y) + 14
        placed.append(msgspec.structs.replace(line, label_y=max(line.label_y, least)))
    over = max(0.0, (placed[-1].label_y - bottom) if placed else 0.0)
    return tuple(msgspec.structs.replace(line, label_y=round(line.label_y - over, 1)) for line in placed)
