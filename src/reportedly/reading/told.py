"""Told: what a report has told up to a place, for those who resolve speakers."""

from dataclasses import dataclass

from reportedly.reading.acronyms import Acronyms
from reportedly.reading.decoding import WordRange
from reportedly.reading.outlets_meant import UNKNOWN_OUTLET, publisher_meant
from reportedly.reading.people import People, Person
from reportedly.reading.phrases import Described
from reportedly.reading.words import Words
from reportedly.record import Kind

UNSPECIFIED = Described("unspecified", Kind.UNNAMED, named=False)
"""The voice behind "reportedly" and "is believed to": nobody the report names."""

NEUTER_KINDS = frozenset(
    {Kind.GOVERNMENT, Kind.MILITARY, Kind.UNIT, Kind.ORGANISATION, Kind.OUTLET, Kind.DOCUMENT, Kind.GROUP}
)
NEAR = 900
"""Code points before a pronoun in which the person it means must be named."""


@dataclass(slots=True)
class Context:
    """What the report has told up to a place: read by the resolver, added to as it goes."""

    words: Words
    people: People
    acronyms: Acronyms
    publisher: str | None
    spoken: list[tuple[int, Described]]
    """Speakers so far with the place of their source, in order of the text."""
    texts: list[tuple[int, Described, str]]
    """Speakers who used a medium, with its place and words ("a statement published on X")."""
    seen: dict[WordRange, Described]
    """Who the words of a source were resolved to: the same words mean the same voice."""


def publisher_of(context: Context) -> Described:
    """Return the outlet itself as a speaker ("I asked")."""
    known = publisher_meant(context.publisher)
    name = known.name if known else context.publisher or UNKNOWN_OUTLET
    return Described(name, Kind.OUTLET, named=context.publisher is not None)


def speaker_of(person: Person, context: Context) -> Described:
    """Return a person as a speaker."""
    for _, earlier in context.spoken:
        if earlier.person == person.name:
            return earlier
    return Described(
        person.name, Kind.PERSON, named=True, role=person.role, affiliation=person.country, person=person.name
    )
