"""`reportedly trace`, `claims` and `contradictions`: what the reports of a store say together."""

import re
import sys
from contextlib import contextmanager
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from reportedly.cli.options import LimitOption, StoreOption, clean, counted, opened, print_json
from reportedly.cli.saying import FAILED, misused, say
from reportedly.cli.tabular import FORM, Tabular, print_rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportedly.linking import ReportTrace, Trace, Traces
    from reportedly.linking.catching_up import Progress
    from reportedly.store import Store

_WHAT = "Words that say it; or a claim (claim-…) or a report, by its id."
_AN_ID = re.compile(r"(?=.*\d)[0-9a-f]{6,}")
_NEAR_ENOUGH = 0.5
"""Cosine from which a claim is taken to say what was asked."""
_BESIDE = 3
"""Other claims that are named, at most."""
_BOX = str.maketrans({"├": "|", "└": "`", "│": "|", "─": "-"})
_INTERRUPTED = "interrupted; what was traced is kept. Run the same command again to go on"

SpeakerOption = Annotated[str | None, typer.Option(help="Said by somebody of this name.")]
PlaceOption = Annotated[str | None, typer.Option(help="About a place of this name.")]
OutletOption = Annotated[str | None, typer.Option(help="Published by it.")]
SinceOption = Annotated[str | None, typer.Option("--from", help="Published then or later.")]
UntilOption = Annotated[str | None, typer.Option("--to", help="Published then or earlier.")]
OffsetOption = Annotated[int, typer.Option(min=0, help="Leave out the first ones.")]
FormOption = Annotated[Tabular, typer.Option("--format", "-f", help=FORM)]
JsonOption = Annotated[bool, typer.Option("--json", help="As --format json.")]


class Graph(StrEnum):
    """How a trace is printed."""

    TEXT = "text"
    JSON = "json"
    DOT = "dot"
    MERMAID = "mermaid"


class Order(StrEnum):
    """Which claims come first."""

    REPORTS = "reports"
    ORIGINS = "origins"
    LATEST = "latest"
    FIRST = "first"


@contextmanager
def traced(store: str | None) -> "Iterator[Traces]":
    """Give the traces of a store, brought up to date first; in a terminal a bar shows how far that is."""
    with opened(store, interrupted=_INTERRUPTED) as found:
        from reportedly.linking import open_traces  # noqa: PLC0415 - the store and vectors

        catch_up_shown(found)
        with open_traces(found) as traces:
            yield traces


def catch_up_shown(store: "Store", *, quiet: bool = False) -> None:
    """Bring the trace of a store up to date; in a terminal a bar shows how far it is."""
    from reportedly.linking import catch_up  # noqa: PLC0415 - as above

    with _bar(quiet=quiet) as progress:
        catch_up(store, progress=progress)


@contextmanager
def _bar(*, quiet: bool) -> "Iterator[Progress | None]":
    if quiet or not sys.stderr.isatty():
        yield None
        return
    from reportedly.views.progress import steps  # noqa: PLC0415 - rich, only for a bar

    with steps("tracing") as advance:
        yield advance


def trace(
    *,
    what: Annotated[str, typer.Argument(metavar="WORDS|CLAIM|REPORT", help=_WHAT, show_default=False)],
    store: StoreOption = None,
    form: Annotated[Graph, typer.Option("--format", "-f", help="A tree, or for programs.")] = Graph.TEXT,
    every: Annotated[bool, typer.Option("--all", help="What differs only in scope too.")] = False,
    json: JsonOption = False,
) -> None:
    """Show which reports say it, what they go back to, what joins them, and what speaks against it.

    Of a report it shows the claims it is in, whom it credits and which passages it shares.
    """
    form = Graph.JSON if json else form
    written = clean(what)
    if written is None:
        misused('nothing to trace; give words, as reportedly trace "the bridge was hit by drones"')
    with traced(store) as traces:
        report = _report_of(traces, written)
        if report is not None:
            _print_report(report, form)
        else:
            _print_trace(_trace_of(traces, written), form, every=every)


def _report_of(traces: "Traces", written: str) -> "ReportTrace | None":
    """Return the trace of the report that an id names; None where it is none."""
    from reportedly.errors import UnknownReportError  # noqa: PLC0415 - as above

    if len(written.split()) > 1 or written.startswith("claim-"):
        return None
    try:
        found = traces.of_report(written)
    except UnknownReportError:
        return None
    return found if found.report.id == written or _AN_ID.fullmatch(written) else None


def _trace_of(traces: "Traces", written: str) -> "Trace":
    """Return the trace of the claim that an id names or that words say; say which others are near."""
    from reportedly.linking import UnknownClaimError  # noqa: PLC0415 - as above

    if written.startswith("claim-"):
        return traces.claim(written)
    if _AN_ID.fullmatch(written):
        try:
            return traces.claim(written)
        except UnknownClaimError:
            _not_found(f'{written}: no report and no claim has this id; look with: reportedly find "WORDS"')
    found = traces.ask(written, limit=_BESIDE + 1)
    if not found:
        _not_found(f"{written}: no report of this store says anything like it; add some with: reportedly add")
    near = [(row, score) for row, score in found if score >= _NEAR_ENOUGH]
    for row, score in near[1:] or (() if near else found[:_BESIDE]):
        say(f"{'near it too' if near else 'nearest'}: {row.id} ({score:.2f}) “{row.words}”")
    if not near:
        _not_found(f"{written}: no report says so; try other words, or trace one of the nearest by its id")
    return traces.claim(near[0][0].id)


