"""Claims: what several reports say, each with how many reports say it and how many origins it has."""

import msgspec
from litestar import Response, get

from reportedly.desk import links
from reportedly.desk.desk import AtDesk, Request
from reportedly.desk.navigation import Place
from reportedly.desk.pages.ledger_shown import asked as heard
from reportedly.desk.pages.ledger_shown import page_number
from reportedly.desk.rendering import page
from reportedly.desk.shortcuts import Shortcut
from reportedly.errors import StoreError
from reportedly.linking import ClaimFilters, ClaimOrder, ClaimRow

PLACE = Place(name="Claims", path=links.CLAIMS, key="c")
_A_PAGE = 30
FIELDS = (
    ("words", "Words", ""),
    ("speaker", "Said by", ""),
    ("place", "About the place", ""),
    ("outlet", "Published by", ""),
    ("since", "From", "2026-09-14"),
    ("until", "To", ""),
)
"""Name, label and example of each filter."""
ORDERS = (
    (ClaimOrder.REPORTS, "most reports"),
    (ClaimOrder.ORIGINS, "most origins"),
    (ClaimOrder.LATEST, "said last"),
    (ClaimOrder.FIRST, "said first"),
)
OPPOSED = (("", "contradicted or not"), ("yes", "contradicted"), ("no", "not contradicted"))


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked for."""

    said: dict[str, str]
    """The filters that say something, by name."""
    opposed: str
    """ "yes", "no" or ""."""
    order: ClaimOrder
    number: int
    """The page, from 1."""

    @property
    def filters(self) -> ClaimFilters:
        """The filters, as linking takes them."""
        contradicted = {"yes": True, "no": False}.get(self.opposed)
        return ClaimFilters(**self.said, contradicted=contradicted)  # type: ignore[arg-type] # all of them str

    def address(self, number: int) -> str:
        """Return the address of another page of the same."""
        shown = {"order": self.order.value if self.order is not ClaimOrder.REPORTS else None}
        narrowed = {**self.said, "opposed": self.opposed, **shown}
        return links.asked(links.CLAIMS, {**narrowed, "number": number if number > 1 else None})


@get(links.CLAIMS, sync_to_thread=True)
def claims(request: Request, desk: AtDesk) -> Response[str]:
    """Show the claims that meet the filters."""
    wanted, found, trouble = wanted_of(dict(request.query_params)), list[ClaimRow](), ""
    try:
        with desk.tracer.traces() as traces:
            start = (wanted.number - 1) * _A_PAGE
            found = traces.claims(wanted.filters, limit=_A_PAGE + 1, offset=start, order=wanted.order)
    except StoreError as error:
        trouble = str(error)
    return page(
        request,
        "claims.html",
        part="_claims.html",
        title="Claims",
        status=400 if trouble else 200,
        keys=(Shortcut(keys="f", does="Go to the filters"),),
        wanted=wanted,
        claims=found[:_A_PAGE],
        more=len(found) > _A_PAGE,
        trouble=trouble,
        fields=FIELDS,
        orders=ORDERS,
        opposed=OPPOSED,
    )


def wanted_of(asked: dict[str, str]) -> Wanted:
    """Return what parameters of an address ask for; what is no order and no number is as if not said."""
    order = asked.get("order", "")
    return Wanted(
        said=heard(asked, tuple(name for name, _, _ in FIELDS)),
        opposed=opposed if (opposed := asked.get("opposed", "")) in {"yes", "no"} else "",
        order=ClaimOrder(order) if order in set(ClaimOrder) else ClaimOrder.REPORTS,
        number=page_number(asked.get("number", "")),
    )


HANDLERS = (claims,)
