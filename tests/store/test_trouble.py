"""Trouble: a full disk, a file that may not be written, a lock that is kept, a file that is no store."""

import os
import pwd
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from reportedly.errors import StoreError
from reportedly.store import open_store
from reportedly.store.connecting import connect, locate, writing
from tests.store.by_hand import a_reading, numbered

ROOT = Path(__file__).parents[2]


def test_a_file_that_is_no_database_is_left_alone(tmp_path: Path) -> None:
    """Any other file is refused by name and not touched."""
    path = tmp_path / "notes.txt"
    path.write_text("These are notes, and no database. " * 50)
    before = path.read_bytes()
    with pytest.raises(StoreError, match=r"notes\.txt: is not a database .*; name another file"):
        open_store(path)
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("where", "message"),
    [
        ("{}", "is a folder; name a file in it"),
        ("{}/none/s.db", "its folder is not there; make it"),
        ("mysql://u:secret@h/d", "is not an address of a store; give a file"),
        ("sqlite://", "is not an address of a store"),
        ("postgresql://u:secret@127.0.0.1:1/none", "cannot be reached"),
        ("postgresql://[", "address"),
    ],
)
def test_a_place_that_is_none_is_told(tmp_path: Path, where: str, message: str) -> None:
    """An address that leads nowhere is an error with what to give instead, and never shows a password."""
    with pytest.raises(StoreError, match=message) as refused:
        open_store(where.format(tmp_path))
    assert "secret" not in str(refused.value)


def test_looking_makes_no_store(tmp_path: Path) -> None:
    """Where only reading is wanted, a store that is not there is an error, not an empty file."""
    with pytest.raises(StoreError, match="there is no store; add reports first"):
        open_store(tmp_path / "s.db", create=False)
    assert list(tmp_path.iterdir()) == []


def test_a_lock_that_is_kept_is_told(where: str) -> None:
    """Another process that goes on writing is waited for, then named; reading goes on all the while."""
    reading = a_reading()
    with open_store(where, patience=0.5) as store:
        store.writer().add(reading.report, reading)
        engine = connect(locate(where))
        with writing(engine), pytest.raises(StoreError, match=r"has been writing to it for 0\.5 seconds"):
            store.writer().add(numbered(1).report)
        with writing(engine), store.view() as view:
            assert view.counts().reports == 1
        engine.dispose()
        store.writer().add(numbered(1).report)


def test_a_view_stays_as_it_was(where: str) -> None:
    """A view shows one moment, whatever is written after it was made."""
    with open_store(where) as store:
        store.writer().add(numbered(1).report)
        with store.view() as view:
            store.writer().add(numbered(2).report)
            assert view.counts().reports == 1
            assert len(view.find("dispatch")) == 1
        with store.view() as view:
            assert view.counts().reports == 2


def run_adder(where: Path, largest: int) -> subprocess.CompletedProcess[str]:
    """Run a process that adds 300 reports and whose files can have `largest` bytes."""

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (largest, largest))

    return subprocess.run(  # noqa: S603 - our own module
        [sys.executable, "-m", "tests.store.adder", str(where), "0", "300"],
        cwd=ROOT,
        check=False,
        capture_output=True,
        text=True,
        preexec_fn=limit,
    )


def test_a_disk_that_fills_up_loses_nothing(tmp_path: Path) -> None:
    """Where a file can grow no further, all that was added stays, and the error says what to do."""
    path = tmp_path / "s.db"
    open_store(path).close()
    ran = run_adder(path, 600_000)
    assert ran.returncode == 1
    assert f"{path}: cannot be" in ran.stderr
    assert "disk" in ran.stderr
    said = {line.split()[1] for line in ran.stdout.splitlines() if line.startswith("added ")}
    assert said
    with open_store(path) as store:
        with store.view() as view:
            assert {each.id for each in view.reports(limit=None)} == said
            assert all(view.reading(key) for key in said)
        more = numbered(299)
        store.writer().add(more.report, more)


@pytest.fixture
def common() -> Iterator[Path]:
    """Return a folder that other users may look into."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


@contextmanager
def without_rights() -> Iterator[None]:
    """Be a user without rights of their own, where we are root; else we are one."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(pwd.getpwnam("nobody").pw_uid)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.mark.parametrize("what", ["file", "folder"])
def test_what_may_only_be_read_is_told(common: Path, what: str) -> None:
    """Without the right to write a store or its folder the error names it, and all is left as it was."""
    path = common / "s.db"
    if what == "file":
        with open_store(path) as store:
            store.writer().add(numbered(1).report)
        path.chmod(0o444)
    common.chmod(0o555)
    before = {each.name: each.read_bytes() for each in common.iterdir()}
    with without_rights(), pytest.raises(StoreError, match="writ") as refused:
        open_store(path).writer().add(numbered(2).report)
    assert str(path) in str(refused.value)
    assert {each.name: each.read_bytes() for each in common.iterdir()} == before
    common.chmod(0o755)
    if what == "file":
        path.chmod(0o644)
    with open_store(path) as store:
        store.writer().add(numbered(2).report)


def test_a_text_that_was_changed_outside_is_not_shown(tmp_path: Path) -> None:
    """A text whose hash differs is told, never shown as what was taken in."""
    path = tmp_path / "s.db"
    with open_store(path) as store:
        key = store.writer().add(a_reading().report).id
    engine = connect(locate(path))
    with engine.connect() as connection:
        connection.exec_driver_sql("DROP TRIGGER texts_no_update")
        connection.exec_driver_sql("UPDATE texts SET text = replace(text, '12', '21')")
        connection.commit()
    engine.dispose()
    with open_store(path) as store, store.view() as view, pytest.raises(StoreError, match="hash differs"):
        view.report(key)
