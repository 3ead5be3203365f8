"""Access: who comes in, who may do what, and what other sites cannot make a browser do."""

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from litestar.testing import TestClient

from reportedly.desk import pages
from reportedly.desk.access import passwords, sessions
from reportedly.desk.access.identity import Role
from reportedly.desk.access.limiting import OF_ADDRESS, OF_NAME_AT_ADDRESS, Limiter
from reportedly.desk.app import make_app
from reportedly.desk.settings import DeskSettings, is_loopback
from reportedly.store import Store
from tests.desk.asking import send, token

Desk = TestClient[Any]
PASSWORD = "seven quiet herons at dusk"  # noqa: S105 - of accounts that are made here
HOST = "desk.example"
BASE = f"http://{HOST}:8377"
TEXT = "Fog closed the port of Odesa\n\nIryna Bondar told Reuters so."


@pytest.fixture(scope="module")
def kept() -> str:
    """Return the hash of the password, made once: it takes a while on purpose."""
    return passwords.hashed(PASSWORD)


@pytest.fixture
def guarded(store: Store, kept: str) -> Iterator[Callable[..., Desk]]:
    """Return what makes clients of a desk where people log in: an account for each role, named like it."""
    for role in Role:
        store.accounts().add(role.value, role.value, kept)
    clients = []

    def client(name: str | None = None, **settings: Any) -> Desk:  # noqa: ANN401 - fields of DeskSettings
        app = make_app(store, DeskSettings(auth=True, names=(HOST,), **settings))
        base = BASE.replace("http:", "https:") if settings.get("https") else BASE
        made = TestClient(app, base_url=base).__enter__()
        clients.append(made)
        if name is not None:
            assert log_in(made, name).status_code == 303
        return made

    yield client
    for made in clients:
        made.__exit__(None, None, None)


def log_in(client: Desk, name: str, password: str = PASSWORD, **more: str) -> Any:  # noqa: ANN401 - httpx's answer
    """Send the login's form."""
    data = {"_token": token(client, "/login"), "name": name, "password": password, **more}
    return client.post("/login", data=data, follow_redirects=False)


# ---------------------------------------------------------------------- who comes in


def test_nothing_is_shown_before_the_login(guarded: Callable[..., Desk], first: str) -> None:
    """Every page and file of reports leads to the login; only what the login needs itself is there."""
    desk = guarded()
    paths = [path for handler in pages.HANDLERS if "GET" in handler.http_methods for path in handler.paths]
    closed = [path for path in paths if path != "/login"] + [f"/reports/{first}", "/nothing-here"]
    for path in closed:
        answer = desk.get(re.sub(r"\{[^}]*\}", "1", path), follow_redirects=False)
        assert answer.status_code in {302, 404}, path
        if answer.status_code == 302:
            assert answer.headers["location"].startswith("/login?next="), path
        assert first not in answer.text
    assert desk.get("/api/1/reports").status_code in {401, 404}
    assert desk.get("/login").status_code == 200


def test_a_login_leads_back(guarded: Callable[..., Desk]) -> None:
    """After the login one is where one wanted to be, and only ever on this desk."""
    desk = guarded()
    assert log_in(desk, "reader", next="/search?q=fog").headers["location"] == "/search?q=fog"
    for elsewhere in (
        "//evil.example",
        "https://evil.example",
        "/\\evil.example",
        "javascript:hit()",
        "/\n/x",
    ):
        assert log_in(guarded(), "reader", next=elsewhere).headers["location"] == "/"


def test_a_wrong_password_says_nothing(guarded: Callable[..., Desk]) -> None:
    """A wrong password and an unknown name are answered alike, and neither logs anybody in."""
    desk = guarded()
    wrong, unknown = log_in(desk, "reader", "wrong"), log_in(desk, "nobody", "wrong")
    assert wrong.status_code == unknown.status_code == 403
    assert "do not go together" in wrong.text
    assert "do not go together" in unknown.text
    assert desk.get("/", follow_redirects=False).status_code == 302


def test_guessing_is_slowed_down(guarded: Callable[..., Desk]) -> None:
    """After some failures even the right password has to wait, and is told how long."""
    desk = guarded()
    for _ in range(OF_NAME_AT_ADDRESS.times):
        assert log_in(desk, "reader", "wrong").status_code == 403
    answer = log_in(desk, "reader")
    assert answer.status_code == 429
    assert int(answer.headers["retry-after"]) > 0
    assert log_in(desk, "admin").status_code == 303


