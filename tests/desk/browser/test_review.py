"""The review queue in a browser: gone through by keys."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from reportedly.desk.pages.review_queue import Wanted, queue_of
from reportedly.store import Store, Verb
from tests.desk.browser.conftest import Served
from tests.desk.reader_story import READING, REPORT

if TYPE_CHECKING:
    from playwright.sync_api import Page

OpenPage = Callable[..., "Page"]
Axe = Callable[["Page"], list[str]]
Picture = Callable[["Page", str], object]


@pytest.fixture
def looked(store: Store, served: Served) -> Store:
    """Return a store with the report made by hand, looked through whole."""
    assert served.address
    store.writer().add(REPORT, READING)
    while (queue := queue_of(store, Wanted(), 1)).looked < queue.of:
        pass
    return store


def test_the_queue_goes_by_keys(open_page: OpenPage, looked: Store, axe: Axe, picture: Picture) -> None:
    """A accepts and goes on, r rejects, c corrects in place, u undoes: without the pointer, nothing jumps."""
    page = open_page("/review?outlet=Vorskla")
    page.wait_for_selector("#queue li >> nth=2")
    picture(page, "review")
    assert axe(page) == []
    keys = page.keyboard
    keys.press("j")
    keys.press("a")
    page.wait_for_selector("li[data-done] >> nth=0")
    page.wait_for_selector("#queue li >> nth=1 >> :focus")
    keys.press("r")
    page.wait_for_selector("li[data-done] >> nth=1")
    page.wait_for_selector("#queue li >> nth=2 >> :focus")
    keys.press("c")
    page.wait_for_selector(".judging form")
    assert axe(page) == []
    picture(page, "review-form")
    page.fill("#f-actor", "the drones")
    page.click(".judging button.main")
    page.wait_for_selector("li[data-done] >> nth=2")
    with looked.view() as view:
        assert [each.verb for each in view.judgements()] == [Verb.ACCEPT, Verb.REJECT, Verb.CORRECT]
    page.wait_for_selector("#queue li :focus")  # it has moved on by itself
    page.locator("#queue li >> nth=0 >> a").first.focus()
    page.wait_for_selector("#queue li >> nth=0 >> a:focus")
    keys.press("u")
    page.wait_for_selector("#queue li >> nth=0 >> [data-act=a]")
    with looked.view() as view:
        assert view.judgements()[-1].withdraws == view.judgements()[0].id
    assert axe(page) == []


def test_two_people_meet_in_the_queue(open_page: OpenPage, looked: Store) -> None:
    """Who judges a row that somebody judged since is shown that, in the row, and may go on."""
    first, second = open_page("/review?outlet=Vorskla"), open_page("/review?outlet=Vorskla")
    for page, key in ((first, "a"), (second, "r")):
        page.wait_for_selector("#queue li >> nth=2")
        page.keyboard.press("j")
        page.keyboard.press(key)
        page.wait_for_selector("li[data-done]" if page is first else "li[data-met]")
    second.wait_for_selector("li[data-met]:has-text('accepted')")
    second.click("li[data-met] button.main")
    second.wait_for_selector("li[data-done]")
    with looked.view() as view:
        assert [each.verb for each in view.judgements()] == [Verb.ACCEPT, Verb.REJECT]
