"""The way from paths to readings; a stand-in reads where the encoder is not the point."""

import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from reportedly.errors import ModelMissingError
from reportedly.intake import Overrides
from reportedly.pipeline import Outcome, read, read_inputs
from reportedly.record import Problem, Reading, Report
from reportedly.record.layers import LAYERS

ENGLISH = "Ferry stopped\n\nThe ferry across the river was stopped on Monday, Bondar said to reporters."
RUSSIAN = "Паром остановлен\n\nПаром через реку был остановлен в понедельник, сообщила Бондарь."

PutReader = Callable[[Callable[..., Reading]], None]


@pytest.fixture
def put_reader(monkeypatch: pytest.MonkeyPatch) -> PutReader:
    """Give a function that puts another reader in the place of the encoder's."""

    def put(reader: Callable[..., Reading]) -> None:
        module = ModuleType("reportedly.reading.read")
        vars(module)["read_report"] = reader
        monkeypatch.setitem(sys.modules, "reportedly.reading.read", module)

    return put


def _echo(report: Report, **_: object) -> Reading:
    return Reading(report=report, model="stand-in")


def _never(report: Report, **_: object) -> Reading:
    raise AssertionError(f"{report.id} was read")


def test_an_english_report_is_read(put_reader: PutReader) -> None:
    """`read` hands the report, with its language, to the reader and returns what that finds."""
    put_reader(_echo)
    reading = read(Report(id="x", text=ENGLISH))
    assert (reading.model, reading.report.language, reading.problems) == ("stand-in", "en", ())


def test_another_language_is_recorded_and_not_read(put_reader: PutReader) -> None:
    """A report we do not read comes back whole, with the reason, and never reaches the encoder."""
    put_reader(_never)
    reading = read(Report(id="x", text=RUSSIAN))
    assert (reading.report.language, reading.report.text) == ("ru", RUSSIAN)
    assert [problem.code for problem in reading.problems] == ["language-not-read"]


def test_every_input_has_its_outcome_in_order(put_reader: PutReader, tmp_path: Path) -> None:
    """Good, bad, foreign and left-out inputs each come out, in order; none keeps another from being read."""
    put_reader(_echo)
    (tmp_path / "in").mkdir()
    for name, data in {
        "a.txt": ENGLISH.encode(),
        "b.txt": b"",
        "c.txt": RUSSIAN.encode(),
        "d.jpg": b"x",
        "e.json": b'{"text": "Bondar said it in \\ud83d English to reporters."}',
    }.items():
        (tmp_path / "in" / name).write_bytes(data)
    outcomes = list(read_inputs([str(tmp_path / "in"), str(tmp_path / "gone.txt")]))
    assert [_kind(outcome) for outcome in outcomes] == [
        "read",
        "set aside: empty",
        "read: language-not-read",
        "left out",
        "read: surrogate-replaced",
        "set aside: not-found",
    ]


def test_a_fault_of_ours_costs_one_report(put_reader: PutReader, tmp_path: Path) -> None:
    """An exception in reading one report is that report's outcome; the next is read."""

    def fails_once(report: Report, **_: object) -> Reading:
        if "first" in report.text:
            raise KeyError("hole")
        return _echo(report)

    put_reader(fails_once)
    first, second = tmp_path / "1.txt", tmp_path / "2.txt"
    first.write_text("The first report in English, Bondar said.")
    second.write_text("The second report in English, Bondar said.")
    outcomes = list(read_inputs([str(first), str(second)]))
    assert [_kind(outcome) for outcome in outcomes] == ["set aside: fault", "read"]
    assert outcomes[0].set_aside is not None
    assert "KeyError" in outcomes[0].set_aside.message


def test_a_package_that_is_not_whole_is_no_fault_of_the_report(put_reader: PutReader, tmp_path: Path) -> None:
    """Where the encoder is missing, the outcome says so and how to mend it."""

    def without_model(report: Report, **_: object) -> Reading:
        raise ModelMissingError(f"no file for {report.id}")

    put_reader(without_model)
    path = tmp_path / "1.txt"
    path.write_text(ENGLISH)
    (outcome,) = read_inputs([str(path)])
    assert _kind(outcome) == "set aside: not-whole"


def test_what_is_said_reaches_every_report(put_reader: PutReader, tmp_path: Path) -> None:
    """Outlet and language given for all inputs are in every reading; the language is not looked for then."""
    put_reader(_echo)
    for name in ("1.txt", "2.txt"):
        (tmp_path / name).write_text(RUSSIAN)
    said = Overrides(outlet="The Lakeside Dispatch", language="en")
    outcomes = list(read_inputs([str(tmp_path)], said=said))
    reports = [outcome.reading.report for outcome in outcomes if outcome.reading]
    assert [(report.outlet, report.language) for report in reports] == [("The Lakeside Dispatch", "en")] * 2


def test_chosen_layers_reach_the_reader(put_reader: PutReader, tmp_path: Path) -> None:
    """What was asked for is what is read, with the attributions that figures and the like stand in."""
    asked: list[object] = []

    def asks(report: Report, *, layers: frozenset[str]) -> Reading:
        asked.append(layers)
        return _echo(report)

    put_reader(asks)
    report = Report(id="x", text=ENGLISH)
    read(report)
    read(report, layers=frozenset({"places"}))
    (tmp_path / "1.txt").write_text(ENGLISH)
    list(read_inputs([str(tmp_path)], layers=frozenset({"figures"})))
    assert asked == [LAYERS, {"places"}, {"figures", "attributions"}]


def test_an_unknown_layer_is_refused_before_anything_is_read(put_reader: PutReader, tmp_path: Path) -> None:
    """A slip in code is an error at once, with the choices; not a fault of every report."""
    put_reader(_never)
    (tmp_path / "1.txt").write_text(ENGLISH)
    with pytest.raises(ValueError, match="people; choose from"):
        read(Report(id="x", text=ENGLISH), layers=frozenset({"people"}))
    with pytest.raises(ValueError, match="people; choose from"):
        list(read_inputs([str(tmp_path)], layers=frozenset({"people"})))


def test_workers_give_the_same_outcomes(tmp_path: Path) -> None:
    """With several processes the outcomes and their order are those of one process."""
    for number in range(5):
        (tmp_path / f"{number}.txt").write_text("" if number == 2 else RUSSIAN + "!" * number)
    alone = list(read_inputs([str(tmp_path)]))
    together = list(read_inputs([str(tmp_path), str(tmp_path / "gone.txt")], jobs=2))
    assert together[:-1] == alone
    assert [_kind(outcome) for outcome in together[2:3] + together[-1:]] == [
        "set aside: empty",
        "set aside: not-found",
    ]


def _kind(outcome: Outcome) -> str:
    if outcome.reading is not None:
        problems: list[Problem] = list(outcome.reading.problems)
        return ": ".join(["read", *(problem.code for problem in problems)])
    return f"set aside: {outcome.set_aside.code}" if outcome.set_aside is not None else "left out"
