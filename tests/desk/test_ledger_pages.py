"""Contradictions, positions, timeline, speaker and compare through the pages, and the chart's measures."""

import re
from itertools import pairwise
from typing import Any

import pytest
from litestar.testing import TestClient

from reportedly.desk.pages.chart import HEIGHT, MOST_SERIES, WIDTH, Point, Series, chart_of
from reportedly.desk.pages.ledger_shown import amount, first_day, page_number
from reportedly.desk.pages.positions import UNSPECIFIED, parties_of
from reportedly.linking import ContradictionFilters, open_traces
from reportedly.store import Store
from reportedly.tracing.ledgers import PositionEntry, Stance

Desk = TestClient[Any]


def test_every_contradiction_leads_to_both_words(desk: Desk, store: Store) -> None:
    """Each pair shows its reason, and a way to the words of both reports."""
    with open_traces(store) as traces:
        pairs = traces.contradictions(ContradictionFilters(), limit=5)
    text = desk.get("/contradictions", params={"label": "any"}).text
    assert pairs, "the story has pairs that were compared"
    for pair in pairs:
        for said in (pair.one, pair.other):
            assert f'href="/reports/{said.report}#{said.item}"' in text
        assert str(pair.contradiction.label) in text


@pytest.mark.parametrize("path", ["/contradictions", "/positions", "/timeline", "/claims"])
def test_a_day_that_is_none_is_told(desk: Desk, path: str) -> None:
    """A filter that cannot be understood gives a page that says so, with the form as it was."""
    answer = desk.get(path, params={"since": "someday"})
    assert answer.status_code == 400
    assert "someday" in answer.text


def test_a_label_that_is_none_is_told(desk: Desk) -> None:
    """A label of no contradiction is refused with the choices."""
    answer = desk.get("/contradictions", params={"label": "odd"})
    assert answer.status_code == 400
    assert "superseded" in answer.text


def test_positions_stand_by_party_over_time() -> None:
    """A party's stances are together in order of time; who was not named comes last."""

    def stated(party: str, when: str, stance: Stance) -> PositionEntry:
        return PositionEntry(
            party=party, issue="a truce", stance=stance, says=party, when=when, said=True, statement="r#a1"
        )

    entries = [stated(UNSPECIFIED, "2026-09-01", Stance.DEMAND)] * 3 + [
        stated("Kyiv", "2026-09-20", Stance.OFFER),
        stated("kyiv", "2026-09-14", Stance.DEMAND),
    ]
    first, last = parties_of(entries)
    assert [each.day for each in first.stated] == ["2026-09-14", "2026-09-20"]
    assert dict(first.stances) == {"demand": 1, "offer": 1}
    assert last.name == UNSPECIFIED


def test_the_timeline_shows_figures_of_a_claimant(desk: Desk) -> None:
    """Figures stand in the table with their claimant, and in the drawing as a line each."""
    text = desk.get("/timeline", params={"what": "killed"}).text
    assert '<svg class="chart"' in text
    assert text.count('<polyline class="line"') == len(re.findall(r'<text class="name"', text))
    assert "Who says so" in text


def test_a_chart_stays_in_its_frame() -> None:
    """Whatever the values, every dot is inside, greater ones are higher, later ones to the right."""
    points = [("2026-09-14", 0.0), ("2026-09-16", 34.0), ("2026-09-20", 1e9)]
    series = [
        Series(
            name=f"n{n}",
            points=tuple(Point(day=day, low=value, high=value, told="", link="") for day, value in points),
        )
        for n in range(MOST_SERIES + 3)
    ]
    chart = chart_of(series)
    assert chart is not None
    assert len(chart.lines) == MOST_SERIES
    for line in chart.lines:
        assert [m.x for m in line.marks] == sorted(m.x for m in line.marks)
        assert [m.y for m in line.marks] == sorted((m.y for m in line.marks), reverse=True)
        assert all(0 <= m.x <= WIDTH and 0 <= m.y <= HEIGHT for m in line.marks)
    labels = sorted(line.label_y for line in chart.lines)
    assert all(b - a >= 13.9 for a, b in pairwise(labels))
    assert chart_of([Series(name="none", points=())]) is None


def test_a_speaker_has_all_that_was_said(desk: Desk, store: Store) -> None:
    """The page of a speaker quotes each attribution of that name, and narrows to an act."""
    with store.view() as view:
        hit = next(h for h in view.find("", limit=50) if (view.reading(h.report.id) or h).attributions)  # type: ignore[union-attr]
        reading = view.reading(hit.report.id)
    assert reading is not None
    said = next(a for a in reading.attributions if a.content)
    source = next(s for s in reading.sources if s.id == said.speaker)
    text = desk.get("/speaker", params={"name": source.who}).text
    assert f'href="/reports/{hit.report.id}#{said.id}"' in text
    other = "threaten" if str(said.act) != "threaten" else "promise"
    assert f'#{said.id}"' not in desk.get("/speaker", params={"name": source.who, "act": other}).text
    assert desk.get("/speaker", params={"name": "…"}).status_code == 200


def test_reports_stand_side_by_side(desk: Desk, store: Store) -> None:
    """Two reports of one claim share its row; the words of the second that differ are marked."""
    with open_traces(store) as traces:
        trace = traces.claim(traces.claims(limit=1)[0].id)
    two = list(trace.claim.reports)[:2]
    text = desk.get("/compare", params={"report": two}).text
    assert f'href="/claims/{trace.claim.id}"' in text
    for each in two:
        assert f'href="/reports/{each}"' in text
    assert desk.get("/compare", params={"report": "nothing-like-it"}).status_code == 404


@pytest.mark.parametrize(
    ("low", "high", "approx", "words"),
    [
        (34, 34, False, "34"),
        (30, 40, True, "about 30 to 40"),
        (None, None, False, "not told"),
        (1e6, None, False, "1,000,000 or more"),
    ],
)
def test_amounts_in_words(low: float | None, high: float | None, approx: bool, words: str) -> None:  # noqa: FBT001 -- a case
    """A range is written as people write it."""
    assert amount(low, high, approx=approx) == words


def test_days_and_pages_of_addresses() -> None:
    """Open or odd values have no day and lead to the first page."""
    assert first_day("2026-09-14/2026-09-16") == "2026-09-14"
    assert first_day("../2026-09-16") is None
    assert first_day(None) is None
    assert [page_number(each) for each in ("4", "0", "", "x", "9" * 80)] == [4, 1, 1, 1, 1]
