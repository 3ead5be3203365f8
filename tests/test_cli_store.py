"""The commands on a store, run as people run them; a stand-in reads, a reading made by hand is shown."""

import json
import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import msgspec
import pytest
from typer.testing import CliRunner

from reportedly.cli import app
from reportedly.record import (
    Change,
    Control,
    Figure,
    Place,
    PlaceKind,
    Problem,
    Reading,
    Report,
    Status,
    What,
    decode_reading,
    report_id,
)
from reportedly.store import Store, open_store
from tests.made import reading, span
from tests.stand_in import CODE as STAND_IN_CODE
from tests.stand_in import MODEL, Command

GOOD = "Ferry stopped\n\nThe ferry across the river was stopped on Monday. Bondar said it would sail soon."
RUSSIAN = "Паром остановлен\n\nПаром через реку был остановлен в понедельник, сообщила Бондарь."
KEY = reading().report.id


class Here:
    """The command, run in this process: a new one takes a second or more, and there are many runs here."""

    def __init__(self, folder: Path) -> None:
        """Run in `folder`, where the process is."""
        self.folder = folder

    def run(self, *arguments: str, data: bytes = b"", **extra: str) -> "subprocess.CompletedProcess[str]":
        """Run the command and return what came of it."""
        done = CliRunner().invoke(app, arguments, input=data, env=extra)
        assert done.exception is None or isinstance(done.exception, SystemExit), done.exc_info
        return subprocess.CompletedProcess(arguments, done.exit_code, done.stdout, done.stderr)


@pytest.fixture
def command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Here:
    """Give the command in an empty folder, with a stand-in for the models."""
    monkeypatch.chdir(tmp_path)
    for name in ("COLUMNS", "FORCE_COLOR", "REPORTEDLY_STORE", "REPORTEDLY_WHO"):
        monkeypatch.delenv(name, raising=False)
    for name in ("reportedly.reading.read", "reportedly.reading.models"):
        monkeypatch.setitem(sys.modules, name, ModuleType(name))
    exec(STAND_IN_CODE, {})  # noqa: S102 - our own code
    for module in ("add", "rereading"):
        monkeypatch.setattr(f"reportedly.adding.{module}.model_name", lambda: MODEL)
    return Here(tmp_path)


def by_hand() -> Reading:
    """Return the reading of `tests.made` with facts of three layers."""
    place = Place(span=span("Sumy"), name="Sumy", kind=PlaceKind.CITY, country="UA")
    figure = Figure(id="f1", span=span("Two officers"), low=2.0, high=2.0, what=What.OTHER, by="a1")
    control = Control(
        id="c1",
        span=span("The road bridge"),
        change=Change.HOLDS,
        status=Status.ASSERTED,
        place="Sumy",
        place_spans=(span("Sumy"),),
        holder="Russia",
        by="a1",
    )
    return msgspec.structs.replace(
        reading(), places=(place,), figures=(figure,), controls=(control,), model="stand-in"
    )


@pytest.fixture
def kept(command: Here) -> Here:
    """Give the command where ./reportedly.db holds two versions of a report, one unread, and a problem."""
    with open_store(command.folder / "reportedly.db") as store:
        fill(store)
    return command


def fill(store: Store) -> None:
    """Put into a store what `kept` tells."""
    writer = store.writer()
    older = by_hand().report
    text = older.text.replace("weeks", "months")
    older = msgspec.structs.replace(older, id=report_id(text, older.outlet), text=text)
    writer.add(older, added_from="older.txt")
    writer.add(by_hand().report, by_hand(), added_from="newer.txt")
    hostile = "Rain \x1b[31mred\x1b[0m \u202eback\n\nIt rained."
    writer.add(Report(id="c" * 16, headline=hostile.partition("\n")[0], text=hostile, outlet="O\x1b]0;x\x07"))
    writer.set_aside("b\x1b[2Jad.txt", Problem(code="empty", message="the file is \x1b[1mempty"))


def lines(out: str) -> list[dict[str, Any]]:
    """Return the JSON objects of an output, one a line."""
    return [json.loads(line) for line in out.splitlines()]


