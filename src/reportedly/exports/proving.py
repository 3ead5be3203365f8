"""Proving: only what its citations prove is handed over; the rest is refused by name."""

from collections.abc import Iterable

import msgspec

from reportedly.record import Attribution, Reading
from reportedly.record.citations import is_proved
from reportedly.record.layers import LAYERS
from reportedly.store.items import Item, item_id


class Refused(msgspec.Struct, frozen=True, kw_only=True):
    """Something that was not handed over."""

    report: str
    """Id of the report."""
    record: str | None = None
    """Name of the record ("e2"); None for the whole report."""
    why: str
    """The reason, and what to do next."""


READ_AGAIN = "its citation does not match the report's text; read it again: reportedly reread"
_RESTS = "it stands in the words of a record that was refused"


def proved(reading: Reading) -> tuple[Reading, tuple[Refused, ...]]:
    """Return a reading without the records whose citations fail, and what was refused.

    A record that stands in the words of a refused attribution goes too: it would pass for the outlet's own
    voice.
    """
    report = reading.report
    sources = tuple(source for source in reading.sources if is_proved(source, report.text))
    speakers = {source.id for source in sources}
    bad: dict[str, str] = {}
    kept: dict[str, tuple[Item, ...]] = {}
    for layer in sorted(LAYERS):
        items: tuple[Item, ...] = getattr(reading, layer)
        for n, item in enumerate(items, 1):
            lost = isinstance(item, Attribution) and item.speaker not in speakers
            if lost or not is_proved(item, report.text):
                bad[_name(layer, n, item)] = READ_AGAIN
        kept[layer] = items
    if not bad and len(sources) == len(reading.sources):
        return reading, ()
    _spread(reading.attributions, bad)
    for layer in ("figures", "controls", "events"):
        for item in kept[layer]:
            if getattr(item, "by", None) in bad:
                bad.setdefault(item_id(item) or "", _RESTS)
    shown = {
        layer: tuple(i for n, i in enumerate(items, 1) if _name(layer, n, i) not in bad)
        for layer, items in kept.items()
    }
    refused = tuple(Refused(report=report.id, record=name, why=why) for name, why in sorted(bad.items()))
    return msgspec.structs.replace(reading, sources=sources, **shown), refused


def _spread(attributions: Iterable[Attribution], bad: dict[str, str]) -> None:
    """Add to `bad` the attributions that stand inside one of them, however deep."""
    left = [said for said in attributions if said.id not in bad]
    while inner := [said for said in left if said.inside in bad]:
        bad.update((said.id, _RESTS) for said in inner)
        left = [said for said in left if said.id not in bad]


def _name(layer: str, number: int, item: Item) -> str:
    """Return what a person calls a record; places and times by their number in the layer."""
    return item_id(item) or f"{layer[0]}{number}"
