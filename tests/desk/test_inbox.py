"""The inbox: reports by day, what is new, ways to narrow it."""

import re
from typing import Any

import pytest
from litestar.testing import TestClient

from reportedly.record import Report, report_id
from reportedly.store import Store
from tests.desk.asking import send

Desk = TestClient[Any]


def _listed(text: str) -> list[str]:
    return re.findall(r'href="/reports/([0-9a-f]+)"', text)


def test_every_report_is_listed_once(desk: Desk, store: Store) -> None:
    """All reports stand in the inbox, in both orders."""
    with store.view() as view:
        ids = {each.id for each in view.reports(limit=None)}
    for order in ("", "added"):
        listed = _listed(desk.get("/", params={"order": order}).text)
        assert len(listed) == len(set(listed))
        assert set(listed) == ids


def test_a_day_and_an_outlet_narrow_it(desk: Desk) -> None:
    """Each day and outlet in the side leads to as many reports as it says."""
    page = desk.get("/").text
    links = re.findall(
        r'<a[^>]* href="(/\?(?:day|outlet)=[^"]+)"[^>]*>.*?</a> <span class="quiet">(\d+)</span>', page
    )
    assert len(links) > 5
    for address, many in links:
        assert len(_listed(desk.get(address.replace("&amp;", "&")).text)) == int(many), address


@pytest.mark.parametrize("asked", [{"day": "yesterday"}, {"number": "100000"}, {"outlet": "nobody at all"}])
def test_nothing_there_says_so(desk: Desk, asked: dict[str, str]) -> None:
    """A day without reports, a page too far, an unknown outlet: the inbox says so and leads back."""
    answer = desk.get("/", params=asked)
    assert answer.status_code == 200
    assert "No reports here" in answer.text


def test_what_came_in_since_is_new(desk: Desk, store: Store) -> None:
    """On the first visit nothing is new; what comes in later is, until all is marked as seen."""
    assert 'class="new"' not in desk.get("/").text
    text = "Snow closed the pass.\n\nThe pass was closed, Iryna Bondar said."
    added = store.writer().add(
        Report(id=report_id(text), text=text, headline="Snow closed the pass.", published="2026-01-02")
    )
    page = desk.get("/").text
    assert page.count('class="new"') == 1
    assert "<strong>1 new</strong>" in page
    assert re.search(rf'class="new"[^<]*>new</span> <a href="/reports/{added.id}"', page)
    assert send(desk, "/inbox/seen").status_code == 303
    assert 'class="new"' not in desk.get("/").text


def test_a_wrong_cookie_marks_nothing(desk: Desk) -> None:
    """Whatever a browser says of its last look, a page comes."""
    for wrong in ("x", "99999999T999999.0Z", "<script>", "2" * 5000):
        desk.cookies.set("reportedly_seen", wrong)
        assert desk.get("/").status_code == 200
