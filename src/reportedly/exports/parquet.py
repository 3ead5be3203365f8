"""Parquet: all tables of what was read and traced, with a manifest, and views for DuckDB.

The tables are those of `tables` and `trace_tables`, each with its meaning in the schema's metadata. Of a
selection the chosen records are written with the attributions that they stand in and who speaks there, so
that each report is a whole Reading again (`tables.readings_of`).
"""

import hashlib
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from reportedly.errors import StoreError
from reportedly.exports.citing import Citation
from reportedly.exports.files import Files
from reportedly.exports.formats import PARQUET_TABLES
from reportedly.exports.matter import Matter, Taken
from reportedly.exports.parquet_views import cited_columns, views_sql
from reportedly.exports.tables import Around, Row, Table, arrow_schema, rows_of, tables
from reportedly.exports.trace_tables import TRACE_TABLES, claim_rows, pair_row
from reportedly.record import Reading
from reportedly.record.citations import is_proved
from reportedly.record.layers import SPOKEN

VIEWS, MANIFEST = "views.sql", "manifest.json"
SCHEMA = "reportedly.tables/1"
"""Name of the set of tables; tables and columns may be added to it, never renamed."""
_AT_ONCE = 20_000
"""Rows that are held before they are written as a group."""


def all_tables() -> tuple[Table, ...]:
    """Return the tables in the order of `PARQUET_TABLES`."""
    held = {table.name: table for table in (*tables(), *TRACE_TABLES)}
    return tuple(held[name] for name in PARQUET_TABLES)


def write(matter: Matter, files: Files) -> None:
    """Write the tables of a matter, the views, and the manifest, which has the hash of each file."""
    with tempfile.TemporaryDirectory(prefix="reportedly-parquet-") as made:
        tables_ = _Tables(Path(made))
        for taken in matter.reports():
            tables_.add(rows_of(reading_of(taken), _around(taken)))
        for trace in matter.claims():
            tables_.add(claim_rows(trace.claim, trace.origins))
        for pair in matter.contradictions():
            tables_.add({"contradictions": [pair_row(pair)]})
        counts = tables_.close()
        told = []
        for name in PARQUET_TABLES:
            with files.open(f"{name}.parquet") as stream, (Path(made) / name).open("rb") as source:
                digest = hashlib.sha256()
                while part := source.read(1 << 20):
                    digest.update(part)
                    stream.write(part)
            told.append({"name": f"{name}.parquet", "rows": counts[name], "sha256": digest.hexdigest()})
    views = views_sql(all_tables(), f"{matter.tool}: the tables as views, and views over them").encode()
    with files.open(VIEWS) as stream:
        stream.write(views)
    told.append({"name": VIEWS, "sha256": hashlib.sha256(views).hexdigest()})
    with files.open(MANIFEST) as stream:
        stream.write(msgspec.json.format(msgspec.json.encode(_manifest(matter, told)), indent=2) + b"\n")


def citations(folder: Path) -> Iterator[Citation]:
    """Yield every citation of the tables in `folder`. Raises StoreError where one cannot be read."""
    import pyarrow as pa  # noqa: PLC0415 - an extra
    import pyarrow.parquet as pq  # noqa: PLC0415 - as above

    for table in all_tables():
        columns = list(cited_columns(table))
        try:
            with pq.ParquetFile(folder / f"{table.name}.parquet") as held:
                for batch in held.iter_batches():
                    for row in batch.to_pylist():
                        yield from _cited(row, columns)
        except (OSError, pa.ArrowException, KeyError) as error:
            raise StoreError(
                f"{table.name}.parquet", f"cannot be read ({error})", "export it again"
            ) from None


def reading_of(taken: Taken) -> Reading:
    """Return the reading of what was chosen: its records, what they stand in, and who speaks there."""
    reading, names = taken.reading, taken.names()
    held = {said.id: said for said in reading.attributions}
    needed = {name for name in names if name in held}
    for record in taken.records:
        at = getattr(record.item, "by", None) or getattr(record.item, "inside", None)
        while at in held and at not in needed:
            needed.add(at)
            at = held[at].inside
    layers: dict[str, Any] = {
        layer: tuple(record.item for record in taken.records if record.layer == layer)
        for layer in SPOKEN.values()
    }
    layers["attributions"] = tuple(said for said in reading.attributions if said.id in needed)
    if len(names) == sum(len(getattr(reading, layer)) for layer in SPOKEN.values()):
        return reading
    speak = {said.speaker for said in layers["attributions"]}
    sources = tuple(source for source in reading.sources if source.id in speak)
    return msgspec.structs.replace(reading, sources=sources, **layers)


def _around(taken: Taken) -> Around:
    proved = tuple(each for each in taken.references if is_proved(each, taken.report.text))
    return Around(
        published_basis=taken.listed.published_basis, input=taken.listed.added_from, references=proved
    )


def _manifest(matter: Matter, files: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "schema": SCHEMA,
        "tool": matter.tool,
        "made": matter.made.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "selection": msgspec.to_builtins(matter.selection),
        "refused": msgspec.to_builtins(matter.refused),
        "tables": {table.name: table.says for table in all_tables()},
        "files": files,
    }


def _cited(row: Row, columns: list[tuple[str, str, str]]) -> Iterator[Citation]:
    for name, how, report in columns:
        if how == "span":
            if row[f"{name}text"] is not None:
                yield Citation(row[report], row[f"{name}start"], row[f"{name}end"], row[f"{name}text"])
        else:
            for each in row[name]:
                where = each["report"] if how == "citations" else row[report]
                yield Citation(where, each["start"], each["end"], each["text"])


class _Tables:
    """Writes rows into the tables' files, in groups."""

    def __init__(self, folder: Path) -> None:
        import pyarrow.parquet as pq  # noqa: PLC0415 - an extra

        self._schemas = {table.name: arrow_schema(table) for table in all_tables()}
        self._writers: dict[str, pq.ParquetWriter] = {
            name: pq.ParquetWriter(folder / name, schema, compression="zstd")
            for name, schema in self._schemas.items()
        }
        self._rows: dict[str, list[Row]] = {name: [] for name in PARQUET_TABLES}
        self._counts = dict.fromkeys(PARQUET_TABLES, 0)
        self._held = 0

    def add(self, rows: dict[str, list[Row]]) -> None:
        """Take rows of some tables."""
        for name, new in rows.items():
            self._rows[name] += new
            self._counts[name] += len(new)
            self._held += len(new)
        if self._held >= _AT_ONCE:
            self._write()

    def close(self) -> dict[str, int]:
        """Write what is left and close the files; return how many rows each table has."""
        self._write()
        for writer in self._writers.values():
            writer.close()
        return self._counts

    def _write(self) -> None:
        import pyarrow as pa  # noqa: PLC0415 - an extra

        for name, rows in self._rows.items():
            if rows:
                self._writers[name].write_table(pa.Table.from_pylist(rows, schema=self._schemas[name]))
                rows.clear()
        self._held = 0
