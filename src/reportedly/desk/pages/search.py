"""Search: reports by their words and by who said what where in them; speakers, places, claims beside."""

from litestar import Response, get

from reportedly.desk import links
from reportedly.desk.desk import AtDesk, Request
from reportedly.desk.found import KINDS, Found, found_of, wanted_of
from reportedly.desk.navigation import Place
from reportedly.desk.rendering import page
from reportedly.errors import StoreError
from reportedly.linking import ClaimFilters
from reportedly.store.names import Names

PLACE = Place(name="Search", path=links.SEARCH, key="s")
_BESIDE = 6
"""Speakers, places and claims that are shown."""


@get(links.SEARCH, sync_to_thread=True)
def search(request: Request, desk: AtDesk) -> Response[str]:
    """Show what was found; htmx, while somebody types, gets the hits alone."""
    wanted, trouble = wanted_of(request.query_params), ""
    with desk.store.view() as view:
        try:
            found = found_of(view, wanted)
        except StoreError as error:
            found, trouble = Found(), str(error)
    return page(
        request,
        "search.html",
        part="_hits.html",
        title=f"{wanted.q} · Search" if wanted.q else "Search",
        status=400 if trouble else 200,
        wanted=wanted,
        found=found,
        trouble=trouble,
        kinds=KINDS,
    )


@get("/search/names", sync_to_thread=True)
def names(request: Request, desk: AtDesk) -> Response[str]:
    """Show the speakers and places that the words of a search lead to."""
    wanted = wanted_of(request.query_params)
    with desk.store.view() as view:
        found = view.shelf.names(wanted.q, limit=_BESIDE) if wanted.q else Names()
    return page(request, "names.html", part="_names.html", title="Names", wanted=wanted, names=found)


@get("/search/claims", sync_to_thread=True)
def claims(request: Request, desk: AtDesk) -> Response[str]:
    """Show the claims that hold the words of a search."""
    wanted = wanted_of(request.query_params)
    found = []
    if wanted.q:
        with desk.tracer.traces() as traces:
            found = traces.claims(ClaimFilters(words=wanted.q), limit=_BESIDE)
    return page(
        request, "claims_found.html", part="_claims_found.html", title="Claims", wanted=wanted, claims=found
    )


HANDLERS = (search, names, claims)
