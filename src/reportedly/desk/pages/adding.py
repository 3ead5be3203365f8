"""Adding: texts, addresses and files into the store, with what becomes of each while it is read.

A path of the desk's own machine is never opened: only what was sent with the form, and addresses of the
web, which pass intake's guard against one's own network as on the command line.
"""

import asyncio
import time
from collections.abc import AsyncIterator

import anyio.to_thread
from litestar import Response, get, post
from litestar.datastructures import UploadFile
from litestar.exceptions import ClientException, NotFoundException, TooManyRequestsException
from litestar.params import FromPath
from litestar.response import Redirect, Stream

from reportedly.desk import links
from reportedly.desk.desk import AtDesk, Request
from reportedly.desk.forms import sent_form
from reportedly.desk.handed_in import HandedIn, is_empty, to_add
from reportedly.desk.numerals import numeral
from reportedly.desk.rendering import fragment, page
from reportedly.desk.runs import Run

_DIGITS = 9
"""Of the number of an input: more than any run has."""
_LARGEST_FORM = 256_000_000
"""Bytes of one form with its files."""
_LOOK_SECONDS = 0.2
_QUIET_SECONDS = 15.0
"""A stream says that it lives after so long a silence, lest a proxy cut it."""


@post("/adding", request_max_body_size=_LARGEST_FORM)
async def add(request: Request, desk: AtDesk) -> Response[str] | Redirect:
    """Take what the form holds and let it be added."""
    form = await sent_form(request)
    words = {name: value for name in HandedIn.__struct_fields__ if isinstance(value := form.get(name), str)}
    files = [
        (each.filename, await each.read())
        for each in form.getall("files", [])
        if isinstance(each, UploadFile) and each.filename
    ]
    handed = HandedIn(**words)
    if is_empty(handed, files):
        raise ClientException("there is nothing to add; paste a text or an address, or choose a file")
    wanted = await anyio.to_thread.run_sync(to_add, handed, files, request.user.who)
    run = desk.runs.begin(wanted)
    if run is None:
        raise TooManyRequestsException("too much waits to be added already; try again when it is done")
    if request.headers.get("hx-request") == "true":
        return Response("", headers={"HX-Redirect": links.run(run.id)})
    return Redirect(links.run(run.id), status_code=303)


@get("/adding/{id_:str}", sync_to_thread=True)
def adding(request: Request, desk: AtDesk, id_: FromPath[str]) -> Response[str]:
    """Show one run: what became of each input so far."""
    run = _run(desk, id_)
    outcomes = list(run.outcomes)
    return page(request, "adding.html", title="Adding", run=run, outcomes=outcomes)


@get("/adding/{id_:str}/events", opt={"streams": True})
async def events(request: Request, desk: AtDesk, id_: FromPath[str]) -> Stream:
    """Send what becomes of each input as it happens: events "outcome" and, at the end, "over"."""
    run = _run(desk, id_)
    last = request.headers.get("last-event-id") or request.query_params.get("after") or ""
    first = numeral(last, _DIGITS) or 0
    return Stream(
        _told(request, run, first), media_type="text/event-stream", headers={"Cache-Control": "no-store"}
    )


async def _told(request: Request, run: Run, first: int) -> AsyncIterator[str]:
    at, spoke = first, time.monotonic()
    yield "retry: 2000\n\n"
    while True:
        over = run.is_over  # looked at before the outcomes, so that none is missed
        while at < len(run.outcomes):
            shown = fragment("_outcome.html", request, outcome=run.outcomes[at])
            at += 1
            yield _event("outcome", shown, at)
            spoke = time.monotonic()
        if over:
            yield _event("over", fragment("_run_end.html", request, run=run), at)
            return
        if time.monotonic() - spoke > _QUIET_SECONDS:
            yield ": still here\n\n"
            spoke = time.monotonic()
        await asyncio.sleep(_LOOK_SECONDS)


def _event(name: str, data: str, number: int) -> str:
    lines = "".join(f"data: {line}\n" for line in data.splitlines())
    return f"id: {number}\nevent: {name}\n{lines}\n"


def _run(desk: AtDesk, id_: str) -> Run:
    run = desk.runs.get(id_)
    if run is None:
        raise NotFoundException("the desk does not remember this run")
    return run


HANDLERS = (add, adding, events)
