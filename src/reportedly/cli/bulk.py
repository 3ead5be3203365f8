"""`reportedly bulk`: archives of reports into tables, on all cores of this machine or on a Ray cluster.

`reportedly bulk INPUT… OUTPUT` is short for `reportedly bulk read INPUT… OUTPUT`; `reportedly bulk trace
OUTPUT` traces what is there. An input that is called so is named with its folder: ./trace.
"""

import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer
from typer.core import TyperGroup

from reportedly.cli.adding import fields_of
from reportedly.cli.options import QuietOption, clean, counted, max_bytes_set
from reportedly.cli.saying import FAILED, INTERRUPTED, misused, reason, say
from reportedly.errors import ClusterLostError, ReportedlyError

if TYPE_CHECKING:
    from reportedly.bulk.progress import Standing
    from reportedly.bulk.run_report import RunReport

    Watch = Callable[[Standing], object]
    Tell = Callable[[str, int, int], object]

_READ = "read"
_INPUTS = (
    "Web archives (WARC, WACZ), dumps (JSON lines, Parquet), files, folders, quoted patterns; paths or URLs "
    "(s3://…), whose drivers are yours to install."
)
_OUTPUT = "A folder or a URL; one of an earlier run is gone on with."
_ADDRESS = "A Ray cluster, as HOST:PORT or auto; else this machine is enough."
_WORKERS = "How many read side by side; else one on every core."
_FRESH = "Throw away what is in OUTPUT and begin again."
_MAX_BYTES = "Set inputs of this size aside; else as REPORTEDLY_MAX_MB says."
_WORDS = "Words that are read in one go; what a kill costs at most."
_FIELD = "Where a dump keeps what, as text=body,title=headline; may be repeated."
_EVERY = 30.0
"""Seconds between two lines of progress where nobody looks at a terminal."""
_MINUTE, _HOUR = 60, 3_600
_TOLD = 10
"""Unfinished inputs that are told by name."""


