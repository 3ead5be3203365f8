"""Exports: what is to be handed over, in which form; how far each is; the files."""

import anyio.to_thread
from litestar import Response, get, post
from litestar.exceptions import NotFoundException, TooManyRequestsException
from litestar.params import FromPath
from litestar.response import File, Redirect

from reportedly.desk import links
from reportedly.desk.api.exports import file_of
from reportedly.desk.desk import AtDesk, Request
from reportedly.desk.forms import sent_form
from reportedly.desk.navigation import Place
from reportedly.desk.rendering import page
from reportedly.desk.turns import Stage
from reportedly.exports.formats import FORMATS
from reportedly.exports.selection import Selection

PLACE = Place(name="Exports", path=links.EXPORTS, key="e", more=True)
FIELDS = (
    ("place", "About the place", ""),
    ("speaker", "Said by", ""),
    ("outlet", "Published by", ""),
    ("since", "From", "2026-09-14"),
    ("until", "To", ""),
)
"""Name, label and example of each filter."""
_LONGEST = 200


@get(links.EXPORTS, sync_to_thread=False)
def exports(request: Request, desk: AtDesk) -> Response[str]:
    """Show the forms, and the exports so far."""
    latest = desk.exports.latest()
    return page(
        request,
        "exports.html",
        part="_exports.html",
        title="Exports",
        forms=FORMATS,
        fields=FIELDS,
        exports=latest,
        going=any(not each.is_over for each in latest),
    )


@post(links.EXPORTS)
async def begin(request: Request, desk: AtDesk) -> Redirect:
    """Take what the form asks for and let it be made."""
    form = await sent_form(request)
    said = {name: str(form.get(name, ""))[:_LONGEST].strip() or None for name, _, _ in FIELDS}
    selection = Selection(**said, reviewed_only=form.get("reviewed_only") == "yes")
    wanted = str(form.get("form", ""))[:_LONGEST]
    if await anyio.to_thread.run_sync(desk.exports.begin, wanted, selection, request.user.who) is None:
        raise TooManyRequestsException("too many exports wait already; try again when one is done")
    return Redirect(links.EXPORTS, status_code=303)


@get("/exports/{id_:str}/file", sync_to_thread=False)
def file(desk: AtDesk, id_: FromPath[str]) -> File:
    """Send the file of an export that is done."""
    found = desk.exports.get(id_)
    if found is None or found.stage is not Stage.DONE:
        raise NotFoundException("the desk has no such file; export it again")
    return file_of(found)


HANDLERS = (exports, begin, file)
