"""Files: rows as Parquet bytes, and back. One file of each table for each part, named after the part."""

import io
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from reportedly.exports.tables import Row, Table, arrow_schema, schema_of, tables

if TYPE_CHECKING:
    import pyarrow as pa

    from reportedly.bulk.places import Output

_PREFIX, _SUFFIX = "part-", ".parquet"
NO_ROWS = "none"
"""The part of the empty file that every table has, so that a table without rows can be read too."""


def file_of(table: str, part: str) -> str:
    """Return the name of a part's file of a table."""
    return f"{table}/{_PREFIX}{part}{_SUFFIX}"


def parts_in(output: "Output", table: str) -> list[str]:
    """Return the parts that have a file of a table, sorted. Raises OSError."""
    names = output.names(table)
    return [
        name.removeprefix(_PREFIX).removesuffix(_SUFFIX)
        for name in names
        if name.startswith(_PREFIX) and name.endswith(_SUFFIX)
    ]


def to_arrow(table: str, rows: Iterable[Row]) -> "pa.Table":
    """Return rows of a table as Arrow."""
    import pyarrow as pa  # noqa: PLC0415 - an extra

    return pa.Table.from_pylist(list(rows), schema=schema_of(table))


def to_parquet(pieces: "list[pa.Table]") -> bytes:
    """Return Arrow tables of one schema as one Parquet file."""
    import pyarrow as pa  # noqa: PLC0415 - an extra
    import pyarrow.parquet as pq  # noqa: PLC0415 - as above

    stream = io.BytesIO()
    pq.write_table(pa.concat_tables(pieces), stream, compression="zstd")
    return stream.getvalue()


def rows_to_parquet(table: Table, rows: list[Row]) -> bytes:
    """Return rows of any table that is told of as one Parquet file."""
    import pyarrow as pa  # noqa: PLC0415 - an extra

    return to_parquet([pa.Table.from_pylist(rows, schema=arrow_schema(table))])


def column_of(output: "Output", name: str, column: str) -> list[Any]:
    """Return one column of a file of the output; nothing else of it is fetched. Raises OSError."""
    import pyarrow.parquet as pq  # noqa: PLC0415 - an extra

    with output.open(name) as stream, pq.ParquetFile(stream) as file:
        values: list[Any] = file.read(columns=[column])[column].to_pylist()
        return values


def from_parquet(data: bytes) -> Any:  # noqa: ANN401 - pyarrow has no types
    """Return a Parquet file as an Arrow table."""
    import pyarrow.parquet as pq  # noqa: PLC0415 - an extra

    return pq.ParquetFile(io.BytesIO(data)).read()


def write_empty(output: "Output") -> None:
    """Give every table a file, so that each can be read before there are rows. Raises OSError."""
    for table in tables():
        output.write(file_of(table.name, NO_ROWS), to_parquet([to_arrow(table.name, ())]))
