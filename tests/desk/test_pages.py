"""Every page: answers, is framed alike, escapes what reports say, and asks nothing of anybody else."""

import re
from typing import Any

import pytest
from litestar.testing import TestClient

from reportedly.desk import links, pages
from reportedly.linking import open_traces
from reportedly.store import Store
from reportedly.tracing.wordings import key_of
from tests.desk.hostile import BAIT

Desk = TestClient[Any]

PATHS = sorted(
    path
    for handler in pages.HANDLERS
    if "GET" in handler.http_methods
    for path in handler.paths
    if "{" not in path and not handler.opt.get("streams") and not handler.opt.get("logins")
)
"""Every page that needs no parameter."""


@pytest.mark.parametrize("path", PATHS)
def test_a_page_answers(desk: Desk, path: str) -> None:
    """A page that is in the list answers with a page, in the frame of all pages."""
    answer = desk.get(path)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert '<main id="main"' in answer.text
    assert "<h1" in answer.text


def of_report(store: Store, report: str) -> list[str]:
    """Return the address of every page about one report: itself, its claims, speakers, places."""
    with open_traces(store) as traces:
        trace = traces.of_report(report)
    with store.view() as view:
        reading = view.reading(report)
        others = [each.id for each in view.reports(limit=2) if each.id != report]
    assert reading is not None
    said = [voice.who for placed in trace.statements for voice in placed.statement.chain]
    places = [each.name for each in reading.places]
    return [
        links.report(report),
        links.compare(report, *others[:1]),
        links.compare(report),
        *dict.fromkeys(links.claim(placed.claim.id) for placed in trace.statements),
        *dict.fromkeys(
            links.claim(f"claim-{key_of(placed.statement.id):015x}") for placed in trace.statements
        ),
        *(links.speaker(name) for name in dict.fromkeys((*said, BAIT))),
        *(links.place(name) for name in dict.fromkeys((*places, BAIT))),
        *(links.asked(path, {"speaker": name}) for path in LEDGERS for name in dict.fromkeys((*said, BAIT))),
    ]


LEDGERS = (links.CLAIMS, links.CONTRADICTIONS, links.POSITIONS, links.TIMELINE)
"""Pages that take a speaker's name."""


def test_nothing_hostile_reaches_a_page_about_it(desk: Desk, store: Store) -> None:
    """No page about the hostile report shows its words as markup: claim, compare, speaker, place, ledgers."""
    with store.view() as view:
        hostile = next(each.id for each in view.reports(limit=500) if each.outlet and BAIT in each.outlet)
    paths = of_report(store, hostile)
    assert any(path.startswith("/claims/") for path in paths)
    shown = 0
    for path in paths:
        text = desk.get(path).text
        assert "<h1" in text, path
        assert_harmless(text)
        shown += "window.hit=1" in text
    assert shown > len(paths) // 4  # what is hostile is shown, as words


@pytest.mark.parametrize("path", [*PATHS, "/search?q=bridge", f"/search?q={BAIT}", "/nothing-here"])
def test_nothing_hostile_reaches_a_page(desk: Desk, path: str) -> None:
    """No page shows a report's or person's words as markup, nor makes a link of a javascript: address."""
    assert_harmless(desk.get(path).text)


def assert_harmless(text: str) -> None:
    """Fail where a page has markup of a report's own."""
    assert BAIT not in text
    assert "<img" not in text
    assert "<svg/onload" not in text
    assert "<b onmouseover" not in text
    assert not re.search(r"(?:href|src|action)\s*=\s*[\"']?\s*(?:javascript|data):", text, re.IGNORECASE)
    assert not re.search(r"\son[a-z]+\s*=", re.sub(r"&[a-z#0-9]+;.*?(?=<)", "", text))
    assert str(1234 * 5678) not in text  # nothing computes what a report holds


@pytest.mark.parametrize("path", PATHS)
def test_a_page_brings_all_it_needs(desk: Desk, path: str) -> None:
    """No page has script or style of its own, and what it loads comes from the desk, and is there."""
    text = desk.get(path).text
    assert "<style" not in text
    assert " style=" not in text
    assert re.findall(r"<script(?![^>]*\bsrc=)", text) == []
    loaded = re.findall(r"<(?:script|link|img)[^>]*\b(?:src|href)=\"([^\"]+)\"", text)
    assert [address for address in loaded if not address.startswith("/static/")] == []
    assert [address for address in loaded if desk.get(address).status_code != 200] == []


def test_what_is_not_there_says_where_to_go_on(desk: Desk) -> None:
    """A wrong address gets a page with the next step, and no report's words."""
    answer = desk.get("/nothing-here")
    assert answer.status_code == 404
    assert 'href="/"' in answer.text
    assert "Nothing is here" in answer.text


@pytest.mark.parametrize("path", ["/adding", "/judging/grade", "/claims/claim-0/judge", "/review/judge"])
@pytest.mark.parametrize("field", [b"\r\n\r\n\x80", b"\r\nContent-Type: text/plain; charset=none\r\n\r\na"])
def test_a_form_in_no_encoding_is_told(desk: TestClient, path: str, field: bytes) -> None:  # type: ignore[type-arg]
    """A field that is not in the encoding it names is the sender's mistake, not a fault of the desk's."""
    body = b'--x\r\nContent-Disposition: form-data; name="text"' + field + b"\r\n--x--\r\n"
    answer = desk.post(path, content=body, headers={"content-type": "multipart/form-data; boundary=x"})
    assert answer.status_code in {400, 404}
    assert answer.status_code == 404 or "UTF-8" in answer.text
