"""Claims: what several reports say, where it comes from, and what speaks against it."""

from typing import Annotated

import msgspec
from litestar import Response, get
from litestar.params import FromPath

from reportedly.desk.api import examples_traced as examples
from reportedly.desk.api.asked import asked, page_asked, said_in
from reportedly.desk.api.described import Route, told
from reportedly.desk.api.page import Page, Paging, answer, answer_page
from reportedly.desk.desk import AtDesk, Request
from reportedly.linking import ClaimFilters, ClaimOrder, ClaimRow, ContradictionFilters, OpposedPair, Trace


class Ordered(msgspec.Struct, frozen=True, kw_only=True):
    """What stands first in a list of claims."""

    order: ClaimOrder = ClaimOrder.REPORTS
    """Those of the most reports, of the most origins, said last, or said first."""


class Meant(msgspec.Struct, frozen=True, kw_only=True):
    """What is looked for by its meaning."""

    words: Annotated[str, msgspec.Meta(min_length=1)]
    """A sentence that says it."""
    limit: Annotated[int, msgspec.Meta(ge=1, le=50)] = 10
    """How many claims at most."""


class Near(msgspec.Struct, frozen=True, kw_only=True):
    """A claim that is near in meaning."""

    claim: ClaimRow
    """The claim."""
    score: float
    """Cosine of its nearest statement: 1 for the same words."""


_CLAIMS = Route(
    path="/claims",
    name="listClaims",
    tag="Claims",
    summary="List claims",
    description="What two or more reports say, with how many say it and how many origins it goes back to.",
    asks=(ClaimFilters, Ordered, Paging),
    answers=Page[ClaimRow],
    example=Page(items=(examples.ROW,)),
)
_CLAIM = Route(
    path="/claims/{id_:str}",
    name="getClaim",
    tag="Claims",
    summary="Trace a claim",
    description="Its members with their chains of voices, its origins with what joins the members to them, "
    "what speaks against it, the credits and the copied passages. Any member's key names it.",
    parts={"id": "Id of the claim, or the beginning of it that no other id has."},
    answers=Trace,
    example=examples.TRACE,
    problems=("unknown-claim",),
)
_NEAR = Route(
    path="/trace",
    name="traceWords",
    tag="Claims",
    summary="Trace words",
    description="The claims nearest in meaning to some words, the nearest first; those of one report too.",
    asks=(Meant,),
    answers=tuple[Near, ...],
    example=(Near(claim=examples.ROW, score=0.91),),
)
_CONTRADICTIONS = Route(
    path="/contradictions",
    name="listContradictions",
    tag="Claims",
    summary="List contradictions",
    description="Pairs of statements that do not go together, with the reason, the latest first.",
    asks=(ContradictionFilters, Paging),
    answers=Page[OpposedPair],
    example=Page(items=(examples.PAIR,)),
)


@get(**told(_CLAIMS), sync_to_thread=True)
def claims(request: Request, desk: AtDesk) -> Response[bytes]:
    """List claims."""
    filters, paging = page_asked(request, ClaimFilters, Ordered)
    order = asked(said_in(request, ClaimFilters, Ordered, Paging), Ordered).order
    with desk.tracer.traces() as traces:
        return answer_page(
            request,
            paging,
            lambda limit, offset: traces.claims(filters, limit=limit, offset=offset, order=order),
        )


@get(**told(_CLAIM), sync_to_thread=True)
def claim(request: Request, desk: AtDesk, id_: FromPath[str]) -> Response[bytes]:
    """Trace a claim."""
    said_in(request)
    with desk.tracer.traces() as traces:
        return answer(request, traces.claim(id_))


@get(**told(_NEAR), sync_to_thread=True)
def near(request: Request, desk: AtDesk) -> Response[bytes]:
    """Trace words."""
    meant = asked(said_in(request, Meant), Meant)
    with desk.tracer.traces() as traces:
        found = traces.ask(meant.words, limit=meant.limit)
    return answer(request, [Near(claim=row, score=round(score, 4)) for row, score in found])


@get(**told(_CONTRADICTIONS), sync_to_thread=True)
def contradictions(request: Request, desk: AtDesk) -> Response[bytes]:
    """List contradictions."""
    filters, paging = page_asked(request, ContradictionFilters)
    with desk.tracer.traces() as traces:
        return answer_page(
            request,
            paging,
            lambda limit, offset: traces.contradictions(filters, limit=limit, offset=offset),
        )


HANDLERS = (claims, claim, near, contradictions)
