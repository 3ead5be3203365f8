"""Positions: what each party demands, refuses, offers or threatens, issue by issue, over time."""

from collections import Counter
from itertools import groupby

import msgspec
from litestar import Response, get

from reportedly.desk import links
from reportedly.desk.desk import AtDesk, Request
from reportedly.desk.navigation import Place
from reportedly.desk.pages.ledger_shown import asked, first_day, is_large, words_at
from reportedly.desk.rendering import page
from reportedly.errors import StoreError
from reportedly.linking import LedgerFilters
from reportedly.tracing.ledgers import PositionEntry
from reportedly.tracing.names import folded

PLACE = Place(name="Positions", path=links.POSITIONS, key="o", more=True)
_NAMES = ("party", "speaker", "since", "until")
FIELDS = (("party", "Party"), ("speaker", "Stated by"), ("since", "From"), ("until", "To"))
UNSPECIFIED = "unspecified"
"""What the record calls a speaker of whom a report tells nothing; comes last."""
_MOST = 600
"""Entries on one page, the latest."""


class Stated(msgspec.Struct, frozen=True, kw_only=True):
    """One stance."""

    stance: str
    issue: str
    day: str | None
    said: bool
    says: str
    link: str


class Party(msgspec.Struct, frozen=True, kw_only=True):
    """One party, with what it states over time."""

    name: str
    stances: tuple[tuple[str, int], ...]
    """Each sort of stance, and how many."""
    stated: tuple[Stated, ...]


@get(links.POSITIONS, sync_to_thread=True)
def positions(request: Request, desk: AtDesk) -> Response[str]:
    """Show the positions of parties."""
    said, trouble = asked(dict(request.query_params), _NAMES), ""
    entries: tuple[PositionEntry, ...] = ()
    wanting = not said and is_large(desk)
    if not wanting:
        try:
            with desk.tracer.traces() as traces:
                entries = traces.positions_ledger(LedgerFilters(**said))  # type: ignore[arg-type] # all of them str
        except StoreError as error:
            trouble = str(error)
    latest = sorted(entries, key=lambda e: first_day(e.when) or "", reverse=True)[:_MOST]
    return page(
        request,
        "positions.html",
        title="Positions",
        status=400 if trouble else 200,
        said=said,
        fields=FIELDS,
        wanting=wanting,
        trouble=trouble,
        parties=parties_of(latest),
        more=max(0, len(entries) - _MOST),
    )


def _name(entries: list[PositionEntry]) -> str:
    """Return the name of a party as reports write it: the ledger may know it by a folded key alone."""
    written = Counter(e.party for e in entries if e.party != folded(e.party) or e.party == UNSPECIFIED)
    return (written or Counter(e.says for e in entries)).most_common(1)[0][0]


def parties_of(entries: list[PositionEntry]) -> tuple[Party, ...]:
    """Return the parties, those with most stances first, each with its stances in order of time."""
    ordered = sorted(entries, key=lambda e: (folded(e.party), first_day(e.when) or "9999", e.statement))
    parties = []
    for _, group in groupby(ordered, key=lambda e: folded(e.party)):
        mine = list(group)
        counted: dict[str, int] = {}
        for each in mine:
            counted[str(each.stance)] = counted.get(str(each.stance), 0) + 1
        parties.append(
            Party(
                name=_name(mine),
                stances=tuple(sorted(counted.items(), key=lambda c: (-c[1], c[0]))),
                stated=tuple(
                    Stated(
                        stance=str(e.stance),
                        issue=" ".join(e.issue.split()),
                        day=first_day(e.when),
                        said=e.said,
                        says=e.says,
                        link=words_at(e.statement),
                    )
                    for e in mine
                ),
            )
        )
    named = [party for party in parties if party.name != UNSPECIFIED]
    nobody = [party for party in parties if party.name == UNSPECIFIED]
    return (*sorted(named, key=lambda p: (-len(p.stated), folded(p.name))), *nobody)


HANDLERS = (positions,)
