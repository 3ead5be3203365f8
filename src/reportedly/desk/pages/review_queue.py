"""The queue: records that the model was least sure of, over the latest reports, those that nobody has judged.

A store keeps readings packed and no index of how sure their records are, so this looks through the latest
`MOST` reports, as many at a time as fit into `_BUDGET`, and remembers what it found until a report is read
anew or judged. docs/desk.md: nothing here writes.
"""

import heapq
import threading
import time
from collections import Counter
from weakref import WeakKeyDictionary

import msgspec

from reportedly.desk.pages.reader_items import NOUNS
from reportedly.desk.pages.reader_keys import keys_of
from reportedly.desk.pages.reader_text import shown_words
from reportedly.record import Attribution, Control, Event, Reading, Span
from reportedly.record.layers import ATTRIBUTIONS, CONTROLS, EVENTS
from reportedly.store import Filters, Judged, Listed, Store, Verb, View
from reportedly.store.items import Item, item_spans
from reportedly.views.records import told
from reportedly.views.values import NOT_RESOLVED
from reportedly.views.voices import SAYS

MOST = 400
"""Reports looked through, the latest added first."""
SURE = 0.8
"""Records that the model is surer of are not in the queue."""
LAYERS = (ATTRIBUTIONS, CONTROLS, EVENTS)
"""Layers whose records say how sure the model is."""
_OF_ONE = 30
"""Records remembered of one report, the least sure."""
_BUDGET = 0.09
"""Seconds that one request may look."""
_AROUND = 130
"""Characters shown around a record's words."""
_LONG = 360


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked of the queue."""

    layer: str = ""
    outlet: str = ""
    since: str = ""

    @property
    def filters(self) -> Filters:
        """The same for the store."""
        return Filters(outlet=self.outlet or None, since=self.since or None)


class Waiting(msgspec.Struct, frozen=True, kw_only=True):
    """One record that waits to be judged."""

    report: str
    key: str
    layer: str
    noun: str
    confidence: float
    lead: str
    before: str
    words: str
    after: str
    chain: tuple[str, ...]
    last: int
    """Number of the last judgement on the report when it was looked at."""
    model: str

    @property
    def percent(self) -> int:
        """How sure the model is, in percent."""
        return round(100 * self.confidence)


class Queued(msgspec.Struct, frozen=True, kw_only=True):
    """A record in the queue with its report."""

    waiting: Waiting
    report: Listed


class Queue(msgspec.Struct, frozen=True, kw_only=True):
    """What the page shows."""

    rows: tuple[Queued, ...]
    many: int
    """How many wait, in the reports looked through."""
    looked: int
    """Reports looked through so far."""
    of: int
    """Reports to look through."""


class _Entry(msgspec.Struct, frozen=True, kw_only=True):
    model: str | None
    last: int
    waiting: tuple[Waiting, ...]


class _Memory:
    """What was found in the reports of one store."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.entries: dict[str, _Entry] = {}
        self.last: dict[str, int] = {}
        self.judgements = -1

    def update(self, view: View) -> None:
        """Note which report was judged last by which judgement."""
        many = view.counts().judgements
        if many != self.judgements:
            self.last = {
                each.target.report: each.id for each in view.judgements() if each.target.report is not None
            }
            self.judgements = many


_MEMORIES: WeakKeyDictionary[Store, _Memory] = WeakKeyDictionary()
_MAKING = threading.Lock()


def queue_of(store: Store, wanted: Wanted, limit: int) -> Queue:
    """Return the records that wait, the least sure first. Raises StoreError for a wrong filter."""
    memory, until = _memory(store), time.monotonic() + _BUDGET
    with memory.lock, store.view() as view:
        memory.update(view)
        reports = view.shelf.latest(wanted.filters, by_added=True, limit=MOST)
        reports = [each for each in reports if each.model is not None]
        looked, fresh, found = 0, 0, list[tuple[float, str, str, Waiting, Listed]]()
        for report in reports:
            entry = memory.entries.get(report.id)
            last = memory.last.get(report.id, 0)
            if entry is None or (entry.model, entry.last) != (report.model, last):
                if fresh and time.monotonic() > until:
                    continue
                entry, fresh = _looked_at(view, report, last), fresh + 1
                memory.entries[report.id] = entry
            looked += 1
            found += [
                (each.confidence, report.id, each.key, each, report)
                for each in entry.waiting
                if not wanted.layer or each.layer == wanted.layer
            ]
        if len(memory.entries) > 4 * MOST:
            keep = {each.id for each in reports}
            memory.entries = {id_: entry for id_, entry in memory.entries.items() if id_ in keep}
    first = heapq.nsmallest(limit, found)  # no two are of one report and key: nothing else is compared
    rows = tuple(Queued(waiting=waiting, report=report) for *_, waiting, report in first)
    return Queue(rows=rows, many=len(found), looked=looked, of=len(reports))


