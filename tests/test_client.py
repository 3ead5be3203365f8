"""The client, against a desk that really listens: all that can be asked, in the package's types."""

import re
import shlex
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
import urllib3
import uvicorn

from reportedly import client as client_module
from reportedly.adding import add_inputs
from reportedly.client import Client, JudgedMeanwhileError
from reportedly.client.asking import Asking
from reportedly.desk.access import passwords, sessions
from reportedly.desk.access.identity import Role
from reportedly.desk.api import about, claims, finding, judging, reports, runs
from reportedly.desk.app import make_app
from reportedly.desk.settings import DeskSettings
from reportedly.errors import RefusedJudgementError, StoreError, UnknownReportError
from reportedly.exports.selection import Selection
from reportedly.linking import ClaimFilters, ContradictionFilters, LedgerFilters, UnknownClaimError, catch_up
from reportedly.store import Filters, Store, Target, Verb, open_store

TEXT = (
    "Fog closed the port of Odesa\n\nThe port was closed on Monday, harbour master Iryna Bondar told Reuters."
)


@pytest.fixture(scope="module")
def store(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Return a store with some of the demo's story, read and traced."""
    where = tmp_path_factory.mktemp("client") / "client.db"
    story = sorted((root / "demo" / "story").glob("[0-9]*"))[:8]
    with open_store(where) as opened:
        list(add_inputs([str(path) for path in story], opened))
        catch_up(opened)
        yield opened


def listening(store: Store, settings: DeskSettings) -> Iterator[str]:
    """Serve a desk on loopback and yield its address."""
    listener = socket.create_server(("127.0.0.1", 0))
    config = uvicorn.Config(make_app(store, settings), log_level="warning", lifespan="on", ws="none")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    until = time.monotonic() + 30
    while not server.started and time.monotonic() < until:
        time.sleep(0.02)
    yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    server.should_exit = True
    thread.join(timeout=30)
    listener.close()


@pytest.fixture(scope="module")
def address(store: Store) -> Iterator[str]:
    """Return the address of a desk without logins."""
    yield from listening(store, DeskSettings(who="m.k."))


@pytest.fixture(scope="module")
def guarded(store: Store) -> Iterator[str]:
    """Return the address of a desk with logins."""
    yield from listening(store, DeskSettings(auth=True))


@pytest.fixture
def desk(address: str) -> Iterator[Client]:
    """Return a client."""
    with Client(address) as made:
        yield made


def test_everything_is_read(desk: Client, store: Store) -> None:
    """What the client reads is what the store holds, in the same types."""
    with store.view() as view:
        listed = view.reports(limit=None)
        first = listed[0].id
        assert list(desk.reports()) == listed
        assert desk.report(first) == view.report(first)
        assert desk.reading(first, judged=False) == view.reading(first, judged=False)
        assert desk.history(first) == view.history(first)
        assert desk.references(first) == view.references(first)
        assert desk.counts() == view.counts()
        assert list(desk.outlets()) == view.shelf.outlets()
        assert list(desk.days()) == view.shelf.days(limit=100)
        assert desk.grades() == view.grades()
        assert list(desk.problems()) == view.problems()
        hits = view.find("", Filters(layer="figures"), limit=100)
        found = list(desk.find("", Filters(layer="figures")))
        assert [each.report for each in found] == [each.report for each in hits]
        assert [len(each.matches) for each in found] == [len(each.matches) for each in hits]
        speaker = next(each.who for each in desk.reading(first).sources if each.named)  # type: ignore[union-attr]
        assert desk.names(speaker) == view.shelf.names(speaker)
    assert desk.marks(first).model == listed[0].model
    assert desk.about().who == "m.k."


def test_claims_are_traced(desk: Client) -> None:
    """Claims, their traces, contradictions and ledgers come in the types of linking and tracing."""
    rows = list(desk.claims())
    assert rows
    trace = desk.claim(rows[0].id)
    assert len(trace.claim.reports) == rows[0].reports
    assert desk.trace(rows[0].words)[0].claim.id == rows[0].id
    assert list(desk.claims(ClaimFilters(words="no such words anywhere"))) == []
    assert desk.report_trace(trace.claim.reports[0]).statements
    assert all(pair.one.spans for pair in desk.contradictions(ContradictionFilters()))
    control, figures = list(desk.control()), list(desk.figures())
    assert control or figures
    assert list(desk.control(LedgerFilters(place="Nowhere at all"))) == []
    assert all(each.party for each in desk.positions())


def test_pages_are_gone_through(desk: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """A list longer than a page comes whole, each item once."""
    whole = list(desk.reports())
    asked = []
    inner = Asking.open

    def counted(self: Asking, method: str, path: str, **more: Any) -> Any:  # noqa: ANN401 - as open
        asked.append(path)
        return inner(self, method, path.replace("limit=200", "limit=3"), **more)

    monkeypatch.setattr(Asking, "open", counted)
    assert list(desk.reports()) == whole
    assert len(asked) == -(-len(whole) // 3) > 1


def test_a_judgement_meets_another(desk: Client, store: Store) -> None:
    """A judgement is written; who had not seen it is told what it says; it is withdrawn."""
    first = next(desk.reports()).id
    reading = desk.reading(first)
    assert reading is not None
    target = Target(report=first, layer="attributions", item=reading.attributions[0].id)
    marks = desk.marks(first)
    done = desk.judge(Verb.REJECT, target, seen=marks.last, why="nobody says this", model=marks.model)
    assert done.beside == ()
    assert desk.judgement(done.judgement.id) == done.judgement
    with pytest.raises(JudgedMeanwhileError) as met:
        desk.judge(Verb.ACCEPT, target, seen=marks.last)
    assert met.value.others == (done.judgement,)
    undone = desk.withdraw(done.judgement.id, seen=done.judgement.id)
    assert undone.judgement.withdraws == done.judgement.id
    assert desk.reading(first) == reading
    with store.view() as view:
        assert tuple(desk.judgements(report=first)) == view.history(first).judgements
    assert list(desk.judgements(after=undone.judgement.id)) == []


def test_reports_are_added(desk: Client, tmp_path: Path) -> None:
    """Texts, reports and files are handed in, followed, and then there."""
    run = desk.finished(desk.add_text(TEXT, outlet="The Lakeside Dispatch", published="2025-03-05"))
    assert run.is_over
    added = run.outcomes[0].added
    assert added is not None
    assert desk.report(added.id).outlet == "The Lakeside Dispatch"
    file = tmp_path / "izmail.txt"
    file.write_text(TEXT.replace("Odesa", "Izmail"), encoding="utf-8")
    (outcome,) = desk.follow(desk.add_file(file, outlet="Delta Post").id)
    assert outcome.name == "izmail.txt"
    pair = [{"text": TEXT.replace("Odesa", name), "outlet": name} for name in ("Reni", "Kiliia")]
    assert len(list(desk.follow(desk.add_reports(pair).id))) == 2
    (outcome,) = desk.follow(desk.add_urls(["http://127.0.0.1:9/secret"]).id)
    assert outcome.set_aside is not None


def test_errors_are_the_packages_own(desk: Client) -> None:
    """What is not there, or does not fit, raises what the store would raise."""
    first = next(desk.reports()).id
    for ask, kind in (
        (lambda: desk.report("zzz"), UnknownReportError),
        (lambda: desk.report("../counts"), StoreError),
        (lambda: desk.claim("claim-0"), UnknownClaimError),
        (lambda: desk.judge(Verb.NOTE, Target(report=first), seen=0), RefusedJudgementError),
        (lambda: desk.judgement(10**9), StoreError),
        (lambda: desk.report(".."), StoreError),
        (lambda: desk.run("zzz"), StoreError),
        (lambda: next(desk.reports(Filters(since="yesterday"))), StoreError),
        (lambda: desk.add_text(" "), StoreError),
    ):
        with pytest.raises(kind):
            ask()


def test_nobody_there_is_told() -> None:
    """Where no desk answers, the error says what to look at."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    with Client(f"http://127.0.0.1:{port}") as nobody, pytest.raises(StoreError, match="reportedly desk"):
        nobody.counts()


def test_tokens_are_sent(guarded: str, store: Store) -> None:
    """Where logins are asked for, a token opens, and its role holds."""
    user = store.accounts().add("r.t.", Role.ADMIN, passwords.hashed("seven quiet herons at dusk"))
    token = sessions.make_token(store.accounts(), user.id, "test", Role.READER, 1)
    with Client(guarded) as nobody, pytest.raises(StoreError, match="token"):
        nobody.counts()
    with Client(guarded, token=token) as reader:
        assert reader.about().role == "reader"
        with pytest.raises(StoreError, match="role"):
            reader.add_text(TEXT)


def test_examples_of_the_docs_run(root: Path, address: str) -> None:
    """The Python and the requests in docs/api.md work as they stand, against a desk that listens."""
    page = (root / "docs" / "api.md").read_text(encoding="utf-8").replace("http://127.0.0.1:8377", address)
    (code,) = re.findall(r"^```python\n(.*?)^```", page, flags=re.MULTILINE | re.DOTALL)
    ran = subprocess.run([sys.executable, "-c", code], check=False, capture_output=True, text=True)  # noqa: S603 - our own page
    assert ran.returncode == 0, ran.stderr
    (lines,) = re.findall(r"^```sh\n(.*?)^```", page, flags=re.MULTILINE | re.DOTALL)
    requests = [shlex.split(line) for line in lines.replace("\\\n", " ").splitlines()]
    statuses = []
    for curl, quiet, url, *options in requests:
        assert (curl, quiet) == ("curl", "-s")
        said = dict(zip(options[::2], options[1::2], strict=True))
        body = said.get("--data-binary") or said.get("-d")
        headers = dict([said["-H"].split(": ")]) if "-H" in said else {}
        answer = urllib3.request("GET" if body is None else "POST", url, body=body, headers=headers)
        statuses.append(answer.status)
    assert statuses == [200, 202, 201]


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        (client_module.About, about.About),
        (client_module.Marks, reports.Marks),
        (client_module.Found, finding.Found),
        (client_module.FoundRecord, finding.FoundRecord),
        (client_module.Near, claims.Near),
        (client_module.Written, judging.Written),
        (client_module.RunState, runs.RunState),
    ],
)
def test_shapes_are_the_desks(ours: type[msgspec.Struct], theirs: type[msgspec.Struct]) -> None:
    """The client's own types have the fields that the API's have."""
    assert ours.__struct_fields__ == theirs.__struct_fields__


def test_an_export_is_waited_for_and_taken(desk: Client, tmp_path: Path) -> None:
    """A program asks for an export and has its file; one that cannot be made says why."""
    path = tmp_path / "events.jsonl"
    done = desk.exported(desk.export("plover"), path)
    assert done.made is not None
    assert done.made.records >= len(path.read_text().splitlines()) > 0
    with pytest.raises(StoreError, match="someday"):
        desk.exported(desk.export("plover", Selection(since="someday")), tmp_path / "none.jsonl")
    assert not (tmp_path / "none.jsonl").exists()
