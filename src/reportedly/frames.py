"""Frames: a store as data frames of pandas or polars, in one call, with the proof as columns.

    from reportedly.frames import frames

    found = frames("reports.db", since="2026-09")             # or library="polars"
    found.figures[["report", "what", "whose", "low", "high", "start", "end", "text"]]
    found.members.merge(found.claims, on="claim")

The tables and their columns are those of the Parquet export (`exports.tables`, `exports.trace_tables`), typed
by the same Arrow schemas; `meanings` says what a column holds. A citation is `report` with `start`, `end` and
`text`, in code points of that report's `text`; columns of several are lists of such triples. What cannot be
proved is left out and told in `refused`.
"""

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, Literal, TypeVar, overload

import msgspec

from reportedly.errors import StoreError
from reportedly.exports.matter import Matter, Taken
from reportedly.exports.proving import Refused
from reportedly.exports.selection import Selection
from reportedly.exports.tables import Around, Row, problem_row, rows_of, schema_of, table_named
from reportedly.exports.trace_tables import (
    TRACE_TABLES,
    claim_rows,
    pair_row,
    trace_schema_of,
    trace_table_named,
)
from reportedly.linking import open_traces
from reportedly.record import Problem, Reading
from reportedly.record.layers import LAYERS
from reportedly.store import Store, open_store
from reportedly.views.records import records

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl
    import pyarrow as pa

__all__ = ["Frames", "frames", "meanings"]

Frame = TypeVar("Frame")
Library = Literal["pandas", "polars"]
_BATCH = 20_000
"""Rows of a table that are held as Python objects; more are packed into Arrow's columns."""
_SPOKEN_IN = "by", "inside"
"""Fields that name the attribution in whose words a record stands."""


@dataclass(frozen=True, kw_only=True, repr=False, eq=False)
class Frames(Generic[Frame]):
    """One frame for each table; a table without rows has its columns and their types all the same."""

    reports: Frame
    """A report that was taken in, with its text."""
    sources: Frame
    """Somebody who speaks in a report."""
    attributions: Frame
    """Who said what in a report."""
    voices: Frame
    """One link of an attribution's chain; position 0 is the publisher."""
    places: Frame
    """A place that a report names."""
    times: Frame
    """An expression of time."""
    figures: Frame
    """A number or vague quantity."""
    controls: Frame
    """A statement of who holds, takes, loses or fights over a place."""
    events: Frame
    """An event that is told, planned or denied."""
    references: Frame
    """A link or a credit line of a report."""
    problems: Frame
    """What kept an input, or a part of it, from being read."""
    claims: Frame
    """The same thing, said in two or more reports."""
    members: Frame
    """A statement of a claim."""
    origins: Frame
    """What members of a claim go back to."""
    joins: Frame
    """Two members of one origin, and what shows it."""
    contradictions: Frame
    """Two statements that do not go together."""
    refused: tuple[Refused, ...]
    """What could not be proved, and is in no frame."""

    def __repr__(self) -> str:
        """Return the tables with their numbers of rows."""
        told = ", ".join(f"{name}: {len(frame)}" for name, frame in self.by_name().items())
        return f"Frames({told}{f'; {len(self.refused)} refused' if self.refused else ''})"

    def by_name(self) -> dict[str, Any]:
        """Return the frames by their tables' names."""
        return {name: getattr(self, name) for name in NAMES}


NAMES = tuple(name for name in Frames.__dataclass_fields__ if name != "refused")
"""The tables, in their order."""


@overload
def frames(
    store: Store | str | Path | None = None,
    *,
    library: Literal["pandas"] = "pandas",
    selection: Selection | None = None,
    **narrowed: Any,  # noqa: ANN401 - the fields of Selection
) -> "Frames[pd.DataFrame]": ...


@overload
def frames(
    store: Store | str | Path | None = None,
    *,
    library: Literal["polars"],
    selection: Selection | None = None,
    **narrowed: Any,  # noqa: ANN401 - the fields of Selection
) -> "Frames[pl.DataFrame]": ...


def frames(
    store: Store | str | Path | None = None,
    *,
    library: Library = "pandas",
    selection: Selection | None = None,
    **narrowed: Any,
) -> Frames[Any]:
    """Return a store, or what a selection takes of it, as data frames; its trace is brought up to date first.

    `store` is an open one, or what `open_store` takes. Give a `Selection`, or its fields: `since`, `until`,
    `outlet`, `place`, `speaker`, `reviewed_only`. Where records are selected, an attribution in whose words
    one of them stands comes along, so that `by` and `inside` always lead somewhere. Raises StoreError where
    the store or a filter cannot be understood, or where a library is not installed.
    """
    make = _maker(library)
    try:
        wanted = msgspec.structs.replace(selection or Selection(), **narrowed)
    except TypeError:
        fields = ", ".join(Selection.__struct_fields__)
        raise StoreError(f"the selection {narrowed}", "is not understood", f"choose from {fields}") from None
    with _opened(store) as found, open_traces(found) as traces:
        matter, packed = Matter(traces, wanted), _Packed()
        for taken in matter.reports():
            packed.add(_rows_of(taken, whole=not wanted.of_records))
        if wanted == Selection():
            every = traces.view.problems()
            rows = [problem_row(p.name, Problem(code=p.code, message=p.message)) for p in every]
            packed.add({"problems": rows})
        for trace in matter.claims():
            packed.add(claim_rows(trace.claim, trace.origins))
        for pair in matter.contradictions():
            packed.add({"contradictions": [pair_row(pair)]})
    return Frames(**{name: make(packed.table(name)) for name in NAMES}, refused=matter.refused)


