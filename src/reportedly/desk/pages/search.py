"""Search: reports by their words and by what was said in them."""

from litestar import Response, get
from litestar.params import FromQuery

from reportedly.desk import links
from reportedly.desk.desk import AtDesk, Request
from reportedly.desk.navigation import Place
from reportedly.desk.rendering import page

PLACE = Place(name="Search", path=links.SEARCH, key="s")


@get(links.SEARCH, sync_to_thread=True)
def search(request: Request, desk: AtDesk, q: FromQuery[str] = "") -> Response[str]:
    """Show what was found."""
    with desk.store.view() as view:
        hits = view.find(q) if q.strip() else []
    return page(request, "search.html", part="_hits.html", title="Search", hits=hits, asked=q)


HANDLERS = (search,)
