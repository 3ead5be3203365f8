"""Problems: the inputs that could not be taken in, why, and what to do next."""

from litestar import Response, get
from litestar.params import FromQuery

from reportedly.desk import links
from reportedly.desk.desk import AtDesk, Request
from reportedly.desk.navigation import Place
from reportedly.desk.rendering import page

PLACE = Place(name="Problems", path=links.PROBLEMS, key="p")


@get(links.PROBLEMS, sync_to_thread=True)
def problems(request: Request, desk: AtDesk, mended: FromQuery[bool] = False) -> Response[str]:  # noqa: FBT002 - a parameter of the address
    """Show what was set aside."""
    with desk.store.view() as view:
        shown = view.problems(mended=mended)
    return page(request, "problems.html", title="Problems", problems=shown, mended=mended)


HANDLERS = (problems,)
