"""Statements of a reading: events, control statements, figures and attributed words as one sort of thing."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable

from reportedly.record import (
    Act,
    Attribution,
    Control,
    Event,
    Figure,
    Kind,
    Place,
    PlaceKind,
    Reading,
    Span,
    Status,
    Voice,
    cite,
)
from reportedly.tracing.clauses import bare, clause_within, subject_before
from reportedly.tracing.names import folded, side_of
from reportedly.tracing.scenes import Scenes
from reportedly.tracing.statement import Named, Statement, StatementKind
from reportedly.tracing.terms import sentences_of
from reportedly.wordlists import countries
from reportedly.wordlists.opposed import opposed_pattern

_SPEECH = frozenset({Act.SAY, Act.THINK, Act.WARN})
"""Acts whose content alone is what is said; with the others the act belongs to it ("rejected the demand")."""
_LEAST_WORDS = 5
"""A clause of fewer words is widened to its sentence: it would say too little alone."""
_MOST_LANDS = 3
_MOST_CHARACTERS = 600
"""A sentence longer than this is cut around what it is taken for: it is a list or a broken text."""


def statements_of(reading: Reading) -> tuple[Statement, ...]:
    """Return all that a report asserts, in the order of its words. Linear in the length of the report."""
    return _Book(reading).all()


class _Book:
    """One reading, with what every statement of it needs at hand."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._text = reading.report.text
        self._sentences = sentences_of(self._text)
        self._starts = [start for start, _ in self._sentences]
        self._attributions = {a.id: a for a in reading.attributions}
        self._sources = {s.id: s for s in reading.sources}
        self._places = sorted(reading.places, key=lambda p: p.span)
        self._place_starts = [p.span.start for p in self._places]
        self._setting = _setting(reading.places)
        self._scenes = Scenes(self._text, self._sentences, reading.places, reading.times)
        self._times = sorted(reading.times, key=lambda t: t.span)
        self._time_starts = [t.span.start for t in self._times]

    def all(self) -> tuple[Statement, ...]:
        found: list[Statement] = []
        found += [self._event(e) for e in self._reading.events]
        found += [self._control(c) for c in self._reading.controls]
        found += [self._figure(f) for f in self._reading.figures]
        for attribution in self._reading.attributions:
            found += self._said(attribution)
        return tuple(sorted(found, key=lambda s: (s.spans[0].start, s.spans[0].end, s.id)))

    def _event(self, event: Event) -> Statement:
        spans = self._clause(event.span)
        return self._made(
            item=event.id,
            kind=StatementKind.EVENT,
            spans=spans,
            by=event.by,
            head=event.span.text,
            type=str(event.type),
            actors=_listed(event.actor),
            recipients=_listed(event.recipient),
            places=self._named(event.place, event.place_spans, spans),
            when=event.when,
            status=event.status,
        )

    def _control(self, control: Control) -> Statement:
        spans = self._clause(control.span)
        return self._made(
            item=control.id,
            kind=StatementKind.CONTROL,
            spans=spans,
            by=control.by,
            head=control.span.text,
            type=str(control.change),
            actors=_listed(control.holder),
            places=self._named(control.place, control.place_spans, spans),
            when=control.when,
            status=control.status,
        )

    def _figure(self, figure: Figure) -> Statement:
        spans = self._clause(figure.span)
        return self._made(
            item=figure.id,
            kind=StatementKind.FIGURE,
            spans=spans,
            by=figure.by,
            head=figure.span.text,
            type=str(figure.what),
            actors=(figure.whose,) if figure.whose else (),
            places=self._named(None, (), spans),
            when=self._time_in(spans),
            low=figure.low,
            high=figure.high,
            approx=figure.approx,
            unit=figure.unit,
            cumulative=figure.cumulative,
            period=figure.period.text if figure.period else None,
            of_war=self._of_war(figure.span),
        )

    def _of_war(self, span: Span) -> bool:
        start, end = self._sentence(span.start)
        sentence = self._text[start : max(end, span.end)]
        return (
            opposed_pattern("war as a whole").search(sentence) is not None
            and opposed_pattern("single happening").search(sentence) is None
        )

    def _said(self, attribution: Attribution) -> Iterable[Statement]:
        """Yield one statement for each sentence that is attributed.

        Content that is no clause ("the attack", "of planning it") says nothing without its cue: it is
        taken with the cue and the source, as where the act belongs to what is said.
        """
        parts: list[tuple[Span, ...]] = []
        whole = attribution.act not in _SPEECH
        for span in attribution.content:
            if not (whole or bare(span.text)):
                parts += [(part,) for part in self._split(span)]
        if any(whole or bare(span.text) for span in attribution.content):
            told = self._told(attribution)
            parts = [p for p in parts if p[0].start >= told.end or p[0].end <= told.start]
            parts = sorted([*parts, (told,)], key=lambda p: p[0])
        for number, part in enumerate(parts, 1):
            yield self._made(
                item=attribution.id,
                part=number if len(parts) > 1 else None,
                kind=StatementKind.SAID,
                spans=part,
                by=attribution.id,
                type=None,
                places=self._named(None, (), part),
                when=self._time_in(part),
                status=Status.DENIED if attribution.act is Act.DENY else Status.ASSERTED,
            )

    def _told(self, attribution: Attribution) -> Span:
        """Return an attribution with cue and source; without a source, from where the cue's clause begins."""
        spans = (*attribution.source, *attribution.cue, *attribution.content)
        start = min(s.start for s in spans)
        end = max(s.end for s in spans)
        if attribution.act in _SPEECH:
            # Several sentences may be attributed: only that of the bare words is taken with the cue.
            first = self._sentence(next(s.start for s in attribution.content if bare(s.text)))
            start, end = max(start, first[0]), min(end, first[1])
        if not attribution.source and attribution.cue and start <= attribution.cue[0].start < end:
            cue = attribution.cue[0]
            sentence = self._sentence(cue.start)
            start = min(start, clause_within(self._text, *sentence, cue.start, cue.end)[0])
        if bare(self._text[start:end]):
            sentence = self._sentence(start)
            around = clause_within(self._text, *sentence, start, end)
            start, end = min(start, around[0]), max(end, around[1])
        return cite(self._text, start, max(end, start + 1))

    def _made(
        self,
        *,
        item: str,
        kind: StatementKind,
        spans: tuple[Span, ...],
        by: str | None,
        part: int | None = None,
        **slots: object,
    ) -> Statement:
        report = self._reading.report
        attribution = self._attributions.get(by) if by else None
        publisher = Voice(who=report.outlet or "unknown outlet", kind=Kind.OUTLET)
        source = self._sources.get(attribution.speaker) if attribution else None
        side = (
            (side_of(source.who) or (source.affiliation and side_of(source.affiliation))) if source else None
        )
        return Statement(
            id=f"{report.id}#{item}" + (f".{part}" if part else ""),
            report=report.id,
            outlet=report.outlet,
            published=report.published[:10] if report.published else None,
            kind=kind,
            item=item,
            words=" … ".join(s.text for s in spans),
            spans=spans,
            chain=attribution.chain if attribution and attribution.chain else (publisher,),
            attribution=attribution.id if attribution else None,
            act=attribution.act if attribution else None,
            medium=attribution.medium if attribution else None,
            said_on=self._said_on(attribution) if attribution else None,
            side=side or None,
            setting=self._setting,
            scene=tuple(dict.fromkeys(_known(p) for p in self._scenes.places(spans[-1].start))),
            scene_day=self._scenes.day(spans[-1].start),
            **slots,  # type: ignore[arg-type]  # each caller names slots of Statement
        )

    def _sentence(self, at: int) -> tuple[int, int]:
        """Return the sentence that holds a position."""
        index = max(0, bisect_right(self._starts, at) - 1)
        return self._sentences[index] if self._sentences else (0, len(self._text))

    def _clause(self, span: Span) -> tuple[Span, ...]:
        """Return the clause around a span, cut at strong marks; its sentence where that says too little."""
        start, end = self._sentence(span.start)
        start, end = min(start, span.start), max(end, span.end)
        if end - start > _MOST_CHARACTERS:
            start = max(start, span.start - _MOST_CHARACTERS // 2)
            end = min(end, max(span.end, span.start + _MOST_CHARACTERS // 2))
        left, right = clause_within(self._text, start, end, span.start, span.end)
        subject = subject_before(self._text, start, left, span.start) if left > start else None
        if len(self._text[left:right].split()) < _LEAST_WORDS and subject is None:
            left, right = start, end
        own = self._trimmed(left, right, span)
        return (own,) if subject is None else (cite(self._text, *subject), own)

    def _trimmed(self, start: int, end: int, least: Span) -> Span:
        while start < least.start and not self._text[start].isalnum() and self._text[start] not in "“\"‘'":
            start += 1
        while end > least.end and self._text[end - 1] in " ,;:-–—\n":
            end -= 1
        return cite(self._text, start, end)

    def _split(self, span: Span) -> list[Span]:
        """Return the sentences of a span."""
        first = max(0, bisect_right(self._starts, span.start) - 1)
        parts = []
        for start, end in self._sentences[first:]:
            if start >= span.end:
                break
            left, right = max(start, span.start), min(end, span.end)
            if left < right and any(c.isalnum() for c in self._text[left:right]):
                parts.append(cite(self._text, left, right))
        return parts or [span]

    def _named(self, name: str | None, at: tuple[Span, ...], inside: tuple[Span, ...]) -> tuple[Named, ...]:
        """Return the places said: those the item names, else those that stand in its words."""
        if name is None and not at:
            return tuple(dict.fromkeys(_known(p) for span in inside for p in self._places_in(span)))
        found = [_known(p) for span in at for p in self._places_in(span)]
        if not found:
            for part in re.split(r"[;,] ", name or ""):
                same = [p for p in self._places if part in {p.name, p.span.text}]
                found.append(_known(same[0]) if same else Named(part))
        return tuple(dict.fromkeys(n for n in found if n.name))

    def _places_in(self, span: Span) -> list[Place]:
        first = bisect_right(self._place_starts, span.start - 1)
        last = bisect_right(self._place_starts, span.end - 1)
        return self._places[first:last]

    def _time_in(self, spans: tuple[Span, ...]) -> str | None:
        """Return the only time that stands in the spans; None where none or several do."""
        found = {t.edtf for span in spans for t in self._times_in(span.start, span.end) if t.edtf}
        return found.pop() if len(found) == 1 else None

    def _times_in(self, start: int, end: int) -> list:  # type: ignore[type-arg]
        first = bisect_right(self._time_starts, start - 1)
        last = bisect_right(self._time_starts, end - 1)
        return self._times[first:last]

    def _said_on(self, attribution: Attribution) -> str | None:
        """Return when it was said: the only time in the cue's sentence that stands outside the content."""
        if not attribution.cue:
            return None
        start, end = self._sentence(attribution.cue[0].start)
        held = [(s.start, s.end) for s in attribution.content]
        found = {
            t.edtf
            for t in self._times_in(start, end)
            if t.edtf and not any(a <= t.span.start < b for a, b in held)
        }
        return found.pop() if len(found) == 1 else None


def _setting(places: Iterable[Place]) -> tuple[str, ...]:
    """Return the three countries named most, or in which most of the places named lie."""
    counts: Counter[str] = Counter()
    for place in places:
        land = countries.by_code(place.country) if place.country else None
        name = place.name if place.kind is PlaceKind.COUNTRY else land.name if land else ""
        if name:
            counts[side_of(name) or folded(name)] += 1
    return tuple(name for name, _ in sorted(counts.items(), key=lambda c: (-c[1], c[0]))[:_MOST_LANDS])


def _listed(names: str | None) -> tuple[str, ...]:
    """Return the parties of a field that parts several by ", " or "; "."""
    return tuple(n for n in re.split(r"[,;] ", names) if n) if names else ()


def _known(place: Place) -> Named:
    """Return a place as a statement keeps it."""
    wide = place.kind is PlaceKind.COUNTRY
    return Named(
        place.name,
        place.geonames_id,
        place.country,
        wide,
        None if wide else place.admin1,
        place.kind is PlaceKind.REGION,
    )
