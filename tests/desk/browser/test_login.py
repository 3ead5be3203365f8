"""Logging in, in a browser: the pages of accounts, a login and its end, two people at once."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import pytest

from reportedly.desk.access import passwords
from reportedly.desk.settings import DeskSettings
from reportedly.store import Store

if TYPE_CHECKING:
    from playwright.sync_api import Page

OpenPage = Callable[..., "Page"]
PASSWORD = "seven quiet herons at dusk"  # noqa: S105 - of accounts that are made here


@pytest.fixture
def served(store: Store, serve: Callable[..., Any]) -> Iterator[Any]:
    """Return a desk where people log in: an admin and a reader."""
    kept = passwords.hashed(PASSWORD)
    for role in ("admin", "reader"):
        store.accounts().add(role, role, kept)
    desk = serve(store, DeskSettings(auth=True))
    yield desk
    desk.close()


def log_in(page: "Page", name: str) -> None:
    """Fill in the login's form and send it."""
    page.fill("#name", name)
    page.fill("#password", PASSWORD)
    page.click("main button.main")


def test_a_login_leads_where_one_wanted(open_page: OpenPage) -> None:
    """A page asks for the login first, and then is there; after the logout it asks again."""
    page = open_page("/search?q=bridge")
    assert page.url.startswith(page.url.partition("/login")[0] + "/login?next=")
    log_in(page, "reader")
    page.wait_for_url("**/search?q=bridge")
    page.click("a.me")
    page.click("text=Log out")
    page.wait_for_url("**/login")
    page.goto("/")
    page.wait_for_url("**/login?next=**")


def test_a_wrong_password_is_told(open_page: OpenPage) -> None:
    """A wrong password is told in words, and the name stays."""
    page = open_page("/login")
    page.fill("#name", "reader")
    page.fill("#password", "wrong")
    page.click("main button.main")
    assert "do not go together" in page.inner_text("[role=alert]")
    assert page.input_value("#name") == "reader"


def test_pages_of_accounts_are_accessible(
    open_page: OpenPage, axe: Callable[["Page"], list[str]], picture: Callable[["Page", str], object]
) -> None:
    """Login, account and users have no failure of WCAG 2.2 AA that a machine can find, wide and narrow."""
    page = open_page("/login")
    for path in ("/login", "/account", "/users"):
        page.goto(path)
        for width in (1280, 360):
            page.set_viewport_size({"width": width, "height": 900})
            picture(page, f"{path.strip('/')}-{width}")
            assert axe(page) == [], (path, width)
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), (path, width)
        if path == "/login":
            log_in(page, "admin")
            page.wait_for_url("**/")


def test_a_token_is_shown_once(open_page: OpenPage) -> None:
    """A token that is made is shown, and on the next look it is not."""
    page = open_page("/account")
    log_in(page, "reader")
    page.wait_for_url("**/account")
    page.fill("#label", "nightly script")
    page.click("text=Make a token")
    assert page.inner_text("code.made").startswith("rpt_")
    page.goto("/account")
    assert page.query_selector("code.made") is None
    assert "nightly script" in page.inner_text("main")


def test_a_reader_is_not_offered_to_add(open_page: OpenPage) -> None:
    """Who may only read sees no form to add."""
    page = open_page("/")
    log_in(page, "reader")
    page.wait_for_url("**/")
    assert page.query_selector("#add") is None
