"""Described: what a route of the API says of itself; routes, checks and docs are made of the same words."""

from collections.abc import Mapping
from typing import Any

import msgspec

from reportedly.desk import links
from reportedly.desk.access.identity import Role
from reportedly.desk.api import problems


class Sends(msgspec.Struct, frozen=True, kw_only=True):
    """What may be sent to a route."""

    type: Any
    """Type of its JSON; None for other media."""
    media: tuple[str, ...] = ("application/json",)
    """What it may come as."""
    says: str
    """What it is, for the docs."""
    example: Any = None


class Route(msgspec.Struct, frozen=True, kw_only=True):
    """One operation of the API."""

    path: str
    """Below /api/1, with path parameters as Litestar writes them: "/reports/{id:str}"."""
    name: str
    """Id of the operation."""
    tag: str
    """What it is about; the docs go by it."""
    summary: str
    description: str
    method: str = "GET"
    parts: Mapping[str, str] = {}
    """Path parameter -> what it is."""
    asks: tuple[type[msgspec.Struct], ...] = ()
    """Types whose fields are the parameters of the query."""
    sends: tuple[Sends, ...] = ()
    """What may be sent, one for each way."""
    answers: Any
    """Type of the answer's JSON; None where `media` is another."""
    example: Any
    """An answer, as it is sent."""
    status: int = 200
    media: str = "application/json"
    problems: tuple[str, ...] = ()
    """Codes of problems beside those that every route can have."""
    role: Role = Role.READER
    """Who may."""
    largest: int = 0
    """Bytes of a body; 0 is the desk's own limit."""

    @property
    def address(self) -> str:
        """The path as it is asked for."""
        return f"{links.API}{self.path}"


def told(route: Route, *, streams: bool = False) -> dict[str, Any]:
    """Return what Litestar is told of a route: `@get(**told(ROUTE))`."""
    said: dict[str, Any] = {
        "path": route.address,
        "opt": {"route": route, "role": route.role, "streams": streams},
        "exception_handlers": problems.HANDLERS,
        "include_in_schema": False,
        "status_code": route.status,
    }
    return said | ({"request_max_body_size": route.largest} if route.largest else {})
