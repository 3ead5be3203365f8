"""Pointing: which record of a reading, judged or not, a person means, and what the log calls it.

The log goes on calling a record by the words it had when it was first judged, so that all that was ever
said of it stays together, whatever later corrections or models make of it.
"""

import msgspec

from reportedly.errors import RefusedJudgementError
from reportedly.record import Attribution, Reading
from reportedly.store.drafts import Mark
from reportedly.store.items import Item, item_id, item_spans, plain
from reportedly.store.judgement import Judgement, Seen, Target, Verb
from reportedly.store.laying import Judged, lay_over


class Pointed(msgspec.Struct, frozen=True, kw_only=True):
    """A record that a person points at."""

    target: Target
    """What the log calls it."""
    seen: Seen
    """As its model found it, or as a person added it."""
    shown: Seen
    """As it is shown now; a rejected one as it was before."""


def point(reading: Reading, log: tuple[Judgement, ...], target: Target) -> Pointed:
    """Return the record that `target` names by its words, or else by its id as it is shown now.

    Raises RefusedJudgementError where there is none.
    """
    judged = lay_over(reading, log)
    if (mark := _marked(judged, target)) is not None:
        return _judged_before(reading, log, mark)
    item = _meant(getattr(reading, target.layer or ""), target)
    if item is None:
        named = target.item or [span.text for span in target.spans]
        why = f"no record of {target.layer} in report {reading.report.id} is {named}"
        next_step = "look at the report as it is now, and name one of its records"
        raise RefusedJudgementError("the judgement", why, next_step)
    same = [each for each in getattr(reading, target.layer or "") if item_spans(each) == item_spans(item)]
    said = Target(
        report=reading.report.id,
        layer=target.layer,
        spans=item_spans(item),
        nth=next(i for i, each in enumerate(same) if each is item),
        item=item_id(item),
        model=reading.model,
    )
    seen = _seen(item, reading)
    return Pointed(target=said, seen=seen, shown=seen)


def _meant(found: tuple[Item, ...], target: Target) -> Item | None:
    """Return the record that a target names by its words, or else by its id."""
    if target.spans:
        same = [item for item in found if item_spans(item) == target.spans]
        return same[target.nth] if target.nth < len(same) else None
    return next((item for item in found if target.item is not None and item_id(item) == target.item), None)


def _marked(judged: Judged, target: Target) -> Mark | None:
    """Return the mark of the record that is meant, where it was judged before."""
    mine = [mark for mark in judged.marks if mark.layer == target.layer]
    if target.spans:
        key = target.spans, target.nth
        called = [mark for mark in mine if (mark.target.spans, mark.target.nth) == key]
        shown = [mark for mark in mine if mark.spans == target.spans and target.nth == 0]
        return next(iter([*called, *shown]), None)
    shown = [mark for mark in mine if target.item is not None and mark.item == target.item]
    hidden = [mark for mark in mine if mark.verdict is Verb.REJECT and mark.target.item == target.item]
    return next(iter([*shown, *(hidden if target.item else [])]), None)


def _judged_before(reading: Reading, log: tuple[Judgement, ...], mark: Mark) -> Pointed:
    """Return a record that has judgements; where it was rejected, as it was shown but for that."""
    mine = [each for each in log if each.id in mark.judgements]
    seen = next(each.seen for each in mine if each.seen is not None)
    rejections = {each.id for each in mine if each.verb is Verb.REJECT}
    judged = lay_over(reading, tuple(each for each in log if each.id not in rejections))
    spans, key = mark.target.spans, mark.target.item
    for again in judged.marks:
        if again.layer == mark.layer and (again.target.spans, again.target.nth) == (spans, mark.target.nth):
            spans, key = again.spans, again.item
    shown: tuple[Item, ...] = getattr(judged.reading, mark.layer)
    item = next((each for each in shown if item_spans(each) == spans and item_id(each) == key), None)
    return Pointed(target=mark.target, seen=seen, shown=seen if item is None else _seen(item, judged.reading))


def _seen(item: Item, reading: Reading) -> Seen:
    source = None
    if isinstance(item, Attribution):
        source = next((each for each in reading.sources if each.id == item.speaker), None)
    return Seen(item=plain(item), source=source)
