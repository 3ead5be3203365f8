"""Telling: what a store holds as answers, each part only if its words still stand in the report."""

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from reportedly.errors import CitationMismatchError, StoreError
from reportedly.linking import OpposedPair, Trace, Traces
from reportedly.linking.preparing import all_unpacked
from reportedly.linking.told import ClaimRow
from reportedly.mcp.answers import (
    AboutReport,
    ChainVoice,
    Citation,
    FoundClaim,
    FoundJoin,
    FoundOrigin,
    FoundRecord,
    Opposed,
    Said,
)
from reportedly.record import Attribution, Control, Event, Reading, Report, Span, verify
from reportedly.store import Mark, View
from reportedly.store.judgement import Verb
from reportedly.store.kept import Listed
from reportedly.tracing.claims import Claim
from reportedly.tracing.origins import Origin
from reportedly.tracing.statement import Statement
from reportedly.views.records import Record, records
from reportedly.views.records import told as told_of

Item = TypeVar("Item")
Part = TypeVar("Part")
_TEXTS = 500
"""Reports kept at hand while one answer is made."""


def about(report: Report | Listed) -> AboutReport:
    """Return a report without its text."""
    return AboutReport(**{name: getattr(report, name) for name in AboutReport.__struct_fields__})


def cited(report: Report, spans: Iterable[Span]) -> tuple[Citation, ...]:
    """Return spans as citations, each once. Raises CitationMismatchError where one does not match."""
    found: dict[Citation, None] = {}
    for span in spans:
        verify(span, report.text)
        citation = Citation(
            report=report.id,
            start=span.start,
            end=span.end,
            text=span.text,
            outlet=report.outlet,
            url=report.url,
        )
        found[citation] = None
    return tuple(found)


def each(tell: Callable[[Item], Part], items: Iterable[Item]) -> tuple[tuple[Part, ...], int]:
    """Return what is told of items, and how many are withheld because their words are no longer there."""
    told: list[Part] = []
    withheld = 0
    for item in items:
        try:
            told.append(tell(item))
        except (CitationMismatchError, StoreError):  # the latter where a whole text was changed
            withheld += 1
    return tuple(told), withheld


class Records:
    """Tells the records of one reading."""

    def __init__(self, reading: Reading, marks: tuple[Mark, ...] = ()) -> None:
        """Tell the records of `reading`, on which persons left `marks`."""
        self._report = reading.report
        self.every = tuple(records(reading))
        held = [m for m in marks if m.verdict is Verb.ACCEPT or m.corrected or m.added]
        self._items = {(m.layer, m.item) for m in held if m.item}
        self._words = {(m.layer, m.spans) for m in held if not m.item}

    def tell(self, record: Record) -> FoundRecord:
        """Return a record as an answer. Raises CitationMismatchError."""
        item = record.item
        status = item.status.value if isinstance(item, (Control, Event)) else None
        beside = [getattr(item, name, ()) for name in ("place_spans", "holder_spans", "actor_spans")]
        beside.append(getattr(item, "recipient_spans", ()))
        when = getattr(item, "when_span", None)
        spans = (*record.spans, *(s for spans in beside for s in spans), *((when,) if when else ()))
        return FoundRecord(
            name=record.name,
            layer=record.layer,
            told=told_of(item),
            words=" … ".join(span.text for span in _said(record)),
            speaker=record.speaker,
            status=status,
            manner=item.manner.value if isinstance(item, Attribution) else None,
            chain=self._chain(item) if isinstance(item, Attribution) else (),
            reviewed=(record.layer, record.name) in self._items
            or (record.layer, record.spans) in self._words,
            citations=cited(self._report, spans),
        )

    def _chain(self, said: Attribution) -> tuple[ChainVoice, ...]:
        return tuple(
            ChainVoice(
                who=voice.who,
                kind=voice.kind.value,
                citation=cited(self._report, [voice.citation])[0] if voice.citation else None,
            )
            for voice in said.chain
        )


def _said(record: Record) -> tuple[Span, ...]:
    """Return the words that a record rests on, of an attribution those of its content."""
    content = record.item.content if isinstance(record.item, Attribution) else ()
    return content or record.spans


