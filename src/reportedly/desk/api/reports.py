"""Reports: lists of them, and what is known of one: text, reading, marks, history, references, trace."""

from enum import StrEnum
from typing import Annotated

import msgspec
from litestar import Response, get
from litestar.params import FromPath

from reportedly.desk.api import examples
from reportedly.desk.api.asked import asked, page_asked, said_in
from reportedly.desk.api.described import Route, told
from reportedly.desk.api.page import Page, Paging, answer, answer_page
from reportedly.desk.api.problems import ProblemError
from reportedly.desk.desk import AtDesk, Request
from reportedly.linking import ReportTrace
from reportedly.record import Reading, Reference, Report
from reportedly.store import Day, Filters, History, Listed, Mark, Published

_ID = {"id": "Id of the report, or the beginning of it that no other id has."}


class Order(StrEnum):
    """What stands first in a list of reports."""

    ADDED = "added"
    """Those added first: the order never changes, so that one can go on where one stopped."""
    LATEST = "latest"
    """Those published last."""
    NEWEST = "newest"
    """Those added last."""


class ReportFilters(msgspec.Struct, frozen=True, kw_only=True):
    """What a list of reports is narrowed to."""

    outlet: str | None = None
    """Words of the outlet's name."""
    language: str | None = None
    """ISO 639-1 code."""
    since: str | None = None
    """Published on this day or later (ISO 8601 or EDTF: "2026-09" is from its first day)."""
    until: str | None = None
    """Published on this day or earlier ("2026-09" is to its last day)."""
    all_versions: bool = False
    """Also reports that have a newer version."""
    order: Order = Order.ADDED
    """What stands first."""


class ReadingAsked(msgspec.Struct, frozen=True, kw_only=True):
    """Which reading."""

    judged: bool = True
    """With people's judgements laid over it; false is as the model made it."""


class Most(msgspec.Struct, frozen=True, kw_only=True):
    """How many."""

    limit: Annotated[int, msgspec.Meta(ge=1, le=500)] = 100
    """How many at most."""


class Marks(msgspec.Struct, frozen=True, kw_only=True):
    """What people said of a report's records, and what to judge them with."""

    last: int
    """Number of the last judgement on the report, 0 for none: send it as `seen` when you judge."""
    model: str | None
    """The model that read the report; send it too where you name records by their ids."""
    marks: tuple[Mark, ...]
    """One for each record that was judged, by layer and place in the text."""


_REPORTS = Route(
    path="/reports",
    name="listReports",
    tag="Reports",
    summary="List reports",
    description="Reports without their texts, in the order of adding unless you ask for another.",
    asks=(ReportFilters, Paging),
    answers=Page[Listed],
    example=Page(items=(examples.LISTED,), next="/api/1/reports?offset=50"),
)
_REPORT = Route(
    path="/reports/{id_:str}",
    name="getReport",
    tag="Reports",
    summary="Get a report",
    description="The text as it was taken in, with what is known of it. It never changes.",
    parts=_ID,
    answers=Report,
    example=examples.REPORT,
    problems=("unknown-report",),
)
_READING = Route(
    path="/reports/{id_:str}/reading",
    name="getReading",
    tag="Reports",
    summary="Get what was found in a report",
    description="The Reading of the contract reportedly.reading/1 (see /schema): who says what through whom, "
    "places, times, figures, control, events, each with the words that prove it.",
    parts=_ID,
    asks=(ReadingAsked,),
    answers=Reading,
    example=examples.READING,
    problems=("unknown-report", "not-read"),
)
_MARKS = Route(
    path="/reports/{id_:str}/marks",
    name="getMarks",
    tag="Reports",
    summary="Get what people said of a report's records",
    description="A mark for each record that was judged, the rejected ones too, and the number of the last "
    "judgement, to be sent with the next one.",
    parts=_ID,
    answers=Marks,
    example=Marks(last=7, model="encoder-1", marks=(examples.MARK,)),
    problems=("unknown-report",),
)
_HISTORY = Route(
    path="/reports/{id_:str}/history",
    name="getHistory",
    tag="Reports",
    summary="Get the history of a report",
    description="The versions of its story, the first one first, and all judgements on any of them.",
    parts=_ID,
    answers=History,
    example=History(versions=(examples.LISTED,), judgements=(examples.JUDGEMENT,)),
    problems=("unknown-report",),
)
_REFERENCES = Route(
    path="/reports/{id_:str}/references",
    name="getReferences",
    tag="Reports",
    summary="Get what a report points to",
    description="Its links and the lines that credit others, in their order.",
    parts=_ID,
    answers=tuple[Reference, ...],
    example=(examples.REFERENCE,),
    problems=("unknown-report",),
)
_TRACE = Route(
    path="/reports/{id_:str}/trace",
    name="getReportTrace",
    tag="Reports",
    summary="Get a report's place among the others",
    description="What it says, the claims these statements are in, whom it credits, passages it shares.",
    parts=_ID,
    answers=ReportTrace,
    example=ReportTrace(report=examples.LISTED),
    problems=("unknown-report",),
)
_OUTLETS = Route(
    path="/outlets",
    name="listOutlets",
    tag="Reports",
    summary="List outlets",
    description="The outlets with the most reports, these first.",
    asks=(Most,),
    answers=tuple[Published, ...],
    example=(Published(outlet="The Kharkiv Observer", reports=12),),
)
_DAYS = Route(
    path="/days",
    name="listDays",
    tag="Reports",
    summary="List days of publication",
    description="The latest days on which reports were published, with how many; those without a date last.",
    asks=(Most,),
    answers=tuple[Day, ...],
    example=(Day(day="2026-09-14", reports=3),),
)


