"""Log: what people judged, the grades that hold, and what could not be taken in."""

from typing import Annotated

import msgspec
from litestar import Response, get
from litestar.params import FromPath

from reportedly.desk.api import examples
from reportedly.desk.api.asked import page_asked, said_in
from reportedly.desk.api.described import Route, told
from reportedly.desk.api.page import Page, Paging, answer, answer_part
from reportedly.desk.api.problems import ProblemError
from reportedly.desk.desk import AtDesk, Request
from reportedly.desk.numerals import numeral
from reportedly.store import Grade, Judgement, SetAside, Verb

_DIGITS = 15


class LogFilters(msgspec.Struct, frozen=True, kw_only=True):
    """Which judgements."""

    report: str | None = None
    """On this report or a record of it: its whole id."""
    name: str | None = None
    """On this source or outlet, spelt as it was graded."""
    who: str | None = None
    """By this person."""
    verb: Verb | None = None
    """That do this."""
    after: Annotated[int, msgspec.Meta(ge=0)] = 0
    """With a higher number than this: what was judged since."""


class ProblemsAsked(msgspec.Struct, frozen=True, kw_only=True):
    """Which inputs."""

    mended: bool = False
    """Also those that came in since."""


_JUDGEMENTS = Route(
    path="/judgements",
    name="listJudgements",
    tag="Judgements",
    summary="List judgements",
    description="The log, in the order in which it was written; what was withdrawn stays in it, and so "
    "does the withdrawal.",
    asks=(LogFilters, Paging),
    answers=Page[Judgement],
    example=Page(items=(examples.JUDGEMENT,)),
)
_JUDGEMENT = Route(
    path="/judgements/{number:str}",
    name="getJudgement",
    tag="Judgements",
    summary="Get a judgement",
    description="One entry of the log. It never changes.",
    parts={"number": "Its number."},
    answers=Judgement,
    example=examples.JUDGEMENT,
    problems=("unknown-judgement",),
)
_GRADES = Route(
    path="/grades",
    name="getGrades",
    tag="Judgements",
    summary="Get the grades of sources",
    description="The grades by the Admiralty code that are in force, by the name of the source or outlet.",
    answers=dict[str, Grade],
    example={"The Kharkiv Observer": examples.GRADE},
)
_PROBLEMS = Route(
    path="/problems",
    name="listProblems",
    tag="Adding",
    summary="List what was set aside",
    description="Inputs that could not be taken in, the latest first, each with what to do next.",
    asks=(ProblemsAsked, Paging),
    answers=Page[SetAside],
    example=Page(
        items=(
            SetAside(
                name="scan.pdf",
                code="no-text",
                message="scan.pdf: holds no text; run it through a text recogniser first",
                first_seen=examples.AT,
                last_seen=examples.AT,
                count=1,
            ),
        )
    ),
)


@get(**told(_JUDGEMENTS), sync_to_thread=True)
def judgements(request: Request, desk: AtDesk) -> Response[bytes]:
    """List judgements."""
    wanted, paging = page_asked(request, LogFilters)
    with desk.store.view() as view:
        log = view.judgements()
    return answer_part(request, paging, [each for each in log if _is_wanted(each, wanted)])


@get(**told(_JUDGEMENT), sync_to_thread=True)
def judgement(request: Request, desk: AtDesk, number: FromPath[str]) -> Response[bytes]:
    """Get a judgement."""
    said_in(request)
    with desk.store.view() as view:
        log = view.judgements()
    wanted = number_of(number)
    found = next((each for each in log if each.id == wanted), None)
    if found is None:
        raise ProblemError("unknown-judgement", f"judgement {number[:40]}", "is not in the log")
    return answer(request, found)


@get(**told(_GRADES), sync_to_thread=True)
def grades(request: Request, desk: AtDesk) -> Response[bytes]:
    """Get the grades of sources."""
    said_in(request)
    with desk.store.view() as view:
        return answer(request, view.grades())


@get(**told(_PROBLEMS), sync_to_thread=True)
def problems(request: Request, desk: AtDesk) -> Response[bytes]:
    """List what was set aside."""
    wanted, paging = page_asked(request, ProblemsAsked)
    with desk.store.view() as view:
        return answer_part(request, paging, view.problems(mended=wanted.mended))


def number_of(written: str) -> int:
    """Return the number of a judgement as an address names it; 0, which none has, where it is no number."""
    return numeral(written, _DIGITS) or 0


def _is_wanted(judgement: Judgement, wanted: LogFilters) -> bool:
    return (
        judgement.id > wanted.after
        and wanted.report in {None, judgement.target.report}
        and wanted.name in {None, judgement.target.name}
        and wanted.who in {None, judgement.who}
        and wanted.verb in {None, judgement.verb}
    )


HANDLERS = (judgements, judgement, grades, problems)
