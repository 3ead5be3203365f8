"""Resolve the place names of a report: which place each one means. START HERE for the resolver.

    mentions ──look_up──▶ candidates ──look_around──▶ groups ──shares──▶ choices ──▶ Resolutions

A name said twice means the same place unless the words beside it say otherwise. A name with no place
that fits what is said beside it is put into the region or country said there, or left open.
"""

from collections.abc import Sequence

import msgspec
import numpy as np

from reportedly.gazetteer.context import Floats, country_mentions
from reportedly.gazetteer.distance import kilometres
from reportedly.gazetteer.features import ENGLISH_SPEAKING, lies_in
from reportedly.gazetteer.index import Gazetteer, gazetteer
from reportedly.gazetteer.lookup import Found, look_up
from reportedly.gazetteer.names import folded
from reportedly.gazetteer.place import Candidate, Hints, Mention, PlaceKind, Precision, Resolution
from reportedly.gazetteer.scoring import Group, certainty, choose
from reportedly.gazetteer.surroundings import Surroundings, levels_of, look_around

NO_HINTS = Hints()
MOST_CANDIDATES = 80
"""Candidates of one name that are weighed ("San José" has over a hundred); the best matches come first."""
LEAST_CERTAINTY = 0.2
"""Probability below which a name is left open: its report does not tell which place is meant."""
SAME_NAME_KM = 161.0
"""A city and a division that share a name and lie within this distance are told apart by the words only."""


def resolve(
    mentions: Sequence[Mention], text: str, *, hints: Hints = NO_HINTS, places: Gazetteer | None = None
) -> list[Resolution | None]:
    """Return for each mention the place it means, or None where that cannot be told.

    `places` is the gazetteer to ask, by default the one of this process. Time grows with the mentions
    and the text. Raises GazetteerError where there is no index and none can be built.
    """
    places = places or gazetteer()
    found = [look_up(mention.surface, places) for mention in mentions]
    around = [look_around(mention, text, places) for mention in mentions]
    numbers, groups = group(mentions, found, around)
    choices = choose(groups, country_mentions(text), hints)
    best = [_best(g, shares, signs) for g, (shares, signs) in zip(groups, choices, strict=True)]
    said = {m.start: best[n][0] for m, n in zip(mentions, numbers, strict=True) if n is not None}
    holders = {a.holder_start for a in around if a.sure}
    answers: list[Resolution | None] = []
    for mention, number, one, beside in zip(mentions, numbers, found, around, strict=True):
        answer = None
        if number is not None and best[number][1] >= LEAST_CERTAINTY:
            candidate, certain = best[number]
            if mention.start not in holders and not one.partly:
                candidate = _settled(candidate, groups[number])
            if not _contradicted(candidate, groups[number], beside):
                answer = _answer(mention, candidate, certain, one)
        answers.append(answer or _held(mention, beside, said))
    return answers


def group(
    mentions: Sequence[Mention], found: Sequence[Found], around: Sequence[Surroundings]
) -> tuple[list[int | None], list[Group]]:
    """Return each mention's group number (None: no candidates), and the groups.

    Mentions with the same name, kind and holder beside them are one group; one that has nothing beside
    it joins the group of its name that has, if there is just one.
    """
    keys = [
        (folded(m.surface), f.wanted, m.kind, a.holder_words, a.countries, a.wanted) if f.candidates else None
        for m, f, a in zip(mentions, found, around, strict=True)
    ]
    order = {key: number for number, key in enumerate(dict.fromkeys(k for k in keys if k is not None))}
    numbers = [None if key is None else order[key] for key in keys]
    first = {number: i for i, number in reversed(list(enumerate(numbers))) if number is not None}
    times = np.bincount([n for n in numbers if n is not None], minlength=len(order))
    groups = []
    for number in range(len(order)):
        i = first[number]
        beside = around[i]
        wanted = beside.wanted | ({found[i].wanted} if found[i].wanted else set())
        groups.append(
            Group(
                name=folded(mentions[i].surface),
                surface=mentions[i].surface,
                candidates=found[i].candidates[:MOST_CANDIDATES],
                around=msgspec.structs.replace(beside, wanted=frozenset(w for w in wanted if w)),
                kind=mentions[i].kind,
                times=int(times[number]),
            )
        )
    return numbers, groups


