"""Adding through the pages: texts, files and addresses, told as they are read; nothing else is opened."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from litestar.exceptions import ClientException
from litestar.testing import TestClient

from reportedly.desk.handed_in import HandedIn, own_name, to_add
from reportedly.desk.runs import Runs
from reportedly.store import Store
from tests.desk.asking import send, token
from tests.desk.hostile import BAIT

Desk = TestClient[Any]
TEXT = (
    "Fog closed the port of Odesa\n\nThe port was closed on Monday, harbour master Iryna Bondar told Reuters."
)


def run_to_its_end(desk: Desk, where: str) -> str:
    """Follow a run's events to the end and return them."""
    with desk.stream("GET", f"{where}/events") as answer:
        assert answer.headers["content-type"].startswith("text/event-stream")
        return "".join(answer.iter_text())


def test_a_pasted_text_becomes_a_report(desk: Desk, store: Store) -> None:
    """A text is read and kept with what the person said of it, and the run tells its id."""
    sent = send(desk, "/adding", text=TEXT, outlet="The Lakeside Dispatch", published="2025-03-05")
    assert sent.status_code == 303
    told = run_to_its_end(desk, sent.headers["location"])
    found = re.search(r'href="/reports/([0-9a-f]+)"', told)
    assert found is not None, told
    assert "new report" in told
    assert "event: over" in told
    with store.view() as view:
        reading = view.reading(found[1])
    assert reading is not None
    assert (reading.report.outlet, reading.report.published) == ("The Lakeside Dispatch", "2025-03-05")
    assert reading.report.headline == "Fog closed the port of Odesa"
    assert [source.who for source in reading.sources]


def test_files_are_called_by_their_own_names(desk: Desk, store: Store) -> None:
    """Several files are several reports; a bad one is set aside under its own name, the others are kept."""
    record = json.dumps({"text": TEXT.replace("Odesa", "Izmail"), "outlet": "Northern Herald"}).encode()
    files = [
        ("files", ("../../etc/one.json", record)),
        ("files", ("empty.txt", b"")),
        ("files", ("b.txt", b"\x00\x01")),
    ]
    told = run_to_its_end(desk, send(desk, "/adding", files=files).headers["location"])
    assert told.count("event: outcome") == 3
    assert told.count("set aside") == 2
    with store.view() as view:
        assert {"empty.txt", "b.txt"} <= {each.name for each in view.problems()}
        assert "one.json" in {each.added_from for each in view.reports(limit=None)}


def test_a_run_can_be_looked_at_again(desk: Desk) -> None:
    """A run's page shows what became of its inputs after it is over, and events begin where one says."""
    where = send(desk, "/adding", text=TEXT).headers["location"]
    whole = run_to_its_end(desk, where)
    page = desk.get(where).text
    assert "new report" in page
    assert 'data-over="yes"' in page
    again = run_to_its_end(desk, f"{where}")
    assert again == whole
    with desk.stream("GET", f"{where}/events", headers={"last-event-id": "1"}) as answer:
        assert "event: outcome" not in "".join(answer.iter_text())


def test_a_private_address_is_not_fetched(desk: Desk) -> None:
    """The desk is no way into the network it stands in: the guard of intake holds here too."""
    for address in ("http://127.0.0.1:8377/", "http://169.254.169.254/latest/", "http://[::1]/"):
        told = run_to_its_end(desk, send(desk, "/adding", text=address).headers["location"])
        assert "set aside" in told
        assert "private or reserved network" in told or "is not one that web pages use" in told


@pytest.mark.parametrize(
    "text", ["file:///etc/passwd", "ftp://example.org/a", "http://a.example/\nfile:///b"]
)
def test_only_the_web_is_fetched(desk: Desk, text: str) -> None:
    """An address of another kind is refused, never opened as a file."""
    sent = send(desk, "/adding", text=text)
    assert sent.status_code == 400
    assert "Only http and https" in sent.text


