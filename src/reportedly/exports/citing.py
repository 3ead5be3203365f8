"""Citing: the proof under an exported field, as text that travels in a cell, and back.

A cell of citations is a JSON array of objects with report, start, end and text: code points of the
report's text, as in the record. `check` holds them against a store.
"""

from collections.abc import Iterable

import msgspec

from reportedly.errors import StoreError
from reportedly.record import Span

UNREADABLE = (OSError, msgspec.MsgspecError, UnicodeError, RecursionError)
"""What files raise that are not as they were written, JSON in them too."""


class Citation(msgspec.Struct, frozen=True, order=True):
    """Exact words of one report."""

    report: str
    """Id of the report."""
    start: int
    """First code point of its text, counted from 0."""
    end: int
    """One past the last code point."""
    text: str
    """The words."""

    @property
    def span(self) -> Span:
        """The same without the report."""
        return Span(self.start, self.end, self.text)


def cited(report: str, spans: Iterable[Span]) -> tuple[Citation, ...]:
    """Return spans of a report as citations, each once, in their order."""
    return tuple(dict.fromkeys(Citation(report, s.start, s.end, s.text) for s in spans))


def to_cell(citations: Iterable[Citation]) -> str:
    """Return citations as one cell of a table."""
    return msgspec.json.encode(list(citations)).decode()


def from_cell(cell: str) -> tuple[Citation, ...]:
    """Return the citations of a cell; none of an empty one. Raises StoreError where it holds none."""
    if not cell.strip():
        return ()
    try:
        return tuple(msgspec.json.decode(cell, type=list[Citation]))
    except UNREADABLE as error:
        raise StoreError(
            f"the citations {cell[:60]!r}", f"cannot be read ({error})", "export the table again"
        ) from None