def meanings(table: str) -> dict[str, str]:
    """Return what each column of a table holds. Raises KeyError where there is no such table."""
    return {column.name: column.says for column in _table(table).columns}


def _table(name: str) -> Any:  # noqa: ANN401 - one kind of table or the other
    return trace_table_named(name) if name in _TRACE else table_named(name)


_TRACE = {table.name for table in TRACE_TABLES}


class _Packed:
    """Rows on their way into columns."""

    def __init__(self) -> None:
        self._rows: defaultdict[str, list[Row]] = defaultdict(list)
        self._chunks: defaultdict[str, list[pa.Table]] = defaultdict(list)

    def add(self, rows: dict[str, list[Row]]) -> None:
        for name, more in rows.items():
            held = self._rows[name]
            held += more
            if len(held) >= _BATCH:
                self._pack(name)

    def table(self, name: str) -> "pa.Table":
        import pyarrow as pa  # noqa: PLC0415 - an extra

        self._pack(name)
        return pa.concat_tables(self._chunks.pop(name))

    def _pack(self, name: str) -> None:
        import pyarrow as pa  # noqa: PLC0415 - an extra

        schema = trace_schema_of(name) if name in _TRACE else schema_of(name)
        self._chunks[name].append(pa.Table.from_pylist(self._rows.pop(name, []), schema=schema))


def _maker(library: str) -> Any:  # noqa: ANN401 - a function from an Arrow table to a frame
    """Return what makes a frame of an Arrow table."""
    try:
        if library == "pandas":
            import pandas as pd  # noqa: PLC0415 - an extra

            import_module("pyarrow")
            return lambda table: table.to_pandas(types_mapper=pd.ArrowDtype)
        if library == "polars":
            import polars as pl  # noqa: PLC0415 - an extra

            import_module("pyarrow")
            return pl.from_arrow
    except ModuleNotFoundError as error:
        next_step = f"install it: pip install 'reportedly[{library}]'"
        raise StoreError(f"frames of {library}", f"need {error.name}", next_step) from None
    raise StoreError(f"frames of {library!r}", "are not made here", "choose from pandas, polars")


@contextmanager
def _opened(store: Store | str | Path | None) -> Iterator[Store]:
    """Give the store; one that is opened here is closed here."""
    if isinstance(store, Store):
        yield store
        return
    with open_store(store, create=False) as found:
        yield found


def _rows_of(taken: Taken, *, whole: bool) -> dict[str, list[Row]]:
    """Return the rows of a report, or of its chosen records and the attributions that they stand in."""
    listed = taken.listed
    around = Around(
        published_basis=listed.published_basis, input=listed.added_from, references=taken.references
    )
    rows = rows_of(taken.reading, around)
    if whole:
        return rows
    names = _with_attributions(taken.reading, set(taken.names()))
    kept = {record.name for record in records(taken.reading)} & names
    at = {layer: _positions(taken.reading, layer, kept) for layer in LAYERS}
    speakers = {said.speaker for said in taken.reading.attributions if said.id in kept}
    for layer in LAYERS:
        rows[layer] = [row for row in rows[layer] if row["position"] in at[layer]]
    rows["voices"] = [row for row in rows["voices"] if row["attribution"] in kept]
    rows["sources"] = [row for row in rows["sources"] if row["id"] in speakers]
    return rows


def _with_attributions(reading: Reading, names: set[str]) -> set[str]:
    """Return names of records, and of the attributions that they stand in, however deep."""
    inside = {
        record.name: next((getattr(record.item, f) for f in _SPOKEN_IN if hasattr(record.item, f)), None)
        for record in records(reading)
    }
    todo = list(names)
    while todo:
        outer = inside.get(todo.pop())
        if outer is not None and outer not in names:
            names.add(outer)
            todo.append(outer)
    return names


def _positions(reading: Reading, layer: str, names: set[str]) -> set[int]:
    """Return at which places of a layer the records of these names stand."""
    mine = [record.name for record in records(reading) if record.layer == layer]
    return {at for at, name in enumerate(mine) if name in names}