def test_adding_tells_what_became_of_each_input(command: Here) -> None:
    """New, known, foreign, bad and left-out inputs are told and summed up; the code says one was bad."""
    folder = command.folder
    (folder / "in").mkdir()
    for name, data in {"a.txt": GOOD, "b.txt": "", "c.txt": RUSSIAN, "d.jpg": "x"}.items():
        (folder / "in" / name).write_text(data, encoding="utf-8")
    done = command.run("add", "in", "--outlet", "The Lakeside Dispatch", "--json")
    assert done.returncode == 1
    told = {each["name"]: each for each in lines(done.stdout)}
    assert told["in/a.txt"]["added"]["became"] == "new"
    assert told["in/b.txt"]["set_aside"]["code"] == "empty"
    assert [problem["code"] for problem in told["in/c.txt"]["problems"]] == ["language-not-read"]
    assert told["in/d.jpg"]["left_out"]
    assert "2 new reports, 1 set aside (see them with: reportedly problems)" in done.stderr
    again = command.run("add", "in/a.txt", "--outlet", "The Lakeside Dispatch")
    assert (again.returncode, again.stdout) == (0, "")
    assert "0 new reports, 1 known" in again.stderr
    assert command.run("add", "in/a.txt", "--outlet", "The Lakeside Dispatch", "-q").stderr == ""


@pytest.mark.parametrize(
    ("inputs", "says"),
    [
        (("a.txt", "b.txt"), "several reports"),
        (("both",), "several reports"),
        (("both/*",), "several reports"),
        (("two.jsonl",), "several reports"),
        (("-", "a.txt"), "several reports"),
        (("https://example.org/feed",), "has its address already"),
    ],
)
def test_one_address_is_not_that_of_several(command: Here, inputs: tuple[str, ...], says: str) -> None:
    """--url with more than one report is refused before anything is kept; with one it is taken."""
    (command.folder / "both").mkdir()
    for path in ("a.txt", "b.txt", "both/a.txt", "both/b.txt"):
        (command.folder / path).write_text(f"{GOOD} {path}")
    (command.folder / "two.jsonl").write_text(f"{json.dumps({'text': GOOD})}\n" * 2)
    address = ("--url", "https://lakeside.example/ferry")
    done = command.run("add", *inputs, *address)
    assert (done.returncode, done.stdout) == (2, "")
    assert says in done.stderr
    assert not (command.folder / "reportedly.db").exists()
    (command.folder / "both" / "b.txt").unlink()
    assert command.run("add", "both", *address).returncode == 0
    assert lines(command.run("reports", "--json").stdout)[0]["url"] == address[1]


def test_standard_input_and_a_dump_are_added(command: Here) -> None:
    """What is piped in is kept, and the fields of a dump can be told in either spelling."""
    piped = command.run("add", "-", data=GOOD.encode())
    assert "1 new report" in piped.stderr
    record = json.dumps({"body": f"{GOOD} Twice.", "kicker": {"who": "Il Lago"}}).encode()
    (command.folder / "dump.jsonl").write_bytes(record + b"\n")
    done = command.run("add", "dump.jsonl", "--map", "text=body,outlet=kicker.who", "--no-read")
    assert "1 new report" in done.stderr
    assert [each["outlet"] for each in lines(command.run("reports", "--json").stdout)] == [None, "Il Lago"]
    assert "1 reading made anew, 0 as before" in command.run("reread").stderr
    assert command.run("reread", "--json", "--quiet").stdout == ""


def test_the_store_is_named_or_set(command: Here) -> None:
    """--store comes before REPORTEDLY_STORE, and that before ./reportedly.db."""
    (command.folder / "a.txt").write_text(GOOD)
    command.run("add", "a.txt", REPORTEDLY_STORE="set.db")
    assert (command.folder / "set.db").exists()
    command.run("add", "a.txt", "--store", "named.db", REPORTEDLY_STORE="set2.db")
    assert (command.folder / "named.db").exists()
    assert not (command.folder / "set2.db").exists()
    assert not (command.folder / "reportedly.db").exists()


