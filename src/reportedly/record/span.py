"""Spans: exact words of a report, by position."""

import msgspec

from reportedly.errors import CitationMismatchError


class Span(msgspec.Struct, frozen=True, order=True):
    """Words of one report: `[start, end)` in Unicode code points of `Report.text`.

    The words stand beside the positions, so that a reader can check one against the other:
    `report.text[span.start:span.end] == span.text` always (see `verify`).
    """

    start: int
    """First code point, counted from 0."""
    end: int
    """One past the last code point; always greater than `start`."""
    text: str
    """The words as the report has them, never cleaned."""


def cite(text: str, start: int, end: int) -> Span:
    """Return the span `[start, end)` of `text` with its words.

    Raises CitationMismatchError where the positions do not lie in the text.
    """
    if not 0 <= start < end <= len(text):
        raise CitationMismatchError(start, end, f"outside a text of {len(text)} characters")
    return Span(start, end, text[start:end])


def verify(span: Span, text: str) -> None:
    """Check that `span` still says what `text` has at its place.

    Raises CitationMismatchError where it does not, or where the positions do not lie in the text: a
    field with a broken citation must not be stored, shown or exported.
    """
    found = cite(text, span.start, span.end).text
    if found != span.text:
        why = f"text has {found[:40]!r}, span has {span.text[:40]!r}"
        raise CitationMismatchError(span.start, span.end, why)
