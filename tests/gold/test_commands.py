"""`reportedly gold` and `reportedly annotate`, run as people run them."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from reportedly.cli import app
from reportedly.gold.records import gold_of
from reportedly.record import encode_reading
from reportedly.store import Store, Target, lay_over, open_store
from tests.annotating.tools import LabelStudio
from tests.store.by_hand import a_reading, a_report

READING = a_reading(a_report(id="r"))
Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Give the command in a folder with a store, gold of its report, and its reading."""
    monkeypatch.chdir(tmp_path)
    for name in ("REPORTEDLY_STORE", "REPORTEDLY_WHO"):
        monkeypatch.delenv(name, raising=False)
    with open_store(tmp_path / "reportedly.db") as store:
        store.writer().add(READING.report, READING)
    (tmp_path / "gold").mkdir()
    (tmp_path / "gold" / "r.json").write_text(json.dumps(gold_of(lay_over(READING, []))), "utf-8")
    (tmp_path / "readings.jsonl").write_bytes(encode_reading(READING) + b"\n")

    def once(*arguments: str) -> Result:
        done = CliRunner().invoke(app, arguments)
        assert done.exception is None or isinstance(done.exception, SystemExit), done.exc_info
        return done

    return once


@pytest.fixture
def store(run: Run, tmp_path: Path) -> Store:
    """Return the store of the command."""
    assert run is not None
    return open_store(tmp_path / "reportedly.db")


def test_gold_is_checked(run: Run, tmp_path: Path) -> None:
    """Good gold passes; a fault is told with file, path and next step, and the exit code is 1."""
    good = run("gold", "check", "gold")
    assert (good.exit_code, good.stdout) == (0, "1 report checked, none with faults\n")
    record = json.loads((tmp_path / "gold" / "r.json").read_text("utf-8"))
    record["figures"][0]["what"] = "hurt"
    (tmp_path / "bad.json").write_text(json.dumps(record), "utf-8")
    bad = run("gold", "check", "bad.json")
    assert bad.exit_code == 1
    assert "reportedly: bad.json: figures[0].what: 'hurt' is not known; choose from killed" in bad.stderr
    machine = run("gold", "check", "bad.json", "--json")
    assert json.loads(machine.stdout)["faults"][0]["path"] == "figures[0].what"
    assert run("gold", "check", str(tmp_path / "gold" / "..")).exit_code == 1


def test_readings_are_scored(run: Run, tmp_path: Path) -> None:
    """A reading is scored against gold of its text; a floor that it misses is exit code 1."""
    good = run("gold", "score", "gold", "--reading", "readings.jsonl", "--floor", "gold/chain=90", "--json")
    assert good.exit_code == 0
    told = json.loads(good.stdout)
    assert (told["reports"], told["figures"]["chain"], told["errors"]) == (1, 100.0, 0)
    other = READING.__class__(report=READING.report, model="blind")
    (tmp_path / "blind.jsonl").write_bytes(encode_reading(other))
    blind = run(
        "gold",
        "score",
        "gold",
        "--reading",
        "blind.jsonl",
        "--floor",
        "attribution_f1=50",
        "--errors",
        "e.txt",
    )
    assert blind.exit_code == 1
    assert "below its floor: attribution_f1 0.0 < 50" in blind.stderr
    assert "attribution_f1" in blind.stdout
    assert "missed" in (tmp_path / "e.txt").read_text("utf-8")


def test_a_measure_without_anything_to_measure_is_no_0(run: Run) -> None:
    """It is a dash, null for programs, and a floor on it is told and not passed."""
    table = run("gold", "score", "gold", "--reading", "readings.jsonl")
    assert re.search(r"^ *near +– *$", table.stdout, re.MULTILINE)
    floored = run("gold", "score", "gold", "--reading", "readings.jsonl", "--floor", "near=0", "--json")
    assert floored.exit_code == 1
    assert (
        "floor of near: there is nothing to measure in these reports; leave the floor out" in floored.stderr
    )
    assert json.loads(floored.stdout)["figures"]["near"] is None


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (("--floor", "chain"), 2, "write it like attribution_f1=75"),
        (("--floor", "chain=nan"), 2, "write it like attribution_f1=75"),
        (("--floor", "chains=7"), 2, "there is no measure chains"),
        (("--reading", "gone.jsonl"), 2, "gone.jsonl: cannot be read"),
        (("--reading", "gold/r.json"), 2, "not a reading"),
        (("--reading", "empty.jsonl"), 2, "nothing is left to score"),
    ],
)
def test_what_cannot_be_scored_is_told(
    run: Run, tmp_path: Path, arguments: tuple[str, ...], code: int, message: str
) -> None:
    """Each misuse ends with what to do."""
    (tmp_path / "empty.jsonl").write_bytes(b"")
    done = run("gold", "score", "gold", *arguments)
    assert done.exit_code == code
    assert message in done.stderr


