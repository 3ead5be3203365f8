"""Citations: checks that every span of a reading says what the report has at its place."""

from collections.abc import Iterable

import msgspec

from reportedly.errors import CitationMismatchError
from reportedly.record.reading import Reading
from reportedly.record.report import Report
from reportedly.record.span import Span, verify


def verify_reading(reading: Reading, report: Report) -> None:
    """Check every citation of `reading` against the text of `report`.

    Raises CitationMismatchError, with the path of the field ("attributions[3].content[0]"), for the
    first that does not match, and where the reading is of another text.
    """
    if reading.report.text != report.text:
        raise CitationMismatchError(0, len(report.text), f"the reading is of another text than {report.id}")
    for field in reading.__struct_fields__:
        if field != "report":
            verify_spans(getattr(reading, field), report.text, field)


def is_proved(value: object, text: str) -> bool:
    """Return whether every span in `value`, whatever its field, says what `text` has there."""
    try:
        verify_spans(value, text, "")
    except CitationMismatchError:
        return False
    return True


def verify_spans(value: object, text: str, path: str) -> None:
    """Check every span in `value` (a span, a record, or a tuple of them), found at `path`, against `text`.

    Raises CitationMismatchError, with the path of the field.
    """
    if isinstance(value, Span):
        try:
            verify(value, text)
        except CitationMismatchError as error:
            raise CitationMismatchError(value.start, value.end, f"{path}: {error}") from None
    elif isinstance(value, (tuple, list)):
        _verify_each(value, text, path)
    elif isinstance(value, msgspec.Struct):
        for field in value.__struct_fields__:
            inner = getattr(value, field)
            if inner is not None and not isinstance(inner, (str, int, float)):
                verify_spans(inner, text, f"{path}.{field}")


def _verify_each(values: Iterable[object], text: str, path: str) -> None:
    for i, value in enumerate(values):
        verify_spans(value, text, f"{path}[{i}]")
