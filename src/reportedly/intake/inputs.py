"""What is to be read: files, folders, patterns and standard input, in a fixed order, one by one.

One `Input` is one report. A file of JSON lines, a JSON list, a saved feed or a web archive becomes as
many inputs as it holds reports, so that they can be shared among workers and a bad one loses only itself.
"""

import glob
import os
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

import msgspec

from reportedly.errors import SetAsideError
from reportedly.intake.forms import Form, by_name
from reportedly.intake.known import Known
from reportedly.intake.opened import opened
from reportedly.record import Problem

STDIN = "-"
_STDIN_NAME = "standard input"
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_WRAPPERS = ("articles", "stories", "documents")
"""Keys under which dumps of news keep their list of records."""
_NEXT_LOOK = "check the path; a pattern needs quotes or a match, a folder needs .txt, .html or .json files"


class Input(msgspec.Struct, frozen=True, kw_only=True):
    """Where one report is: a file to be opened later, or bytes that are at hand."""

    name: str
    """What messages call it: the path as given, "standard input", "FILE:LINE" in JSON lines."""
    form: Form
    """How it is written, by its name; UNKNOWN where the name does not tell."""
    path: str | None = None
    """The file, where `data` is None."""
    data: bytes | None = None
    """The bytes, where they had to be read to find the input."""
    known: Known | None = None
    """What the way it came says about it, where it came from a server, a feed or an archive."""


class LeftOut(msgspec.Struct, frozen=True, kw_only=True):
    """A file in a folder that does not look like a report and is not opened. Not a failure."""

    name: str
    """Its path."""
    why: str
    """What kept it out, for a person."""


class Refused(msgspec.Struct, frozen=True, kw_only=True):
    """Something named as input that cannot even be tried: not there, not readable, too large."""

    name: str
    """What was named."""
    problem: Problem
    """What was seen, and what to do next."""


Found = Input | LeftOut | Refused


def find_inputs(paths: Iterable[str], max_bytes: int) -> Iterator[Found]:
    """Yield what `paths` name, in the order given; inside a folder or pattern by path.

    A file named outright is always an input; in a folder only the known suffixes are, hidden files
    are not. What cannot be found, opened or held is yielded as Refused: it concerns that path alone.
    """
    for path in paths:
        if path == STDIN:
            yield from _contents(_STDIN_NAME, sys.stdin.buffer, Form.UNKNOWN, max_bytes)
        elif os.path.isdir(path):  # noqa: PTH112 - `path` stays the string that messages show
            yield from _in_folder(path, max_bytes)
        elif os.path.lexists(path):
            yield from _in_file(path, max_bytes)
        elif is_address(path):
            why = "an address, and nothing is fetched here"
            yield refused(SetAsideError(path, "not-fetched", why, "take it in with reportedly add"))
        else:
            yield from _matching(path, max_bytes)


def is_address(thing: str) -> bool:
    """Whether what a person names is an address of the web, not a path."""
    return _ADDRESS.match(thing) is not None


def too_large(name: str, max_bytes: int) -> SetAsideError:
    """Return the error for an input of `max_bytes` or more."""
    limit = f"{max_bytes / 1_000_000:g} MB"
    next_step = "split it into its reports, or raise REPORTEDLY_MAX_MB"
    return SetAsideError(name, "too-large", f"{limit} or more, too large for one report", next_step)


def unreadable(name: str, error: OSError) -> SetAsideError:
    """Return the error for a file that the system does not let us open, or that cannot be unpacked."""
    if error.errno is None:
        why, next_step = f"cannot be read to its end ({error})".lower(), "fetch or pack the file again"
        return SetAsideError(name, "damaged", why, next_step)
    why = (error.strerror or str(error)).lower()
    return SetAsideError(name, "unreadable", f"cannot be opened ({why})", "check its path and its rights")


def refused(error: SetAsideError) -> Refused:
    """Return what a person is told of an input that cannot even be tried."""
    problem = Problem(code=error.code, message=f"{error.why}; {error.next_step}")
    return Refused(name=error.name, problem=problem)


def _matching(pattern: str, max_bytes: int) -> Iterator[Found]:
    magic = glob.has_magic(pattern)
    found = sorted(glob.glob(pattern, recursive=True)) if magic else []  # noqa: PTH207 - Path.glob drops "./"
    if not found:
        why = "no file matches this pattern" if magic else "no such file or folder"
        yield refused(SetAsideError(pattern, "not-found", why, _NEXT_LOOK))
    for path in found:
        yield from _in_folder(path, max_bytes) if Path(path).is_dir() else _in_file(path, max_bytes)


