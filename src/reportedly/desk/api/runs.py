"""Runs: how far adding is, and what became of each input, asked for or told as it happens."""

import asyncio
import time
from collections.abc import AsyncIterator

import msgspec
from litestar import Response, get
from litestar.params import FromPath
from litestar.response import Stream

from reportedly.adding import AddOutcome
from reportedly.desk import links
from reportedly.desk.api import examples
from reportedly.desk.api.asked import page_asked, said_in
from reportedly.desk.api.described import Route, told
from reportedly.desk.api.page import Page, Paging, answer, answer_part
from reportedly.desk.api.problems import ProblemError
from reportedly.desk.desk import AtDesk, Desk, Request
from reportedly.desk.numerals import numeral
from reportedly.desk.runs import Run
from reportedly.desk.turns import Stage
from reportedly.store import Added, Became

_LOOK_SECONDS = 0.2
_QUIET_SECONDS = 15.0
"""A stream says that it lives after so long a silence, lest a proxy cut it."""
_EVENTS = "text/event-stream"
_DIGITS = 9


class RunState(msgspec.Struct, frozen=True, kw_only=True):
    """One run of adding."""

    id: str
    """Names it as long as the desk remembers it."""
    stage: Stage
    """waiting, going, done or failed."""
    begun: str
    """When it was handed in, ISO 8601 in UTC."""
    who: str
    """Who handed it in."""
    inputs: int
    """Files and addresses that were handed in; one of them may hold several reports."""
    outcomes: tuple[AddOutcome, ...]
    """What became of each so far, in their order."""
    why: str
    """Why it failed or ended early; empty otherwise."""


class NoFilters(msgspec.Struct, frozen=True, kw_only=True):
    """Nothing narrows a list of runs."""


class After(msgspec.Struct, frozen=True, kw_only=True):
    """Where a stream begins."""

    after: int = 0
    """Outcomes to pass over; the header Last-Event-ID says it too."""


EXAMPLE = RunState(
    id="mX2v9sQ1k4w",
    stage=Stage.DONE,
    begun=examples.AT,
    who="m.k.",
    inputs=1,
    outcomes=(
        AddOutcome(
            name="text",
            added=Added(id=examples.REPORT.id, became=Became.NEW, story=examples.REPORT.id, version=1),
            words=13,
        ),
    ),
    why="",
)
_RUNS = Route(
    path="/runs",
    name="listRuns",
    tag="Adding",
    summary="List runs",
    description="The runs that the desk remembers, the latest first.",
    asks=(Paging,),
    answers=Page[RunState],
    example=Page(items=(EXAMPLE,)),
)
_RUN = Route(
    path="/runs/{id_:str}",
    name="getRun",
    tag="Adding",
    summary="Get a run",
    description="How far it is, and what became of each input so far.",
    parts={"id": "Id of the run."},
    answers=RunState,
    example=EXAMPLE,
    problems=("unknown-run",),
)
_STREAM = Route(
    path="/runs/{id_:str}/events",
    name="getRunEvents",
    tag="Adding",
    summary="Listen to a run",
    description="Server-sent events: `outcome` with what became of an input, as soon as it is known, and at "
    "the end `over` with the run. The id of an event is the number of outcomes so far; who was cut off goes "
    "on after it with the header Last-Event-ID, as browsers do by themselves.",
    parts={"id": "Id of the run."},
    asks=(After,),
    answers=None,
    example="retry: 2000\n\nid: 1\nevent: outcome\ndata: "
    + msgspec.json.encode(EXAMPLE.outcomes[0]).decode()
    + "\n\nid: 1\nevent: over\ndata: {…}\n\n",
    media=_EVENTS,
    problems=("unknown-run",),
)


def state_of(run: Run) -> RunState:
    """Return a run as it is now."""
    stage = run.stage  # looked at before the outcomes, so that a run that is over has all of them
    return RunState(
        id=run.id,
        stage=stage,
        begun=run.begun,
        who=run.who,
        inputs=len(run.wanted.paths),
        outcomes=tuple(run.outcomes),
        why=run.why,
    )


def address_of(id_: str) -> str:
    """Return the address of a run."""
    return f"{links.API}/runs/{id_}"


@get(**told(_RUNS), sync_to_thread=True)
def runs(request: Request, desk: AtDesk) -> Response[bytes]:
    """List runs."""
    _, paging = page_asked(request, NoFilters)
    return answer_part(request, paging, [state_of(each) for each in desk.runs.latest()])


@get(**told(_RUN), sync_to_thread=True)
def run(request: Request, desk: AtDesk, id_: FromPath[str]) -> Response[bytes]:
    """Get a run."""
    said_in(request)
    return answer(request, state_of(_run(desk, id_)))


@get(**told(_STREAM, streams=True))
async def events(request: Request, desk: AtDesk, id_: FromPath[str]) -> Stream:
    """Listen to a run."""
    said = said_in(request, After)
    found = _run(desk, id_)
    last = request.headers.get("last-event-id") or said.get("after", "")
    first = numeral(last, _DIGITS) or 0
    return Stream(_told(found, first), media_type=_EVENTS, headers={"Cache-Control": "no-store"})


async def _told(run: Run, first: int) -> AsyncIterator[bytes]:
    at, spoke = first, time.monotonic()
    yield b"retry: 2000\n\n"
    while True:
        over = run.is_over  # looked at before the outcomes, so that none is missed
        while at < len(run.outcomes):
            outcome = run.outcomes[at]
            at += 1
            yield _event("outcome", outcome, at)
            spoke = time.monotonic()
        if over:
            yield _event("over", state_of(run), at)
            return
        if time.monotonic() - spoke > _QUIET_SECONDS:
            yield b": still here\n\n"
            spoke = time.monotonic()
        await asyncio.sleep(_LOOK_SECONDS)


def _event(name: str, value: msgspec.Struct, number: int) -> bytes:
    return b"id: %d\nevent: %s\ndata: %s\n\n" % (number, name.encode(), msgspec.json.encode(value))


def _run(desk: Desk, id_: str) -> Run:
    found = desk.runs.get(id_)
    if found is None:
        raise ProblemError("unknown-run", f"run {id_[:40]}", "the desk does not remember it")
    return found


HANDLERS = (runs, run, events)
