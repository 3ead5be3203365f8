"""The command `reportedly`: results on standard output, all else on standard error.

Exit codes: 0 all was done; 1 some inputs were set aside (the others were read), or the store could not
do what was asked; 2 the command was called wrongly; 130 interrupted. A report in a language that is not
read is no failure: its reading says so. Heavy things (rich, the encoder, lxml, SQLAlchemy) are imported
where they are used, so that the command is there at once.
"""

from typing import Annotated

import typer

from reportedly.cli import (
    adding,
    annotating,
    bulk,
    desk,
    desk_user,
    exporting,
    finding,
    gold,
    judging,
    keeping,
    ledger,
    mcp,
    places,
    reports,
    tracing,
    training,
)
from reportedly.version import __version__

app = typer.Typer(
    name="reportedly",
    help="Reads news reports about a conflict: who said what, through whom, in the report's own words.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.command()(reports.read)
app.command()(adding.add)
app.command()(finding.find)
app.command()(tracing.trace)
app.command()(tracing.claims)
app.command()(tracing.contradictions)
app.add_typer(ledger.app)
app.command()(keeping.reports)
app.command()(keeping.show)
app.add_typer(judging.app)
app.add_typer(annotating.app)
app.add_typer(gold.app)
app.command()(training.train)
app.command()(keeping.history)
app.command()(keeping.problems)
app.command()(adding.reread)
app.command()(keeping.store)
app.add_typer(bulk.app)
app.command()(exporting.export)
app.command()(exporting.verify)
app.command()(desk.desk)
app.add_typer(desk_user.app)
app.command()(mcp.mcp)
app.add_typer(places.app)


def main() -> None:
    """Run the command."""
    app()


def _version(wanted: bool) -> None:  # noqa: FBT001 - the shape of a Typer callback
    if wanted:
        typer.echo(f"reportedly {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    *,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and end.")
    ] = False,
) -> None:
    pass


@app.command()
def schema() -> None:
    """Print the JSON Schema of what `read --format json` writes."""
    import msgspec  # noqa: PLC0415 - at hand anyway, but not to be named by the module

    from reportedly.record import reading_schema  # noqa: PLC0415 - as above

    typer.echo(msgspec.json.format(msgspec.json.encode(reading_schema()), indent=2).decode())
