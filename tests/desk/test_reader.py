"""The Reader: every word in its place, every record with its words, nothing of a report as markup."""

import re
from datetime import UTC, datetime, timedelta
from html import unescape
from typing import Any

import msgspec
import pytest
from litestar.testing import TestClient

from reportedly.desk.pages.reader import shown_of
from reportedly.desk.pages.reader_judged import ago
from reportedly.desk.pages.reader_keys import keys_of, target_of
from reportedly.desk.pages.reader_text import span_at, text_of
from reportedly.errors import RefusedJudgementError
from reportedly.record import Reading, Report, report_id
from reportedly.record.layers import LAYERS
from reportedly.store import Store
from reportedly.store.items import item_spans
from tests.desk.hostile import BAIT
from tests.desk.reader_story import READING, REPORT, TEXT, at

Desk = TestClient[Any]
_SEGMENT = re.compile(r'<span id="w(\d+)"(?: class="([^"]*)")?(?: data-r="([^"]*)")?>([^<]*)</span>')


@pytest.fixture
def ids(store: Store) -> list[str]:
    """Return the ids of all reports."""
    with store.view() as view:
        return [each.id for each in view.reports(limit=None)]


@pytest.fixture
def made(store: Store) -> str:
    """Return the id of the report with a reading made by hand."""
    return store.writer().add(REPORT, READING).id


def test_every_word_stands_in_its_place(desk: Desk, store: Store, ids: list[str]) -> None:
    """The segments of a page are the report's text, each under the number of its first character."""
    for id_ in ids:
        page = desk.get(f"/reports/{id_}").text
        with store.view() as view:
            text = view.report(id_).text
        shown = [(int(start), unescape(words)) for start, _, _, words in _SEGMENT.findall(page)]
        assert shown
        for start, words in shown:
            assert text[start : start + len(words)] == words, (id_, start)
        assert "".join(words for _, words in shown) == text.replace("\n", ""), id_


def test_a_record_is_one_click_from_its_words(desk: Desk, store: Store, ids: list[str]) -> None:
    """Every record has a row, its words lead there, and each address in the rows is there."""
    for id_ in ids[:12]:
        page = desk.get(f"/reports/{id_}").text
        words = {key for _, _, keys, _ in _SEGMENT.findall(page) for key in keys.split()}
        rows = set(re.findall(r'data-item="([^"]+)"', page))
        with store.view() as view:
            reading = view.reading(id_)
        assert reading is not None
        keys = {key for layer in LAYERS for key in keys_of(reading, layer)}
        assert rows == keys
        assert words == keys
        there = set(re.findall(r'\bid="([^"]+)"', page))
        assert len(there) == len(re.findall(r'\bid="([^"]+)"', page))
        assert {each for each in re.findall(r'href="#([^"]+)"', page) if each not in there} == set()


def test_nested_contents_are_flat_segments() -> None:
    """A word under two contents is drawn by both lines, the outer first; its records are the inner first."""
    blocks = text_of(READING).blocks
    segments = {each.at: each for block in blocks for each in block.segments}
    inner, outer = segments[at("forty soldiers").start], segments[at("Moscow").start]
    assert inner.keys == ("f1", "a3", "a2")
    assert {"d2", "h2", "m-figures"} <= set(inner.style.split())
    assert {"d1", "h2", "src"} <= set(outer.style.split())
    assert [each.key for each in segments[at("its drones").start].numbers] == ["a3"]


def test_few_colours_are_used() -> None:
    """Those who speak most have a colour of their own, and no more than six; all others share one."""
    said = READING.attributions[1]
    sources = tuple(
        msgspec.structs.replace(READING.sources[0], id=f"s{n}", who=f"Voice {n}") for n in range(12)
    )
    every = [msgspec.structs.replace(said, id=f"a{n + 1}", speaker=f"s{n}", inside=None) for n in range(12)]
    every += [msgspec.structs.replace(said, id="a13", speaker="s11")]
    text = text_of(msgspec.structs.replace(READING, sources=sources, attributions=tuple(every)))
    assert len({colour for colour in text.colours.values() if colour != "sn"}) == 6
    assert text.colours["s11"] != "sn"


def test_nothing_hostile_reaches_the_reader(desk: Desk, store: Store, ids: list[str]) -> None:
    """No report's words, names or addresses become markup, or a link that runs script."""
    with store.view() as view:
        (hostile,) = [id_ for id_ in ids if BAIT in view.report(id_).text]
    for path in ("", "/shared", "/form?add=events&at=0-6", "/form?correct=a1"):
        text = desk.get(f"/reports/{hostile}{path}").text
        assert BAIT not in text
        assert "<img" not in text
        assert "<svg/onload" not in text
        assert "<b onmouseover" not in text
        assert not re.search(r"(?:href|src|action)\s*=\s*[\"']?\s*(?:javascript|data):", text, re.IGNORECASE)
        assert re.findall(r"<script(?![^>]*\bsrc=)", text) == []
        assert " style=" not in text


def test_what_html_cannot_hold_keeps_its_place(desk: Desk, store: Store) -> None:
    """Characters that a browser would drop or join are shown as others, one for one."""
    text = "Odd\x07 bytes\r\nhere\x85 \x1b[1m\n\nand \U0001f6f6 there, Iryna Bondar said."
    id_ = (
        store.writer()
        .add(Report(id=report_id(text), text=text), Reading(report=Report(id="x", text=text)))
        .id
    )
    page = desk.get(f"/reports/{id_}").text
    shown = {int(start): unescape(words) for start, _, _, words in _SEGMENT.findall(page)}
    assert shown[0] == "Odd\ufffd bytes "
    assert shown[text.index("and")] == text[text.index("and") :]
    assert "\x07" not in page


