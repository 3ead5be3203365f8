"""Joins the project's own list to the places of GeoNames, while these go by on their way into the index."""

from collections import defaultdict
from collections.abc import Iterator

from reportedly.gazetteer.distance import kilometres
from reportedly.gazetteer.divisions import division_keys
from reportedly.gazetteer.listed import Listed
from reportedly.gazetteer.names import folded
from reportedly.gazetteer.tables import Row
from reportedly.record import PlaceKind

SAME_PLACE_KM = 30.0
"""A listed settlement within this distance of one with its name is the same."""
NEIGHBOUR_KM = 60.0
"""A listed place lies in the division of the nearest settlement of its country, within this distance."""
LISTED_WEIGHT = 5000
"""Inhabitants that a listed settlement counts as having at least: it is listed because reports name it."""

_FEATURES = {
    PlaceKind.COUNTRY: "PCLI",
    PlaceKind.REGION: "RGN",
    PlaceKind.CITY: "PPL",
    PlaceKind.VILLAGE: "PPL",
    PlaceKind.FACILITY: "FCL",
    PlaceKind.WATER: "WTR",
    PlaceKind.OTHER: "OTH",
}


class OwnList:
    """The listed places; each method that joins one marks it, `left_over` gives those that nothing joined."""

    def __init__(self, entries: tuple[Listed, ...]) -> None:
        """File the entries by what they may be joined to."""
        self._entries = entries
        self._joined: set[int] = set()
        self._best: dict[int, Row] = {}
        self._settled: dict[str, list[int]] = defaultdict(list)
        self._regions: dict[tuple[str | None, str], int] = {}
        self._countries: dict[str, int] = {}
        self._cells: dict[tuple[int, int], list[int]] = defaultdict(list)
        self._nearest: dict[int, tuple[float, str | None]] = {}
        for number, entry in enumerate(entries):
            self._file(number, entry)
            if entry.at is not None:
                self._nearest[number] = (NEIGHBOUR_KM, None)
                for y in (-1, 0, 1):
                    for x in (-1, 0, 1):
                        self._cells[round(entry.at[0]) + y, round(entry.at[1]) + x].append(number)

    def _file(self, number: int, entry: Listed) -> None:
        if entry.kind is PlaceKind.COUNTRY and entry.country:
            self._countries[entry.country] = number
        elif entry.kind is PlaceKind.REGION and entry.feature in {"", "ADM1", "ADM2"}:
            for name in entry.names:
                self._regions[entry.country, folded(name)] = number
        elif entry.kind in {PlaceKind.CITY, PlaceKind.VILLAGE}:
            for name in entry.names:
                self._settled[folded(name)].append(number)

    def settlements(self, rows: Iterator[Row]) -> Iterator[Row]:
        """Yield the settlements, those that are listed last and with what the list says of them.

        Where several settlements near by have a listed name, the most populous is the one.
        """
        for row in rows:
            self._note(row)
            number = self._settlement(row)
            if number is None:
                yield row
                continue
            before = self._best.get(number)
            if before is None or row.population > before.population:
                self._best[number] = row
                if before is not None:
                    yield before
            else:
                yield row
        for number, row in self._best.items():
            self._joined.add(number)
            yield _with_names(row, self._entries[number])

    def division(self, country: str, keys: set[str], level: int) -> Listed | None:
        """Return the listed division that has one of these names, or None."""
        for key in sorted(keys):
            number = self._regions.get((country, key))
            if number is not None and (level == 1 or self._entries[number].feature == "ADM2"):
                self._joined.add(number)
                return self._entries[number]
        return None

    def country(self, code: str) -> Listed | None:
        """Return the listed country with this code, or None."""
        number = self._countries.get(code)
        if number is None:
            return None
        self._joined.add(number)
        return self._entries[number]

    def left_over(self, codes: dict[tuple[str, str], str]) -> Iterator[Row]:
        """Yield what nothing joined, under negative numbers; `codes` gives a division's code by its names."""
        for number, entry in enumerate(self._entries):
            if number in self._joined or entry.at is None:
                continue
            feature = entry.feature or _FEATURES[entry.kind]
            yield Row(
                -1 - number,
                entry.name,
                entry.kind,
                *entry.at,
                entry.country,
                self._code(number, entry, codes),
                entry.weight or (LISTED_WEIGHT if feature == "PPL" else 0),
                feature,
                frozenset(folded(name) for name in entry.aliases),
            )

    def _code(self, number: int, entry: Listed, codes: dict[tuple[str, str], str]) -> str | None:
        """Return the code of the division an entry lies in: the one it names, else its neighbour's."""
        country = entry.country or ""
        if entry.admin1:
            said = self._regions.get((entry.country, folded(entry.admin1)))
            names = self._entries[said].names if said is not None else (entry.admin1,)
            for key in sorted(division_keys(names)):
                if (country, key) in codes:
                    return codes[country, key]
        if entry.kind in {PlaceKind.REGION, PlaceKind.WATER}:
            return None
        return self._nearest[number][1]

    def _settlement(self, row: Row) -> int | None:
        for name in (folded(row.name), *sorted(row.keys)):
            for number in self._settled.get(name, ()):
                entry = self._entries[number]
                near = entry.at is None or kilometres(entry.at, (row.lat, row.lon)) <= SAME_PLACE_KM
                if near and entry.country in {None, row.country}:
                    return number
        return None

    def _note(self, row: Row) -> None:
        """Remember a settlement's division for the listed places that it is the nearest to."""
        for number in self._cells.get((round(row.lat), round(row.lon)), ()):
            entry = self._entries[number]
            if entry.country == row.country and entry.at is not None:
                distance = kilometres(entry.at, (row.lat, row.lon))
                if distance < self._nearest[number][0]:
                    self._nearest[number] = (distance, row.admin1)


def _with_names(row: Row, entry: Listed) -> Row:
    """Return the row under the name our list gives it, its GeoNames name kept as another one."""
    return Row(
        row.id,
        entry.name,
        row.kind,
        row.lat,
        row.lon,
        row.country,
        row.admin1,
        max(row.population, entry.weight or LISTED_WEIGHT),
        row.feature,
        row.keys | {folded(row.name)} | {folded(name) for name in entry.aliases},
    )
