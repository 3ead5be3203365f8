"""Build the index: settlements, divisions, countries and the project's own list, into one SQLite file.

About a quarter of a million places under a million keys; once per release of the sources.
"""

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path

from reportedly.gazetteer import sources
from reportedly.gazetteer.divisions import Middles, division_keys, english_name
from reportedly.gazetteer.joining import OwnList
from reportedly.gazetteer.listed import listed
from reportedly.gazetteer.names import folded
from reportedly.gazetteer.tables import Row, Tables
from reportedly.record import PlaceKind
from reportedly.wordlists import countries as actors
from reportedly.wordlists.table import FOLDER

LAYOUT = 5
"""Raised whenever the tables, the keys or the way they are made change, so that older files are rebuilt."""
LISTS = ("places", "place_words", "countries")
"""The word lists that go into the index."""
Progress = Callable[[int, int], None]
"""Called with the number of places done and the number there are in all."""

CITY_POPULATION = 5000
"""Inhabitants from which a settlement is a city; below, a village."""
_EVERY = 2000
_ESTIMATE = 290_000


def index_version() -> str:
    """Return what the index would be built from: layout, source packages, lists."""
    lists = hashlib.sha256()
    for name in LISTS:
        lists.update((FOLDER / f"{name}.json").read_bytes())
    return f"layout {LAYOUT}; {sources.versions()}; lists {lists.hexdigest()[:16]}"


def build(path: Path, progress: Progress | None = None) -> None:
    """Write a whole index to `path`, which must not exist.

    Raises GazetteerError where a source is missing, OSError or sqlite3.Error where the disk refuses.
    """
    tables = Tables(path)
    try:
        done = 0
        for done, row in enumerate(_Assembly().rows(), 1):
            tables.add((row,))
            if progress and done % _EVERY == 0:
                progress(done, max(done, _ESTIMATE))
        tables.finish({"version": index_version()})
        if progress:
            progress(done, done)
    finally:
        tables.close()


class _Assembly:
    """Joins the sources. Settlements come first: the middles of divisions and countries need them."""

    def __init__(self) -> None:
        self._own = OwnList(listed())
        self._middles = Middles()
        self._divisions = list(sources.subdivisions())
        self._seats: dict[str, set[str]] = defaultdict(set)
        for division in self._divisions:
            if division.level == 1:
                self._seats[division.code] = division_keys((division.name, *division.aliases))

    def rows(self) -> Iterator[Row]:
        """Yield every place."""
        yield from self._own.settlements(self._cities())
        yield from filter(None, map(self._division, self._divisions))
        yield from self._countries()
        codes = {
            (code.partition(".")[0], key): code.partition(".")[2]
            for code, keys in self._seats.items()
            for key in keys
        }
        yield from self._own.left_over(codes)

    def _cities(self) -> Iterator[Row]:
        second = sources.seats()
        capitals = {country.iso: folded(country.capital) for country in sources.countries()}
        for city in sources.cities():
            key = folded(city.name)
            first = f"{city.countrycode}.{city.admin1code}"
            for area in (first, city.countrycode, second.get(city.geonameid)):
                if area is not None:
                    self._middles.add(area, city.latitude, city.longitude, city.population)
            keys = frozenset(folded(name) for name in city.alternatenames if sources.is_usable(name))
            feature = "PPL"
            if capitals.get(city.countrycode) in {key, *keys}:
                feature = "PPLC"
            elif key in self._seats.get(first, ()):
                feature = "PPLA"
            is_city = city.population >= CITY_POPULATION or feature != "PPL"
            yield Row(
                city.geonameid,
                city.name,
                PlaceKind.CITY if is_city else PlaceKind.VILLAGE,
                city.latitude,
                city.longitude,
                city.countrycode,
                city.admin1code or None,
                city.population,
                feature,
                keys,
            )

    def _division(self, division: sources.Subdivision) -> Row | None:
        """Return a division's row; None where neither the list nor a settlement tells where it is."""
        country, admin1 = division.code.split(".")[:2]
        keys = division_keys((division.name, *(a for a in division.aliases if sources.is_usable(a))))
        entry = self._own.division(country, keys, division.level)
        at = self._middles.of(division.code) or self._middles.of(f"{country}.{admin1}")
        name = english_name(division.name, division.aliases)
        if entry is not None:
            keys |= division_keys(entry.names)
            at, name = entry.at or at, entry.name
        if at is None:
            return None
        population = max(self._middles.population[division.code], entry.weight if entry else 0)
        feature = f"ADM{division.level}"
        return Row(
            division.geonameid,
            name,
            PlaceKind.REGION,
            *at,
            country,
            admin1,
            population,
            feature,
            frozenset(keys),
        )

    def _countries(self) -> Iterator[Row]:
        for country in sources.countries():
            entry = self._own.country(country.iso)
            at = entry.at if entry and entry.at else self._middles.of(country.iso)
            if at is None or not country.geonameid:
                continue
            actor = actors.by_code(country.iso)
            names = {country.name, *(entry.names if entry else ())}
            if actor is not None:
                names |= {actor.name, *actor.aliases}
            name = actor.name if actor else country.name
            keys = frozenset(folded(name) for name in names)
            number, people = country.geonameid, country.population
            yield Row(number, name, PlaceKind.COUNTRY, *at, country.iso, None, people, "PCLI", keys)
