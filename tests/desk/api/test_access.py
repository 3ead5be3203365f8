"""Access to the API: tokens and roles hold, sessions need the form's token, other sites get nothing."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from litestar.testing import TestClient

from reportedly.desk import api
from reportedly.desk.access import passwords, sessions
from reportedly.desk.access.identity import Role
from reportedly.desk.app import make_app
from reportedly.desk.settings import DeskSettings
from reportedly.store import Store
from tests.desk.asking import token
from tests.desk.conftest import BASE

Desk = TestClient[Any]
PASSWORD = "seven quiet herons at dusk"  # noqa: S105 - of accounts that are made here
ROUTES = [each.opt["route"] for each in api.HANDLERS if "route" in each.opt]


@pytest.fixture(scope="module")
def kept() -> str:
    """Return the hash of the password, made once: it takes a while on purpose."""
    return passwords.hashed(PASSWORD)


@pytest.fixture
def guarded(store: Store, kept: str) -> Iterator[Desk]:
    """Return a client of a desk where people log in, with an account for each role."""
    for role in Role:
        store.accounts().add(role.value, role.value, kept)
    with TestClient(make_app(store, DeskSettings(auth=True)), base_url=BASE) as client:
        yield client


@pytest.fixture
def bearer(store: Store, guarded: Desk) -> Callable[[Role], dict[str, str]]:
    """Return what makes the header with a token of a role."""
    del guarded

    def made(role: Role) -> dict[str, str]:
        user, _ = store.accounts().user(role.value)
        return {"Authorization": f"Bearer {sessions.make_token(store.accounts(), user.id, 'test', role, 1)}"}

    return made


@pytest.mark.parametrize("route", ROUTES, ids=[each.name for each in ROUTES])
def test_nothing_is_told_without_a_token(guarded: Desk, route: Any) -> None:  # noqa: ANN401 - a Route
    """Every route asks who one is, says how to tell, and shows nothing; a made-up token is none."""
    path = route.address.replace("{id_:str}", "1").replace("{number:str}", "1")
    for headers in ({}, {"Authorization": "Bearer rpt_made-up"}):
        guarded.cookies.clear()
        answer = guarded.request(route.method, path, headers=headers)
        assert (answer.status_code, answer.json()["code"]) == (401, "unauthorized")
        assert answer.headers["www-authenticate"].startswith("Bearer")


def test_roles_hold(guarded: Desk, bearer: Callable[[Role], dict[str, str]]) -> None:
    """A reader reads and writes nothing; a reviewer writes too, under the own name."""
    grade = {"verb": "grade", "target": {"name": "Northern Wire"}, "value": {"reliability": "B"}, "seen": 0}
    reader, reviewer = bearer(Role.READER), bearer(Role.REVIEWER)
    assert guarded.get("/api/1", headers=reader).json()["role"] == "reader"
    for path, body in (("/api/1/judgements", grade), ("/api/1/reports", {"text": "a"})):
        answer = guarded.post(path, json=body, headers=reader)
        assert (answer.status_code, answer.json()["code"]) == (403, "forbidden")
    answer = guarded.post("/api/1/judgements", json=grade, headers=reviewer)
    assert answer.json()["judgement"]["who"] == "reviewer"
    assert guarded.get("/api/1/judgements", headers=reader).json()["items"] == [answer.json()["judgement"]]


def test_sessions_read_and_need_the_forms_token_to_write(guarded: Desk) -> None:
    """Who logged in reads with the cookie alone; to write, a page's token is needed, so no other site can."""
    data = {"_token": token(guarded, "/login"), "name": "reviewer", "password": PASSWORD}
    assert guarded.post("/login", data=data, follow_redirects=False).status_code == 303
    assert guarded.get("/api/1/counts").status_code == 200
    grade = {"verb": "grade", "target": {"name": "A"}, "value": {"reliability": "B"}, "seen": 0}
    assert guarded.post("/api/1/judgements", json=grade).status_code == 403
    own = {"x-desk-token": token(guarded)}
    assert guarded.post("/api/1/judgements", json=grade, headers=own).status_code == 201
    elsewhere = own | {"origin": "https://evil.example"}
    assert guarded.post("/api/1/judgements", json=grade, headers=elsewhere).status_code == 403


def test_other_sites_are_not_let_in(desk: Desk) -> None:
    """On loopback without logins too: a page elsewhere neither writes nor is allowed to read (no CORS)."""
    desk.cookies.clear()
    grade = {"verb": "grade", "target": {"name": "A"}, "value": {"reliability": "B"}, "seen": 0}
    for headers in ({"origin": "https://evil.example"}, {"sec-fetch-site": "cross-site"}):
        answer = desk.post("/api/1/judgements", json=grade, headers=headers)
        assert (answer.status_code, answer.json()["code"]) == (403, "forbidden")
    plain = desk.post(
        "/api/1/judgements", content=b"{}", headers={"origin": "null", "content-type": "text/plain"}
    )
    assert plain.status_code == 403
    for answer in (
        desk.get("/api/1/counts", headers={"origin": "https://evil.example"}),
        desk.options(
            "/api/1/judgements",
            headers={"origin": "https://evil.example", "access-control-request-method": "POST"},
        ),
    ):
        assert not [name for name in answer.headers if name.startswith("access-control-")]
    assert desk.get("/api/1/judgements").json()["items"] == []
    assert desk.get("/api/1/counts", headers={"host": "evil.example"}).status_code == 421


def test_answers_are_kept_by_nobody_between(desk: Desk) -> None:
    """An answer is no shared cache's, and no page's to guess the type of."""
    headers = desk.get("/api/1/reports").headers
    assert "private" in headers["cache-control"]
    assert headers["x-content-type-options"] == "nosniff"
