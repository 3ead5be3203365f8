"""What a report has in common with others: claims, passages taken over, reports behind its credits."""

from collections import defaultdict
from collections.abc import Iterable

import msgspec

from reportedly.desk import links, wording
from reportedly.desk.desk import Desk
from reportedly.desk.pages.reader_text import shown_words
from reportedly.linking import ReportTrace
from reportedly.record import Report, Span
from reportedly.store import View
from reportedly.tracing.copies import Direction

_MOST = 60
"""Claims shown; a long live page has hundreds."""
_PASSAGES = 30
_LONG = 200
_TURNED = {Direction.FROM: Direction.TO, Direction.TO: Direction.FROM}
"""How a passage stands for the other report, where that differs."""


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """Words of this report that say something shared."""

    words: str
    link: str
    at: str
    """ "120-130": where they stand."""


class SharedClaim(msgspec.Struct, frozen=True, kw_only=True):
    """A claim that other reports make too."""

    words: str
    link: str
    reports: int
    origins: int
    unknown: int
    contradicted: bool
    circular: bool
    places: tuple[Place, ...]


class SharedPassage(msgspec.Struct, frozen=True, kw_only=True):
    """A passage that another report has too."""

    here: Place
    how: str
    """ "taken over from"."""
    why: str
    exact: bool
    link: str
    headline: str | None
    outlet: str | None
    compare: str


class Behind(msgspec.Struct, frozen=True, kw_only=True):
    """An outlet that is credited, and the stored report that is meant."""

    outlet: str
    link: str | None
    why: str
    at: Place | None


class Shared(msgspec.Struct, frozen=True, kw_only=True):
    """All of it."""

    claims: tuple[SharedClaim, ...] = ()
    more: int = 0
    alone: int = 0
    """What this report says alone."""
    passages: tuple[SharedPassage, ...] = ()
    behind: tuple[Behind, ...] = ()
    settled: bool = True
    """Whether all that was added and judged is traced; else there may be more soon."""


def shared_of(desk: Desk, report: str) -> Shared:
    """Return what a report shares with the others of a store, as far as they are traced."""
    with desk.tracer.traces() as traces:
        found = traces.of_report(report)
    with desk.store.view() as view:
        shown = _shown(found, view)
    return msgspec.structs.replace(shown, settled=desk.tracer.settled(0.0))


def _shown(found: ReportTrace, view: View) -> Shared:
    mine = found.report.id
    by_claim = defaultdict(list)
    for each in found.statements:
        by_claim[each.claim.id].append(each)
    shared = [each for each in by_claim.values() if each[0].claim.reports > 1]
    shared.sort(key=lambda each: (-each[0].claim.reports, each[0].statement.spans[0].start))
    claims = tuple(
        SharedClaim(
            words=first.claim.words,
            link=links.claim(first.claim.id),
            reports=first.claim.reports,
            origins=first.claim.origins,
            unknown=first.claim.unknown,
            contradicted=first.claim.contradicted,
            circular=first.claim.circular,
            places=tuple(
                dict.fromkeys(_place(mine, each.statement.spans) for each in same if each.statement.spans)
            ),
        )
        for same in shared[:_MOST]
        for first in same[:1]
    )
    return Shared(
        claims=claims,
        more=max(0, len(shared) - _MOST),
        alone=len(by_claim) - len(shared),
        passages=tuple(_passages(found, view)),
        behind=tuple(_behind(found, mine)),
    )


def _passages(found: ReportTrace, view: View) -> Iterable[SharedPassage]:
    mine = found.report.id
    known: dict[str, Report] = {}
    for each in found.passages[:_PASSAGES]:
        first = each.one == mine
        other = each.other if first else each.one
        if other == mine:
            continue
        known.setdefault(other, view.report(other))
        direction = each.direction if first else _TURNED.get(each.direction, each.direction)
        there = each.there if first else each.here
        yield SharedPassage(
            here=_place(mine, (each.here if first else each.there,)),
            how=wording.DIRECTIONS[direction],
            why=each.why,
            exact=each.exact,
            link=links.words(other, (there,)),
            headline=known[other].headline,
            outlet=known[other].outlet,
            compare=links.compare(mine, other),
        )


def _behind(found: ReportTrace, mine: str) -> Iterable[Behind]:
    seen = set()
    for each in found.credits:
        key = (each.outlet, each.behind, each.span)
        if key in seen:
            continue
        seen.add(key)
        yield Behind(
            outlet=each.outlet,
            link=None if each.behind is None else links.report(each.behind),
            why=each.why,
            at=None if each.span is None else _place(mine, (each.span,)),
        )


def _place(report: str, spans: tuple[Span, ...]) -> Place:
    first, last = min(spans), max(spans, key=lambda span: span.end)
    words = wording.one_line(" … ".join(shown_words(span.text) for span in spans), _LONG)
    at = f"{first.start}-{last.end}"
    return Place(words=words, link=links.report(report, at), at=at)
