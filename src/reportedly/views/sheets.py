"""Sheets: cells of tables that a spreadsheet may open, and none of which it runs."""

import re

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""With what a spreadsheet takes a cell for a formula (OWASP: CSV injection)."""
_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?", re.ASCII)


def plain_cell(cell: str) -> str:
    """Return a cell that no spreadsheet runs: what would be a formula has an apostrophe before it.

    A number stays as it is.

    >>> plain_cell("=1+1"), plain_cell("-37.5")
    ("'=1+1", '-37.5')
    """
    return f"'{cell}" if cell.startswith(_FORMULA) and not _NUMBER.fullmatch(cell) else cell