def remembered(store: Store, report: str, key: str) -> Waiting | None:
    """Return a record as it stood in the queue; None where it does not."""
    entry = _memory(store).entries.get(report)
    return next((each for each in entry.waiting if each.key == key), None) if entry is not None else None


def _memory(store: Store) -> _Memory:
    with _MAKING:
        return _MEMORIES.setdefault(store, _Memory())


def _looked_at(view: View, report: Listed, last: int) -> _Entry:
    judged = view.judged(report.id)
    waiting = () if judged is None else waiting_in(judged, last, report.model or "")
    return _Entry(model=report.model, last=last, waiting=waiting)


def waiting_in(judged: Judged, last: int, model: str) -> tuple[Waiting, ...]:
    """Return the records of a report that wait to be judged, the least sure first, at most `_OF_ONE`."""
    decided = {
        (mark.layer, mark.spans, mark.nth)
        for mark in judged.marks
        if mark.verdict is Verb.ACCEPT or mark.corrected or mark.added
    }
    reading, found = judged.reading, list[Waiting]()
    for layer in LAYERS:
        before = Counter[tuple[Span, ...]]()
        items: tuple[Attribution | Control | Event, ...] = getattr(reading, layer)
        for key, item in zip(keys_of(reading, layer), items, strict=True):
            spans = item_spans(item)
            place = (layer, spans, before[spans])
            before[spans] += 1
            if item.confidence < SURE and place not in decided:
                found.append(_waiting(reading, layer, key, item, last, model))
    found.sort(key=lambda each: each.confidence)
    return tuple(found[:_OF_ONE])


def _waiting(
    reading: Reading, layer: str, key: str, item: Attribution | Control | Event, last: int, model: str
) -> Waiting:
    spans = (item.content or item.cue or item.source) if isinstance(item, Attribution) else (item.span,)
    text = reading.report.text
    first, end = min(spans).start, max(span.end for span in spans)
    end = min(end, first + _LONG)
    begins = text.rfind("\n", 0, first) + 1
    if first - begins > _AROUND:
        begins = text.find(" ", first - _AROUND, first) + 1 or first
    ends = text.find("\n", end)
    ends = len(text) if ends < 0 else ends
    if ends - end > _AROUND:
        ends = max(text.rfind(" ", end, end + _AROUND), end)
    return Waiting(
        report=reading.report.id,
        key=key,
        layer=layer,
        noun=NOUNS[layer],
        confidence=item.confidence,
        lead=_lead(reading, item),
        before=("…" if begins and text[begins - 1] != "\n" else "") + shown_words(text[begins:first]),
        words=shown_words(text[first:end]),
        after=shown_words(text[end:ends]) + ("…" if ends < len(text) and text[ends] != "\n" else ""),
        chain=_chain(reading, item),
        last=last,
        model=model,
    )


def _lead(reading: Reading, item: Item) -> str:
    if not isinstance(item, Attribution):
        return told(item)
    who = next((source.who for source in reading.sources if source.id == item.speaker), f"({NOT_RESOLVED})")
    return f"{who} {SAYS[item.act]}"


def _chain(reading: Reading, item: Attribution | Control | Event) -> tuple[str, ...]:
    if isinstance(item, Attribution):
        return tuple(voice.who for voice in item.chain)
    said = next((said for said in reading.attributions if said.id == item.by), None)
    return () if said is None else tuple(voice.who for voice in said.chain)
