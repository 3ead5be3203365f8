"""What fuzzing found: each bug that it showed, as its smallest case."""

import json
import shutil
import sqlite3
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from reportedly.annotating.bringing import Return, bring_back
from reportedly.client.asking import decoded
from reportedly.errors import NotAReadingError, StoreError
from reportedly.exports.exporting import folder_of
from reportedly.exports.formats import format_named
from reportedly.linking import open_traces
from reportedly.store import open_store

ODD = b'{"notes": "\x80"}'
"""JSON but for its UTF-8, which msgspec answers with an error of its own kind."""
DEEP = b"[" * 100_000


@pytest.mark.parametrize("content", [ODD, DEEP])
@pytest.mark.parametrize("form", ["plover", "claimreview", "geojson", "ftm", "prov", "webanno"])
def test_an_export_that_is_no_utf8(tmp_path: Path, form: str, content: bytes) -> None:
    """An export with broken UTF-8, or nested without end, is refused."""
    (tmp_path / format_named(form).files[0].name).write_bytes(content)
    with pytest.raises(StoreError, match="cannot be read"):
        list(format_named(form).citations(tmp_path))


def test_an_archive_whose_bytes_do_not_unpack(tmp_path: Path) -> None:
    """An archive that is sound on its outside and damaged inside is refused."""
    path = tmp_path / "acled.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("acled.csv", "event_id_cnty,notes\n" * 50)
    data = bytearray(path.read_bytes())
    at = data.index(b"acled.csv") + len("acled.csv")
    data[at : at + 12] = b"\xff" * 12
    path.write_bytes(data)
    with (
        pytest.raises(StoreError, match="no archive that can be read"),
        folder_of(format_named("acled"), path),
    ):
        pass


@pytest.mark.parametrize("content", [ODD, DEEP])
def test_a_list_of_what_was_handed_out_that_is_no_utf8(made: Path, tmp_path: Path, content: bytes) -> None:
    """A document beside a damaged handed-out.json is told of, and the command goes on."""
    (tmp_path / "handed-out.json").write_bytes(content)
    (tmp_path / "r.tsv").write_text("#FORMAT=WebAnno TSV 3.3\n\n\n#Text=A\n1-1\t0-1\tA\t\n")
    shutil.copy(made, tmp_path / "store.db")
    with open_store(tmp_path / "store.db") as store:
        returned = bring_back(store, [tmp_path / "r.tsv"], Return(who="ann"))
    (told,) = returned.problems
    assert "damaged" in told.why


@pytest.mark.parametrize("content", [ODD, DEEP])
def test_an_answer_that_is_no_utf8(content: bytes) -> None:
    """A server that answers anything is told of."""
    with pytest.raises(StoreError, match="not understood"):
        decoded(content, dict[str, str])


def _reports(where: Path) -> None:
    with open_store(where) as store, store.view() as view:
        for each in view.reports(limit=None):
            view.reading(each.id)


def _claims(where: Path) -> None:
    with open_store(where) as store, open_traces(store) as traces:
        for claim in traces.claims(limit=None):
            traces.claim(claim.id)


@pytest.mark.parametrize(
    ("change", "ask", "error"),
    [
        ("UPDATE readings SET packed = x'00ff'", _reports, NotAReadingError),
        ("UPDATE statements SET packed = x'dc00ff80'", _claims, StoreError),
        ("UPDATE statements SET packed = x'a180'", _claims, StoreError),
    ],
)
def test_packed_bytes_that_are_damaged(
    made: Path, tmp_path: Path, change: str, ask: Callable[[Path], None], error: type[Exception]
) -> None:
    """What a database holds as it was put there, and is not what was packed, is told."""
    where = tmp_path / "store.db"
    shutil.copy(made, where)
    with sqlite3.connect(where) as database:
        for (trigger,) in database.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        ).fetchall():
            database.execute(f"DROP TRIGGER {trigger}")
        database.execute(change)
    database.close()
    with pytest.raises(error, match="damaged"):
        ask(where)


def test_a_judgement_that_is_damaged(made: Path, tmp_path: Path) -> None:
    """An entry of the log that is no judgement is told by its number."""
    where = tmp_path / "store.db"
    shutil.copy(made, where)
    with sqlite3.connect(where) as database:
        report = database.execute("SELECT id FROM reports").fetchone()[0]
        entry = json.dumps({"verb": "accept"})
        database.execute(
            "INSERT INTO judgements (at, who, verb, report, entry) VALUES ('x', 'x', 'accept', ?, ?)",
            (report, entry),
        )
    database.close()
    with (
        open_store(where) as store,
        store.view() as view,
        pytest.raises(StoreError, match="judgement 1: is damaged"),
    ):
        view.judgements()


def test_pages_of_the_trace_that_are_damaged(made: Path, tmp_path: Path) -> None:
    """Where SQLite itself finds the rows of the trace damaged, the error is the store's, with a next step."""
    where = tmp_path / "store.db"
    shutil.copy(made, where)
    with sqlite3.connect(where) as database:
        size = database.execute("PRAGMA page_size").fetchone()[0]
        root = database.execute("SELECT rootpage FROM sqlite_master WHERE name = 'statements'").fetchone()[0]
    database.close()
    data = bytearray(where.read_bytes())
    data[(root - 1) * size : root * size] = b"\xff" * size
    where.write_bytes(data)
    with pytest.raises(StoreError, match="is damaged"):
        _claims(where)
