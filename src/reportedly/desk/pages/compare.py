"""Compare: reports of one story side by side: what they share, what each says alone, passages taken over."""

from collections import defaultdict

import msgspec
from litestar import Response, get

from reportedly.desk import links, wording
from reportedly.desk.desk import AtDesk, Request
from reportedly.desk.pages.claim_shown import Piece, differing
from reportedly.desk.pages.ledger_shown import words_at
from reportedly.desk.rendering import page
from reportedly.linking import ClaimRow, PlacedStatement, ReportTrace
from reportedly.store.kept import Listed
from reportedly.tracing.copies import Direction, Passage

MOST = 4
"""Reports side by side."""
_ALONE = 40
_LONG = 300
_HOW = {
    Direction.FROM: "took it from",
    Direction.TO: "was the source of",
    Direction.COMMON: "has one source with",
    Direction.OPEN: "has the same words as",
}


class Cell(msgspec.Struct, frozen=True, kw_only=True):
    """What one report says of a claim."""

    pieces: tuple[Piece, ...]
    link: str


class Shared(msgspec.Struct, frozen=True, kw_only=True):
    """A claim that two or more of the reports make."""

    claim: ClaimRow
    link: str
    cells: tuple[Cell | None, ...]
    """One for each report; None where it does not say it."""


class Alone(msgspec.Struct, frozen=True, kw_only=True):
    """What one report says and the others do not."""

    words: str
    link: str
    reports: int
    """How many reports of the store say it."""


class Column(msgspec.Struct, frozen=True, kw_only=True):
    """One report."""

    report: Listed
    alone: tuple[Alone, ...]
    more: int


class Taken(msgspec.Struct, frozen=True, kw_only=True):
    """A passage that two of the reports have."""

    one: str
    how: str
    other: str
    why: str
    words: str
    link: str
    other_link: str


@get(links.COMPARE, sync_to_thread=True)
def compare(request: Request, desk: AtDesk) -> Response[str]:
    """Show up to four reports side by side."""
    asked = [each.strip() for each in request.query_params.getall("report", []) if each.strip()]
    wanted = list(dict.fromkeys(asked))[:MOST]
    with desk.tracer.traces() as traces:
        found = [traces.of_report(each) for each in wanted]
    found = list({each.report.id: each for each in found}.values())
    shared, columns = side_by_side(found)
    return page(
        request,
        "compare.html",
        title="Compare",
        columns=columns,
        shared=shared,
        taken=taken_of(found),
        left_out=max(0, len(asked) - MOST),
    )


def side_by_side(found: list[ReportTrace]) -> tuple[tuple[Shared, ...], tuple[Column, ...]]:
    """Return the claims that reports share, in the order of the first, and what each says alone."""
    by_claim: dict[str, dict[int, PlacedStatement]] = defaultdict(dict)
    for number, each in enumerate(found):
        for placed in each.statements:
            by_claim[placed.claim.id].setdefault(number, placed)
    shared = tuple(_shared(said, len(found)) for said in by_claim.values() if len(said) > 1)
    columns = []
    for number, each in enumerate(found):
        mine = [said[number] for said in by_claim.values() if set(said) == {number}]
        mine.sort(key=lambda placed: placed.statement.spans[0].start)
        mine = list({" ".join(placed.statement.words.split()): placed for placed in reversed(mine)}.values())
        mine.reverse()
        columns.append(
            Column(
                report=each.report,
                alone=tuple(_alone(placed) for placed in mine[:_ALONE]),
                more=max(0, len(mine) - _ALONE),
            )
        )
    return shared, tuple(columns)


def _shared(said: dict[int, PlacedStatement], number: int) -> Shared:
    claim = next(iter(said.values())).claim
    first = said[min(said)].statement.words
    cells = tuple(
        Cell(pieces=differing(first, said[n].statement.words), link=words_at(said[n].statement.id))
        if n in said
        else None
        for n in range(number)
    )
    return Shared(claim=claim, link=links.claim(claim.id), cells=cells)


def _alone(placed: PlacedStatement) -> Alone:
    return Alone(
        words=wording.one_line(placed.statement.words, _LONG),
        link=words_at(placed.statement.id),
        reports=placed.claim.reports,
    )


def taken_of(found: list[ReportTrace]) -> tuple[Taken, ...]:
    """Return the passages that two of the reports have in common, each once."""
    name = {each.report.id: wording.outlet(each.report.outlet) for each in found}
    passages: dict[Passage, None] = {}
    for each in found:
        passages.update((p, None) for p in each.passages if p.one in name and p.other in name)
    return tuple(
        Taken(
            one=name[p.one],
            how=_HOW[p.direction],
            other=name[p.other],
            why=p.why,
            words=" ".join(p.here.text.split())[: 2 * _LONG],
            link=links.words(p.one, (p.here,)),
            other_link=links.words(p.other, (p.there,)),
        )
        for p in passages
    )


HANDLERS = (compare,)
