"""Exports at the desk and through the API: begun, followed, taken; what cannot be is told."""

import time
from pathlib import Path
from typing import Any

import pytest
from litestar.testing import TestClient

from reportedly.desk.exports import Export, Exports
from reportedly.desk.turns import Stage
from reportedly.exports.formats import format_named
from reportedly.exports.selection import Selection
from reportedly.record.span import verify
from reportedly.store import Store
from tests.desk.api.asking import post
from tests.desk.asking import send

Desk = TestClient[Any]
_PATIENCE = 60


def over(desk: Desk, where: str) -> dict[str, Any]:
    """Return an export once it is over."""
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until:
        told: dict[str, Any] = desk.get(where).json()
        if told["stage"] in {"done", "failed"}:
            return told
        time.sleep(0.1)
    raise AssertionError("it was not over in time")


def test_an_export_is_begun_followed_and_taken(desk: Desk, store: Store, tmp_path: Path) -> None:
    """A form with a filter becomes a file whose citations are words of the store's reports."""
    answer = post(desk, "/exports", {"form": "webanno", "selection": {"outlet": "Halyard"}})
    assert answer.status_code == 202, answer.text
    told = over(desk, answer.headers["location"])
    assert told["stage"] == "done", told["why"]
    assert told["made"]["reports"] > 0
    assert told["done"] == told["of"] > 0
    file = desk.get(told["file"])
    assert "annotations.jsonld" in file.headers["content-disposition"]
    (tmp_path / "annotations.jsonld").write_bytes(file.content)
    found = list(format_named("webanno").citations(tmp_path))
    assert found
    with store.view() as view:
        for each in found:
            report = view.report(each.report)
            assert "Halyard" in (report.outlet or "")
            verify(each.span, report.text)
    page = desk.get("/exports").text
    assert f'href="/exports/{told["id"]}/file"' in page
    assert desk.get(f"/exports/{told['id']}/file").text == file.text
    assert desk.get("/api/1/exports").json()["items"] == [told]


def test_the_page_begins_an_export(desk: Desk) -> None:
    """The form of the page leads back to the list, where the export stands with its filters."""
    answer = send(desk, "/exports", form="plover", place="Gao", reviewed_only="yes")
    assert (answer.status_code, answer.headers["location"]) == (303, "/exports")
    page = desk.get("/exports").text
    assert "<bdi>Gao</bdi>" in page
    assert "reviewed only" in page


@pytest.mark.parametrize(
    ("form", "selection", "why"),
    [
        ("xls", {}, "choose from acled"),
        ("plover", {"since": "someday"}, "someday"),
        ("plover", {"place": "…"}, "holds no word"),
    ],
)
def test_what_cannot_be_asked_for_is_told_at_once(
    desk: Desk, form: str, selection: dict[str, str], why: str
) -> None:
    """A form or a day that is none, and a name without a word, are refused before anything is made."""
    answer = post(desk, "/exports", {"form": form, "selection": selection})
    assert answer.status_code == 400
    assert why in answer.text
    assert send(desk, "/exports", form=form, **selection).status_code == 400
    assert desk.get("/api/1/exports").json()["items"] == []


def test_an_export_that_fails_says_why(desk: Desk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """What cannot be written ends the export with the reason, and it has no file."""
    monkeypatch.setattr(Export, "path", tmp_path / "none" / "there" / "\0")
    where = post(desk, "/exports", {"form": "plover"}).headers["location"]
    told = over(desk, where)
    assert told["stage"] == "failed"
    assert "please report this" in told["why"]
    taken = desk.get(f"{where}/file")
    assert (taken.status_code, taken.json()["code"]) == (409, "not-done")


def test_what_waits_when_the_desk_ends_has_failed(store: Store) -> None:
    """Too many exports do not pile up, and none waits for ever."""
    exports = Exports(store)  # not started: everything waits
    begun = [exports.begin("plover", Selection(), "m.k.") for _ in range(Exports.most_waiting + 2)]
    assert [each is not None for each in begun] == [True] * Exports.most_waiting + [False] * 2
    exports.stop()
    assert {each.stage for each in exports.latest()} == {Stage.FAILED}
    assert exports.latest()[0].why == "the desk was ended before"


def test_what_is_not_known_is_told(desk: Desk) -> None:
    """An export that the desk does not remember, and its file, are not found."""
    assert desk.get("/api/1/exports/none").json()["code"] == "unknown-export"
    assert desk.get("/api/1/exports/none/file").status_code == 404
    assert desk.get("/exports/none/file").status_code == 404


def test_too_many_wait(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where too many wait already, the desk says so."""
    monkeypatch.setattr(Exports, "begin", lambda *_: None)
    assert post(desk, "/exports", {"form": "plover"}).status_code == 429
