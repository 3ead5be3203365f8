"""Exporting: a store in a form, written whole, and a word on what was written."""

import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path, PurePosixPath

import msgspec

from reportedly.errors import StoreError
from reportedly.exports.files import Archive, Files, Folder, OneFile, whole
from reportedly.exports.formats import Format
from reportedly.exports.matter import Advance, Matter
from reportedly.exports.proving import Refused
from reportedly.exports.selection import Selection
from reportedly.linking import Traces, open_traces
from reportedly.store import Store

_ZIP = ".zip"


class Exported(msgspec.Struct, frozen=True, kw_only=True):
    """What was written."""

    reports: int
    """Reports that the selection took."""
    records: int
    """Records of them that it took."""
    claims: int
    """Claims of two or more reports that were written; 0 where the form has none."""
    refused: tuple[Refused, ...]
    """What could not be proved, and was left out."""
    written: tuple[str, ...]
    """The files, in order; none where it went to a stream."""


def export(
    traces: Traces,
    form: Format,
    files: Files,
    selection: Selection | None = None,
    *,
    made: datetime | None = None,
    advance: Advance | None = None,
) -> Exported:
    """Write what `selection` takes of the store that `traces` asks, in a form, to `files`.

    Raises StoreError where a filter cannot be understood or a library is missing, OSError where a file
    cannot be written: then no file of this name is there that was not there before.
    """
    matter = Matter(traces, selection, made=made, advance=advance)
    form.write(matter, files)
    reports, records, claims = matter.met
    written = tuple(str(path) for path in getattr(files, "written", ()))
    return Exported(reports=reports, records=records, claims=claims, refused=matter.refused, written=written)


def export_to(
    store: Store,
    form: Format,
    path: Path,
    selection: Selection | None = None,
    *,
    advance: Advance | None = None,
) -> Exported:
    """Write a store in a form to `path`: a file, or a folder for several; an archive where it ends in .zip.

    A form of one file goes into a folder under its own name where `path` is one. Raises as `export` does, and
    StoreError where `path` is the store's own file, or one file for a form of several.
    """
    if path.is_file():
        _check_free(store, form, path)
    with open_traces(store) as traces:
        if path.suffix.casefold() == _ZIP:
            path.parent.mkdir(parents=True, exist_ok=True)
            with whole(path) as stream:
                archive = Archive(stream)
                done = export(traces, form, archive, selection, advance=advance)
                archive.close()
            return msgspec.structs.replace(done, written=(str(path),))
        files = OneFile(path) if form.one_file and not path.is_dir() else Folder(path)
        return export(traces, form, files, selection, advance=advance)


def _check_free(store: Store, form: Format, path: Path) -> None:
    """Raise StoreError where a file that is there may not, or cannot, become an export."""
    if Path(store.name).is_file() and path.samefile(store.name):
        raise StoreError(str(path), "is the store itself", "name another file")
    if not form.one_file and path.suffix.casefold() != _ZIP:
        raise StoreError(
            str(path), f"is a file; {form.name} is several", "name a folder or an archive (.zip)"
        )


@contextmanager
def folder_of(form: Format, path: Path) -> Iterator[Path]:
    """Give a folder that holds an export under the names of its form, whichever way `export_to` wrote it.

    Raises StoreError where `path` is not there or holds no such export.
    """
    if path.is_dir():
        yield path
        return
    if not path.is_file():
        raise StoreError(str(path), "is not there", "name the file or folder that was exported")
    with tempfile.TemporaryDirectory(prefix="reportedly-check-") as made:
        folder = Path(made)
        if path.suffix.casefold() == _ZIP:
            _unpack(path, folder)
        elif form.one_file:
            (folder / form.files[0].name).symlink_to(path.resolve())
        else:
            names = ", ".join(each.name for each in form.files)
            raise StoreError(
                str(path), f"is one file; {form.name} has several", f"name the folder of {names}"
            )
        yield folder


def _unpack(path: Path, folder: Path) -> None:
    try:
        with zipfile.ZipFile(path) as archive:
            for name in archive.namelist():
                parts = PurePosixPath(name).parts
                if parts and ".." not in parts and not PurePosixPath(name).is_absolute():
                    archive.extract(name, folder)
    except (zipfile.BadZipFile, OSError, RuntimeError, EOFError, ValueError, zlib.error) as error:
        raise StoreError(str(path), f"is no archive that can be read ({error})", "export it again") from None
