"""One input -> one Report: decode it, see what form it has, take the report out of it."""

from pathlib import Path

import msgspec

from reportedly.errors import SetAsideError
from reportedly.intake.document import report_from_json
from reportedly.intake.encoding import decode
from reportedly.intake.inputs import Form, Input, form_of, too_large, unreadable
from reportedly.intake.overrides import Overrides, override
from reportedly.intake.text import report_from_text
from reportedly.record import Problem, Report


class Taken(msgspec.Struct, frozen=True, kw_only=True):
    """A report that was taken in, and what had to be changed or left out on the way."""

    report: Report
    """The report; its language is None unless a person or the file said it."""
    notes: tuple[Problem, ...] = ()
    """One problem for each thing that could not be kept as it came."""


def take_in(source: Input, said: Overrides, max_bytes: int) -> Taken:
    """Return the report that `source` holds.

    Raises SetAsideError with a code: "unreadable", "too-large", "empty", "binary", "undecodable",
    "no-letters", "not-a-report", "html-without-body".
    """
    name = source.name
    data = source.data if source.data is not None else _read(source, max_bytes)
    form = source.form
    if form is Form.HTML:
        from reportedly.intake.html import declared_charset  # noqa: PLC0415 - lxml, only for web pages

        text = decode(name, data, declared_charset(data))
    else:
        text = decode(name, data)
    report, notes = _report(name, text, form if form is not Form.UNKNOWN else form_of(text))
    if not any(character.isalpha() for character in report.text):
        why = "no letters in it" if report.text.strip() else "the text is empty"
        code = "no-letters" if report.text.strip() else "empty"
        raise SetAsideError(name, code, why, "give a file with the report's text")
    return Taken(report=override(report, said), notes=notes)


def _report(name: str, text: str, form: Form) -> tuple[Report, tuple[Problem, ...]]:
    if form is Form.JSON:
        return report_from_json(name, text)
    if form is Form.HTML:
        from reportedly.intake.html import report_from_html  # noqa: PLC0415 - lxml, only for web pages

        return report_from_html(name, text), ()
    return report_from_text(text), ()


def _read(source: Input, max_bytes: int) -> bytes:
    """Read a file, never more of it than the limit: it may be a device or a pipe without end."""
    try:
        with Path(source.path or source.name).open("rb") as file:
            data = file.read(max_bytes)
    except OSError as error:
        raise unreadable(source.name, error) from error
    if len(data) >= max_bytes:
        raise too_large(source.name, max_bytes)
    return data
