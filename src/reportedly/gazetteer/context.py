"""What a whole report says about where it happens: the places meant so far, as weighted points."""

from collections import Counter
from collections.abc import Iterable

import numpy as np

from reportedly.gazetteer.place import Candidate
from reportedly.wordlists import countries

MOST_POINTS = 256
"""Points that bear on a decision, the heaviest first; bounds the time of a text with very many places."""
LEAST_WEIGHT = 0.05
"""Share of a name's score below which a candidate is no point of the context."""

Floats = np.ndarray[tuple[int, ...], np.dtype[np.float64]]


class Context:
    """Places that the names of a report mean, as far as is decided, each with the group it comes from."""

    def __init__(self, points: Iterable[tuple[int, str, Candidate, float]], said: Counter[str]) -> None:
        """Take (group number, folded name, candidate, weight) of places, and country mentions by code."""
        kept = sorted(points, key=lambda point: -point[3])[:MOST_POINTS]
        self.group = np.array([point[0] for point in kept], dtype=np.int64)
        self.name = np.array([point[1] for point in kept], dtype=object)
        self.places = [point[2] for point in kept]
        self.weight = np.array([point[3] for point in kept], dtype=np.float64)
        self.at = unit_vectors(self.places)
        self.country = np.array([place.country or "" for place in self.places], dtype=object)
        self.area = np.array([_area(place) for place in self.places], dtype=object)
        self.key = np.array([place.key for place in self.places], dtype=np.int64)
        self.is_area = np.array(
            [place.feature in {"PCLI", "ADM1", "CONT"} for place in self.places], dtype=bool
        )
        self.said = said


def country_mentions(text: str) -> Counter[str]:
    """Return how often each country is named in `text`, by name, adjective or people; only sure ones."""
    found: Counter[str] = Counter()
    for start, end, actors in countries.scan(text):
        codes = {actor.country for actor in actors if actor.country}
        if len(codes) == 1 and not countries.is_ambiguous(text[start:end]):
            found.update(codes)
    return found


def unit_vectors(places: Iterable[Candidate]) -> Floats:
    """Return the places on the unit sphere, shape (n, 3)."""
    degrees = np.array([(place.lat, place.lon) for place in places], dtype=np.float64).reshape(-1, 2)
    lat, lon = np.radians(degrees[:, 0]), np.radians(degrees[:, 1])
    return np.stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)], axis=1)


def _area(place: Candidate) -> str:
    return f"{place.country}.{place.admin1_code}" if place.admin1_code else ""


def area_of(place: Candidate) -> str:
    """Return "country.admin1" of a place; "" where its division is not known."""
    return _area(place)
