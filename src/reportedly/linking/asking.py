"""Asking: what a store's reports say together, as it was at one moment."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from math import log2
from typing import Any

from reportedly.errors import StoreError
from reportedly.linking.catching_up import Progress, catch_up
from reportedly.linking.nearby import nearest
from reportedly.linking.passages import in_order, passage_in
from reportedly.linking.preparing import all_unpacked, unpacked
from reportedly.linking.settling import all_told, claim_row, contradicted_among
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
from reportedly.tracing.wordings import key_of

NO_FILTERS = ClaimFilters()
ANY_CONTRADICTION = ContradictionFilters()
WHOLE_LEDGER = LedgerFilters()
_PREFIX, _DIGITS = "claim-", 15
_AT_ONCE = 200
"""Wordings, or contradictions, whose statements are at hand together."""
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
        return [_row(row) for row in self._found(filters, limit=limit, offset=offset, order=order)]

    def claim(self, claim_id: str) -> Trace:
        """Return a claim with its origins, what speaks against it, its credits and copied passages.

        Any member's key names it, and so does the beginning of one that no other statement has.
        """
        (trace,) = self._traced([self._wordings_of(self._named(claim_id))])
        return trace

    def every_claim(self, filters: ClaimFilters = NO_FILTERS) -> Iterator[Trace]:
        """Yield all claims that meet the filters, as `claim` returns each, those of most reports first.

        What several need, as the other statements of a report, is read once for all that are made together.
        """
        numbers = [row.id for row in self._found(filters, limit=None)]
        part: list[list[int]] = []
        for start in range(0, len(numbers), _AT_ONCE):
            wordings: dict[int, list[int]] = {number: [] for number in numbers[start : start + _AT_ONCE]}
            for row in self._rows.where("wordings", "claim", list(wordings), "id", "claim"):
                wordings[row.claim].append(row.id)
            for inside in wordings.values():
                part.append(sorted(inside))
                if sum(map(len, part)) >= _AT_ONCE:
                    yield from self._traced(part)
                    part = []
        yield from self._traced(part)

    def claims_of(self, statements: Collection[str]) -> dict[str, str]:
        """Return the claims of two or more reports that statements are in: ids by the statements' ids."""
        keys = {key_of(name): name for name in statements}
        said = self._rows.where("statements", "key", keys, "key", "wording")
        among = {row.wording for row in said}
        claims = {row.id: row.claim for row in self._rows.where("wordings", "id", among, "id", "claim")}
        held = {
            row.id: row.key for row in self._rows.where("claims", "id", set(claims.values()), "id", "key")
        }
        told = ((keys[row.key], held.get(claims[row.wording])) for row in said)
        return {name: _called(key) for name, key in told if key is not None}

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
        if not filters.words:
            return self._pairs(self._opposing(filters, limit=limit, offset=offset))
        met = self.every_contradiction(filters)
        return list(islice(met, offset, None if limit is None else offset + limit))

    def every_contradiction(self, filters: ContradictionFilters = ANY_CONTRADICTION) -> Iterator[OpposedPair]:
        """Yield all such pairs, the latest first; they are searched for once."""
        words = folded_words(filters.words or "")
        found = self._opposing(filters)
        for start in range(0, len(found), _AT_ONCE):
            for pair in self._pairs(found[start : start + _AT_ONCE]):
                if not words or holds_words(pair.one.words, words) or holds_words(pair.other.words, words):
                    yield pair

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

    def _found(
        self,
        filters: ClaimFilters,
        *,
        limit: int | None,
        offset: int = 0,
        order: ClaimOrder = ClaimOrder.REPORTS,
    ) -> list[Any]:
        """Return the rows of claims that meet the filters."""
        return self._rows.claims(
            words=filters.words,
            wanted=Wanted(speaker=filters.speaker, place=filters.place, outlet=filters.outlet),
            since=filters.since,
            until=filters.until,
            least_reports=max(2, filters.least_reports),
            contradicted=filters.contradicted,
            order=order.value,
            limit=limit,
            offset=offset,
        )

    def _opposing(
        self, filters: ContradictionFilters, *, limit: int | None = None, offset: int = 0
    ) -> list[Any]:
        """Return the rows of pairs that meet the filters, those on words apart."""
        if filters.label is not None and filters.label not in set(Label):
            raise StoreError(
                f"the label {filters.label!r}", "is not known", f"choose from {', '.join(Label)}"
            )
        return self._rows.contradictions(
            label=filters.label,
            slot=filters.slot,
            wanted=Wanted(speaker=filters.speaker, place=filters.place, outlet=filters.outlet),
            since=filters.since,
            until=filters.until,
            limit=limit,
            offset=offset,
        )

    def _traced(self, claims: Sequence[Sequence[int]]) -> Iterator[Trace]:
        """Yield the claims that sets of wordings make."""
        at = {wording: n for n, inside in enumerate(claims) for wording in inside}
        nothing: dict[str, Any] = dict.fromkeys(("label", "slot", "since", "until"))
        rows = self._rows.contradictions(**nothing, wanted=Wanted(), wordings=list(at))
        opposed: list[list[OpposedPair]] = [[] for _ in claims]
        for row, pair in zip(rows, self._pairs(rows), strict=True):
            for n in {at[side] for side in (row.one, row.other) if side in at}:
                opposed[n].append(pair)
        for told, pairs in zip(all_told(self._rows, claims), opposed, strict=True):
            inside = {m.id for m in told.claim.members}
            against = {s.id: s for pair in pairs for s in (pair.one, pair.other) if s.id not in inside}
            yield Trace(
                claim=told.claim,
                origins=told.origins,
                contradictions=tuple(pair.contradiction for pair in pairs),
                against=tuple(against[name] for name in sorted(against)),
                credits=credits_of(told.claim.members),
                copies=told.passages,
            )

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
        alone = {claim[n]: n for n in wordings if claim[n] not in kept}  # a single statement has no row
        opposed = contradicted_among(self._rows, alone.values())
        for (number, n), told in zip(
            alone.items(), all_told(self._rows, [[n] for n in alone.values()]), strict=True
        ):
            kept[number] = _of_values(claim_row(0, told, contradicted=n in opposed))
        return [kept[claim[wording]] for wording in wordings]

    def _pairs(self, found: Iterable[Any]) -> list[OpposedPair]:
        pairs = []
        for row in found:
            one, other = unpacked(row.said), unpacked(row.against)
            contradiction = Contradiction(
                one=one.id, other=other.id, label=Label(row.label), slot=row.slot, why=row.why
            )
            ids = _called(row.one_claim), _called(row.other_claim)
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


def _called(key: int) -> str:
    """Return the id of the claim whose earliest member has this key."""
    return f"{_PREFIX}{key:015x}"


def _of_values(values: dict[str, Any]) -> ClaimRow:
    fields = {name: values[name] for name in ClaimRow.__struct_fields__ if name in values}
    fields["id"] = _called(values["key"])
    return ClaimRow(
        **{**fields, "contradicted": bool(values["contradicted"]), "circular": bool(values["circular"])}
    )
