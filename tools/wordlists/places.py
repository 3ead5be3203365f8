"""Places and times that have names."""

from typing import Any

import msgspec

from reportedly.gazetteer.listed import Listed
from reportedly.gazetteer.place_words import PlaceWords
from reportedly.wordlists.times import Feast, NamedTimes, War
from tools.wordlists.faults import COUNTRY, doubles, entries_of, misspelt, raise_if


def compile_places(raw: list[dict[str, Any]]) -> tuple[Listed, ...]:
    """Return the places; raises FaultyListError for positions off the globe and for doubled entries.

    Two villages may share a name, not also a position to a tenth of a degree.
    """
    places = msgspec.convert(entries_of(raw), tuple[Listed, ...])
    faults = doubles(
        "place",
        ((p.name, p.kind, p.country, p.at and (round(p.at[0], 1), round(p.at[1], 1))) for p in places),
    )
    for place in places:
        faults += misspelt(place.name, COUNTRY, [place.country or "XX"])
        faults += doubles(f"{place.name}: form", place.names)
        if place.at and not (abs(place.at[0]) <= 90 and abs(place.at[1]) <= 180):  # noqa: PLR2004 - degrees
            faults.append(f"{place.name}: {place.at} is not on the globe")
    raise_if(faults)
    return places


def compile_place_words(raw: list[dict[str, Any]]) -> tuple[PlaceWords, ...]:
    """Return the words of each sort of place; raises FaultyListError where a word stands twice."""
    parts = msgspec.convert(entries_of(raw), tuple[PlaceWords, ...])
    raise_if(doubles("word", (word for part in parts for word in part.words)))
    return parts


def compile_times(raw: list[dict[str, Any]]) -> NamedTimes:
    """Return wars and feasts.

    Raises FaultyListError where a name, a war's word or a feast's form stands twice.
    """
    parts = {name: entries_of(entries) for part in raw for name, entries in part.items()}
    wars = msgspec.convert(parts["wars"], tuple[War, ...])
    feasts = msgspec.convert(parts["feasts"], tuple[Feast, ...])
    raise_if(
        [
            *doubles("name", [*(war.name for war in wars), *(feast.name for feast in feasts)]),
            *doubles("word", (word for war in wars for word in war.words)),
            *doubles("form", (form for feast in feasts for form in feast.forms or (feast.name,))),
            *(f"{f.name}: month and day go together" for f in feasts if (f.month is None) != (f.day is None)),
        ]
    )
    return NamedTimes(wars=wars, feasts=feasts)
