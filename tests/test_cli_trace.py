"""`reportedly trace`, `claims`, `contradictions` and `ledger`, as people run them."""

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from typer.testing import CliRunner, Result

from reportedly.cli import app
from reportedly.record import Place, PlaceKind, Reading, cite
from reportedly.store import open_store
from tests.linking.by_hand import a_reading, add


def placed(reading: Reading) -> Reading:
    """Return a reading that knows where Velikovo is, at its last mention."""
    text = reading.report.text
    at = text.rindex("Velikovo")
    place = Place(span=cite(text, at, at + 8), name="Velikovo", kind=PlaceKind.CITY, country="UA")
    return replace(reading, places=(place,))


DRONES = [
    placed(a_reading(0, 0, 0, 3, 3)),
    placed(a_reading(1, 1, 0, 3, credit=0)),
    placed(a_reading(2, 0, 0, 3, 12)),
]
GRAIN = a_reading(1, 3, 1, 3)


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Be in a folder where ./reportedly.db holds four reports, untraced."""
    monkeypatch.chdir(tmp_path)
    for name in ("COLUMNS", "FORCE_COLOR", "REPORTEDLY_STORE"):
        monkeypatch.delenv(name, raising=False)
    with open_store(tmp_path / "reportedly.db") as store:
        add(store, [*DRONES, GRAIN])
    return tmp_path


def run(*arguments: str) -> Result:
    """Run the command in this process and return what came of it."""
    done = CliRunner().invoke(app, arguments)
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exc_info
    return done


def lines(out: str) -> list[dict[str, Any]]:
    """Return the JSON objects of an output, one a line."""
    return [json.loads(line) for line in out.splitlines()]


@pytest.mark.usefixtures("here")
def test_words_lead_to_a_claim_with_its_origins() -> None:
    """The claim nearest to the words: counts in one sentence, every report once, the joins' reasons."""
    done = run("trace", "the dam was hit by drones")
    assert done.exit_code == 0
    head, told, *tree = done.stdout.splitlines()
    assert head.startswith("claim-")
    assert re.match(r"3 reports say it; they go back to \d origins?", told)
    for reading in DRONES:
        said = [line for line in tree if line.lstrip("│├└─ ").startswith(str(reading.report.outlet))]
        assert len(said) == 1, (reading.report.outlet, tree)
    assert any("joined: " in line for line in tree)


@pytest.mark.usefixtures("here")
def test_every_form_and_every_id() -> None:
    """A claim's id gives the same in all forms; a report's id gives what it says, and has no graph."""
    trace = json.loads(run("trace", "the dam was hit by drones", "--json").stdout)
    assert trace["schema"] == "reportedly.trace/1"
    key = trace["claim"]["id"]
    assert json.loads(run("trace", key, "--format", "json").stdout)["claim"]["id"] == key
    assert run("trace", key, "--format", "dot").stdout.startswith("digraph")
    assert run("trace", key, "--format", "mermaid").stdout.startswith("flowchart")
    report = DRONES[1].report.id
    told = run("trace", report).stdout
    assert key in told
    assert f"credits The Herald: {DRONES[0].report.id}" in told or "credits The Herald" in told
    assert lines(run("trace", report, "--json").stdout)[0]["report"]["id"] == report
    refused = run("trace", report, "--format", "dot")
    assert refused.exit_code == 2
    assert report in refused.stderr
    assert "claim-" in refused.stderr


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (("trace", "  "), 2, "nothing to trace"),
        (("trace", "claim-0"), 1, "claim-0"),
        (("trace", "00112233445566ff"), 1, "no report and no claim has this id"),
        (("trace", "Zebras sang madrigals on Jupiter"), 1, "no report says so"),
        (("claims", "…"), 1, "hold no word"),
        (("claims", "--from", "some day"), 1, "some day"),
        (("contradictions", "--label", "odd"), 1, "choose from contradictory"),
        (("ledger", "figures", "--what", "sheep"), 2, "choose from killed"),
        (("ledger", "positions", "--act", "sing"), 2, "choose from"),
        (("claims", "--store", "nowhere.db"), 1, "nowhere.db"),
    ],
)
def test_what_cannot_be_done_is_told(arguments: tuple[str, ...], code: int, told: str) -> None:
    """One line on standard error names the input and what to do; nothing is printed."""
    done = run(*arguments)
    assert done.exit_code == code
    assert told in done.stderr
    assert not done.stdout


@pytest.mark.usefixtures("here")
def test_claims_are_listed_and_narrowed() -> None:
    """JSON, CSV and the list for people have the same claims; filters and pages narrow them."""
    rows = lines(run("claims", "--json").stdout)
    assert rows
    assert rows[0]["reports"] == 3
    sheet = list(csv.DictReader(io.StringIO(run("claims", "--format", "csv").stdout)))
    assert [row["claim"] for row in sheet] == [row["id"] for row in rows]
    shown = run("claims").stdout
    assert all(row["id"] in shown for row in rows)
    assert not lines(run("claims", "--speaker", "nobody at all", "--json").stdout)
    assert lines(run("claims", "--offset", str(len(rows)), "--json").stdout) == []
    first = run("claims", "--limit", "1", "--json")
    assert len(lines(first.stdout)) == 1
    assert "--offset 1" in first.stderr


@pytest.mark.usefixtures("here")
def test_contradictions_give_both_sides() -> None:
    """By default only contradictions are listed; with --all every label; a row has both sides' words."""
    every = lines(run("contradictions", "--all", "--json").stdout)
    assert every
    plain = lines(run("contradictions", "--json").stdout)
    assert plain == [row for row in every if row["contradiction"]["label"] == "contradictory"]
    sheet = list(csv.DictReader(io.StringIO(run("contradictions", "--all", "--format", "csv").stdout)))
    assert [row["why"] for row in sheet] == [row["contradiction"]["why"] for row in every]
    assert all(row["one"] and row["other"] for row in sheet)


@pytest.mark.usefixtures("here")
def test_the_ledger_of_figures() -> None:
    """Each figure stands with who counts it and its report; a filter leaves out the others."""
    rows = lines(run("ledger", "figures", "--json").stdout)
    assert sorted(row["low"] for row in rows) == [3.0, 12.0]
    assert "killed" in run("ledger", "figures").stdout
    sheet = list(csv.DictReader(io.StringIO(run("ledger", "figures", "--format", "csv").stdout)))
    assert {row["report"] for row in sheet} == {DRONES[0].report.id, DRONES[2].report.id}
    assert not lines(run("ledger", "figures", "--what", "wounded", "--json").stdout)
    for other in ("control", "positions"):
        assert run("ledger", other, "--format", "csv").stdout.count("\n") == 1


def test_a_cell_is_no_formula(here: Path) -> None:
    """What a report says cannot run in a spreadsheet, and cannot steer a terminal."""
    made = a_reading(0, 0, 1, 2, 7, id="evil")
    evil = replace(made, report=replace(made.report, outlet="=HYPERLINK(\x1b[31m)"))
    with open_store(here / "reportedly.db") as store:
        add(store, [evil, a_reading(1, 0, 1, 2, 7)])
    rows = lines(run("ledger", "figures", "--json").stdout)
    assert any(row["says"].startswith("=") for row in rows)
    sheet = list(csv.reader(io.StringIO(run("ledger", "figures", "--format", "csv").stdout)))
    assert not any(cell.startswith("=") for row in sheet for cell in row)
    for command in (("ledger", "figures"), ("claims",), ("trace", "evil")):
        assert "\x1b" not in run(*command).stdout
