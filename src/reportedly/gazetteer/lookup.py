"""From the words of a mention to the places they can mean, grammar included.

"the Kursk region" is looked up as it stands, then as "Kursk" with a division wanted; "eastern Syria" as
Syria, of which it is a part; "Syrian" as Syria, for recognisers that mark adjectives.
"""

import re

import msgspec

from reportedly.gazetteer.divisions import TYPE_WORDS
from reportedly.gazetteer.index import Gazetteer
from reportedly.gazetteer.place import Candidate, PlaceKind
from reportedly.gazetteer.surroundings import DIRECTIONS, sort_of
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
    whole = (*_by_adjective(name, places), *_fitting(name, places.candidates(name)))
    words = name.split()
    if any(candidate.match != "variant" for candidate in whole):
        if len(words) > 1 and words[-1].lower() in TYPE_WORDS:
            base = look_up(" ".join(words[:-1]), places)
            divisions = tuple(
                c for c in base.candidates if c.kind is PlaceKind.REGION and c.match != "variant"
            )
            return Found(_once((*whole, *divisions)), "division", base.partly)
        return Found(_once(whole))
    direction = words[0].lower() in DIRECTIONS
    if len(words) > 1 and words[-1].lower() in TYPE_WORDS:
        base = look_up(" ".join(words[:-1]), places)
        if base.candidates:
            return Found(base.candidates, "division", base.partly)
    if len(words) > 2 and words[1].lower() == "of" and sort_of(words[0]):  # noqa: PLR2004 - "city of X"
        base = look_up(" ".join(words[2:]), places)
        return Found(base.candidates, sort_of(words[0]), base.partly)
    if len(words) > 1 and words[0].lower() in {*TYPE_WORDS, "city", "lake", "camp"} and not direction:
        base = look_up(" ".join(words[1:]), places)
        if words[0].lower() in TYPE_WORDS and base.candidates:
            return Found(base.candidates, "division", base.partly)
    if len(words) > 1 and direction:
        base = look_up(" ".join(words[1:]), places)
        if base.candidates:
            return Found(base.candidates, base.wanted, partly=True)
    return Found(_once(whole))


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
