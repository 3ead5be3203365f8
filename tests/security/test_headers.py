"""Every answer of the desk, whatever it is asked, carries the headers that keep a browser from harm."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from litestar.routes import HTTPRoute
from litestar.testing import TestClient

from reportedly.desk.access.headers import HEADERS
from reportedly.desk.app import make_app
from reportedly.desk.settings import DeskSettings
from reportedly.store import Store, open_store

BASE = "http://127.0.0.1:8377"
STREAMS = re.compile(r"/events\b|/stream\b")
"""Streams of events do not end by themselves; their headers are put on by the same gate."""


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Return an empty store: what is asked for is mostly not there, and errors have headers too."""
    with open_store(tmp_path_factory.mktemp("headers") / "store.db", create=True) as made:
        yield made


@pytest.fixture(scope="module", params=[False, True], ids=["own machine", "logins"])
def desk(store: Store, request: pytest.FixtureRequest) -> Iterator[TestClient[Any]]:
    """Return a desk on one's own machine, and one where people log in and nobody has."""
    with TestClient(make_app(store, DeskSettings(auth=request.param)), base_url=BASE) as client:
        yield client


def routes(app: Any) -> list[tuple[str, str]]:  # noqa: ANN401 - litestar's application
    """Return method and address of everything the desk answers, as its router knows it."""
    found = [route for route in app.routes if isinstance(route, HTTPRoute)]
    asked = {(method, route.path_format) for route in found for method in route.methods}
    return sorted(
        (method, re.sub(r"\{[^}]*\}", "1", path)) for method, path in asked if not STREAMS.search(path)
    )


def wrong_with(headers: Any) -> list[str]:  # noqa: ANN401 - httpx's
    """Return what is missing or laxer than it should be in the headers of an answer."""
    wrong = [name for name, value in HEADERS.items() if headers.get(name) != value]
    policy = headers.get("content-security-policy", "")
    wrong += [word for word in ("unsafe-", "http:", "https:", "*", "blob:") if word in policy]
    kept = [
        part
        for part in headers.get("set-cookie", "").split(",")
        if "=" in part and "httponly" not in part.lower()
    ]
    return wrong + kept


def test_every_route_answers_with_the_headers(desk: TestClient[Any]) -> None:
    """Pages, files and the API, answered, refused or not found: no answer goes without one of them."""
    asked = routes(desk.app)
    assert len(asked) > 90
    assert {method for method, _ in asked} >= {"GET", "POST"}
    wrong = {}
    for method, path in asked:
        answer = desk.request(method, path, follow_redirects=False)
        if found := wrong_with(answer.headers):
            wrong[method, path, answer.status_code] = found
        assert "server" not in answer.headers
        assert "access-control-allow-origin" not in answer.headers
    assert wrong == {}


@pytest.mark.parametrize(
    ("method", "path", "headers", "status"),
    [
        ("GET", "/nothing/here", {}, 404),
        ("GET", "/api/1/nothing", {}, 404),
        ("PATCH", "/", {}, 405),
        ("TRACE", "/", {}, 405),
        ("GET", "/", {"host": "evil.example"}, 421),
        ("GET", "/static/../../settings.py", {}, 404),
        ("GET", "/static/%2e%2e/%2e%2e/settings.py", {}, 404),
        ("GET", "/static/..%2f..%2fsettings.py", {}, 404),
    ],
)
def test_refusals_carry_them_too(
    store: Store, method: str, path: str, headers: dict[str, str], status: int
) -> None:
    """Unknown addresses, other methods, other names, ways out of the folder of files: all have them."""
    with TestClient(make_app(store, DeskSettings()), base_url=BASE) as client:
        answer = client.request(method, path, headers=headers, follow_redirects=False)
    assert (answer.status_code, wrong_with(answer.headers)) == (status, [])


def test_a_fault_of_ours_carries_them_and_tells_nothing(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the desk itself fails, the page says so with the headers, and holds nothing of the error."""

    def fails(*_: object, **__: object) -> None:
        raise RuntimeError("s3cret words of a traceback")

    monkeypatch.setattr(Store, "view", fails)
    with TestClient(make_app(store, DeskSettings()), base_url=BASE, raise_server_exceptions=False) as client:
        for path in ("/", "/api/1/reports"):
            answer = client.get(path)
            assert (answer.status_code, wrong_with(answer.headers)) == (500, [])
            assert "s3cret" not in answer.text
            assert "Traceback" not in answer.text
