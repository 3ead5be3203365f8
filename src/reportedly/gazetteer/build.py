"""Build the index: settlements, divisions, countries and the project's own list, into one SQLite file.

About a quarter of a million places under a million keys; once per release of the sources.
"""

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path

from reportedly.gazetteer import sources
from reportedly.gazetteer.distance import kilometres
from reportedly.gazetteer.divisions import Middles, division_keys, english_name
from reportedly.gazetteer.listed import Listed, listed
from reportedly.gazetteer.names import folded
from reportedly.gazetteer.place import PlaceKind
from reportedly.gazetteer.tables import Row, Tables
from reportedly.wordlists import countries as actors
from reportedly.wordlists.table import FOLDER

LAYOUT = 2
"""Raised whenever the tables or the keys change, so that older files are built again."""
Progress = Callable[[int, int], None]
"""Called with the number of places done and the number there are in all."""

SAME_PLACE_KM = 30.0
"""A listed settlement within this distance of one with its name is the same."""
CITY_POPULATION = 5000
"""Inhabitants from which a settlement is a city; below, a village."""
NEIGHBOUR_KM = 60.0
"""A listed place lies in the division of the nearest settlement of its country, within this distance."""
LISTED_WEIGHT = 5000
"""Inhabitants that a listed settlement counts as having at least: it is listed because reports name it."""
_EVERY = 2000
_ESTIMATE = 290_000


def index_version() -> str:
    """Return what the index would be built from: layout, source packages, lists."""
    lists = hashlib.sha256()
    for name in ("places", "countries"):
        lists.update((FOLDER / f"{name}.json").read_bytes())
    return f"layout {LAYOUT}; {sources.versions()}; lists {lists.hexdigest()[:16]}"


