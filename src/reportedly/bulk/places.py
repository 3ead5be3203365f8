"""Places: where inputs are and where the output goes: this machine's disks, or a URL that fsspec knows.

The only module that imports fsspec. Its drivers for buckets (s3fs, gcsfs, adlfs …) are the user's own.
"""

import os
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

import msgspec

from reportedly.errors import BulkError

_WHOLE_AT_ONCE = frozenset({"s3", "s3a", "gs", "gcs", "abfs", "az", "adl", "oci", "oss", "memory"})
"""Buckets: an object is there once it was sent to its end, and never in part."""
_FILE = "file://"
_PART = ".part"
"""Ending of a file that is being written."""


class File(msgspec.Struct, frozen=True, kw_only=True):
    """A file that is there."""

    name: str
    """Its absolute path, or its URL."""
    size: int
    """In bytes; 0 where nobody says."""


def absolute(name: str) -> str:
    """Return the name that a path or URL has on every machine."""
    if name.startswith(_FILE):
        return str(Path(name.removeprefix(_FILE)).absolute())
    return name if is_url(name) else os.path.abspath(name)  # noqa: PTH100 - resolves no links


def is_url(name: str) -> bool:
    """Whether a name is a URL, not a path of this machine."""
    return "://" in name and not name.startswith(_FILE)


def files_at(name: str) -> list[File]:
    """Return the files that a path, a URL, a folder or a pattern names, by name; hidden ones are left out.

    Nothing is there: an empty list. Raises BulkError where a driver is missing or the place cannot be
    looked at.
    """
    name = absolute(name)
    system, path = _system(name)
    scheme = name.partition("://")[0] + "://" if is_url(name) else ""
    try:
        if system.isfile(path):
            return [File(name=name, size=int(system.info(path).get("size") or 0))]
        found = system.find(path, detail=True) if system.isdir(path) else {}
        if not found and any(sign in path for sign in "*?["):
            found = system.glob(path, detail=True)
    except Exception as error:
        raise _unreachable(name, error) from error
    root = path.rstrip("/") if system.isdir(path) else ""
    return [
        File(name=scheme + str(each) if scheme else str(each), size=int(about.get("size") or 0))
        for each, about in sorted(found.items())
        if about.get("type") == "file" and not _hidden(str(each).removeprefix(root))
    ]


@contextmanager
def local_copy(name: str) -> Iterator[str]:
    """Give the path of a file of this machine that holds what `name` does. Raises OSError."""
    if not is_url(name):
        yield name
        return
    system, path = _system(name)
    with tempfile.TemporaryDirectory(prefix="reportedly-bulk-") as folder:
        copy = Path(folder) / Path(path).name
        try:
            system.get_file(path, str(copy))
        except OSError:
            raise
        except Exception as error:  # a driver raises what it likes
            raise OSError(f"cannot be fetched ({type(error).__name__}: {error})") from error
        yield str(copy)


class Output:
    """The folder that a run writes. A file in it is whole or not there."""

    def __init__(self, name: str) -> None:
        """Write to a path or URL. Raises BulkError where its driver is missing."""
        self.name = absolute(name)
        self._local = not is_url(self.name)
        self._system: Any = None
        self._path = self.name
        if not self._local:
            self._system, self._path = _system(self.name)
        self._direct = self.name.partition("://")[0] in _WHOLE_AT_ONCE

    def write(self, name: str, data: bytes) -> None:
        """Write a file under its name in the folder, in place of the one there. Raises OSError."""
        if self._local:
            _write_local(Path(self._path) / name, data)
            return
        path = f"{self._path}/{name}"
        with _os_errors():
            if self._direct:
                self._system.pipe_file(path, data)
                return
            self._system.makedirs(path.rpartition("/")[0], exist_ok=True)
            beside = f"{path}.{uuid.uuid4().hex}{_PART}"
            self._system.pipe_file(beside, data)
            self._system.mv(beside, path)

    def read(self, name: str) -> bytes | None:
        """Return what a file holds, None where it is not there. Raises OSError."""
        try:
            if self._local:
                return (Path(self._path) / name).read_bytes()
            with _os_errors():
                data: bytes = self._system.cat_file(f"{self._path}/{name}")
                return data
        except FileNotFoundError:
            return None

    def open(self, name: str) -> BinaryIO:
        """Open a file for reading here and there in it. Raises OSError."""
        if self._local:
            return (Path(self._path) / name).open("rb")
        with _os_errors():
            stream: BinaryIO = self._system.open(f"{self._path}/{name}", "rb")
            return stream

    def names(self, folder: str) -> list[str]:
        """Return the names of the whole files of a folder, sorted; none where it is not there.

        Raises OSError.
        """
        return [name for name in self._all_names(folder) if not _is_left(name)]

    def sweep(self, folder: str) -> None:
        """Remove what writers left in a folder that were killed over a file. Raises OSError."""
        for name in self._all_names(folder):
            if _is_left(name):
                self.remove(f"{folder}/{name}")

    def _all_names(self, folder: str) -> list[str]:
        if self._local:
            at = Path(self._path) / folder
            found = [each.name for each in at.iterdir()] if at.is_dir() else []
        else:
            with _os_errors():
                path = f"{self._path}/{folder}"
                listed = self._system.ls(path, detail=False) if self._system.isdir(path) else []
                found = [str(each).rstrip("/").rpartition("/")[2] for each in listed]
        return sorted(found)

    def remove(self, name: str) -> None:
        """Remove a file; nothing happens where it is not there. Raises OSError."""
        if self._local:
            (Path(self._path) / name).unlink(missing_ok=True)
            return
        with _os_errors():
            if self._system.exists(f"{self._path}/{name}"):
                self._system.rm_file(f"{self._path}/{name}")


def _write_local(path: Path, data: bytes) -> None:
    """Write beside the name, then take it; both are on the disk when this returns."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.{uuid.uuid4().hex}{_PART}")
    try:
        with beside.open("wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        beside.replace(path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _system(name: str) -> tuple[Any, str]:
    """Return the file system of a name, and its path there."""
    import fsspec  # noqa: PLC0415 - 0.1 s

    try:
        system, path = fsspec.core.url_to_fs(name)
    except (ImportError, ValueError) as error:
        kind = name.partition("://")[0]
        why = f"{kind}:// needs a driver that is not installed ({error})"
        raise BulkError(name, why, "install it (for s3:// it is s3fs) here and on every node") from error
    except Exception as error:
        raise _unreachable(name, error) from error
    return system, str(path)


def _unreachable(name: str, error: Exception) -> BulkError:
    why = f"cannot be looked at ({type(error).__name__}: {error})"
    return BulkError(name, why, "check the address, the network and your rights there")


@contextmanager
def _os_errors() -> Iterator[None]:
    """Let what a driver raises pass as OSError."""
    try:
        yield
    except OSError:
        raise
    except Exception as error:
        raise OSError(f"{type(error).__name__}: {error}") from error


def _is_left(name: str) -> bool:
    return name.endswith(_PART)


def _hidden(inside: str) -> bool:
    return any(part.startswith(".") for part in inside.split("/"))
