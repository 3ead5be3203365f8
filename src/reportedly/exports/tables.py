"""Tables: readings as rows of eleven flat tables, and back again without loss.

    rows = rows_of(reading)                      # {"reports": [{…}], "attributions": [{…}, …], …}
    pyarrow.Table.from_pylist(rows["events"], schema=schema_of("events"))
    readings_of(rows)                            # the same readings

A table is a record's type: its columns, and what they mean, are the fields of `reportedly.record`. A span is
three columns (`when_start`, `when_end`, `when_text`), the field's own words without a prefix (`start`, `end`,
`text`); where there can be several it is one column, a list of such triples. Every row names its report by
`report` and its place among that report's rows by `position`, counted from 0. Written by `exports/parquet.py`
and by `bulk`.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from types import NoneType
from typing import TYPE_CHECKING, Any, Literal, cast, get_args, get_origin

import msgspec

from reportedly.record import (
    Attribution,
    Control,
    Event,
    Figure,
    Place,
    Problem,
    Reading,
    Reference,
    Report,
    Source,
    Span,
    Time,
    Voice,
    reading_schema,
)

if TYPE_CHECKING:
    import pyarrow as pa

Row = dict[str, Any]
"""One row: plain values, by column."""
Holds = Literal["text", "whole", "number", "truth", "spans", "citations"]
"""What a column holds."""

KEY, POSITION = "report", "position"
_PARTS = {"acled": ("acled_event", "acled_sub_event"), "si": ("si_low", "si_high", "si_unit")}
"""Fields of several values -> their columns. Where the last is null, there is no such value."""
_ENDS = ("start", "end", "text")


class Column(msgspec.Struct, frozen=True):
    """One column."""

    name: str
    """What it is called."""
    kind: Holds
    """What it holds; `spans` is a list of (start, end, text), `citations` of (report, start, end, text)."""
    needed: bool
    """Whether every row has a value; an empty list is one."""
    says: str
    """What it means."""


class Table(msgspec.Struct, frozen=True):
    """One table."""

    name: str
    """What it is called, and its files."""
    says: str
    """What one row is."""
    columns: tuple[Column, ...]
    """In their order."""


_RECORDS: dict[str, type[msgspec.Struct]] = {
    "sources": Source,
    "attributions": Attribution,
    "voices": Voice,
    "places": Place,
    "times": Time,
    "figures": Figure,
    "controls": Control,
    "events": Event,
    "references": Reference,
}
_SAYS = {
    "reports": "A report that was read, or is in no language that is read.",
    "sources": "Somebody who speaks in a report.",
    "attributions": "Who said what in a report.",
    "voices": "One link of an attribution's chain; position 0 is the publisher.",
    "places": "A place that a report names.",
    "times": "An expression of time.",
    "figures": "A number or vague quantity.",
    "controls": "A statement of who holds, takes, loses or fights over a place.",
    "events": "An event that is told, planned or denied.",
    "references": "A link or a credit line of a report; not a part of its reading.",
    "problems": "What kept an input, or a part of it, from being read.",
}
_LISTS = ("sources", "attributions", "places", "times", "figures", "controls", "events")
"""Tables that are lists of a Reading, by the same names."""
_OF_REPORT = Column(
    KEY, "text", needed=True, says="Which report it belongs to: `report` of the table reports."
)
_AT = Column(POSITION, "whole", needed=True, says="Its place among such rows of the report, counted from 0.")
_AROUND = (
    Column("schema", "text", needed=True, says="The contract that the reading follows."),
    Column("model", "text", needed=False, says="The encoder that read it; null where none was needed."),
    Column("published_basis", "text", needed=False, says="How the date is known; null if nobody noted it."),
    Column("fetched", "text", needed=False, says="When it was fetched, ISO 8601 in UTC."),
    Column("input", "text", needed=False, says="The input it was taken from, as messages call it."),
)
_REFERENCE = {
    "kind": 'Why it is pointed to: a ReferenceKind, or "credit:" and a CreditKind.',
    "url": "The address, absolute; empty for a credit line.",
    "title": "The linked words, or the title that the page gives for it, where they are not in the text.",
    "span": "The words in the report's text.",
}
_INPUT = Column("input", "text", needed=False, says="The input, as messages call it.")


class Around(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of a report beside its reading."""

    published_basis: str | None = None
    """How its date is known, a PublishedBasis."""
    fetched: str | None = None
    """When it was fetched."""
    input: str | None = None
    """The input it was taken from."""
    references: tuple[Reference, ...] = ()
    """Its credit lines and links."""


NOTHING_AROUND = Around()


