"""What is to be read: files, folders, patterns and standard input, in a fixed order, one by one.

One `Input` is one report. A file of JSON lines or a JSON list becomes as many inputs as it holds
records, so that they can be shared among workers and one bad record loses only itself.
"""

import glob
import os
import sys
from collections.abc import Iterable, Iterator
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO

import msgspec

from reportedly.errors import SetAsideError
from reportedly.record import Problem

STDIN = "-"
_STDIN_NAME = "standard input"
_NEXT_LOOK = "check the path; a pattern needs quotes or a match, a folder needs .txt, .html or .json files"


class Form(StrEnum):
    """How a report is written down."""

    TEXT = "text"
    HTML = "html"
    JSON = "json"
    UNKNOWN = "unknown"
    """No telling name: its beginning will say."""


_FORMS = {
    ".txt": Form.TEXT,
    ".text": Form.TEXT,
    ".md": Form.TEXT,
    ".html": Form.HTML,
    ".htm": Form.HTML,
    ".xhtml": Form.HTML,
    ".json": Form.JSON,
}
_LINES = frozenset({".jsonl", ".ndjson"})


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


def find_inputs(paths: Iterable[str], max_bytes: int) -> Iterator[Input | LeftOut | Refused]:
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
        else:
            yield from _matching(path, max_bytes)


def form_of(text: str) -> Form:
    """Return how a text without a telling name is written, by its beginning."""
    start = text[:1_000].lstrip()
    if start.startswith("{"):
        return Form.JSON
    if start.startswith("<"):
        from reportedly.intake.html import looks_like_html  # noqa: PLC0415 - lxml, only for web pages

        return Form.HTML if looks_like_html(text) else Form.TEXT
    return Form.TEXT


def too_large(name: str, max_bytes: int) -> SetAsideError:
    """Return the error for an input of `max_bytes` or more."""
    limit = f"{max_bytes / 1_000_000:g} MB"
    next_step = "split it into its reports, or raise REPORTEDLY_MAX_MB"
    return SetAsideError(name, "too-large", f"{limit} or more, too large for one report", next_step)


def unreadable(name: str, error: OSError) -> SetAsideError:
    """Return the error for a file that the system does not let us open."""
    why = (error.strerror or str(error)).lower()
    return SetAsideError(name, "unreadable", f"cannot be opened ({why})", "check its path and its rights")


def _refused(error: SetAsideError) -> Refused:
    problem = Problem(code=error.code, message=f"{error.why}; {error.next_step}")
    return Refused(name=error.name, problem=problem)


def _matching(pattern: str, max_bytes: int) -> Iterator[Input | LeftOut | Refused]:
    magic = glob.has_magic(pattern)
    found = sorted(glob.glob(pattern, recursive=True)) if magic else []  # noqa: PTH207 - Path.glob drops "./"
    if not found:
        why = "no file matches this pattern" if magic else "no such file or folder"
        yield _refused(SetAsideError(pattern, "not-found", why, _NEXT_LOOK))
    for path in found:
        yield from _in_folder(path, max_bytes) if Path(path).is_dir() else _in_file(path, max_bytes)


def _in_folder(folder: str, max_bytes: int) -> Iterator[Input | LeftOut | Refused]:
    empty = True
    for path in _files_under(folder):
        suffix = Path(path).suffix.lower()
        if suffix not in _FORMS and suffix not in _LINES:
            yield LeftOut(name=path, why=f"no report by its name ({suffix or 'no suffix'})")
            continue
        empty = False
        yield from _in_file(path, max_bytes)
    if empty:
        yield _refused(SetAsideError(folder, "not-found", "no report in this folder", _NEXT_LOOK))


def _files_under(folder: str) -> Iterator[str]:
    """Yield the files of a folder and of those inside it, by name; hidden ones are nobody's reports."""
    for root, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (os.path.join(root, name) for name in sorted(files) if not name.startswith("."))  # noqa: PTH118 - "./a" stays "./a"


def _in_file(path: str, max_bytes: int) -> Iterator[Input | Refused]:
    suffix = Path(path).suffix.lower()
    form = _FORMS.get(suffix, Form.UNKNOWN)
    if suffix not in _LINES and form is not Form.JSON:
        yield Input(name=path, form=form, path=path)
        return
    try:
        with Path(path).open("rb") as file:
            if suffix in _LINES:
                yield from _lines(path, file, max_bytes)
            else:
                yield from _contents(path, file, form, max_bytes)
    except OSError as error:
        yield _refused(unreadable(path, error))


def _contents(name: str, stream: BinaryIO, form: Form, max_bytes: int) -> Iterator[Input | Refused]:
    """Yield the inputs of a stream that may hold JSON lines, a JSON list, or one report."""
    first = stream.readline(max_bytes)
    if first.lstrip().startswith(b"{") and _is_json(first):
        yield from _lines(name, stream, max_bytes, first)
        return
    data = first + stream.read(max_bytes - len(first))
    if len(data) >= max_bytes:
        yield _refused(too_large(name, max_bytes))
        return
    records = _list(data) if data.lstrip().startswith(b"[") else None
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
            yield _refused(too_large(here, max_bytes))
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


def _list(data: bytes) -> list[msgspec.Raw] | None:
    """Return the records of a JSON list, each as its bytes; None where it is none."""
    try:
        return msgspec.json.decode(data, type=list[msgspec.Raw])
    except (msgspec.DecodeError, RecursionError):
        return None
