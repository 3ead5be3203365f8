"""`reportedly gazetteer`: the index of places on this machine, and places of one's own in it."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from reportedly.cli.saying import FAILED, INTERRUPTED, misused, say
from reportedly.errors import GazetteerError
from reportedly.settings import current

app = typer.Typer(
    name="gazetteer",
    help="The index of places: build it, add places to it, see what there is.",
    no_args_is_help=True,
    rich_markup_mode=None,
)

_DUMP = "A GeoNames country dump, as UA.zip or UA.txt."


@app.callback()
def _settings() -> None:
    try:
        current()
    except ValueError as error:
        misused(str(error))


@app.command()
def build() -> None:
    """Build the index of places now, where there is none or an old one; else reading builds it."""
    from reportedly.gazetteer import ensure  # noqa: PLC0415 - 0.3 s, only for these commands
    from reportedly.gazetteer.location import folder  # noqa: PLC0415 - as above

    with _shown("building the index of places") as advance:
        path = ensure(folder(), advance)
    typer.echo(f"index: {_described(path)}")


@app.command("import")
def import_(*, file: Annotated[Path, typer.Argument(metavar="FILE", help=_DUMP, show_default=False)]) -> None:
    """Add the places of a GeoNames country dump: villages, rivers and facilities the index leaves out."""
    from reportedly.gazetteer import ensure, import_dump  # noqa: PLC0415 - as above
    from reportedly.gazetteer.location import folder  # noqa: PLC0415 - as above

    with _shown("building the index of places") as advance:
        ensure(folder(), advance)
    with _shown("importing") as advance:
        count = import_dump(file, progress=advance)
    typer.echo(f"imported: {count:,} {'place' if count == 1 else 'places'} from {_printable(file)}")


@app.command()
def status() -> None:
    """Say where the index of places lies, how large it is, and whether places were added to it."""
    from reportedly.gazetteer import location  # noqa: PLC0415 - as above

    folder = location.folder()
    index, imported = folder / location.INDEX, folder / location.IMPORTED
    typer.echo(f"index: {_described(index) if index.exists() else _missing(index)}")
    typer.echo(f"imported: {_described(imported) if imported.exists() else 'nothing'}")


@contextmanager
def _shown(what: str) -> Iterator[Callable[[int, int], None] | None]:
    """Give what shows a bar, in a terminal; say in one line what keeps the gazetteer from it, and end."""
    try:
        if not sys.stderr.isatty():
            yield None
            return
        from reportedly.views.progress import steps  # noqa: PLC0415 - rich, only for a bar

        with steps(what) as advance:
            yield advance
    except GazetteerError as error:
        say(str(error))
        raise typer.Exit(FAILED) from None
    except KeyboardInterrupt:
        say("interrupted; the gazetteer is as it was")
        raise typer.Exit(INTERRUPTED) from None


def _described(path: Path) -> str:
    about = path.stat()
    day = datetime.fromtimestamp(about.st_mtime, UTC).date()
    return f"{_printable(path)} ({about.st_size / 1e6:.1f} MB, of {day})"


def _missing(path: Path) -> str:
    return f"{_printable(path)} (not built yet: reportedly gazetteer build, or the first reading, does it)"


def _printable(path: Path) -> str:
    return str(path).encode("utf-8", "backslashreplace").decode("utf-8")
