"""Regions: words with a label, and links between them, as every annotation tool has them.

A fact is one region. An attribution is as many regions as it has words for source, cue and content, held
together by links; the first of its content (else of its cue or source) says what the attribution says.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping

import msgspec

from reportedly.annotating.fields import CONTENT, CUE, LABELS, LAYERS, PARTS, SOURCE
from reportedly.annotating.handing import SPAN, Marked
from reportedly.record import Span
from reportedly.record.layers import ATTRIBUTIONS


class Region(msgspec.Struct, frozen=True, kw_only=True):
    """Some words with a label."""

    id: str
    """Unique in one report of one tool."""
    label: str
    """ "source", "cue", "content", "place", "time", "figure", "control", "event"."""
    span: Span
    key: str = ""
    """Of the record that was handed out; "" where the annotator drew it."""
    fields: Mapping[str, str] = {}
    """What it says."""


class Link(msgspec.Struct, frozen=True):
    """A link between two regions, from the source to the cue, from the cue to the content."""

    from_id: str
    to_id: str


class Gathered(msgspec.Struct, frozen=True, kw_only=True):
    """Regions put together to records."""

    records: tuple[Marked, ...]
    tangled: tuple[str, ...] = ()
    """Keys of records whose regions are linked with those of others: nothing can be told of them."""


def regions_of(marked: Marked) -> tuple[list[Region], list[Link]]:
    """Return the regions and links that show a record."""
    fields = marked.fields or {}
    if marked.layer != ATTRIBUTIONS:
        label = LABELS[marked.layer]
        found = [
            Region(id=f"{marked.key}.{n}", label=label, span=span, key=marked.key, fields=fields)
            for n, span in enumerate(marked.words.get(SPAN, ()))
        ]
        return found, []
    parts = {
        part: [
            Region(id=f"{marked.key}.{part}{n}", label=part, span=span, key=marked.key)
            for n, span in enumerate(marked.words.get(part, ()))
        ]
        for part in PARTS
    }
    bearer = next((parts[part][0] for part in (CONTENT, CUE, SOURCE) if parts[part]), None)
    hub = next((parts[part][0] for part in (CUE, SOURCE, CONTENT) if parts[part]), None)
    if bearer is None or hub is None:
        return [], []
    every = [region for part in PARTS for region in parts[part]]
    links = [
        Link(region.id, hub.id) if region.label == SOURCE and hub.label == CUE else Link(hub.id, region.id)
        for region in every
        if region is not hub
    ]
    return [msgspec.structs.replace(r, fields=fields) if r is bearer else r for r in every], links


def gathered(regions: Iterable[Region], links: Iterable[Link]) -> Gathered:
    """Return the records that regions and links make. Of two regions with one key the first keeps it."""
    every = {region.id: region for region in regions}
    parts = {key: region for key, region in every.items() if region.label in PARTS}
    records = []
    seen: set[str] = set()
    for region in every.values():
        if region.label in LABELS.values():
            layer = LAYERS[region.label]
            key = region.key if region.key not in seen else ""
            seen.add(region.key)
            said = dict(region.fields) or None
            records.append(Marked(key=key, layer=layer, words={SPAN: (region.span,)}, fields=said))
    tangled: list[str] = []
    for group in _groups(parts, links):
        keys = sorted({region.key for region in group if region.key})
        if len(keys) > 1:
            tangled += keys
            continue
        words = {part: tuple(sorted({r.span for r in group if r.label == part})) for part in PARTS}
        fields = {name: value for region in group for name, value in region.fields.items()}
        key = keys[0] if keys else ""
        records.append(Marked(key=key, layer=ATTRIBUTIONS, words=words, fields=fields or None))
    return Gathered(records=tuple(records), tangled=tuple(tangled))


def _groups(parts: Mapping[str, Region], links: Iterable[Link]) -> list[list[Region]]:
    """Return the parts of attributions that belong together: by their key, or by links."""
    leader = {each: each for each in parts}

    def find(each: str) -> str:
        while leader[each] != each:
            leader[each] = leader[leader[each]]
            each = leader[each]
        return each

    first: dict[str, str] = {}
    for each, region in parts.items():
        if region.key:
            leader[find(each)] = find(first.setdefault(region.key, each))
    for link in links:
        if link.from_id in parts and link.to_id in parts:
            leader[find(link.from_id)] = find(link.to_id)
    groups: dict[str, list[Region]] = defaultdict(list)
    for each, region in parts.items():
        groups[find(each)].append(region)
    return list(groups.values())
