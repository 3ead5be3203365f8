"""Countries and other actors: states, quasi-states, blocs, state forces, armed groups."""

from collections.abc import Iterator
from functools import cache

import msgspec

from reportedly.record import Kind
from reportedly.wordlists.forms import Forms
from reportedly.wordlists.scanner import Scanner
from reportedly.wordlists.table import load


class Actor(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """A country, bloc, force or armed group that speaks and acts in conflict news."""

    name: str
    """Its canonical name ("United States", "Syrian Democratic Forces"): the `who` of a Source."""
    kind: Kind
    """What it is as a voice: a country speaks as its government, an armed group as group or military."""
    country: str | None = None
    """ISO 3166 alpha-2 of the country, or of where it is at home; None for international bodies."""
    adjectives: tuple[str, ...] = ()
    """What belongs to it ("Ukrainian", "Afghan")."""
    people: tuple[str, ...] = ()
    """Its people, in the plural ("Ukrainians", "Dutch"): as a voice they are a group."""
    aliases: tuple[str, ...] = ()
    """Other names and acronyms ("US", "Daesh")."""
    ambiguous: tuple[str, ...] = ()
    """Those of its forms that can also be something else ("IS", "Georgia")."""

    @property
    def forms(self) -> tuple[str, ...]:
        """Name, aliases, adjectives and people, each once."""
        return tuple(dict.fromkeys((self.name, *self.aliases, *self.adjectives, *self.people)))


def find(name: str) -> tuple[Actor, ...]:
    """Return all that a name, alias, adjective or people's name can mean; one where it is unique.

    Acronyms and ambiguous forms are found only as they are written ("US" is not "us").
    """
    return _names().find(name)


def by_adjective(word: str) -> tuple[Actor, ...]:
    """Return whom an adjective belongs to ("Congolese" gives two)."""
    return _adjectives().find(word)


def by_people(word: str) -> tuple[Actor, ...]:
    """Return whose people `word` names ("Ukrainians"); as a voice they are a group, not the government."""
    return _people().find(word)


def by_code(country: str) -> Actor | None:
    """Return the country with this ISO 3166 alpha-2 code, or None."""
    return _codes().get(country.upper())


def is_ambiguous(name: str) -> bool:
    """Tell whether `name` may be something else than the actors found for it."""
    found = find(name)
    return len(found) > 1 or any(name in actor.ambiguous for actor in found)


def scan(text: str) -> list[tuple[int, int, tuple[Actor, ...]]]:
    """Return every mention of an actor in `text` as (start, end, all it can mean), in order."""
    return _scanner().scan(text)


def every() -> tuple[Actor, ...]:
    """Return all actors, in the order of the list: countries first."""
    return _load()


@cache
def _load() -> tuple[Actor, ...]:
    return load("countries", tuple[Actor, ...])


@cache
def _names() -> Forms[Actor]:
    return Forms((form, actor, form in actor.ambiguous) for form, actor in _spelled())


@cache
def _adjectives() -> Forms[Actor]:
    return Forms((word, actor, False) for actor in _load() for word in actor.adjectives)


@cache
def _people() -> Forms[Actor]:
    return Forms((word, actor, False) for actor in _load() for word in actor.people)


@cache
def _codes() -> dict[str, Actor]:
    # The country stands before its parts and forces, so the first with a code is the country itself.
    codes: dict[str, Actor] = {}
    for actor in _load():
        if actor.country is not None and actor.kind is Kind.GOVERNMENT:
            codes.setdefault(actor.country, actor)
    return codes


@cache
def _scanner() -> Scanner[Actor]:
    return Scanner(_spelled())


def _spelled() -> Iterator[tuple[str, Actor]]:
    return ((form, actor) for actor in _load() for form in actor.forms)
