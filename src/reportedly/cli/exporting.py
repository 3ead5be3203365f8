"""`reportedly export` and `verify`: the store in the forms that others use; an export held against it."""

import os
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from reportedly.cli.options import QuietOption, StoreOption, clean, counted, opened, print_json
from reportedly.cli.saying import FAILED, misused, reason, say
from reportedly.cli.tracing import JsonOption, OutletOption, PlaceOption, SinceOption, UntilOption

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportedly.exports.exporting import Exported
    from reportedly.exports.formats import Format
    from reportedly.exports.matter import Advance
    from reportedly.exports.selection import Selection
    from reportedly.store import Store

_FORM = "The form; none lists them all."
_OUT = "A file, a folder, or an archive (.zip); - or nothing is standard output, for forms of one file."
_SPEAKER = "Said by somebody of this name, or by an outlet of it in its own voice."
_REVIEWED = "Only records that a person accepted, corrected or added."
_MOST_TOLD = 20
"""Refusals, or citations that do not hold, that are told by name."""
_INTERRUPTED = "interrupted; no file was changed that was not whole"


def export(  # noqa: PLR0913 - one parameter for each option
    *,
    form: Annotated[str | None, typer.Argument(metavar="[FORMAT]", help=_FORM, show_default=False)] = None,
    store: StoreOption = None,
    out: Annotated[str | None, typer.Option("--out", "-o", metavar="PATH", help=_OUT)] = None,
    since: SinceOption = None,
    until: UntilOption = None,
    place: PlaceOption = None,
    outlet: OutletOption = None,
    speaker: Annotated[str | None, typer.Option(help=_SPEAKER)] = None,
    reviewed_only: Annotated[bool, typer.Option("--reviewed-only", help=_REVIEWED)] = False,
    quiet: QuietOption = False,
    json: JsonOption = False,
) -> None:
    """Write the store in a form that others use, with the proof of every field.

    What no citation proves is left out and told by name; then the exit code is 1.
    """
    if form is None:
        _list(json=json)
        return
    wanted = _format(form)
    if wanted is None:
        return
    to_stream = out in {None, "-"}
    if to_stream and not wanted.one_file:
        names = ", ".join(each.name for each in wanted.files)
        misused(f"{wanted.name} is several files ({names}); name a folder or an archive: --out FOLDER")
    with opened(store, interrupted=_INTERRUPTED) as found:
        from reportedly.exports.selection import Selection  # noqa: PLC0415 - the store

        selection = Selection(
            since=clean(since),
            until=clean(until),
            place=clean(place),
            outlet=clean(outlet),
            speaker=clean(speaker),
            reviewed_only=reviewed_only,
        )
        done = _written(found, wanted, None if to_stream else _path(out or ""), selection, quiet=quiet)
        _tell(done, json=json and not to_stream, quiet=quiet)
    if done.refused:
        raise typer.Exit(FAILED)


def verify(
    *,
    form: Annotated[str, typer.Argument(metavar="FORMAT", help="The form it is in.", show_default=False)],
    path: Annotated[Path, typer.Argument(metavar="PATH", help="What was exported.", show_default=False)],
    store: StoreOption = None,
    json: JsonOption = False,
) -> None:
    """Hold every citation of an export against the store; exit code 1 where one does not hold."""
    wanted = _format(form)
    if wanted is None:
        return
    with opened(store) as found, found.view() as view:
        from reportedly.exports.checking import check  # noqa: PLC0415 - the store
        from reportedly.exports.exporting import folder_of  # noqa: PLC0415 - as above

        with folder_of(wanted, path) as folder:
            checked = check(view, wanted, folder)
    if json:
        print_json(checked)
    else:
        for citation, why in checked.failed[:_MOST_TOLD]:
            say(f"{citation.report}[{citation.start}:{citation.end}] “{citation.text[:60]}”: {why}")
        failed = f", {counted(len(checked.failed), 'citation')} failed" if checked.failed else ""
        print(f"{counted(checked.citations, 'citation')} checked{failed}")  # noqa: T201 - the result
    if checked.failed:
        raise typer.Exit(FAILED)


def _format(name: str) -> "Format | None":
    from reportedly.errors import StoreError  # noqa: PLC0415 - with the formats
    from reportedly.exports.formats import format_named  # noqa: PLC0415 - the store

    try:
        return format_named(name)
    except StoreError as error:
        misused(str(error))


def _list(*, json: bool) -> None:
    from reportedly.exports.formats import FORMATS  # noqa: PLC0415 - the store

    if json:
        print_json(*FORMATS)
        return
    for each in FORMATS:
        print(f"{each.name:<12} {each.says}")  # noqa: T201 - the result


def _path(out: str) -> Path:
    """Return where to write; what ends as a folder's name does is made one."""
    path = Path(out)
    if out.endswith(("/", os.sep)):
        try:
            path.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            misused(f"{out}: cannot be made ({reason(error)}); look at its disk and its rights")
    return path


def _written(
    store: "Store", form: "Format", out: Path | None, selection: "Selection", *, quiet: bool
) -> "Exported":
    from reportedly.cli.tracing import catch_up_shown  # noqa: PLC0415 - vectors
    from reportedly.exports.exporting import export_to  # noqa: PLC0415 - the store

    catch_up_shown(store, quiet=quiet)
    with _bar(quiet=quiet) as advance:
        if out is not None:
            try:
                return export_to(store, form, out, selection, advance=advance)
            except OSError as error:
                misused(f"{out}: cannot be written ({reason(error)}); look at its disk and its rights")
        with tempfile.TemporaryDirectory(prefix="reportedly-export-") as made:
            path = Path(made) / form.files[0].name
            done = export_to(store, form, path, selection, advance=advance)
            with path.open("rb") as stream:
                while part := stream.read(1 << 20):
                    sys.stdout.buffer.write(part)
            return done


@contextmanager
def _bar(*, quiet: bool) -> "Iterator[Advance | None]":
    if quiet or not sys.stderr.isatty():
        yield None
        return
    from reportedly.views.progress import steps  # noqa: PLC0415 - rich, only for a bar

    with steps("exporting") as advance:
        yield advance


def _tell(done: "Exported", *, json: bool, quiet: bool) -> None:
    for each in done.refused[:_MOST_TOLD]:
        say(f"refused: {each.report}{f' {each.record}' if each.record else ''}: {each.why}")
    if len(done.refused) > _MOST_TOLD:
        say(f"refused: {len(done.refused) - _MOST_TOLD} more")
    if json:
        print_json(done)
    elif not quiet:
        found = [(done.reports, "report"), (done.records, "record"), (done.claims, "claim")]
        where = f": {', '.join(done.written)}" if done.written else ""
        say(", ".join(counted(number, noun) for number, noun in found if number or noun == "report") + where)
