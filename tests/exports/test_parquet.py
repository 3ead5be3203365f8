"""parquet: each report is its Reading again, the manifest tells the files, DuckDB's views run and cite."""

import hashlib
import json
from pathlib import Path
from typing import Any

import duckdb
import msgspec
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings

from reportedly.exports import parquet
from reportedly.exports.exporting import export
from reportedly.exports.files import Folder
from reportedly.exports.formats import PARQUET_TABLES, format_named
from reportedly.exports.matter import Matter
from reportedly.exports.selection import Selection
from reportedly.exports.tables import arounds_of, readings_of, tables
from reportedly.exports.trace_tables import TRACE_TABLES, trace_schema_of
from reportedly.linking import open_traces
from reportedly.record import Reading
from reportedly.record.citations import verify_reading
from reportedly.store import open_store
from tests.exports.linked_made import MADE, made_readings, matter_of, taken_of

VIEWS = (
    "who_said_what",
    "figures_by_claimant",
    "control_timeline",
    "claims_with_origins",
    "citations",
    "chains",
)


def rows_in(folder: Path) -> dict[str, list[dict[str, Any]]]:
    """Return the rows of all tables in a folder."""
    return {name: pq.read_table(folder / f"{name}.parquet").to_pylist() for name in PARQUET_TABLES}


