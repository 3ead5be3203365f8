"""Divisions of countries: what they are called, and where their middle is."""

import math
import re
from collections import defaultdict

from reportedly.gazetteer.names import folded
from reportedly.gazetteer.place_words import division_words

_LEADING = re.compile(
    r"^(?:muhafazat|wilayat|wilaya(?: de| d)?|ostan e|ostane|ostan|shahrestan e|respublika|gorod"
    r"|(?:city|county|province|state|republic|autonomous republic|region|governorate) of|departement"
    r"|provincia(?: de| di)?|estado de|departamento de|region|state)\s+",
)
_RUSSIAN = ((re.compile(r"skaya [Oo]blast['’ʼ]?$"), "sk Oblast"), (re.compile(r"skiy [Kk]ray$"), "sk Krai"))
_TRANSLITERATED = re.compile(r"[āēīōūḩţşḑz̧ẕĥḥṭ‘’ʿʼ']|oblast")
"""Letters of scholarly transliteration; "São Paulo" has none of them."""
_PLAIN = re.compile(r"[A-Z][a-z]+(?:[ -](?:[A-Za-z][a-z]+))*$")
_ENGLISH = re.compile(
    r"^[\x20-\x7e]+ (?:Oblast|Province|Governorate|Region|Krai|Republic|County|District|State)$"
)


def english_name(name: str, aliases: tuple[str, ...]) -> str:
    """Return the name a report in English would use: an alias such as "Anbar Province", else `name`.

    >>> english_name("Al Anbār", ("Al-Anbar Governorate", "Anbar Province"))
    'Al-Anbar Governorate'
    >>> english_name("Kurskaya oblast'", ())
    'Kursk Oblast'
    """
    for pattern, ending in _RUSSIAN:
        if pattern.search(name):
            return pattern.sub(ending, name)
    if not _TRANSLITERATED.search(name):
        return name
    english = next((alias for alias in aliases if _ENGLISH.match(alias)), None)
    if english is not None:
        return english
    return next((alias for alias in aliases if _PLAIN.match(alias)), name)


def bare_name(key: str) -> str:
    """Return a division's folded name without the words that say what sort of division it is.

    >>> bare_name("anbar province"), bare_name("province of anbar"), bare_name("district of columbia")
    ('anbar', 'anbar', 'district of columbia')
    """
    key = _LEADING.sub("", key)
    words = key.split()
    while len(words) > 1 and words[-1] in division_words():
        words.pop()
    return " ".join(words)


def division_keys(names: tuple[str, ...]) -> set[str]:
    """Return every folded form under which a division is looked up."""
    keys = {folded(name) for name in names}
    return (keys | {bare_name(key) for key in keys}) - {""}


class Middles:
    """Middles of areas, told from the settlements in them.

    Settlements crowd; an area's middle is where its land is. So each cell of half a degree that holds
    a settlement counts once, weighted by its true area. No source at hand has polygons or centroids.
    """

    CELL = 0.5
    """Side of a cell, in degrees."""

    def __init__(self) -> None:
        self._cells: dict[str, set[tuple[int, int]]] = defaultdict(set)
        self._first: dict[str, tuple[float, float]] = {}
        self.population: dict[str, int] = defaultdict(int)
        """Inhabitants of the settlements of each area."""

    def add(self, area: str, lat: float, lon: float, population: int) -> None:
        """Note a settlement of an area."""
        self._cells[area].add((math.floor(lat / self.CELL), math.floor(lon / self.CELL)))
        self.population[area] += population
        self._first.setdefault(area, (lat, lon))

    def of(self, area: str) -> tuple[float, float] | None:
        """Return (latitude, longitude) of an area's middle; None where no settlement is known.

        An area within a few cells of one another is placed at the middle of its settlements' cells;
        one that spans the date line is placed at its first settlement.
        """
        cells = self._cells.get(area)
        if not cells:
            return None
        if len(cells) == 1 or max(x for _, x in cells) - min(x for _, x in cells) > 180 / self.CELL:
            return self._first[area]
        weights = [math.cos(math.radians((y + 0.5) * self.CELL)) for y, _ in cells]
        total = sum(weights)
        lat = sum(w * (y + 0.5) for w, (y, _) in zip(weights, cells, strict=True)) / total * self.CELL
        lon = sum(w * (x + 0.5) for w, (_, x) in zip(weights, cells, strict=True)) / total * self.CELL
        return round(lat, 4), round(lon, 4)
