"""Adding through the API: texts, reports, addresses, files become a run that tells what becomes of each."""

import json
from typing import Any

import pytest
from litestar.testing import TestClient

from reportedly.desk.runs import Runs
from reportedly.store import Store
from tests.desk.api.asking import post

Desk = TestClient[Any]
TEXT = (
    "Fog closed the port of Odesa\n\nThe port was closed on Monday, harbour master Iryna Bondar told Reuters."
)


def followed(desk: Desk, where: str, **headers: str) -> list[tuple[str, dict[str, Any]]]:
    """Follow a run's events to the end and return name and data of each."""
    told = []
    with desk.stream("GET", f"{where}/events", headers=headers) as answer:
        assert answer.headers["content-type"].startswith("text/event-stream")
        for block in "".join(answer.iter_text()).split("\n\n"):
            fields = dict(line.split(": ", 1) for line in block.splitlines() if not line.startswith(":"))
            if "event" in fields:
                told.append((fields["event"], json.loads(fields["data"])))
    return told


def test_a_text_becomes_a_report(desk: Desk, store: Store) -> None:
    """A text is read and kept with what was said of it; events, and the run, tell its id."""
    answer = post(
        desk, "/reports", {"text": TEXT, "outlet": "The Lakeside Dispatch", "published": "2025-03-05"}
    )
    assert answer.status_code == 202, answer.text
    where = answer.headers["location"]
    assert answer.json()["id"] == where.rpartition("/")[2]
    told = followed(desk, where)
    assert [name for name, _ in told] == ["outcome", "over"]
    added = told[0][1]["added"]
    assert added["became"] == "new"
    run = desk.get(where).json()
    assert told[1][1] == run
    assert (run["stage"], run["who"], run["inputs"]) == ("done", "m.k.", 1)
    report = desk.get(f"/api/1/reports/{added['id']}").json()
    assert (report["outlet"], report["published"]) == ("The Lakeside Dispatch", "2025-03-05")
    assert desk.get(f"/api/1/reports/{added['id']}/reading").json()["attributions"]
    assert followed(desk, where, **{"Last-Event-ID": "1"})[0][0] == "over"
    assert desk.get("/api/1/runs").json()["items"] == [run]
    with store.view() as view:
        assert view.report(added["id"]).text == TEXT


def test_reports_come_with_what_is_known_of_each(desk: Desk) -> None:
    """Several reports in one request each keep their own outlet and date."""
    reports = [
        {"text": TEXT.replace("Odesa", name), "outlet": outlet, "published": day}
        for name, outlet, day in (
            ("Izmail", "Northern Herald", "2025-03-06"),
            ("Reni", "Delta Post", "2025-03-07"),
        )
    ]
    told = followed(desk, post(desk, "/reports", {"reports": reports}).headers["location"])
    ids = [outcome["added"]["id"] for name, outcome in told if name == "outcome"]
    kept = [desk.get(f"/api/1/reports/{each}").json() for each in ids]
    assert [{name: each[name] for name in reports[0]} for each in kept] == reports


def test_a_file_is_sent_as_it_is(desk: Desk) -> None:
    """A body of another media type is one file; the query says what is known of it."""
    desk.cookies.clear()
    page = f"<html><head><title>Fog</title></head><body><article><p>{TEXT * 3}</p></article></body></html>"
    answer = desk.post(
        "/api/1/reports?outlet=Delta Post&name=fog.html",
        content=page.encode(),
        headers={"content-type": "text/html; charset=utf-8"},
    )
    ((_, outcome), _) = followed(desk, answer.headers["location"])
    assert outcome["name"] == "fog.html"
    assert desk.get(f"/api/1/reports/{outcome['added']['id']}").json()["outlet"] == "Delta Post"


def test_files_come_in_a_form(desk: Desk) -> None:
    """A form may hold several files; a bad one is set aside under its own name."""
    desk.cookies.clear()
    files = [("files", ("../../one.txt", TEXT.encode())), ("files", ("bad.txt", b"\x00\x01"))]
    answer = desk.post("/api/1/reports", files=files, data={"language": "en"})
    assert answer.status_code == 202, answer.text
    outcomes = [data for name, data in followed(desk, answer.headers["location"]) if name == "outcome"]
    assert [each["name"] for each in outcomes] == ["one.txt", "bad.txt"]
    assert outcomes[0]["added"]["became"] == "new"
    assert outcomes[1]["set_aside"]["code"]
    assert "bad.txt" in {each["name"] for each in desk.get("/api/1/problems").json()["items"]}
    assert not any(word in json.dumps(outcomes) for word in ("/tmp", "reportedly-desk-"))  # noqa: S108 - what must not show