def test_limits_are_of_a_window_of_time() -> None:
    """Failures count for as long as the limit says; many names from one address are limited too."""
    at = [0.0]
    limiter = Limiter(clock=lambda: at[0])
    for number in range(OF_ADDRESS.times):
        assert limiter.wait(f"n{number}", "a") == 0
        limiter.failed(f"n{number}", "a")
    assert limiter.wait("another", "a") == OF_ADDRESS.seconds
    assert limiter.wait("another", "b") == 0
    at[0] = OF_ADDRESS.seconds + 1
    assert limiter.wait("another", "a") == 0


def test_a_session_ends(guarded: Callable[..., Desk], store: Store) -> None:
    """A session that was not used for long, or that was logged out, shows nothing any more."""
    desk = guarded("reader")
    assert desk.get("/", follow_redirects=False).status_code == 200
    hashed = sessions.hash_of(desk.cookies["reportedly_session"])
    past = (datetime.now(UTC) - timedelta(seconds=1)).isoformat(timespec="milliseconds")
    store.accounts().see_session(hashed, at=past, ends_at=past)
    assert desk.get("/", follow_redirects=False).status_code == 302
    again = guarded("reader")
    cookie = again.cookies["reportedly_session"]
    assert send(again, "/logout").status_code == 303
    again.cookies.set("reportedly_session", cookie, domain=HOST)
    assert again.get("/", follow_redirects=False).status_code == 302


def test_a_session_does_not_live_for_ever(guarded: Callable[..., Desk], store: Store) -> None:
    """However often it is used, a session ends a week after it began."""
    desk = guarded("reader")
    hashed = sessions.hash_of(desk.cookies["reportedly_session"])
    begun = datetime.now(UTC) - sessions.LONGEST + timedelta(minutes=5)
    user, _ = store.accounts().user("reader")
    store.accounts().end_session(hashed)
    ends = (datetime.now(UTC) + timedelta(hours=1)).isoformat(timespec="milliseconds")
    store.accounts().begin_session(hashed, user.id, at=begun.isoformat(timespec="milliseconds"), ends_at=ends)
    assert desk.get("/", follow_redirects=False).status_code == 200
    found = store.accounts().session(hashed)
    assert found is not None
    assert datetime.fromisoformat(found.ends_at) <= begun + sessions.LONGEST + timedelta(seconds=1)


def test_cookies_are_held_closely(guarded: Callable[..., Desk]) -> None:
    """No script reads a cookie, no other site's form sends it, and over https it never goes without."""
    desk = guarded()
    cookie = log_in(desk, "reader").headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    secure = guarded(https=True)
    assert "max-age" in secure.get("/login").headers["strict-transport-security"]
    assert "strict-transport-security" not in desk.get("/login").headers
    told = log_in(secure, "reader").headers["set-cookie"]
    assert told.startswith("__Host-reportedly_session=")
    assert "Secure" in told
    assert "Path=/" in told
    assert "Domain" not in told


def test_secrets_are_not_kept(guarded: Callable[..., Desk], store: Store) -> None:
    """Neither a session's cookie, nor a token, nor a password stands in the store's file."""
    desk = guarded("admin")
    made = send(desk, "/account/tokens", label="script", role="reader", days="30").text
    found = re.search(r"rpt_[\w-]{40,}", made)
    assert found is not None
    with open(store.name, "rb") as file:  # noqa: PTH123 - the store's name is its path
        held = file.read()
    for path in (f"{store.name}-wal",):
        with open(path, "rb") as file:  # noqa: PTH123 - as above
            held += file.read()
    for secret in (found[0], desk.cookies["reportedly_session"], PASSWORD):
        assert secret.encode() not in held


# ---------------------------------------------------------------------- who may do what


def test_roles_hold(guarded: Callable[..., Desk]) -> None:
    """A reader reads, a reviewer adds too, an admin alone sees the users; each is told what is missing."""
    can: dict[str, tuple[int, int, int]] = {}
    for role in Role:
        desk = guarded(role.value)
        can[role.value] = (
            desk.get("/").status_code,
            send(desk, "/adding", text=TEXT).status_code,
            desk.get("/users").status_code,
        )
    assert can == {"reader": (200, 403, 403), "reviewer": (200, 303, 403), "admin": (200, 303, 200)}
    assert 'id="add"' not in guarded("reader").get("/").text


