"""Resolve the place names of a report: which place each one means. START HERE for the resolver.

    mentions ──look_up──▶ candidates ──look_around──▶ groups ──shares──▶ choices ──▶ Resolutions

A name said twice means the same place unless the words beside it say otherwise. A name with no place
that fits what is said beside it is put into the region or country said there, or left open.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence

import msgspec
import numpy as np

from reportedly.gazetteer.context import Floats, country_mentions
from reportedly.gazetteer.distance import kilometres
from reportedly.gazetteer.features import ENGLISH_SPEAKING, lies_in
from reportedly.gazetteer.index import Gazetteer, gazetteer
from reportedly.gazetteer.lookup import Found, look_up
from reportedly.gazetteer.names import folded
from reportedly.gazetteer.place import Candidate, Hints, Mention, Resolution
from reportedly.gazetteer.place_words import levels_of
from reportedly.gazetteer.scoring import Group, certainty, choose
from reportedly.gazetteer.surroundings import Surroundings, is_area, look_around
from reportedly.record import PlaceKind, Precision
from reportedly.wordlists import metonyms

NO_HINTS = Hints()
_Key = tuple[str, str | None, PlaceKind | None, str, frozenset[str], frozenset[str]]
"""Folded name, sort its own words ask for, guessed kind, holder's words, countries and sorts beside it."""
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
    told = country_mentions(text)
    choices = choose(groups, told, hints)
    best = [_best(g, shares, signs, told) for g, (shares, signs) in zip(groups, choices, strict=True)]
    said = {m.start: best[n][0] for m, n in zip(mentions, numbers, strict=True) if n is not None}
    holders = {a.holder_start for a in around if a.sure}
    answers: list[Resolution | None] = []
    for mention, number, one, beside in zip(mentions, numbers, found, around, strict=True):
        answer = None
        if number is not None and best[number][1] >= LEAST_CERTAINTY:
            candidate, certain = best[number]
            candidate = _settled(candidate, groups[number], whole=mention.start in holders or one.partly)
            if not _contradicted(candidate, groups[number], beside):
                answer = _answer(mention, candidate, certain, one)
        answers.append(answer or _held(mention, beside, said))
    return answers


def group(
    mentions: Sequence[Mention], found: Sequence[Found], around: Sequence[Surroundings]
) -> tuple[list[int | None], list[Group]]:
    """Return each mention's group number (None: no candidates), and the groups.

    Mentions with the same name and the same words beside them are one group; one with nothing beside it
    joins the group of its name that is surely held by something, if there is just one.
    """
    keys: list[_Key | None] = [
        (folded(m.surface), f.wanted, m.kind, a.holder_words, a.countries, a.wanted) if f.candidates else None
        for m, f, a in zip(mentions, found, around, strict=True)
    ]
    _join_bare(keys, around)
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
                candidates=_inside(found[i].candidates, beside)[:MOST_CANDIDATES],
                around=msgspec.structs.replace(beside, wanted=frozenset(w for w in wanted if w)),
                kind=mentions[i].kind,
                times=int(times[number]),
            )
        )
    return numbers, groups


def _inside(candidates: tuple[Candidate, ...], beside: Surroundings) -> tuple[Candidate, ...]:
    """Return the candidates that lie in what is surely said to hold the place, all where none does."""
    if not beside.sure or beside.within:
        return candidates
    return tuple(c for c in candidates if any(lies_in(c, holder) for holder in beside.holders)) or candidates


def _join_bare(keys: list[_Key | None], around: Sequence[Surroundings]) -> None:
    """Give mentions that have nothing beside them the key of the one held namesake, where there is one."""
    held: dict[tuple[str, str | None], set[_Key]] = defaultdict(set)
    for key, beside in zip(keys, around, strict=True):
        if key is not None and beside.sure:
            held[key[:2]].add(key)
    for number, (key, beside) in enumerate(zip(keys, around, strict=True)):
        if key is not None and not (beside.holders or beside.countries or beside.wanted):
            namesakes = held.get(key[:2], set())
            if len(namesakes) == 1:
                keys[number] = next(iter(namesakes))


def _best(group: Group, shares: Floats, signs: Floats, told: Counter[str]) -> tuple[Candidate, float]:
    """Return the likeliest candidate of a group, and the probability that it is right."""
    candidate, certain = group.candidates[int(shares.argmax())], certainty(signs)
    capital = _capital_meant(group, candidate, told)
    return (candidate, certain) if capital is None else (capital, max(certain, LEAST_CERTAINTY))


def _capital_meant(group: Group, likeliest: Candidate, told: Counter[str]) -> Candidate | None:
    """Return the capital that a seat of government ("Washington") is, where a namesake abroad seems likelier.

    Its own country must be told of, and nothing beside the name say otherwise.
    """
    seat = metonyms.find(group.surface)
    if seat is None or not seat.place or not seat.country or seat.country == likeliest.country:
        return None
    if not told[seat.country] or group.around.holders or group.around.countries:
        return None
    capitals = (c for c in group.candidates if c.country == seat.country and c.feature == "PPLC")
    return max(capitals, key=lambda c: c.population, default=None)


def _settled(candidate: Candidate, group: Group, *, whole: bool) -> Candidate:
    """Return, of places in one spot that share a name, the one that the words call for.

    "Idlib fell" is told of the city, "Zaporizhzhia region" of the oblast, not the raion; the score cannot
    tell them apart. `whole`: the name holds another place, or a part of it is meant ("southern Donetsk");
    then a first-level division is not the city.
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
    wanted = around.levels
    if candidate.feature in wanted or candidate.feature not in {"ADM1", "ADM2", "PPLA", "PPL"}:
        return candidate
    if not wanted:
        if candidate.feature.startswith("PPL") or "division" in around.wanted:
            return candidate
        if not whole:
            wanted = frozenset({"PPL", "PPLA", "PPLC"})
        elif candidate.feature == "ADM2":
            wanted = frozenset({"ADM1", "PPL", "PPLA", "PPLC"})
    return max((c for c in near if c.feature in wanted), key=lambda c: c.population, default=candidate)


def _contradicted(candidate: Candidate, group: Group, beside: Surroundings) -> bool:
    """Tell whether no place of that name lies in what is surely said to hold it."""
    return (
        beside.sure
        and not beside.within
        and candidate.feature.startswith("PPL")
        and not any(lies_in(c, holder) for c in group.candidates for holder in beside.holders)
    )


def _answer(mention: Mention, candidate: Candidate, certain: float, found: Found) -> Resolution:
    precision = _precision(candidate) if found.partly else Precision.EXACT
    exact = precision is Precision.EXACT
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
    holders = [h for h in around.holders if known is None or h.key == known.key or _seat(known, h)]
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


def _seat(town: Candidate, division: Candidate) -> bool:
    """Return whether a name was taken for the town of the division meant ("Kursk" in "Kursk region")."""
    same = (town.country, town.admin1_code) == (division.country, division.admin1_code)
    return same and town.feature.startswith("PPL") and is_area(division)


_HELD_CONFIDENCE = 0.5
_PRECISIONS = {
    "PCLI": Precision.COUNTRY,
    "ADM1": Precision.ADMIN1,
    "RGN": Precision.ADMIN1,
    "ADM2": Precision.ADMIN2,
}


def _precision(holder: Candidate) -> Precision:
    """Return what coordinates of `holder` stand for when they are given to something in it."""
    return _PRECISIONS.get(
        holder.feature, Precision.CITY if holder.feature.startswith("PPL") else Precision.EXACT
    )
