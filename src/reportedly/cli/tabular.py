"""Tabular: rows as a table for people, as JSON for programs, as CSV for spreadsheets."""

import csv
import sys
from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import TypeVar

from reportedly.cli.options import print_json, printing
from reportedly.views.sheets import plain_cell

T = TypeVar("T")
FORM = "For people, for programs (one object a line), or for spreadsheets."


class Tabular(StrEnum):
    """How rows are printed."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


def print_rows(
    rows: Sequence[T],
    form: Tabular,
    heads: Sequence[str],
    cells: Callable[[T], Sequence[str]],
    lines: Callable[[T], Sequence[str]] | None = None,
) -> None:
    """Print rows under `heads`; `cells` gives those of one. JSON has the rows themselves.

    For people, `lines` gives a row as a first line and what stands under it, where cells would be too wide.
    """
    if form is Tabular.JSON:
        print_json(*rows)
    elif form is Tabular.CSV:
        sheet = csv.writer(sys.stdout, lineterminator="\n")
        sheet.writerow(heads)
        sheet.writerows([plain_cell(cell) for cell in cells(row)] for row in rows)
    elif rows:
        from reportedly.views.traces import blocks, table  # noqa: PLC0415 - rich, only for people

        with printing() as console:
            if lines is None:
                console.print(table(heads, [cells(row) for row in rows], console))
            else:
                console.print(blocks([lines(row) for row in rows], console))
