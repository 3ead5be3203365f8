"""Matter: what is handed over, at one moment of a store: reports with the chosen, proved records; claims.

    with open_traces(store) as traces:
        matter = Matter(traces, Selection(since="2025-03"))
        for taken in matter.reports():      # as often as a format needs; nothing is kept
            for record in taken.records: ...
        for trace in matter.claims(): ...

Every format (`formats.py`) is a function of a Matter and of Files to write to.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime

import msgspec

from reportedly.errors import CitationMismatchError, NotAReadingError, StoreError
from reportedly.exports.proving import READ_AGAIN, Refused, proved
from reportedly.exports.selection import Selection, chosen
from reportedly.linking import OpposedPair, Trace, Traces
from reportedly.record import Reading, Reference, Report
from reportedly.record.citations import is_proved
from reportedly.store import Mark
from reportedly.store.kept import Listed
from reportedly.tracing.statement import Statement
from reportedly.version import __version__
from reportedly.views.records import Record

Advance = Callable[[int, int], object]
"""Shows that so many of so many reports are done."""
_BATCH = 500
_TEXTS = 200
"""Texts kept at hand."""


class Taken(msgspec.Struct, frozen=True, kw_only=True):
    """One report of an export."""

    listed: Listed
    """What lists show of it: outlet, address, dates, the model that read it."""
    reading: Reading
    """All that was found in it, as persons judged it, and proved: what the chosen records rest on."""
    records: tuple[Record, ...]
    """The chosen records, by layer, in their order; the names are those of the reading ("a1", "p2")."""
    marks: tuple[Mark, ...] = ()
    """What persons said of its records."""
    references: tuple[Reference, ...] = ()
    """Its credit lines and links."""

    @property
    def report(self) -> Report:
        """The report with its text."""
        return self.reading.report

    def names(self) -> frozenset[str]:
        """Return the names of the chosen records."""
        return frozenset(record.name for record in self.records)


class Matter:
    """What is handed over."""

    def __init__(
        self,
        traces: Traces,
        selection: Selection | None = None,
        *,
        made: datetime | None = None,
        advance: Advance | None = None,
    ) -> None:
        """Hand over what `selection` takes of the store that `traces` asks, all of it where that is None.

        `made` is the moment that the files say they were made, now where it is None.
        """
        self.traces = traces
        self.selection = selection or Selection()
        self.made = (made or datetime.now(UTC)).astimezone(UTC).replace(microsecond=0)
        self.tool = f"reportedly {__version__}"
        self._advance = advance
        self._refused: dict[Refused, None] = {}
        self._texts: dict[str, str] = {}
        self._met = self._records = self._claims = 0

    @property
    def refused(self) -> tuple[Refused, ...]:
        """What was not handed over so far because it could not be proved; each once."""
        return tuple(self._refused)

    @property
    def met(self) -> tuple[int, int, int]:
        """How many reports, records and claims the last full passes gave; 0 where none was made."""
        return self._met, self._records, self._claims

    def reports(self) -> Iterator[Taken]:
        """Yield the reports in the order in which they were added; one that was not read has no records.

        Where the selection asks something of records, only reports that have one such. Each call goes over
        the store anew.
        """
        filters, met, counted = self.selection.of_reports(), 0, 0
        of = len(self.traces.view.reports(filters, limit=None)) if self._advance else 0
        offset = done = 0
        while listed := self.traces.view.reports(filters, limit=_BATCH, offset=offset):
            offset += len(listed)
            for each in listed:
                taken = self._taken(each)
                done += 1
                if self._advance:
                    self._advance(done, of)
                if taken is not None and (taken.records or not self.selection.of_records):
                    met, counted = met + 1, counted + len(taken.records)
                    yield taken
        self._met, self._records = met, counted

    def claims(self) -> Iterator[Trace]:
        """Yield the claims of two or more reports that meet the selection, those of most reports first.

        With `reviewed_only` those of which a person judged a member. A claim of which a citation fails is
        refused.
        """
        reviewed, met = self._reviewed(), 0
        for trace in self.traces.every_claim(self.selection.of_claims()):
            if self._is_proved(trace) and _any_of(trace.claim.members, reviewed):
                met += 1
                yield trace
        self._claims = met

    def contradictions(self) -> Iterator[OpposedPair]:
        """Yield the pairs of statements that do not go together and meet the selection, the latest first.

        With `reviewed_only` those of which a person judged one. A pair of which a citation fails is refused.
        """
        reviewed = self._reviewed()
        for pair in self.traces.every_contradiction(self.selection.of_contradictions()):
            sides = (pair.one, pair.other)
            if _any_of(sides, reviewed) and all(
                self.proves(s.report, (s.spans, s.chain), s.item) for s in sides
            ):
                yield pair

    def proved_claim(self, claim_id: str) -> Trace | None:
        """Return a claim; None where a citation of it fails: then it is refused."""
        trace = self.traces.claim(claim_id)
        return trace if self._is_proved(trace) else None

    def _is_proved(self, trace: Trace) -> bool:
        """Whether all that is said in a claim, against it, and for its origins stands in its reports.

        Else it is refused.
        """
        said = (*trace.claim.members, *trace.against)
        parts: list[tuple[str, object, str | None]] = []
        parts += [(each.report, (each.spans, each.chain), each.item) for each in said]
        for origin in (*trace.origins.known, *trace.origins.unknown):
            parts += [(p.report, (p.span,), None) for join in origin.joins for p in join.proof]
        return all(self.proves(*part) for part in parts)

    def proves(self, report: str, cited: object, record: str | None = None) -> bool:
        """Whether every citation in `cited` stands in a report; else that, or its record, is refused."""
        try:
            if is_proved(cited, self._text(report)):
                return True
            why = READ_AGAIN
        except StoreError as error:
            why = str(error)
        self._refused[Refused(report=report, record=record, why=why)] = None
        return False

    def _text(self, report: str) -> str:
        if report not in self._texts:
            if len(self._texts) >= _TEXTS:
                self._texts.clear()
            self._texts[report] = self.traces.view.report(report).text
        return self._texts[report]

    def _reviewed(self) -> frozenset[tuple[str, str]] | None:
        """Return the records that a person judged, where only those are asked for."""
        if not self.selection.reviewed_only:
            return None
        return frozenset((taken.report.id, name) for taken in self.reports() for name in taken.names())

    def _taken(self, listed: Listed) -> Taken | None:
        view = self.traces.view
        try:
            judged = view.judged(listed.id, verified=False)
            if judged is None:
                return Taken(listed=listed, reading=Reading(report=view.report(listed.id)), records=())
            reading, refused = proved(judged.reading)
        except (CitationMismatchError, NotAReadingError, StoreError) as error:
            self._refused[Refused(report=listed.id, why=str(error))] = None
            return None
        self._refused.update(dict.fromkeys(refused))
        return Taken(
            listed=listed,
            reading=reading,
            records=chosen(reading, judged.marks, self.selection),
            marks=judged.marks,
            references=view.references(listed.id),
        )


def _any_of(said: Iterable[Statement], reviewed: frozenset[tuple[str, str]] | None) -> bool:
    """Whether one of the statements is one of the records of these reports; None are all."""
    return reviewed is None or any((each.report, each.item) in reviewed for each in said)
