"""Speaking: who says a judged record, and in whose words it stands, after persons changed some of them."""

import hashlib
from collections import defaultdict

from reportedly.record import Attribution, Control, Event, Figure, Reading, Source, Span, Voice
from reportedly.record.layers import ATTRIBUTIONS
from reportedly.store.drafts import Draft, kept
from reportedly.store.items import changed, item_spans

Spoken = Attribution | Figure | Control | Event
"""Records that stand in somebody's words."""


def with_sources(reading: Reading, drafts: list[Draft]) -> None:
    """Give each attribution whose speaker a person named that speaker's id, and end its chain with them.

    A speaker of the same name and kind whom the reading has already is that speaker.
    """
    known = {(source.who.casefold(), source.kind): source for source in reading.sources}
    for draft in drafts:
        item = draft.item
        if draft.source is None or not isinstance(item, Attribution):
            continue
        said = draft.source
        source = known.get((said.who.casefold(), said.kind)) or changed(said, id=_source_id(said))
        draft.source = source
        draft.item = changed(item, speaker=source.id)
        if item.speaker != source.id and draft.raw is not None and not draft.chain_said:
            draft.item = changed(draft.item, chain=_ending_with(source, item))


def sources_of(reading: Reading, drafts: list[Draft]) -> tuple[Source, ...]:
    """Return who speaks in the judged reading: the model's sources that still do, then those persons named.

    The words that name a source follow its attributions: those of one that was given to another speaker,
    or rejected, no longer count as naming the first.
    """
    sources = {source.id: source for source in reading.sources}
    before = {each.speaker for each in reading.attributions}
    gone: dict[str, set[Span]] = defaultdict(set)
    used: dict[str, set[Span]] = defaultdict(set)
    named: dict[str, set[Span]] = defaultdict(set)
    shown = kept(drafts)
    for draft in shown:
        if isinstance(draft.item, Attribution):
            used[draft.item.speaker].update(draft.item.source)
            if draft.source is not None:
                sources.setdefault(draft.source.id, draft.source)
                named[draft.source.id].update(draft.item.source, draft.source.mentions)
    for draft in drafts:
        raw = draft.raw
        if isinstance(raw, Attribution) and draft.mark is not None:
            gone[raw.speaker].update(raw.source)
    return tuple(
        changed(source, mentions=_mentions(source, gone[key] - used[key], used[key] & gone[key] | named[key]))
        for key, source in sources.items()
        if key in used or key not in before
    )


def with_holders(drafts: dict[str, list[Draft]]) -> None:
    """Say anew in whose words a record stands, where a judgement may have changed that.

    In the words of the guide, `by` is the innermost attribution whose content holds the record, `inside`
    the one whose content holds this attribution. What no judgement touches stays as the model said it.
    """
    shown = [draft for draft in kept(drafts[ATTRIBUTIONS]) if isinstance(draft.item, Attribution)]
    holders = [draft.item for draft in shown if isinstance(draft.item, Attribution)]
    moved = [draft.item for draft in shown if isinstance(draft.item, Attribution) and _has_moved(draft)]
    there = {each.id for each in holders}
    uprooted = {each.id for each in moved}
    for draft in [draft for every in drafts.values() for draft in every]:
        item = draft.item
        if not isinstance(item, Spoken):
            continue
        said = item.inside if isinstance(item, Attribution) else item.by
        holder = said
        if _has_moved(draft) or (said is not None and (said not in there or said in uprooted)):
            holder = _holder(item, holders)
        elif any(_holds(each, item) for each in moved):
            nearest = _holder(item, holders)
            holder = nearest if nearest in uprooted else said
        if holder != said:
            draft.item = changed(item, **{"inside" if isinstance(item, Attribution) else "by": holder})


def _has_moved(draft: Draft) -> bool:
    """Whether a record stands at words where the model did not have it."""
    if draft.raw is None:
        return True
    if isinstance(draft.item, Attribution) and isinstance(draft.raw, Attribution):
        return (draft.item.content, draft.item.cue) != (draft.raw.content, draft.raw.cue)
    return item_spans(draft.item) != item_spans(draft.raw)


def _holder(item: Spoken, attributions: list[Attribution]) -> str | None:
    """Return the id of the innermost attribution whose content holds `item`, None where none does."""
    holding = [each for each in attributions if _holds(each, item)]
    return min(holding, key=lambda each: (_length(each), each.id)).id if holding else None


def _holds(attribution: Attribution, item: Spoken) -> bool:
    """Whether the content of `attribution` holds `item`: an attribution by its cue, and no longer one."""
    if isinstance(item, Attribution):
        spans = item.cue or item.content or item.source
        if attribution.id == item.id or _length(attribution) <= _length(item):
            return False
    else:
        spans = (item.span,)
    return all(any(c.start <= s.start and s.end <= c.end for c in attribution.content) for s in spans)


def _length(attribution: Attribution) -> int:
    return sum(span.end - span.start for span in attribution.content)


def _mentions(source: Source, gone: set[Span], come: set[Span]) -> tuple[Span, ...]:
    return tuple(sorted(({*source.mentions} - gone) | come)) if gone or come else source.mentions


def _source_id(source: Source) -> str:
    digest = hashlib.sha256(f"{source.who.casefold()}\0{source.kind}".encode()).hexdigest()[:8]
    return f"s-{digest}"


def _ending_with(source: Source, item: Attribution) -> tuple[Voice, ...]:
    """Return the chain of `item` with `source` as its last voice."""
    voice = Voice(who=source.who, kind=source.kind, citation=min(item.source, default=None))
    return (*item.chain[:-1], voice)
