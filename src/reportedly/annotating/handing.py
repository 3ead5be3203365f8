"""Handing out: a report with its records, as annotation tools show them, and what they are compared with.

A Sheet travels with the task, or lies beside the files: what comes back is held against what was handed
out, not against what the store says by then.
"""

from collections.abc import Iterator
from typing import Literal

import msgspec

from reportedly.annotating.fields import LABELS, PARTS, written
from reportedly.record import Attribution, Reading, Report, Source, Span, cite
from reportedly.record.layers import ATTRIBUTIONS
from reportedly.store import Filters, Judged, Target, View
from reportedly.store.drafts import Mark
from reportedly.store.items import Item, item_id, item_spans
from reportedly.store.judgement import Verb

SPAN = "span"
"""The one part of a record that is no attribution."""


class Marked(msgspec.Struct, frozen=True, kw_only=True):
    """One record as an annotation tool shows it, or as it came back."""

    key: str = ""
    """What it is called in the tool: its id ("a1"), or p or t and its number; "" where it was added there."""
    layer: str
    """The list of the Reading it stands in."""
    words: dict[str, tuple[Span, ...]]
    """Part ("source", "cue", "content"; else "span") -> its words, in order."""
    fields: dict[str, str] | None
    """What it says; fields that say nothing are not there. None: as it was handed out."""

    @property
    def spans(self) -> tuple[Span, ...]:
        """All its words, as the store's Target has them."""
        return tuple(sorted({span for spans in self.words.values() for span in spans}))


class Handed(msgspec.Struct, frozen=True, kw_only=True):
    """One record that was handed out."""

    marked: Marked
    target: Target
    """What the log calls it."""
    accepted: bool = False
    """Whether a person had accepted it by then."""


class Sheet(msgspec.Struct, frozen=True, kw_only=True):
    """What was handed out of one report."""

    form: Literal["reportedly.handed-out/1"] = "reportedly.handed-out/1"
    """Name of the form; another one is refused when it comes back."""
    report: str
    """Its id."""
    last: int
    """Number of the last judgement on the report by then; 0 where there was none."""
    model: str | None = None
    """The model that had read it."""
    records: tuple[Handed, ...]
    """Every record that was shown, by layer, in its order."""


def reports_to_hand(view: View, filters: Filters, ids: tuple[str, ...] = ()) -> list[str]:
    """Return the ids of the reports that are asked for, in the order in which they were added.

    Raises UnknownReportError for an id that is not there, StoreError for a filter that cannot be understood.
    """
    if ids:
        filters = msgspec.structs.replace(filters, all_versions=True)
    named = {view.report(each).id for each in ids}
    if filters.speaker or filters.place:
        met = {hit.report.id for hit in view.find("", filters, limit=_ALL)}
    else:
        met = {each.id for each in view.reports(filters, limit=None)}
    every = view.reports(Filters(all_versions=True), limit=None)
    return [each.id for each in every if each.id in met and (not ids or each.id in named)]


_ALL = 1_000_000


def sheet_of(view: View, report_id: str) -> tuple[Report, Sheet]:
    """Return a report and what is handed out of it. Raises CitationMismatchError where a proof fails."""
    report = view.report(report_id)
    raw = view.reading(report.id, judged=False) or Reading(report=report)
    judged = view.judged(report.id) or Judged(reading=raw)
    log = [each.id for each in view.history(report.id).judgements if each.target.report == report.id]
    records = tuple(_handed(judged, raw))
    return report, Sheet(report=report.id, last=max(log, default=0), model=raw.model, records=records)


def marked(layer: str, item: Item, source: Source | None, text: str, key: str = "") -> Marked:
    """Return a record as tools show it: its words without blanks around them."""
    if isinstance(item, Attribution):
        words = {part: trimmed(getattr(item, part), text) for part in PARTS}
    else:
        words = {SPAN: trimmed((item.span,), text)}
    return Marked(key=key, layer=layer, words=words, fields=written(layer, item, source))


def trimmed(spans: tuple[Span, ...], text: str) -> tuple[Span, ...]:
    """Return spans without blanks at their ends, in order, each once."""
    found = set()
    for span in spans:
        bare = span.text.strip()
        if bare:
            start = span.start + len(span.text) - len(span.text.lstrip())
            found.add(cite(text, start, start + len(bare)))
    return tuple(sorted(found))


def _handed(judged: Judged, raw: Reading) -> Iterator[Handed]:
    """Yield the records that are shown, each with what the log calls it."""
    reading = judged.reading
    text = reading.report.text
    sources = {source.id: source for source in reading.sources}
    marks = {(m.layer, m.spans, m.nth): m for m in judged.marks if m.verdict is not Verb.REJECT}
    for layer in (ATTRIBUTIONS, *LABELS):
        before: dict[tuple[Span, ...], int] = {}
        for number, item in enumerate(getattr(reading, layer), 1):
            spans = item_spans(item)
            nth = before.get(spans, 0)
            before[spans] = nth + 1
            mark = marks.get((layer, spans, nth))
            source = sources.get(item.speaker) if isinstance(item, Attribution) else None
            told = marked(layer, item, source, text, item_id(item) or f"{layer[0]}{number}")
            if not told.spans:
                continue  # only blanks: no tool can show it
            yield Handed(
                marked=told,
                target=_target(layer, item, mark, raw),
                accepted=mark is not None and mark.verdict is Verb.ACCEPT,
            )


def _target(layer: str, item: Item, mark: Mark | None, raw: Reading) -> Target:
    """Return what the log calls a record that is shown, as `store.pointing` has it."""
    if mark is not None:
        return mark.target
    same = [each for each in getattr(raw, layer) if item_spans(each) == item_spans(item)]
    own = item_id(item)
    nth = next((i for i, each in enumerate(same) if each == item or (own and item_id(each) == own)), 0)
    return Target(
        report=raw.report.id, layer=layer, spans=item_spans(item), nth=nth, item=own, model=raw.model
    )
