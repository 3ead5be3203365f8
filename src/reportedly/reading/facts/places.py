"""Places: from the names the tower marks to places on the map."""

from functools import cache

from reportedly.gazetteer import Hints, Mention, gazetteer, resolve
from reportedly.reading.facts import labels
from reportedly.reading.facts.found import Marked
from reportedly.reading.words import Words
from reportedly.record import Kind, Place, PlaceKind, Precision, cite
from reportedly.wordlists import countries, metonyms, outlets

_LOOSE = frozenset(",.;:—–-'\"’‘“”()[]")


def places_of(marked: list[Marked], words: Words, hints: Hints) -> tuple[Place, ...]:
    """Return the places of a text, in order; one that cannot be told has no coordinates."""
    mentions = [
        Mention(
            start=words.starts[first],
            end=words.ends[last - 1],
            surface=words.said(first, last),
            kind=PlaceKind(labels.PLACE_KINDS[kind]),
        )
        for first, last, kind in spans_of(marked, words)
    ]
    places = []
    for mention, found in zip(mentions, resolve(mentions, words.text, hints=hints), strict=True):
        span = cite(words.text, mention.start, mention.end)
        guessed = mention.kind or PlaceKind.OTHER
        if _is_adjective(mention.surface) or (found is None and _is_nobodys_place(mention.surface)):
            continue
        if found is None:
            places.append(Place(span=span, name=" ".join(mention.surface.split()), kind=guessed))
            continue
        exact = found.precision is Precision.EXACT
        lat, lon = found.lat, found.lon
        if exact and found.kind is PlaceKind.COUNTRY and found.country:
            lat, lon = _capital(found.country) or (lat, lon)
        places.append(
            Place(
                span=span,
                name=found.name,
                kind=found.kind if exact else guessed,
                geonames_id=found.geonames_id,
                lat=lat,
                lon=lon,
                country=found.country,
                admin1=found.admin1,
                precision=found.precision,
            )
        )
    return tuple(places)


def _is_adjective(name: str) -> bool:
    """Return whether words hold no name but a country's adjective: "Congolese", "an Eritrean islet"."""
    capital = [word for word in name.split() if word[:1].isupper()]
    return bool(capital) and all(
        any(word not in {actor.name, *actor.aliases} for actor in countries.by_adjective(word))
        for word in capital
    )


def _is_nobodys_place(name: str) -> bool:
    """Return whether a name that is on no map is an outlet's or an armed group's ("WashPo", "M23")."""
    actors = countries.find(name)
    return bool(outlets.find(name)) or any(actor.kind is not Kind.GOVERNMENT for actor in actors)


@cache
def _capital(country: str) -> tuple[float, float] | None:
    """Return where a country's capital lies: its middle may be far from anything that happens."""
    for seat in metonyms.every():
        if seat.country == country and seat.place:
            for candidate in gazetteer().candidates(seat.name):
                if candidate.country == country and candidate.feature == "PPLC":
                    return candidate.lat, candidate.lon
    return None


def spans_of(marked: list[Marked], words: Words) -> list[tuple[int, int, int]]:
    """Return words [first, last) and kind of each place name, tidied."""
    return [(*tidy, m.kind) for m in marked if (tidy := _tidied(words, m.first, m.last))]


def _tidied(words: Words, first: int, last: int) -> tuple[int, int] | None:
    """Return the words of a name without marks and a possessive at its ends, or None if nothing is left."""
    if last - first > 1 and words.form(last - 1) == "s" and words.form(last - 2) in "'’":
        last -= 2
    while first < last and words.form(first) in _LOOSE:
        first += 1
    while last > first and words.form(last - 1) in _LOOSE and not _abbreviated(words, last):
        last -= 1
    return (first, last) if first < last else None


def _abbreviated(words: Words, last: int) -> bool:
    """Return whether the stop before `last` belongs to an abbreviation ("U.S.", "Fla.")."""
    stop = last - 1
    if words.form(stop) != "." or stop == 0 or words.ends[stop - 1] != words.starts[stop]:
        return False
    return len(words.form(stop - 1)) == 1 or (last < len(words) and words.form(last)[0].islower())
