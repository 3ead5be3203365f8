"""Reader: one report with all that was found in it, and what persons said of that.

Its parts: `reader_text` (the words), `reader_items` (the records beside them), `reader_judged` (the log).
What may be said of a record comes in through `judging`.
"""

from collections.abc import Sequence

import msgspec
from litestar import Response, get
from litestar.params import FromPath

from reportedly.desk import links
from reportedly.desk.access.identity import Role
from reportedly.desk.desk import AtDesk, Request
from reportedly.desk.pages.reader_items import NOUNS, Tab, tabs_of
from reportedly.desk.pages.reader_judged import Entry, Log, grade_text
from reportedly.desk.pages.reader_shared import Shared, shared_of
from reportedly.desk.pages.reader_text import Text, text_of
from reportedly.desk.rendering import page
from reportedly.desk.shortcuts import Shortcut
from reportedly.record import Reading, Reference, Report
from reportedly.store import Judged, Listed, View
from reportedly.views.voices import Counts, counts

_NOT_READ = "language-not-read"
_KEYS = (
    Shortcut(keys="1", does="List attributions; 2 to 6 list facts"),
    Shortcut(keys="w", does="From a record to its words"),
    Shortcut(keys="m", does="Mark words by the arrow keys; Shift marks more, Enter goes on"),
)
_JUDGING = (
    Shortcut(keys="a", does="Accept what is chosen"),
    Shortcut(keys="r", does="Reject what is chosen"),
    Shortcut(keys="c", does="Correct what is chosen"),
    Shortcut(keys="u", does="Undo the last judgement on what is chosen"),
)


RELIABILITIES = (
    ("A", "completely reliable"),
    ("B", "usually reliable"),
    ("C", "fairly reliable"),
    ("D", "not usually reliable"),
    ("E", "unreliable"),
    ("F", "cannot be judged"),
)
"""Of a source, by the Admiralty code (STANAG 2511)."""
CREDIBILITIES = (
    ("1", "confirmed"),
    ("2", "probably true"),
    ("3", "possibly true"),
    ("4", "doubtful"),
    ("5", "improbable"),
    ("6", "cannot be judged"),
)
"""Of the information."""


class Graded(msgspec.Struct, frozen=True, kw_only=True):
    """A speaker, and the grade that is in force."""

    who: str
    grade: str


class Pointer(msgspec.Struct, frozen=True, kw_only=True):
    """What the report points to or credits."""

    kind: str
    title: str
    url: str
    at: str | None
    start: int | None


class Shown(msgspec.Struct, frozen=True, kw_only=True):
    """What the Reader shows of a report."""

    report: Report
    listed: Listed
    read: bool
    """Whether a model read it."""
    unread: str | None
    """Why nothing was found, for a person; None where it was read."""
    problems: tuple[str, ...]
    text: Text
    tabs: tuple[Tab, ...]
    counts: Counts
    last: int
    """Number of the last judgement on the report: what forms send along."""
    log: tuple[Entry, ...]
    versions: Sequence[Listed]
    pointers: tuple[Pointer, ...]
    grade: str
    """Of the outlet."""
    speakers: tuple[Graded, ...]
    words: int

    @property
    def model(self) -> str:
        """Which model read it, as forms send it along."""
        return self.listed.model or ""


def shown_of(view: View, key: str) -> Shown:
    """Return what the Reader shows. Raises UnknownReportError, CitationMismatchError."""
    report = view.report(key)
    history = view.history(report.id)
    listed = next(each for each in history.versions if each.id == report.id)
    judged = view.judged(report.id) or Judged(reading=Reading(report=report))
    grades = view.grades()
    log = Log(each for each in history.judgements if each.target.report == report.id)
    reading = judged.reading
    text = text_of(reading)
    outlet = grades.get(report.outlet or "")
    return Shown(
        report=report,
        listed=listed,
        read=listed.model is not None,
        unread=_unread(reading, listed),
        problems=tuple(each.message for each in reading.problems if each.code != _NOT_READ),
        text=text,
        tabs=tabs_of(judged, text, log, grades),
        counts=counts(reading),
        last=log.last,
        log=log.entries(),
        versions=history.versions,
        pointers=tuple(_pointer(each) for each in view.references(report.id)),
        grade="" if outlet is None else grade_text(outlet),
        speakers=tuple(
            Graded(who=who, grade=grade_text(grades[who]) if who in grades else "")
            for who in dict.fromkeys(source.who for source in reading.sources)
            if who != report.outlet
        ),
        words=len(report.text.split()),
    )


def _unread(reading: Reading, listed: Listed) -> str | None:
    for problem in reading.problems:
        if problem.code == _NOT_READ:
            return problem.message
    if listed.model is None:
        return "No model has read this report yet: reportedly add reads what is not read."
    return None


def _pointer(reference: Reference) -> Pointer:
    kind = reference.kind.removeprefix("credit:").replace("-", " ")
    credit = reference.kind.startswith("credit:")
    span = reference.span
    words = span.text if span is not None else reference.title or reference.url
    return Pointer(
        kind=f"credit, {kind}" if credit else kind,
        title=" ".join(words.split()),
        url=reference.url,
        at=None if span is None else f"{span.start}-{span.end}",
        start=None if span is None else span.start,
    )


@get("/reports/{id_:str}", sync_to_thread=True)
def reader(request: Request, desk: AtDesk, id_: FromPath[str]) -> Response[str]:
    """Show one report."""
    with desk.store.view() as view:
        shown = shown_of(view, id_)
    return reader_page(request, shown)


def reader_page(
    request: Request,
    shown: Shown,
    *,
    headers: dict[str, str] | None = None,
    chosen: str = "",
    beside: tuple[Entry, ...] = (),
) -> Response[str]:
    """Return the Reader; htmx gets the reading alone.

    `chosen` is the record that was just judged, `beside` what somebody wrote of it at the same moment.
    """
    may = request.user.role.covers(Role.REVIEWER)
    return page(
        request,
        "reader.html",
        part="_reading.html",
        title=" ".join((shown.report.headline or "Report").split()),
        keys=(*_KEYS, *_JUDGING) if may else _KEYS,
        headers=headers,
        shown=shown,
        nouns=NOUNS,
        reliabilities=RELIABILITIES,
        credibilities=CREDIBILITIES,
        chosen=chosen,
        beside=beside,
    )


@get("/reports/{id_:str}/shared", sync_to_thread=True)
def shared(request: Request, desk: AtDesk, id_: FromPath[str]) -> Response[str]:
    """Show what the report has in common with others: claims, passages, credits; slow, so on its own."""
    with desk.store.view() as view:
        report = view.report(id_)
    found: Shared = shared_of(desk, report.id)
    return page(
        request,
        "reader_shared.html",
        part="_reader_shared.html",
        title="Shared with other reports",
        found=found,
        report=report,
        back=links.report(report.id),
    )


HANDLERS = (reader, shared)