class Telling:
    """Tells what reports say together, at one moment of a store."""

    def __init__(self, traces: Traces) -> None:
        """Tell what `traces` shows."""
        self._traces, self._view = traces, traces.view
        self._reports: dict[str, Report] = {}

    def cite(self, report: str, spans: Iterable[Span]) -> tuple[Citation, ...]:
        """Return spans of a report as citations. Raises CitationMismatchError."""
        return cited(self._report(report), spans)

    def said(self, statement: Statement) -> Said:
        """Return a statement. Raises CitationMismatchError."""
        return Said(
            id=statement.id,
            words=statement.words,
            chain=tuple(voice.who for voice in statement.chain),
            published=statement.published,
            status=statement.status.value,
            citations=self.cite(statement.report, statement.spans),
        )

    def claim(self, row: ClaimRow, claim: Claim | None = None, nearness: float | None = None) -> FoundClaim:
        """Return a claim with the words of the member that stands for it. Raises CitationMismatchError."""
        members = (claim or self._traces.claim(row.id).claim).members
        shown = next((member for member in members if member.words == row.words), members[0])
        return FoundClaim(
            id=row.id,
            words=row.words,
            reports=row.reports,
            origins=row.origins,
            not_traced=row.unknown,
            first_day=row.first_day,
            last_day=row.last_day,
            contradicted=row.contradicted,
            circular=row.circular,
            nearness=None if nearness is None else round(nearness, 3),
            citations=self.cite(shown.report, shown.spans),
        )

    def origins(self, trace: Trace) -> tuple[FoundOrigin, ...]:
        """Return what a claim goes back to; a join that cannot be proved is left out."""
        every = [(origin, True) for origin in trace.origins.known]
        every += [(origin, False) for origin in trace.origins.unknown]
        return tuple(self._origin(origin, traced=traced) for origin, traced in every)

    def pair(self, pair: OpposedPair) -> Opposed:
        """Return two statements that do not go together. Raises CitationMismatchError."""
        why = pair.contradiction
        return Opposed(
            label=why.label.value,
            differs=why.slot,
            why=why.why,
            one=self.said(pair.one),
            other=self.said(pair.other),
        )

    def against(self, trace: Trace) -> tuple[tuple[Opposed, ...], int]:
        """Return what does not go together with a claim, and how much of it is withheld."""
        held = {s.id: s for s in (*trace.claim.members, *trace.against)}
        pairs = [
            OpposedPair(contradiction=c, one=held[c.one], other=held[c.other], one_claim="", other_claim="")
            for c in trace.contradictions
            if c.one in held and c.other in held
        ]
        return each(self.pair, pairs)

    def statements(self, ids: Sequence[str]) -> dict[str, Statement]:
        """Return statements by their ids."""
        rows = self._view.traces()
        seqs = rows.seqs_of({id_.rpartition("#")[0] for id_ in ids}).values()
        packed = rows.where("statements", "seq", list(seqs), "packed")
        wanted = set(ids)
        return {s.id: s for s in all_unpacked(row.packed for row in packed) if s.id in wanted}

    def _origin(self, origin: Origin, *, traced: bool) -> FoundOrigin:
        def told(at: int) -> FoundJoin:
            join = origin.joins[at]
            proof = [c for p in join.proof for c in self.cite(p.report, [p.span])]
            return FoundJoin(
                one=join.one, other=join.other, tie=str(join.tie), why=join.why, citations=tuple(proof)
            )

        return FoundOrigin(
            root=origin.root.value,
            who=origin.who,
            traced=traced,
            through=origin.through,
            members=origin.members,
            joins=each(told, range(len(origin.joins)))[0],
        )

    def _report(self, key: str) -> Report:
        if key not in self._reports:
            if len(self._reports) >= _TEXTS:
                self._reports.clear()
            self._reports[key] = self._view.report(key)
        return self._reports[key]


def reading_of(view: View, key: str) -> tuple[Reading, tuple[Mark, ...]]:
    """Return the reading of a report as persons judged it, with their marks; empty where it was not read.

    Each record is verified where it is told, so one that does not match hides none of the others.
    """
    judged = view.judged(key, verified=False)
    return (Reading(report=view.report(key)), ()) if judged is None else (judged.reading, judged.marks)
