"""Inbox: the reports by day and outlet, what is new, and where to add more."""

from litestar import Response, get

from reportedly.desk import links
from reportedly.desk.desk import AtDesk, Request
from reportedly.desk.navigation import Place
from reportedly.desk.rendering import page

PLACE = Place(name="Inbox", path=links.INBOX, key="i")


@get("/", sync_to_thread=True)
def inbox(request: Request, desk: AtDesk) -> Response[str]:
    """Show the latest reports."""
    with desk.store.view() as view:
        counts, hits = view.counts(), view.find(limit=50)
    return page(request, "inbox.html", title="Inbox", counts=counts, reports=[hit.report for hit in hits])


HANDLERS = (inbox,)