def _in_folder(folder: str, max_bytes: int) -> Iterator[Found]:
    empty, top = True, os.path.realpath(folder)
    for path in _files_under(folder):
        if (why := _not_of(top, path)) is not None:
            yield LeftOut(name=path, why=why)
            continue
        form = by_name(path).form
        if form is Form.UNKNOWN:
            suffix = Path(path).suffix.lower()
            yield LeftOut(name=path, why=f"no report by its name ({suffix or 'no suffix'})")
            continue
        empty = False
        yield from _in_file(path, max_bytes)
    if empty:
        yield refused(SetAsideError(folder, "not-found", "no report in this folder", _NEXT_LOOK))


def _files_under(folder: str) -> Iterator[str]:
    """Yield the files of a folder and of those inside it, by name; hidden ones are nobody's reports."""
    for root, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (os.path.join(root, name) for name in sorted(files) if not name.startswith("."))  # noqa: PTH118 - "./a" stays "./a"


def _not_of(folder: str, path: str) -> str | None:
    """Return why a file found in a folder is not read; None where it is.

    Whoever fills a folder, as an archive that was unpacked does, could else have any file of this machine
    read by a link, or hold us up by a pipe that nobody writes to.
    """
    real = os.path.realpath(path)
    if os.path.commonpath([folder, real]) != folder:
        return "a link that leads out of its folder; to read it, name it or what it leads to"
    return None if os.path.isfile(real) else "no file (a pipe, a device, or a link to nothing)"  # noqa: PTH113 - as os.walk gives it


def _in_file(path: str, max_bytes: int) -> Iterator[Found]:
    form = by_name(path).form
    if form in {Form.WARC, Form.WACZ}:
        from reportedly.intake import archives  # noqa: PLC0415 - only for archives

        yield from archives.read_archive(path, max_bytes)
    elif form is Form.FEED:
        from reportedly.intake.feeds import saved_feed  # noqa: PLC0415 - only for feeds

        yield from saved_feed(path, max_bytes)
    elif form in {Form.JSON, Form.LINES}:
        try:
            with opened(path) as file:
                if form is Form.LINES:
                    yield from _lines(path, file, max_bytes)
                else:
                    yield from _contents(path, file, form, max_bytes)
        except OSError as error:
            yield refused(unreadable(path, error))
    else:
        yield Input(name=path, form=form, path=path)


def _contents(name: str, stream: BinaryIO, form: Form, max_bytes: int) -> Iterator[Input | Refused]:
    """Yield the inputs of a stream that may hold JSON lines, a JSON list, or one report."""
    first = stream.readline(max_bytes)
    if first.lstrip().startswith(b"{") and _is_json(first):
        yield from _lines(name, stream, max_bytes, first)
        return
    data = first + stream.read(max_bytes - len(first))
    if len(data) >= max_bytes:
        yield refused(too_large(name, max_bytes))
        return
    records = _list(data) if data.lstrip().startswith(b"[") else _wrapped(data)
    if not records:
        yield Input(name=name, form=form, data=data)
        return
    for number, record in enumerate(records, start=1):
        yield Input(name=f"{name}[{number}]", form=Form.JSON, data=bytes(record))


def _lines(name: str, stream: BinaryIO, max_bytes: int, first: bytes = b"") -> Iterator[Input | Refused]:
    """Yield one input for each line that is not blank; a lone record keeps the plain name."""
    number, blank, waiting = 0, 0, None
    line = first or stream.readline(max_bytes)
    while line:
        number += 1
        here = f"{name}:{number}"
        if len(line) >= max_bytes:
            if waiting is not None:
                yield waiting
                waiting = None
            yield refused(too_large(here, max_bytes))
            while line and not line.endswith(b"\n"):
                line = stream.readline(max_bytes)
        elif line.strip():
            if waiting is not None:
                yield waiting
            waiting = Input(name=here, form=Form.JSON, data=line)
        else:
            blank += 1
        line = stream.readline(max_bytes)
    if waiting is not None:
        yield msgspec.structs.replace(waiting, name=name) if number == 1 else waiting
    elif number == blank:
        yield Input(name=name, form=Form.JSON, data=b"")  # nothing in it: set aside as empty


def _is_json(line: bytes) -> bool:
    try:
        msgspec.json.decode(line, type=msgspec.Raw)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return False
    return True


def _wrapped(data: bytes) -> list[msgspec.Raw] | None:
    """Return the records of an object that is only a wrapper around a list; None where it is none."""
    if not data.lstrip().startswith(b"{"):
        return None
    try:
        held = msgspec.json.decode(data, type=dict[str, msgspec.Raw])
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None
    lists = [held[key] for key in _WRAPPERS if key in held and bytes(held[key]).lstrip().startswith(b"[")]
    return _list(bytes(lists[0])) if len(lists) == 1 else None


def _list(data: bytes) -> list[msgspec.Raw] | None:
    """Return the records of a JSON list, each as its bytes; None where it is none."""
    try:
        return msgspec.json.decode(data, type=list[msgspec.Raw])
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None
