"""Laying over: a reading as persons have judged it. A pure function of the reading and the log.

Each judged record is found again in the reading (`matching`); one that the model no longer finds stays
as it was judged, and says so. On one field the later judgement holds; what was withdrawn counts as never
said. docs/decisions/0010-store.md has the rules and their reasons.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator

import msgspec

from reportedly.record import Reading, Source, Span
from reportedly.record.layers import ATTRIBUTIONS
from reportedly.store.drafts import Draft, Mark, kept
from reportedly.store.items import (
    LETTERS,
    SPEAKER,
    TYPES,
    Item,
    changed,
    correctable,
    item_id,
    item_of,
    item_spans,
    place_in_text,
    typed,
)
from reportedly.store.judgement import OF_RECORDS, Judgement, Seen, Target, Verb, called, in_force
from reportedly.store.matching import Key, assign, find_added, key_of
from reportedly.store.speaking import sources_of, with_holders, with_sources


class Judged(msgspec.Struct, frozen=True, kw_only=True):
    """A reading with the judgements laid over it."""

    reading: Reading
    """What is to be shown."""
    marks: tuple[Mark, ...] = ()
    """What persons said of its records, by layer and place in the text."""


def lay_over(reading: Reading, judgements: Iterable[Judgement]) -> Judged:
    """Return `reading` as the judgements have it, with a mark for each record that was judged.

    Only judgements on records of this report count; others may stand among them, in any order.
    """
    groups = _groups(reading, judgements)
    if not groups:
        return Judged(reading=reading)
    drafts = {layer: _layer(reading, layer, groups.get(layer, {})) for layer in TYPES}
    with_sources(reading, drafts[ATTRIBUTIONS])
    with_holders(drafts)
    shown = {layer: tuple(draft.item for draft in kept(every)) for layer, every in drafts.items()}
    sources = sources_of(reading, drafts[ATTRIBUTIONS])
    marks = tuple(mark for every in drafts.values() for mark in _marks(every))
    return Judged(reading=changed(reading, sources=sources, **shown), marks=marks)


def _marks(drafts: list[Draft]) -> Iterator[Mark]:
    """Yield the marks of a layer, each with the place of its record among those with the same words."""
    before = Counter[tuple[Span, ...]]()
    for draft in drafts:
        spans = item_spans(draft.item)
        if draft.mark is not None:
            yield changed(draft.mark, nth=before[spans])
        before.update([spans] if draft.mark is None or draft.mark.verdict is not Verb.REJECT else [])


def _groups(reading: Reading, judgements: Iterable[Judgement]) -> dict[str, dict[Key, list[Judgement]]]:
    """Return the judgements in force on records of this report, by layer and record."""
    groups: dict[str, dict[Key, list[Judgement]]] = {}
    for each in in_force(tuple(judgements)):
        target = called(each)
        if target.report == reading.report.id and target.layer in TYPES and target.spans:
            groups.setdefault(target.layer, {}).setdefault(key_of(target), []).append(each)
    return groups


def _layer(reading: Reading, layer: str, groups: dict[Key, list[Judgement]]) -> list[Draft]:
    """Return the records of one layer in order, the judged ones as judged, the rejected among them."""
    found: tuple[Item, ...] = getattr(reading, layer)
    if not groups:
        return [Draft(item=item, raw=item) for item in found]
    seen = {key: it for key, each in groups.items() if (it := _seen(each)) is not None}
    again = _again(reading, layer, seen)
    judged: dict[int, Draft] = {}
    beside: list[Draft] = []
    for key, first in seen.items():
        if key in again:
            judged[again[key]] = _draft(layer, groups[key], first, found[again[key]])
        elif any(each.verb in OF_RECORDS for each in groups[key]):  # a note alone keeps nothing in view
            beside.append(_draft(layer, groups[key], first, None))
    moved = [d for d in kept([*judged.values(), *beside]) if d.raw is None or _moved(d.item, d.raw)]
    told = {item_spans(draft.item) for draft in moved if not _was_added(draft)}
    drafts = [
        judged.get(i) or Draft(item=item, raw=item)
        for i, item in enumerate(found)
        if i in judged or item_spans(item) not in told
    ]
    if not moved and not beside:
        return drafts
    return sorted([*drafts, *beside], key=lambda draft: place_in_text(draft.item))


def _again(reading: Reading, layer: str, seen: dict[Key, Seen]) -> dict[Key, int]:
    """Return which item of a layer is which judged record; what a person added takes no other's place."""
    found: tuple[Item, ...] = getattr(reading, layer)
    models = {key: item_of(layer, each.item) for key, each in seen.items() if not key[2]}
    again = assign(models, found, reading.report.text)
    taken = set(again.values())
    free = {i: item for i, item in enumerate(found) if i not in taken}
    added = {key: each for key, each in seen.items() if key[2]}
    return again | find_added(added, free, {source.id: source for source in reading.sources})