def test_judgements_become_gold(run: Run, store: Store, tmp_path: Path) -> None:
    """A report that was judged throughout is written, and passes the check; one judged in part on demand."""
    nothing = run("gold", "from-judgements", "--out", "made")
    assert "0 reports written" in nothing.stderr
    store.judge("m.k.", "reject", Target(report="r", layer="figures", item="f1"))
    part = run("gold", "from-judgements", "--out", "made")
    assert "1 report judged in part left out (--partly)" in part.stderr
    assert "1 report written" in run("gold", "from-judgements", "--out", "made", "--partly").stderr
    run("annotate", "export", "label-studio", "--out", "handed")
    path = LabelStudio().save(LabelStudio().open(tmp_path / "handed"), tmp_path / "back.json")
    assert run("annotate", "import", str(path), "--accept").exit_code == 0
    whole = run("gold", "from-judgements", "--out", "whole", "--json")
    assert json.loads(whole.stdout)["left_out"] == 0
    assert run("gold", "check", "whole").exit_code == 0
    assert json.loads((tmp_path / "whole" / "r.json").read_text("utf-8"))["figures"] == []


def test_reports_are_handed_out_and_taken_back(run: Run, tmp_path: Path) -> None:
    """What was changed becomes a judgement under the annotator's name; the numbers say what became of it."""
    out = run("annotate", "export", "label-studio", "--out", "handed", "--outlet", "herald", "--report", "r")
    assert (out.exit_code, out.stderr) == (0, "reportedly: 1 report, 10 records: handed\n")
    again = run("annotate", "export", "label-studio", "--out", "handed")
    assert again.exit_code == 1
    assert "it holds tasks.json of an earlier export; name another folder" in again.stderr
    (document,) = LabelStudio().open(tmp_path / "handed")
    document.of("f1")[0].fields["low"] = "13"
    path = LabelStudio().save([document], tmp_path / "back.json")
    back = run("annotate", "import", str(path), "--why", "the ministry's list")
    assert back.stderr == "reportedly: 1 report came back: 1 judgement (1 correct), 9 unchanged\n"
    history = run("history", "r", "--json")
    assert "ann@example.org" in history.stdout
    assert "the ministry's list" in history.stdout
    told = json.loads(run("annotate", "import", str(path), "--json").stdout)
    assert (told["already"], told["unchanged"], told["judgements"]) == (1, 9, [])
    path.write_bytes(b"{")
    bad = run("annotate", "import", str(path))
    assert bad.exit_code == 1
    assert "problem: " in bad.stderr
    assert "1 problem" in bad.stderr


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (("brat", "--out", "x"), 2, "brat: no such form; choose from label-studio, webanno-tsv"),
        (("webanno-tsv", "--out", "x", "--report", "gone"), 1, "is not in"),
        (("webanno-tsv", "--out", "readings.jsonl"), 2, "cannot be written"),
        (("webanno-tsv", "--out", "x", "--from", "soon"), 1, "is no date"),
    ],
)
def test_what_cannot_be_handed_out_is_told(
    run: Run, arguments: tuple[str, ...], code: int, message: str
) -> None:
    """Each misuse ends with what to do."""
    done = run("annotate", "export", *arguments)
    assert done.exit_code == code
    assert message in done.stderr


def test_only_what_is_asked_for_is_handed_out(run: Run, tmp_path: Path) -> None:
    """Filters on records and on reports narrow what is handed out."""
    for n, (arguments, many) in enumerate(
        [
            (("--speaker", "marchuk"), 1),
            (("--speaker", "nobody"), 0),
            (("--place", "Bilopillya"), 1),
            (("--to", "2025-03-03"), 0),
            (("--from", "2025-03-04", "--to", "2025-03"), 1),
        ]
    ):
        done = run("annotate", "export", "webanno-tsv", "--out", f"out{n}", *arguments)
        assert done.exit_code == 0
        assert len(list((tmp_path / f"out{n}").glob("*.tsv"))) == many, arguments
