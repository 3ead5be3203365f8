"""`reportedly ledger`: who holds which place, which figures are given, who demands and refuses what."""

from itertools import islice
from typing import TYPE_CHECKING, Annotated

import typer

from reportedly.cli.options import StoreOption, clean
from reportedly.cli.saying import misused
from reportedly.cli.tabular import Tabular, print_rows
from reportedly.cli.tracing import (
    FormOption,
    JsonOption,
    OffsetOption,
    PlaceOption,
    SinceOption,
    UntilOption,
    say_how_many,
    traced,
)
from reportedly.record import Act, What

if TYPE_CHECKING:
    from reportedly.linking import LedgerFilters

app = typer.Typer(
    name="ledger",
    help="What was said of control, figures and positions, in order of time, and who says so.",
    no_args_is_help=True,
    rich_markup_mode=None,
)

_SPEAKER = "Said by somebody of this name, or by an outlet of it in its own voice."
SpeakerOption = Annotated[str | None, typer.Option(help=_SPEAKER)]
LimitOption = Annotated[int, typer.Option(min=1, help="At most so many.")]


@app.command()
def control(  # noqa: PLR0913 - one parameter for each option
    *,
    store: StoreOption = None,
    place: PlaceOption = None,
    holder: Annotated[str | None, typer.Option(help="Held by a party of this name.")] = None,
    speaker: SpeakerOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    limit: LimitOption = 200,
    offset: OffsetOption = 0,
    form: FormOption = Tabular.TABLE,
    json: JsonOption = False,
) -> None:
    """List who holds which place when, as somebody says: by place, then time."""
    with traced(store) as traces:
        from reportedly.views.traces import CONTROL, control_cells  # noqa: PLC0415 - the store and vectors

        every = traces.control_ledger(_filters(place, speaker, holder, since, until))
        rows = list(islice(every, offset, offset + limit))
        print_rows(rows, Tabular.JSON if json else form, CONTROL, control_cells)
        say_how_many(len(rows), limit, offset, "nothing in the ledger of control")


@app.command()
def figures(  # noqa: PLR0913 - one parameter for each option
    *,
    store: StoreOption = None,
    what: Annotated[str | None, typer.Option(help=f"One of {', '.join(What)}.")] = None,
    whose: Annotated[str | None, typer.Option(help="Of a party of this name.")] = None,
    place: PlaceOption = None,
    speaker: SpeakerOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    limit: LimitOption = 200,
    offset: OffsetOption = 0,
    form: FormOption = Tabular.TABLE,
    json: JsonOption = False,
) -> None:
    """List figures as series: what is counted of whom, one series for each who counts."""
    if what is not None and what not in set(What):
        misused(f"--what {clean(what)}: figures count no such thing; choose from {', '.join(What)}")
    with traced(store) as traces:
        from reportedly.views.traces import FIGURES, figure_cells  # noqa: PLC0415 - as above

        every = traces.figures_ledger(_filters(place, speaker, whose, since, until, what=what))
        rows = list(islice(every, offset, offset + limit))
        print_rows(rows, Tabular.JSON if json else form, FIGURES, figure_cells)
        say_how_many(len(rows), limit, offset, "nothing in the ledger of figures")


@app.command()
def positions(  # noqa: PLR0913 - one parameter for each option
    *,
    store: StoreOption = None,
    party: Annotated[str | None, typer.Option(help="Of a party of this name.")] = None,
    act: Annotated[str | None, typer.Option(help=f"One of {', '.join(Act)}.")] = None,
    place: PlaceOption = None,
    speaker: SpeakerOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    limit: LimitOption = 200,
    offset: OffsetOption = 0,
    form: FormOption = Tabular.TABLE,
    json: JsonOption = False,
) -> None:
    """List what each party demands, refuses, offers or threatens, in order of time."""
    if act is not None and act not in set(Act):
        misused(f"--act {clean(act)}: there is no such act; choose from {', '.join(Act)}")
    with traced(store) as traces:
        from reportedly.views.traces import POSITIONS, position_cells  # noqa: PLC0415 - as above

        filters = _filters(place, speaker, party, since, until, act=Act(act) if act else None)
        rows = list(islice(traces.positions_ledger(filters), offset, offset + limit))
        print_rows(rows, Tabular.JSON if json else form, POSITIONS, position_cells)
        say_how_many(len(rows), limit, offset, "nothing in the ledger of positions")


def _filters(  # noqa: PLR0913 - one parameter for each filter
    place: str | None,
    speaker: str | None,
    party: str | None,
    since: str | None,
    until: str | None,
    *,
    what: str | None = None,
    act: Act | None = None,
) -> "LedgerFilters":
    from reportedly.linking import LedgerFilters  # noqa: PLC0415 - as above

    return LedgerFilters(
        place=clean(place),
        speaker=clean(speaker),
        party=clean(party),
        what=clean(what),
        act=act,
        since=clean(since),
        until=clean(until),
    )
