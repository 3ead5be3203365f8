"""Finding: reports by their words and by who says what in them; names of speakers and places."""

from typing import Annotated, Any

import msgspec
from litestar import Response, get

from reportedly.desk.api import examples
from reportedly.desk.api.asked import asked, page_asked, said_in
from reportedly.desk.api.described import Route, told
from reportedly.desk.api.page import Page, Paging, answer, answer_page
from reportedly.desk.desk import AtDesk, Request
from reportedly.record import Span
from reportedly.store import Excerpt, Filters, Hit, Listed
from reportedly.store.names import Named, Names


class Words(msgspec.Struct, frozen=True, kw_only=True):
    """What a search is for."""

    q: str = ""
    """Words, "phrases in quotes", -not, OR; empty finds all that meet the filters."""


class NameAsked(msgspec.Struct, frozen=True, kw_only=True):
    """Which names."""

    q: str
    """Words that the name holds, all of them."""
    limit: Annotated[int, msgspec.Meta(ge=1, le=100)] = 8
    """How many of each sort at most."""


class FoundRecord(msgspec.Struct, frozen=True, kw_only=True):
    """A record of a report that meets the filters."""

    layer: str
    """The list of the Reading it stands in: attributions, places, times, figures, controls or events."""
    item: dict[str, Any]
    """The record as judged, as the Reading has it."""
    speaker: str | None
    """In whose words it stands; None for the outlet's own."""
    spans: tuple[Span, ...]
    """Its words."""


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """A report that was found."""

    report: Listed
    """The report, without its text."""
    rank: float
    """Greater is better; compares within one search."""
    excerpts: tuple[Excerpt, ...] = ()
    """Where the words stand."""
    matches: tuple[FoundRecord, ...] = ()
    """The records that meet the filters."""


_FOUND = Found(
    report=examples.LISTED,
    rank=1.5,
    excerpts=(Excerpt(span=examples.SAID.content[0], matches=(examples.HELD.span,)),),
    matches=(
        FoundRecord(
            layer="controls",
            item=msgspec.to_builtins(examples.HELD),
            speaker="Oleh Marchenko",
            spans=(examples.HELD.span,),
        ),
    ),
)
_FIND = Route(
    path="/find",
    name="find",
    tag="Finding",
    summary="Find reports",
    description="Reports that hold the words and a record that meets all filters on records together, "
    "the best first; without words the latest first.",
    asks=(Words, Filters, Paging),
    answers=Page[Found],
    example=Page(items=(_FOUND,)),
)
_NAMES = Route(
    path="/names",
    name="findNames",
    tag="Finding",
    summary="Find speakers and places by name",
    description="Names that hold all the words, spelt as a report spells them, the most frequent first.",
    asks=(NameAsked,),
    answers=Names,
    example=Names(speakers=(Named(name="Oleh Marchenko", reports=4),)),
)


@get(**told(_FIND), sync_to_thread=True)
def find(request: Request, desk: AtDesk) -> Response[bytes]:
    """Find reports."""
    filters, paging = page_asked(request, Filters, Words)
    words = asked(said_in(request, Words, Filters, Paging), Words)
    with desk.store.view() as view:
        return answer_page(
            request,
            paging,
            lambda limit, offset: [
                _found(hit) for hit in view.find(words.q, filters, limit=limit, offset=offset)
            ],
        )


@get(**told(_NAMES), sync_to_thread=True)
def names(request: Request, desk: AtDesk) -> Response[bytes]:
    """Find speakers and places by name."""
    wanted = asked(said_in(request, NameAsked), NameAsked)
    with desk.store.view() as view:
        return answer(request, view.shelf.names(wanted.q, limit=wanted.limit))


def _found(hit: Hit) -> Found:
    records = tuple(
        FoundRecord(
            layer=each.layer, item=msgspec.to_builtins(each.item), speaker=each.speaker, spans=each.spans
        )
        for each in hit.matches
    )
    return Found(report=hit.report, rank=hit.rank, excerpts=hit.excerpts, matches=records)


HANDLERS = (find, names)
