"""What tests ask of the API: judgements, sent as a program sends them."""

from typing import TYPE_CHECKING, Any

from litestar.testing import TestClient

if TYPE_CHECKING:
    from httpx import Response

Desk = TestClient[Any]


def post(desk: Desk, path: str, body: Any, **headers: str) -> "Response":  # noqa: ANN401 - whatever JSON can say
    """Send JSON, without the cookies of a browser."""
    desk.cookies.clear()
    return desk.post(f"/api/1{path}", json=body, headers=headers)


def record(desk: Desk, first: str, layer: str = "attributions") -> dict[str, Any]:
    """Return the first record of a layer of a report."""
    found: dict[str, Any] = desk.get(f"/api/1/reports/{first}/reading").json()[layer][0]
    return found
