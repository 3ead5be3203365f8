"""Resolve the place names of a report: which place each one means. START HERE for the resolver.

    mentions ──look_up──▶ candidates ──look_around──▶ groups ──shares──▶ choices ──▶ Resolutions

A name said twice means the same place unless the words beside it say otherwise. A name with no place
that fits what is said beside it is put into the region or country said there, or left open.
"""

from collections.abc import Sequence

import numpy as np

from reportedly.gazetteer.context import country_mentions
from reportedly.gazetteer.features import lies_in
from reportedly.gazetteer.index import Gazetteer, gazetteer
from reportedly.gazetteer.lookup import Found, look_up
from reportedly.gazetteer.names import folded
from reportedly.gazetteer.place import Candidate, Hints, Mention, PlaceKind, Precision, Resolution
from reportedly.gazetteer.scoring import Group, shares
from reportedly.gazetteer.surroundings import Surroundings, look_around

NO_HINTS = Hints()
MOST_CANDIDATES = 80
"""Candidates of one name that are weighed ("San José" has over a hundred); the best matches come first."""
_AREA_PRECISION: dict[str, Precision] = {"PCLI": "country"}


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
    chosen = shares(groups, country_mentions(text), hints) if groups else []
    answers: list[Resolution | None] = []
    for mention, number, one, beside in zip(mentions, numbers, found, around, strict=True):
        if number is None:
            answers.append(_held(mention, beside))
        else:
            answers.append(_answer(mention, groups[number], chosen[number], one))
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
                around=Surroundings(
                    frozenset(w for w in wanted if w), beside.holders, beside.holder_words, beside.countries
                ),
                kind=mentions[i].kind,
                times=int(times[number]),
            )
        )
    return numbers, groups


def _answer(
    mention: Mention, group: Group, chosen: np.ndarray[tuple[int, ...], np.dtype[np.float64]], found: Found
) -> Resolution | None:
    best = int(chosen.argmax())
    candidate = group.candidates[best]
    holders = group.around.holders
    if holders and not any(lies_in(c, holder) for c in group.candidates for holder in holders):
        held = _held(mention, group.around) if candidate.kind in {PlaceKind.CITY, PlaceKind.VILLAGE} else None
        if held is not None:
            return held
    precision: Precision = "exact"
    if found.partly:
        precision = (
            "country" if candidate.feature == "PCLI" else "admin1" if candidate.feature == "ADM1" else "exact"
        )
    return Resolution(
        geonames_id=candidate.geonames_id if precision == "exact" else None,
        name=candidate.name if precision == "exact" else mention.surface,
        kind=candidate.kind if precision == "exact" else PlaceKind.REGION,
        lat=candidate.lat,
        lon=candidate.lon,
        country=candidate.country,
        admin1=candidate.admin1,
        precision=precision,
        confidence=round(float(chosen[best]), 4),
    )


def _held(mention: Mention, around: Surroundings) -> Resolution | None:
    """Return the region or country said beside a name that has no place of its own, if it is just one."""
    areas = [holder for holder in around.holders if holder.feature in {"ADM1", "PCLI"}]
    if len(areas) != 1:
        return None
    holder: Candidate = areas[0]
    return Resolution(
        geonames_id=None,
        name=mention.surface,
        kind=mention.kind or (PlaceKind.VILLAGE if holder.feature == "ADM1" else PlaceKind.OTHER),
        lat=holder.lat,
        lon=holder.lon,
        country=holder.country,
        admin1=holder.admin1 if holder.feature == "ADM1" else None,
        precision=_AREA_PRECISION.get(holder.feature, "admin1"),
        confidence=0.5,
    )
