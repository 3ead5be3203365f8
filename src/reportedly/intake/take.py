"""One input -> one Report: decode it, see what form it has, take the report out of it."""

from datetime import UTC, date, datetime, timedelta

import msgspec

from reportedly.errors import SetAsideError
from reportedly.intake.credits import credits_in
from reportedly.intake.dates import date_in_address
from reportedly.intake.encoding import decode
from reportedly.intake.fields import FieldMap
from reportedly.intake.forms import Form, form_of
from reportedly.intake.inputs import Input, too_large, unreadable
from reportedly.intake.known import NOTHING_KNOWN, Known
from reportedly.intake.opened import opened
from reportedly.intake.overrides import Overrides, override
from reportedly.intake.text import report_from_text
from reportedly.record import Credit, Problem, PublishedBasis, Reference, Report


class Taken(msgspec.Struct, frozen=True, kw_only=True):
    """A report that was taken in, what stands around it, and what had to be changed or left out."""

    report: Report
    """The report; its language is None unless a person or the file said it."""
    published_basis: PublishedBasis = PublishedBasis.UNKNOWN
    """How `report.published` is known; UNKNOWN where it is None."""
    fetched: str | None = None
    """When it was fetched, ISO 8601 in UTC, by us or by an archive's crawler; never taken for a date of
    publication. None for a file."""
    references: tuple[Reference, ...] = ()
    """What it points to."""
    credits: tuple[Credit, ...] = ()
    """Whose work it says it holds; spans cite `report.text`."""
    notes: tuple[Problem, ...] = ()
    """One problem for each thing that could not be kept as it came."""


class Draft(msgspec.Struct, frozen=True, kw_only=True):
    """What the bytes alone give, before a person, a feed or an address is asked."""

    report: Report
    basis: PublishedBasis = PublishedBasis.FILE
    references: tuple[Reference, ...] = ()
    notes: tuple[Problem, ...] = ()


def take_in(source: Input, said: Overrides, max_bytes: int, fields: FieldMap | None = None) -> Taken:
    """Return the report that `source` holds; with `fields`, JSON records are read by them.

    Raises SetAsideError with a code: "unreadable", "damaged", "too-large", "empty", "binary",
    "undecodable", "no-letters", "not-a-report", "wrong-fields", "html-without-body", "no-text",
    "no-news-item".
    """
    name, known = source.name, source.known or NOTHING_KNOWN
    data = source.data if source.data is not None else _read(source, max_bytes)
    draft = _draft(name, data, source.form, known, fields)
    if not any(character.isalpha() for character in draft.report.text):
        why = "no letters in it" if draft.report.text.strip() else "the text is empty"
        code = "no-letters" if draft.report.text.strip() else "empty"
        raise SetAsideError(name, code, why, "give a file with the report's text")
    report, basis = _dated(override(draft.report, said), draft.basis, said, known)
    return Taken(
        report=report,
        published_basis=basis,
        fetched=known.fetched,
        references=draft.references,
        credits=credits_in(report.text),
        notes=(*known.notes, *draft.notes),
    )


def _draft(name: str, data: bytes, form: Form, known: Known, fields: FieldMap | None) -> Draft:
    """Take the report out of the bytes, by their form."""
    if form is Form.PDF or (form is Form.UNKNOWN and data.startswith(b"%PDF-")):
        from reportedly.intake.pdf import report_from_pdf  # noqa: PLC0415 - pypdf, only for PDF

        report, notes = report_from_pdf(name, data)
        return Draft(report=report, notes=notes)
    if form is Form.MAIL:
        from reportedly.intake.mail import report_from_mail  # noqa: PLC0415 - only for messages

        report, references, notes = report_from_mail(name, data)
        return Draft(report=report, references=references, notes=notes)
    if form in {Form.HTML, Form.ENTRY}:
        return _page(name, data, form, known)
    text = decode(name, data, known.charset)
    form = form if form is not Form.UNKNOWN else form_of(text)
    if form is Form.HTML:
        return _page(name, data, form, known)
    if form in {Form.JSON, Form.LINES}:
        from reportedly.intake.document import document_from_json  # noqa: PLC0415 - lxml through ninjs

        report, references, notes = document_from_json(name, text, fields)
        return Draft(report=report, references=references, notes=notes)
    report = report_from_text(text)
    return Draft(report=report if known.url is None else msgspec.structs.replace(report, url=known.url))


def _page(name: str, data: bytes, form: Form, known: Known) -> Draft:
    from reportedly.intake.html import declared_charset  # noqa: PLC0415 - lxml, only for web pages
    from reportedly.intake.pages import read_entry, read_known_page  # noqa: PLC0415 - the same

    text = decode(name, data, known.charset, declared_charset(data))
    page = read_entry(name, text, known) if form is Form.ENTRY else read_known_page(name, text, known)
    return Draft(report=page.report, basis=PublishedBasis.PAGE, references=page.references, notes=page.notes)


def _dated(
    report: Report, basis: PublishedBasis, said: Overrides, known: Known
) -> tuple[Report, PublishedBasis]:
    """Return the report with the best date there is, and how it is known.

    A person's word stands above the page's or file's own, that above the feed's, that above the address.
    """
    if said.published:
        return report, PublishedBasis.SAID
    if report.published:
        return report, basis
    if known.published:
        return msgspec.structs.replace(report, published=known.published), PublishedBasis.FEED
    day = date_in_address(report.url, _not_after(known.fetched))
    if day is not None:
        return msgspec.structs.replace(report, published=day), PublishedBasis.URL
    return report, PublishedBasis.UNKNOWN


def _not_after(fetched: str | None) -> date:
    """Return the day after a page was fetched: east of Greenwich a later day had begun."""
    try:
        day = datetime.fromisoformat(fetched).date() if fetched else datetime.now(UTC).date()
    except ValueError:
        day = datetime.now(UTC).date()
    return day + timedelta(days=1) if day < date.max else day


def _read(source: Input, max_bytes: int) -> bytes:
    """Read a file, never more of it than the limit: it may be a device or a pipe without end."""
    try:
        with opened(source.path or source.name) as file:
            data = file.read(max_bytes)
    except OSError as error:
        raise unreadable(source.name, error) from error
    if len(data) >= max_bytes:
        raise too_large(source.name, max_bytes)
    return data
