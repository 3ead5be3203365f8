"""Sides: the country or armed group that a noun phrase stands for in a conflict."""

import re
from bisect import bisect_left
from collections import Counter
from functools import cache

from reportedly.reading.phrases import Described, head_word
from reportedly.record import Kind, Span
from reportedly.wordlists import bodies, countries, metonyms

NEAR = 900
"""Code points before "the group" in which the armed group it means must be named."""
_AND = re.compile(r",? and |, (?:and )?| & ")
_POSSESSED = re.compile(r"[’']s?$")
_ARTICLE = re.compile(r"^(?:the|a|an|its|their|his|her)\s+", re.IGNORECASE)
_LOYAL = re.compile(r"\b(?:loyal to|of|from|belonging to)\s+(?:the\s+)?(.+)$")
_STATE = frozenset(
    {
        "administration", "aircraft", "airforce", "army", "artillery", "authorities", "aviation",
        "command", "defence", "defences", "defense", "defenses", "delegation", "diplomacy", "diplomats",
        "drone", "drones", "force", "forces", "government", "invaders", "invasion", "jets", "leadership",
        "marines", "military", "missile", "missiles", "navy", "negotiators", "officials", "paratroopers",
        "police", "president", "regime", "representatives", "servicemen", "side", "soldiers", "state",
        "team", "troops", "units", "warplanes",
    }
)  # fmt: skip
"""Heads that, with a country before them, are that country's state."""
_FIGHTERS = frozenset(
    {
        "extremists", "fighters", "group", "gunmen", "insurgents", "jihadis", "jihadists", "leadership",
        "members", "militants", "militia", "militiamen", "militias", "movement", "network", "organisation",
        "organization", "terrorists",
    }
)  # fmt: skip
"""Heads that, with an armed group's name before them, are that group; alone, the group told of last."""
_OWN = re.compile(
    r"(?:pro-)?(?:government|regime|state|loyalist)(?: (?:forces|troops|army|soldiers|side|allies))?"
    r"|army|security forces|authorities|armed forces|military",
    re.IGNORECASE,
)
"""The state that a civil war's reports call by no name."""
_HELPED = re.compile(r",? (?:backed|supported|aided|led|assisted|helped) by ")
_NAMELESS = re.compile(
    r"(?:(?:terror|terrorist|militant|jihadi|jihadist|extremist|armed|rebel|islamist|insurgent) )?\w+",
    re.IGNORECASE,
)
"""An armed group that is called by no name: "the terror group", "the militants"."""
_STATE_SAID = re.compile(
    r"\b(\w+)(?:[’']s)? (?:government|regime|army|president|troops|military|armed forces)\b"
)
_OWN_FORCES = ("army", "military", "armed forces")


class Sides:
    """The sides that one report names, by place."""

    def __init__(self, text: str) -> None:
        """Collect every mention of a country or armed group in `text`."""
        self._mentions = [
            (start, end, name)
            for start, end, actors in countries.scan(text)
            if len(actors) == 1 and not countries.is_ambiguous(text[start:end]) and (name := _side(actors[0]))
        ]
        self._groups = [(start, name) for start, _, name in self._mentions if not _is_state(name)]
        self._state = _own_state(text)

    def meant(self, phrase: str, at: int) -> str | None:
        """Return the side that a phrase at a place means by what the report has told, or None."""
        bare = _POSSESSED.sub("", _ARTICLE.sub("", phrase.strip(" []“”\"'")))
        bare = _HELPED.split(bare, maxsplit=1)[0]
        if _OWN.fullmatch(bare):
            return self._state
        return _named_last(bare) or self._group_meant(phrase, bare, at) or self._loyal_to(bare)

    def _group_meant(self, phrase: str, bare: str, at: int) -> str | None:
        """Return the armed group that "Isis fighters" or "the militants" are."""
        if head_word(bare) not in _FIGHTERS:
            return None
        inside = {name for start, _, name in self._mentions if at <= start < at + len(phrase)}
        if len(inside) == 1 and not _is_state(next(iter(inside))):
            return next(iter(inside))
        nameless = _NAMELESS.fullmatch(bare) and phrase[:4].lower() in ("the ", "its ")
        return self._last_group(at) if nameless else None

    def _loyal_to(self, bare: str) -> str | None:
        """Return whose side "soldiers loyal to the government" are on."""
        loyal = _LOYAL.search(bare)
        if loyal is None or bare.split(maxsplit=1)[0].lower() not in _STATE | _FIGHTERS:
            return None
        whose = _POSSESSED.sub("", loyal[1])
        if _OWN.fullmatch(whose):
            return self._state
        return _country_before(whose) or next((_side(a) for a in countries.find(whose)), None)

    def only(self, start: int, end: int, where: tuple[Span, ...]) -> str | None:
        """Return the one side named in [start, end) outside the spans `where`; None for none or several."""
        i = bisect_left(self._mentions, (start, 0, ""))
        found = set()
        while i < len(self._mentions) and self._mentions[i][0] < end:
            first, last, name = self._mentions[i]
            if not any(s.start < last and first < s.end for s in where):
                found.add(name)
            i += 1
        return found.pop() if len(found) == 1 else None

    def _last_group(self, at: int) -> str | None:
        """Return the armed group told of last before a place."""
        i = bisect_left(self._groups, (at, "")) - 1
        return self._groups[i][1] if i >= 0 and at - self._groups[i][0] <= NEAR else None


