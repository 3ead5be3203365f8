"""Meeting: two people judge one record. Who comes second is shown what the first said, and decides.

A form carries the number of the last judgement that its page showed. What was said of the same record
since is a conflict; other records of the report are nobody's business. Looking and writing are one step for
everybody at this desk (`_TURN`); another program may still write in between, so who comes second by a hair's
breadth is told afterwards (`Written.beside`).
"""

import threading
from collections import Counter
from collections.abc import Mapping
from typing import Any

import msgspec

from reportedly.desk.desk import Desk
from reportedly.desk.pages.reader_judged import Entry, Log
from reportedly.desk.pages.reader_keys import LETTERS, keys_of, target_of
from reportedly.errors import RefusedJudgementError
from reportedly.record import Attribution, Reading, Report, Source, Span
from reportedly.store import Judged, Judgement, Mark, Target, Verb, View
from reportedly.store.items import Item, item_spans
from reportedly.store.judgement import called
from reportedly.store.matching import Key
from reportedly.store.matching import key_of as key_in_log

_TURN = threading.Lock()
_PAUSE = 3.0
"""Seconds without a judgement after which what was judged is traced: tracing and judging both write, and who
goes through a list by keys must not wait for it."""


class Base(msgspec.Struct, frozen=True, kw_only=True):
    """What a form says of the page it was on."""

    last: int
    """Number of the last judgement on the report."""
    model: str
    """The model whose records the page showed."""


class Wish(msgspec.Struct, frozen=True, kw_only=True):
    """What a person wants written down of one report."""

    verb: Verb
    key: str = ""
    """Of the record; "" where one is added or a judgement withdrawn."""
    layer: str = ""
    """Of the record that is added."""
    number: int = 0
    """Of the judgement that is withdrawn."""
    value: Mapping[str, Any] | None = None
    why: str | None = None


class Now(msgspec.Struct, frozen=True, kw_only=True):
    """A report as it is when a form comes in."""

    report: Report
    judged: Judged
    model: str
    log: Log

    @property
    def base(self) -> Base:
        """What a form that is shown now says of it."""
        return Base(last=self.log.last, model=self.model)


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """The record that a key names."""

    layer: str
    item: Item | None
    """None where it was rejected."""
    source: Source | None
    mark: Mark | None
    """What persons said of it; None where nobody did."""
    log_key: Key
    """What the log calls it."""


class Written(msgspec.Struct, frozen=True, kw_only=True):
    """A judgement that was written down."""

    judgement: Judgement
    key: str
    """Of the record in the Reader; "" where it is no longer shown."""
    beside: tuple[Entry, ...] = ()
    """What another program wrote of the same record at the same moment."""


class Met(msgspec.Struct, frozen=True, kw_only=True):
    """A judgement that was not written down, because somebody else was quicker."""

    others: tuple[Entry, ...]
    """What they said; nothing where the report was read anew."""
    now: Now


