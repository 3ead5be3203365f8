"""The web page: complete in itself, escaped everywhere, usable with and without its script."""

import base64
import hashlib
import re

import msgspec
import pytest
from hypothesis import given, settings

from reportedly.record import Kind, Reading, Source, Voice
from reportedly.views.page import page_end, page_reading, page_top
from tests.made import TEXT, reading
from tests.record.strategies import readings
from tests.views.elements import HOSTILE, Elements


def _page(*made: Reading, title: str = "A page") -> str:
    parts = [page_reading(one, number) for number, one in enumerate(made, start=1)]
    return page_top(title) + "".join(parts) + page_end()


def test_the_page_needs_no_network() -> None:
    """Nothing on the page is fetched: no source, no import, no font, no address but the report's own link."""
    page = _page(reading())
    elements = Elements(page)
    assert elements.all("src") == []
    assert {tag for tag, _ in elements.elements} & {
        "link",
        "img",
        "iframe",
        "object",
        "base",
        "form",
    } == set()
    assert [href for href in elements.all("href") if not href.startswith("#")] == [
        "https://lakeside.example/bridge"
    ]
    assert not re.search(r"url\(|@import|fetch\(|XMLHttpRequest|@font-face", page)


def test_the_policy_admits_the_pages_own_style_and_script_only() -> None:
    """The Content-Security-Policy names the hashes of what stands in the page, and nothing else runs."""
    page = _page(reading())
    (policy,) = [
        attributes["content"] for _, attributes in Elements(page).elements if "http-equiv" in attributes
    ]
    assert policy is not None
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    for tag in ("style", "script"):
        (inside,) = re.findall(rf"<{tag}>(.*?)</{tag}>", page, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(inside.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy
    assert Elements(page).all("style") == []


def test_hostile_words_stay_words() -> None:
    """Markup in any field of a report or reading is shown as text; no element or attribute comes of it."""
    text = TEXT.replace("weeks", "weeks" + HOSTILE)
    report = msgspec.structs.replace(
        reading().report,
        text=text,
        outlet=HOSTILE,
        headline=HOSTILE,
        published=HOSTILE,
        url="javascript:alert(1)",
        language='"><x',
    )
    made = reading()
    sources = (Source(id="s1", who=HOSTILE, kind=Kind.PERSON, named=True, role=HOSTILE, affiliation=HOSTILE),)
    said = tuple(
        msgspec.structs.replace(
            one, id=one.id + HOSTILE, medium=HOSTILE, chain=(Voice(who=HOSTILE, kind=Kind.OUTLET),)
        )
        for one in made.attributions
    )
    hostile = msgspec.structs.replace(made, report=report, sources=sources, attributions=said)
    elements = Elements(_page(hostile, title=HOSTILE))
    tags = [tag for tag, _ in elements.elements]
    assert tags.count("script") == 1
    assert "img" not in tags
    assert not any(key.startswith("on") for _, attributes in elements.elements for key in attributes)
    assert not any("javascript" in href for href in elements.all("href"))
    assert "".join(elements.words).count("alert(1)") >= 10


def test_the_text_is_whole_and_in_order() -> None:
    """The left column holds the report's text to the character, with small numbers in between."""
    elements = Elements(re.sub(r'<a class="n\b.*?</a>|<span class="pn".*?</span>', "", _page(reading())))
    assert "".join(TEXT.split()) in "".join("".join(elements.words).split())


def test_numbers_link_both_ways() -> None:
    """Without a script, the number before a passage leads to its card and the card's number back."""
    elements = Elements(_page(reading(), reading()))
    ids, hrefs = elements.all("id"), {href for href in elements.all("href") if href.startswith("#")}
    assert len(ids) == len(set(ids))
    assert {href.removeprefix("#") for href in hrefs} <= set(ids)
    for number in range(1, 5):
        assert {f"#r2-c{number}", f"#r2-t{number}"} <= hrefs


def test_every_card_can_be_reached_by_keyboard_and_has_its_passage() -> None:
    """Cards take the focus, and each shares its key with at least one passage of the text."""
    elements = Elements(_page(reading())).elements
    cards = [attributes for _, attributes in elements if "card" in (attributes.get("class") or "").split()]
    passages = {attributes.get("data-a") for tag, attributes in elements if tag in {"span", "a"}}
    assert len(cards) == 4
    assert all(card["tabindex"] == "0" and card["data-a"] in passages for card in cards)


def test_a_card_says_who_what_and_through_whom() -> None:
    """A card holds speaker, role, act, content, the marks for no name, and the chain with its words."""
    page = page_reading(reading(), 1)
    cards = re.findall(r'<li class="card.*?</ol></li>', page, re.DOTALL)
    first, third = (re.sub(r"<[^>]+>", "", card) for card in (cards[0], cards[2]))
    assert "Olena Marchuk head of the administration" in first
    assert "says The road bridge was closed on Tuesday" in first
    assert "The Lakeside DispatchNorthern HeraldOlena Marchuk" in first
    assert "two officers unnamed" in third
    assert "Two officers" not in third
    assert "<q>she</q>" in cards[1]
    assert "inner" in cards[2].split(">")[0]


def test_colours_are_readable() -> None:
    """Every colour of text has 4.5 to 1 against page, cards and lit passages, light and dark."""
    style = page_top("x")
    light, dark = re.findall(r":root \{(.*?)\}", style, re.DOTALL)[:2]
    for block in (light, dark):
        colours = dict(re.findall(r"--(\w+): (#[0-9a-f]{6})", block))
        words = [colours[name] for name in ("ink", "quiet", *(f"s{number}" for number in range(8)))]
        for ground in ("paper", "card", "on"):
            assert min(_contrast(word, colours[ground]) for word in words) >= 4.5, ground


@settings(max_examples=60, deadline=None)
@given(readings())
def test_any_reading_gives_a_well_formed_page(made: Reading) -> None:
    """No reading, however odd, breaks the page or puts a character in it that HTML forbids."""
    page = _page(made)
    Elements(page)
    assert not re.search("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ud800-\udfff]", page)


@pytest.mark.parametrize("words", ["2025-03-04", None])
def test_a_report_with_nothing_known_is_shown(words: str | None) -> None:
    """Outlet, headline, date and address may all be missing."""
    report = msgspec.structs.replace(reading().report, outlet=None, headline=None, published=words, url=None)
    page = _page(msgspec.structs.replace(reading(), report=report, attributions=()))
    assert "outlet not known" in page
    assert "No attributions." in page
    assert ("<time" in page) == (words is not None)


def _contrast(first: str, second: str) -> float:
    """Return the contrast of two colours (WCAG 2.2, relative luminance)."""
    bright, dim = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