def _named_last(phrase: str) -> str | None:
    """Return the side whose name, of two words or more, ends a longer phrase ("Kurdish-led X Y Forces")."""
    words = [] if countries.find(phrase) else phrase.split()
    for start in range(1, len(words) - 1):
        for actor in countries.find(" ".join(words[start:])):
            return _side(actor)
    return None


def side_of(phrase: str, described: Described) -> str:
    """Return the country whose state a phrase names, or the name as described."""
    if described.kind is Kind.PERSON and described.named and described.person:
        return described.who
    bare = _POSSESSED.sub("", _ARTICLE.sub("", phrase))
    seat = metonyms.find(bare)
    if seat is not None and seat.country and seat.kind is Kind.GOVERNMENT:
        state = countries.by_code(seat.country)
        return state.name if state else seat.who
    for actor in countries.find(bare)[:1]:
        return _side(actor) or actor.name
    country = _country_before(bare)
    if country and head_word(bare) in _STATE:
        return country
    return described.who


def parts_of(phrase: str) -> list[str]:
    """Return the parties joined in one phrase; it is cut only where each part is a known actor."""
    parts = [p for p in _AND.split(phrase) if p.strip()]
    if len(parts) > 1 and all(_known(p) for p in parts):
        return parts
    return [phrase]


def _known(phrase: str) -> bool:
    """Return whether a phrase names a country, an armed group, a body or a seat of government."""
    bare = re.sub(r"^the\s+", "", phrase.strip(), flags=re.IGNORECASE)
    return bool(countries.find(bare) or metonyms.find(bare))


def _country_before(phrase: str) -> str | None:
    """Return the country that a phrase's first words name ("Russian", "Ukraine’s", "United States")."""
    words = phrase.split()
    for count in (3, 2, 1):
        if len(words) > count:
            first = _POSSESSED.sub("", " ".join(words[:count]))
            for actor in (*countries.by_adjective(first), *countries.find(first)):
                if actor.kind is Kind.GOVERNMENT:
                    return actor.name
    return None


def _own_state(text: str) -> str | None:
    """Return the country whose government or army the report names most often, if one stands out."""
    told = Counter(
        actor.name
        for match in _STATE_SAID.finditer(text)
        for actor in (countries.by_adjective(match[1]) or countries.find(match[1]))[:1]
        if actor.kind is Kind.GOVERNMENT
    )
    best = told.most_common(2)
    return best[0][0] if best and (len(best) == 1 or best[0][1] > best[1][1]) else None


@cache
def _side(actor: countries.Actor) -> str | None:
    """Return the side an actor stands for: a state for its forces, an armed group itself, or None."""
    if actor.kind is Kind.GOVERNMENT:
        return actor.name
    if actor.kind not in (Kind.MILITARY, Kind.GROUP):
        return None
    state = countries.by_code(actor.country) if actor.country else None
    if state is None or actor.kind is Kind.GROUP:
        return actor.name
    own = {f"{adjective} {force}" for adjective in state.adjectives for force in _OWN_FORCES}
    own |= {f"{state.name}'s {force}" for force in _OWN_FORCES}
    ministry = bodies.kind(actor.name) is Kind.GOVERNMENT
    return state.name if own & set(actor.forms) or ministry else actor.name


@cache
def _is_state(name: str) -> bool:
    """Return whether a side is a country."""
    return any(actor.kind is Kind.GOVERNMENT for actor in countries.find(name))
