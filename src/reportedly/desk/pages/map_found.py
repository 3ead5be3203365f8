"""Found: the statements about places that the latest reports of some days make.

A map of all that a large store holds would be unreadable, and slow; so the latest reports that meet what
is asked are read, and the page says how many they are and that there are more.
"""

import threading
from collections import OrderedDict

import msgspec

from reportedly.desk.pages.map_placed import Layer, Placed, placed_of
from reportedly.store import Filters, Store, View
from reportedly.store.keys import holds_words
from reportedly.store.words import folded_words

REPORTS = 150
"""Reports that one map or place page is made from."""
STATEMENTS = 400
"""Statements of control and events that a map shows; more would hide one another."""
_KEPT = 3000
"""Reports whose statements are kept in memory, about 10 kB each."""

Mark = tuple[str, str, str | None, int]
"""Store, report, the model that read it, and how many judgements there are: while they stay, so does it."""


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """What a map is asked to show; None narrows nothing."""

    since: str | None = None
    """Published on this day or later."""
    until: str | None = None
    """Published on this day or earlier."""
    speaker: str | None = None
    """Words of the name of whoever says it."""
    place: str | None = None
    """Words of the name of the place."""


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """What was found, the latest first."""

    statements: tuple[Placed, ...]
    """Of every layer."""
    reports: int
    """From how many reports."""
    more: bool
    """Whether there are more reports, or more statements in these."""


class Kept:
    """What the latest readings say of places, so that a page need not work it out each time. Thread-safe."""

    def __init__(self, size: int = _KEPT) -> None:
        """Keep that of at most `size` reports."""
        self._size = size
        self._kept: OrderedDict[Mark, tuple[Placed, ...]] = OrderedDict()
        self._lock = threading.Lock()

    def of(self, view: View, mark: Mark) -> tuple[Placed, ...]:
        """Return what the report of `mark` says of places."""
        with self._lock:
            if mark in self._kept:
                self._kept.move_to_end(mark)
                return self._kept[mark]
        reading = view.reading(mark[1])
        made = placed_of(reading) if reading is not None else ()
        with self._lock:
            self._kept[mark] = made
            while len(self._kept) > self._size:
                self._kept.popitem(last=False)
        return made


_KEPT_HERE = Kept()


def found(store: Store, asked: Asked, kept: Kept = _KEPT_HERE) -> Found:
    """Return the statements that meet what is asked. Raises StoreError where that cannot be understood."""
    filters = Filters(since=asked.since, until=asked.until, speaker=asked.speaker, place=asked.place)
    with store.view() as view:
        hits = view.find("", filters, limit=REPORTS + 1)
        judged = view.counts().judgements
        statements = [
            each
            for hit in hits[:REPORTS]
            for each in kept.of(view, (store.name, hit.report.id, hit.report.model, judged))
            if _meets(each, asked)
        ]
    statements.sort(key=lambda each: (each.day or "", each.until or "", each.id), reverse=True)
    told = [each for each in statements if each.layer in {Layer.CONTROL, Layer.EVENTS}]
    left_out = {each.id for each in told[STATEMENTS:]}
    return Found(
        statements=tuple(each for each in statements if each.id not in left_out),
        reports=len(hits[:REPORTS]),
        more=len(hits) > REPORTS or bool(left_out),
    )


def _meets(placed: Placed, asked: Asked) -> bool:
    """Whether one statement is what is asked: a report is found by any of its records."""
    speaker, place = folded_words(asked.speaker or ""), folded_words(asked.place or "")
    return (not place or holds_words(placed.place, place)) and (
        not speaker or (not placed.own and holds_words(placed.says, speaker))
    )