@pytest.fixture(scope="module")
def told(story: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the story exported."""
    folder = tmp_path_factory.mktemp("tables")
    with open_store(story) as store, open_traces(store) as traces:
        export(traces, format_named("parquet"), Folder(folder), made=MADE)
    return folder


@pytest.fixture(scope="module")
def duck(told: Path) -> duckdb.DuckDBPyConnection:
    """Return DuckDB with the views of the story."""
    connection = duckdb.connect()
    connection.execute(f"SET file_search_path = '{told}'")
    connection.execute((told / parquet.VIEWS).read_text())
    return connection


def asked(duck: duckdb.DuckDBPyConnection, sql: str) -> list[dict[str, Any]]:
    """Return the rows of a query."""
    rows = duck.execute(sql).fetchall()
    names = [column[0] for column in duck.description or ()]
    return [dict(zip(names, row, strict=True)) for row in rows]


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(readings=made_readings())
def test_readings_come_back(tmp_path_factory: pytest.TempPathFactory, readings: list[Reading]) -> None:
    """Whatever the texts hold, the tables are the same readings again."""
    folder = tmp_path_factory.mktemp("back")
    parquet.write(matter_of(readings), Folder(folder))
    rows = rows_in(folder)
    assert list(readings_of(rows)) == readings
    assert [each.input for each in arounds_of(rows)] == ["a.txt"] * len(readings)


def test_the_story_comes_back(told: Path, story: Path) -> None:
    """The readings of a store are those of the tables, with their credits and links."""
    rows = rows_in(told)
    with open_store(story) as store, open_traces(store) as traces:
        taken = list(Matter(traces).reports())
    assert list(readings_of(rows)) == [each.reading for each in taken]
    assert [each.references for each in arounds_of(rows)] == [each.references for each in taken]


def test_a_selection_is_whole_readings(story: Path, tmp_path: Path) -> None:
    """Of a selection each report is a reading whose facts stand in attributions that are there."""
    asked_for = Selection(place="Bilopillia")
    with open_store(story) as store, open_traces(store) as traces:
        export(traces, format_named("parquet"), Folder(tmp_path), asked_for, made=MADE)
        taken = {each.report.id: each for each in Matter(traces, asked_for).reports()}
    found = list(readings_of(rows_in(tmp_path)))
    assert [each.report.id for each in found] == list(taken)
    for each in found:
        verify_reading(each, each.report)
        said = {a.id for a in each.attributions}
        assert {a.speaker for a in each.attributions} == {s.id for s in each.sources}
        facts: list[Any] = [*each.figures, *each.events, *each.controls]
        assert {fact.by for fact in facts if fact.by} <= said
        chosen = {record.name for record in taken[each.report.id].records}
        assert {fact.id for fact in facts} <= chosen
    made = taken_of(found[0])
    narrowed = msgspec.structs.replace(made, records=tuple(r for r in made.records if r.layer == "figures"))
    assert {a.id for a in parquet.reading_of(narrowed).attributions} <= {a.id for a in found[0].attributions}


def test_the_manifest_tells_each_file(told: Path) -> None:
    """It names every file with its rows and hash, and what was asked for."""
    held = json.loads((told / parquet.MANIFEST).read_bytes())
    assert held["schema"] == parquet.SCHEMA
    assert held["made"] == "2026-03-09T12:00:00Z"
    assert held["selection"]["reviewed_only"] is False
    names = [each["name"] for each in held["files"]]
    assert sorted([*names, parquet.MANIFEST]) == sorted(each.name for each in told.iterdir())
    for each in held["files"]:
        assert hashlib.sha256((told / each["name"]).read_bytes()).hexdigest() == each["sha256"]
        if each["name"].endswith(".parquet"):
            assert pq.read_metadata(told / each["name"]).num_rows == each["rows"]


def test_the_files_of_the_form_are_its_tables(told: Path) -> None:
    """The names that the list of formats has are those of all tables, and the schemas are theirs."""
    assert {*PARQUET_TABLES} == {table.name for table in (*tables(), *TRACE_TABLES)}
    for table in TRACE_TABLES:
        schema = trace_schema_of(table.name)
        assert pq.read_schema(told / f"{table.name}.parquet").equals(schema)
        assert all(column.says for column in table.columns)
        assert schema.names == [column.name for column in table.columns]


@pytest.mark.parametrize("name", VIEWS)
def test_each_view_runs(duck: duckdb.DuckDBPyConnection, name: str) -> None:
    """A view of the story has rows."""
    (found,) = asked(duck, f'SELECT count(*) AS many FROM "{name}"')  # noqa: S608 - our own names
    assert found["many"] > 10


def test_every_citation_holds_in_duckdb(duck: duckdb.DuckDBPyConnection, told: Path) -> None:
    """The view of citations has those of the export, and each is the report's own words there."""
    found = asked(duck, "SELECT * FROM citations")
    assert {(c["report"], c["start"], c["end"], c["text"]) for c in found} == {
        (c.report, c.start, c.end, c.text) for c in parquet.citations(told)
    }
    assert all(each["holds"] for each in found)
    duck.execute(
        "CREATE OR REPLACE VIEW reports AS SELECT * REPLACE (upper(text) AS text) FROM 'reports.parquet'"
    )
    (lost,) = asked(duck, "SELECT count(*) AS many FROM citations WHERE NOT holds")
    duck.execute((told / parquet.VIEWS).read_text())
    assert lost["many"] > 1000, "the view sees what does not hold"


def test_views_say_who_and_cite(duck: duckdb.DuckDBPyConnection) -> None:
    """Rows of the views have the words and places of the report that they are about."""
    texts = {each["report"]: each["text"] for each in asked(duck, "SELECT report, text FROM reports")}
    for view in ("figures_by_claimant", "control_timeline"):
        for row in asked(duck, f"SELECT * FROM {view}"):  # noqa: S608 - our own names
            assert texts[row["report"]][row["start"] : row["end"]] == row["text"]
    for row in asked(duck, "SELECT * FROM who_said_what"):
        for span in (*row["source"], *row["cue"], *row["content"]):
            assert texts[row["report"]][span["start"] : span["end"]] == span["text"]
        assert row["words"] == " … ".join(span["text"] for span in row["content"])
    for row in asked(duck, "SELECT * FROM claims_with_origins"):
        assert row["spans"]
        for span in row["spans"]:
            assert texts[span["report"]][span["start"] : span["end"]] == span["text"]
    named = asked(duck, "SELECT * FROM who_said_what WHERE who = 'Russia' AND second_hand LIMIT 1")
    assert named[0]["chain"].endswith(" > Russia")


def test_views_count_as_the_store_counts(duck: duckdb.DuckDBPyConnection, story: Path) -> None:
    """Origins and members of a claim are those of the trace; contradictions are those of the store."""
    counted = """SELECT claim, count(*) FILTER (known) AS known, sum(statements) AS members
        FROM claims_with_origins GROUP BY claim"""
    rows = {row["claim"]: row for row in asked(duck, counted)}
    with open_store(story) as store, open_traces(store) as traces:
        claims = traces.claims(limit=None)
        assert set(rows) == {claim.id for claim in claims}
        for claim in claims:
            row = rows[claim.id]
            assert (row["known"], int(row["members"])) == (claim.origins, claim.statements)
        pairs = traces.contradictions(limit=None)
    found = asked(duck, "SELECT one_statement, other_statement, label, one_claim FROM contradictions")
    assert [(f["one_statement"], f["other_statement"], f["label"], f["one_claim"]) for f in found] == [
        (p.one.id, p.other.id, p.contradiction.label, p.one_claim) for p in pairs
    ]
