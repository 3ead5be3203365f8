"""Spots: where an event was, as far as its reports say, and how precise that is for ACLED and UCDP."""

import math
from collections.abc import Sequence

import msgspec

from reportedly.exports.events import most
from reportedly.exports.mentions import Mention, key_of
from reportedly.record import Place, PlaceKind, Precision
from reportedly.wordlists import countries
from reportedly.wordlists.country_codes import Codes, codes_of

_TOWNS = frozenset({PlaceKind.CITY, PlaceKind.VILLAGE, PlaceKind.FACILITY})
_COLUMNS, _CELLS = 720, 2
"""PRIO-GRID: cells in a row; cells in a degree."""


class Spot(msgspec.Struct, frozen=True, kw_only=True):
    """Where an event was."""

    place: Place | None
    """The place that most mentions name, the nearer before the wider; None where none does."""
    beside: bool = False
    """Whether it was near it, not in it."""
    country: str | None = None
    """ISO 3166-1 alpha-2 of its country; None where not known."""

    @property
    def codes(self) -> Codes | None:
        """The codes of its country."""
        return codes_of(self.country)

    @property
    def country_name(self) -> str | None:
        """The name of its country in English."""
        known = countries.by_code(self.country) if self.country else None
        return known.name if known else None

    @property
    def located(self) -> bool:
        """Whether its coordinates stand for a spot or a division, not for a whole country."""
        return self.place is not None and self.place.lat is not None and self.ged not in {None, 6}

    @property
    def admin1(self) -> str | None:
        """The first-level division it lies in, or is."""
        if self.place is None:
            return None
        region = self.place.kind is PlaceKind.REGION
        return self.place.admin1 or (self.place.name if region and self.place.lat is not None else None)

    @property
    def point_of(self) -> str | None:
        """What the coordinates are those of: the place, or the division that it lies somewhere in."""
        if self.place is None or not self.located:
            return None
        return self.place.admin1 if self.place.precision is Precision.ADMIN1 else self.place.name

    @property
    def acled(self) -> int | None:
        """ACLED's geo_precision: 1 a town, 2 near one or a small area, 3 a larger one; None for a country."""
        ged = self.ged
        return None if ged is None else {1: 1, 2: 2, 3: 2, 4: 3, 5: 3}.get(ged)

    @property
    def ged(self) -> int | None:
        """UCDP's where_prec: 1 spot, 2 near it, 3 second, 4 first-level division, 5 a line, 6 country."""
        place = self.place
        if place is None or place.lat is None:
            return None if self.country is None else 6
        if place.kind is PlaceKind.COUNTRY or place.precision is Precision.COUNTRY:
            return 6
        if place.precision is Precision.ADMIN1 or place.kind is PlaceKind.REGION:
            return 4
        if place.precision is Precision.ADMIN2:
            return 3
        if place.kind in _TOWNS or place.precision is Precision.CITY:
            return 2 if self.beside else 1
        return 5 if place.kind is PlaceKind.WATER else 2


def spot_of(mentions: Sequence[Mention]) -> Spot:
    """Return where mentions of one event say it was; their order decides between places named as often."""
    named = [place for each in mentions for place in each.places]
    spots = [p for p in named if key_of(p)]
    areas = [p for p in named if p.lat is not None and p.kind is not PlaceKind.COUNTRY]
    for among in (spots, areas):
        key = most(_same(p) for p in among)
        if key is not None:
            here = [p for p in among if _same(p) == key]
            place = next((p for p in here if p.precision in {None, Precision.EXACT}), here[0])
            beside = all(p in each.beside for each in mentions for p in each.places if _same(p) == key)
            return Spot(place=place, beside=beside, country=place.country)
    lands = {p.country for p in named if p.country}
    country = lands.pop() if len(lands) == 1 else None
    return Spot(place=next(iter(named), None), country=country)


def _same(place: Place) -> str:
    return key_of(place) or f"{place.kind}:{place.lat},{place.lon}"


def prio_grid(lat: float, lon: float) -> int:
    """Return the number of the PRIO-GRID cell of half a degree that holds a point (Tollefsen 2012).

    >>> prio_grid(34.531094, 69.162796)
    179779
    """
    row = min(math.floor((lat + 90) * _CELLS), 180 * _CELLS - 1)
    column = math.floor((lon + 180) * _CELLS) % _COLUMNS
    return row * _COLUMNS + column + 1
