"""Every page: answers, is framed alike, escapes what reports say, and asks nothing of anybody else."""

import re

import pytest
from litestar.testing import TestClient

from reportedly.desk import pages
from tests.desk.hostile import BAIT

PATHS = sorted(
    path
    for handler in pages.HANDLERS
    if "GET" in handler.http_methods
    for path in handler.paths
    if "{" not in path and not handler.opt.get("streams") and not handler.opt.get("logins")
)
"""Every page that needs no parameter."""


@pytest.mark.parametrize("path", PATHS)
def test_a_page_answers(desk: TestClient, path: str) -> None:  # type: ignore[type-arg]
    """A page that is in the list answers with a page, in the frame of all pages."""
    answer = desk.get(path)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert '<main id="main"' in answer.text
    assert "<h1" in answer.text


@pytest.mark.parametrize("path", [*PATHS, "/search?q=bridge", f"/search?q={BAIT}", "/nothing-here"])
def test_nothing_hostile_reaches_a_page(desk: TestClient, path: str) -> None:  # type: ignore[type-arg]
    """No page shows a report's or person's words as markup, nor makes a link of a javascript: address."""
    text = desk.get(path).text
    assert BAIT not in text
    assert "<img" not in text
    assert "<svg/onload" not in text
    assert "<b onmouseover" not in text
    assert not re.search(r"(?:href|src|action)\s*=\s*[\"']?\s*(?:javascript|data):", text, re.IGNORECASE)
    assert not re.search(r"\son[a-z]+\s*=", re.sub(r"&[a-z#0-9]+;.*?(?=<)", "", text))
    assert str(1234 * 5678) not in text  # nothing computes what a report holds


@pytest.mark.parametrize("path", PATHS)
def test_a_page_brings_all_it_needs(desk: TestClient, path: str) -> None:  # type: ignore[type-arg]
    """No page has script or style of its own, and what it loads comes from the desk, and is there."""
    text = desk.get(path).text
    assert "<style" not in text
    assert " style=" not in text
    assert re.findall(r"<script(?![^>]*\bsrc=)", text) == []
    loaded = re.findall(r"<(?:script|link|img)[^>]*\b(?:src|href)=\"([^\"]+)\"", text)
    assert [address for address in loaded if not address.startswith("/static/")] == []
    assert [address for address in loaded if desk.get(address).status_code != 200] == []


def test_what_is_not_there_says_where_to_go_on(desk: TestClient) -> None:  # type: ignore[type-arg]
    """A wrong address gets a page with the next step, and no report's words."""
    answer = desk.get("/nothing-here")
    assert answer.status_code == 404
    assert 'href="/"' in answer.text
    assert "Nothing is here" in answer.text
