"""Claims in a browser: from a search to the words, parted and undone; and by whoever cannot point."""

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from reportedly.desk import links
from reportedly.linking import open_traces
from reportedly.store import Store, Verb
from tests.desk.browser.conftest import Served

if TYPE_CHECKING:
    from playwright.sync_api import Page

OpenPage = Callable[..., "Page"]
Axe = Callable[["Page"], list[str]]
Picture = Callable[["Page", str], object]
PAGES = ("claims", "claim", "contradictions", "positions", "timeline", "speaker", "compare")


@pytest.fixture(scope="session")
def addresses(lent: Served) -> dict[str, str]:
    """Return the address of each page on the shared desk, with what fills it."""
    with open_traces(lent.store) as traces:
        most = traces.claims(limit=1)[0]
        members = traces.claim(most.id).claim.members
    said = next(m.speaker.who for m in members if m.speaker is not None)
    reports = list(dict.fromkeys(m.report for m in members))
    return {
        "claims": links.CLAIMS,
        "claim": links.claim(most.id),
        "contradictions": f"{links.CONTRADICTIONS}?label=any",
        "positions": links.POSITIONS,
        "timeline": links.TIMELINE,
        "speaker": links.speaker(said),
        "compare": links.compare(*reports[:3]),
    }


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_a_page_of_claims_is_accessible(
    look: OpenPage, axe: Axe, picture: Picture, addresses: dict[str, str], name: str, theme: str
) -> None:
    """No page fails WCAG 2.2 AA, wide or narrow, folded or opened; none scrolls sideways."""
    page = look(addresses[name], dark=theme == "dark")
    for width in (1280, 360):
        page.set_viewport_size({"width": width, "height": 900})
        picture(page, f"{name}-{width}-{theme}")
        assert axe(page) == [], width
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), width
    page.evaluate("document.querySelectorAll('main details').forEach((each) => (each.open = true))")
    assert axe(page) == [], "opened"
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "opened"


def test_from_a_search_to_the_words(open_page: OpenPage, store: Store) -> None:
    """A claim is found by its words; a member's words are one click away, in the Reader, and lit."""
    with open_traces(store) as traces:
        most = traces.claims(limit=1)[0]
        member = traces.claim(most.id).claim.members[0]
    page = open_page("/")
    page.fill("#find", most.words)
    page.keyboard.press("Enter")
    page.click(f'main a[href="{links.claim(most.id)}"]')
    page.wait_for_url(f"**{links.claim(most.id)}")
    assert page.inner_text("h1").strip("“”") == most.words
    page.click("#m1 .words a")
    page.wait_for_url(re.compile(rf"/reports/{member.report}#\d+-\d+$"))
    page.wait_for_selector("html[data-ready=reader]")
    start, end = map(int, page.url.rpartition("#")[2].split("-"))
    with store.view() as view:
        reading = view.reading(member.report)
    assert reading is not None
    written = reading.report.text[start:end]
    lit = page.evaluate("[...(CSS.highlights.get('at') ?? [])].map(String).join('')")
    assert "".join(lit.split()) == "".join(written.split())


def test_two_members_are_parted_and_joined_again(open_page: OpenPage, store: Store) -> None:
    """Who parts two members sees two claims and who did it; undone, the claim is as it was."""
    with open_traces(store) as traces:
        most = traces.claims(limit=1)[0]
        members = traces.claim(most.id).claim.members
    other = next(n for n, m in enumerate(members, 1) if m.report != members[0].report)
    page = open_page(links.claim(most.id))
    assert page.locator("li[id^=m]").count() == len(members)
    for number in (1, other):
        page.check(f"#m{number} input")
    page.click(".linking summary")
    page.fill("#why", "another day")
    page.click("button[name=part]")
    page.wait_for_selector("text=parted by m.k.")
    with store.view() as view:
        assert [each.verb for each in view.judgements()] == [Verb.SPLIT]
    page.reload()
    expect(page.locator("li[id^=m]")).not_to_have_count(len(members))
    page.click("button[name=withdraw]")
    expect(page.locator("li[id^=m]")).to_have_count(len(members), timeout=60_000)
    assert page.locator("text=parted by m.k.").count() == 0


def test_the_head_is_one_line_and_its_menu_works_by_key(look: OpenPage) -> None:
    """At 1200 px the head does not wrap; More opens and closes by key, and the focus comes back."""
    page = look("/claims", width=1200)
    boxes = [each.bounding_box() for each in page.locator(".head > *, .head nav > ul > li").all()]
    tops = [box["y"] + box["height"] / 2 for box in boxes if box is not None]
    assert max(tops) - min(tops) < 6
    summary = page.locator(".more summary")
    summary.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector(".more[open]")
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    assert page.locator(".more[open]").count() == 0
    assert page.evaluate("document.activeElement.matches('.more summary')")


@pytest.mark.parametrize(
    ("key", "path"),
    [("c", "/claims"), ("m", "/map"), ("t", "/timeline"), ("r", "/review"), ("o", "/positions")],
)
def test_g_and_a_letter_lead_there(look: OpenPage, key: str, path: str) -> None:
    """The letters that the help lists after g lead to their pages."""
    page = look("/help/keys")
    assert page.locator(f'[data-keys="g {key}"][data-goes="{path}"]').count() == 1
    page.keyboard.press("g")
    page.keyboard.press(key)
    page.wait_for_url(f"**{path}")
