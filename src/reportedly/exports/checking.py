"""Checking: whether every citation of an export still says what the store's report has at its place."""

from pathlib import Path

import msgspec

from reportedly.errors import CitationMismatchError, ReportedlyError
from reportedly.exports.citing import Citation
from reportedly.exports.formats import Format
from reportedly.record.span import verify
from reportedly.store import View


class Checked(msgspec.Struct, frozen=True, kw_only=True):
    """What came of it."""

    citations: int
    """How many were checked; the same words cited twice are one."""
    failed: tuple[tuple[Citation, str], ...]
    """Those that do not hold, each with the reason."""


def check(view: View, form: Format, folder: Path) -> Checked:
    """Hold the citations of an export in `folder` against the reports of a store.

    Raises StoreError where the export cannot be read.
    """
    found = sorted(set(form.citations(folder)))
    texts: dict[str, str | None] = {}
    failed = []
    for citation in found:
        why = _wrong(view, citation, texts)
        if why is not None:
            failed.append((citation, why))
    return Checked(citations=len(found), failed=tuple(failed))


def _wrong(view: View, citation: Citation, texts: dict[str, str | None]) -> str | None:
    if citation.report not in texts:
        texts.clear()  # sorted by report: one text at a time
        try:
            texts[citation.report] = view.report(citation.report).text
        except ReportedlyError:
            texts[citation.report] = None
    text = texts[citation.report]
    if text is None:
        return "the store has no such report"
    try:
        verify(citation.span, text)
    except CitationMismatchError as error:
        return str(error)
    return None
