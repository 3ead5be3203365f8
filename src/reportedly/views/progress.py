"""Bars on standard error for what takes long: how far it is, how fast it goes, how long still."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TaskProgressColumn,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)


@contextmanager
def progress(total: int | None) -> Iterator[Callable[[int], None]]:
    """Show a bar for `total` reports; give a function to call with the words of each that is done."""
    bar = Progress(
        TextColumn("reading"),
        BarColumn(bar_width=30),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeElapsedColumn(),
        TextColumn("left"),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
        redirect_stdout=False,
        redirect_stderr=True,
    )
    task = bar.add_task("", total=total, rate="")
    words = 0

    def advance(more: int) -> None:
        nonlocal words
        words += more
        seconds = bar.tasks[0].elapsed or 0.0
        bar.update(task, advance=1)
        if seconds:
            done = bar.tasks[0].completed
            bar.update(task, rate=f"{done / seconds:,.1f} reports/s, {words / seconds:,.0f} words/s")

    with bar:
        yield advance


@contextmanager
def steps(what: str) -> Iterator[Callable[[int, int], None]]:
    """Give a function to call with how much is done of how much; its first call brings the bar."""
    bar = Progress(
        TextColumn(what),
        BarColumn(bar_width=30),
        TaskProgressColumn(),
        TimeElapsedColumn(),
        TextColumn("left"),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
        redirect_stdout=False,
        redirect_stderr=True,
    )
    task = bar.add_task("", total=None)

    def advance(done: int, total: int) -> None:
        bar.start()
        bar.update(task, completed=done, total=total)

    try:
        yield advance
    finally:
        bar.stop()
