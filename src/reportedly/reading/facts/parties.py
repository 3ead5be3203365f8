"""Parties: who the words that name an actor, a holder or a recipient mean.

A force, an army or a government is its country ("Russian troops", "Kyiv" and "the Ukrainian army" are
Russia, Ukraine, Ukraine): event tables know sides. Armed groups, bodies and persons keep their names.
"""

import re
from bisect import insort
from functools import cache

from reportedly.reading.acronyms import acronyms_of
from reportedly.reading.decoding import WordRange
from reportedly.reading.people import people_of
from reportedly.reading.phrases import Described, describe, head_word, pronoun
from reportedly.reading.pronouns import by_pronoun
from reportedly.reading.told import UNSPECIFIED, Context
from reportedly.reading.words import Words
from reportedly.record import Kind
from reportedly.wordlists import bodies, countries, metonyms

_EVEN = {kind: 1 / len(Kind) for kind in Kind}
"""The encoder says nothing of the kind of a party."""
_AND = re.compile(r",? and |, (?:and )?| & ")
_POSSESSED = re.compile(r"[’']s?$")
_STATE = frozenset(
    [
        "administration",
        "airforce",
        "army",
        "artillery",
        "authorities",
        "aviation",
        "command",
        "defence",
        "defences",
        "defense",
        "defenses",
        "delegation",
        "diplomacy",
        "diplomats",
        "drone",
        "drones",
        "force",
        "forces",
        "government",
        "invaders",
        "invasion",
        "jets",
        "leadership",
        "marines",
        "military",
        "missile",
        "missiles",
        "navy",
        "negotiators",
        "officials",
        "paratroopers",
        "police",
        "president",
        "regime",
        "representatives",
        "side",
        "soldiers",
        "state",
        "troops",
        "units",
        "warplanes",
        "aircraft",
        "team",
        "servicemen",
    ]
)
"""Heads that, with a country before them, are that country's state."""
_OWN_FORCES = ("army", "military", "armed forces")


class Parties:
    """Names the parties of one report, in the order of the text."""

    def __init__(self, words: Words, spoken: list[tuple[int, Described]], publisher: str | None) -> None:
        """Begin with the speakers of the attributions and the places of their sources, in any order."""
        told = sorted(((at, s) for at, s in spoken if s is not UNSPECIFIED), key=lambda t: t[0])
        self._context = Context(words, people_of(words.text), acronyms_of(words.text), publisher, told, [], {})
        self._seen: dict[WordRange, tuple[str, ...]] = {}

    def names(self, spans: tuple[WordRange, ...], holder: Described | None = None) -> tuple[str, ...]:
        """Return whom the spans mean, each once; `holder` speaks the words that hold them.

        A pronoun that nobody answers to is left out.
        """
        found: dict[str, None] = {}
        for span in spans:
            if span not in self._seen:
                self._seen[span] = self._named(span, holder)
            found.update(dict.fromkeys(self._seen[span]))
        return tuple(found)

    def _named(self, span: WordRange, holder: Described | None) -> tuple[str, ...]:
        """Return whom one span means."""
        words = self._context.words
        phrase = " ".join(words.said(*span).split())
        at = words.starts[span[0]]
        agrees = pronoun(phrase)
        if agrees:
            direct = bool(words.quotes[span[0]])
            who = by_pronoun(agrees, phrase, at, holder, direct=direct, context=self._context)
            if who.who == phrase.lower() or who is UNSPECIFIED:
                return ()
            return (self._side(who.who, who),)
        return tuple(dict.fromkeys(self._one(part, at) for part in _parts(phrase)))

    def _one(self, phrase: str, at: int) -> str:
        """Return whom one noun phrase means, and remember it for the pronouns that follow."""
        described = describe(phrase, _EVEN)
        name = self._side(phrase, described)
        kind = described.kind
        people = self._context.people
        if described.person or people.fullest(phrase):
            given = described.person or phrase
            name = people.fullest(given) or given
            kind = Kind.PERSON
        else:
            full = self._context.acronyms.full(name)
            name = self._side(full, describe(full, _EVEN)) if full else name
        person = name if kind is Kind.PERSON else None
        told = Described(name, kind, named=described.named, person=person)
        insort(self._context.spoken, (at, told), key=lambda t: t[0])
        return name

    def _side(self, phrase: str, described: Described) -> str:
        """Return the country whose state a phrase names, or the name as described."""
        if described.kind is Kind.PERSON and described.named:
            return described.who
        bare = _POSSESSED.sub("", re.sub(r"^(?:the|a|an)\s+", "", phrase, flags=re.IGNORECASE))
        seat = metonyms.find(bare)
        if seat is not None and seat.country and seat.kind is Kind.GOVERNMENT:
            state = countries.by_code(seat.country)
            return state.name if state else seat.who
        for actor in countries.find(bare)[:1]:
            return _state_of(actor) or actor.name
        country = _country_before(bare)
        if country and head_word(bare) in _STATE:
            return country
        return described.who


def _parts(phrase: str) -> list[str]:
    """Return the parties joined in one phrase; a phrase is cut only where each part is a known actor."""
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


@cache
def _state_of(actor: countries.Actor) -> str | None:
    """Return the country whose own forces an actor is, or None for an armed group or body."""
    state = countries.by_code(actor.country) if actor.country else None
    if state is None or actor.kind not in (Kind.MILITARY, Kind.GOVERNMENT):
        return None
    if actor.kind is Kind.GOVERNMENT:
        return actor.name
    own = {f"{adjective} {force}" for adjective in state.adjectives for force in _OWN_FORCES}
    own |= {f"{state.name}'s {force}" for force in _OWN_FORCES}
    return state.name if own & set(actor.forms) or _ministry(actor) else None


def _ministry(actor: countries.Actor) -> bool:
    """Return whether an actor is a ministry or staff of a state."""
    return bodies.kind(actor.name) is Kind.GOVERNMENT
