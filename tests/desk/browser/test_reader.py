"""The Reader in a browser: read by pointer and keys, judged, corrected, undone; two people meet."""

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

import msgspec
import pytest

from reportedly.record import Reading, Report, Span, report_id
from reportedly.store import Store, Target, Verb
from tests.desk.browser.conftest import Served
from tests.desk.hostile import BAIT
from tests.desk.reader_story import MODEL, READING, REPORT, at

if TYPE_CHECKING:
    from playwright.sync_api import Page

OpenPage = Callable[..., "Page"]
Axe = Callable[["Page"], list[str]]
Picture = Callable[["Page", str], object]
ADDED = (
    "Fog closed the port of Odesa\n\nThe port was closed on Monday, harbour master Iryna Bondar told "
    "Reuters. Nobody was hurt, she said.\n"
)


@pytest.fixture
def made(store: Store) -> str:
    """Return the id of the report with a reading made by hand."""
    return store.writer().add(REPORT, READING).id


def _ready(page: "Page") -> "Page":
    page.wait_for_selector("html[data-ready=reader]", state="attached")
    return page


def _chosen(page: "Page") -> str:
    found = page.locator(".record[aria-current]")
    return found.get_attribute("data-item") or "" if found.count() else ""


def _lit(page: "Page") -> str:
    return " ".join(page.locator("#text .on").all_inner_texts())


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_it_is_accessible(
    open_page: OpenPage, store: Store, made: str, axe: Axe, picture: Picture, theme: str
) -> None:
    """The Reader, its form, the bar over marked words and what is judged have no failure of WCAG 2.2 AA."""
    store.judge("o.h.", Verb.ACCEPT, Target(report=made, layer="events", item="e1"))
    store.judge("o.h.", Verb.REJECT, Target(report=made, layer="figures", item="f1"))
    store.judge("o.h.", Verb.GRADE, Target(name="Taras Lymar"), value={"reliability": "B", "credibility": 2})
    page = _ready(open_page(f"/reports/{made}", dark=theme == "dark"))
    for width in (1280, 360):
        page.set_viewport_size({"width": width, "height": 900})
        for key in "123456":
            page.keyboard.press(key)
            page.keyboard.press("j")
            assert axe(page) == [], (width, key)
        page.keyboard.press("1")
        page.keyboard.press("j")
        picture(page, f"reader-{width}-{theme}")
        page.keyboard.press("c")
        page.wait_for_selector("#judging form")
        picture(page, f"reader-form-{width}-{theme}")
        assert axe(page) == [], width
        page.keyboard.press("Escape")
        page.keyboard.press("m")
        page.keyboard.press("Shift+ArrowRight")
        page.keyboard.press("Enter")
        page.wait_for_selector("#marking button:focus")
        picture(page, f"reader-marked-{width}-{theme}")
        assert axe(page) == [], width
        page.keyboard.press("Escape")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), width


def test_words_and_records_lead_to_each_other(open_page: OpenPage, made: str) -> None:
    """A click on words chooses their record, a further one the next there; a row lights its words."""
    page = _ready(open_page(f"/reports/{made}"))
    words = page.locator(f"#w{at('forty soldiers').start}")
    words.click()
    assert _chosen(page) == "a3"  # of the list that is shown, the innermost
    words.click()
    assert _chosen(page) == "a2"
    words.click()
    assert _chosen(page) == "f1"
    assert page.locator('[data-tab="figures"]').get_attribute("aria-selected") == "true"
    assert _lit(page) == "forty soldiers"
    page.click('[data-tab="attributions"]')
    page.click('[data-item="a1"] .said')
    page.click('[data-item="a1"] .go')
    assert _chosen(page) == "a1"
    assert "harbour master Iryna Bondar" in _lit(page)
    assert page.url.endswith("#a1")


def test_a_click_in_a_row_does_what_it_is_on(open_page: OpenPage, store: Store, made: str) -> None:
    """A row that grows when it is chosen does not slip away from under the pointer: its history opens."""
    store.judge("o.h.", Verb.NOTE, Target(report=made, layer="attributions", item="a2"), why="look again")
    page = _ready(open_page(f"/reports/{made}#a3"))
    page.click('[data-item="a2"] .judged summary')
    assert _chosen(page) == "a2"
    page.wait_for_selector('[data-item="a2"] .judged[open] q:text-is("look again")')


def test_an_address_names_a_record_or_words(open_page: OpenPage, made: str) -> None:
    """A permanent address chooses the record that it names, or shows its words."""
    page = _ready(open_page(f"/reports/{made}#c1"))
    assert _chosen(page) == "c1"
    assert page.locator('[data-panel="controls"]').is_visible()
    span = at("Yunakivka is held")
    page = _ready(open_page(f"/reports/{made}#{span.start}-{span.end}"))
    shown = "[...CSS.highlights.get('at')].map(range => range.toString()).join()"
    assert page.evaluate(shown) == "Yunakivka is held"


