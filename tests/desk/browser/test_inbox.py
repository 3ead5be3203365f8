"""The inbox in a browser: looked at, gone through by keys, added to by form and by dropping."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from tests.desk.test_pages import PATHS

if TYPE_CHECKING:
    from playwright.sync_api import Page

OpenPage = Callable[..., "Page"]
Axe = Callable[["Page"], list[str]]
Picture = Callable[["Page", str], object]
TEXT = (
    "Fog closed the port of Odesa\n\nThe port was closed on Monday, harbour master Iryna Bondar told Reuters."
)


@pytest.mark.parametrize("path", [*PATHS, "/search?q=bridge", "/nothing-here"])
def test_a_page_is_accessible(look: OpenPage, axe: Axe, picture: Picture, path: str) -> None:
    """A page has no failure of WCAG 2.2 AA that a machine can find, wide and narrow, light and dark.

    It needs no scrolling sideways on a phone.
    """
    page = look(path)
    name = path.strip("/").replace("/", "-").replace("?", "-").replace("=", "-") or "inbox"
    for theme in ("light", "dark"):
        page.emulate_media(color_scheme=theme)
        for width in (1280, 360):
            page.set_viewport_size({"width": width, "height": 900})
            picture(page, f"{name}-{width}-{theme}")
            assert axe(page) == [], (theme, width)
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), width


def test_keys_go_through_the_inbox(look: OpenPage) -> None:
    """With j and k one goes through the list, g s leads to search, ? shows the keys, / goes to the box."""
    page = look("/")
    page.keyboard.press("j")
    first = page.evaluate("document.activeElement.href")
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.href") != first
    page.keyboard.press("k")
    assert page.evaluate("document.activeElement.href") == first
    page.keyboard.press("?")
    page.wait_for_selector("dialog#keys[open]")
    page.keyboard.press("Escape")
    page.wait_for_selector("dialog#keys:not([open])", state="attached")
    page.keyboard.press("/")
    page.keyboard.type("g s")
    assert page.input_value("#find") == "g s"
    page.keyboard.press("Escape")
    page.keyboard.press("g")
    page.keyboard.press("s")
    page.wait_for_url("**/search")


def test_keys_can_be_switched_off(look: OpenPage) -> None:
    """Who speaks to the machine can switch single keys off, and they stay off on other pages."""
    page = look("/")
    page.keyboard.press("?")
    page.uncheck("dialog [data-keys-switch]")
    page.keyboard.press("Escape")
    page.goto("/problems")
    page.keyboard.press("?")
    page.wait_for_timeout(100)
    assert not page.is_visible("dialog#keys")


def test_the_theme_stays(look: OpenPage) -> None:
    """A theme that was chosen stays on the next page, whatever the system says, written by the server."""
    page = look("/", dark=True)
    page.click("[data-theme-toggle]")
    assert page.evaluate("document.documentElement.dataset.theme") == "light"
    page.goto("/problems")
    assert page.evaluate("document.documentElement.dataset.theme") == "light"
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(252, 251, 248)"


def test_a_text_is_added_and_told_as_it_is_read(open_page: OpenPage) -> None:
    """A pasted text leads to the run's page, which tells what became of it without being loaded again."""
    page = open_page("/")
    page.keyboard.press("n")
    page.fill("#add-text", TEXT)
    page.click("#add button.main")
    page.wait_for_url("**/adding/*")
    page.wait_for_selector("[data-outcomes] .tag.good")
    page.wait_for_selector("[data-over=yes]")
    page.click("text=See what came in")
    assert page.inner_text("#reports .row >> nth=0").startswith(("Fog closed the port", "new"))


def test_files_are_dropped_on_the_page(open_page: OpenPage) -> None:
    """Files that are dropped anywhere on the inbox are added."""
    page = open_page("/")
    page.evaluate(
        """text => {
            const carried = new DataTransfer();
            carried.items.add(new File([text], "fog.txt", {type: "text/plain"}));
            document.body.dispatchEvent(new DragEvent("drop", {dataTransfer: carried, bubbles: true}));
        }""",
        TEXT,
    )
    page.wait_for_url("**/adding/*")
    page.wait_for_selector("[data-over=yes]")
    assert "fog.txt" in page.inner_text("[data-outcomes]")


def test_a_wrong_form_is_told_without_losing_it(open_page: OpenPage) -> None:
    """What cannot be understood is told in a notice, and what was typed stays."""
    page = open_page("/")
    page.keyboard.press("n")
    page.fill("#add-text", TEXT)
    page.click("text=What you know of them")
    page.fill("#add-published", "yesterday")
    page.click("#add button.main")
    page.wait_for_selector(".notice")
    assert "yesterday is no date" in page.inner_text(".notice").lower()
    assert page.input_value("#add-text") == TEXT


def test_nothing_hostile_runs(look: OpenPage) -> None:
    """A report that tries to run script in its text, names, outlet and address runs none on any page."""
    page = look("/")
    for path in [*PATHS, "/search?q=bridge", "/search?q=%3Cscript%3Ewindow.hit=1%3C/script%3E"]:
        page.goto(path)
        assert page.evaluate("window.hit") is None, path
