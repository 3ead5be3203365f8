"""Reading parts: the same rows as one report at a time, whole or not at all, none twice."""

import errno
import json
import os
import sys
import types
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pyarrow.parquet as pq
import pytest

from reportedly.bulk.bundles import bundles_of
from reportedly.bulk.files import file_of, parts_in, write_empty
from reportedly.bulk.parts import Part, parts_of
from reportedly.bulk.places import Output
from reportedly.bulk.reading import GIVEN_UP, Rule, key_of, read_part
from reportedly.bulk.repeats import remove_repeats
from reportedly.bulk.run_report import summed
from reportedly.bulk.state import State, TakenOverError
from reportedly.errors import BulkError, ModelMissingError
from reportedly.exports.tables import arounds_of, readings_of, tables
from reportedly.record import Attribution, Reading, Report, Span
from tests.bulk.conftest import text_of, write_lines
from tests.demo_read import demo_folders, demo_outcomes
from tests.made import STAND_IN

RULE = Rule(max_bytes=1_000_000)
Rows = dict[str, list[dict[str, object]]]


class Fragile(Output):
    """An output whose disk is full, or whose machine dies, after so many files."""

    left = 10**9

    def write(self, name: str, data: bytes) -> None:
        """Write, or fail."""
        if self.left <= 0:
            raise OSError(errno.ENOSPC, "No space left on device")
        self.left -= 1
        super().write(name, data)


@pytest.fixture
def stand_in(monkeypatch: pytest.MonkeyPatch) -> types.ModuleType:
    """Put a reader without a model in place."""
    with monkeypatch.context() as patch:
        patch.setitem(sys.modules, "reportedly.reading.read", types.ModuleType("none"))
        exec(STAND_IN, {})  # noqa: S102 - our own lines
        module = sys.modules["reportedly.reading.read"]
    monkeypatch.setitem(sys.modules, "reportedly.reading.read", module)
    return module


@pytest.fixture
def output(tmp_path: Path) -> Fragile:
    """Give an empty output."""
    return Fragile(str(tmp_path / "out"))


def begun(output: Output) -> State:
    """Return the state of an output that is taken."""
    state = State(output)
    state.take()
    write_empty(output)
    return state


def parts(*names: str, words: int = 100) -> list[Part]:
    """Return the parts of inputs."""
    found = bundles_of(names).bundles
    return [part for bundle in found for part in parts_of(bundle, max_bytes=1_000_000, words=words)]


def read_all(state: State, wanted: list[Part]) -> None:
    """Read parts."""
    for part in wanted:
        assert read_part(part.id, "in", part.packed, state, RULE) is not None


def read_and_clean(state: State, wanted: list[Part]) -> int:
    """Read parts, then take out repeats; return how many."""
    read_all(state, wanted)
    return remove_repeats(state)


def rows_in(output: Output) -> Rows:
    """Return all rows of an output."""
    return {table.name: pq.read_table(Path(output.name) / table.name).to_pylist() for table in tables()}


def same(rows: Rows) -> dict[str, list[str]]:
    """Return rows in an order that does not hang on that of the parts."""
    return {table: sorted(json.dumps(row, sort_keys=True) for row in each) for table, each in rows.items()}


def test_rows_are_those_of_one_report_at_a_time(root: Path, output: Fragile) -> None:
    """Every bundled report, read in parts by the shipped models, comes back as `read` gives it."""
    state = begun(output)
    wanted = parts(*demo_folders(root), words=3_000)
    assert len(wanted) > 3
    read_all(state, wanted)
    assert remove_repeats(state) == 0
    outcomes = demo_outcomes(root)
    alone = {outcome.name: outcome.reading for outcome in outcomes if outcome.reading is not None}
    assert len(alone) >= 51
    rows = rows_in(output)
    named = [str(around.input) for around in arounds_of(rows)]
    assert dict(zip(named, readings_of(rows), strict=True)) == alone
    refused = {
        row["input"]: (row["code"], row["message"]) for row in rows["problems"] if row["report"] is None
    }
    assert refused == {
        outcome.name: (outcome.set_aside.code, outcome.set_aside.message)
        for outcome in outcomes
        if outcome.set_aside is not None
    }
    assert [row["report"] for row in rows["reports"]] == [key_of(each.report) for each in readings_of(rows)]
    assert {row["kind"] for row in rows["references"]} >= {"link", "read-more"}