class _Later:
    """Wakes the tracer when nobody has judged for a moment."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._timer: threading.Timer | None = None

    def wake(self, desk: Desk) -> None:
        with self._lock:
            if self._timer is not None:
                self._timer.cancel()
            self._timer = threading.Timer(_PAUSE, desk.tracer.wake)
            self._timer.daemon = True
            self._timer.start()


_LATER = _Later()


def now_of(view: View, report_id: str) -> Now:
    """Return a report as it is. Raises UnknownReportError."""
    report = view.report(report_id)
    history = view.history(report.id)
    listed = next(each for each in history.versions if each.id == report.id)
    return Now(
        report=report,
        judged=view.judged(report.id) or Judged(reading=Reading(report=report)),
        model=listed.model or "",
        log=Log(each for each in history.judgements if each.target.report == report.id),
    )


def find(now: Now, key: str) -> Found:
    """Return the record that a key names, though somebody has judged it since.

    Raises RefusedJudgementError where there is none.
    """
    target = target_of(key, now.report.id, now.report.text)
    layer, reading = target.layer or "", now.judged.reading
    sources = {source.id: source for source in reading.sources}
    before = Counter[tuple[Span, ...]]()
    for shown, item in zip(keys_of(reading, layer), getattr(reading, layer), strict=True):
        spans = item_spans(item)
        if shown == key:
            mark = _mark(now.judged, layer, spans, before[spans])
            log_key = (spans, before[spans], 0) if mark is None else key_in_log(mark.target)
            source = sources.get(item.speaker) if isinstance(item, Attribution) else None
            return Found(layer=layer, item=item, source=source, mark=mark, log_key=log_key)
        before[spans] += 1
    for mark in now.judged.marks:
        same_id = target.item is not None and mark.target.item == target.item
        if mark.layer == layer and (same_id or key_in_log(mark.target) == key_in_log(target)):
            log_key = key_in_log(mark.target)
            return Found(layer=layer, item=None, source=None, mark=mark, log_key=log_key)
    raise RefusedJudgementError("the judgement", "the record is no longer there", "load the report again")


def write(desk: Desk, who: str, report_id: str, wish: Wish, base: Base) -> Written | Met:
    """Write a judgement down, unless somebody said something of the same record since `base`.

    Raises RefusedJudgementError, UnknownReportError or CitationMismatchError where it does not fit.
    """
    store = desk.store
    with _TURN:
        with store.view() as view:
            now = now_of(view, report_id)
        target, log_key, layer = _target(now, wish)
        others = _others(now.log, wish, log_key, layer, base.last)
        if others or base.model != now.model:
            return Met(others=tuple(now.log.entry(each) for each in others), now=now)
        done = store.judge(who, wish.verb, target, value=wish.value, why=wish.why)
    _LATER.wake(desk)
    with store.view() as view:
        after = now_of(view, report_id)
    log_key = key_in_log(called(done)) if wish.verb is Verb.ADD else log_key
    beside = [each for each in after.log.on(log_key, layer, after=base.last) if each.id < done.id]
    return Written(
        judgement=done,
        key=key_shown(after.judged, layer, log_key) or wish.key,
        beside=tuple(after.log.entry(each) for each in beside),
    )


def key_shown(judged: Judged, layer: str, log_key: Key) -> str:
    """Return the key under which a judged record is shown; "" where it is not."""
    for mark in judged.marks:
        if mark.layer == layer and key_in_log(mark.target) == log_key and mark.verdict is not Verb.REJECT:
            before = Counter[tuple[Span, ...]]()
            items = getattr(judged.reading, layer)
            for key, item in zip(keys_of(judged.reading, layer), items, strict=True):
                spans = item_spans(item)
                if (spans, before[spans]) == (mark.spans, mark.nth):
                    return key
                before[spans] += 1
    for key, item in zip(keys_of(judged.reading, layer), getattr(judged.reading, layer), strict=True):
        if (item_spans(item), 0, 0) == log_key:
            return key
    return ""


def _target(now: Now, wish: Wish) -> tuple[Target | int, Key, str]:
    """Return what the store is told to judge, what the log calls it, and its layer."""
    if wish.verb is Verb.WITHDRAW:
        before = now.log.get(wish.number)
        if before is None:
            why = f"there is no judgement {wish.number} on this report"
            raise RefusedJudgementError("the judgement", why, "load the report again")
        target = called(before)
        return wish.number, key_in_log(target), target.layer or ""
    if wish.verb is Verb.ADD:
        if wish.layer not in LETTERS:
            raise RefusedJudgementError("the judgement", "it has no layer", "load the report again")
        return Target(report=now.report.id, layer=wish.layer), ((), 0, 0), wish.layer
    found = find(now, wish.key)
    target = target_of(wish.key, now.report.id, now.report.text) if found.mark is None else found.mark.target
    return target, found.log_key, found.layer


def _others(log: Log, wish: Wish, log_key: Key, layer: str, last: int) -> list[Judgement]:
    if wish.verb is not Verb.ADD:
        return log.on(log_key, layer, after=last)
    value = msgspec.to_builtins(dict(wish.value or {}))
    said = [value.get("span"), *(each for name in ("cue", "content") for each in value.get(name) or ())]
    spans = [msgspec.convert(each, Span) for each in said if each]
    return log.added_at(spans, layer, last)


def _mark(judged: Judged, layer: str, spans: tuple[Span, ...], nth: int) -> Mark | None:
    for mark in judged.marks:
        if (mark.layer, mark.spans, mark.nth) == (layer, spans, nth) and mark.verdict is not Verb.REJECT:
            return mark
    return None
