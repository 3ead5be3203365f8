"""Options that several commands share, and what all commands on a store do alike."""

import os
import re
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import TYPE_CHECKING, Annotated, NoReturn

import msgspec
import typer

from reportedly.cli.saying import FAILED, INTERRUPTED, end_for_closed_pipe, misused, say
from reportedly.errors import ReportedlyError
from reportedly.intake import Overrides, iso
from reportedly.settings import current

if TYPE_CHECKING:
    from rich.console import Console

    from reportedly.store import Store
    from reportedly.views.lists import Lister

StoreOption = Annotated[
    str | None,
    typer.Option("--store", metavar="STORE", help="A file, or postgresql://…; else ./reportedly.db."),
]
JsonOption = Annotated[bool, typer.Option("--json", help="For programs: one JSON object a line.")]
QuietOption = Annotated[bool, typer.Option("--quiet", "-q", help="No progress, no notes.")]
JobsOption = Annotated[int, typer.Option("--jobs", "-j", min=1, help="Processes side by side.")]
LimitOption = Annotated[int, typer.Option(min=1, help="At most so many.")]

Advance = Callable[[int], object]
"""Shows that one more report is done, of so many words."""
_FILE_WIDTH = 100
_TRAILING = re.compile(r"(?<![ \t])[ \t]++$", re.MULTILINE)
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}([-_][A-Za-z0-9]+)*")


@contextmanager
def opened(store: str | None, *, create: bool = False, interrupted: str = "") -> Iterator["Store"]:
    """Open the store and end as all commands do: what goes wrong is one line, and an exit code.

    `interrupted` is told where Ctrl-C, or the system by SIGTERM, ends the command.
    """
    try:
        where = clean(store) or current().store
    except ValueError as error:
        misused(str(error))
    from reportedly.store import open_store  # noqa: PLC0415 - SQLAlchemy, 0.3 s

    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(errors="replace")
    try:
        with _terminable(), open_store(where, create=create) as found:
            yield found
            sys.stdout.flush()
    except ReportedlyError as error:
        say(str(error))
        raise typer.Exit(FAILED) from None
    except KeyboardInterrupt:
        say(interrupted or "interrupted; the store is as it was")
        raise typer.Exit(INTERRUPTED) from None
    except OSError as error:
        end_for_closed_pipe(error)


@contextmanager
def _terminable() -> Iterator[None]:
    """Let SIGTERM end the command as Ctrl-C does: orderly, with its workers, and a word on how to go on."""

    def stop(_number: int, _frame: FrameType | None) -> NoReturn:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def print_json(*values: object) -> None:
    """Print each of `values` as one line of JSON."""
    for value in values:
        sys.stdout.buffer.write(msgspec.json.encode(value) + b"\n")
    sys.stdout.flush()


@contextmanager
def printing() -> Iterator["Console"]:
    """Give a console to print on; a file or pipe gets no colour, a fixed width, no blanks at line ends."""
    from rich.console import Console  # noqa: PLC0415 - 0.04 s, only for people

    console = Console(highlight=False, markup=False, emoji=False)
    if console.is_terminal:
        yield console
        return
    if "COLUMNS" not in os.environ:
        console.width = _FILE_WIDTH
    with console.capture() as captured:
        yield console
    sys.stdout.write(_TRAILING.sub("", captured.get()))


@contextmanager
def listing() -> Iterator["Lister"]:
    """Give what prints lists of what a store holds."""
    from reportedly.views.lists import Lister  # noqa: PLC0415 - rich, only for people

    with printing() as console:
        yield Lister(console)


def max_bytes_set() -> int:
    """Return the size limit of one input, as it is set."""
    try:
        return current().max_bytes
    except ValueError as error:
        misused(str(error))


def said_of(outlet: str | None, url: str | None, published: str | None, language: str | None) -> Overrides:
    """Return what a person says of the reports, checked."""
    return Overrides(
        outlet=clean(outlet),
        url=clean(url),
        published=checked_date(published),
        language=checked_language(language),
    )


def checked_date(written: str | None) -> str | None:
    """Return --published, if it is a date."""
    if written is not None and iso(written) is None:
        misused(f"--published {clean(written)}: no ISO 8601 date; write it like 2025-03-04")
    return iso(written) if written is not None else None


def checked_language(written: str | None) -> str | None:
    """Return --language, if it is a code."""
    if written is not None and not _LANGUAGE.fullmatch(written):
        misused(f"--language {clean(written)}: no language code; write it like en or uk")
    return written


def clean(value: str | None) -> str | None:
    """Return an argument without what cannot be written in UTF-8; an empty one says nothing."""
    return value.encode("utf-8", "replace").decode("utf-8").strip() or None if value is not None else None


def counted(number: int, noun: str, plural: str | None = None) -> str:
    """Return "1 report", "2,000 reports"."""
    return f"1 {noun}" if number == 1 else f"{number:,} {plural or noun + 's'}"