def test_the_chain_is_shown_beside_the_words(open_page: OpenPage, made: str) -> None:
    """The chain stands beside words that the pointer rests on, and beside a number that has the focus."""
    page = _ready(open_page(f"/reports/{made}"))
    page.hover(f"#w{at('its drones').start}")
    page.wait_for_selector("#peek:not([hidden])")
    chain = page.locator("#peek .part >> nth=0 >> .chain li").all_inner_texts()
    assert chain == ["Vorskla Post", "Taras Lymar", "Moscow"]
    page.keyboard.press("Escape")
    assert page.locator("#peek").is_hidden()
    page.mouse.move(5, 5)
    page.keyboard.press("j")
    page.keyboard.press("w")  # to its words, the focus with it
    assert page.evaluate("document.activeElement.id") == "t-a1"
    page.wait_for_selector("#peek:not([hidden])")
    assert "Psel Courier" in page.inner_text("#peek")
    page.click("#peek a >> text=Psel Courier")
    shown = "[...CSS.highlights.get('at')].map(range => range.toString()).join()"
    assert page.evaluate(shown) == "the Psel Courier"


def test_a_report_is_added_read_and_a_speaker_corrected(open_page: OpenPage, store: Store) -> None:
    """The way of a day: add a report, read it, correct its speaker, see who did, undo it."""
    page = open_page("/")
    page.keyboard.press("n")
    page.fill("#add-text", ADDED)
    page.click("#add button.main")
    page.wait_for_selector("[data-over=yes]", timeout=60_000)
    page.goto("/?order=added")
    page.click("#reports a >> nth=0")
    _ready(page)
    page.click('[data-item="a1"] .said')
    page.click('[data-item="a1"] .go')
    was = page.inner_text('[data-item="a1"] .who')
    page.keyboard.press("c")
    page.wait_for_selector("#judging form")
    page.fill("#f-who", "Olena Marchuk")
    page.click("#judging button.main")
    page.wait_for_selector('[data-item="a1"] .judged.corrected')
    assert page.inner_text('[data-item="a1"] .who') == "Olena Marchuk"
    assert page.inner_text('[data-item="a1"] .judged summary').endswith("corrected by m.k., just now")
    page.wait_for_selector('[data-item="a1"] :focus')
    page.keyboard.press("u")
    page.wait_for_selector('[data-item="a1"]:not(:has(.judged))')
    assert page.inner_text('[data-item="a1"] .who') == was
    with store.view() as view:
        assert [each.verb for each in view.judgements()] == [Verb.CORRECT, Verb.WITHDRAW]


def test_all_goes_by_keys(open_page: OpenPage, store: Store, made: str) -> None:
    """By keys alone: accept, reject, undo, mark words, add a record at them, fill a field from the text."""
    page = _ready(open_page(f"/reports/{made}"))
    keys = page.keyboard
    keys.press("j")
    keys.press("a")
    page.wait_for_selector('[data-item="a1"] .judged.accepted')
    page.wait_for_selector('[data-item="a1"] :focus')
    keys.press("j")
    keys.press("r")
    page.wait_for_selector(".record.rejected :focus")
    keys.press("u")
    page.wait_for_selector('[data-item="a2"]:not(.rejected)')
    keys.press("m")
    page.wait_for_selector("#text.marking")
    for _ in range(80):
        if page.inner_text("#spoken") == "Sumy":
            break
        keys.press("ArrowRight")
    for _ in range(2):
        keys.press("Shift+ArrowRight")
    marked = page.inner_text("#spoken")
    assert len(marked.split()) == 3
    keys.press("Enter")
    for _ in range(3):
        keys.press("ArrowRight")
    assert page.evaluate("document.activeElement.value") == "events"
    keys.press("Enter")
    page.wait_for_selector("#judging textarea:focus")
    assert page.input_value("#f-span") == marked
    keys.press("Tab")
    keys.type("reject")
    for _ in range(20):
        keys.press("Tab")
        if page.evaluate("document.activeElement.matches('#judging button.main')"):
            break
    keys.press("Enter")
    page.wait_for_selector(".judged.added")
    assert page.locator('[data-tab="events"]').get_attribute("aria-selected") == "true"
    with store.view() as view:
        reading = view.reading(made)
    assert reading is not None
    (event,) = [each for each in reading.events if each.id != "e1"]
    assert (event.span.text, event.type.value) == (marked, "REJECT")


def test_marked_words_fill_a_field(open_page: OpenPage, store: Store, made: str) -> None:
    """While a form is open, words that are marked in the text go into the field that is chosen."""
    page = _ready(open_page(f"/reports/{made}#a2"))
    page.click('[data-item="a2"] [data-act="c"]')
    page.wait_for_selector("#judging form")
    span = at("Sumy is quiet")
    page.evaluate(
        """([start, end]) => {
            const node = [...document.querySelectorAll('#text span[id^=w]')]
                .findLast(each => Number(each.id.slice(1)) <= start);
            getSelection().setBaseAndExtent(node.firstChild, 0, node.nextSibling.firstChild, 9);
        }""",
        [span.start, span.end],
    )
    page.wait_for_selector("#takes button")
    page.click('#takes button:text-is("What is said")')
    assert page.input_value("#f-content") == "Sumy is quiet"
    page.click("#judging button.main")
    page.wait_for_selector('[data-item="a2"] .judged.corrected')
    with store.view() as view:
        reading = view.reading(made)
    assert reading is not None
    assert next(each for each in reading.attributions if each.id == "a2").content == (span,)