def test_what_changes_something_needs_a_reviewer(guarded: Callable[..., Desk]) -> None:
    """No handler that changes anything lets a reader in, but for what is the reader's own."""
    desk = guarded("reader")
    own = {"/login", "/logout", "/inbox/seen", "/account/password", "/account/tokens"}
    open_to_readers = []
    for handler in pages.HANDLERS:
        for path in handler.paths:
            if handler.http_methods & {"POST", "PUT", "PATCH", "DELETE"} and path not in own:
                asked = re.sub(r"\{[^}]*\}", "1", path)
                (method,) = handler.http_methods
                answer = desk.request(method, asked, headers={"x-desk-token": token(desk)})
                if answer.status_code != 403 and not path.startswith("/account/tokens/"):
                    open_to_readers.append((method, path, answer.status_code))
    assert open_to_readers == []


def test_an_admin_says_who_comes_in(guarded: Callable[..., Desk], store: Store) -> None:
    """An account is made, given a role, closed: then its person is out at once."""
    admin = guarded("admin")
    assert send(admin, "/users", name="olena", role="reader", password=PASSWORD).status_code == 303
    olena = guarded("olena")
    assert send(admin, "/users/change", name="olena", what="role", role="reviewer").status_code == 303
    assert send(olena, "/adding", text=TEXT).status_code == 303
    assert send(admin, "/users/change", name="olena", what="close").status_code == 303
    assert olena.get("/", follow_redirects=False).status_code == 302
    assert log_in(guarded(), "olena").status_code == 403
    assert store.accounts().user("olena")[0].closed_at is not None
    assert send(admin, "/users/change", name="admin", what="close").status_code == 400
    assert send(admin, "/users", name="pavlo", role="reader", password="short").status_code == 400  # noqa: S106


def test_a_judgement_bears_the_name_of_who_is_logged_in(guarded: Callable[..., Desk]) -> None:
    """What is added or judged bears the account's name, whatever the form says."""
    desk = guarded("reviewer")
    where = send(desk, "/adding", text=TEXT, who="somebody else").headers["location"]
    assert "<bdi>reviewer</bdi>" in desk.get(where).text


def test_a_password_is_changed(guarded: Callable[..., Desk]) -> None:
    """With the old one a new one is set; elsewhere one is logged out, here one stays."""
    here, there = guarded("reader"), guarded("reader")
    new = "nine other herons at dawn"
    assert send(here, "/account/password", old="wrong", new=new).status_code == 400
    assert send(here, "/account/password", old=PASSWORD, new="short").status_code == 400
    assert send(here, "/account/password", old=PASSWORD, new=new).status_code == 303
    assert here.get("/", follow_redirects=False).status_code == 200
    assert there.get("/", follow_redirects=False).status_code == 302
    assert log_in(guarded(), "reader").status_code == 403
    assert log_in(guarded(), "reader", new).status_code == 303


def test_a_token_lets_a_program_in(guarded: Callable[..., Desk], store: Store) -> None:
    """A token does what it may at most, without a form's token, until it ends or is removed."""
    user, _ = store.accounts().user("admin")
    desk = guarded()
    read = sessions.make_token(store.accounts(), user.id, "script", Role.READER, 30)
    write = sessions.make_token(store.accounts(), user.id, "script", Role.REVIEWER, None)

    def status(secret: str, method: str = "GET", path: str = "/", **more: Any) -> int:  # noqa: ANN401 - httpx's
        headers = {"authorization": f"Bearer {secret}"}
        return desk.request(method, path, headers=headers, follow_redirects=False, **more).status_code

    assert status(read) == 200
    assert status(read, "POST", "/adding", data={"text": TEXT}) == 403
    assert status(write, "POST", "/adding", data={"text": TEXT}) == 303
    assert status(write, path="/users") == 403
    assert status("rpt_wrong") == 302
    assert status(sessions.make_token(store.accounts(), user.id, "old", Role.ADMIN, -1)) == 302
    reader, _ = store.accounts().user("reader")
    over = sessions.make_token(store.accounts(), reader.id, "more than its owner", Role.ADMIN, None)
    assert status(over, path="/users") == 403
    store.accounts().remove_token(store.accounts().tokens(user.id)[0].id, user.id)
    assert status(read) == 302


