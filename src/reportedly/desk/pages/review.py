"""Review: the records that the model was least sure of, to be accepted, rejected, corrected."""

from collections.abc import Mapping

import anyio.to_thread
from litestar import Response, get, post
from litestar.exceptions import ClientException
from litestar.params import FromQuery
from litestar.response import Redirect

from reportedly.desk import links
from reportedly.desk.access.identity import Role
from reportedly.desk.desk import AtDesk, Desk, Request
from reportedly.desk.forms import sent_form
from reportedly.desk.navigation import Place
from reportedly.desk.pages.judging import base_of, plain_fields, wish_of
from reportedly.desk.pages.judging_meeting import Written, write
from reportedly.desk.pages.judging_shown import conflict_of
from reportedly.desk.pages.reader_items import NOUNS
from reportedly.desk.pages.review_done import review_done
from reportedly.desk.pages.review_queue import LAYERS, MOST, SURE, Queue, Wanted, queue_of
from reportedly.desk.rendering import page
from reportedly.desk.shortcuts import Shortcut
from reportedly.errors import StoreError

PLACE = Place(name="Review", path=links.REVIEW, key="r")
_ON_A_PAGE = 40
_CONFLICT = 409
_ALL = {"HX-Retarget": "#queue", "HX-Reswap": "outerHTML"}
"""When all was looked through the list comes anew, unless somebody is at it (web/src/entries/review.ts)."""
_KEYS = (
    Shortcut(keys="a", does="Accept what is chosen"),
    Shortcut(keys="r", does="Reject what is chosen"),
    Shortcut(keys="c", does="Correct what is chosen"),
    Shortcut(keys="u", does="Undo what was just judged"),
)


@get(links.REVIEW, sync_to_thread=True)
def review(
    request: Request,
    desk: AtDesk,
    layer: FromQuery[str] = "",
    outlet: FromQuery[str] = "",
    since: FromQuery[str] = "",
) -> Response[str]:
    """Show the queue; htmx gets the list alone, or, asking how far it is, that."""
    wanted = Wanted(layer=layer if layer in LAYERS else "", outlet=outlet.strip(), since=since.strip())
    trouble = ""
    try:
        queue = queue_of(desk.store, wanted, _ON_A_PAGE)
    except StoreError as error:
        queue, trouble = Queue(rows=(), many=0, looked=0, of=0), str(error)
    far = request.headers.get("hx-target") == "far"
    return page(
        request,
        "review.html",
        part="_review_far.html" if far and queue.looked < queue.of else "_review_list.html",
        title="Review",
        keys=_KEYS if request.user.role.covers(Role.REVIEWER) else (),
        status=400 if trouble else 200,
        headers=_ALL if far and queue.looked >= queue.of else None,
        wanted=wanted,
        queue=queue,
        trouble=trouble,
        layers=tuple((each, NOUNS[each]) for each in LAYERS),
        most=MOST,
        sure=round(100 * SURE),
        here=links.asked(
            links.REVIEW, {"layer": wanted.layer, "outlet": wanted.outlet, "since": wanted.since}
        ),
    )


@post("/review/judge")
async def judge(request: Request, desk: AtDesk) -> Response[str] | Redirect:
    """Accept, reject or undo, from the queue."""
    sent = plain_fields(await sent_form(request))
    return await anyio.to_thread.run_sync(_judge, request, desk, sent)


def _judge(request: Request, desk: Desk, sent: Mapping[str, str]) -> Response[str] | Redirect:
    report, key = sent.get("report", ""), sent.get("key", "")
    if not report:
        raise ClientException("the form names no report; load the queue again")
    wish = wish_of(sent)
    done = write(desk, request.user.who, report, wish, base_of(sent))
    if isinstance(done, Written):
        return review_done(request, desk, done, report, key or wish.key)
    conflict = conflict_of(done, "/review/judge", sent, report=report, key=key)
    return page(
        request,
        "judging_conflict.html",
        part="_review_conflict.html",
        title="Judged meanwhile",
        status=_CONFLICT,
        conflict=conflict,
    )


HANDLERS = (review, judge)
