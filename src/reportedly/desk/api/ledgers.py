"""Ledgers: who holds which place, how many, who wants what, in order of time, always with who says so."""

from litestar import Response, get

from reportedly.desk.api import examples_traced as examples
from reportedly.desk.api.asked import page_asked
from reportedly.desk.api.described import Route, told
from reportedly.desk.api.page import Page, Paging, answer_part
from reportedly.desk.desk import AtDesk, Request
from reportedly.linking import LedgerFilters
from reportedly.tracing.ledgers import ControlEntry, FigureEntry, PositionEntry

_CONTROL = Route(
    path="/ledgers/control",
    name="listControl",
    tag="Ledgers",
    summary="List who holds which place",
    description="Control as somebody says it: by place, then time. It is always a claim, never a fact.",
    asks=(LedgerFilters, Paging),
    answers=Page[ControlEntry],
    example=Page(items=(examples.CONTROL,)),
)
_FIGURES = Route(
    path="/ledgers/figures",
    name="listFigures",
    tag="Ledgers",
    summary="List figures",
    description="Figures as series, one for each claimant: what of whose, as one of them counts.",
    asks=(LedgerFilters, Paging),
    answers=Page[FigureEntry],
    example=Page(items=(examples.FIGURE,)),
)
_POSITIONS = Route(
    path="/ledgers/positions",
    name="listPositions",
    tag="Ledgers",
    summary="List positions",
    description="What each party demands, refuses, offers or threatens, by party, then time.",
    asks=(LedgerFilters, Paging),
    answers=Page[PositionEntry],
    example=Page(items=(examples.POSITION,)),
)


@get(**told(_CONTROL), sync_to_thread=True)
def control(request: Request, desk: AtDesk) -> Response[bytes]:
    """List who holds which place."""
    filters, paging = page_asked(request, LedgerFilters)
    with desk.tracer.traces() as traces:
        return answer_part(request, paging, traces.control_ledger(filters))


@get(**told(_FIGURES), sync_to_thread=True)
def figures(request: Request, desk: AtDesk) -> Response[bytes]:
    """List figures."""
    filters, paging = page_asked(request, LedgerFilters)
    with desk.tracer.traces() as traces:
        return answer_part(request, paging, traces.figures_ledger(filters))


@get(**told(_POSITIONS), sync_to_thread=True)
def positions(request: Request, desk: AtDesk) -> Response[bytes]:
    """List positions."""
    filters, paging = page_asked(request, LedgerFilters)
    with desk.tracer.traces() as traces:
        return answer_part(request, paging, traces.positions_ledger(filters))


HANDLERS = (control, figures, positions)
