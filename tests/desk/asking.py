"""What tests ask of a desk: the token of its forms, and a form sent with it."""

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from httpx import Response
    from litestar.testing import TestClient


def token(client: "TestClient[Any]", path: str = "/") -> str:
    """Return the token that a page's forms send."""
    found = re.search(r'name="desk-token" content="([^"]+)"', client.get(path).text)
    assert found is not None
    return found[1]


def send(client: "TestClient[Any]", path: str, *, files: Any = None, **fields: str) -> "Response":  # noqa: ANN401 - as httpx takes them
    """Send a form as a page would, without following where it leads."""
    data = {"_token": token(client), **fields}
    origin = {"origin": str(client.base_url).rstrip("/")}
    return client.post(path, data=data, files=files, headers=origin, follow_redirects=False)