def test_reports_are_listed(kept: Here) -> None:
    """The newest versions are listed, older ones on request, narrowed by what is said of them."""
    listed = lines(kept.run("reports", "--json").stdout)
    assert [each["id"] for each in listed] == [KEY, "c" * 16]
    assert len(lines(kept.run("reports", "--json", "--all-versions").stdout)) == 3
    narrowed = kept.run(
        "reports", "--json", "--outlet", "lakeside", "--from", "2025-03", "--to", "2025-03-04"
    )
    assert [each["id"] for each in lines(narrowed.stdout)] == [KEY]
    table = kept.run("reports", COLUMNS="140").stdout
    assert f"{KEY}  2025-03-04  The Lakeside Dispatch  Bridge at Sumy closed after strike" in table
    assert "version 2" in table
    assert "not read yet" in table
    assert kept.run("reports", "--outlet", "nobody").stderr == "reportedly: no such reports\n"
    assert "--offset 1" in kept.run("reports", "--limit", "1").stderr


def test_a_report_is_shown(kept: Here) -> None:
    """The reading is shown as `read` shows it, in every format; one that is not read says so."""
    shown = kept.run("show", KEY[:6]).stdout
    assert "Olena Marchuk, head of the administration" in shown
    assert decode_reading(kept.run("show", KEY, "--json").stdout).attributions == by_hand().attributions
    assert kept.run("show", KEY, "-f", "html").stdout.startswith("<!doctype html>")
    unread = kept.run("show", KEY, "--version", "1", "--json").stdout
    assert [problem.code for problem in decode_reading(unread).problems] == ["not-read-yet"]
    assert "months" in decode_reading(unread).report.text
    records = kept.run("show", KEY, "--records").stdout
    assert "a1    Olena Marchuk: says “The road bridge was closed on Tuesday”" in records
    assert "p1    Sumy · city · UA “Sumy”" in records
    assert "c1    Olena Marchuk: Russia holds Sumy “The road bridge”" in records


def test_hits_are_shown_in_context(kept: Here) -> None:
    """A hit has its words marked in context and the records that meet the filters beside it."""
    shown = kept.run(
        "find", "bridge -railway", "--speaker", "marchuk", "--layer", "control", COLUMNS="80"
    ).stdout
    assert "1  Bridge at Sumy closed after strike" in shown
    assert "⟨bridge⟩ was closed on Tuesday" in shown
    assert "c1 Olena Marchuk: Russia holds Sumy “The road bridge”" in shown
    (hit,) = lines(kept.run("find", "bridge", "--place", "Sumy", "--json").stdout)
    assert hit["report"]["id"] == KEY
    assert {match["layer"] for match in hit["matches"]} == {"places", "controls"}
    for excerpt in hit["excerpts"]:
        for match in excerpt["matches"]:
            at = match["start"] - excerpt["span"]["start"]
            assert excerpt["span"]["text"][at : at + len(match["text"])] == match["text"]
    assert len(lines(kept.run("find", "bridge", "--json", "--all-versions").stdout)) == 2
    nothing = kept.run("find", "helicopter")
    assert (nothing.returncode, nothing.stdout, nothing.stderr) == (0, "", "reportedly: nothing found\n")
    narrow = kept.run("find", "bridge", "--act", "say", COLUMNS="60").stdout
    assert max(map(len, narrow.splitlines())) <= 60


def test_a_terminal_may_have_ascii_alone(kept: Here, process: Command) -> None:
    """Where nothing else can be printed, our own signs are in ASCII."""
    assert kept.folder == process.folder
    done = process.run("find", "bridge", PYTHONIOENCODING="ascii")
    assert "[bridge]" in done.stdout
    assert done.stdout.isascii()


