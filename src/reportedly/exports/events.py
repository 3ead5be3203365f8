"""Events: mentions of one event in several reports as one event, as coders of event data code it.

Two mentions are of one event where nothing speaks against it (another type of event, another place, another
day, another side that does it) and
- they are in one claim, and place or day agree; or
- both tell the place, and it is the same, and so is the day that they tell or are set on; or
- they stand in one report, place or day agree, and no other event of that report is as near.

Where a sentence tells no place or day, the place and day that it is set at may serve to find out whether it
agrees (`tracing/scenes.py`); nothing that is written rests on them. All is pure and does not depend on the
order in which the mentions come.
"""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Sequence
from enum import IntEnum
from typing import TypeVar

import msgspec

from reportedly.exports.citing import Citation
from reportedly.exports.mentions import Mention
from reportedly.record import Place, PlaceKind
from reportedly.record.days import Days

T = TypeVar("T", bound=Hashable)
_AREAS = frozenset({PlaceKind.REGION, PlaceKind.COUNTRY})
_LONG = 7
"""Days up to which a told time is looked up day by day."""


class Coded(msgspec.Struct, frozen=True, kw_only=True):
    """One event, with all that reports tell of it."""

    mentions: tuple[Mention, ...]
    """Those published first come first."""

    @property
    def number(self) -> int:
        """Return what names it, below 2^48: the same as long as its earliest mention is there."""
        return int.from_bytes(hashlib.sha256(self.mentions[0].id.encode()).digest()[:6], "big")

    @property
    def reports(self) -> tuple[str, ...]:
        """The reports that tell it, each once."""
        return tuple(dict.fromkeys(each.report.id for each in self.mentions))

    @property
    def code(self) -> tuple[str, str] | None:
        """Return ACLED's event type and sub-event type: those of most mentions, else of the first."""
        return most(each.event.acled for each in self.mentions)

    @property
    def told(self) -> bool:
        """Whether a report tells a day or a place, be it the country alone; else nobody could code it."""
        return any(each.places or each.days for each in self.mentions)

    def citations(self) -> tuple[Citation, ...]:
        """Return the words that prove it, each once."""
        return tuple(dict.fromkeys(c for each in self.mentions for c in each.citations()))


class _Fit(IntEnum):
    """How a place or day of a mention stands to that of an event."""

    UNLIKE = -1
    UNKNOWN = 0
    NEAR = 1
    """The one tells it, the other is set there."""
    WITHIN = 2
    """The one lies in the other."""
    SAME = 3


def coded(mentions: Iterable[Mention]) -> tuple[Coded, ...]:
    """Return the events that mentions are of, those published first before others."""
    told = sorted(mentions, key=_order)
    book = _Book()
    # What tells a spot and a day decides first; what tells less is fitted to it.
    for mention in sorted(told, key=_untold):
        book.add(mention)
    found = (Coded(mentions=tuple(sorted(each.mentions, key=_order))) for each in book.events)
    return tuple(sorted(found, key=lambda each: _order(each.mentions[0])))


def most(values: Iterable[T | None]) -> T | None:
    """Return the value that stands most often, the first of those; None where there is none."""
    counts = Counter(each for each in values if each is not None)
    return counts.most_common(1)[0][0] if counts else None


def _order(mention: Mention) -> tuple[str, str, int]:
    report = mention.report
    return (report.published or "9999", report.id, mention.event.span.start)


def _untold(mention: Mention) -> tuple[bool, bool, bool]:
    return not mention.keys, not mention.places, mention.days is None


