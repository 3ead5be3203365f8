"""Areas: which division of the basemap a place is, or lies somewhere in."""

import threading
from functools import lru_cache

from reportedly.errors import GazetteerError
from reportedly.gazetteer import gazetteer
from reportedly.record import Place, PlaceKind, Precision

_ASKED = threading.Lock()
"""A gazetteer is for one thread at a time; pages are made by several."""
_WITHIN = frozenset({Precision.ADMIN1, Precision.ADMIN2})


def division_of(place: Place) -> int | None:
    """Return the GeoNames id of the first-level division that a place is or lies in; None where untold."""
    if (
        place.kind is PlaceKind.REGION
        and place.geonames_id is not None
        and place.precision in {None, Precision.EXACT}
    ):
        return place.geonames_id
    if (place.precision in _WITHIN or place.kind is PlaceKind.REGION) and place.admin1:
        return division_named(place.admin1, place.country)
    return None


@lru_cache(8192)
def division_named(name: str, country: str | None) -> int | None:
    """Return the GeoNames id of a first-level division by its name and country; None where there is none."""
    try:
        with _ASKED:
            found = gazetteer().candidates(name)
    except GazetteerError:
        return None
    return next(
        (
            c.geonames_id
            for c in found
            if c.feature == "ADM1" and country in {None, c.country} and c.geonames_id
        ),
        None,
    )