def test_a_report_that_nobody_read_says_so(desk: Desk, store: Store) -> None:
    """A report without a reading is shown with its text, and says what to do; also in another language."""
    text = "Тиша в Сумах\n\nМіст закрито, сказала Ірина Бондар."
    id_ = store.writer().add(Report(id=report_id(text), text=text, language="uk", headline="Тиша в Сумах")).id
    page = desk.get(f"/reports/{id_}").text
    assert "Nothing was found in it." in page
    assert "No model has read this report yet" in page
    assert '<h1 id="headline" dir="auto" data-at="0" lang="uk">' in page
    assert "language: uk" in page


def test_the_chain_leads_to_the_words(desk: Desk, made: str) -> None:
    """The chain of an attribution names each voice, with the words that put it there."""
    page = desk.get(f"/reports/{made}").text
    row = page[page.index('data-item="a3"') :]
    chain = row[row.index('<ol class="chain"') : row.index("</ol>")]
    assert re.findall(r"<bdi>([^<]+)</bdi>", chain) == ["Vorskla Post", "Taras Lymar", "Moscow"]
    span = at("Governor Taras Lymar")
    assert f'href="#w{span.start}" data-at="{span.start}-{span.end}"' in chain


def test_versions_lead_to_each_other(desk: Desk, store: Store, made: str) -> None:
    """A report with another version says so, and leads there."""
    text = TEXT.replace("forty", "thirty")
    newer = msgspec.structs.replace(REPORT, id=report_id(text, REPORT.outlet), text=text)
    added = store.writer().add(newer)
    assert added.version == 2
    page = desk.get(f"/reports/{made}").text
    assert "newer version" in page
    assert f'href="/reports/{added.id}">Version 2' in page
    assert f'href="/reports/{made}">Version 1' in desk.get(f"/reports/{added.id}").text


def test_the_beginning_of_an_id_will_do(desk: Desk, made: str) -> None:
    """An id cut short leads to its report; one that is none gets a page that says so."""
    assert desk.get(f"/reports/{made[:10]}").status_code == 200
    assert desk.get("/reports/zzzz").status_code == 404


def test_shared_claims_come_on_their_own(desk: Desk, ids: list[str]) -> None:
    """What a report shares is a part that htmx asks for, and a page for everybody else."""
    part = desk.get(f"/reports/{ids[0]}/shared", headers={"HX-Request": "true"})
    assert part.status_code == 200
    assert "<html" not in part.text
    assert "<h1>Shared with other reports</h1>" in desk.get(f"/reports/{ids[0]}/shared").text


def test_what_is_shown_is_what_is_counted(store: Store, made: str) -> None:
    """The tabs count their rows, in the order in which the layers are asked for."""
    with store.view() as view:
        shown = shown_of(view, made)
    many = [(tab.name, tab.many) for tab in shown.tabs]
    assert many == [
        ("Attributions", 3), ("Figures", 1), ("Control", 1), ("Events", 1), ("Places", 4), ("Times", 1),
    ]  # fmt: skip
    (figure,) = shown.tabs[1].rows
    assert (figure.says, figure.says_key, figure.says_label) == ("Moscow", "a3", "3")
    assert [row.percent for row in shown.tabs[0].rows] == [90, 90, 30]
    assert [row.unsure for row in shown.tabs[0].rows] == [False, False, True]
    assert [row.depth for row in shown.tabs[0].rows] == [0, 0, 1]


@pytest.mark.parametrize(
    ("written", "words"),
    [("0-6", "Bridge"), ("0-7", "Bridge"), ("6-10", "at"), ("6-7", None), ("9-3", None), ("x", None)],
)
def test_a_place_names_its_words(written: str, words: str | None) -> None:
    """Blanks around a passage are no part of it; what names no words names none."""
    span = span_at(TEXT, written)
    assert (None if span is None else span.text) == words
    assert span_at(TEXT, "5-999999999") is not None


def test_a_key_names_its_record() -> None:
    """Each key leads back to the words of its record; what is no key is refused."""
    for layer in LAYERS:
        for key, item in zip(keys_of(READING, layer), getattr(READING, layer), strict=True):
            target = target_of(key, REPORT.id, TEXT)
            assert target.layer == layer
            assert target.item == key or target.spans == item_spans(item)
    for wrong in ("", "a", "x1", "p1-2", "p5-3.0", "p0-9999999.0", "a-x12", "a1 ", "p1-2.0.0"):
        with pytest.raises(RefusedJudgementError):
            target_of(wrong, REPORT.id, TEXT)


@pytest.mark.parametrize(
    ("passed", "words"),
    [
        (timedelta(seconds=5), "just now"),
        (timedelta(minutes=2), "2 min ago"),
        (timedelta(hours=2, minutes=59), "2 h ago"),
        (timedelta(days=3), "3 d ago"),
        (timedelta(days=30), "on 2 Feb 2025"),
    ],
)
def test_how_long_ago_it_was(passed: timedelta, words: str) -> None:
    """A judgement says how long ago it was made."""
    now = datetime(2025, 3, 4, 12, tzinfo=UTC)
    assert ago((now - passed).isoformat(), now) == words
    assert ago("whenever", now) == "whenever"