class _Growing:
    """An event while mentions are put to it."""

    def __init__(self, mention: Mention) -> None:
        self.mentions: list[Mention] = []
        self.keys: set[str] = set()
        self.scene: set[str] = set()
        self.areas: set[str] = set()
        self.inside: set[str] = set()
        self.days: Days | None = None
        self.scene_days: Days | None = None
        self.sides: set[str] = set()
        self.code: str | None = None
        self.claims: set[str] = set()
        self.reports: set[str] = set()
        self.put(mention)

    def put(self, mention: Mention) -> None:
        self.mentions.append(mention)
        self.keys = self.keys or set(mention.keys)  # a mention of two places does not make them one
        self.scene |= mention.scene
        self.areas |= _areas(mention.places)
        self.inside |= _divisions(mention.places)
        if mention.days is not None and (self.days is None or _length(mention.days) < _length(self.days)):
            self.days = mention.days
        self.scene_days = self.scene_days or mention.scene_days
        self.sides |= mention.sides
        self.reports.add(mention.report.id)
        if mention.claim is not None:
            self.claims.add(mention.claim)
        self.code = self.code or (mention.event.acled[0] if mention.event.acled else None)

    def fits(self, mention: Mention) -> tuple[bool, int] | None:
        """Return whether it surely is of this event, and how near it is; None where it cannot be."""
        first = self.mentions[0]
        kind = mention.event.acled[0] if mention.event.acled else None
        if mention.event.type is not first.event.type or (kind and self.code and kind != self.code):
            return None
        if mention.sides and self.sides and self.sides.isdisjoint(mention.sides):
            return None
        place, day = self._place(mention), self._day(mention)
        if _Fit.UNLIKE in {place, day}:
            return None
        if place is _Fit.SAME and day >= _Fit.NEAR:
            return True, place + day
        agree = place >= _Fit.NEAR or day is _Fit.SAME
        if agree and mention.claim in self.claims:
            return True, place + day
        return (False, place + day) if agree and mention.report.id in self.reports else None

    def _place(self, mention: Mention) -> _Fit:
        if mention.keys and self.keys:
            return _Fit.UNLIKE if self.keys.isdisjoint(mention.keys) else _Fit.SAME
        areas = _areas(mention.places)
        if areas and self.areas and not mention.keys and not self.keys:
            return _Fit.UNLIKE if areas.isdisjoint(self.areas) else _Fit.SAME
        if (areas and self.inside) or (self.areas and _divisions(mention.places)):
            met = (areas & self.inside) | (self.areas & _divisions(mention.places))
            return _Fit.WITHIN if met else _Fit.UNLIKE
        one, other = mention.keys or mention.scene, self.keys or self.scene
        return _Fit.UNKNOWN if frozenset(one).isdisjoint(other) else _Fit.NEAR

    def _day(self, mention: Mention) -> _Fit:
        if mention.days is not None and self.days is not None:
            return _Fit.SAME if mention.days.meets(self.days) else _Fit.UNLIKE
        one, other = mention.days or mention.scene_days, self.days or self.scene_days
        return _Fit.NEAR if one is not None and other is not None and one.meets(other) else _Fit.UNKNOWN


class _Book:
    """The events so far, and where to look for those that a mention can be of."""

    def __init__(self) -> None:
        self.events: list[_Growing] = []
        self._at: dict[tuple[str, ...], dict[int, None]] = defaultdict(dict)

    def add(self, mention: Mention) -> None:
        """Put a mention to the event it is of, or begin one."""
        keys = _lookups(mention)
        near = dict.fromkeys(n for key in keys for n in self._at[key])
        fits = {n: fit for n in near if (fit := self.events[n].fits(mention)) is not None}
        sure = [n for n, (surely, _) in fits.items() if surely]
        chosen = _best(fits, sure) if sure else _only(fits)
        if chosen is None:
            chosen = len(self.events)
            self.events.append(_Growing(mention))
        else:
            self.events[chosen].put(mention)
        for key in keys:
            self._at[key][chosen] = None


def _lookups(mention: Mention) -> list[tuple[str, ...]]:
    kind = mention.event.type.value
    keys: list[tuple[str, ...]] = [("report", mention.report.id, kind)]
    if mention.claim is not None:
        keys.append(("claim", mention.claim, kind))
    days = mention.days
    if days is not None and _length(days) <= _LONG:
        where = sorted(mention.keys) or sorted(_areas(mention.places))
        keys += [
            ("spot", kind, place, str(day)) for place in where for day in range(days.first, days.last + 1)
        ]
    return keys


def _best(fits: dict[int, tuple[bool, int]], among: Sequence[int]) -> int:
    return min(among, key=lambda n: (-fits[n][1], n))


def _only(fits: dict[int, tuple[bool, int]]) -> int | None:
    """Return the one that is nearest; None where two are."""
    if not fits:
        return None
    nearest = max(near for _, near in fits.values())
    best = [n for n, (_, near) in fits.items() if near == nearest]
    return best[0] if len(best) == 1 else None


def _areas(places: Iterable[Place]) -> frozenset[str]:
    """Return the first-level divisions that are named as the place itself."""
    return frozenset(
        each.admin1 or each.name for each in places if each.kind is PlaceKind.REGION and each.lat is not None
    )


def _divisions(places: Iterable[Place]) -> frozenset[str]:
    """Return the first-level divisions that named spots lie in."""
    return frozenset(
        each.admin1
        for each in places
        if each.admin1 and each.kind not in {PlaceKind.REGION, PlaceKind.COUNTRY}
    )


def _length(days: Days) -> int:
    return days.last - days.first + 1