def _was_added(draft: Draft) -> bool:
    return draft.mark is not None and draft.mark.target.added is not None


def _moved(item: Item, raw: Item) -> bool:
    return item_spans(item) != item_spans(raw)


def _seen(judgements: list[Judgement]) -> Seen | None:
    """Return the record as it was seen first; None where the log holds none (it was not written by us)."""
    return next((each.seen for each in judgements if each.seen is not None), None)


def _draft(layer: str, judgements: list[Judgement], seen: Seen, raw: Item | None) -> Draft:
    """Return one judged record: as the model has it now, or else as it was seen, with what persons said."""
    verdict: Verb | None = None
    fields: dict[str, object] = {}
    for each in judgements:
        if each.verb in {Verb.ACCEPT, Verb.REJECT}:
            verdict = each.verb
        if each.verb is Verb.ACCEPT and each.seen is not None:
            fields.update(_all_fields(layer, each.seen))
        elif each.verb is Verb.CORRECT:
            fields.update((name, typed(layer, name, value)) for name, value in (each.value or {}).items())
    chain_said = "chain" in fields
    source = fields.pop(SPEAKER, None) if layer == ATTRIBUTIONS else None
    if source is None and raw is None:
        source = seen.source
    target = called(judgements[0])
    item = changed(raw if raw is not None else _renamed(layer, item_of(layer, seen.item), target), **fields)
    added = any(each.verb is Verb.ADD for each in judgements)
    mark = Mark(
        layer=layer,
        item=None if verdict is Verb.REJECT else item_id(item),
        spans=item_spans(item),
        target=target,
        verdict=verdict,
        corrected=_corrected(judgements),
        added=added,
        lost=raw is None and not added,
        judgements=tuple(each.id for each in judgements),
    )
    source = source if isinstance(source, Source) else None
    return Draft(item=item, source=source, mark=mark, raw=raw, chain_said=chain_said)


def _corrected(judgements: list[Judgement]) -> tuple[str, ...]:
    names = {name for each in judgements if each.verb is Verb.CORRECT for name in each.value or {}}
    return tuple(sorted(names))


def _all_fields(layer: str, seen: Seen) -> dict[str, object]:
    """Return the fields of a record that was accepted, so that no later reading changes them."""
    item = item_of(layer, seen.item)
    fields: dict[str, object] = {name: getattr(item, name) for name in correctable(layer)}
    if layer == ATTRIBUTIONS:
        fields[SPEAKER] = seen.source
    return fields


def _renamed(layer: str, item: Item, target: Target) -> Item:
    """Return a record that is not the model's under an id of its own, the same whenever it is laid over."""
    if layer not in LETTERS:
        return item
    where = repr(([(span.start, span.end) for span in target.spans], target.nth, target.added))
    digest = hashlib.sha256(where.encode()).hexdigest()[:8]
    return changed(item, id=f"{LETTERS[layer]}-{digest}")