def _best(group: Group, shares: Floats, signs: Floats) -> tuple[Candidate, float]:
    """Return the likeliest candidate of a group, and the probability that it is right."""
    number = int(shares.argmax())
    return group.candidates[number], certainty(signs)


def _settled(candidate: Candidate, group: Group) -> Candidate:
    """Return the city rather than the division of the same name, unless the words say division.

    "Idlib fell" is told of the city, "Zaporizhzhia region" of the oblast, not the raion; the score cannot
    tell them apart, for they lie in the same spot.
    """
    around = group.around
    here = (candidate.lat, candidate.lon)
    near = [
        c
        for c in group.candidates
        if c.country == candidate.country
        and (c.match == "name" or (c.match == "alternate" and c.country not in ENGLISH_SPEAKING))
        and kilometres(here, (c.lat, c.lon)) <= SAME_NAME_KM
    ]
    if around.levels and candidate.feature not in around.levels:
        level = [c for c in near if c.feature in around.levels]
        return max(level, key=lambda c: c.population, default=candidate)
    if candidate.feature not in {"ADM1", "ADM2"} or "division" in around.wanted:
        return candidate
    return max(
        (c for c in near if c.feature.startswith("PPL")), key=lambda c: c.population, default=candidate
    )


def _contradicted(candidate: Candidate, group: Group, beside: Surroundings) -> bool:
    """Tell whether no place of that name lies in what is surely said to hold it."""
    return (
        beside.sure
        and candidate.feature.startswith("PPL")
        and not any(lies_in(c, holder) for c in group.candidates for holder in beside.holders)
    )


def _answer(mention: Mention, candidate: Candidate, certain: float, found: Found) -> Resolution:
    precision = _precision(candidate) if found.partly else "exact"
    exact = precision == "exact"
    return Resolution(
        geonames_id=candidate.geonames_id if exact else None,
        name=candidate.name if exact else mention.surface,
        kind=candidate.kind if exact else PlaceKind.REGION,
        lat=candidate.lat,
        lon=candidate.lon,
        country=candidate.country,
        admin1=candidate.admin1,
        precision=precision,
        confidence=round(certain, 4),
    )


def _held(mention: Mention, around: Surroundings, said: dict[int, Candidate]) -> Resolution | None:
    """Return what surely holds a name that has no place of its own; None where that is not just one."""
    if not around.sure:
        return None
    known = said.get(around.holder_start)
    holders = [h for h in around.holders if known is None or h.key == known.key]
    if len(holders) != 1:
        return None
    holder = holders[0]
    if holder.feature == "ADM2" and not levels_of(around.holder_words.split()):
        return None  # "Sake, Beni": towns side by side
    return Resolution(
        geonames_id=None,
        name=mention.surface,
        kind=mention.kind or (PlaceKind.VILLAGE if "settlement" in around.wanted else PlaceKind.OTHER),
        lat=holder.lat,
        lon=holder.lon,
        country=holder.country,
        admin1=holder.admin1,
        precision=_precision(holder),
        confidence=_HELD_CONFIDENCE,
    )


_HELD_CONFIDENCE = 0.5
_PRECISIONS: dict[str, Precision] = {"PCLI": "country", "ADM1": "admin1", "RGN": "admin1", "ADM2": "admin2"}


def _precision(holder: Candidate) -> Precision:
    """Return what coordinates of `holder` stand for when they are given to something in it."""
    return _PRECISIONS.get(holder.feature, "city" if holder.feature.startswith("PPL") else "exact")
