"""The project's own list of places, compiled from `wordlists/places.yaml`."""

import msgspec

from reportedly.record import PlaceKind
from reportedly.wordlists.table import load


class Listed(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """A place that GeoNames' extract lacks, or a correction to one that it has.

    A country is joined to the country with its code, a region to the first-level division with one of
    its names, a city or village to the settlement of that name within 30 km; its names and position
    are then added to the entry there. What nothing joins becomes a place of its own.
    """

    name: str
    """As news writes it in English."""
    kind: PlaceKind
    """What sort of place it is."""
    at: tuple[float, float] | None = None
    """Latitude and longitude of its centre, to about 20 km (regions and seas: their middle)."""
    country: str | None = None
    """ISO 3166 alpha-2 of the country it belongs to under international law; None for what has several."""
    admin1: str | None = None
    """Name of the first-level division it lies in."""
    aliases: tuple[str, ...] = ()
    """Other names and spellings."""
    feature: str = ""
    """GeoNames feature code where it says more than the kind ("STM", "CONT", "AIRB")."""
    weight: int = 0
    """How often it is meant, told as the population of a city that is named as often; 0: that of its kind."""

    @property
    def names(self) -> tuple[str, ...]:
        """The name and all aliases."""
        return (self.name, *self.aliases)


def listed() -> tuple[Listed, ...]:
    """Return all listed places; raises OSError or msgspec.MsgspecError where the package is not whole."""
    return load("places", tuple[Listed, ...])
