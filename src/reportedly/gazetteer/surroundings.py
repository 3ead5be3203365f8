"""What a report says right beside a place name: what sort of place it is, and what it lies in.

Only the grammar of English place phrases: "the village of X", "X region", "X, Y", "Y's X", "the Syrian
city of X". What a name means is for `resolve` to say.
"""

import re

import msgspec

from reportedly.gazetteer.divisions import TYPE_WORDS
from reportedly.gazetteer.index import LONGEST_WORDS, Gazetteer
from reportedly.gazetteer.names import folded
from reportedly.gazetteer.place import Candidate, Mention, PlaceKind
from reportedly.wordlists import countries

SETTLEMENT_WORDS = frozenset(
    [
        "city",
        "town",
        "village",
        "settlement",
        "hamlet",
        "suburb",
        "capital",
        "municipality",
        "community",
        "township",
        "neighborhood",
        "neighbourhood",
        "port",
    ]
)
WATER_WORDS = frozenset(
    [
        "river",
        "lake",
        "sea",
        "ocean",
        "gulf",
        "strait",
        "straits",
        "bay",
        "channel",
        "canal",
        "reservoir",
        "creek",
        "stream",
        "lagoon",
        "sound",
        "estuary",
    ]
)
FACILITY_WORDS = frozenset(
    [
        "airport",
        "airfield",
        "base",
        "airbase",
        "bridge",
        "dam",
        "plant",
        "camp",
        "crossing",
        "hospital",
        "prison",
        "university",
        "school",
        "station",
        "stadium",
        "church",
        "mosque",
        "cathedral",
        "museum",
        "refinery",
        "barracks",
        "checkpoint",
        "park",
    ]
)
DIVISION_WORDS = TYPE_WORDS - {"municipality"}
DIRECTIONS = frozenset(
    [
        "north",
        "south",
        "east",
        "west",
        "northern",
        "southern",
        "eastern",
        "western",
        "northeast",
        "northwest",
        "southeast",
        "southwest",
        "northeastern",
        "northwestern",
        "southeastern",
        "southwestern",
        "north-east",
        "north-west",
        "south-east",
        "south-west",
        "north-eastern",
        "north-western",
        "south-eastern",
        "south-western",
        "central",
        "downtown",
        "rural",
        "greater",
        "upper",
        "lower",
        "mid",
        "inner",
        "outer",
        "occupied",
        "government-held",
        "rebel-held",
        "russian-occupied",
        "israeli-occupied",
    ]
)

_WINDOW = 60
"""Code points looked at before and after a name."""
_NEXT_WORD = re.compile(r"[ \u00a0]([A-Za-z'’]+)")
_OF = re.compile(r"([A-Za-z]+)[ \u00a0]of[ \u00a0](?:the[ \u00a0])?$")
_AFTER = re.compile(
    r"(?:,[ \u00a0](?:in[ \u00a0](?:the[ \u00a0])?|the[ \u00a0])?|[ \u00a0]in[ \u00a0](?:the[ \u00a0])?|[ \u00a0]?\()(?=[A-Z])"
)
_NAME_WORD = re.compile(r"[^\s,;:()“”\"!?]+")
_HOLDER_BEFORE = re.compile(
    r"(?:['’]s?|\bin|\bthe|^|[ \u00a0])[ \u00a0](?:[a-z-]+[ \u00a0]){0,4}(?:the[ \u00a0])?$"
)
_SENTENCE_END = re.compile(r"[.!?;:\n]\s")


class Surroundings(msgspec.Struct, frozen=True):
    """What is said beside one name."""

    wanted: frozenset[str] = frozenset()
    """What sorts of place the words allow ("settlement", "division", "water", "facility"); empty: any."""
    holders: tuple[Candidate, ...] = ()
    """The divisions or countries that the words after it say it lies in; all that those words can mean."""
    holder_words: str = ""
    """Those words ("Kursk region")."""
    countries: frozenset[str] = frozenset()
    """Codes of countries named or meant right before it ("Syria's X", "the Syrian city of X")."""


