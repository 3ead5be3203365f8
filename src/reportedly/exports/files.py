"""Files: where an export is written: one file, a folder, or an archive. What is not whole is not there.

A file is written beside its name and takes it once it is whole, so that a kill or a full disk leaves what was
there before.
"""

import os
import zipfile
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import IO, Protocol

_TIME = (1980, 1, 1, 0, 0, 0)
"""Of all files in an archive, so that the same export is the same bytes."""


class Files(Protocol):
    """Takes the files of an export, one after the other."""

    def open(self, name: str) -> AbstractContextManager[IO[bytes]]:
        """Give a file to write bytes to; it is there when the `with` ends."""


class Stream:
    """One stream for an export of one file."""

    def __init__(self, stream: IO[bytes]) -> None:
        """Write to `stream`."""
        self._stream = stream

    @contextmanager
    def open(self, name: str) -> Iterator[IO[bytes]]:  # noqa: ARG002 - a stream has no names
        """Give the stream."""
        yield self._stream
        self._stream.flush()


class Folder:
    """A folder, made where it is not there; `written` are the files, in order."""

    def __init__(self, path: Path) -> None:
        """Write into `path`."""
        self._path = path
        self.written: list[Path] = []

    @contextmanager
    def open(self, name: str) -> Iterator[IO[bytes]]:
        """Give a file of the folder."""
        path = self._path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with whole(path) as stream:
            yield stream
        self.written.append(path)


class OneFile:
    """A file of the caller's name, for an export of one file."""

    def __init__(self, path: Path) -> None:
        """Write `path`."""
        self._path = path
        self.written: list[Path] = []

    @contextmanager
    def open(self, name: str) -> Iterator[IO[bytes]]:  # noqa: ARG002 - the caller named it
        """Give the file."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with whole(self._path) as stream:
            yield stream
        self.written.append(self._path)


class Archive:
    """A ZIP archive on a stream. The same files give the same bytes."""

    def __init__(self, stream: IO[bytes]) -> None:
        """Write to `stream`, which need not be seekable."""
        self._zip = zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED)

    @contextmanager
    def open(self, name: str) -> Iterator[IO[bytes]]:
        """Give a file of the archive."""
        told = zipfile.ZipInfo(name, _TIME)
        told.compress_type = zipfile.ZIP_DEFLATED
        told.external_attr = 0o644 << 16
        with self._zip.open(told, "w", force_zip64=True) as stream:
            yield stream

    def close(self) -> None:
        """Write the archive's directory."""
        self._zip.close()


@contextmanager
def whole(path: Path) -> Iterator[IO[bytes]]:
    """Give a file that takes the name `path` once all is written; else nothing of it stays."""
    beside = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with beside.open("wb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        beside.replace(path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