@cache
def tables() -> tuple[Table, ...]:
    """Return all tables, in the order in which they are written."""
    meanings: dict[str, Any] = reading_schema()["$defs"]
    meanings["Reference"] = {"properties": {name: {"description": says} for name, says in _REFERENCE.items()}}
    made = {name: _columns(record, meanings) for name, record in _RECORDS.items()}
    made["reports"] = (
        Column(KEY, "text", needed=True, says="What other tables call it; unique."),
        *_columns(Report, meanings),
        *_AROUND,
    )
    made["problems"] = (
        msgspec.structs.replace(_OF_REPORT, needed=False, says="The report; null if none could be taken in."),
        msgspec.structs.replace(
            _AT, needed=False, says=f"{_AT.says} Null where it is not one of its reading."
        ),
        _INPUT,
        *_columns(Problem, meanings),
    )
    for name in _RECORDS:
        held_by = (Column("attribution", "text", needed=True, says="The id of the attribution."),)
        made[name] = (_OF_REPORT, *(held_by if name == "voices" else ()), _AT, *made[name])
    return tuple(Table(name, says, made[name]) for name, says in _SAYS.items())


def table_named(name: str) -> Table:
    """Return the table of a name. Raises KeyError where there is none."""
    return next((each for each in tables() if each.name == name), None) or _no_table(name)


@cache
def schema_of(name: str) -> "pa.Schema":
    """Return the Arrow schema of a table; each field's metadata holds what it means. Needs pyarrow."""
    return arrow_schema(table_named(name))


def arrow_schema(table: Table) -> "pa.Schema":
    """Return the Arrow schema of a table, as `schema_of` does; of those of `trace_tables` too."""
    import pyarrow as pa  # noqa: PLC0415 - an extra

    ends = [pa.field(end, pa.string() if end == "text" else pa.int64(), nullable=False) for end in _ENDS]
    span, citation = pa.struct(ends), pa.struct([pa.field(KEY, pa.string(), nullable=False), *ends])
    kinds = {
        "text": pa.string(),
        "whole": pa.int64(),
        "number": pa.float64(),
        "truth": pa.bool_(),
        "spans": pa.list_(pa.field("item", span, nullable=False)),
        "citations": pa.list_(pa.field("item", citation, nullable=False)),
    }
    fields = [
        pa.field(each.name, kinds[each.kind], not each.needed, {"description": each.says})
        for each in table.columns
    ]
    return pa.schema(fields, {"description": table.says})


def rows_of(
    reading: Reading, around: Around = NOTHING_AROUND, *, key: str | None = None
) -> dict[str, list[Row]]:
    """Return the rows of one reading, by table; all tables are there, some without rows.

    `key` is what the tables call the report, its id where that is None; it must be unique among reports.
    """
    report = reading.report
    key = report.id if key is None else key
    rows: dict[str, list[Row]] = {table.name: [] for table in tables()}
    beside = {name: getattr(around, name) for name in ("published_basis", "fetched", "input")}
    rows["reports"].append(
        {KEY: key, **_flat(report), "schema": reading.schema, "model": reading.model, **beside}
    )
    for name in _LISTS:
        rows[name] = _numbered(key, getattr(reading, name))
    rows["voices"] = [
        {**row, "attribution": said.id} for said in reading.attributions for row in _numbered(key, said.chain)
    ]
    rows["references"] = _numbered(key, around.references)
    rows["problems"] = [{**row, "input": around.input} for row in _numbered(key, reading.problems)]
    return rows


def problem_row(name: str | None, problem: Problem, key: str | None = None) -> Row:
    """Return the row of an input from which no report was taken; `key` is the report that it has again."""
    return {KEY: key, POSITION: None, "input": name, "code": problem.code, "message": problem.message}


def readings_of(rows: Mapping[str, Iterable[Row]]) -> Iterator[Reading]:
    """Yield the readings that rows were made of, in the order of `reports`; the rows in any order.

    Raises msgspec.ValidationError where a row is not of its table.
    """
    held = {name: _by_report(rows.get(name, ())) for name in (*_LISTS, "voices", "problems")}
    for row in rows["reports"]:
        key = row[KEY]
        chains: dict[str, list[Voice]] = defaultdict(list)
        for link in held["voices"][key]:
            chains[link["attribution"]].append(_record(link, Voice))
        lists = {name: tuple(_listed(name, each, chains) for each in held[name][key]) for name in _LISTS}
        yield Reading(
            schema=row["schema"],
            report=_record(row, Report),
            model=row["model"],
            problems=tuple(
                _record(each, Problem) for each in held["problems"][key] if each[POSITION] is not None
            ),
            **lists,
        )


