"""`reportedly read`: reports in, readings out. Heavy things are imported where they are used."""

import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Annotated, TextIO

import typer

from reportedly.cli.options import max_bytes_set, said_of
from reportedly.cli.saying import FAILED, INTERRUPTED, end_for_closed_pipe, misused, reason, say
from reportedly.errors import GazetteerError
from reportedly.intake import LeftOut, find_inputs
from reportedly.pipeline import Outcome, read_inputs
from reportedly.record.layers import CONTROLS, EVENTS, PLACES, SPOKEN, layers_named
from reportedly.views.writers import Format, Writer, writer

_FILES = "Text, HTML, JSON, JSON lines; folders and quoted patterns are searched; - is standard input."
_FORM = "For people, for programs (one record a line), or as one web page."
_LAYERS = "What to read and show, parted by commas."


def read(  # noqa: PLR0913 - one parameter for each option
    *,
    files: Annotated[list[str], typer.Argument(metavar="FILE...", help=_FILES)],
    form: Annotated[Format, typer.Option("--format", "-f", help=_FORM)] = Format.TERMINAL,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="Write to this file.")] = None,
    outlet: Annotated[str | None, typer.Option(help="Who published the reports.")] = None,
    published: Annotated[str | None, typer.Option(help="When, ISO 8601, as 2025-03-04.")] = None,
    url: Annotated[str | None, typer.Option(help="Where they were published.")] = None,
    language: Annotated[str | None, typer.Option(help="Their language, ISO 639-1.")] = None,
    layers: Annotated[str, typer.Option(metavar="LAYER,…", help=_LAYERS)] = ",".join(SPOKEN),
    jobs: Annotated[int, typer.Option("--jobs", "-j", min=1, help="Processes side by side.")] = 1,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress, no notes.")] = False,
) -> None:
    """Read reports: who said what, through whom, about what; every field with its exact words.

    Exit code 1 if some inputs could not be read (the others are), 2 if the command was called wrongly.
    """
    said = said_of(outlet, url, published, language)
    chosen = _checked_layers(layers)
    max_bytes = max_bytes_set()
    try:
        with _stream(output, files) as stream:
            bar = not quiet and sys.stderr.isatty() and (output is not None or not sys.stdout.isatty())
            if not quiet and sys.stderr.isatty() and chosen & {PLACES, CONTROLS, EVENTS}:
                _build_index()
            outcomes = read_inputs(files, said=said, jobs=jobs, layers=chosen)
            if bar:
                outcomes = _with_progress(outcomes, files, max_bytes)
            notes = not quiet and not (form is Format.TERMINAL and stream.isatty())
            failed = _write(outcomes, writer(form, stream, chosen), notes=notes, quiet=quiet)
    except KeyboardInterrupt:
        say("interrupted; what was printed is complete, the rest was not read")
        raise typer.Exit(INTERRUPTED) from None
    except OSError as error:
        end_for_closed_pipe(error)
    raise typer.Exit(FAILED if failed else 0)


def _write(outcomes: Iterator[Outcome], out: Writer, *, notes: bool, quiet: bool) -> int:
    """Write what was read, say what was not, and return how many inputs were set aside."""
    failed, left_out = 0, Counter[str]()
    for outcome in outcomes:
        if outcome.reading is not None:
            out.write(outcome.name, outcome.reading)
            for problem in outcome.reading.problems if notes else ():
                say(f"{outcome.name}: {problem.message}")
        elif outcome.set_aside is not None:
            failed += 1
            say(f"{outcome.name}: {outcome.set_aside.message}")
            if outcome.set_aside.code == "not-whole":
                break  # every other report would fail in the same way
        elif outcome.left_out is not None:
            left_out[outcome.left_out] += 1
    out.end()
    if left_out and not quiet:
        kinds = "; ".join(f"{times} × {why}" for why, times in sorted(left_out.items()))
        say(f"left out in folders: {kinds}; name such a file outright to have it read")
    return failed


@contextmanager
def _stream(output: Path | None, files: list[str]) -> Iterator[TextIO]:
    """Give standard output, or the file to write; never a file that is to be read."""
    if output is None:
        if hasattr(sys.stdout, "reconfigure"):
            sys.stdout.reconfigure(errors="replace")
        yield sys.stdout
        sys.stdout.flush()
        return
    if any(
        name != "-" and Path(name).exists() and output.exists() and output.samefile(name) for name in files
    ):
        misused(f"{output}: is also to be read; give --output another path")
    try:
        file = output.open("w", encoding="utf-8", newline="\n")
    except OSError as error:
        misused(f"{output}: cannot be written ({reason(error)}); give --output another path")
    with file:
        yield file


def _with_progress(outcomes: Iterator[Outcome], files: list[str], max_bytes: int) -> Iterator[Outcome]:
    """Pass `outcomes` on and show a bar with rate and time left; none where there is only one input."""
    total = None
    if "-" not in files:
        total = sum(not isinstance(source, LeftOut) for source in find_inputs(files, max_bytes))
    if total == 1:
        yield from outcomes
        return
    from reportedly.views.progress import progress  # noqa: PLC0415 - rich, only for a bar

    with progress(total) as advance:
        for outcome in outcomes:
            yield outcome
            if outcome.left_out is None:
                advance(len(outcome.reading.report.text.split()) if outcome.reading is not None else 0)


def _build_index() -> None:
    """Build the index of places with a bar, where there is none: the first reading would do it unseen."""
    from reportedly.gazetteer import ensure  # noqa: PLC0415 - only for a terminal
    from reportedly.gazetteer.location import folder  # noqa: PLC0415 - as above
    from reportedly.views.progress import steps  # noqa: PLC0415 - rich, only for a bar

    with suppress(GazetteerError), steps("building the index of places, once") as advance:
        ensure(folder(), advance)


def _checked_layers(written: str) -> frozenset[str]:
    try:
        return layers_named(written)
    except ValueError as error:
        misused(f"--layers: {error}")
