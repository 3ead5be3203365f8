"""The trace of an output: the rows that an export of a store with the same reports has."""

from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner

from evaluation.newsroom_made import Habits, newsrooms
from reportedly.bulk.files import file_of, rows_to_parquet
from reportedly.bulk.places import Output
from reportedly.bulk.run_report import summed
from reportedly.bulk.state import State, Tally
from reportedly.bulk.tracing import COPIES, trace
from reportedly.cli import app
from reportedly.exports.tables import rows_of, tables
from reportedly.exports.trace_tables import TRACE_TABLES, claim_rows
from reportedly.linking import catch_up, open_traces
from reportedly.record import Reading
from reportedly.store import open_store
from tests.linking.by_hand import add


@pytest.fixture(scope="module")
def readings() -> list[Reading]:
    """Return what newsrooms make of a few facts."""
    return newsrooms(40, Habits(drop=0.3), 7).readings


@pytest.fixture
def output(readings: list[Reading], tmp_path: Path) -> Output:
    """Give an output with the readings in three parts."""
    made = Output(str(tmp_path / "out"))
    state = State(made)
    state.take()
    for number in range(3):
        rows: dict[str, list[dict[str, Any]]] = {table.name: [] for table in tables()}
        for reading in readings[number::3]:
            for name, each in rows_of(reading).items():
                rows[name] += each
        for table in tables():
            made.write(file_of(table.name, f"{number}"), rows_to_parquet(table, rows[table.name]))
        state.finish(Tally(part=f"{number}", bundle="made"))
    return made


def rows_in(output: Output, table: str) -> list[dict[str, Any]]:
    """Return the rows of a table."""
    rows: list[dict[str, Any]] = pq.read_table(Path(output.name) / table).to_pylist()
    return rows


def in_order(rows: list[dict[str, Any]]) -> list[str]:
    """Return rows in an order of their own."""
    return sorted(repr(sorted(row.items())) for row in rows)


def test_it_is_the_trace_of_a_store(readings: list[Reading], output: Output, tmp_path: Path) -> None:
    """Claims, members, origins, joins, contradictions and copies are those of a store with these reports."""
    report = trace(output.name)
    assert report.reports == len(readings)
    assert report.of == summed(State(output)).sha256
    assert all(report.rows[table.name] for table in (*TRACE_TABLES, COPIES))
    wanted: dict[str, list[dict[str, Any]]] = {table.name: [] for table in TRACE_TABLES}
    with open_store(tmp_path / "store.db") as store:
        add(store, readings)
        catch_up(store)
        with open_traces(store) as traces:
            for listed in traces.claims(limit=None):
                told = traces.claim(listed.id)
                for name, each in claim_rows(told.claim, told.origins).items():
                    wanted[name] += each
            pairs = {
                (pair.one.id, pair.other.id, str(pair.contradiction.label))
                for pair in traces.contradictions(limit=None)
            }
    for name in ("claims", "members", "origins", "joins"):
        assert in_order(rows_in(output, name)) == in_order(wanted[name]), name
    found = rows_in(output, "contradictions")
    assert {(row["one_statement"], row["other_statement"], row["label"]) for row in found} == pairs
    texts = {reading.report.id: reading.report.text for reading in readings}
    for row in rows_in(output, "copies"):
        assert texts[row["one"]][row["here_start"] : row["here_end"]] == row["here_text"]
        assert texts[row["other"]][row["there_start"] : row["there_end"]] == row["there_text"]


def test_the_command(readings: list[Reading], output: Output, tmp_path: Path) -> None:
    """`bulk trace OUTPUT` tells what it found; twice gives the same; what holds nothing is refused."""
    first = CliRunner().invoke(app, ["bulk", "trace", output.name])
    assert first.exit_code == 0, first.output
    assert f"{len(readings)} reports" in first.output
    assert "claims" in first.output
    before = rows_in(output, "claims")
    again = CliRunner().invoke(app, ["bulk", "trace", output.name])
    assert again.output == first.output
    assert rows_in(output, "claims") == before
    nothing = CliRunner().invoke(app, ["bulk", "trace", str(tmp_path / "nothing")])
    assert nothing.exit_code == 1
    assert "read into it first" in nothing.output
