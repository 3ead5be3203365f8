"""Filters: what reports, and records in them, are narrowed to.

A filter on records (speaker, place, act, type, what, change, layer, days of happening) is met by one
record that meets all of them together. Names are met by their words: "peskov" meets "Dmitry Peskov".
"""

from collections.abc import Callable

import msgspec

from reportedly.errors import StoreError
from reportedly.record import Act, Change, EventType, What
from reportedly.record.days import ALWAYS, Days, days_of
from reportedly.record.layers import ATTRIBUTIONS, CONTROLS, EVENTS, FIGURES, SPOKEN
from reportedly.store.items import TYPES
from reportedly.store.keys import Keys, holds_words
from reportedly.store.words import folded_words


class Filters(msgspec.Struct, frozen=True, kw_only=True):
    """What to narrow to; None and False narrow nothing."""

    outlet: str | None = None
    """Words of the outlet's name."""
    language: str | None = None
    """ISO 639-1 code of the report."""
    since: str | None = None
    """Published on this day or later (ISO 8601 or EDTF: "2025-03" is from its first day)."""
    until: str | None = None
    """Published on this day or earlier ("2025-03" is to its last day)."""
    speaker: str | None = None
    """Words of the name of whoever says it."""
    place: str | None = None
    """Words of the name of a place it is about."""
    layer: str | None = None
    """The list of the Reading it stands in ("control" and "controls" alike)."""
    act: str | None = None
    """What is done with the content of an attribution ("deny")."""
    type: str | None = None
    """PLOVER type of an event ("ASSAULT")."""
    what: str | None = None
    """What a figure counts ("killed")."""
    change: str | None = None
    """What a control statement says of its holder ("gains")."""
    happened_since: str | None = None
    """It tells of this day or later."""
    happened_until: str | None = None
    """It tells of this day or earlier."""
    all_versions: bool = False
    """Also reports that have a newer version."""


class OfRecords(msgspec.Struct, frozen=True, kw_only=True):
    """What one record must meet, ready to be compared."""

    layer: str | None = None
    kind: str | None = None
    speaker: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    days: Days | None = None

    def __bool__(self) -> bool:
        """Whether anything is asked of records at all."""
        return bool(self.layer or self.kind or self.speaker or self.place or self.days)

    def meets(self, keys: Keys) -> bool:
        """Whether a record is one that was asked for."""
        return (
            (self.layer is None or keys.layer == self.layer)
            and (self.kind is None or keys.kind == self.kind)
            and (not self.speaker or holds_words(keys.speaker, self.speaker))
            and (not self.place or any(holds_words(name, self.place) for name in keys.places))
            and (self.days is None or (keys.days is not None and keys.days.meets(self.days)))
        )


def of_records(filters: Filters) -> OfRecords:
    """Return what `filters` ask of a record.

    Raises StoreError where a value is none of the words it is chosen from, where a name holds no word, or
    where two filters cannot be met by one record.
    """
    layers = {layer for layer in (_layer(filters.layer),) if layer}
    kinds = []
    for written, layer, values, fold in _KINDS:
        if value := getattr(filters, written):
            kinds.append(_one_of(written, fold(value.strip()), values))
            layers.add(layer)
    if len(layers) > 1 or len(kinds) > 1:
        asked = ", ".join([*(f"layer {each}" for each in sorted(layers)), *kinds])
        raise StoreError("the filters", f"no record can be all of {asked}", "leave one of them out")
    return OfRecords(
        layer=next(iter(layers), None),
        kind=next(iter(kinds), None),
        speaker=words_of("speaker", filters.speaker),
        place=words_of("place", filters.place),
        days=between("happened", filters.happened_since, filters.happened_until),
    )


def between(name: str, since: str | None, until: str | None) -> Days | None:
    """Return the days of a filter; None where neither end is said. Raises StoreError."""
    days = []
    for written in (since, until):
        if written is not None and days_of(written) is None:
            raise StoreError(
                f"the date {written!r} ({name})", "is no date", "write it as 2025-03-04 or 2025-03"
            )
        days.append(days_of(written))
    first, last = days
    if first is None and last is None:
        return None
    return Days((first or ALWAYS).first, (last or ALWAYS).last)


def words_of(name: str, written: str | None) -> tuple[str, ...]:
    """Return the folded words of a name that a person looks for. Raises StoreError where it has none."""
    words = folded_words(written or "")
    if written is not None and not words:
        raise StoreError(f"the {name} {written!r}", "holds no word", "name it by a word of it")
    return words


def _layer(written: str | None) -> str | None:
    if written is None:
        return None
    layer = SPOKEN.get(written.strip().casefold(), written.strip().casefold())
    return _one_of("layer", layer, frozenset(TYPES))


def _one_of(name: str, value: str, values: frozenset[str]) -> str:
    if value not in values:
        raise StoreError(f"the {name} {value!r}", "is not known", f"choose from {', '.join(sorted(values))}")
    return value


_KINDS: tuple[tuple[str, str, frozenset[str], Callable[[str], str]], ...] = (
    ("act", ATTRIBUTIONS, frozenset(Act), str.lower),
    ("type", EVENTS, frozenset(EventType), str.upper),
    ("what", FIGURES, frozenset(What), str.lower),
    ("change", CONTROLS, frozenset(Change), str.lower),
)
