"""What a report says right beside a place name: what sort of place it is, and what it lies in.

Only the grammar of English place phrases: "the village of X", "X region", "X, Y", "Y's X", "the Syrian
city of X". What a name means is for `resolve` to say.
"""

import re
from collections.abc import Iterable

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

_PLURALS = {"cities": "city", "counties": "county", "parishes": "parish", "territories": "territory"}

_WINDOW = 60
"""Code points looked at before and after a name."""
_NEXT_WORD = re.compile(r"[ \u00a0]([A-Za-z'’]+)")
_OF = re.compile(r"([A-Za-z]+)[ \u00a0]of[ \u00a0](?:the[ \u00a0])?$")
_AFTER = re.compile(
    r"(?:,[ \u00a0](?:in[ \u00a0](?:the[ \u00a0])?|the[ \u00a0])?|[ \u00a0]in[ \u00a0](?:the[ \u00a0])?|[ \u00a0]?\()(?=[A-Z])"
)
_NAME_WORD = re.compile(r"[^\s,;:()“”\"!?]+")
_SHARED = re.compile(
    r"(?:,?[ \u00a0](?:and|or)[ \u00a0]|,[ \u00a0])(?:[A-Z][\w'’-]*[ \u00a0]?)+"
    r"(?:(?:,?[ \u00a0]?(?:and|or)[ \u00a0]|,[ \u00a0])(?:[A-Z][\w'’-]*[ \u00a0]?)+){0,6}"
    r"(counties|provinces|regions|oblasts|districts|governorates|states|parishes|rivers|cities|towns|villages)\b"
)
"""What follows a name in a list that one word closes: "X, Y and Z regions"."""
_POSSESSIVE = re.compile(r"['’]s?$")
_LISTED = re.compile(r",?[ \u00a0](?:and|or)[ \u00a0][A-Z]|,[ \u00a0][A-Z][\w'’-]+(?:,|[ \u00a0]and\b)")
_SENTENCE_END = re.compile(r"[.!?;:\n]\s")


class Surroundings(msgspec.Struct, frozen=True):
    """What is said beside one name."""

    wanted: frozenset[str] = frozenset()
    """What sorts of place the words allow ("settlement", "division", "water", "facility"); empty: any."""
    levels: frozenset[str] = frozenset()
    """Feature codes of the divisions that they allow (ADM1, ADM2); empty: any."""
    holders: tuple[Candidate, ...] = ()
    """The divisions or countries that the words after it say it lies in; all that those words can mean."""
    holder_words: str = ""
    """Those words ("Kursk region")."""
    sure: bool = False
    """Whether they surely hold the place, and are not its neighbour in a list."""
    holder_start: int = -1
    """Where those words stand in the text; -1 where there are none."""
    countries: frozenset[str] = frozenset()
    """Codes of countries named or meant right before it ("Syria's X", "the Syrian city of X")."""


_FIRST_LEVEL = frozenset(
    [
        "region",
        "oblast",
        "province",
        "governorate",
        "state",
        "krai",
        "kray",
        "republic",
        "emirate",
        "prefecture",
        "canton",
    ]
)
_SECOND_LEVEL = frozenset(["county", "parish", "district", "raion", "rayon", "borough", "department"])


def levels_of(words: Iterable[str]) -> frozenset[str]:
    """Return the feature codes of the divisions that a report calls by these words ("county": ADM2)."""
    singular = {_PLURALS.get(word.lower(), word.lower().rstrip("s")) for word in words}
    first = {"ADM1"} if singular & _FIRST_LEVEL else set()
    return frozenset(first | ({"ADM2"} if singular & _SECOND_LEVEL else set()))


def sort_of(word: str) -> str | None:
    """Return the sort of place a word names ("village": "settlement"), or None."""
    low = word.lower()
    low = _PLURALS.get(low, low if low in DIVISION_WORDS else low.rstrip("s"))
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
    words = _words_beside(mention, before, after)
    wanted = frozenset(sort for word in words if (sort := sort_of(word)) is not None)
    levels = levels_of(words)
    skipped = _NEXT_WORD.match(after)
    if skipped and sort_of(skipped.group(1)):
        after = after[skipped.end() :]
    holder = _holder(after, places)
    if holder is None or folded(holder[1]) == folded(mention.surface):
        return Surroundings(wanted, levels, countries=_countries_before(before))
    holders, words, sure, offset = holder
    start = mention.end + len(text[mention.end : mention.end + 2 * _WINDOW]) - len(after) + offset
    return Surroundings(wanted, levels, holders, words, sure, start, _countries_before(before))


def _words_beside(mention: Mention, before: str, after: str) -> list[str]:
    """Return the words that may say what sort of place it is, the last one of its own name included."""
    words = [mention.said_with or ""]
    following = _NEXT_WORD.match(after)
    if following:
        words.append(following.group(1))
    shared = _SHARED.match(after)
    if shared:
        words.append(shared.group(1))
    preceding = _OF.search(before)
    if preceding:
        words.append(preceding.group(1))
    last = mention.surface.split()[-1:]
    words += [word for word in last if word.lower() in DIVISION_WORDS and word != mention.surface]
    return [word for phrase in words for word in phrase.split()]


def _holder(after: str, places: Gazetteer) -> tuple[tuple[Candidate, ...], str, bool, int] | None:
    """Return what the name after a comma or "in" can mean, the name, if it surely holds the place, its start.

    Not sure where the two may be neighbours in a list ("X, Y and Z").
    """
    joint = _AFTER.match(after)
    if joint is None:
        return None
    words: list[str] = []
    at = joint.end()
    while len(words) < LONGEST_WORDS:
        word = _NAME_WORD.match(after, at)
        if word is None:
            break
        words.append(word.group())
        at = word.end() + 1 if after[word.end() : word.end() + 1] in {" ", "\u00a0"} else len(after)
    for number in range(len(words), 0, -1):
        phrase = _POSSESSIVE.sub("", " ".join(words[:number]))
        found = tuple(c for c in places.candidates(phrase) if c.match != "variant")
        if found:
            end = joint.end() + len(" ".join(words[:number]))
            listed = "in" not in joint.group() and _LISTED.match(after, end) is not None
            areas = tuple(c for c in found if is_area(c))
            settled = tuple(c for c in found if c.feature.startswith("PPL")) if " in" in joint.group() else ()
            # "X, Y": a town does not lie in a town; "X in Y": a quarter or a plant does.
            held = areas or settled
            return (held, phrase, not listed, joint.end()) if held else None
    return None


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
