"""The nouns of the gazetteer: places a name can mean, mentions in a text, and what was decided."""

from typing import Literal

import msgspec

from reportedly.record import PlaceKind, Precision

Match = Literal["name", "alternate", "variant"]
"""How a candidate was found: by its main name, another name of it, or a spelling that only sounds alike."""


class Candidate(msgspec.Struct, frozen=True, kw_only=True):
    """One place that a name can mean."""

    key: int
    """Its number in the index: the GeoNames id, or a negative number for a place of our own list."""
    geonames_id: int | None
    """GeoNames id; None for a place that only our list has."""
    name: str
    """Its main name in English ("Kyiv", "Kursk Oblast")."""
    kind: PlaceKind
    """What sort of place it is."""
    lat: float
    """Latitude of its centre, degrees north (WGS 84)."""
    lon: float
    """Longitude of its centre, degrees east (WGS 84)."""
    country: str | None
    """ISO 3166 alpha-2 of the country; None for seas and world regions."""
    admin1: str | None
    """Name of the first-level division that it is or lies in; None where unknown."""
    admin1_code: str | None
    """GeoNames code of that division within the country ("05")."""
    population: int
    """Inhabitants; 0 where unknown."""
    feature: str
    """GeoNames feature code, coarse: PCLI, ADM1, ADM2, PPLC, PPL, RGN, or that of our list ("STM")."""
    match: Match = "name"
    """How it was found."""


class Mention(msgspec.Struct, frozen=True, kw_only=True):
    """A place name in a text, to be resolved."""

    start: int
    """First code point in the text."""
    end: int
    """One past the last code point."""
    surface: str
    """The words themselves, `text[start:end]`."""
    kind: PlaceKind | None = None
    """What the recogniser takes it for, if it has an opinion."""
    said_with: str | None = None
    """Words beside it that say what it is ("region", "village of"); None: the resolver looks for itself."""


class Hints(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of a report beside its text."""

    home: tuple[float, float] | None = None
    """Where its outlet is at home, as (latitude, longitude)."""
    country: str | None = None
    """ISO 3166 alpha-2 of its outlet's country."""


class Resolution(msgspec.Struct, frozen=True, kw_only=True):
    """The place a mention means."""

    geonames_id: int | None
    """GeoNames id; None for a place that only our list has, and where `precision` is not "exact"."""
    name: str
    """Main name of the place; the words of the report where the place itself is not known."""
    kind: PlaceKind
    """What sort of place it is."""
    lat: float
    """Degrees north; of the region or country that holds the place where `precision` says so."""
    lon: float
    """Degrees east; likewise."""
    country: str | None
    """ISO 3166 alpha-2."""
    admin1: str | None
    """Name of the first-level division."""
    precision: Precision
    """What the coordinates stand for."""
    confidence: float
    """Probability that this is the place meant, 0 to 1, fitted on LGL and TR-News (training/places.py)."""
