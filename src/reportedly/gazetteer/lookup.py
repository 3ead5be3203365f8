"""From the words of a mention to the places they can mean, grammar included.

"the Kursk region" is looked up as it stands, then as "Kursk" with a division wanted; "eastern Syria" as
Syria, of which it is a part; "Syrian" as Syria, for recognisers that mark adjectives.
"""

import re

import msgspec

from reportedly.gazetteer.index import Gazetteer
from reportedly.gazetteer.place import Candidate
from reportedly.gazetteer.place_words import division_words, sort_of
from reportedly.record import PlaceKind
from reportedly.wordlists import countries

_POSSESSIVE = re.compile(r"['’]s?$")
_ARTICLE = re.compile(r"^(?:the|The|THE)\s+")
_SHORT_CAPITALS = 3


class Found(msgspec.Struct, frozen=True):
    """The candidates of one name."""

    candidates: tuple[Candidate, ...]
    wanted: str | None = None
    """The sort of place that a word of the mention itself asks for."""
    partly: bool = False
    """The mention names a part of what was found ("eastern Syria")."""


def look_up(surface: str, places: Gazetteer) -> Found:
    """Return what the words of a mention can mean; no candidates where nothing is known."""
    name = _ARTICLE.sub("", _POSSESSIVE.sub("", surface.strip())).strip(' ,;:()[]“”"')
    if not name or name.islower():
        return Found(())
    whole = _once((*_by_adjective(name, places), *_fitting(name, places.candidates(name))))
    known = any(candidate.match != "variant" for candidate in whole)
    part = _without_word(name.split(), places)
    if part is None or not part.candidates:
        return Found(whole)
    if not known:
        return part
    if part.wanted != "division" or part.partly:
        return Found(whole)
    # "Karak district" is known in one country, and Karak, a division, in another.
    divisions = (c for c in part.candidates if c.kind is PlaceKind.REGION and c.match != "variant")
    return Found(_once((*whole, *divisions)), "division")


def _without_word(words: list[str], places: Gazetteer) -> Found | None:
    """Return what a name means without the word that says what it is; None where there is no such word."""
    if len(words) == 1:
        return None
    first, last = words[0].lower(), words[-1].lower()
    if last in division_words():
        base = look_up(" ".join(words[:-1]), places)
        return Found(base.candidates, "division", base.partly)
    if sort_of(first) == "direction":
        base = look_up(" ".join(words[1:]), places)
        return Found(base.candidates, base.wanted, partly=True)
    if words[1].lower() == "of" and sort_of(first):
        return Found(look_up(" ".join(words[2:]), places).candidates, sort_of(first))
    if first in division_words():
        return Found(look_up(" ".join(words[1:]), places).candidates, "division")
    return None


def _once(candidates: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    return tuple({candidate.key: candidate for candidate in reversed(candidates)}.values())[::-1]


def _fitting(name: str, candidates: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """Return the candidates without those that a name in capitals cannot mean ("US": not Us in France)."""
    bare = name.replace(".", "")
    if not (bare.isupper() and len(bare) <= _SHORT_CAPITALS):
        return candidates
    return tuple(c for c in candidates if c.match != "variant" and c.name.casefold() != bare.casefold())


def _by_adjective(name: str, places: Gazetteer) -> tuple[Candidate, ...]:
    """Return the countries and regions that an adjective or a people's name belongs to."""
    found: list[Candidate] = []
    for actor in (*countries.by_adjective(name), *countries.by_people(name)):
        own = [
            c
            for c in places.candidates(actor.name)
            if c.match == "name" and c.feature in {"PCLI", "RGN", "CONT"}
        ]
        country = places.country(actor.country)
        found += own or ([country] if country else [])
    return tuple(msgspec.structs.replace(c, match="alternate") for c in found)