def _not_found(message: str) -> NoReturn:
    say(message)
    raise typer.Exit(FAILED)


def _print_trace(found: "Trace", form: Graph, *, every: bool) -> None:
    from reportedly.tracing import rendering  # noqa: PLC0415 - as above

    if form is Graph.JSON:
        print_json(found)
    elif form is Graph.TEXT:
        _print_text(rendering.as_text(found, every=every))
    else:
        sys.stdout.write(rendering.as_dot(found) if form is Graph.DOT else rendering.as_mermaid(found))


def _print_report(found: "ReportTrace", form: Graph) -> None:
    from reportedly.views.traces import report_text  # noqa: PLC0415 - as above

    if form is Graph.JSON:
        print_json(found)
    elif form is Graph.TEXT:
        _print_text(report_text(found))
    else:
        claims = dict.fromkeys(placed.claim.id for placed in found.statements)
        which = f"one of its claims: {', '.join(list(claims)[:_BESIDE])}" if claims else "a claim"
        misused(f"--format {form}: a graph shows a claim, {found.report.id} is a report; trace {which}")


def _print_text(text: str) -> None:
    from reportedly.views.terminal_text import signs  # noqa: PLC0415 - as above

    plain = not (sys.stdout.encoding or "utf-8").lower().startswith("utf")
    sys.stdout.write(signs(text.translate(_BOX) if plain else text, ascii_only=plain))


def claims(  # noqa: PLR0913 - one parameter for each option
    *,
    words: Annotated[
        str, typer.Argument(metavar="[WORDS]", help="Words that the claim holds.", show_default=False)
    ] = "",
    store: StoreOption = None,
    speaker: SpeakerOption = None,
    place: PlaceOption = None,
    outlet: OutletOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    least: Annotated[int, typer.Option("--reports", min=2, help="Made by at least so many.")] = 2,
    contradicted: Annotated[
        bool | None, typer.Option("--contradicted/--uncontradicted", help="Only those; or only the others.")
    ] = None,
    order: Annotated[Order, typer.Option(help="Which come first.")] = Order.REPORTS,
    limit: LimitOption = 50,
    offset: OffsetOption = 0,
    form: FormOption = Tabular.TABLE,
    json: JsonOption = False,
) -> None:
    """List the claims that two or more reports make, with how many origins they go back to."""
    with traced(store) as traces:
        from reportedly.linking import ClaimFilters, ClaimOrder  # noqa: PLC0415 - as above
        from reportedly.views.traces import CLAIMS, claim_cells, claim_lines  # noqa: PLC0415 - as above

        filters = ClaimFilters(
            words=clean(words),
            speaker=clean(speaker),
            place=clean(place),
            outlet=clean(outlet),
            since=clean(since),
            until=clean(until),
            least_reports=least,
            contradicted=contradicted,
        )
        rows = traces.claims(filters, limit=limit, offset=offset, order=ClaimOrder(order))
        print_rows(rows, Tabular.JSON if json else form, CLAIMS, claim_cells, claim_lines)
        say_how_many(len(rows), limit, offset, "no such claims")


def contradictions(  # noqa: PLR0913 - one parameter for each option
    *,
    words: Annotated[
        str, typer.Argument(metavar="[WORDS]", help="Words that either side holds.", show_default=False)
    ] = "",
    store: StoreOption = None,
    label: Annotated[
        str, typer.Option(help="contradictory, superseded, different scope or compatible.")
    ] = "contradictory",
    every: Annotated[bool, typer.Option("--all", help="All labels.")] = False,
    slot: Annotated[str | None, typer.Option(help="What differs: number, control or denial.")] = None,
    speaker: SpeakerOption = None,
    place: PlaceOption = None,
    outlet: OutletOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    limit: LimitOption = 50,
    offset: OffsetOption = 0,
    form: FormOption = Tabular.TABLE,
    json: JsonOption = False,
) -> None:
    """List pairs of statements that do not go together, and why; the latest first."""
    with traced(store) as traces:
        from reportedly.linking import ContradictionFilters  # noqa: PLC0415 - as above
        from reportedly.views.traces import (  # noqa: PLC0415 - as above
            CONTRADICTIONS,
            pair_cells,
            pair_lines,
        )

        filters = ContradictionFilters(
            label=None if every else clean(label),
            slot=clean(slot),
            words=clean(words),
            speaker=clean(speaker),
            place=clean(place),
            outlet=clean(outlet),
            since=clean(since),
            until=clean(until),
        )
        rows = traces.contradictions(filters, limit=limit, offset=offset)
        print_rows(rows, Tabular.JSON if json else form, CONTRADICTIONS, pair_cells, pair_lines)
        say_how_many(len(rows), limit, offset, "no such contradictions")


def say_how_many(found: int, limit: int, offset: int, none: str) -> None:
    """Say that nothing was found, or how to see more."""
    if not found:
        say(none + (f" after the first {counted(offset, 'row')}" if offset else ""))
    elif found == limit:
        say(f"there may be more: --offset {offset + limit}")