def test_two_people_meet(open_page: OpenPage, served: Served, store: Store, made: str, axe: Axe) -> None:
    """Of two who correct one record, the second sees both, keeps what was typed, and decides."""
    assert served.address
    first, second = _ready(open_page(f"/reports/{made}#a2")), _ready(open_page(f"/reports/{made}#a2"))
    for page, name in ((first, "Olena Marchuk"), (second, "Iryna Bondar")):
        page.click('[data-item="a2"] [data-act="c"]')
        page.wait_for_selector("#judging form")
        page.fill("#f-who", name)
    first.click("#judging button.main")
    first.wait_for_selector('[data-item="a2"] .judged.corrected')
    second.click("#judging button.main")
    second.wait_for_selector("#judging .met")
    assert "Somebody judged this record" in second.inner_text("#judging .met")
    assert re.search(r"Olena Marchuk\s+Iryna Bondar", second.inner_text("#judging .met table"))
    assert axe(second) == []
    with store.view() as view:
        assert len(view.judgements()) == 1
    second.click("#judging button.main")
    second.wait_for_selector('[data-item="a2"] .judged.corrected')
    assert second.inner_text('[data-item="a2"] .who') == "Iryna Bondar"
    # and by a single key: the first still shows the page from before
    first.locator('[data-item="a2"] .go').focus()
    first.keyboard.press("r")
    first.wait_for_selector("#judging .conflict")
    assert "You want to reject it" in first.inner_text("#judging")
    assert axe(first) == []
    first.click("#judging [data-reload]")
    _ready(first)
    assert first.inner_text('[data-item="a2"] .who') == "Iryna Bondar"
    with store.view() as view:
        assert len(view.judgements()) == 2


def test_nothing_hostile_runs(open_page: OpenPage, store: Store) -> None:
    """A report that tries to run script runs none: read, chosen, hovered over, corrected."""
    with store.view() as view:
        ids = [each.id for each in view.reports(limit=None)]
        (hostile,) = [id_ for id_ in ids if BAIT in view.report(id_).text]
    page = _ready(open_page(f"/reports/{hostile}"))
    for tab in "123456":
        page.keyboard.press(tab)
        page.keyboard.press("j")
        if page.locator(".record[aria-current]").count() and page.locator("#acts").count():
            page.keyboard.press("c")
            page.wait_for_selector("#judging form")
            page.keyboard.press("Escape")
    page.hover("#text [data-r] >> nth=0")
    page.wait_for_timeout(400)
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    page.wait_for_timeout(600)
    assert page.evaluate("window.hit") is None


def test_all_is_there_without_script(open_page: OpenPage, made: str) -> None:
    """Without script every list is shown, and words and rows lead to each other by plain links."""
    page = open_page(f"/reports/{made}", java_script_enabled=False)
    assert page.locator(".panel").count() == 6
    assert all(page.locator(".panel").nth(n).is_visible() for n in range(6))
    page.click("#t-a3")
    assert page.url.endswith("#a3")


def _long() -> tuple[Report, Reading]:
    """Return a report of 5,000 words with an attribution in each paragraph."""
    text, said = REPORT.text, []
    for day in range(110):
        first = len(text) + 2 + len(f"On day {day} ")
        text += (
            f"\n\nOn day {day} harbour master Iryna Bondar said that the bridge was closed again and that "
        )
        text += (
            "all who wished to cross the river had to wait until the drones were gone, as they had before. "
            * 2
        )
        cue, content = text.index("said", first), text.index("the bridge was", first)
        spans = {"source": (first, first + 27), "cue": (cue, cue + 4), "content": (content, content + 27)}
        words = {name: (Span(start, end, text[start:end]),) for name, (start, end) in spans.items()}
        chain = READING.attributions[0].chain[:1]
        said.append(msgspec.structs.replace(READING.attributions[0], id=f"a{day + 4}", chain=chain, **words))
    report = msgspec.structs.replace(REPORT, id=report_id(text, REPORT.outlet), text=text)
    return report, msgspec.structs.replace(
        READING, report=report, attributions=(*READING.attributions, *said), model=MODEL
    )


def test_a_long_report_is_quick(open_page: OpenPage, store: Store) -> None:
    """A report of 5,000 words answers to keys soon after it is asked for, and a judgement moves nothing."""
    report, reading = _long()
    assert len(report.text.split()) > 5000
    id_ = store.writer().add(report, reading).id
    page = _ready(open_page(f"/reports/{id_}"))
    page.reload()  # once it is compiled
    _ready(page)
    ready = page.evaluate("performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd")
    assert ready < 3000, "far from the second that is promised, even on a busy machine"
    page.keyboard.press("j")
    before = page.evaluate("scrollY")
    page.keyboard.press("a")
    page.wait_for_selector('[data-item="a1"] .judged.accepted')
    assert page.evaluate("scrollY") == before
