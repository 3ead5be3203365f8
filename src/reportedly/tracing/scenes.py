"""Scenes: where and when a sentence of a report is set, told by itself or by the sentences before it.

"A missile hit Dnipro on Saturday. Twelve people were killed." The second sentence names neither, and is of
the same place and day. News goes on from what it has just told; what is further away, or told only by the
headline and the first sentence, is taken last. Nothing here is more than where the words stand: it serves to
find out whether two statements can be on one happening, never as what a statement says.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence

from reportedly.record import Place, PlaceKind, Time
from reportedly.record.days import days_of
from reportedly.wordlists import metonyms

_BACK = 3
"""Sentences that are gone back for a place or a day."""
_LEAD = 3
"""Sentences a report begins with: its headline and what it says first."""
_DATELINE = re.compile(r"[A-ZÀ-Þ][^\n.!?]{0,60}?(?:\([^)\n]{2,30}\)|/[^/\n]{2,30}/)\s{0,2}[-–—.]{1,2}\s")
"""Where a report was written and by which agency: no scene."""
_AT = re.compile(
    r"\b(?:in|at|on|near|around|of|outside|inside|over|across|through|from|to|into|for)\s+(?:\w+\s)?$",
    re.IGNORECASE,
)
_TIGHT = 3
"""Days a date may span to tell one happening."""


class Scenes:
    """The sentences of one report with what each says of where and when. Linear to make, bisection to ask."""

    def __init__(
        self,
        text: str,
        sentences: Sequence[tuple[int, int]],
        places: Sequence[Place],
        times: Sequence[Time],
    ) -> None:
        """Take the sentences as ranges in order, and the mentions of places and times."""
        self._starts = [start for start, _ in sentences]
        self._places: list[list[Place]] = [[] for _ in sentences]
        self._days: list[list[str]] = [[] for _ in sentences]
        datelines = [
            found.end() if (found := _DATELINE.match(text, start, end)) else start for start, end in sentences
        ]
        for place in places:
            at = self._at(place.span.start)
            if (
                at is not None
                and place.kind is not PlaceKind.COUNTRY
                and place.span.start >= datelines[at]
                and not _acts(place, text)
            ):
                self._places[at].append(place)
        for time in times:
            at = self._at(time.span.start)
            days = days_of(time.edtf)
            if at is not None and time.edtf and days and days.last - days.first < _TIGHT:
                self._days[at].append(time.edtf)

    def _at(self, position: int) -> int | None:
        """Return the number of the sentence that holds a position."""
        at = bisect_right(self._starts, position) - 1
        return at if at >= 0 else None

    def places(self, position: int) -> tuple[Place, ...]:
        """Return the places, countries apart, that the sentence at `position` is set at; the nearest told."""
        return tuple(self._nearest(position, self._places))

    def day(self, position: int) -> str | None:
        """Return the one day, EDTF, the sentence at `position` is set on; None where none or several are."""
        found = set(self._nearest(position, self._days))
        return found.pop() if len(found) == 1 else None

    def _nearest(self, position: int, told: list[list]) -> list:  # type: ignore[type-arg]
        at = self._at(position)
        if at is None:
            return []
        for number in range(at, max(-1, at - _BACK - 1), -1):
            if told[number]:
                return told[number]
        return next((told[number] for number in range(min(_LEAD, at)) if told[number]), [])


def _acts(place: Place, text: str) -> bool:
    """Return whether a capital acts for its government ("Moscow said"): nothing puts it on the map."""
    if metonyms.find(place.name) is None and metonyms.find(place.span.text) is None:
        return False
    return _AT.search(text[max(0, place.span.start - 24) : place.span.start]) is None
