"""`reportedly gold`: reports annotated by people: checked, scored against, made of judgements."""

import math
import re
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import msgspec
import typer

from reportedly.cli.options import (
    Advance,
    JsonOption,
    QuietOption,
    StoreOption,
    clean,
    counted,
    opened,
    print_json,
    printing,
)
from reportedly.cli.saying import FAILED, misused, reason, say
from reportedly.cli.tracing import OutletOption, SinceOption, UntilOption

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reportedly.gold.files import Read
    from reportedly.gold.scoring import Scored
    from reportedly.record import Reading

app = typer.Typer(
    name="gold",
    help="Reports annotated by people: check them, score readings against them, make them of judgements.",
    no_args_is_help=True,
    rich_markup_mode=None,
)

Gold = Annotated[
    list[Path],
    typer.Argument(metavar="GOLD...", help="JSON files, JSON lines, or folders of them.", show_default=False),
]
_READING = "Readings to score, as read --format json wrote them; else the reports are read now."
_ERRORS = "Write every error in words to this file."
_FLOOR = "Exit code 1 where a measure is below: --floor attribution_f1=75. As often as you like."
_OUT = "A folder of its own; it is made."
_PARTLY = "Also reports of which some records were not judged; what the reading says there is taken as right."
_UNFIT = re.compile(r"[^\w.-]")


@app.command()
def check(*, gold: Gold, quiet: QuietOption = False, json: JsonOption = False) -> None:
    """Check annotated reports: words at their places, vocabulary, ids. Exit code 1 where one has faults."""
    from reportedly.gold.files import read_files  # noqa: PLC0415 - the store

    read = list(read_files(gold))
    _tell_faults(read, json=json)
    wrong = sum(bool(each.faults) for each in read)
    if not read:
        misused(f"{', '.join(map(str, gold))}: no gold; name JSON files, or a folder of them")
    if not quiet and not json:
        print(f"{counted(len(read), 'report')} checked, {wrong or 'none'} with faults")  # noqa: T201 - the result
    if wrong:
        raise typer.Exit(FAILED)


@app.command()
def score(
    *,
    gold: Gold,
    reading: Annotated[Path | None, typer.Option("--reading", metavar="FILE", help=_READING)] = None,
    errors: Annotated[Path | None, typer.Option("--errors", metavar="FILE", help=_ERRORS)] = None,
    floor: Annotated[list[str] | None, typer.Option("--floor", metavar="NAME=VALUE", help=_FLOOR)] = None,
    quiet: QuietOption = False,
    json: JsonOption = False,
) -> None:
    """Score readings against annotated reports, with the measures that the project scores itself by.

    A record with faults is told and left out, and so is one without a reading; then the exit code is 1.
    """
    floors = dict(map(_floor_of, floor or ()))
    from reportedly.gold.files import read_files  # noqa: PLC0415 - the store
    from reportedly.gold.scoring import Scored  # noqa: PLC0415 - as above

    unknown = floors.keys() - Scored().figures.keys()
    if unknown:
        misused(
            f"--floor: there is no measure {', '.join(sorted(unknown))}; score without floors to see them"
        )
    read = list(read_files(gold))
    _tell_faults(read, json=False)
    records = [each.record for each in read if each.record is not None]
    scored, missing = Scored(), 0
    for record, found in _readings(records, reading, quiet=quiet):
        if found is None:
            missing += 1
            say(f"{record['report']['id']}: {reading} holds no reading of its text")
        else:
            scored.add(found, record)
    many = len(records) - missing
    if not many:
        misused("nothing is left to score; check the reports: reportedly gold check GOLD...")
    below = list(_below(scored.figures, floors))
    _show(scored, many, floors, json=json)
    if errors is not None:
        _keep(errors, "".join(f"{each}\n" for each in scored.errors))
    for told in below:
        say(told)
    if below or missing or len(records) < len(read):
        raise typer.Exit(FAILED)