@get(**told(_REPORTS), sync_to_thread=True)
def reports(request: Request, desk: AtDesk) -> Response[bytes]:
    """List reports."""
    wanted, paging = page_asked(request, ReportFilters)
    filters = Filters(
        **{name: getattr(wanted, name) for name in ReportFilters.__struct_fields__ if name != "order"}
    )
    with desk.store.view() as view:
        if wanted.order is Order.ADDED:
            return answer_page(
                request, paging, lambda limit, offset: view.reports(filters, limit=limit, offset=offset)
            )
        by_added = wanted.order is Order.NEWEST
        return answer_page(
            request,
            paging,
            lambda limit, offset: view.shelf.latest(filters, by_added=by_added, limit=limit, offset=offset),
        )


@get(**told(_REPORT), sync_to_thread=True)
def report(request: Request, desk: AtDesk, id_: FromPath[str]) -> Response[bytes]:
    """Get a report."""
    said_in(request)
    with desk.store.view() as view:
        return answer(request, view.report(id_))


@get(**told(_READING), sync_to_thread=True)
def reading(request: Request, desk: AtDesk, id_: FromPath[str]) -> Response[bytes]:
    """Get what was found in a report."""
    wanted = asked(said_in(request, ReadingAsked), ReadingAsked)
    with desk.store.view() as view:
        found = view.reading(id_, judged=wanted.judged)
        if found is None:
            raise ProblemError("not-read", f"report {view.report(id_).id}", "the report was not read yet")
        return answer(request, found)


@get(**told(_MARKS), sync_to_thread=True)
def marks(request: Request, desk: AtDesk, id_: FromPath[str]) -> Response[bytes]:
    """Get what people said of a report's records."""
    said_in(request)
    with desk.store.view() as view:
        key = view.report(id_).id
        history, judged = view.history(key), view.judged(key)
    mine = [each.id for each in history.judgements if each.target.report == key]
    model = next(each.model for each in history.versions if each.id == key)
    shown = Marks(last=max(mine, default=0), model=model, marks=() if judged is None else judged.marks)
    return answer(request, shown)


@get(**told(_HISTORY), sync_to_thread=True)
def history(request: Request, desk: AtDesk, id_: FromPath[str]) -> Response[bytes]:
    """Get the history of a report."""
    said_in(request)
    with desk.store.view() as view:
        return answer(request, view.history(id_))


@get(**told(_REFERENCES), sync_to_thread=True)
def references(request: Request, desk: AtDesk, id_: FromPath[str]) -> Response[bytes]:
    """Get what a report points to."""
    said_in(request)
    with desk.store.view() as view:
        return answer(request, view.references(id_))


@get(**told(_TRACE), sync_to_thread=True)
def trace(request: Request, desk: AtDesk, id_: FromPath[str]) -> Response[bytes]:
    """Get a report's place among the others."""
    said_in(request)
    with desk.tracer.traces() as traces:
        return answer(request, traces.of_report(id_))


@get(**told(_OUTLETS), sync_to_thread=True)
def outlets(request: Request, desk: AtDesk) -> Response[bytes]:
    """List outlets."""
    most = asked(said_in(request, Most), Most)
    with desk.store.view() as view:
        return answer(request, view.shelf.outlets(limit=most.limit))


@get(**told(_DAYS), sync_to_thread=True)
def days(request: Request, desk: AtDesk) -> Response[bytes]:
    """List days of publication."""
    most = asked(said_in(request, Most), Most)
    with desk.store.view() as view:
        return answer(request, view.shelf.days(limit=most.limit))


HANDLERS = (reports, report, reading, marks, history, references, trace, outlets, days)