@pytest.fixture
def process(root: Path, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Command:
    """Give the command as a process of its own, in the folder where `command` runs."""
    return Command(root, tmp_path, tmp_path_factory.mktemp("stand_in"))


def test_problems_are_listed_until_they_are_mended(command: Here) -> None:
    """What was set aside is told with its reason; once it came in, only on request."""
    bad = command.folder / "bad.txt"
    bad.write_text("")
    command.run("add", "bad.txt")
    command.run("add", "bad.txt")
    (problem,) = lines(command.run("problems", "--json").stdout)
    assert (problem["name"], problem["code"], problem["count"]) == ("bad.txt", "empty", 2)
    told = command.run("problems")
    assert told.stdout.startswith("bad.txt empty · ")
    assert "2 times" in told.stdout
    assert told.stderr == "reportedly: 1 input set aside\n"
    bad.write_text(GOOD)
    command.run("add", "bad.txt")
    assert command.run("problems").stdout == ""
    assert "came in" in command.run("problems", "--all").stdout


def judged(kept: Here, *arguments: str) -> dict[str, Any]:
    """Judge, and return the entry of the log."""
    done = kept.run("judge", *arguments, "--who", "m.k.", "--json")
    assert done.returncode == 0, done.stderr
    (entry,) = lines(done.stdout)
    return entry


def shown(kept: Here) -> Reading:
    """Return the reading as it is shown now."""
    return decode_reading(kept.run("show", KEY, "--json").stdout)


def test_records_are_rejected_and_taken_back(kept: Here) -> None:
    """A rejected record is not shown, its judgement is in the history, and withdrawing it brings it back."""
    entry = judged(kept, "reject", KEY, "f1", "--why", "officers, not a toll")
    assert (entry["who"], entry["verb"], entry["why"]) == ("m.k.", "reject", "officers, not a toll")
    assert shown(kept).figures == ()
    assert decode_reading(kept.run("show", KEY, "--json", "--unjudged").stdout).figures != ()
    assert "f1 rejected “Two officers”" in kept.run("show", KEY).stdout
    withdrawal = judged(kept, "withdraw", str(entry["id"]), "--why", "it is one")
    assert withdrawal["withdraws"] == entry["id"]
    assert len(shown(kept).figures) == 1
    history = kept.run("history", KEY).stdout
    assert "reject f1 “Two officers” (withdrawn)" in history
    assert f"withdraws {entry['id']}" in history
    assert "why: officers, not a toll" in history
    (told,) = lines(kept.run("history", KEY, "--json").stdout)
    assert ([each["version"] for each in told["versions"]], len(told["judgements"])) == ([1, 2], 2)


def test_a_rejected_record_can_be_named_again(kept: Here) -> None:
    """Its id still names a record that is not shown any more."""
    judged(kept, "reject", KEY, "f1")
    judged(kept, "accept", KEY, "f1")
    assert len(shown(kept).figures) == 1


def test_fields_are_corrected(kept: Here) -> None:
    """Words, numbers, nothing, citations by their words and speakers by their names."""
    judged(kept, "correct", KEY, "c1", "holder=Ukraine", "place_spans=Sumy", "--why", "it says so")
    judged(kept, "correct", KEY, "f1", "low=3", "high=nothing", "approx=true", "what=killed", "span=officers")
    judged(kept, "correct", KEY, "a1", "speaker=Taras Holub", "act=deny")
    now = shown(kept)
    assert now.controls[0].holder == "Ukraine"
    figure = now.figures[0]
    assert (figure.low, figure.high, figure.approx, figure.what) == (3.0, None, True, What.KILLED)
    assert figure.span == span("officers")
    said = next(each for each in now.attributions if each.id == "a1")
    assert said.act == "deny"
    assert {source.id: source.who for source in now.sources}[said.speaker] == "Taras Holub"
    assert (
        "correct c1 “The road bridge” → holder: Ukraine, place_spans: Sumy" in kept.run("history", KEY).stdout
    )


@pytest.mark.parametrize("words", ["bridge", "The road bridge"])
def test_an_added_record_hides_none(kept: Here, words: str) -> None:
    """What is added at the words of another record, or inside them, stands beside it, and can be named."""
    for holder in ("Ukraine", "nobody"):
        fields = (f"span={words}", f"holder={holder}", "change=loses", "status=asserted")
        judged(kept, "add", KEY, "control", *fields)
    added = [each for each in shown(kept).controls if each.id != "c1"]
    judged(kept, "correct", KEY, added[1].id, "holder=the town")
    assert {(each.holder, each.change.value) for each in shown(kept).controls} == {
        ("Russia", "holds"),
        ("Ukraine", "loses"),
        ("the town", "loses"),
    }


def test_records_are_named_by_number_or_by_words(kept: Here) -> None:
    """A place has no id: its number in the layer names it, and so do words that are its own."""
    first = judged(kept, "accept", KEY, "p1")
    second = judged(kept, "note", KEY, "The road bridge", "--why", "which one?")
    assert (first["target"]["layer"], second["target"]["layer"]) == ("places", "controls")


def test_records_are_added(kept: Here) -> None:
    """A record that the model did not find stands in the reading, with its citation."""
    judged(kept, "add", KEY, "figures", "span=Repairs", "what=other", "low=1", "high=1")
    judged(
        kept, "add", KEY, "control", "span=Northern Herald", "change=loses", "status=hedged", "holder=Ukraine"
    )
    fields = ("speaker=Taras Holub", "cue=reportedly", "content=take weeks", "manner=indirect", "act=say")
    judged(kept, "add", KEY, "attributions", *fields)
    now = shown(kept)
    assert span("Repairs") in {figure.span for figure in now.figures}
    assert {control.change for control in now.controls} == {Change.HOLDS, Change.LOSES}
    assert "Taras Holub" in {source.who for source in now.sources}


def test_sources_are_graded_and_reports_noted(kept: Here) -> None:
    """A grade names an outlet; a note without a record is on the report; both stand in the log."""
    assert judged(kept, "grade", "The Lakeside Dispatch", "b2")["value"] == {
        "reliability": "B",
        "credibility": 2,
    }
    assert judged(kept, "grade", "The Lakeside Dispatch", "C")["value"]["reliability"] == "C"
    judged(kept, "note", KEY, "--why", "compare with the Herald")
    said = kept.run("judge", "note", KEY, "--why", "again", REPORTEDLY_WHO="o.b.").stdout
    assert re.search(r"\d+  20\d\d-\d\d-\d\d \d\d:\d\d · o\.b\. · note the report\n +why: again\n", said)


def test_claims_are_merged_and_split(kept: Here) -> None:
    """Records of two reports are said to be one claim, or not."""
    members = judged(kept, "merge", f"{KEY}:c1", f"{KEY[:8]}:f1")["value"]["members"]
    assert [member["layer"] for member in members] == ["controls", "figures"]
    assert judged(kept, "split", f"{KEY}:c1", f"{KEY}:f1")["verb"] == "split"


def test_the_store_tells_what_it_holds(kept: Here) -> None:
    """Counts, schema and size, for people and for programs."""
    (told,) = lines(kept.run("store", "--json").stdout)
    assert told["counts"] == {"reports": 3, "readings": 1, "judgements": 0, "problems": 1}
    assert told["schema"]
    assert told["bytes"] > 10_000
    assert re.search(r"^reports +3$", kept.run("store").stdout, re.MULTILINE)


@pytest.mark.parametrize(
    "arguments",
    [
        ("reports",),
        ("show", "c" * 16),
        ("show", "c" * 16, "--records"),
        ("problems",),
        ("history", "c" * 16),
        ("find", "rained"),
    ],
    ids=" ".join,
)
def test_nothing_reaches_the_terminal_raw(kept: Here, arguments: tuple[str, ...]) -> None:
    """Control characters of a report, a name or a message are shown as pictures, never sent."""
    done = kept.run(*arguments)
    assert done.returncode == 0
    assert not set(done.stdout) & {"\x1b", "\x07", "\u202e"}
    assert not set(done.stderr) & {"\x1b", "\x07"}


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (("add",), 2, "INPUT"),
        (("add", "a.txt", "--published", "yesterday"), 2, "no ISO 8601 date"),
        (("add", "a.txt", "--language", "english!"), 2, "no language code"),
        (("add", "a.txt", "--jobs", "0"), 2, "jobs"),
        (("add", "a.txt", "--field", "text"), 2, "no NAME=PATH"),
        (("add", "a.txt", "--field", "title=x"), 2, "say where the text is"),
        (("add", "a.txt", "--field", "body=x,text=y"), 2, "no such field: body"),
        (("add", "a.txt", "--store", "gone/x.db"), 1, "its folder is not there; make it"),
        (("add", "a.txt", "--store", "mysql://x/y"), 1, "is not an address of a store"),
        (("add", "gone.txt"), 1, "no such file or folder"),
        (("find",), 2, "nothing to look for"),
        (("find", "x", "--act", "shout"), 1, "choose from ask, demand"),
        (("find", "x", "--type", "PARTY"), 1, "choose from"),
        (("find", "x", "--layer", "people"), 1, "choose from"),
        (("find", "x", "--from", "soon"), 1, "is no date; write it as"),
        (("find", "x", "--act", "say", "--what", "killed"), 1, "no record can be all of"),
        (("find", "x", "--limit", "0"), 2, "limit"),
        (("reports", "--to", "32nd"), 1, "is no date"),
        (("show", "0000"), 1, "report 0000: is not in"),
        (("show", KEY, "--version", "9"), 2, "there are 2 versions of it"),
        (("show", KEY, "--records", "--json"), 2, "--records is for people"),
        (("show", KEY, "--format", "xml"), 2, "xml"),
        (("history", "0000"), 1, "is not in"),
        (("judge", "reject", KEY, "f9"), 1, "no record of figures"),
        (("judge", "reject", KEY, "helicopter"), 2, "no record of report"),
        (("judge", "reject", "0000", "f1"), 1, "is not in"),
        (("judge", "note", KEY, "Two officers", "--why", "x"), 2, "are the words of several records"),
        (("judge", "correct", KEY, "c1", "holder"), 2, "no FIELD=VALUE"),
        (("judge", "correct", KEY, "c1", "owner=x"), 2, "have no field owner"),
        (("judge", "correct", KEY, "c1", "change=sells"), 1, "change"),
        (("judge", "correct", KEY, "f1", "low=many"), 2, "many is no number"),
        (("judge", "correct", KEY, "c1", "span=helicopter"), 2, "do not stand in the report"),
        (("judge", "correct", KEY, "a1", "chain=[{"), 2, "no valid JSON"),
        (("judge", "add", KEY, "people", "span=x"), 2, "there is no layer people"),
        (("judge", "add", KEY, "figures", "low=1"), 1, "span"),
        (("judge", "grade", "Herald", "Z9"), 2, "no grade"),
        (("judge", "grade", "Herald", ""), 2, "no grade"),
        (("judge", "withdraw", "77"), 1, "there is no judgement 77"),
        (("judge", "merge", KEY, f"{KEY}:f1"), 2, "no REPORT:RECORD"),
        (("judge", "merge", f"{KEY}:f1"), 1, "two records or more"),
        (("judge", "shout"), 2, "shout"),
        (("store", "--store", "gone.db"), 1, "there is no store; add reports first"),
        (("problems", "--store", "."), 1, "is a folder"),
        (("reread", "--jobs", "x"), 2, "jobs"),
    ],
)
def test_bad_input_is_told(kept: Here, arguments: tuple[str, ...], code: int, says: str) -> None:
    """A wrong call is code 2, what the store cannot do is code 1; each says what, and prints no result."""
    (kept.folder / "a.txt").write_text(GOOD)
    done = kept.run(*arguments)
    assert (done.returncode, done.stdout) == (code, "")
    assert says in " ".join(re.sub(r"[│╭╮╰╯─]", " ", done.stderr).split())


