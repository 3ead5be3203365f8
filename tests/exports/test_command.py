"""`reportedly export` and `verify`, as people run them: what is written where, and what is refused."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from reportedly.cli import app
from reportedly.exports.formats import FORMATS
from reportedly.store import open_store
from tests.made import reading


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the file of a store with one report."""
    where = tmp_path_factory.mktemp("kept") / "one.db"
    with open_store(where) as store:
        store.writer().add(reading().report, reading())
    return where


@pytest.fixture(autouse=True)
def here(kept: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Be in an empty folder, with that store."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("REPORTEDLY_STORE", str(kept))


def run(*arguments: str) -> Result:
    """Run the command in this process and return what came of it."""
    done = CliRunner().invoke(app, arguments)
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exc_info
    return done


def test_the_forms_are_listed() -> None:
    """Without a form all are told, one a line, for programs too."""
    assert [line.split()[0] for line in run("export").stdout.splitlines()] == [each.name for each in FORMATS]
    told = [json.loads(line) for line in run("export", "--json").stdout.splitlines()]
    assert [each["name"] for each in told] == [each.name for each in FORMATS]


def test_a_form_of_one_file_goes_to_standard_output_a_file_or_a_folder(tmp_path: Path) -> None:
    """The same bytes come to each; what ends as a folder's name does is made one."""
    out = run("export", "ftm").stdout
    assert out
    for path in ("a.json", "new/", "new"):
        assert run("export", "ftm", "--out", path).exit_code == 0
    written = [tmp_path / "a.json", tmp_path / "new" / "entities.ftm.json"]
    assert [each.read_text() for each in written] == [out, out]
    for each in (*written, tmp_path / "new"):
        told = run("verify", "ftm", str(each))
        assert (told.exit_code, told.stdout.split()[1:]) == (0, ["citations", "checked"])


def test_what_was_written_is_told() -> None:
    """In words for people, as JSON for programs."""
    assert (
        "1 report, 4 records: t/acled.csv, t/acled_claimants.csv" in run("export", "acled", "-o", "t").stderr
    )
    told = json.loads(run("export", "acled", "-o", "t.zip", "--json").stdout)
    assert (told["reports"], told["records"], told["claims"], told["written"]) == (1, 4, 0, ["t.zip"])


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (("xls",), "choose from acled, ucdp"),
        (("acled",), "name a folder or an archive: --out FOLDER"),
        (("acled", "-o", "there.csv"), "is a file; acled is several"),
        (("ftm", "-o", "there.csv/a.json"), "cannot be written"),
        (("ftm", "-o", "there.csv/"), "cannot be made"),
        (("ftm", "--from", "someday"), "write it as 2025-03-04"),
        (("ftm", "--place", "…"), "holds no word"),
    ],
)
def test_what_cannot_be_written_is_told(arguments: tuple[str, ...], why: str, tmp_path: Path) -> None:
    """Each with the reason and what to do; nothing is written, and what was there stays."""
    (tmp_path / "there.csv").write_text("before")
    done = run("export", *arguments)
    assert done.exit_code != 0
    assert why in " ".join(done.stderr.split())
    assert [(each.name, each.read_text()) for each in tmp_path.iterdir()] == [("there.csv", "before")]


def test_no_export_takes_the_place_of_the_store(kept: Path, tmp_path: Path) -> None:
    """A store named as the file to write, under whatever name, is left as it is."""
    (tmp_path / "link.jsonl").symlink_to(kept)
    before = kept.read_bytes()
    for path in (str(kept), "link.jsonl"):
        done = run("export", "plover", "--out", path)
        assert done.exit_code != 0
        assert "is the store itself; name another file" in " ".join(done.stderr.split())
    assert kept.read_bytes() == before
