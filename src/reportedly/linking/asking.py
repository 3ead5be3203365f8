"""Asking: what a store's reports say together, as it was at one moment."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from math import log2
from typing import Any

from reportedly.errors import StoreError
from reportedly.linking.catching_up import Progress, catch_up
from reportedly.linking.nearby import nearest
from reportedly.linking.passages import in_order, passage_in
from reportedly.linking.preparing import all_unpacked, unpacked
from reportedly.linking.settling import Told, claim_row, contradicted_among, told_of
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
from reportedly.store import Store, View
from reportedly.store.keys import holds_words
from reportedly.store.trace_finding import Wanted
from reportedly.store.words import folded_words
from reportedly.tracing.comparable import Label
from reportedly.tracing.contradictions import Contradiction
from reportedly.tracing.credits import CreditedReport, address_key, credits_of, links_of
from reportedly.tracing.ledgers import (
    ControlEntry,
    FigureEntry,
    PositionEntry,
    control_ledger,
    figures_ledger,
    positions_ledger,
)
from reportedly.tracing.rendering import Trace
from reportedly.tracing.statement import Statement, StatementKind

NO_FILTERS = ClaimFilters()
ANY_CONTRADICTION = ContradictionFilters()
WHOLE_LEDGER = LedgerFilters()
_PREFIX, _DIGITS = "claim-", 15
_WEIGHT = 0.02
"""Cosine that twice as many reports make up for where a person asks in words."""


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
        """Ask what the view shows."""
        self._view, self._rows = view, view.traces()

    @property
    def view(self) -> View:
        """The moment of the store that is asked."""
        return self._view

    def claims(
        self,
        filters: ClaimFilters = NO_FILTERS,
        *,
        limit: int | None = 50,
        offset: int = 0,
        order: ClaimOrder = ClaimOrder.REPORTS,
    ) -> list[ClaimRow]:
        """Return the claims of two or more reports that meet the filters, numbered `offset` and on."""
        wanted = Wanted(speaker=filters.speaker, place=filters.place, outlet=filters.outlet)
        found = self._rows.claims(
            words=filters.words,
            wanted=wanted,
            since=filters.since,
            until=filters.until,
            least_reports=max(2, filters.least_reports),
            contradicted=filters.contradicted,
            order=order.value,
            limit=limit,
            offset=offset,
        )
        return [_row(row) for row in found]

    def claim(self, claim_id: str) -> Trace:
        """Return a claim with its origins, what speaks against it, its credits and copied passages.

        Any member's key names it, and so does the beginning of one that no other statement has.
        """
        wordings = self._wordings_of(self._named(claim_id))
        told = told_of(self._rows, wordings)
        pairs = self._opposed(wordings)
        inside = {m.id for m in told.claim.members}
        against = {s.id: s for pair in pairs for s in (pair.one, pair.other) if s.id not in inside}
        return Trace(
            claim=told.claim,
            origins=told.origins,
            contradictions=tuple(pair.contradiction for pair in pairs),
            against=tuple(against[name] for name in sorted(against)),
            credits=credits_of(told.claim.members),
            copies=told.passages,
        )

    def row(self, claim_id: str) -> ClaimRow:
        """Return a claim as lists show it."""
        return self._rows_of([self._named(claim_id)])[0]

    def ask(self, words: str, *, limit: int = 10) -> list[tuple[ClaimRow, float]]:
        """Return the claims nearest in meaning to `words`, best first, with the nearest member's cosine.

        Of two that are about as near, the one that more reports make comes first.
        """
        best = nearest(self._rows, words, 8 * limit)
        rows = self._rows_of([wording for wording, _ in best])
        found: dict[str, tuple[ClaimRow, float]] = {}
        for row, (_, score) in zip(rows, best, strict=True):
            found.setdefault(row.id, (row, score))
        ranked = sorted(
            found.values(), key=lambda each: (-each[1] - _WEIGHT * log2(each[0].reports), each[0].id)
        )
        return ranked[:limit]

    def of_report(self, report_id: str) -> ReportTrace:
        """Return what a report says, the claims it is in, its credits, and the passages it shares."""
        report = self._view.report(report_id)
        (seq,) = self._rows.seqs_of([report.id]).values()
        mine = self._rows.where("statements", "seq", [seq], "wording", "packed")
        said = sorted(
            ((unpacked(row.packed), row.wording) for row in mine),
            key=lambda pair: (pair[0].spans[0].start, pair[0].spans[0].end, pair[0].id),
        )
        claims = self._rows_of([wording for _, wording in said])
        passages = [row for side in ("later", "earlier") for row in self._rows.where("passages", side, [seq])]
        return ReportTrace(
            report=self._rows.listed([seq])[seq],
            statements=tuple(
                PlacedStatement(statement=s, claim=row) for (s, _), row in zip(said, claims, strict=True)
            ),
            credits=(*self._credits(report.id, [w for _, w in said]), *self._links(seq)),
            passages=in_order(passage_in(row.packed) for row in passages),
        )

    def contradictions(
        self, filters: ContradictionFilters = ANY_CONTRADICTION, *, limit: int | None = 50, offset: int = 0
    ) -> list[OpposedPair]:
        """Return the pairs of statements that do not go together, the latest first."""
        if filters.label is not None and filters.label not in set(Label):
            raise StoreError(
                f"the label {filters.label!r}", "is not known", f"choose from {', '.join(Label)}"
            )
        wanted = Wanted(speaker=filters.speaker, place=filters.place, outlet=filters.outlet)
        found = self._rows.contradictions(
            label=filters.label,
            slot=filters.slot,
            wanted=wanted,
            since=filters.since,
            until=filters.until,
        )
        words = folded_words(filters.words or "")
        if not words:
            return self._pairs(found[offset:][:limit])
        pairs = self._pairs(found)
        met = [p for p in pairs if holds_words(p.one.words, words) or holds_words(p.other.words, words)]
        return met[offset:][:limit]

    def control_ledger(self, filters: LedgerFilters = WHOLE_LEDGER) -> tuple[ControlEntry, ...]:
        """Return who holds which place when, as somebody says: by place, then time."""
        entries = control_ledger(self._said(StatementKind.CONTROL, filters))
        place, party = folded_words(filters.place or ""), folded_words(filters.party or "")
        return tuple(e for e in entries if holds_words(e.place, place) and holds_words(e.holder, party))

    def figures_ledger(self, filters: LedgerFilters = WHOLE_LEDGER) -> tuple[FigureEntry, ...]:
        """Return the figures as series, one for each claimant."""
        entries = figures_ledger(self._said(StatementKind.FIGURE, filters))
        party = folded_words(filters.party or "")
        return tuple(e for e in entries if filters.what in {None, e.what} and holds_words(e.whose, party))

    def positions_ledger(self, filters: LedgerFilters = WHOLE_LEDGER) -> tuple[PositionEntry, ...]:
        """Return what each party demands, refuses, offers or threatens, in order of time."""
        said = self._said(StatementKind.SAID, filters)
        entries = positions_ledger(s for s in said if filters.act in {None, s.act})
        party = folded_words(filters.party or "")
        return tuple(e for e in entries if holds_words(e.party, party))

    def _said(self, kind: StatementKind, filters: LedgerFilters) -> list[Statement]:
        wanted = Wanted(speaker=filters.speaker, place=filters.place)
        return all_unpacked(self._rows.statements(kind.value, wanted, filters.since, filters.until))

    def _named(self, claim_id: str) -> int:
        """Return a wording of the claim that a member's key, or the beginning of one, names."""
        digits = claim_id.strip().removeprefix(_PREFIX)
        try:
            key = int(digits, 16) if 0 < len(digits) <= _DIGITS else None
        except ValueError:
            key = None
        next_step = 'look for it with: reportedly trace "WORDS"'
        if key is None:
            raise UnknownClaimError(claim_id, "is no id of a claim", next_step)
        open_bits = 4 * (_DIGITS - len(digits))
        found = self._rows.keys_from(key << open_bits, (key + 1 << open_bits) - 1)
        if len(found) != 1:
            why = "is the beginning of several ids" if found else "is no claim of this store"
            raise UnknownClaimError(claim_id, why, next_step)
        wording: int = found[0].wording
        return wording

    def _wordings_of(self, wording: int) -> list[int]:
        """Return all wordings of the claim that one is in."""
        ((claim,),) = self._rows.where("wordings", "id", [wording], "claim")
        return sorted(row.id for row in self._rows.where("wordings", "claim", [claim], "id"))

    def _rows_of(self, wordings: Sequence[int]) -> list[ClaimRow]:
        """Return the claim of each wording as lists show it."""
        claim = {
            row.id: row.claim for row in self._rows.where("wordings", "id", set(wordings), "id", "claim")
        }
        kept = {row.id: _row(row) for row in self._rows.where("claims", "id", set(claim.values()))}
        for wording in wordings:
            if claim[wording] not in kept:  # a single statement has no row
                told: Told = told_of(self._rows, [wording])
                contradicted = bool(contradicted_among(self._rows, [wording]))
                kept[claim[wording]] = _of_values(claim_row(0, told, contradicted=contradicted))
        return [kept[claim[wording]] for wording in wordings]

    def _opposed(self, wordings: Sequence[int]) -> list[OpposedPair]:
        """Return the pairs in which one of the wordings is."""
        nothing: dict[str, Any] = dict.fromkeys(("label", "slot", "since", "until"))
        return self._pairs(self._rows.contradictions(**nothing, wanted=Wanted(), wordings=wordings))

    def _pairs(self, found: Sequence[Any]) -> list[OpposedPair]:
        claims = self._rows_of([n for row in found for n in (row.one, row.other)])
        pairs = []
        for n, row in enumerate(found):
            one, other = unpacked(row.said), unpacked(row.against)
            contradiction = Contradiction(
                one=one.id, other=other.id, label=Label(row.label), slot=row.slot, why=row.why
            )
            ids = claims[2 * n].id, claims[2 * n + 1].id
            pairs.append(
                OpposedPair(
                    contradiction=contradiction, one=one, other=other, one_claim=ids[0], other_claim=ids[1]
                )
            )
        return pairs

    def _credits(self, report: str, wordings: Sequence[int]) -> list[CreditedReport]:
        """Return the credits in the chains of a report's statements, each matched in its claim."""
        found: dict[CreditedReport, None] = {}
        for claim in {tuple(self._wordings_of(wording)) for wording in wordings}:
            members = self._rows.where("statements", "wording", claim, "packed")
            every = all_unpacked(row.packed for row in members)
            found.update((c, None) for c in credits_of(every) if c.report == report)
        return sorted(found, key=lambda c: (c.span.start if c.span else -1, c.outlet, c.statement or ""))

    def _links(self, seq: int) -> tuple[CreditedReport, ...]:
        """Return the stored reports that a report's links point to."""
        references = [each for each in self._rows.references([seq]).get(seq, ()) if each.url]
        addresses = {each.url for each in references}
        stored = self._rows.where("reports", "url", addresses, "url", "id") if addresses else []
        report = self._rows.report(seq)
        if report is None:
            return ()
        return links_of(report, references, {address_key(row.url): row.id for row in stored})


def _row(row: Any) -> ClaimRow:  # noqa: ANN401 -- a row of claims
    return _of_values({name: getattr(row, name) for name in row._fields})


def _of_values(values: dict[str, Any]) -> ClaimRow:
    fields = {name: values[name] for name in ClaimRow.__struct_fields__ if name in values}
    fields["id"] = f"{_PREFIX}{values['key']:015x}"
    return ClaimRow(
        **{**fields, "contradicted": bool(values["contradicted"]), "circular": bool(values["circular"])}
    )
