"""Pages: one module for each, with its handlers in `HANDLERS` and its place in the head in `PLACE`.

A new page is one line here: its module in `MODULES`, in the order of the head (docs/desk.md).
"""

from litestar.handlers import HTTPRouteHandler

from reportedly.desk import rendering
from reportedly.desk.navigation import Place
from reportedly.desk.pages import (
    account,
    adding,
    claim,
    claims,
    compare,
    contradictions,
    exports,
    inbox,
    judging,
    keys,
    login,
    place,
    positions,
    problems,
    reader,
    review,
    search,
    speaker,
    timeline,
    users,
)
from reportedly.desk.pages import map as map_

MODULES = (
    inbox,
    adding,
    reader,
    judging,
    search,
    claims,
    claim,
    contradictions,
    map_,
    place,
    timeline,
    positions,
    speaker,
    compare,
    review,
    problems,
    exports,
    keys,
    login,
    account,
    users,
)

HANDLERS: tuple[HTTPRouteHandler, ...] = tuple(handler for each in MODULES for handler in each.HANDLERS)
"""Every handler of every page."""
_PLACES: list[Place | None] = [getattr(each, "PLACE", None) for each in MODULES]
rendering.PLACES[:] = [place for place in _PLACES if place is not None]
