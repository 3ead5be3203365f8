"""The review queue: the least sure first, what is judged is passed over, and no request looks for long."""

import re
from typing import Any

import msgspec
import pytest
from litestar.testing import TestClient

from reportedly.desk.pages import review_queue
from reportedly.desk.pages.review_queue import LAYERS, SURE, Queue, Wanted, queue_of, waiting_in
from reportedly.store import Judged, Store, Target, Verb
from tests.desk.asking import send
from tests.desk.reader_story import MODEL, READING, REPORT

Desk = TestClient[Any]


@pytest.fixture
def made(store: Store) -> str:
    """Return the id of the report with a reading made by hand."""
    return store.writer().add(REPORT, READING).id


def _all(store: Store, **asked: str) -> Queue:
    """Return the queue once all was looked through."""
    for _ in range(60):
        queue = queue_of(store, Wanted(**asked), 5000)
        if queue.looked == queue.of:
            return queue
    raise AssertionError("the queue never ends")


def _keys(queue: Queue, report: str) -> list[str]:
    return [each.waiting.key for each in queue.rows if each.report.id == report]


def test_the_least_sure_come_first(store: Store, made: str) -> None:
    """What the model was unsure of stands in the queue, the least sure first, and nothing else."""
    rows = _all(store).rows
    sure = [each.waiting.confidence for each in rows]
    assert sure == sorted(sure)
    assert max(sure) < SURE
    assert _keys(_all(store), made) == ["a3", "c1", "e1"]


def test_a_row_shows_its_words_in_their_place(store: Store) -> None:
    """The words of a row stand in the report between what is shown before and after them."""
    for each in _all(store).rows:
        with store.view() as view:
            text = view.report(each.report.id).text
        row = each.waiting
        around = (row.before.removeprefix("…") + row.words + row.after.removesuffix("…")).replace("\r", " ")
        assert around in text.replace("\r", " "), row.key
        assert row.words


def test_what_is_judged_is_passed_over(store: Store, made: str) -> None:
    """What is accepted, rejected, corrected leaves the queue; what is undone is back; a note does nothing."""
    at = Target(report=made, layer="attributions", item="a3")
    for verb, value in ((Verb.ACCEPT, None), (Verb.REJECT, None), (Verb.CORRECT, {"act": "say"})):
        done = store.judge("m.k.", verb, at, value=value)
        assert _keys(_all(store), made) == ["c1", "e1"], verb
        store.judge("m.k.", Verb.WITHDRAW, done.id)
        assert _keys(_all(store), made) == ["a3", "c1", "e1"], verb
    store.judge("m.k.", Verb.NOTE, at, why="look again")
    assert _keys(_all(store), made) == ["a3", "c1", "e1"]


def test_what_is_read_anew_is_looked_at_anew(store: Store, made: str) -> None:
    """A report that another model read leaves the queue with its old records."""
    _all(store)
    surer = msgspec.structs.replace(
        READING, model="surer", attributions=READING.attributions[:2], controls=(), events=()
    )
    store.writer().add(REPORT, surer)
    assert _keys(_all(store), made) == []


def test_filters_narrow_it(store: Store, made: str) -> None:
    """The queue is narrowed by layer, outlet and day."""
    assert {each.waiting.layer for each in _all(store).rows} == set(LAYERS)
    for layer in LAYERS:
        assert {each.waiting.layer for each in _all(store, layer=layer).rows} == {layer}
    assert {each.report.id for each in _all(store, outlet="vorskla").rows} == {made}
    assert made not in {each.report.id for each in _all(store, since="2025-03-05").rows}


def test_a_request_looks_for_a_moment_only(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """With no time to spare each request looks at one report more, and what was found is remembered."""
    monkeypatch.setattr(review_queue, "_BUDGET", 0.0)
    looked = [queue_of(store, Wanted(), 10).looked for _ in range(4)]
    assert looked == [1, 2, 3, 4]


def test_one_report_does_not_fill_it() -> None:
    """Of one report only so many records are remembered, the least sure."""
    said = READING.attributions[2]
    many = tuple(
        msgspec.structs.replace(said, id=f"a{n + 1}", inside=None, confidence=n / 1000) for n in range(200)
    )
    judged = Judged(reading=msgspec.structs.replace(READING, attributions=many))
    found = waiting_in(judged, 0, MODEL)
    assert len(found) == 30
    assert [each.confidence for each in found] == [n / 1000 for n in range(30)]


def test_the_page_judges(desk: Desk, store: Store, made: str) -> None:
    """A row is accepted and undone from the page; who comes second is told."""
    _all(store)
    page = desk.get("/review", params={"outlet": "Vorskla"}).text
    assert re.findall(r'name="accept" value="([^"]+)"', page) == ["a3", "c1", "e1"]
    sent = {"report": made, "key": "a3", "last": "0", "model": MODEL}
    assert send(desk, "/review/judge", accept="a3", **sent).status_code == 303
    assert re.findall(r'name="accept" value="([^"]+)"', desk.get("/review?outlet=Vorskla").text) == [
        "c1",
        "e1",
    ]
    met = send(desk, "/review/judge", reject="a3", **sent)
    assert met.status_code == 409
    assert "accepted" in met.text
    assert send(desk, "/review/judge", accept="c1", last="0", model=MODEL).status_code == 400


@pytest.mark.parametrize("asked", [{"since": "yesterday"}, {"outlet": "???"}])
def test_a_wrong_filter_is_told(desk: Desk, asked: dict[str, str]) -> None:
    """A filter that cannot be understood is told on the page."""
    answer = desk.get("/review", params=asked)
    assert answer.status_code == 400
    assert 'role="alert"' in answer.text
