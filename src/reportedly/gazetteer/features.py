"""The terms of the resolver's score: what speaks for a candidate, by itself and in its report.

One row a candidate, one column a term; `NAMES` says what each column is. Columns up to `ALONE` need
nothing but the candidate and the words beside the name; the others compare it with the rest of the
report (`context.Context`) and with what is known of the outlet (`place.Hints`).
"""

import math
from typing import Any

import numpy as np

from reportedly.gazetteer.context import Context, Floats, area_of, unit_vectors
from reportedly.gazetteer.distance import EARTH_RADIUS_KM, kilometres
from reportedly.gazetteer.place import Candidate, Hints
from reportedly.gazetteer.surroundings import Surroundings, sort_of_candidate
from reportedly.record import PlaceKind

_ALONE_NAMES = (
    "alternate", "alternate in English", "variant", "log population", "population unknown", "most populous",
    "share of population", "country", "division 1", "division 2", "region", "world region", "capital", "seat",
    "settlement", "water", "facility", "word fits", "word does not fit", "level fits", "level does not fit",
    "guessed kind fits", "in holder", "not in holder", "near holder", "country before fits",
    "country before does not fit", "written alike",
)  # fmt: skip
_CONTEXT_NAMES = (
    "country share", "country share, log", "country is said", "division share", "division share, log",
    "division is said", "near 30 km", "near 100 km", "near 300 km", "near 1000 km", "nearest",
    "same name elsewhere", "country share x settlement", "home country", "home near",
)  # fmt: skip
NAMES = _ALONE_NAMES + _CONTEXT_NAMES
ALONE = len(_ALONE_NAMES)

ENGLISH_SPEAKING = frozenset({"US", "CA", "GB", "IE", "AU", "NZ"})
"""Countries whose towns go by one name in English news; other names there are forgotten ones."""

_REACHES_KM = (30.0, 100.0, 300.0, 1000.0)
_HOLDER_REACH_KM = 60.0
_NEAREST_KM = 100.0
_HOME_REACH_KM = 150.0
_DOUBT = 1.0
"""Added to what shares are taken of: a context of one name says little."""
_LIKELY = 0.5
"""Weight from which a country of the context counts as named."""
_SMALL = 0.02
"""Added to shares before their logarithm: what no mention at all is worth."""


def alone(
    name: str, candidates: tuple[Candidate, ...], around: Surroundings, kind: PlaceKind | None
) -> Floats:
    """Return the terms that need no context, shape (candidates, ALONE)."""
    most = max(candidate.population for candidate in candidates)
    total = sum(math.sqrt(candidate.population + 1) for candidate in candidates)
    rows = [_alone(name, candidate, around, kind, most, total) for candidate in candidates]
    return np.array(rows, dtype=np.float64)


def _alone(
    name: str, c: Candidate, around: Surroundings, kind: PlaceKind | None, most: int, total: float
) -> list[float]:
    sort = sort_of_candidate(c)
    fits = sort in around.wanted or (sort == "other" and "division" in around.wanted)
    inside = any(lies_in(c, holder) for holder in around.holders)
    before = around.countries
    return [
        float(c.match == "alternate"),
        float(c.match == "alternate" and c.country in ENGLISH_SPEAKING and c.feature.startswith("PPL")),
        float(c.match == "variant"),
        math.log10(c.population + 1) / 6,
        float(c.population == 0),
        float(c.population == most and most > 0),
        math.sqrt(c.population + 1) / total,
        float(c.feature == "PCLI"),
        float(c.feature == "ADM1"),
        float(c.feature == "ADM2"),
        float(c.feature == "RGN"),
        float(c.feature == "CONT"),
        float(c.feature == "PPLC"),
        float(c.feature == "PPLA"),
        float(c.feature == "PPL"),
        float(c.kind is PlaceKind.WATER),
        float(c.kind is PlaceKind.FACILITY),
        float(fits),
        float(bool(around.wanted) and not fits),
        float(bool(around.levels) and c.feature in around.levels),
        float(bool(around.levels) and c.feature not in around.levels),
        float(kind is not None and (c.kind is kind or {c.kind, kind} == {PlaceKind.CITY, PlaceKind.VILLAGE})),
        float(inside),
        float(bool(around.holders) and not inside),
        float(bool(around.holders) and any(_near(c, holder) for holder in around.holders)),
        float(bool(before) and c.country in before),
        float(bool(before) and c.country not in before),
        float(c.name.casefold() == name.casefold()),
    ]


def in_context(
    group: int, name: str, candidates: tuple[Candidate, ...], context: Context, hints: Hints
) -> Floats:
    """Return the terms that compare with the rest of the report, shape (candidates, len(NAMES) - ALONE)."""
    namesakes = (context.group != group) & (context.name == name)
    others = (context.group != group) & (context.name != name)
    weight = np.where(others, context.weight, 0.0)
    local = np.where(context.is_area, 0.0, weight)
    distance = np.arccos(np.clip(unit_vectors(candidates) @ context.at.T, -1.0, 1.0)) * EARTH_RADIUS_KM
    total = float(weight.sum()) + _DOUBT
    named = total + sum(context.said.values())
    rows = []
    for c, reach in zip(candidates, distance, strict=True):
        here = context.country == (c.country or "-")
        share = (float(weight[here].sum()) + context.said[c.country or ""]) / named
        inside = context.area == (area_of(c) or "-")
        area_share = float(weight[inside].sum()) / total
        holds = context.is_area & others & (context.key != c.key)
        rows.append([
            share,
            math.log(share + _SMALL),
            float(context.said[c.country or ""] > 0 or bool((holds & here & (weight > _LIKELY)).any())),
            area_share,
            math.log(area_share + _SMALL),
            float(bool((holds & inside).any())),
            *_nearness(local, reach),
            _share(context.weight, namesakes & (context.key == c.key), namesakes),
            share * float(c.feature.startswith("PPL")),
            float(hints.country is not None and c.country == hints.country),
            math.exp(-kilometres(hints.home, (c.lat, c.lon)) / _HOME_REACH_KM) if hints.home else 0.0,
        ])  # fmt: skip
    return np.array(rows, dtype=np.float64)


def _nearness(local: Floats, reach: Floats) -> list[float]:
    """Return how near the settlements and other spots of the context are, on four scales, and the nearest."""
    total = float(local.sum()) + _DOUBT
    near = [float((local * np.exp(-reach / km)).sum()) / total for km in _REACHES_KM]
    return [*near, float((np.minimum(local, 1.0) * np.exp(-reach / _NEAREST_KM)).max(initial=0.0))]


def _share(weight: Floats, part: np.ndarray[Any, Any], whole: np.ndarray[Any, Any]) -> float:
    total = float(weight[whole].sum())
    return float(weight[part].sum()) / total if total else 0.0


def lies_in(place: Candidate, holder: Candidate) -> bool:
    """Tell whether `place` lies in the country or division `holder`; False where that cannot be told."""
    if place.key == holder.key:
        return False
    if holder.feature == "PCLI":
        return place.country == holder.country
    if place.country != holder.country:
        return False
    if holder.feature == "ADM1":
        return place.admin1_code == holder.admin1_code and place.feature != "ADM1"
    if holder.feature == "ADM2":
        return place.admin1_code == holder.admin1_code and _near(place, holder)
    return _near(place, holder)


def _near(place: Candidate, holder: Candidate) -> bool:
    reach = 3 * _HOLDER_REACH_KM if holder.feature == "RGN" else _HOLDER_REACH_KM
    return kilometres((place.lat, place.lon), (holder.lat, holder.lon)) <= reach
