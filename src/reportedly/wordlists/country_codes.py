"""Country codes: what data sets of events call the country of a place."""

from collections.abc import Mapping
from functools import cache

import msgspec

from reportedly.wordlists.table import load

ACLED_REGIONS = (
    "Western Africa", "Middle Africa", "Eastern Africa", "Southern Africa", "Northern Africa",
    "South Asia", "Southeast Asia", "Middle East", "Europe", "Caucasus and Central Asia",
    "Central America", "South America", "Caribbean", "East Asia", "North America", "Oceania",
    "Antarctica",
)  # fmt: skip
"""ACLED's regions, in the order of its API guide."""
UCDP_REGIONS = ("Africa", "Americas", "Asia", "Europe", "Middle East")
"""UCDP's regions."""


class Codes(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """The codes of one country or territory."""

    country: str
    """ISO 3166-1 alpha-2; "XK" for Kosovo."""
    iso3: str
    """ISO 3166-1 alpha-3."""
    number: int | None = None
    """ISO 3166-1 numeric; None for Kosovo, which has none."""
    acled: str | None = None
    """Its region in ACLED; None where not known."""
    ucdp: str | None = None
    """Its region in UCDP; None where not known."""
    gw: int | None = None
    """Its number in the list of states by Gleditsch and Ward; None for territories and where not checked."""


def codes_of(country: str | None) -> Codes | None:
    """Return the codes of a country by its alpha-2 code, or None."""
    return _by_code().get(country.upper()) if country else None


@cache
def _by_code() -> Mapping[str, Codes]:
    return {each.country: each for each in load("country_codes", tuple[Codes, ...])}