class _ReadUnlessNamed(TyperGroup):
    """Takes what is no command for the inputs of `read`."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:  # noqa: ANN401 - typer keeps its type private
        """Put `read` before arguments that name no command."""
        if args and args[0] not in {*self.commands, "--help"}:
            args = [_READ, *args]
        return super().parse_args(ctx, args)


app = typer.Typer(
    name="bulk",
    cls=_ReadUnlessNamed,
    help="Archives of reports into Parquet tables, here or on a Ray cluster: reportedly bulk INPUT... OUTPUT",
    no_args_is_help=True,
    rich_markup_mode=None,
)


@app.command(name=_READ)
def read(  # noqa: PLR0913 - one parameter for each option
    *,
    inputs: Annotated[list[str], typer.Argument(metavar="INPUT", help=_INPUTS)],
    output: Annotated[str, typer.Argument(metavar="OUTPUT", help=_OUTPUT)],
    address: Annotated[str | None, typer.Option(help=_ADDRESS)] = None,
    workers: Annotated[int | None, typer.Option(min=1, help=_WORKERS)] = None,
    fresh: Annotated[bool, typer.Option("--fresh", help=_FRESH)] = False,
    max_bytes: Annotated[int | None, typer.Option(min=1, help=_MAX_BYTES)] = None,
    part_words: Annotated[int, typer.Option(min=1, help=_WORDS)] = 200_000,
    field: Annotated[
        list[str] | None, typer.Option("--field", "--map", metavar="NAME=PATH,…", help=_FIELD)
    ] = None,
    quiet: QuietOption = False,
) -> None:
    """Read archives into tables; the same command goes on after whatever ended it.

    Exit code 1 if some inputs were set aside (they are in the table problems) or did not come to an end.
    """
    fields, limit = fields_of(field), max_bytes or max_bytes_set()
    if any(name == "-" for name in (*inputs, output)):
        misused("-: bulk reads no standard input; name a file")
    with _ending():
        from reportedly.bulk.run import Asked, run  # noqa: PLC0415 - numpy and Arrow

        asked = Asked(
            inputs=tuple(clean(name) or name for name in inputs),
            output=clean(output) or output,
            address=clean(address),
            workers=workers,
            fresh=fresh,
            max_bytes=limit,
            words=part_words,
            fields=fields,
        )
        with _watching(quiet=quiet) as watch:
            report = run(asked, watch)
    _tell(report, quiet=quiet)
    raise typer.Exit(FAILED if report.unfinished or report.set_aside else 0)


@app.command()
def trace(
    *,
    output: Annotated[str, typer.Argument(metavar="OUTPUT", help="What reportedly bulk wrote.")],
    quiet: QuietOption = False,
) -> None:
    """Trace what OUTPUT holds: claims, their origins, contradictions, copies, as tables beside the others.

    On this machine and in its memory: some 7 kB a statement.
    """
    with _ending():
        from reportedly.bulk.tracing import trace as trace_output  # noqa: PLC0415 - Arrow, vectors

        with _steps(quiet=quiet) as tell:
            done = trace_output(clean(output) or output, tell)
    if not quiet:
        of = f"{counted(done.reports, 'report')}, {counted(done.statements, 'statement')}"
        found = ", ".join(f"{number:,} {table}" for table, number in done.rows.items() if table != "members")
        say(f"{output}: {of}: {found}")


@contextmanager
def _steps(*, quiet: bool) -> "Iterator[Tell]":
    if quiet or not sys.stderr.isatty():
        yield lambda *_: None
        return
    from rich.console import Console  # noqa: PLC0415 - only for a terminal

    with Console(stderr=True).status("taking in") as status:
        yield lambda what, done, of: status.update(f"{what}: {done:,} of {of:,}")


def _tell(report: "RunReport", *, quiet: bool) -> None:
    for name in report.unfinished[:_TOLD]:
        say(f"{name}: did not come to its end; run the same command again")
    if quiet:
        return
    total, now = report.total, report.this_run
    parts = [counted(total.reports, "report")]
    parts += [f"{now.known:,} of them from earlier runs"] if now.known else []
    parts += [f"{total.again:,} found again"] if total.again else []
    parts += [f"{report.set_aside:,} set aside (see the table problems)"] if report.set_aside else []
    parts += [f"{report.left_out:,} files left out by their names"] if report.left_out else []
    say(f"{report.output}: {', '.join(parts)}; run.html tells more")


@contextmanager
def _ending() -> Iterator[None]:
    """End as all commands do: what goes wrong is one line, and an exit code; SIGTERM is Ctrl-C."""

    def stop(_number: int, _frame: FrameType | None) -> NoReturn:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    except ClusterLostError as error:
        say(str(error))
        sys.stderr.flush()
        os._exit(FAILED)  # Ray would wait for its cluster, or fall over it
    except ReportedlyError as error:
        say(str(error))
        raise typer.Exit(FAILED) from None
    except KeyboardInterrupt:
        say("interrupted; what is done is kept. Run the same command again to go on")
        raise typer.Exit(INTERRUPTED) from None
    except OSError as error:
        say(f"the output cannot be written ({reason(error)}). See to its disk, then run it again")
        raise typer.Exit(FAILED) from None
    finally:
        signal.signal(signal.SIGTERM, before)


@contextmanager
def _watching(*, quiet: bool) -> "Iterator[Watch]":
    """Give what shows how a run stands: a line that changes for a person, a line now and then for a log."""
    if quiet:
        yield lambda _: None
        return
    if sys.stderr.isatty():
        from rich.console import Console  # noqa: PLC0415 - only for a terminal

        with Console(stderr=True).status("starting") as status:
            yield lambda standing: status.update(line_of(standing))
        return
    told = time.monotonic()

    def watch(standing: "Standing") -> None:
        nonlocal told
        if time.monotonic() - told >= _EVERY:
            told = time.monotonic()
            say(line_of(standing))

    yield watch


def line_of(standing: "Standing") -> str:
    """Return how a run stands, in one line."""
    parts = [f"{standing.share:.1%}", counted(standing.reports, "report"), f"{standing.rate:,.1f} a second"]
    parts.append(counted(standing.problems, "problem"))
    parts.append("time left not known yet" if standing.left is None else f"{_duration(standing.left)} left")
    return ", ".join(parts)


def _duration(seconds: float) -> str:
    if seconds < _MINUTE:
        return f"{seconds:.0f} s"
    if seconds < _HOUR:
        return f"{seconds / _MINUTE:.0f} min"
    return f"{seconds / _HOUR:.1f} h"
