"""`reportedly gazetteer`: the index of places as people look after it, on an index of two places."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from reportedly.gazetteer import location
from reportedly.gazetteer.build import index_version
from reportedly.gazetteer.tables import Row, Tables
from reportedly.record import PlaceKind

Run = Callable[..., subprocess.CompletedProcess[str]]

VILLAGE = (
    "999000001\tNovyi Lan\tNovyi Lan\tNovy Lan\t47.5\t35.8\tP\tPPL\tUA\t\t26\t\t\t\t120\t\t90\tEurope/Kyiv"
    "\t2024-01-01\n"
)
"""A line of a GeoNames dump: an invented village."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a folder with a fresh index, so that none has to be built."""
    folder = tmp_path / "gazetteer"
    folder.mkdir()
    tables = Tables(folder / location.INDEX)
    tables.add([Row(1, "Sumy", PlaceKind.CITY, 50.9, 34.8, "UA", "21", 260_000, "PPLA", frozenset())])
    tables.finish({"version": index_version()})
    return folder


@pytest.fixture
def run(root: Path, tmp_path: Path) -> Run:
    """Give a function that runs `reportedly gazetteer` on the gazetteer in `tmp_path`."""
    environment = os.environ | {
        "PYTHONPATH": str(root / "src"),
        "REPORTEDLY_GAZETTEER": str(tmp_path / "gazetteer"),
    }

    def start(*arguments: str, **extra: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(  # noqa: S603 - our own command
            [sys.executable, "-m", "reportedly", "gazetteer", *arguments],
            cwd=tmp_path,
            env=environment | extra,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )

    return start


def test_status_says_what_there_is(run: Run, folder: Path) -> None:
    """Where the index lies, how large it is, and that nothing was added yet."""
    done = run("status")
    assert (done.returncode, done.stderr) == (0, "")
    index, imported = done.stdout.splitlines()
    assert index.startswith(f"index: {folder / location.INDEX} (0.")
    assert imported == "imported: nothing"


def test_status_of_nothing_builds_nothing(run: Run, tmp_path: Path) -> None:
    """Before the first reading there is no index, and asking for it makes none."""
    done = run("status")
    assert done.returncode == 0
    assert "not built yet" in done.stdout
    assert not (tmp_path / "gazetteer").exists()


def test_a_fresh_index_is_not_built_again(run: Run, folder: Path) -> None:
    """`build` leaves an index that is up to date as it is."""
    before = (folder / location.INDEX).read_bytes()
    done = run("build")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(f"index: {folder / location.INDEX} (")
    assert (folder / location.INDEX).read_bytes() == before


def test_places_of_a_dump_are_added(run: Run, folder: Path, tmp_path: Path) -> None:
    """What a GeoNames dump holds is counted, and stands in the status from then on."""
    (tmp_path / "UA.txt").write_text(VILLAGE, encoding="utf-8")
    done = run("import", "UA.txt")
    assert (done.returncode, done.stdout, done.stderr) == (0, "imported: 1 place from UA.txt\n", "")
    assert f"imported: {folder / location.IMPORTED} (" in run("status").stdout


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("gone.txt", None, "gone.txt is not there"),
        ("report.txt", b"Ferry stopped\n\nIt stopped.\n", "report.txt, line 1 has 1 columns"),
        ("odd.txt", VILLAGE.encode() + b"\xff\n", "odd.txt, line 2 is not UTF-8"),
        ("empty.txt", b"", "empty.txt holds no places"),
    ],
)
def test_what_is_no_dump_changes_nothing(
    run: Run, folder: Path, tmp_path: Path, name: str, data: bytes | None, says: str
) -> None:
    """A wrong file is named with its line and the next step, in one line, with code 1."""
    if data is not None:
        (tmp_path / name).write_bytes(data)
    done = run("import", name)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("reportedly: gazetteer: ")
    assert says in done.stderr
    assert done.stderr.count("\n") == 1
    assert sorted(path.name for path in folder.iterdir()) == [location.INDEX]


def test_wrong_calls_are_code_2(run: Run, folder: Path) -> None:
    """A missing file name, an unknown command and a wrong setting are said before anything is done."""
    assert folder.exists()
    assert run("import").returncode == 2
    assert run("nonsense").returncode == 2
    done = run("status", REPORTEDLY_MAX_MB="many")
    assert (done.returncode, done.stdout) == (2, "")
    assert "REPORTEDLY_MAX_MB" in done.stderr


def test_a_folder_that_cannot_be_written_is_named(run: Run, tmp_path: Path) -> None:
    """Where a file is in the way, the message names the folder and the setting that moves it."""
    (tmp_path / "gazetteer").write_text("in the way")
    done = run("build")
    assert (done.returncode, done.stdout) == (1, "")
    assert "REPORTEDLY_GAZETTEER" in done.stderr
    assert done.stderr.count("\n") == 1