@pytest.mark.usefixtures("stand_in")
def test_it_may_fail_at_any_file(output: Fragile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Wherever writing fails, in reading or in taking out repeats, a second run mends it."""
    monkeypatch.setattr(os, "fsync", lambda _: None)  # 800 files: a disk that is really asked takes a minute
    write_lines(tmp_path / "a.jsonl", range(6))
    write_lines(tmp_path / "b.jsonl", range(3, 9))
    wanted = parts(str(tmp_path / "a.jsonl"), str(tmp_path / "b.jsonl"))
    assert len(wanted) >= 3
    state = begun(output)
    before = output.left = 1_000
    assert read_and_clean(state, wanted) == 3
    used = before - output.left
    whole, total = same(rows_in(output)), summed(state)
    assert len(whole["reports"]) == 9
    assert len([row for row in whole["problems"] if '"again"' in row]) == 3
    assert (total.reports, total.again, total.inputs) == (9, 3, 12)
    for fails_after in range(used):
        other = Fragile(str(tmp_path / f"out-{fails_after}"))
        state = begun(other)
        other.left = fails_after
        with pytest.raises(OSError, match="No space left"):
            read_and_clean(state, wanted)
        other.left = 1_000
        state.take()
        read_and_clean(state, wanted)
        assert same(rows_in(other)) == whole
        assert msgspec.structs.replace(summed(state), seconds={}) == msgspec.structs.replace(
            total, seconds={}
        )


@pytest.mark.usefixtures("stand_in")
def test_many_repeats(output: Fragile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """More reports than are compared at once are compared digit by digit; the outcome is the same."""
    monkeypatch.setattr("reportedly.bulk.repeats._AT_ONCE", 5)
    write_lines(tmp_path / "a.jsonl", range(40))
    write_lines(tmp_path / "b.jsonl", range(20, 60))
    assert read_and_clean(begun(output), parts(str(tmp_path))) == 20
    assert sorted(str(row["text"]) for row in rows_in(output)["reports"]) == sorted(map(text_of, range(60)))


@pytest.mark.usefixtures("stand_in")
def test_what_a_killed_run_left_goes(output: Fragile, tmp_path: Path) -> None:
    """Files of a part that was never done are no part of the output, even if its input is not named again."""
    write_lines(tmp_path / "a.jsonl", range(3))
    write_lines(tmp_path / "b.jsonl", range(3, 6))
    one, other = parts(str(tmp_path), words=1_000)
    state = begun(output)
    output.left = 2  # that it is begun, and the table of reports
    with pytest.raises(OSError, match="No space left"):
        read_all(state, [one])
    assert output.read(file_of("reports", one.id)) is not None
    output.left = 1_000
    read_and_clean(state, [other])
    assert len(rows_in(output)["reports"]) == 3
    read_and_clean(state, [one, other])
    assert len(rows_in(output)["reports"]) == 6


@pytest.mark.usefixtures("stand_in")
def test_done_is_done(output: Fragile, tmp_path: Path) -> None:
    """A part that is done is not read again, and its tally is told as it was."""
    write_lines(tmp_path / "in.jsonl", range(3))
    (part,) = parts(str(tmp_path / "in.jsonl"), words=1_000)
    state = begun(output)
    first = read_part(part.id, "in", part.packed, state, RULE)
    output.left = 0
    assert read_part(part.id, "in", part.packed, state, RULE) == first
    assert first is not None
    assert (first.reports, first.rows["attributions"], first.rows["voices"]) == (3, 3, 6)


@pytest.mark.usefixtures("stand_in")
def test_the_same_report_twice_in_a_part(output: Fragile, tmp_path: Path) -> None:
    """A text that stands in a part twice is one report, and told; the same id alone is no proof."""
    records = [
        {"id": "1", "outlet": "A", "text": text_of(1)},
        {"id": "2", "outlet": "A", "text": text_of(1), "url": "https://a.example/again"},
        {"id": "1", "outlet": "B", "text": text_of(1)},
    ]
    (tmp_path / "in.jsonl").write_text("".join(json.dumps(record) + "\n" for record in records))
    read_all(begun(output), parts(str(tmp_path / "in.jsonl"), words=1_000))
    rows = rows_in(output)
    assert [(row["id"], row["outlet"]) for row in rows["reports"]] == [("1", "A"), ("1", "B")]
    (again,) = rows["problems"]
    assert (again["code"], again["report"]) == ("again", rows["reports"][0]["report"])
    assert "https://a.example/again" in str(again["message"])
    assert all(not reading.problems for reading in readings_of(rows))


@pytest.mark.usefixtures("stand_in")
def test_another_run_takes_over(output: Fragile, tmp_path: Path) -> None:
    """A worker of a run that another one followed writes nothing more."""
    write_lines(tmp_path / "in.jsonl", range(3))
    (part,) = parts(str(tmp_path / "in.jsonl"), words=1_000)
    old = begun(output)
    State(output).take()
    with pytest.raises(TakenOverError, match="another run writes here now"):
        read_part(part.id, "in", part.packed, old, RULE)
    assert parts_in(output, "reports") == ["none"]


@pytest.mark.usefixtures("stand_in")
def test_others_have_their_turn(output: Fragile, tmp_path: Path) -> None:
    """A part that was begun too often in one run is left; the next run tries it anew."""
    write_lines(tmp_path / "in.jsonl", range(3))
    (part,) = parts(str(tmp_path / "in.jsonl"), words=1_000)
    state = begun(output)
    for _ in range(GIVEN_UP):
        state.begin(part.id)
    assert read_part(part.id, "in", part.packed, state, RULE) is None
    state.take()
    state.begin(part.id)
    output.write(f"_state/begun/{part.id}.json", b"{}")
    assert read_part(part.id, "in", part.packed, state, RULE) is not None


def test_what_no_words_prove_is_left_out(
    output: Fragile, tmp_path: Path, stand_in: types.ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A record whose citation does not match the text is not written; a problem of the report says so."""
    plain = stand_in.read_report

    def careless(report: Report, *, layers: frozenset[str]) -> Reading:
        reading: Reading = plain(report, layers=layers)
        (said,) = reading.attributions
        wrong: Attribution = msgspec.structs.replace(said, cue=(Span(0, 4, "said"),))
        return msgspec.structs.replace(reading, attributions=(wrong,))

    monkeypatch.setattr(stand_in, "read_report", careless)
    write_lines(tmp_path / "in.jsonl", range(1))
    read_all(begun(output), parts(str(tmp_path / "in.jsonl")))
    rows = rows_in(output)
    assert rows["attributions"] == rows["voices"] == []
    assert [row["code"] for row in rows["problems"]] == ["unproved"]


def test_a_package_that_is_not_whole_ends_the_run(
    output: Fragile, tmp_path: Path, stand_in: types.ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the model is missing nothing is set aside: the run ends, and the part is read another day."""

    def missing(report: Report, *, layers: frozenset[str]) -> Iterator[Reading]:  # noqa: ARG001 - as it is called
        raise ModelMissingError("x.onnx is not there")

    monkeypatch.setattr(stand_in, "read_report", missing)
    write_lines(tmp_path / "in.jsonl", range(1))
    (part,) = parts(str(tmp_path / "in.jsonl"))
    state = begun(output)
    with pytest.raises(BulkError, match=r"x\.onnx is not there"):
        read_part(part.id, "in", part.packed, state, RULE)
    assert state.done(part.id) is None
    assert output.read(file_of("problems", part.id)) is None
