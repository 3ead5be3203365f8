"""The map in a browser: drawn from the desk's own files, led by keys, as the table says; a place's page."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page

OpenPage = Callable[..., "Page"]
Axe = Callable[["Page"], list[str]]
Picture = Callable[["Page", str], object]
READY = "[data-map][data-ready]"
PLACE = "/place?name=Vorozhba"
SHOWN = "document.querySelectorAll('tr[data-id]:not([hidden])').length"


def drawn(page: "Page") -> "Page":
    """Wait until the map is drawn."""
    page.wait_for_selector(READY, timeout=30_000)
    page.wait_for_timeout(1200)
    return page


def test_the_map_is_drawn(look: OpenPage, picture: Picture) -> None:
    """The map is drawn under the strict policy, with nothing from outside; and drawn anew in dark."""
    page = drawn(look("/map", height=1000))
    picture(page, "map-light")
    page.click("[data-theme-toggle]")
    page.wait_for_timeout(1500)
    picture(page, "map-dark")
    assert page.locator("[data-map] canvas").count() == 1
    assert "cannot be drawn" not in page.inner_text("[data-map]")


def test_the_table_follows_the_map(look: OpenPage) -> None:
    """Layers, claimants and days chosen beside the map leave the same statements in the table."""
    page = drawn(look("/map"))
    every = page.evaluate(SHOWN)
    assert every > 0
    assert page.inner_text("[data-count]").startswith(f"{every} statement")
    page.uncheck('input[name="layer"][value="events"]')
    control = page.evaluate(SHOWN)
    assert 0 < control < every
    page.uncheck('input[name="claimant"][value="0"]')
    assert page.evaluate(SHOWN) < control
    page.check('input[name="claimant"][value="0"]')
    page.check('input[name="layer"][value="events"]')
    page.keyboard.press("[")
    assert page.evaluate(SHOWN) < every
    assert "#day=" in page.url
    page.keyboard.press("]")
    assert page.evaluate(SHOWN) == every
    page.select_option("#map-span", "1")
    assert 0 < page.evaluate(SHOWN) < every


def test_a_day_can_be_linked_to(look: OpenPage) -> None:
    """The address holds the day, and leads to it."""
    page = drawn(look("/map"))
    page.keyboard.press("[")
    day, told = page.url.partition("#")[2], page.inner_text("[data-day-told]")
    again = drawn(look(f"/map#{day}"))
    assert again.inner_text("[data-day-told]") == told


def test_a_row_leads_to_the_map_and_to_the_words(look: OpenPage, picture: Picture) -> None:
    """By keyboard: a row's button shows its place, the panel has the words, and they lead to the Reader."""
    page = drawn(look("/map", height=1000))
    before = page.locator("[data-map]").bounding_box()
    page.locator("[data-show]").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("[data-chosen]:not([hidden])")
    place = page.locator("tr[data-id] a[href^='/place']").first.inner_text()
    assert page.inner_text("[data-chosen] h2") == place
    words = page.locator("[data-chosen] a.words").first
    assert words.get_attribute("href", timeout=1000).startswith("/reports/")  # type: ignore[union-attr]
    picture(page, "map-chosen")
    after = page.locator("[data-map]").bounding_box()
    assert before is not None
    assert after is not None
    assert after["width"] == before["width"], "the panel does not push the map aside"
    page.click("[data-chosen] button[aria-label='Close']")
    assert not page.is_visible("[data-chosen]")


def test_a_click_on_a_mark_chooses_its_place(look: OpenPage) -> None:
    """A mark that is clicked opens what is said there: one that a row brought beside the panel."""
    page = drawn(look("/map?place=Bilopillia", height=1000))
    page.locator("[data-show]").first.click()
    page.wait_for_timeout(800)
    panel = page.locator("[data-chosen]").bounding_box()
    place = page.inner_text("[data-chosen] h2")
    page.click("[data-chosen] button[aria-label='Close']")
    page.evaluate("document.querySelector('[data-map]').scrollIntoView({block: 'center'})")
    box = page.locator("[data-map]").bounding_box()
    assert box is not None
    assert panel is not None
    page.mouse.click(box["x"] + box["width"] / 2 + panel["width"] / 2, box["y"] + box["height"] / 2 - 12)
    page.wait_for_selector("[data-chosen]:not([hidden])")
    assert page.inner_text("[data-chosen] h2") == place


def test_without_webgl_the_table_is_there(look: OpenPage) -> None:
    """Where no map can be drawn, that is said, and the table says all."""
    page = look("/map")
    page.add_init_script("HTMLCanvasElement.prototype.getContext = () => null")
    page.reload()
    page.wait_for_selector("[data-map][data-failed]")
    assert "cannot be drawn" in page.inner_text("[data-map]")
    assert page.evaluate(SHOWN) > 0


@pytest.mark.parametrize("path", ["/map", PLACE])
@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_it_is_accessible(
    look: OpenPage, axe: Axe, picture: Picture, path: str, width: int, theme: str
) -> None:
    """Drawn, the map and a place's page have no failure of WCAG 2.2 AA that a machine can find.

    They need no scrolling sideways.
    """
    page = drawn(look(path, width=width, dark=theme == "dark"))
    picture(page, f"{path.strip('/').partition('?')[0]}-{width}-{theme}-drawn")
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
