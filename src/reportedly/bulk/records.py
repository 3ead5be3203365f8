"""Parquet as input: each row is a record as in a dump of JSON lines, and is read by the same rules.

Columns are found as the keys of a JSON record are (`intake.shapes`, `--field`): id, text, outlet, url,
headline, published, language; the table `reports` of an earlier run is such a file.
"""

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import msgspec

from reportedly.errors import SetAsideError
from reportedly.intake import Found, Input
from reportedly.intake.forms import Form
from reportedly.intake.inputs import refused, too_large

_ROWS = 64
"""Rows held at a time."""


def parquet_records(name: str, path: str, max_bytes: int) -> Iterator[tuple[Found, float]]:
    """Yield the rows of a Parquet file as inputs NAME[ROW], and how far into the file each is.

    A file that is damaged is yielded as Refused. Raises OSError where it cannot be opened.
    """
    import pyarrow as pa  # noqa: PLC0415 - an extra
    import pyarrow.parquet as pq  # noqa: PLC0415 - as above

    number = 0
    try:
        with pq.ParquetFile(path, memory_map=False) as file:
            total = file.metadata.num_rows or 1
            for batch in file.iter_batches(batch_size=_ROWS):
                for row in batch.to_pylist():
                    number += 1
                    here = f"{name}[{number}]"
                    data = msgspec.json.encode(row, enc_hook=_plain)
                    if len(data) >= max_bytes:
                        yield refused(too_large(here, max_bytes)), number / total
                    else:
                        yield Input(name=here, form=Form.JSON, data=data), number / total
            if not file.metadata.num_rows:
                yield Input(name=name, form=Form.JSON, data=b""), 1.0  # set aside as empty
    except pa.ArrowException as error:
        why = f"no whole Parquet file, after row {number:,} ({str(error).splitlines()[0]})"
        yield refused(SetAsideError(name, "damaged", why, "write or fetch the file again")), 1.0


def _plain(value: Any) -> object:  # noqa: ANN401 - Arrow may hold anything
    """Return a value that JSON has no word for as text."""
    if isinstance(value, (datetime, date)):
        return value.isoformat()
    if isinstance(value, Decimal):
        return float(value)
    return str(value)