def sort_of(word: str) -> str | None:
    """Return the sort of place a word names ("village": "settlement"), or None."""
    low = word.lower().rstrip("s") if word.lower() not in DIVISION_WORDS else word.lower()
    for sort, words in (
        ("settlement", SETTLEMENT_WORDS),
        ("division", DIVISION_WORDS),
        ("water", WATER_WORDS),
        ("facility", FACILITY_WORDS),
    ):
        if low in words:
            return sort
    return None


_KIND_SORTS = {
    PlaceKind.REGION: "division",
    PlaceKind.CITY: "settlement",
    PlaceKind.VILLAGE: "settlement",
    PlaceKind.WATER: "water",
    PlaceKind.FACILITY: "facility",
    PlaceKind.COUNTRY: "country",
}


def sort_of_candidate(candidate: Candidate) -> str:
    """Return the sort of a place, in the same words as `sort_of` and "country"."""
    return _KIND_SORTS.get(candidate.kind, "other")


def look_around(mention: Mention, text: str, places: Gazetteer) -> Surroundings:
    """Return what is said beside `mention` in `text`."""
    before = text[max(0, mention.start - _WINDOW) : mention.start]
    after = text[mention.end : mention.end + 2 * _WINDOW]
    wanted = _wanted(mention, before, after)
    skipped = _NEXT_WORD.match(after)
    if skipped and sort_of(skipped.group(1)):
        after = after[skipped.end() :]
    holders, words = _holders(after, places)
    own = folded(mention.surface)
    if folded(words) == own:
        holders, words = (), ""
    return Surroundings(wanted, holders, words, _countries_before(before))


def _wanted(mention: Mention, before: str, after: str) -> frozenset[str]:
    words = [mention.said_with or ""]
    following = _NEXT_WORD.match(after)
    if following:
        words.append(following.group(1))
    preceding = _OF.search(before)
    if preceding:
        words.append(preceding.group(1))
    sorts = {sort_of(word) for phrase in words for word in phrase.split()}
    return frozenset(sort for sort in sorts if sort is not None)


def _holders(after: str, places: Gazetteer) -> tuple[tuple[Candidate, ...], str]:
    """Return the divisions and countries that the name after a comma or "in" can mean, and the name."""
    joint = _AFTER.match(after)
    if joint is None:
        return (), ""
    words: list[str] = []
    at = joint.end()
    while len(words) < LONGEST_WORDS:
        word = _NAME_WORD.match(after, at)
        if word is None:
            break
        words.append(word.group())
        at = word.end() + 1 if after[word.end() : word.end() + 1] in {" ", "\u00a0"} else len(after)
    words = [re.sub(r"['’]s?$", "", word) for word in words]
    for number in range(len(words), 0, -1):
        phrase = " ".join(words[:number])
        found = tuple(c for c in places.candidates(phrase) if c.match != "variant" and is_area(c))
        if not found and phrase[-1:] == ".":
            found = tuple(c for c in places.candidates(phrase[:-1]) if c.match != "variant" and is_area(c))
        if found:
            return found, phrase
    return (), ""


def is_area(candidate: Candidate) -> bool:
    """Tell whether a place is a country or a division of one, so that others lie in it."""
    return candidate.feature in {"PCLI", "ADM1", "ADM2"} or (
        candidate.feature == "RGN" and candidate.country is not None
    )


def _countries_before(before: str) -> frozenset[str]:
    """Return codes of the countries whose name or adjective stands right before, in the same clause."""
    end = max((m.end() for m in _SENTENCE_END.finditer(before)), default=0)
    clause = before[end:]
    found = countries.scan(clause)
    if not found:
        return frozenset()
    _, stop, actors = found[-1]
    rest = clause[stop:]
    if not re.fullmatch(
        r"(?:['’]s?)?[ \u00a0-](?:[\w-]+[ \u00a0]){0,4}(?:of[ \u00a0])?(?:the[ \u00a0])?", rest
    ):
        return frozenset()
    return frozenset(actor.country for actor in actors if actor.country)
