"""Selection: which reports, and which records in them, are handed over."""

from typing import Any

import msgspec

from reportedly.linking import ClaimFilters, ContradictionFilters
from reportedly.record import Place, Reading, Span, Time
from reportedly.record.layers import FIGURES
from reportedly.store import Filters, Mark
from reportedly.store.filters import between, words_of
from reportedly.store.judgement import Verb
from reportedly.store.keys import Keys, holds_words, keys_of
from reportedly.tracing.statements import statements_of
from reportedly.views.records import Record, records


class Selection(msgspec.Struct, frozen=True, kw_only=True):
    """What an export is narrowed to; None and False narrow nothing. "peskov" meets "Dmitry Peskov"."""

    since: str | None = None
    """Published on this day or later (ISO 8601 or EDTF)."""
    until: str | None = None
    """Published on this day or earlier."""
    outlet: str | None = None
    """Published by it."""
    place: str | None = None
    """Records about a place of this name."""
    speaker: str | None = None
    """Records said by somebody of this name, or by an outlet of it in its own voice."""
    reviewed_only: bool = False
    """Only records that a person accepted, corrected or added."""

    def check(self) -> None:
        """Raise StoreError where a day is none, or a name holds no word."""
        between("published", self.since, self.until)
        for name in ("place", "speaker", "outlet"):
            words_of(name, getattr(self, name))

    def of_reports(self) -> Filters:
        """Return what it asks of reports. Of a story the latest version alone is handed over."""
        return Filters(outlet=self.outlet, since=self.since, until=self.until)

    def of_claims(self) -> ClaimFilters:
        """Return what it asks of claims."""
        return ClaimFilters(**self._of_trace())

    def of_contradictions(self) -> ContradictionFilters:
        """Return what it asks of contradictions."""
        return ContradictionFilters(**self._of_trace())

    def _of_trace(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in ("speaker", "place", "outlet", "since", "until")}

    @property
    def of_records(self) -> bool:
        """Whether it asks anything of records."""
        return bool(self.place or self.speaker or self.reviewed_only)


def chosen(reading: Reading, marks: tuple[Mark, ...], selection: Selection) -> tuple[Record, ...]:
    """Return the records of a reading that a selection takes, by layer, in their order.

    Where a speaker or a review is asked for, a place or time comes along with the record in whose words it
    stands: nobody says or judges it by itself. Raises StoreError where a name holds no word.
    """
    every = tuple(records(reading))
    if not selection.of_records:
        return every
    taken = _Taken(reading, marks, selection)
    first = [pair for pair in zip(every, keys_of(reading), strict=True) if not _is_name(pair[0])]
    met = [record for record, keys in first if taken.meets(record, keys)]
    covers = [span for record in met for span in _all_spans(record)]
    names = [r for r in every if _is_name(r) and (taken.judged(r) or _stands_in(r, covers))]
    names = [r for r in names if taken.about(r, None)]
    wanted = {id(record) for record in (*met, *names)}
    return tuple(record for record in every if id(record) in wanted)


class _Taken:
    """What a selection asks of one record of a reading."""

    def __init__(self, reading: Reading, marks: tuple[Mark, ...], selection: Selection) -> None:
        self._place = words_of("place", selection.place)
        self._speaker = words_of("speaker", selection.speaker)
        self._outlet = reading.report.outlet
        self._reviewed_only = selection.reviewed_only
        held = [m for m in marks if m.verdict is Verb.ACCEPT or m.corrected or m.added]
        self._items = {(mark.layer, mark.item) for mark in held if mark.item}
        self._words = {(mark.layer, mark.spans) for mark in held if not mark.item}
        self._scenes = _scenes(reading) if self._place else {}

    def meets(self, record: Record, keys: Keys) -> bool:
        return (
            self.about(record, keys) and self.said(keys) and (not self._reviewed_only or self.judged(record))
        )

    def about(self, record: Record, keys: Keys | None) -> bool:
        """Whether it is about the place; of a figure, whether its sentence is set there."""
        if not self._place:
            return True
        if isinstance(record.item, Place):
            names = {record.item.name, record.item.span.text}
        elif record.layer == FIGURES:
            names = self._scenes.get(record.name, set())
        else:
            names = set(keys.places) if keys is not None else set()
        return any(holds_words(name, self._place) for name in names)

    def said(self, keys: Keys) -> bool:
        return not self._speaker or holds_words(keys.speaker or self._outlet, self._speaker)

    def judged(self, record: Record) -> bool:
        return (record.layer, record.name) in self._items or (record.layer, record.spans) in self._words


def _is_name(record: Record) -> bool:
    return isinstance(record.item, (Place, Time))


def _all_spans(record: Record) -> tuple[Span, ...]:
    """Return the words of a record with those of its places and times."""
    beside = [getattr(record.item, name, ()) for name in ("place_spans", "holder_spans", "actor_spans")]
    when = getattr(record.item, "when_span", None)
    return (*record.spans, *(span for spans in beside for span in spans), *((when,) if when else ()))


def _stands_in(record: Record, covers: list[Span]) -> bool:
    return any(c.start <= s.start and s.end <= c.end for s in record.spans for c in covers)


def _scenes(reading: Reading) -> dict[str, set[str]]:
    """Return for each figure the names of the places that its sentence tells of, or is set in."""
    found: dict[str, set[str]] = {}
    for said in statements_of(reading):
        found.setdefault(said.item, set()).update(place.name for place in (*said.places, *said.scene))
    return found