def test_a_path_is_a_text(desk: Desk, tmp_path: Path, store: Store) -> None:
    """What looks like a path of the desk's machine is taken for a text; the file is not read."""
    secret = tmp_path / "secret.txt"
    secret.write_text("Nobody outside may read this, the major said.")
    told = run_to_its_end(desk, send(desk, "/adding", text=str(secret)).headers["location"])
    assert "event: over" in told
    with store.view() as view:
        assert view.find('"nobody outside may read"') == []


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({}, "there is nothing to add"),
        ({"text": " \n "}, "there is nothing to add"),
        ({"text": TEXT, "published": "yesterday"}, "yesterday is no date"),
        ({"text": TEXT, "language": "12"}, "12 is no language code"),
        ({"text": TEXT, "url": "javascript:alert(1)"}, "must begin with http"),
        (
            {"text": "https://a.example/1\nhttps://a.example/2", "url": "https://b.example"},
            "one text or file only",
        ),
    ],
)
def test_what_cannot_be_understood_is_said(desk: Desk, fields: dict[str, str], why: str) -> None:
    """A wrong field is answered with what is wrong, and nothing is added."""
    sent = send(desk, "/adding", **fields)
    assert sent.status_code == 400
    assert why.lower() in sent.text.lower()


def test_htmx_is_led_to_the_run(desk: Desk) -> None:
    """A form sent by htmx is answered with where to go, and a wrong one with a notice."""
    headers = {"hx-request": "true", "x-desk-token": token(desk), "origin": str(desk.base_url).rstrip("/")}
    sent = desk.post("/adding", data={"text": TEXT}, headers=headers)
    assert sent.headers["hx-redirect"].startswith("/adding/")
    refused = desk.post("/adding", data={"text": ""}, headers=headers)
    assert refused.status_code == 400
    assert refused.headers["hx-retarget"] == "#notice"
    assert "<html" not in refused.text
    run_to_its_end(desk, sent.headers["hx-redirect"])


def test_hostile_names_are_words(desk: Desk) -> None:
    """The name of a file and a text's first words are shown as words, in pages and in events."""
    files = [("files", (f"{BAIT}.txt", b"")), ("files", ("<img src=x onerror=hit()>.html", b"<html></html>"))]
    where = send(desk, "/adding", files=files, text=f"{BAIT} said so.").headers["location"]
    told = run_to_its_end(desk, where) + desk.get(where).text + desk.get("/problems").text
    assert "<script>window" not in told
    assert "<img" not in told
    assert "&lt;img src=x" in told


def test_an_unknown_run_is_not_there(desk: Desk) -> None:
    """A run of another day has no page, and says so."""
    assert desk.get("/adding/abc").status_code == 404
    assert desk.get("/adding/abc/events").status_code == 404


def test_too_many_runs_do_not_pile_up(store: Store) -> None:
    """Where too much waits already, no more is taken; files that were not taken up are removed at the end."""
    runs = Runs(store, lambda: None)  # not started: everything waits
    wanted = [to_add(HandedIn(text=f"{TEXT} {number}"), (), "m.k.") for number in range(25)]
    begun = [runs.begin(each) for each in wanted]
    assert [run is not None for run in begun] == [True] * 20 + [False] * 5
    assert [Path(each.folder or "").exists() for each in wanted] == [True] * 20 + [False] * 5
    runs.stop()
    assert not any(Path(each.folder or "").exists() for each in wanted)


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("report.pdf", "report.pdf"),
        ("C:\\Reports\\a\\report.pdf", "report.pdf"),
        ("/etc/passwd", "passwd"),
        ("..", "file"),
        ("a\x00b\n.txt", "a b .txt"),
        ("é" * 300 + ".html", "é" * 95 + ".html"),
        ("", "file"),
    ],
)
def test_names_of_files_are_made_safe(written: str, kept: str) -> None:
    """A name has no folder, no control, no great length, and keeps its suffix."""
    assert own_name(written) == kept


def test_a_text_of_addresses_is_checked_before_anything_is_written() -> None:
    """Wrong addresses leave no folder behind."""
    with pytest.raises(ClientException, match="only http"):
        to_add(HandedIn(text="gopher://a.example"), [("a.txt", b"words")], "m.k.")
