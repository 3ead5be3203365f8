"""Returning: what annotators changed, judged by the store as if it had been said at the desk.

What somebody else said of the same record since it was handed out is a conflict: it is told, and nothing is
written. What the store shows already as it came back is left alone, so that a file may come in twice.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import msgspec

from reportedly.annotating.comparing import Change, changes, differing
from reportedly.annotating.fields import CONTENT, LABELS
from reportedly.annotating.handing import Marked, Sheet, marked
from reportedly.annotating.regions import Gathered
from reportedly.annotating.values import added, corrected
from reportedly.errors import CitationMismatchError, RefusedJudgementError
from reportedly.record import Attribution, Reading, Source, Span
from reportedly.store import Judged, Judgement, Store, Target, Verb, View, lay_over
from reportedly.store.items import Item, item_of
from reportedly.store.judgement import OF_RECORDS, called, in_force
from reportedly.store.matching import key_of
from reportedly.store.pointing import point
from reportedly.views.records import in_quotes


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """Something that was not judged, and why."""

    where: str
    """File and task, or report."""
    what: str
    """The record, by its words."""
    why: str


class Returned(msgspec.Struct, kw_only=True):
    """What became of what came back."""

    tasks: int = 0
    """Reports that came back annotated."""
    judgements: list[Judgement] = []
    """Written into the log."""
    unchanged: int = 0
    """Records that came back as they were handed out."""
    already: int = 0
    """Changes that the store had already."""
    conflicts: list[Told] = []
    """What somebody else judged meanwhile."""
    problems: list[Told] = []
    """What could not be read or does not fit."""


class Back(msgspec.Struct, frozen=True, kw_only=True):
    """One report as it came back from an annotator."""

    where: str
    """File and task."""
    sheet: Sheet
    """What was handed out."""
    gathered: Gathered
    """What came back."""
    who: str
    """The annotator."""
    why: str | None = None
    """What the log gives as the reason."""


class _Now(msgspec.Struct, frozen=True, kw_only=True):
    """A report as the store has it now."""

    raw: Reading
    judged: Judged
    log: tuple[Judgement, ...]

    def since(self, last: int) -> list[Judgement]:
        """Return the judgements that hold and were made after number `last`."""
        return [each for each in in_force(self.log) if each.id > last]


_MANY = 5
"""Records of which one at least should come back: else the tool did not show them, or lost them."""
_EMPTY = "were they shown to the annotator? if it was annotated from an empty text, say so: --anew"


def take_back(
    store: Store, back: Back, returned: Returned, *, accept: bool = False, anew: bool = False
) -> None:
    """Judge what an annotator made of a report, and put what became of it into `returned`.

    With `accept` records that were left as they are count as looked at, and are accepted. With `anew` the
    annotator began with an empty text: what was handed out and is not there is rejected. Raises
    UnknownReportError, or StoreError where the store cannot be read or written.
    """
    handed = [each.marked.key for each in back.sheet.records]
    there = {record.key for record in back.gathered.records} | {*back.gathered.tangled}
    if len(handed) >= _MANY and not anew and not there & {*handed}:
        why = f"none of the {len(handed)} records that were handed out came back; {_EMPTY}"
        _tell(returned.problems, back, "", why)
        return
    returned.tasks += 1
    mine: set[int] = set()
    for key in back.gathered.tangled:
        why = "its words are linked with those of another attribution; take the link away"
        _tell(returned.problems, back, key, why)
    for change in changes(back.sheet, back.gathered):
        if change.verb is Verb.ACCEPT and not (accept and change.handed and not change.handed.accepted):
            returned.unchanged += 1
            continue
        try:
            done = _judge(store, back, change, returned, mine)
        except (RefusedJudgementError, CitationMismatchError) as error:
            why = str(error).removeprefix("the judgement: ")
            _tell(returned.problems, back, _named(change), why)
            continue
        if done is not None:
            returned.judgements.append(done)
            mine.add(done.id)


def _judge(store: Store, back: Back, change: Change, returned: Returned, mine: set[int]) -> Judgement | None:
    """Have the store write one change down, unless it is there already or somebody was quicker."""
    with store.view() as view:
        now = _now(view, back.sheet.report)
    if change.handed is None:
        return _add(store, back, change, now, returned, mine)
    target = change.handed.target
    here = _find(now, target)
    shown = None if here is None else marked(target.layer or "", *here, now.raw.report.text)
    if _is_so(change, shown) or (change.verb is Verb.ACCEPT and _accepted(now, target)):
        returned.already += 1
        return None
    since = [each for each in now.since(back.sheet.last) if _is_on(each, target)]
    other = next((each for each in since if each.who != back.who.strip()), None)
    if other is not None:
        _tell(returned.conflicts, back, _named(change), _met(other))
        return None
    if shown is None or here is None:
        _tell(returned.conflicts, back, _named(change), "the record is no longer there")
        return None
    if not since and _reads_otherwise(change, change.handed.marked, shown):
        why = "the record is no longer as it was handed out; the report was read anew"
        _tell(returned.conflicts, back, _named(change), why)
        return None
    value: Mapping[str, Any] | None = None
    if change.verb is Verb.CORRECT and change.back is not None:
        value = corrected(change.back, change.words, change.fields, now.judged.reading, here)
    return store.judge(back.who, change.verb, target, value=value, why=back.why)


def _add(
    store: Store, back: Back, change: Change, now: _Now, returned: Returned, mine: set[int]
) -> Judgement | None:
    """Add a record, unless it is there already or another one was added at its words meanwhile."""
    if change.back is None:
        return None
    new = change.back
    if any(_says(each, new) for each in _shown(now, new.layer)):
        returned.already += 1
        return None
    for each in now.since(back.sheet.last):
        there = each.target.spans if each.verb is Verb.ADD and each.id not in mine else ()
        if each.target.layer == new.layer and _overlap(there, new.spans):
            _tell(returned.conflicts, back, _named(change), f"{_met(each)}; correct that record instead")
            return None
    value = added(new, now.judged.reading)
    target = Target(report=back.sheet.report, layer=new.layer)
    return store.judge(back.who, Verb.ADD, target, value=value, why=back.why)


def _now(view: View, report_id: str) -> _Now:
    report = view.report(report_id)
    raw = view.reading(report.id, judged=False) or Reading(report=report)
    log = tuple(each for each in view.history(report.id).judgements if each.target.report == report.id)
    return _Now(raw=raw, judged=lay_over(raw, log), log=log)


def _find(now: _Now, target: Target) -> tuple[Item, Source | None] | None:
    """Return a record as it is shown now; None where it is not."""
    verdict = next((m.verdict for m in now.judged.marks if _same(m.target, target)), None)
    if verdict is Verb.REJECT:
        return None
    try:
        shown = point(now.raw, now.log, target).shown
    except RefusedJudgementError:
        return None
    return item_of(target.layer or "", shown.item), shown.source


def _shown(now: _Now, layer: str) -> Iterator[Marked]:
    reading = now.judged.reading
    sources = {source.id: source for source in reading.sources}
    for item in getattr(reading, layer):
        source = sources.get(item.speaker) if isinstance(item, Attribution) else None
        yield marked(layer, item, source, reading.report.text)


def _accepted(now: _Now, target: Target) -> bool:
    return any(_same(mark.target, target) and mark.verdict is Verb.ACCEPT for mark in now.judged.marks)


def _is_so(change: Change, shown: Marked | None) -> bool:
    """Whether the store shows a record already as it came back."""
    if change.verb is Verb.REJECT:
        return shown is None
    if change.verb is not Verb.CORRECT or shown is None or change.back is None:
        return False
    words, fields = differing(shown, change.back)
    return not {*words} & {*change.words} and not {*fields} & {*change.fields}


def _reads_otherwise(change: Change, handed: Marked, shown: Marked) -> bool:
    """Whether a record says something else now where the annotator judged it."""
    words, fields = differing(handed, shown)
    if change.verb is Verb.CORRECT:
        return bool({*words} & {*change.words} or {*fields} & {*change.fields})
    return bool(words or fields)


def _says(there: Marked, new: Marked) -> bool:
    """Whether a record says all that a new one says, at the same words."""
    said = (new.fields or {}).items()
    return all(there.words.get(part, ()) == spans for part, spans in new.words.items()) and all(
        (there.fields or {}).get(name) == value for name, value in said
    )


def _is_on(judgement: Judgement, target: Target) -> bool:
    return judgement.verb in OF_RECORDS and _same(called(judgement), target)


def _same(one: Target, other: Target) -> bool:
    return one.layer == other.layer and key_of(one) == key_of(other)


def _overlap(one: Iterable[Span], other: Iterable[Span]) -> bool:
    others = tuple(other)
    return any(a.start < b.end and b.start < a.end for a in one for b in others)


_DID = {Verb.ACCEPT: "accepted it", Verb.REJECT: "rejected it", Verb.CORRECT: "corrected it"}


def _met(other: Judgement) -> str:
    did = _DID.get(other.verb, "added a record at these words")
    said = f" ({', '.join(other.value)})" if other.verb is Verb.CORRECT and other.value else ""
    return f"{other.who} {did}{said} since it was handed out (judgement {other.id})"


def _named(change: Change) -> str:
    """Return how a person knows the record again: what it was labelled with, and its words."""
    record = change.handed.marked if change.handed is not None else change.back
    if record is None:
        return ""
    key = f"{record.key} " if record.key else ""
    words = record.words.get(CONTENT) or record.spans
    return f"{key}{LABELS.get(record.layer, 'attribution')} {in_quotes(span.text for span in words)}"


def _tell(where: list[Told], back: Back, what: str, why: str) -> None:
    where.append(Told(where=back.where, what=what, why=why))