def build(path: Path, progress: Progress | None = None) -> None:
    """Write a whole index to `path`, which must not exist.

    Raises GazetteerError where a source is missing, OSError or sqlite3.Error where the disk refuses.
    """
    tables = Tables(path)
    try:
        done = 0
        for done, row in enumerate(_Assembly(listed()).rows(), 1):
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

    def __init__(self, entries: tuple[Listed, ...]) -> None:
        self._entries = entries
        self._settled: dict[str, list[int]] = defaultdict(list)
        self._regions: dict[tuple[str | None, str], int] = {}
        self._countries: dict[str, int] = {}
        for number, entry in enumerate(entries):
            if entry.kind is PlaceKind.COUNTRY and entry.country:
                self._countries[entry.country] = number
            elif entry.kind is PlaceKind.REGION and entry.feature in {"", "ADM1", "ADM2"}:
                for name in entry.names:
                    self._regions[entry.country, folded(name)] = number
            elif entry.kind in {PlaceKind.CITY, PlaceKind.VILLAGE}:
                for name in entry.names:
                    self._settled[folded(name)].append(number)
        self._joined: set[int] = set()
        self._middles = Middles()
        self._cells: dict[tuple[int, int], list[int]] = defaultdict(list)
        self._neighbour: dict[int, tuple[float, str | None]] = {}
        for number, entry in enumerate(entries):
            if entry.at is not None:
                self._neighbour[number] = (NEIGHBOUR_KM, None)
                for y in (-1, 0, 1):
                    for x in (-1, 0, 1):
                        self._cells[round(entry.at[0]) + y, round(entry.at[1]) + x].append(number)
        self._seats: dict[str, set[str]] = defaultdict(set)

    def rows(self) -> Iterator[Row]:
        """Yield every place."""
        divisions = list(sources.subdivisions())
        for division in divisions:
            if division.level == 1:
                self._seats[division.code] = division_keys((division.name, *division.aliases))
        yield from self._cities()
        for division in divisions:
            row = self._division(division)
            if row is not None:
                yield row
        yield from self._all_countries()
        yield from self._own()

    def _cities(self) -> Iterator[Row]:
        second = sources.seats()
        capitals = {country.iso: folded(country.capital) for country in sources.countries()}
        best: dict[int, tuple[int, Row]] = {}
        for city in sources.cities():
            key = folded(city.name)
            first = f"{city.countrycode}.{city.admin1code}"
            areas = (first, city.countrycode, second.get(city.geonameid))
            for area in filter(None, areas):
                self._middles.add(area, city.latitude, city.longitude, city.population)
            keys = frozenset(folded(name) for name in city.alternatenames if sources.is_usable(name))
            feature = "PPL"
            if capitals.get(city.countrycode) in {key, *keys}:
                feature = "PPLC"
            elif key in self._seats.get(first, ()):
                feature = "PPLA"
            row = Row(
                city.geonameid, city.name, _settlement(city.population, feature), city.latitude, city.longitude,
                city.countrycode, city.admin1code or None, city.population, feature, keys,
            )  # fmt: skip
            self._note_neighbour(row)
            number = self._entry_at(row, key)
            if number is None:
                yield row
            elif number not in best or city.population > best[number][0]:
                if number in best:
                    yield best[number][1]
                best[number] = (city.population, row)
            else:
                yield row
        for number, (_, row) in best.items():
            self._joined.add(number)
            yield _with_names(row, self._entries[number])

    def _entry_at(self, row: Row, key: str) -> int | None:
        """Return the number of the listed settlement that `row` is, if any."""
        for name in (key, *row.keys):
            for number in self._settled.get(name, ()):
                entry = self._entries[number]
                near = entry.at is None or kilometres(entry.at, (row.lat, row.lon)) <= SAME_PLACE_KM
                if near and entry.country in {None, row.country}:
                    return number
        return None

    def _note_neighbour(self, row: Row) -> None:
        """Remember `row`'s division for the listed places that it is the nearest settlement to."""
        for number in self._cells.get((round(row.lat), round(row.lon)), ()):
            entry = self._entries[number]
            if entry.country == row.country and entry.at is not None:
                distance = kilometres(entry.at, (row.lat, row.lon))
                if distance < self._neighbour[number][0]:
                    self._neighbour[number] = (distance, row.admin1)

    def _division(self, division: sources.Subdivision) -> Row | None:
        country, admin1 = division.code.split(".")[:2]
        names = (division.name, *(a for a in division.aliases if sources.is_usable(a)))
        keys = division_keys(names)
        numbers = [n for n in (self._regions.get((country, key)) for key in keys) if n is not None]
        entry = None
        if numbers and (division.level == 1 or self._entries[numbers[0]].feature == "ADM2"):
            entry = self._entries[numbers[0]]
            self._joined.add(numbers[0])
            keys |= division_keys(entry.names)
        at = entry.at if entry and entry.at else self._middles.of(division.code)
        if at is None:
            at = self._middles.of(f"{country}.{admin1}")
        if at is None:
            return None
        name = entry.name if entry else english_name(division.name, division.aliases)
        return Row(
            division.geonameid, name, PlaceKind.REGION, *at, country, admin1,
            self._middles.population[division.code], f"ADM{division.level}", frozenset(keys),
        )  # fmt: skip

    def _all_countries(self) -> Iterator[Row]:
        for country in sources.countries():
            number = self._countries.get(country.iso)
            entry = None if number is None else self._entries[number]
            at = entry.at if entry and entry.at else self._middles.of(country.iso)
            if at is None or not country.geonameid:
                continue
            actor = actors.by_code(country.iso)
            names = [country.name]
            if actor is not None:
                names += [actor.name, *actor.aliases]
            if entry is not None and number is not None:
                self._joined.add(number)
                names += entry.names
            name = actor.name if actor else country.name
            keys = frozenset(folded(name) for name in names)
            yield Row(
                country.geonameid,
                name,
                PlaceKind.COUNTRY,
                *at,
                country.iso,
                None,
                country.population,
                "PCLI",
                keys,
            )

    def _own(self) -> Iterator[Row]:
        """Yield the listed places that nothing joined, under negative numbers."""
        codes = {
            (division.code.partition(".")[0], key): division.code.partition(".")[2]
            for division in sources.subdivisions()
            if division.level == 1
            for key in division_keys((division.name, *division.aliases))
        }
        codes |= {(country or "", key): code for (country, key), code in self._region_codes(codes).items()}
        for number, entry in enumerate(self._entries):
            if number in self._joined or entry.at is None:
                continue
            keys = frozenset(folded(name) for name in entry.aliases)
            admin1 = codes.get((entry.country or "", folded(entry.admin1))) if entry.admin1 else None
            if admin1 is None and entry.kind not in {PlaceKind.REGION, PlaceKind.WATER}:
                admin1 = self._neighbour[number][1]
            feature = entry.feature or _FEATURES[entry.kind]
            weight = entry.weight or (LISTED_WEIGHT if feature == "PPL" else 0)
            yield Row(
                -1 - number,
                entry.name,
                entry.kind,
                *entry.at,
                entry.country,
                admin1,
                weight,
                feature,
                keys,
            )

    def _region_codes(self, codes: dict[tuple[str, str], str]) -> dict[tuple[str | None, str], str]:
        """Return the division codes under the names that our list gives to divisions."""
        found = {}
        for (country, key), number in self._regions.items():
            code = next(
                (
                    c
                    for k in division_keys(self._entries[number].names)
                    if (c := codes.get((country or "", k)))
                ),
                None,
            )
            if code is not None:
                found[country, key] = code
        return found


_FEATURES = {
    PlaceKind.COUNTRY: "PCLI",
    PlaceKind.REGION: "RGN",
    PlaceKind.CITY: "PPL",
    PlaceKind.VILLAGE: "PPL",
    PlaceKind.FACILITY: "FCL",
    PlaceKind.WATER: "WTR",
    PlaceKind.OTHER: "OTH",
}


def _settlement(population: int, feature: str) -> PlaceKind:
    return PlaceKind.CITY if population >= CITY_POPULATION or feature != "PPL" else PlaceKind.VILLAGE


def _with_names(row: Row, entry: Listed) -> Row:
    """Return the row under the name our list gives it, its GeoNames name kept as another one."""
    keys = row.keys | {folded(row.name)} | {folded(name) for name in entry.aliases}
    return Row(
        row.id, entry.name, row.kind, row.lat, row.lon, row.country, row.admin1,
        max(row.population, entry.weight or LISTED_WEIGHT), row.feature, keys,
    )  # fmt: skip
