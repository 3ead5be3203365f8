"""Contradictions: pairs of statements that do not go together, each with the reason."""

import msgspec
from litestar import Response, get

from reportedly.desk import links
from reportedly.desk.desk import AtDesk, Request
from reportedly.desk.navigation import Place
from reportedly.desk.pages.ledger_shown import asked, page_number, words_at
from reportedly.desk.rendering import page
from reportedly.errors import StoreError
from reportedly.linking import ContradictionFilters, OpposedPair
from reportedly.tracing.comparable import Label
from reportedly.tracing.statement import Statement

PLACE = Place(name="Contradictions", path=links.CONTRADICTIONS, key="x", more=True)
_A_PAGE = 30
_NAMES = ("words", "speaker", "place", "outlet", "since", "until", "slot")
FIELDS = (
    ("words", "Words"),
    ("speaker", "Said by"),
    ("place", "About the place"),
    ("outlet", "Published by"),
    ("since", "From"),
    ("until", "To"),
)
SLOTS = (
    ("", "anything"),
    ("number", "how many"),
    ("control", "who holds it"),
    ("denial", "whether it is so"),
)
ANY = "any"
"""The value of `label` that asks for every label."""


class Side(msgspec.Struct, frozen=True, kw_only=True):
    """One of the two statements."""

    words: str
    link: str
    says: str
    outlet: str | None
    published: str | None
    claim: str


class Pair(msgspec.Struct, frozen=True, kw_only=True):
    """Two statements that do not go together."""

    label: str
    why: str
    sides: tuple[Side, Side]


@get(links.CONTRADICTIONS, sync_to_thread=True)
def contradictions(request: Request, desk: AtDesk) -> Response[str]:
    """Show the contradictions that meet the filters, the latest first."""
    parameters = dict(request.query_params)
    said, at = asked(parameters, _NAMES), page_number(parameters.get("number", ""))
    label = parameters.get("label") or str(Label.CONTRADICTORY)
    found, trouble = list[OpposedPair](), ""
    try:
        with desk.tracer.traces() as traces:
            filters = ContradictionFilters(**said, label=None if label == ANY else label)
            found = traces.contradictions(filters, limit=_A_PAGE + 1, offset=(at - 1) * _A_PAGE)
    except StoreError as error:
        trouble = str(error)
    return page(
        request,
        "contradictions.html",
        title="Contradictions",
        status=400 if trouble else 200,
        pairs=[_pair(each) for each in found[:_A_PAGE]],
        trouble=trouble,
        said=said,
        label=label,
        labels=(ANY, *(str(each) for each in Label)),
        slots=SLOTS,
        fields=FIELDS,
        before=_address(said, label, at - 1) if at > 1 else "",
        after=_address(said, label, at + 1) if len(found) > _A_PAGE else "",
    )


def _address(said: dict[str, str], label: str, number: int) -> str:
    return links.asked(links.CONTRADICTIONS, {**said, "label": label, "number": number})


def _pair(each: OpposedPair) -> Pair:
    return Pair(
        label=str(each.contradiction.label),
        why=each.contradiction.why,
        sides=(_side(each.one, each.one_claim), _side(each.other, each.other_claim)),
    )


def _side(said: Statement, claim: str) -> Side:
    return Side(
        words=" ".join(said.words.split()),
        link=words_at(said.id),
        says=said.speaker.who if said.speaker else (said.outlet or "the outlet itself"),
        outlet=said.outlet,
        published=said.published,
        claim=links.claim(claim),
    )


HANDLERS = (contradictions,)