@app.command("from-judgements")
def from_judgements(  # noqa: PLR0913 - one parameter for each option
    *,
    out: Annotated[Path, typer.Option("--out", "-o", metavar="FOLDER", help=_OUT, show_default=False)],
    store: StoreOption = None,
    outlet: OutletOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    partly: Annotated[bool, typer.Option("--partly", help=_PARTLY)] = False,
    quiet: QuietOption = False,
    json: JsonOption = False,
) -> None:
    """Write gold of the reports of which persons accepted, corrected, added or rejected every record."""
    with opened(store) as found, found.view() as view:
        from reportedly.gold.records import gold_of, unjudged, was_judged  # noqa: PLC0415 - the store
        from reportedly.store import Filters  # noqa: PLC0415 - as above

        filters = Filters(outlet=clean(outlet), since=clean(since), until=clean(until))
        written: list[str] = []
        left_out = 0
        for listed in view.reports(filters, limit=None):
            judged = view.judged(listed.id)
            if judged is None or not was_judged(judged):
                continue
            if not partly and unjudged(judged):
                left_out += 1
                continue
            path = out / f"{_UNFIT.sub('_', listed.id)}.json"
            _keep(path, msgspec.json.format(msgspec.json.encode(gold_of(judged)), indent=1).decode() + "\n")
            written.append(str(path))
    if json:
        print_json({"written": written, "left_out": left_out})
    elif not quiet:
        more = f"; {counted(left_out, 'report')} judged in part left out (--partly)" if left_out else ""
        say(f"{counted(len(written), 'report')} written: {out}{more}")


def _readings(
    records: "list[dict[str, Any]]", file: Path | None, *, quiet: bool
) -> "Iterator[tuple[dict[str, Any], Reading | None]]":
    """Yield each record with the reading of its text: out of a file, or read now."""
    from reportedly.gold.records import report_of  # noqa: PLC0415 - the store

    if file is not None:
        by_text = {each.report.text: each for each in _kept(file)}
        yield from ((record, by_text.get(record["report"]["text"])) for record in records)
        return
    from reportedly.pipeline import read  # noqa: PLC0415 - brings in the encoder

    with _bar(len(records), quiet=quiet) as advance:
        for record in records:
            report = report_of(record)
            yield record, read(report)
            advance(len(report.text.split()))


@contextmanager
def _bar(many: int, *, quiet: bool) -> "Iterator[Advance]":
    if quiet or many == 1 or not sys.stderr.isatty():
        yield lambda _: None
        return
    from reportedly.views.progress import progress  # noqa: PLC0415 - rich, only for a bar

    with progress(many) as advance:
        yield advance


def _kept(file: Path) -> "Iterable[Reading]":
    from reportedly.errors import NotAReadingError  # noqa: PLC0415 - beside the codec
    from reportedly.record import decode_reading  # noqa: PLC0415 - as above

    try:
        lines = file.read_bytes().split(b"\n")
    except OSError as error:
        misused(f"{file}: cannot be read ({reason(error)})")
    found = []
    for n, line in enumerate(lines, 1):
        if line.strip():
            try:
                found.append(decode_reading(line))
            except NotAReadingError as error:
                misused(f"{file}:{n}: {error}; write it with: reportedly read --format json")
    return found


def _floor_of(written: str) -> tuple[str, float]:
    name, _, value = written.partition("=")
    try:
        least = float(value)
    except ValueError:
        least = math.nan
    if not math.isfinite(least):
        misused(f"--floor {written}: write it like attribution_f1=75")
    return name.strip().removeprefix("gold/"), least


def _below(figures: "dict[str, float | None]", floors: dict[str, float]) -> "Iterator[str]":
    """Tell each floor that is not reached, also where there is nothing that could reach it."""
    for name, least in floors.items():
        value = figures[name]
        if value is None:
            yield f"floor of {name}: there is nothing to measure in these reports; leave the floor out"
        elif value < least:
            yield f"below its floor: {name} {value:.1f} < {least:g}"


def _tell_faults(read: "Iterable[Read]", *, json: bool) -> None:
    for each in read:
        if json:
            print_json({"file": each.file, "faults": each.faults})
            continue
        for fault in each.faults:
            say(f"{each.file}: {fault.path + ': ' if fault.path else ''}{fault.why}; {fault.next_step}")


def _show(scored: "Scored", many: int, floors: dict[str, float], *, json: bool) -> None:
    if json:
        figures = {name: None if value is None else round(value, 2) for name, value in scored.figures.items()}
        print_json({"reports": many, "figures": figures, "floors": floors, "errors": len(scored.errors)})
        return
    from rich.table import Table  # noqa: PLC0415 - only for people

    table = Table("measure", box=None, title=f"against {counted(many, 'report')}", title_justify="left")
    table.add_column("percent", justify="right")
    if floors:
        table.add_column("floor", justify="right")
    for name, value in scored.figures.items():
        least = [f"{floors[name]:g}" if name in floors else ""] if floors else []
        table.add_row(name, "–" if value is None else f"{value:.1f}", *least)
    with printing() as console:
        console.print(table)


def _keep(path: Path, content: str) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    except OSError as error:
        misused(f"{path}: cannot be written ({reason(error)}); name another path")
