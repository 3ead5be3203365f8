"""The tables of frames and of the Parquet export: every column with its meaning."""

from reportedly.frames import NAMES, Frames, meanings
from tools.reference.docstrings import under_fields
from tools.reference.markdown import table

_HEAD = """# Tables

*Written from the code by `python -m tools.reference`; do not edit it here.* What
`reportedly export parquet` writes and `reportedly.frames.frames` gives, table by table. A citation is
`report` with `start`, `end` and `text`, in code points of that report's `text`. DuckDB reads the export with
`views.sql`, which lies beside the tables.
"""


def page() -> str:
    """Return docs/reference/tables.md."""
    said = under_fields(Frames)
    parts = [_HEAD.rstrip()]
    for name in NAMES:
        rows = [(f"`{column}`", says) for column, says in meanings(name).items()]
        parts += [f"## {name}", said[name], table(("column", "what it holds"), rows)]
    return "\n\n".join(parts) + "\n"
