"""Help: the keys of the desk, for who has no script or wants a page of them."""

from litestar import Response, get

from reportedly.desk.desk import Request
from reportedly.desk.rendering import page


@get("/help/keys", sync_to_thread=False)
def keys(request: Request) -> Response[str]:
    """Show the keys."""
    return page(request, "keys.html", title="Keys")


HANDLERS = (keys,)
