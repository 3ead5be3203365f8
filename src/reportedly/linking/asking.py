"""Asking: what a store's reports say together, as it was at one moment."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from reportedly.errors import StoreError
from reportedly.linking.catching_up import Progress, catch_up
from reportedly.linking.told import (
    ClaimFilters,
    ClaimOrder,
    ClaimRow,
    ContradictionFilters,
    LedgerFilters,
    OpposedPair,
    PlacedStatement,
    ReportTrace,
)
from reportedly.record.days import between, days_of
from reportedly.store import Store, View
from reportedly.store.keys import holds_words
from reportedly.store.words import folded_words
from reportedly.tracing.claims import Claim, Claims
from reportedly.tracing.contradictions import contradictions_of
from reportedly.tracing.copies import Copies, Passage, copied_joins
from reportedly.tracing.credits import credits_of
from reportedly.tracing.ledgers import (
    ControlEntry,
    FigureEntry,
    PositionEntry,
    control_ledger,
    figures_ledger,
    positions_ledger,
)
from reportedly.tracing.opposed_figures import Label
from reportedly.tracing.origins import origins_of
from reportedly.tracing.rendering import Trace
from reportedly.tracing.statement import Statement
from reportedly.tracing.statements import statements_of
from reportedly.tracing.ties import credited

NO_FILTERS = ClaimFilters()
ANY_CONTRADICTION = ContradictionFilters()
WHOLE_LEDGER = LedgerFilters()


class UnknownClaimError(StoreError):
    """No claim of the store has this id: look it up by its words."""


@contextmanager
def open_traces(store: Store, *, progress: Progress | None = None) -> Iterator["Traces"]:
    """Give the traces of a store, brought up to date first, at one moment."""
    catch_up(store, progress=progress)
    with store.view() as view:
        yield Traces(view)


class Traces:
    """The claims of a store at one moment; made by `open_traces`.

    Methods raise UnknownClaimError and UnknownReportError for what is not there, StoreError where a filter
    cannot be understood.
    """

    def __init__(self, view: View) -> None:
        """Read what the view shows."""
        self._view = view
        self._claims, copies = Claims(), Copies()
        self._passages: list[Passage] = []
        for each in view.reports(limit=None):
            reading = view.reading(each.id)
            if reading is not None:
                found = statements_of(reading)
                self._claims.add(found)
                self._passages += copies.add(reading.report, frozenset(k for s in found for k in credited(s)))
        self._all = list(self._claims.all())
        members = [m.id for c in self._all for m in c.members]
        self._contradictions = contradictions_of(self._claims, members)

    def claims(
        self,
        filters: ClaimFilters = NO_FILTERS,
        *,
        limit: int | None = 50,
        offset: int = 0,
        order: ClaimOrder = ClaimOrder.REPORTS,
    ) -> list[ClaimRow]:
        """Return the claims of two or more reports that meet the filters, numbered `offset` and on."""
        least = max(2, filters.least_reports)
        met = [c for c in self._all if len(c.reports) >= least and any(_meets(m, filters) for m in c.members)]
        rows = [
            self._row(c)
            for c in met
            if not filters.words or holds_words(c.words, folded_words(filters.words))
        ]
        if filters.contradicted is not None:
            rows = [r for r in rows if r.contradicted is filters.contradicted]
        keys = {
            ClaimOrder.REPORTS: lambda r: (-r.reports, r.id),
            ClaimOrder.ORIGINS: lambda r: (-r.origins, r.id),
            ClaimOrder.LATEST: lambda r: (-_ordinal(r.last_day), r.id),
            ClaimOrder.FIRST: lambda r: (_ordinal(r.first_day), r.id),
        }
        rows.sort(key=keys[order])
        return rows[offset:][:limit]

    def claim(self, claim_id: str) -> Trace:
        """Return a claim with its origins, what speaks against it, its credits and copied passages."""
        return self._trace(self._named(claim_id))

    def row(self, claim_id: str) -> ClaimRow:
        """Return a claim as lists show it."""
        return self._row(self._named(claim_id))

    def ask(self, words: str, *, limit: int = 10) -> list[tuple[ClaimRow, float]]:
        """Return the claims nearest to `words`, best first, with a score from 0 to 1."""
        found: dict[str, tuple[ClaimRow, float]] = {}
        for statement, score in self._claims.nearest(words, 4 * limit):
            row = self._row(self._claims.claim_of(statement.id))
            found.setdefault(row.id, (row, score))
        return list(found.values())[:limit]

    def of_report(self, report_id: str) -> ReportTrace:
        """Return what a report says, the claims it is in, its credits, and the passages it shares."""
        report = self._view.report(report_id)
        listed = next(v for v in self._view.history(report.id).versions if v.id == report.id)
        mine = [m for c in self._all for m in c.members if m.report == report.id]
        mine.sort(key=lambda s: (s.spans[0].start, s.spans[0].end, s.id))
        claims = {m.id: self._claims.claim_of(m.id) for m in mine}
        return ReportTrace(
            report=listed,
            statements=tuple(PlacedStatement(statement=m, claim=self._row(claims[m.id])) for m in mine),
            credits=tuple(
                c
                for claim in {c.id: c for c in claims.values()}.values()
                for c in credits_of(claim.members)
                if c.report == report.id
            ),
            passages=tuple(p for p in self._passages if report.id in {p.one, p.other}),
        )

    def contradictions(
        self, filters: ContradictionFilters = ANY_CONTRADICTION, *, limit: int | None = 50, offset: int = 0
    ) -> list[OpposedPair]:
        """Return the pairs of statements that do not go together, the latest first."""
        pairs = []
        for each in self._contradictions:
            one, other = self._claims.statement(each.one), self._claims.statement(each.other)
            same = (filters.label or each.label, filters.slot or each.slot) == (each.label, each.slot)
            asked = ClaimFilters(speaker=filters.speaker, place=filters.place, outlet=filters.outlet)
            if same and (_meets(one, asked) or _meets(other, asked)):
                ids = [self._claims.claim_of(s.id).id for s in (one, other)]
                pairs.append(
                    OpposedPair(
                        contradiction=each, one=one, other=other, one_claim=ids[0], other_claim=ids[1]
                    )
                )
        return pairs[offset:][:limit]

    def control_ledger(self, filters: LedgerFilters = WHOLE_LEDGER) -> tuple[ControlEntry, ...]:
        """Return who holds which place when, as somebody says: by place, then time."""
        return control_ledger(self._entries(filters))

    def figures_ledger(self, filters: LedgerFilters = WHOLE_LEDGER) -> tuple[FigureEntry, ...]:
        """Return the figures as series, one for each claimant."""
        return figures_ledger(self._entries(filters))

    def positions_ledger(self, filters: LedgerFilters = WHOLE_LEDGER) -> tuple[PositionEntry, ...]:
        """Return what each party demands, refuses, offers or threatens, in order of time."""
        return positions_ledger(self._entries(filters))

    def _entries(self, filters: LedgerFilters) -> Iterable[Statement]:
        asked = ClaimFilters(
            speaker=filters.speaker, place=filters.place, since=filters.since, until=filters.until
        )
        every = (m for c in self._all for m in c.members)
        return [s for s in every if _meets(s, asked)]

    def _named(self, claim_id: str) -> Claim:
        for claim in self._all:
            if claim.id == claim_id:
                return claim
        raise UnknownClaimError(claim_id, "is no claim of this store", "look for it: reportedly claims WORDS")

    def _trace(self, claim: Claim) -> Trace:
        inside = {m.id for m in claim.members}
        against = tuple(c for c in self._contradictions if c.one in inside or c.other in inside)
        reports = set(claim.reports)
        shared = tuple(p for p in self._passages if p.one in reports and p.other in reports)
        copied = copied_joins(list(claim.members), shared)
        names = sorted({i for c in against for i in (c.one, c.other)} - inside)
        return Trace(
            claim=claim,
            origins=origins_of(claim.members, copied),
            contradictions=against,
            against=tuple(self._claims.statement(i) for i in names),
            credits=credits_of(claim.members),
            copies=shared,
        )

    def _row(self, claim: Claim) -> ClaimRow:
        trace = self._trace(claim)
        days = sorted(m.published for m in claim.members if m.published)
        return ClaimRow(
            id=claim.id,
            words=claim.words,
            statements=len(claim.members),
            reports=len(claim.reports),
            origins=len(trace.origins.known),
            unknown=len(trace.origins.unknown),
            first_day=days[0] if days else None,
            last_day=days[-1] if days else None,
            contradicted=any(c.label is Label.CONTRADICTORY for c in trace.contradictions),
            circular=bool(trace.origins.circles),
        )


def _meets(statement: Statement, filters: ClaimFilters) -> bool:
    said, asked = days_of(statement.published), between(filters.since, filters.until)
    speaker = statement.speaker.who if statement.speaker else statement.outlet
    return (
        (asked is None or (said is not None and said.meets(asked)))
        and (not filters.speaker or holds_words(speaker, folded_words(filters.speaker)))
        and (not filters.outlet or holds_words(statement.outlet, folded_words(filters.outlet)))
        and (
            not filters.place
            or any(holds_words(p.name, folded_words(filters.place)) for p in statement.places)
        )
    )


def _ordinal(day: str | None) -> int:
    days = days_of(day)
    return days.first if days is not None else 0
