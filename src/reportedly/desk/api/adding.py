"""Adding: reports handed in as text, JSON, addresses or files; a run reads them beside the API.

A path of the desk's own machine is never opened, and addresses pass intake's guard against one's own network.
"""

import anyio.to_thread
import msgspec
from litestar import Response, post
from litestar.datastructures import UploadFile

from reportedly.desk.access.identity import Role
from reportedly.desk.api import examples
from reportedly.desk.api.asked import asked, said_in, sent
from reportedly.desk.api.described import Route, Sends, told
from reportedly.desk.api.problems import ProblemError
from reportedly.desk.api.runs import EXAMPLE, RunState, address_of, state_of
from reportedly.desk.desk import AtDesk, Request
from reportedly.desk.forms import sent_form
from reportedly.desk.handed_in import HandedIn, is_empty, to_add

_LARGEST = 256_000_000
"""Bytes of one request with its files."""
_ACCEPTED = 202
_JSON, _FORM = "application/json", "multipart/form-data"
_NAMES = {
    "text/plain": "text",
    "text/html": "page.html",
    "application/xhtml+xml": "page.html",
    "application/x-ndjson": "reports.jsonl",
    "application/pdf": "report.pdf",
    "message/rfc822": "mail.eml",
    "application/warc": "pages.warc",
    "application/octet-stream": "report",
}
"""What a body is called that is one file, unless `name` says otherwise."""


class OneReport(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A report as a program hands it in."""

    text: str
    """Its text."""
    headline: str | None = None
    outlet: str | None = None
    """Who published it."""
    published: str | None = None
    """When, ISO 8601."""
    url: str | None = None
    """Where."""
    language: str | None = None
    """ISO 639-1 code; where it is not said, it is told from the text."""


class ToHandIn(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is to be added: a text, reports, or addresses to fetch."""

    text: str | None = None
    """One report's text; its first line is the headline."""
    reports: tuple[OneReport, ...] = ()
    """Reports with what is known of each."""
    urls: tuple[str, ...] = ()
    """Addresses of pages or feeds, http or https; they are fetched."""
    outlet: str | None = None
    """Who published all of it, whatever it says itself."""
    published: str | None = None
    """When all of it was published, ISO 8601."""
    url: str | None = None
    """Where the text was published; only with one text."""
    language: str | None = None
    """ISO 639-1 code of all of it."""


class FileSaid(msgspec.Struct, frozen=True, kw_only=True):
    """What is said of a body that is one file."""

    name: str | None = None
    """What the file is called; its suffix tells what it is."""
    outlet: str | None = None
    """Who published it."""
    published: str | None = None
    """When, ISO 8601."""
    url: str | None = None
    """Where."""
    language: str | None = None
    """ISO 639-1 code."""


_ADD = Route(
    path="/reports",
    name="addReports",
    tag="Adding",
    method="POST",
    summary="Add reports",
    description="Hands in a text, reports, addresses or files. The answer comes at once with a run; ask the "
    "run, or listen to its events, to see what becomes of each. What is known already is not added again.",
    asks=(FileSaid,),
    sends=(
        Sends(
            type=ToHandIn,
            says="A text, reports with what is known of each, or addresses.",
            example=ToHandIn(
                text=examples.REPORT.text, outlet=examples.REPORT.outlet, published=examples.REPORT.published
            ),
        ),
        Sends(
            type=None,
            media=(_FORM,),
            says="Files as `files`, and fields `text`, `outlet`, `published`, `url`, `language`.",
        ),
        Sends(
            type=None,
            media=tuple(_NAMES),
            says="One file as it is; the parameters of the query say what is known of it.",
        ),
    ),
    answers=RunState,
    example=EXAMPLE,
    status=_ACCEPTED,
    problems=("too-large", "wrong-media", "too-many"),
    role=Role.REVIEWER,
    largest=_LARGEST,
)


@post(**told(_ADD))
async def add(request: Request, desk: AtDesk) -> Response[bytes]:
    """Add reports."""
    media = request.headers.get("content-type", _JSON).partition(";")[0].strip().lower()
    if media == _FORM:
        said_in(request)
        handed, files = await _from_form(request)
    elif media == _JSON:
        said_in(request)
        handed, files = _from_json(sent(await request.body(), ToHandIn))
    elif media in _NAMES:
        about = asked(said_in(request, FileSaid), FileSaid)
        handed = _handed(about)
        body = await request.body()
        files = [(about.name or _NAMES[media], body)] if body else []
    else:
        known = ", ".join((_JSON, _FORM, *_NAMES))
        raise ProblemError(
            "wrong-media",
            "the body",
            f"{media or 'no media type'} is not known here",
            next_step=f"send {known}",
        )
    if is_empty(handed, files):
        raise ProblemError(
            "not-understood",
            "the body",
            "there is nothing to add",
            next_step="send a text, reports, urls or files",
        )
    wanted = await anyio.to_thread.run_sync(to_add, handed, files, request.user.who)
    run = desk.runs.begin(wanted)
    if run is None:
        raise ProblemError("too-many", "the desk", "too much waits to be added already")
    return Response(
        msgspec.json.encode(state_of(run)),
        status_code=_ACCEPTED,
        media_type=_JSON,
        headers={"Location": address_of(run.id), "Cache-Control": "no-store"},
    )


async def _from_form(request: Request) -> tuple[HandedIn, list[tuple[str, bytes]]]:
    form = await sent_form(request)
    fields = {name: value for name in HandedIn.__struct_fields__ if isinstance(value := form.get(name), str)}
    files = []
    for name, value in form.multi_items():
        if isinstance(value, UploadFile):
            if name == "files" and value.filename:
                files.append((value.filename, await value.read()))
            await value.close()
    return HandedIn(**fields), files


def _from_json(wanted: ToHandIn) -> tuple[HandedIn, list[tuple[str, bytes]]]:
    """Return what the JSON hands in: texts as files, so that a text is never taken for an address."""
    wrong = next((each for each in wanted.urls if len(each.split()) != 1), None)
    if wrong is not None:
        raise ProblemError("not-understood", "urls", f"{wrong[:60]!r} is no address")
    files = []
    if wanted.text is not None and wanted.text.strip():
        files.append((_NAMES["text/plain"], wanted.text.encode("utf-8", "replace")))
    if wanted.reports:
        lines = b"\n".join(msgspec.json.encode(each) for each in wanted.reports)
        files.append(("report.json" if len(wanted.reports) == 1 else "reports.jsonl", lines))
    handed = msgspec.structs.replace(_handed(wanted), text="\n".join(each.strip() for each in wanted.urls))
    if handed.text and not all(
        each.lower().startswith(("http://", "https://")) for each in handed.text.split()
    ):
        raise ProblemError(
            "not-understood",
            "urls",
            "only http and https addresses are fetched",
            next_step="mend the addresses",
        )
    return handed, files


def _handed(about: ToHandIn | FileSaid) -> HandedIn:
    return HandedIn(
        outlet=about.outlet or "",
        published=about.published or "",
        url=about.url or "",
        language=about.language or "",
    )


HANDLERS = (add,)
