"""Laying over: a reading as persons have judged it. A pure function of the reading and the log.

Each judged record is found again in the reading (`matching`); one that the model no longer finds stays
as it was judged, and says so. On one field the later judgement holds; what was withdrawn counts as never
said. docs/decisions/0010-store.md has the rules and their reasons.
"""

import hashlib
from collections.abc import Iterable

import msgspec

from reportedly.record import Reading, Source
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
from reportedly.store.judgement import OF_RECORDS, Judgement, Seen, Target, Verb, in_force
from reportedly.store.matching import Key, assign
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
    marks = tuple(draft.mark for every in drafts.values() for draft in every if draft.mark is not None)
    return Judged(reading=changed(reading, sources=sources, **shown), marks=marks)


def _groups(reading: Reading, judgements: Iterable[Judgement]) -> dict[str, dict[Key, list[Judgement]]]:
    """Return the judgements in force on records of this report, by layer and record."""
    groups: dict[str, dict[Key, list[Judgement]]] = {}
    for each in in_force(tuple(judgements)):
        target = each.target
        if target.report == reading.report.id and target.layer in TYPES and target.spans:
            groups.setdefault(target.layer, {}).setdefault((target.spans, target.nth), []).append(each)
    return groups


def _layer(reading: Reading, layer: str, groups: dict[Key, list[Judgement]]) -> list[Draft]:
    """Return the records of one layer in order, the judged ones as judged, the rejected among them."""
    found: tuple[Item, ...] = getattr(reading, layer)
    if not groups:
        return [Draft(item=item, raw=item) for item in found]
    seen = {key: item for key, each in groups.items() if (item := _seen(layer, each)) is not None}
    again = assign(seen, found, reading.report.text)
    judged: dict[int, Draft] = {}
    beside: list[Draft] = []
    for key, item in seen.items():
        if key in again:
            judged[again[key]] = _draft(layer, groups[key], item, found[again[key]])
        elif any(each.verb in OF_RECORDS for each in groups[key]):  # a note alone keeps nothing in view
            beside.append(_draft(layer, groups[key], item, None))
    moved = [d for d in kept([*judged.values(), *beside]) if d.raw is None or _moved(d.item, d.raw)]
    told = {item_spans(draft.item) for draft in moved}
    drafts = [
        judged.get(i) or Draft(item=item, raw=item)
        for i, item in enumerate(found)
        if i in judged or item_spans(item) not in told
    ]
    if not moved and not beside:
        return drafts
    return sorted([*drafts, *beside], key=lambda draft: place_in_text(draft.item))


def _moved(item: Item, raw: Item) -> bool:
    return item_spans(item) != item_spans(raw)


def _seen(layer: str, judgements: list[Judgement]) -> Item | None:
    """Return the record as it was seen first; None where the log holds none (it was not written by us)."""
    first = next((each.seen for each in judgements if each.seen is not None), None)
    return None if first is None else item_of(layer, first.item)


def _draft(layer: str, judgements: list[Judgement], seen: Item, raw: Item | None) -> Draft:
    """Return one judged record: as the model has it now, or else as it was seen, with what persons said."""
    verdict: Verb | None = None
    fields: dict[str, object] = {}
    for each in judgements:
        if each.verb in {Verb.ACCEPT, Verb.REJECT}:
            verdict = each.verb
        if each.verb in {Verb.ACCEPT, Verb.ADD} and each.seen is not None:
            fields.update(_all_fields(layer, each.seen))
        elif each.verb is Verb.CORRECT:
            fields.update((name, typed(layer, name, value)) for name, value in (each.value or {}).items())
    chain_said = "chain" in fields
    source = fields.pop(SPEAKER, None) if layer == ATTRIBUTIONS else None
    if source is None and raw is None:
        source = next((each.seen.source for each in judgements if each.seen is not None), None)
    item = changed(raw if raw is not None else _renamed(layer, seen, judgements[0].target), **fields)
    added = any(each.verb is Verb.ADD for each in judgements)
    mark = Mark(
        layer=layer,
        item=None if verdict is Verb.REJECT else item_id(item),
        spans=item_spans(item),
        target=judgements[0].target,
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
    """Return the fields of a record that was accepted or added, so that no later reading changes them."""
    item = item_of(layer, seen.item)
    fields: dict[str, object] = {name: getattr(item, name) for name in correctable(layer)}
    if layer == ATTRIBUTIONS:
        fields[SPEAKER] = seen.source
    return fields


def _renamed(layer: str, item: Item, target: Target) -> Item:
    """Return a record that is not the model's under an id of its own, the same whenever it is laid over."""
    if layer not in LETTERS:
        return item
    where = repr([(span.start, span.end) for span in target.spans] + [target.nth])
    digest = hashlib.sha256(where.encode()).hexdigest()[:8]
    return changed(item, id=f"{LETTERS[layer]}-{digest}")
