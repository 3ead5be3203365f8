"""Facts as small tables, made once and drawn by both views: figures, control, events, places, times.

A fact is shown only if every span of it says what the text has there. What several mentions say in the
same way (a place, a date) is one row.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

import msgspec

from reportedly.record import Control, Event, Figure, Place, Reading, Time
from reportedly.record.citations import is_proved
from reportedly.record.layers import CONTROLS, EVENTS, FIGURES, LAYERS, PLACES, SPOKEN, TIMES
from reportedly.views import rows
from reportedly.views.rows import Row, Voices

Fact = TypeVar("Fact", Figure, Control, Event, Place, Time)


class Table(msgspec.Struct, frozen=True, kw_only=True):
    """The facts of one layer. No column of it is empty in every row."""

    layer: str
    """The layer, as the field of `Reading`."""
    title: str
    """What stands above it."""
    heads: tuple[str, ...]
    """What each cell holds."""
    rows: tuple[Row, ...]
    """The facts, in the order in which they are read."""
    withheld: int = 0
    """Facts that are not shown, because a citation does not match the text."""


def tables(reading: Reading, layers: Iterable[str] = LAYERS) -> tuple[Table, ...]:
    """Return a table for each of `layers` that has facts: figures, control, events, places, times."""
    wanted = frozenset(layers)
    voices = Voices(reading)
    made = [
        _table(
            reading,
            FIGURES,
            reading.figures,
            ("what", "how many", "of whom"),
            lambda f: rows.figure_rows(f, voices),
        ),
        _table(
            reading,
            CONTROLS,
            reading.controls,
            ("place", "holder", "change", "status", "when"),
            lambda f: rows.control_rows(f, voices),
        ),
        _table(
            reading,
            EVENTS,
            reading.events,
            ("when", "event", "who → to whom", "place", "status"),
            lambda f: rows.event_rows(f, voices),
        ),
        _table(
            reading,
            PLACES,
            reading.places,
            ("place", "lies in", "kind", "how often", "position"),
            rows.place_rows,
        ),
        _table(reading, TIMES, reading.times, ("words", "date", "rests on"), rows.time_rows),
    ]
    return tuple(one for one in made if one.layer in wanted and (one.rows or one.withheld))


def fact_counts(reading: Reading, layers: Iterable[str]) -> str:
    """Return how many facts of `layers` there are, as one line."""
    wanted = frozenset(layers)
    spoken = {
        FIGURES: "figure",
        CONTROLS: "control statement",
        EVENTS: "event",
        PLACES: "place name",
        TIMES: "time",
    }
    numbers = {layer: len(getattr(reading, layer)) for layer in spoken if layer in wanted}
    return " · ".join(
        f"{n} {spoken[layer]}" if n == 1 else f"{n:,} {spoken[layer]}s" for layer, n in numbers.items()
    )


def _table(
    reading: Reading,
    layer: str,
    facts: tuple[Fact, ...],
    heads: tuple[str, ...],
    rows_of: Callable[[tuple[Fact, ...]], Iterator[Row]],
) -> Table:
    """Return the table of one layer, without columns that have nothing in any row."""
    shown = tuple(fact for fact in facts if is_proved(fact, reading.report.text))
    made = tuple(rows_of(shown))
    kept = [at for at in range(len(heads)) if any(row.cells[at] for row in made)]
    return Table(
        layer=layer,
        title=next(name for name, field in SPOKEN.items() if field == layer).capitalize(),
        heads=tuple(heads[at] for at in kept),
        rows=tuple(msgspec.structs.replace(row, cells=tuple(row.cells[at] for at in kept)) for row in made),
        withheld=len(facts) - len(shown),
    )
