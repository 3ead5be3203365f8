"""What a report says right beside a place name: what sort of place it is, and what it lies in.

Only the grammar of English place phrases: "the village of X", "X region", "X, Y", "Y's X", "the Syrian
city of X". What a name means is for `resolve` to say.
"""

import re

import msgspec

from reportedly.gazetteer.index import LONGEST_WORDS, Gazetteer
from reportedly.gazetteer.names import folded
from reportedly.gazetteer.place import Candidate, Mention
from reportedly.gazetteer.place_words import division_words, levels_of, sort_of
from reportedly.record import PlaceKind
from reportedly.wordlists import acts, countries

WINDOW = 60
"""Code points looked at before and after a name."""
_NEXT_WORD = re.compile(r"[ \u00a0]([A-Za-z'’]+)")
_OF = re.compile(r"([A-Za-z]+)[ \u00a0]of[ \u00a0](?:the[ \u00a0])?$")
_AFTER = re.compile(
    r"(?:,?[ \u00a0]in[ \u00a0](?:the[ \u00a0])?|,[ \u00a0](?:the[ \u00a0])?|[ \u00a0]?\()(?=[A-Z])"
)
_NAME_WORD = re.compile(r"[^\s,;:()“”\"!?]+")
_NAMES = r"[A-Z][\w'’-]*(?:[ \u00a0][A-Z][\w'’-]*){0,3}"
_AND = r"(?:,?[ \u00a0](?:and|or)[ \u00a0]|,[ \u00a0])"
_SHARED = re.compile(rf"{_AND}{_NAMES}(?:{_AND}{_NAMES}){{0,6}}[ \u00a0]([a-z]+(?:ies|s))\b")
"""What follows a name in a list that one word closes: "X, Y and Z regions"."""
_LISTED_BEFORE = re.compile(r"[A-Z][\w'’-]*(?:,|,?[ \u00a0](?:and|or))[ \u00a0]$")
_CLOSED = re.compile(
    r"[,.;:)!?\n]|$|[ \u00a0](?:on|in|after|where|when|near|to|for|from|with|by|at|before|during|since)\b"
)
"""What may follow "X, Y" where Y holds X, and not where Y begins a clause ("In X, Y bombed …")."""
_TOWN = 20_000
_WORDS = re.compile(r"(?:[ \u00a0][a-z-]+){1,6}")
_AUXILIARIES = frozenset(
    {"has", "have", "had", "is", "was", "were", "are", "will", "would", "and", "or", "but", "which", "who"}
)
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
    within: bool = False
    """Whether "in" joins them ("X in Y"): that can also be said of what happens, not of X."""
    countries: frozenset[str] = frozenset()
    """Codes of countries named or meant right before it ("Syria's X", "the Syrian city of X")."""


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
    before = text[max(0, mention.start - WINDOW) : mention.start]
    after = text[mention.end : mention.end + 2 * WINDOW]
    beside = _words_beside(mention, before, after)
    wanted = frozenset(sort for word in beside if (sort := sort_of(word)) is not None)
    levels = levels_of(beside)
    skipped = _NEXT_WORD.match(after)
    if skipped and sort_of(skipped.group(1)):
        after = after[skipped.end() :]
    holder = _holder(after, places)
    if holder is None or folded(holder.words) == folded(mention.surface):
        return Surroundings(wanted, levels, countries=_countries_before(before))
    start = mention.end + len(text[mention.end : mention.end + 2 * WINDOW]) - len(after) + holder.offset
    return Surroundings(
        wanted=wanted,
        levels=levels,
        holders=holder.places,
        holder_words=holder.words,
        sure=holder.sure and (holder.within or _LISTED_BEFORE.search(before) is None),
        holder_start=start,
        within=holder.within,
        countries=_countries_before(before),
    )


def _words_beside(mention: Mention, before: str, after: str) -> list[str]:
    """Return the words that may say what sort of place it is, the last one of its own name included."""
    words = [mention.said_with or ""]
    following = _NEXT_WORD.match(after)
    if following:
        words.append(following.group(1))
    shared = _SHARED.match(after)
    if shared and sort_of(shared.group(1)):
        words.append(shared.group(1))
    preceding = _OF.search(before)
    if preceding:
        words.append(preceding.group(1))
    last = mention.surface.split()[-1:]
    words += [word for word in last if word.lower() in division_words() and word != mention.surface]
    return [word for phrase in words for word in phrase.split()]


class _Holder(msgspec.Struct, frozen=True):
    """What the words after a name say it lies in."""

    places: tuple[Candidate, ...]
    words: str
    sure: bool
    within: bool
    """Whether "in" stands between them: then it may also be said of what the sentence tells."""
    offset: int
    """Where the words begin, counted from the end of the name."""


def _holder(after: str, places: Gazetteer) -> _Holder | None:
    """Return what the name after a comma, a bracket or "in" can hold the place as; None where nothing can.

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
    within = " in" in joint.group()
    for number in range(len(words), 0, -1):
        spoken = " ".join(words[:number])
        phrase = _POSSESSIVE.sub("", spoken)
        found = tuple(c for c in places.candidates(phrase) if c.match != "variant")
        if not found:
            continue
        rest = after[joint.end() + len(spoken) :]
        if not within and _speaks(rest, possessive=spoken != phrase):
            return None
        # "X, Y": a town does not lie in a town; "X in Y": a quarter or a plant does.
        held = tuple(c for c in found if is_area(c))
        held = held or tuple(c for c in found if within and c.feature.startswith("PPL"))
        sure = not _is_town(found, held, phrase) and (within or _CLOSED.match(rest) is not None)
        sure = sure and _LISTED.match(rest) is None
        return _Holder(held, phrase, sure, within, joint.end()) if held else None
    return None


def _is_town(found: tuple[Candidate, ...], held: tuple[Candidate, ...], phrase: str) -> bool:
    """Tell whether a division's name is as well that of a town in it ("Kyiv", not "Kursk region")."""
    if levels_of(phrase.split()):
        return False
    at_home = {area.country for area in held}
    return any(c.feature.startswith("PPL") and c.country in at_home and c.population > _TOWN for c in found)


def _speaks(rest: str, *, possessive: bool) -> bool:
    """Tell whether the name before `rest` begins a clause of its own, so that it holds nothing.

    "Y hit X, Russia said", "… X, Russia's ministry said"; but "X, Russia's second city, …" holds it.
    """
    words = _WORDS.match(rest)
    following = words.group().split() if words else []
    if possessive:
        return not any(sort_of(word) == "settlement" for word in following)
    return bool(following) and (acts.is_cue(following[0]) or following[0] in _AUXILIARIES)


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
