"""The MCP server, asked by the SDK's own client: every answer is proved, and nothing is written unasked."""

import json
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import anyio
import pytest
from jsonschema import Draft202012Validator
from mcp import Client, MCPError, StdioServerParameters
from mcp.server import Server
from typer.testing import CliRunner

from reportedly.cli import app
from reportedly.mcp.serving import make_server
from reportedly.mcp.tools import TOOLS, Asking
from reportedly.record import Problem
from reportedly.store import Store, open_store
from tests.bridges.texts import TEXTS

WHO = "Ada, through MCP"
WRITERS = {"add_text", "confirm"}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Return a store whose reports were handed in through the server."""
    with open_store(tmp_path_factory.mktemp("mcp") / "reports.db") as made:
        server = make_server(Asking(store=made, who=WHO))
        for outlet, published, text in TEXTS:
            url = f"https://{outlet.lower().replace(' ', '-')}.example/1"
            answer = ask(server, "add_text", text=text, outlet=outlet, published=published, url=url)
            assert answer["became"] == "new"
            assert answer["read"]["records"]
        made.writer().set_aside(
            "scan.pdf", Problem(code="no-text", message="it has no text; scan it with OCR")
        )
        yield made


@pytest.fixture(scope="module")
def server(store: Store) -> Server[Any]:
    """Return the server as it is by itself: it only reads."""
    return make_server(Asking(store=store))


def ask(server: Server[Any], tool: str, **arguments: object) -> dict[str, Any]:
    """Return what a tool gives; its schema is checked by the client."""

    async def asked() -> dict[str, Any]:
        async with Client(server) as client:
            done = await client.call_tool(tool, arguments)
        assert not done.is_error, done.content
        assert isinstance(done.structured_content, dict)
        return done.structured_content

    return anyio.run(asked)


def refused(server: Server[Any], tool: str, **arguments: object) -> str:
    """Return why a tool gives nothing."""

    async def asked() -> str:
        async with Client(server) as client:
            done = await client.call_tool(tool, arguments)
        assert done.is_error
        assert done.structured_content is None
        return str(getattr(done.content[0], "text", ""))

    return anyio.run(asked)


def citations(part: object) -> Iterator[dict[str, Any]]:
    """Yield every citation in an answer."""
    if isinstance(part, dict):
        if {"report", "start", "end", "text", "outlet", "url"} <= part.keys():
            yield part
        for inner in part.values():
            yield from citations(inner)
    elif isinstance(part, list):
        for inner in part:
            yield from citations(inner)


ASKED: list[tuple[str, dict[str, object], str]] = [
    ("find", {"words": "bridge"}, "reports"),
    ("find", {"speaker": "marchuk"}, "reports"),
    ("trace", {"what": "drones hit the bridge at Sumy"}, "members"),
    ("claims", {}, "claims"),
    ("contradictions", {"label": None}, "pairs"),
    ("control_ledger", {}, "entries"),
    ("control_ledger", {"place": "bilopillia", "party": ""}, "entries"),
    ("figures_ledger", {"what": "killed"}, "entries"),
    ("positions_ledger", {}, "entries"),
]


@pytest.mark.parametrize(("tool", "arguments", "within"), ASKED)
def test_each_answer_is_proved(
    server: Server[Any], store: Store, tool: str, arguments: dict[str, object], within: str
) -> None:
    """Every citation says what the stored report has at its place, and names its outlet and address."""
    answer = ask(server, tool, **arguments)
    assert answer[within], answer
    assert answer.get("withheld", 0) == 0
    for part in answer[within]:
        assert next(citations(part), None) is not None, part
    with store.view() as view:
        for citation in citations(answer):
            report = view.report(citation["report"])
            assert report.text[citation["start"] : citation["end"]] == citation["text"]
            assert (citation["outlet"], citation["url"]) == (report.outlet, report.url)


def test_a_claim_is_traced_by_its_words_and_by_its_id(server: Server[Any]) -> None:
    """Words lead to the claim of several reports, its id to the same one, with what stands behind it."""
    answer = ask(server, "trace", what="drones hit the bridge at Sumy")
    assert answer["claim"]["reports"] >= 2
    assert answer["claim"]["nearness"] > 0.5
    members = {member["id"] for member in answer["members"]}
    assert {name for origin in answer["origins"] for name in origin["members"]} == members
    assert answer["claim"]["origins"] == sum(origin["traced"] for origin in answer["origins"])
    by_id = ask(server, "trace", what=answer["claim"]["id"])
    assert by_id["claim"]["nearness"] is None
    assert {**by_id["claim"], "nearness": 0} == {**answer["claim"], "nearness": 0}
    assert by_id["summary"] == answer["summary"]


def test_a_text_is_read_and_not_kept(server: Server[Any], store: Store) -> None:
    """What is found in a text is told with its chain; positions count in the text that is given back."""
    with store.view() as view:
        before = view.counts()
    text = (
        "Bridge shut\nThe bridge was closed, Olena Marchuk told Reuters. At least 12 soldiers died in Sumy."
    )
    answer = ask(server, "read_text", text=text, outlet="Psel Post", published="2026-03-06")
    (said,) = (record for record in answer["records"] if record["layer"] == "attributions")
    assert [voice["who"] for voice in said["chain"]] == ["Psel Post", "Reuters", "Olena Marchuk"]
    assert said["words"] == "The bridge was closed"
    assert answer["text"] == text.replace("\n", "\n\n"), "a line became a paragraph, so the text is told"
    for citation in citations(answer):
        assert answer["text"][citation["start"] : citation["end"]] == citation["text"]
    only = ask(server, "read_text", text=answer["text"], layers=["figures"], limit=1)
    assert (only["text"], [record["name"] for record in only["records"]]) == (None, ["f1"])
    with store.view() as view:
        assert view.counts() == before


@pytest.mark.parametrize(
    "odd", ["\0", "\ud800", "\u202e<b>", "9" * 400, "𝕏" * 50, '"; DROP TABLE reports; --']
)
def test_odd_words_end_nothing(server: Server[Any], odd: str) -> None:
    """NULs, half characters, long numbers and the like are read, found or refused as any words are."""
    text = f"Bridge {odd} shut\n\nThe bridge at Sumy was closed, {odd} Olena Marchuk said."
    read = ask(server, "read_text", text=text, outlet=odd)
    assert read["report"]["headline"].startswith("Bridge ")
    for citation in citations(read):
        assert (read["text"] or text)[citation["start"] : citation["end"]] == citation["text"]
    assert ask(server, "find", words=f"bridge {odd}")["more"] is False
    assert ask(server, "claims", words=f"zebra {odd}")["claims"] == []
    assert "reportedly find" in refused(server, "read_report", report=f"zebra {odd}")


def test_lists_go_on_where_they_ended(server: Server[Any], store: Store) -> None:
    """Page after page gives every entry once; `more` says when it is over."""
    whole = ask(server, "control_ledger")["entries"]
    assert len(whole) > 1
    pages = [ask(server, "control_ledger", limit=1, offset=n) for n in range(len(whole))]
    assert [page["entries"][0] for page in pages] == whole
    assert [page["more"] for page in pages] == [True] * (len(whole) - 1) + [False]
    with store.view() as view:
        report = view.reports()[0].id
    every = ask(server, "read_report", report=report)
    assert every["of"] == len(every["records"]) > 2
    second = ask(server, "read_report", report=report, limit=1, offset=1)
    assert (second["records"], second["more"]) == (every["records"][1:2], True)


def test_problems_are_told(server: Server[Any]) -> None:
    """An input that was set aside is listed with what to do next."""
    (problem,) = ask(server, "problems")["problems"]
    assert (problem["name"], problem["message"]) == ("scan.pdf", "it has no text; scan it with OCR")


@pytest.mark.parametrize(
    ("tool", "arguments", "why"),
    [
        ("read_report", {"report": "zzzz"}, "reportedly find"),
        ("trace", {"what": "a cow won the lottery in Paris"}, "try other words"),
        ("trace", {"what": "claim-ffffffffffff"}, "reportedly trace"),
        ("find", {}, "give words, or a filter"),
        ("find", {"act": "sing"}, "choose from"),
        ("find", {"words": "x", "limit": 0}, "input schema"),
        ("find", {"words": "x", "offset": 2**63}, "input schema"),
        ("find", {"wrods": "bridge"}, "wrods"),
        ("read_text", {"text": "Bridge shut.", "published": "soon"}, "write it like 2025-03-04"),
        ("read_text", {"text": " \n "}, "not fetched"),
        ("positions_ledger", {"act": "sing"}, "choose from"),
        ("contradictions", {"label": "odd"}, "choose from"),
        ("add_text", {"text": "Bridge shut."}, "no such tool"),
        ("confirm", {"report": "x", "record": "a1", "why": "so"}, "no such tool"),
    ],
)
def test_what_cannot_be_done_says_what_to_do(
    server: Server[Any], tool: str, arguments: dict[str, object], why: str
) -> None:
    """A failure is the tool's error, in words that lead on; the server goes on."""
    assert why in refused(server, tool, **arguments)