@pytest.mark.parametrize(
    "arguments",
    [
        ("add", "a.txt"),
        ("reports",),
        ("find", "x"),
        ("show", KEY),
        ("history", KEY),
        ("problems",),
        ("reread",),
        ("store",),
        ("judge", "withdraw", "1"),
    ],
    ids=" ".join,
)
def test_what_is_no_store_is_left_as_it_was(command: Here, arguments: tuple[str, ...]) -> None:
    """A file that is something else is named as such and not touched, by every command."""
    other = command.folder / "reportedly.db"
    other.write_text("a list of things to buy\n" * 100)
    (command.folder / "a.txt").write_text(GOOD)
    done = command.run(*arguments)
    assert (done.returncode, done.stdout) == (1, "")
    assert "is not a database" in done.stderr
    assert other.read_text() == "a list of things to buy\n" * 100


def test_a_reader_that_has_enough_is_no_failure(kept: Here, process: Command) -> None:
    """`reportedly reports | head -1` ends in silence."""
    assert kept.folder == process.folder
    running = process.start("reports", "--json")
    assert running.stdout is not None
    assert running.stderr is not None
    running.stdout.close()
    assert (running.stderr.read(), running.wait(60)) == (b"", 0)
    running.stderr.close()


def test_processes_read_side_by_side(command: Here, process: Command) -> None:
    """With --jobs 2 the same is added, in the same order, as with one."""
    for number in range(12):
        (command.folder / f"r{number:02}.txt").write_text(f"{GOOD} Ferry {number}.")
    together = process.run("add", ".", "--jobs", "2", "--store", "two.db", "--json")
    alone = process.run("add", ".", "--store", "one.db", "--json")
    assert (together.returncode, alone.returncode) == (0, 0)
    assert [each["added"]["id"] for each in lines(together.stdout) if each["added"]] == [
        each["added"]["id"] for each in lines(alone.stdout) if each["added"]
    ]
