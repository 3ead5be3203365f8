"""Done: a row of the review queue after it was judged, with a way back."""

import msgspec
from litestar import Response
from litestar.response import Redirect

from reportedly.desk import links
from reportedly.desk.desk import Desk, Request
from reportedly.desk.pages.judging_meeting import Written, now_of
from reportedly.desk.pages.reader_judged import Entry
from reportedly.desk.pages.review_queue import Waiting, remembered
from reportedly.desk.rendering import page
from reportedly.store import Verb


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """A row after it was judged."""

    report: str
    key: str
    noun: str
    waiting: Waiting | None
    entry: Entry
    verb: str
    last: int
    model: str
    beside: tuple[Entry, ...]


def review_done(
    request: Request, desk: Desk, done: Written, report: str, key: str
) -> Response[str] | Redirect:
    """Return a row of the queue after it was judged."""
    if request.headers.get("hx-request") != "true":
        return Redirect(links.REVIEW, status_code=303)
    before = remembered(desk.store, report, key)
    with desk.store.view() as view:
        now = now_of(view, report)
    outcome = Outcome(
        report=now.report.id,
        key=key,
        noun=before.noun if before is not None else "record",
        waiting=before,
        entry=now.log.entry(done.judgement),
        verb=done.judgement.verb.value,
        last=now.log.last,
        model=now.model,
        beside=done.beside,
    )
    again = done.judgement.verb is Verb.WITHDRAW
    return page(request, "_review_done.html", title="Judged", outcome=outcome, again=again)
