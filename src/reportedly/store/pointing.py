"""Pointing: which record of a reading, judged or not, a person means, and what the log calls it.

The log goes on calling a record by the words it had when it was first judged, so that all that was ever
said of it stays together, whatever later corrections or models make of it.
"""

from collections import Counter

import msgspec

from reportedly.errors import RefusedJudgementError
from reportedly.record import Attribution, Reading, Span
from reportedly.store.drafts import Mark
from reportedly.store.items import Item, item_id, item_spans, plain
from reportedly.store.judgement import Judgement, Seen, Target, Verb
from reportedly.store.laying import Judged, lay_over
from reportedly.store.matching import key_of


class Pointed(msgspec.Struct, frozen=True, kw_only=True):
    """A record that a person points at."""

    target: Target
    """What the log calls it."""
    seen: Seen
    """As its model found it, or as a person added it."""
    shown: Seen
    """As it is shown now; a rejected one as it was before."""


class _Shown(msgspec.Struct, frozen=True, kw_only=True):
    """One record of a judged reading."""

    item: Item
    """The record: as its model found it where nobody judged it, else as it is shown."""
    nth: int
    """Which of the records shown with exactly these words it is, counted from 0."""
    mark: Mark | None
    """None where nobody judged it."""


def point(reading: Reading, log: tuple[Judgement, ...], target: Target) -> Pointed:
    """Return the record that `target` names by its words, or else by its id as it is shown now.

    Words may be those of the log, with the model or the addition it names there, or those shown. Raises
    RefusedJudgementError where there is no such record.
    """
    meant = _meant(reading, lay_over(reading, log), target)
    if isinstance(meant, Mark):
        return _judged_before(reading, log, meant)
    if meant is None:
        named = target.item or [span.text for span in target.spans]
        why = f"no record of {target.layer} in report {reading.report.id} is {named}"
        next_step = "look at the report as it is now, and name one of its records"
        raise RefusedJudgementError("the judgement", why, next_step)
    same = [each for each in getattr(reading, target.layer or "") if item_spans(each) == item_spans(meant)]
    said = Target(
        report=reading.report.id,
        layer=target.layer,
        spans=item_spans(meant),
        nth=next(i for i, each in enumerate(same) if each is meant),
        item=item_id(meant),
        model=reading.model,
    )
    seen = _seen(meant, reading)
    return Pointed(target=said, seen=seen, shown=seen)


def _meant(reading: Reading, judged: Judged, target: Target) -> Mark | Item | None:
    """Return the mark of the record that is meant, or the record itself where nobody judged it."""
    layer = target.layer or ""
    shown = _shown(reading, judged, layer)
    mine = [mark for mark in judged.marks if mark.layer == layer]
    if not target.spans:
        named = [each.mark or each.item for each in shown if item_id(each.item) == target.item]
        hidden = [m for m in mine if m.verdict is Verb.REJECT and m.target.item == target.item]
        return next(iter([*named, *hidden]), None) if target.item is not None else None
    here = [each for each in shown if (item_spans(each.item), each.nth) == (target.spans, target.nth)]
    by_place = [each.mark or each.item for each in here]
    called = [mark for mark in mine if key_of(mark.target) == key_of(target)]
    if target.model is None and target.added is None:
        return next(iter([*by_place, *called]), None)
    raw = _unjudged(reading, shown, target)
    return next(iter([*called, *([] if raw is None else [raw]), *by_place]), None)


def _shown(reading: Reading, judged: Judged, layer: str) -> list[_Shown]:
    """Return the records of a layer of a judged reading, in its order."""
    marks = {
        (mark.spans, mark.nth): mark
        for mark in judged.marks
        if mark.layer == layer and mark.verdict is not Verb.REJECT
    }
    found: tuple[Item, ...] = getattr(reading, layer)
    by_id = {item_id(item): item for item in found}
    before = Counter[tuple[Span, ...]]()
    shown = []
    for item in getattr(judged.reading, layer):
        spans = item_spans(item)
        mark = marks.get((spans, before[spans]))
        own = item if mark is not None or item_id(item) is None else by_id[item_id(item)]
        shown.append(_Shown(item=own, nth=before[spans], mark=mark))
        before[spans] += 1
    return shown


def _unjudged(reading: Reading, shown: list[_Shown], target: Target) -> Item | None:
    """Return the record that a model found at the words of `target`, where nobody judged it."""
    same = [each for each in getattr(reading, target.layer or "") if item_spans(each) == target.spans]
    if target.added is not None or target.nth >= len(same):
        return None
    return next((each.item for each in shown if each.mark is None and each.item is same[target.nth]), None)


def _judged_before(reading: Reading, log: tuple[Judgement, ...], mark: Mark) -> Pointed:
    """Return a record that has judgements; where it was rejected, as it was shown but for that."""
    mine = [each for each in log if each.id in mark.judgements]
    seen = next(each.seen for each in mine if each.seen is not None)
    rejections = {each.id for each in mine if each.verb is Verb.REJECT}
    judged = lay_over(reading, tuple(each for each in log if each.id not in rejections))
    shown = _shown(reading, judged, mark.layer)
    key = key_of(mark.target)
    item = next((each.item for each in shown if each.mark and key_of(each.mark.target) == key), None)
    item = item or _unjudged(reading, shown, mark.target)
    return Pointed(target=mark.target, seen=seen, shown=seen if item is None else _seen(item, judged.reading))


def _seen(item: Item, reading: Reading) -> Seen:
    source = None
    if isinstance(item, Attribution):
        source = next((each for each in reading.sources if each.id == item.speaker), None)
    return Seen(item=plain(item), source=source)
