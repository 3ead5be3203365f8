"""Places: disks and URLs look alike, a file is whole or not there, and what is missing is said."""

import errno
import os
from collections.abc import Iterator
from pathlib import Path
from unittest import mock

import fsspec
import pytest

from reportedly.bulk.places import Output, absolute, files_at, local_copy
from reportedly.errors import BulkError


@pytest.fixture(params=["disk", "memory://bulk-test"])
def output(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Output]:
    """Give an empty output, on a disk and in a bucket."""
    if request.param == "disk":
        yield Output(str(tmp_path / "out"))
        return
    yield Output(request.param)
    fsspec.filesystem("memory").rm("/bulk-test", recursive=True)


def test_files_are_written_and_found(output: Output) -> None:
    """What is written is there, under its name alone; what is not there is None, and no error."""
    assert (output.read("a/one"), output.names("a")) == (None, [])
    output.write("a/one", b"1")
    output.write("a/two", b"2")
    output.write("a/one", b"3")
    assert (output.read("a/one"), output.names("a")) == (b"3", ["one", "two"])
    with output.open("a/two") as stream:
        stream.seek(0)
        assert stream.read() == b"2"
    output.remove("a/one")
    output.remove("a/one")
    assert output.names("a") == ["two"]


def test_a_failed_write_leaves_what_was_there(tmp_path: Path) -> None:
    """Where a write fails, the file of that name is as it was, and nothing lies beside it."""
    output = Output(f"file://{tmp_path}/out")
    output.write("a/one", b"1")
    full = OSError(errno.ENOSPC, "No space left on device")
    with mock.patch.object(os, "fsync", side_effect=full), pytest.raises(OSError, match="No space left"):
        output.write("a/one", b"2")
    assert output.read("a/one") == b"1"
    assert [path.name for path in (tmp_path / "out" / "a").iterdir()] == ["one"]


def test_what_a_killed_writer_left_is_no_file(tmp_path: Path) -> None:
    """A file that was being written is not listed, and is swept away."""
    output = Output(str(tmp_path))
    output.write("a/one", b"1")
    (tmp_path / "a" / ".two.0123.part").write_bytes(b"half")
    assert output.names("a") == ["one"]
    output.sweep("a")
    assert [path.name for path in (tmp_path / "a").iterdir()] == ["one"]


def test_files_are_found_below_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Folders are looked through by name, patterns too; hidden files are nobody's reports."""
    for name in ("b.txt", "a/c.txt", ".hidden", ".git/x.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("words")
    monkeypatch.chdir(tmp_path)
    found = [(file.name, file.size) for file in files_at(".")]
    assert found == [(f"{tmp_path}/a/c.txt", 5), (f"{tmp_path}/b.txt", 5)]
    assert [file.name for file in files_at("*.txt")] == [f"{tmp_path}/b.txt"]
    assert files_at("nothing") == []
    assert absolute("b.txt") == f"{tmp_path}/b.txt"


def test_urls_are_found_and_fetched() -> None:
    """A URL's files are named by URLs, and come as a file of this machine."""
    system = fsspec.filesystem("memory")
    system.pipe("/bulk-in/a/one.txt", b"words")
    system.pipe("/bulk-in/two.txt", b"more")
    try:
        assert [file.name for file in files_at("memory://bulk-in")] == [
            "memory:///bulk-in/a/one.txt",
            "memory:///bulk-in/two.txt",
        ]
        with local_copy("memory:///bulk-in/two.txt") as path:
            assert path.endswith("two.txt")
            assert Path(path).read_bytes() == b"more"
        assert not Path(path).exists()
        with pytest.raises(OSError, match="no-such"), local_copy("memory:///bulk-in/no-such.txt"):
            pass
    finally:
        system.rm("/bulk-in", recursive=True)


def test_a_driver_that_is_missing_is_named() -> None:
    """A URL whose driver is not installed is refused with a word on what to install."""
    missing = ImportError("Install s3fs to access S3")
    with mock.patch("fsspec.core.url_to_fs", side_effect=missing):
        for ask in (Output, files_at):
            with pytest.raises(BulkError, match=r"s3:// needs a driver that is not installed.*it is s3fs"):
                ask("s3://bucket/out")
    with pytest.raises(BulkError, match="nosuch:// needs a driver"):
        files_at("nosuch://there")


def test_a_place_that_does_not_answer_is_named() -> None:
    """Where a driver cannot reach its place, that is said with what it saw."""
    with (
        mock.patch("fsspec.implementations.memory.MemoryFileSystem.isfile", side_effect=TimeoutError("slow")),
        pytest.raises(BulkError, match=r"memory://x: cannot be looked at \(TimeoutError: slow\)"),
    ):
        files_at("memory://x")
