"""Exports: the store in the forms that others use, made beside the API, with how far each is."""

import anyio.to_thread
import msgspec
from litestar import Response, get, post
from litestar.params import FromPath
from litestar.response import File

from reportedly.desk import links
from reportedly.desk.api import examples
from reportedly.desk.api.asked import page_asked, said_in, sent
from reportedly.desk.api.described import Route, Sends, told
from reportedly.desk.api.page import Page, Paging, answer, answer_part
from reportedly.desk.api.problems import ProblemError
from reportedly.desk.api.runs import NoFilters
from reportedly.desk.desk import AtDesk, Desk, Request
from reportedly.desk.exports import ZIP, Export
from reportedly.desk.turns import Stage
from reportedly.exports.exporting import Exported
from reportedly.exports.formats import FORMATS, Format
from reportedly.exports.selection import Selection

_ACCEPTED = 202


class ToExport(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is to be exported."""

    form: str
    """The form: one of those that /exports/forms lists."""
    selection: Selection = Selection()
    """What it is narrowed to."""


class ExportState(msgspec.Struct, frozen=True, kw_only=True):
    """One export."""

    id: str
    """Names it as long as the desk remembers it."""
    form: str
    """The form it is in."""
    selection: Selection
    """What it is narrowed to."""
    stage: Stage
    """waiting, going, done or failed."""
    begun: str
    """When it was asked for, ISO 8601 in UTC."""
    who: str
    """Who asked for it."""
    done: int
    """Reports gone over so far; forms that go over them twice begin anew."""
    of: int
    """Of so many."""
    made: Exported | None
    """What was written, once it is done; what could not be proved stands under `refused`."""
    file: str | None
    """Address of the file, once it is done."""
    why: str
    """Why it failed; empty otherwise."""


_EXAMPLE = ExportState(
    id="mX2v9sQ1k4w",
    form="geojson",
    selection=Selection(place="Sumy", since="2025-03"),
    stage=Stage.DONE,
    begun=examples.AT,
    who="m.k.",
    done=48,
    of=48,
    made=Exported(reports=3, records=17, claims=0, refused=(), written=("reportedly.geojson",)),
    file=f"{links.API}/exports/mX2v9sQ1k4w/file",
    why="",
)
_FORMS = Route(
    path="/exports/forms",
    name="listExportForms",
    tag="Exports",
    summary="List forms",
    description="The forms in which a store can be exported, with the files of each.",
    answers=tuple[Format, ...],
    example=FORMATS[3:4],
)
_LATEST = Route(
    path="/exports",
    name="listExports",
    tag="Exports",
    summary="List exports",
    description="The exports that the desk remembers, the latest first.",
    asks=(Paging,),
    answers=Page[ExportState],
    example=Page(items=(_EXAMPLE,)),
)
_BEGIN = Route(
    path="/exports",
    name="beginExport",
    tag="Exports",
    summary="Export",
    description="Ask for an export. It is made beside the API; the header Location says where it is told how "
    "far it is. A field that its citation does not prove is left out and named.",
    method="POST",
    sends=(Sends(type=ToExport, says="What to export.", example=ToExport(form="geojson")),),
    answers=ExportState,
    example=_EXAMPLE,
    status=_ACCEPTED,
    problems=("too-many",),
)
_EXPORT = Route(
    path="/exports/{id_:str}",
    name="getExport",
    tag="Exports",
    summary="Get an export",
    description="How far it is, and once it is done the address of its file.",
    parts={"id": "Id of the export."},
    answers=ExportState,
    example=_EXAMPLE,
    problems=("unknown-export",),
)
_FILE = Route(
    path="/exports/{id_:str}/file",
    name="getExportFile",
    tag="Exports",
    summary="Take the file",
    description="The file of an export that is done; an archive where its form has several files.",
    parts={"id": "Id of the export."},
    answers=None,
    example="(the bytes of the file)",
    media=ZIP,
    problems=("unknown-export", "not-done"),
)


def state_of(export: Export) -> ExportState:
    """Return an export as it is now."""
    done = export.stage is Stage.DONE
    return ExportState(
        id=export.id,
        form=export.form.name,
        selection=export.selection,
        stage=export.stage,
        begun=export.begun,
        who=export.who,
        done=export.done,
        of=export.of,
        made=_named(export) if done else None,
        file=f"{links.API}/exports/{export.id}/file" if done else None,
        why=export.why,
    )


def _named(export: Export) -> Exported | None:
    """Return what was written, without the folder of this machine."""
    if export.made is None:
        return None
    return msgspec.structs.replace(export.made, written=(export.file_name,))


@get(**told(_FORMS), sync_to_thread=False)
def forms(request: Request) -> Response[bytes]:
    """List forms."""
    said_in(request)
    return answer(request, FORMATS)


@get(**told(_LATEST), sync_to_thread=False)
def latest(request: Request, desk: AtDesk) -> Response[bytes]:
    """List exports."""
    _, paging = page_asked(request, NoFilters)
    return answer_part(request, paging, [state_of(each) for each in desk.exports.latest()])


@post(**told(_BEGIN))
async def begin(request: Request, desk: AtDesk) -> Response[bytes]:
    """Ask for an export."""
    said_in(request)
    wanted = sent(await request.body(), ToExport)
    export = await anyio.to_thread.run_sync(
        desk.exports.begin, wanted.form, wanted.selection, request.user.who
    )
    if export is None:
        raise ProblemError("too-many", "the desk", "too many exports wait already")
    return Response(
        msgspec.json.encode(state_of(export)),
        status_code=_ACCEPTED,
        media_type="application/json",
        headers={"Location": f"{links.API}/exports/{export.id}", "Cache-Control": "no-store"},
    )


@get(**told(_EXPORT), sync_to_thread=False)
def export(request: Request, desk: AtDesk, id_: FromPath[str]) -> Response[bytes]:
    """Get an export."""
    said_in(request)
    return answer(request, state_of(_export(desk, id_)))


@get(**told(_FILE), sync_to_thread=False)
def file(request: Request, desk: AtDesk, id_: FromPath[str]) -> File:
    """Take the file."""
    said_in(request)
    found = _export(desk, id_)
    if found.stage is not Stage.DONE:
        raise ProblemError("not-done", f"export {id_[:40]}", found.why or f"it is {found.stage}")
    return file_of(found)


def file_of(export: Export) -> File:
    """Return the file of an export that is done, to be kept under its name."""
    return File(
        path=export.path,
        filename=export.file_name,
        media_type=export.media_type,
        content_disposition_type="attachment",
        headers={"Cache-Control": "no-store"},
    )


def _export(desk: Desk, id_: str) -> Export:
    found = desk.exports.get(id_)
    if found is None:
        raise ProblemError("unknown-export", f"export {id_[:40]}", "the desk does not remember it")
    return found


HANDLERS = (forms, latest, begin, export, file)