def test_a_fault_of_ours_ends_one_call_only(
    server: Server[Any], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What nobody thought of is told as an error too, here and on standard error."""
    monkeypatch.setattr("reportedly.store.View.problems", lambda *_, **__: 1 / 0)
    assert "please report this" in refused(server, "problems")
    assert "ZeroDivisionError" in capsys.readouterr().err


def test_reading_alone_offers_nothing_that_writes(server: Server[Any], store: Store) -> None:
    """Only tools that read are offered, and marked so; with a name the others come, marked as writing."""

    async def listed(server: Server[Any]) -> dict[str, bool]:
        async with Client(server) as client:
            tools = (await client.list_tools()).tools
        for tool in tools:
            assert tool.description
            assert tool.output_schema is not None
            for schema in (tool.input_schema, tool.output_schema):
                assert schema["type"] == "object"
                Draft202012Validator.check_schema(schema)
                assert all("description" in field for field in schema["properties"].values()), tool.name
        return {tool.name: bool(tool.annotations and tool.annotations.read_only_hint) for tool in tools}

    reads = {tool.name: True for tool in TOOLS if tool.name not in WRITERS}
    assert anyio.run(listed, server) == reads
    writing = make_server(Asking(store=store, who=WHO))
    assert anyio.run(listed, writing) == reads | dict.fromkeys(WRITERS, False)


def test_a_record_is_confirmed_in_a_name(store: Store) -> None:
    """What is confirmed stands in the log, in the name of whoever allowed it, and counts as reviewed."""
    server = make_server(Asking(store=store, who=WHO))
    with store.view() as view:
        report = view.reports()[0].id
    before = ask(server, "read_report", report=report, layers=["attributions"])["records"][0]
    done = ask(server, "confirm", report=report, record=before["name"], why="the desk asked for it")
    assert (before["reviewed"], done["record"]["reviewed"]) == (False, True)
    assert done["record"]["citations"] == before["citations"]
    with store.view() as view:
        (written,) = [each for each in view.judgements() if each.id == done["number"]]
    assert (written.who, written.verb.value, written.why) == (WHO, "accept", "the desk asked for it")
    assert "name one as read_report does" in refused(server, "confirm", report=report, record="a99", why="so")


def test_a_text_twice_is_known(store: Store) -> None:
    """The same text of the same outlet is not kept twice."""
    server = make_server(Asking(store=store, who=WHO))
    with store.view() as view:
        before = view.counts().reports
    outlet, published, text = TEXTS[0]
    assert ask(server, "add_text", text=text, outlet=outlet, published=published)["became"] == "known"
    with store.view() as view:
        assert view.counts().reports == before


def test_what_is_no_longer_there_is_withheld(tmp_path: Path) -> None:
    """Where a text is not the one that was taken in, nothing of it is told, and the rest of the answer is."""
    with open_store(tmp_path / "broken.db") as store:
        server = make_server(Asking(store=store, who=WHO))
        added = [
            ask(server, "add_text", text=text, outlet=outlet, published=published)
            for outlet, published, text in TEXTS
        ]
        asked = {tool: ask(server, tool) for tool in ("contradictions", "control_ledger")}
        behind = sqlite3.connect(tmp_path / "broken.db")
        behind.execute("DROP TRIGGER texts_no_update")
        broken = added[0]["read"]["report"]["id"]
        only = "WHERE seq = (SELECT seq FROM reports WHERE id = ?)"
        behind.execute(f"UPDATE texts SET text = replace(text, 'a', 'e') {only}", [broken])  # noqa: S608 - ours
        behind.commit()
        behind.close()
        for tool, before in asked.items():
            after = ask(server, tool)
            shown, left = (json.dumps(each, sort_keys=True) for each in (before, after))
            assert broken in shown
            assert broken not in left
            assert after["withheld"] > 0
        assert "bring back a copy" in refused(server, "read_report", report=broken)


def test_reports_are_resources(server: Server[Any], store: Store) -> None:
    """Every report can be asked for by address, as text and as a Reading; what is not there says so."""

    async def asked() -> None:
        async with Client(server) as client:
            found = (await client.list_resources()).resources
            with store.view() as view:
                reports = [view.report(each.id) for each in view.reports()]
            assert [str(each.uri) for each in found] == [f"reportedly://report/{r.id}" for r in reports]
            text = getattr((await client.read_resource(found[0].uri)).contents[0], "text", "")
            assert text.endswith(f"\n\n{reports[0].text}\n")
            assert f"Outlet: {reports[0].outlet}\n" in text
            reading = await client.read_resource(f"reportedly://reading/{reports[0].id}")
            assert getattr(reading.contents[0], "text", "").startswith('{"schema":"reportedly.reading/1"')
            templates = (await client.list_resource_templates()).resource_templates
            assert [each.name for each in templates] == ["report", "reading"]
            for uri in ("reportedly://report/zzz", "reportedly://nothing/1"):
                with pytest.raises(MCPError, match=r"look for its id|ask for"):
                    await client.read_resource(uri)
            for cursor in ("x", "9" * 20):
                with pytest.raises(MCPError, match="list from the beginning"):
                    await client.list_resources(cursor=cursor)

    anyio.run(asked)


def test_the_command_serves_standard_input_and_output(store: Store, tmp_path: Path) -> None:
    """`reportedly mcp`, started as a client starts it, answers; it may write only where that was allowed."""

    async def asked(*options: str) -> tuple[set[str], str]:
        arguments = ["-m", "reportedly", "mcp", "--store", store.name, *options]
        parameters = StdioServerParameters(command=sys.executable, args=arguments, cwd=tmp_path)
        async with Client(parameters) as client:
            tools = {tool.name for tool in (await client.list_tools()).tools}
            found = await client.call_tool("find", {"words": "bridge"})
        assert found.structured_content is not None
        return tools, found.structured_content["reports"][0]["excerpts"][0]["text"]

    tools, words = anyio.run(asked)
    assert not tools & WRITERS
    assert "bridge" in words.lower()
    assert tools | WRITERS == anyio.run(asked, "--allow-writes", "--who", "Ada")[0]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_it_at_once(store: Store, number: signal.Signals) -> None:
    """Ctrl-C and the system end the server though its client is still there."""
    command = [sys.executable, "-m", "reportedly", "mcp", "--store", store.name]
    hello = {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "t", "version": "1"}}
    line = json.dumps({"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": hello})
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, text=True) as server:  # noqa: S603 - ours
        assert server.stdin is not None
        assert server.stdout is not None
        assert server.stderr is not None
        server.stdin.write(f"{line}\n")
        server.stdin.flush()
        assert json.loads(server.stdout.readline())["result"]["serverInfo"]["name"] == "reportedly"
        server.send_signal(number)
        assert server.wait(timeout=10) == 0
        assert server.stderr.read() == "reportedly: the server is closed\n"


def test_called_wrongly(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name without leave to write, a store that is not there, and a missing SDK say what to do."""
    here = ["--store", str(tmp_path / "none.db")]
    done = CliRunner().invoke(app, ["mcp", *here, "--who", "Ada"])
    assert (done.exit_code, "--allow-writes" in done.stderr) == (2, True)
    done = CliRunner().invoke(app, ["mcp", *here])
    assert (done.exit_code, "reportedly add" in done.stderr) == (1, True)
    open_store(tmp_path / "none.db").close()
    monkeypatch.delitem(sys.modules, "reportedly.mcp.serving")
    monkeypatch.setitem(sys.modules, "mcp", None)
    done = CliRunner().invoke(app, ["mcp", *here])
    assert (done.exit_code, "pip install 'reportedly[mcp]'" in done.stderr) == (2, True)