def test_ones_own_network_is_not_fetched(desk: Desk) -> None:
    """An address of this machine is set aside, and nothing is asked of it."""
    answer = post(desk, "/reports", {"urls": ["http://127.0.0.1:9/secret"]})
    ((_, outcome), _) = followed(desk, answer.headers["location"])
    assert outcome["added"] is None
    assert outcome["set_aside"] is not None


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({}, "not-understood"),
        ({"text": " "}, "not-understood"),
        ({"texts": "a"}, "not-understood"),
        ({"text": 3}, "not-understood"),
        ({"urls": ["file:///etc/passwd"]}, "not-understood"),
        ({"urls": ["/etc/passwd"]}, "not-understood"),
        ({"urls": ["http://a.example\nfile:///b"]}, "not-understood"),
        ({"urls": [""]}, "not-understood"),
        ({"urls": [f"http://a.example/{n}" for n in range(300)]}, "not-understood"),
        ({"text": TEXT, "published": "yesterday"}, "not-understood"),
        ({"text": TEXT, "language": "!"}, "not-understood"),
        ({"text": TEXT, "url": "javascript:hit()"}, "not-understood"),
        ({"reports": [{"headline": "no text"}]}, "not-understood"),
    ],
)
def test_what_cannot_be_added_is_a_problem(desk: Desk, body: dict[str, Any], code: str) -> None:
    """What cannot be added is refused at once, with what to do, and no run begins."""
    answer = post(desk, "/reports", body)
    assert (answer.status_code, answer.json()["code"]) == (400, code), answer.text
    assert desk.get("/api/1/runs").json()["items"] == []


def test_a_path_is_a_text(desk: Desk) -> None:
    """A text that looks like a path or an address is text: nothing is opened or fetched."""
    answer = post(desk, "/reports", {"text": "http://127.0.0.1:9/secret"})
    ((_, outcome), _) = followed(desk, answer.headers["location"])
    assert outcome["name"] == "text"


def test_media_must_be_known(desk: Desk) -> None:
    """A body of no known sort is refused with the sorts there are; a damaged form is no fault."""
    for media, status, code in (
        ("image/png", 415, "wrong-media"),
        ("", 415, "wrong-media"),
        ("multipart/form-data", 400, "not-understood"),
        ("multipart/form-data; boundary=x", 400, "not-understood"),
    ):
        desk.cookies.clear()
        answer = desk.post("/api/1/reports", content=b"--x\r\nabc", headers={"content-type": media})
        assert (answer.status_code, answer.json()["code"]) == (status, code), (media, answer.text)


def test_a_field_that_is_no_text_is_told(desk: Desk) -> None:
    """A field of a form in another encoding than UTF-8 is a problem, no fault."""
    desk.cookies.clear()
    body = b'--x\r\nContent-Disposition: form-data; name="text"\r\n\r\n\x80\r\n--x--\r\n'
    headers = {"content-type": "multipart/form-data; boundary=x"}
    answer = desk.post("/api/1/reports", content=body, headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (400, "not-understood")
    other = body.replace(b"\r\n\r\n\x80", b"\r\nContent-Type: text/plain; charset=none\r\n\r\na")
    answer = desk.post("/api/1/reports", content=other, headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (400, "not-understood")


def test_too_much_has_to_wait(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where too many runs wait, one is told so."""
    monkeypatch.setattr(Runs, "begin", lambda _self, _wanted: None)
    answer = post(desk, "/reports", {"text": TEXT})
    assert (answer.status_code, answer.json()["code"]) == (429, "too-many")


def test_unknown_runs_are_told(desk: Desk) -> None:
    """A run that the desk does not remember is a problem, its events too."""
    for path in ("/api/1/runs/zzz", "/api/1/runs/zzz/events"):
        assert (desk.get(path).status_code, desk.get(path).json()["code"]) == (404, "unknown-run")