@pytest.mark.parametrize("weak", ["", "short", "aaaaaaaaaaaaaaaa", "x" * 1001, "Olena Marchuk Olena"])
def test_weak_passwords_are_not_taken(weak: str) -> None:
    """Short ones, ones of few letters, ones that are the name: each is refused with the reason."""
    assert passwords.why_not(weak, "Olena Marchuk Olena")
    assert passwords.why_not(PASSWORD, "Olena Marchuk Olena") is None


# ---------------------------------------------------------------------- other sites


ELSEWHERE = [
    {"origin": "https://evil.example"},
    {"origin": "null"},
    {"sec-fetch-site": "cross-site"},
    {"sec-fetch-site": "same-site"},
    {"origin": "http://127.0.0.1:1"},
]


@pytest.mark.parametrize("headers", ELSEWHERE, ids=str)
def test_another_site_changes_nothing(desk: Desk, headers: dict[str, str]) -> None:
    """A form that another page made is refused, even with a token that fits."""
    answer = desk.post("/adding", data={"text": TEXT, "_token": token(desk)}, headers=headers)
    assert answer.status_code == 403
    assert "another site" in answer.text


@pytest.mark.parametrize("wrong", ["", "x", "ж" * 40, "x" * 32])
def test_a_form_without_its_token_is_refused(desk: Desk, wrong: str) -> None:
    """A browser's form with no token, or another visit's, changes nothing; it says to load the page again."""
    desk.get("/")
    origin = {"origin": str(desk.base_url).rstrip("/")}
    answer = desk.post("/adding", data={"text": TEXT, "_token": wrong}, headers=origin)
    assert answer.status_code == 403
    assert "load it again" in answer.text


def test_a_token_is_of_one_session(guarded: Callable[..., Desk]) -> None:
    """A form's token of one person is worth nothing in another's browser."""
    one, other = guarded("admin"), guarded("reviewer")
    data = {"text": TEXT, "_token": token(other)}
    assert one.post("/adding", data=data, headers={"origin": BASE}).status_code == 403


def test_a_program_of_this_machine_needs_no_token(desk: Desk) -> None:
    """What is no browser may post on loopback, where nobody logs in; a browser always says where from."""
    desk.cookies.clear()
    sent = desk.post("/adding", data={"text": TEXT}, follow_redirects=False)
    assert sent.status_code == 303


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1:8377", 200),
        ("localhost", 200),
        ("LOCALHOST:1", 200),
        ("[::1]:8377", 200),
        ("evil.example", 421),
        ("evil.example:8377", 421),
        ("127.0.0.1.evil.example", 421),
        ("localhost:8377@evil.example", 421),
        ("", 421),
        ("127.0.0.1:x", 421),
    ],
)
def test_only_own_names_are_answered(desk: Desk, host: str, status: int) -> None:
    """A name of another site that leads here is refused, on every page and file (DNS rebinding)."""
    for path in ("/", "/static/icon.svg", "/nothing-here"):
        expected = status if status != 200 or path != "/nothing-here" else 404
        assert desk.get(path, headers={"host": host}).status_code == expected


@pytest.mark.parametrize("path", ["/", "/nothing-here", "/static/icon.svg", "/problems?mended=x", "/api/1/x"])
def test_headers_go_with_every_answer(desk: Desk, path: str) -> None:
    """Pages, files and errors all bear the policy, and nobody may frame them or guess their type."""
    headers = desk.get(path).headers
    policy = dict(each.split(" ", 1) for each in headers["content-security-policy"].split("; "))
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == policy["connect-src"] == "'self'"
    assert policy["frame-ancestors"] == policy["base-uri"] == "'none'"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert "server" not in headers


OWN = ("127.0.0.1", "::1", "[::1]", "localhost", "127.8.8.8")
OTHERS = ("0.0.0.0", "::", "192.0.2.1", "", "desk.example")  # noqa: S104 - what must not pass


@pytest.mark.parametrize(("host", "alone"), [*((h, True) for h in OWN), *((h, False) for h in OTHERS)])
def test_loopback_is_known(host: str, alone: bool) -> None:  # noqa: FBT001 - the expected answer
    """Only this machine's own addresses may be listened on without a login."""
    assert is_loopback(host) is alone