def arounds_of(rows: Mapping[str, Iterable[Row]]) -> Iterator[Around]:
    """Yield what is known beside the readings, in the order of `reports`."""
    references = _by_report(rows.get("references", ()))
    for row in rows["reports"]:
        yield Around(
            published_basis=row["published_basis"],
            fetched=row["fetched"],
            input=row["input"],
            references=tuple(_record(each, Reference) for each in references[row[KEY]]),
        )


def _no_table(name: str) -> Table:
    raise KeyError(f"no table {name!r}; there are {', '.join(_SAYS)}")


def _columns(record: type[msgspec.Struct], meanings: dict[str, Any]) -> tuple[Column, ...]:
    """Return the columns of a record's fields."""
    told = {name: each["description"] for name, each in meanings[record.__name__]["properties"].items()}
    columns: list[Column] = []
    for field in msgspec.structs.fields(record):
        says = told[field.name]
        kind, needed = _kind(field.type)
        if field.name in _PARTS:
            for part, inner in zip(_PARTS[field.name], _tuple_of(field.type), strict=True):
                columns.append(Column(part, _kind(inner)[0], needed=False, says=says))
        elif kind == "span":
            for end in _ENDS:
                at: Holds = "text" if end == "text" else "whole"
                columns.append(Column(_prefix(field.name) + end, at, needed=needed, says=says))
        elif kind != "voices":
            columns.append(Column(field.name, kind, needed=needed, says=says))
    return tuple(columns)


def _kind(held: Any) -> tuple[Any, bool]:  # noqa: ANN401 - a type of a field
    """Return what a field of this type holds, and whether it always does."""
    inner = (
        [each for each in get_args(held) if each is not NoneType] if NoneType in get_args(held) else [held]
    )
    needed, only = NoneType not in get_args(held), inner[0]
    if get_origin(only) is tuple:
        return ("spans" if get_args(only)[0] is Span else "voices"), needed
    kinds = {Span: "span", bool: "truth", int: "whole", float: "number"}
    return kinds.get(only, "text"), needed


def _tuple_of(held: Any) -> tuple[Any, ...]:  # noqa: ANN401 - a type of a field
    return next(get_args(each) for each in get_args(held) if get_origin(each) is tuple)


def _prefix(field: str) -> str:
    return "" if field == "span" else field.removesuffix("_span") + "_"


def _numbered(key: str, records: Iterable[msgspec.Struct]) -> list[Row]:
    return [{KEY: key, POSITION: at, **_flat(record)} for at, record in enumerate(records)]


@cache
def _fields(record: type[msgspec.Struct]) -> tuple[tuple[str, str], ...]:
    """Return the fields of a record, each with how it is laid out."""
    return tuple(
        (each.name, "parts" if each.name in _PARTS else _kind(each.type)[0])
        for each in msgspec.structs.fields(record)
    )


def _flat(record: msgspec.Struct) -> Row:
    """Return the columns of one record."""
    row: Row = {}
    for name, kind in _fields(type(record)):
        value = getattr(record, name)
        if kind == "parts":
            row.update(zip(_PARTS[name], value or (None,) * len(_PARTS[name]), strict=True))
        elif kind == "span":
            row.update({_prefix(name) + end: value and getattr(value, end) for end in _ENDS})
        elif kind == "spans":
            row[name] = [{"start": span.start, "end": span.end, "text": span.text} for span in value]
        elif kind == "number":
            row[name] = value if value is None else float(value)
        elif kind != "voices":
            row[name] = str(value) if kind == "text" and value is not None else value
    return row


def _record(row: Row, record: type[Any], **more: object) -> Any:  # noqa: ANN401 - of the type that was given
    """Return the record that a row was made of."""
    values: dict[str, object] = dict(more)
    for name, kind in _fields(cast("type[msgspec.Struct]", record)):
        if kind == "parts":
            parts = [row[part] for part in _PARTS[name]]
            values[name] = None if parts[-1] is None else parts
        elif kind == "span":
            start, end, text = (row[_prefix(name) + end] for end in _ENDS)
            values[name] = None if text is None else Span(start, end, text)
        elif kind != "voices":
            values[name] = row[name]
    return msgspec.convert(values, record)


def _listed(name: str, row: Row, chains: Mapping[str, list[Voice]]) -> Any:  # noqa: ANN401 - of its table's type
    if name == "attributions":
        return _record(row, Attribution, chain=tuple(chains.get(row["id"], ())))
    return _record(row, _RECORDS[name])


def _by_report(rows: Iterable[Row]) -> defaultdict[str | None, list[Row]]:
    """Return rows by report, each report's in the order of their positions."""
    found: defaultdict[str | None, list[Row]] = defaultdict(list)
    for row in rows:
        found[row[KEY]].append(row)
    for each in found.values():
        each.sort(key=lambda row: row[POSITION] or 0)
    return found
