"""Parties: who the words that name an actor, a holder or a recipient mean.

A force, an army or a government is its country ("Russian troops", "Kyiv" and "the Ukrainian army" are
Russia, Ukraine, Ukraine): event tables know sides. Armed groups, bodies and persons keep their names.
"""

from bisect import insort

from reportedly.reading.acronyms import acronyms_of
from reportedly.reading.decoding import WordRange
from reportedly.reading.facts.sides import Sides, parts_of, side_of
from reportedly.reading.people import people_of
from reportedly.reading.phrases import Described, describe, pronoun
from reportedly.reading.pronouns import by_pronoun
from reportedly.reading.told import UNSPECIFIED, Context
from reportedly.reading.words import Words
from reportedly.record import Kind, Span
from reportedly.wordlists import countries

_EVEN = {kind: 1 / len(Kind) for kind in Kind}
"""The encoder says nothing of the kind of a party."""


class Parties:
    """Names the parties of one report, in the order of the text."""

    def __init__(self, words: Words, spoken: list[tuple[int, Described]], publisher: str | None) -> None:
        """Begin with the speakers of the attributions and the places of their sources, in any order."""
        told = sorted(((at, s) for at, s in spoken if s is not UNSPECIFIED), key=lambda t: t[0])
        self._context = Context(
            words, people_of(words.text), acronyms_of(words.text), publisher, told, [], {}
        )
        self._seen: dict[WordRange, tuple[str, ...]] = {}
        self._sides = Sides(words.text)

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

    def sides(
        self,
        spans: tuple[WordRange, ...],
        holder: Described | None,
        sentence: WordRange,
        where: tuple[Span, ...],
    ) -> tuple[str, ...]:
        """Return whose side the spans mean: a statesman's is his country.

        Where no words name it, it is the one side that the sentence names outside the places `where`.
        """
        named = self.names(spans, holder)
        if not named:
            words = self._context.words
            only = self._sides.only(words.starts[sentence[0]], words.ends[sentence[1] - 1], where)
            return (only,) if only else ()
        return tuple(dict.fromkeys(self._country_of(name) for name in named))

    def _country_of(self, name: str) -> str:
        """Return the country of a person whom the report titles as its statesman, or the name itself."""
        person = self._context.people.get(name)
        if person is not None and person.country and person.titles:
            return person.country
        for _, speaker in self._context.spoken:
            if speaker.who == name and speaker.kind is Kind.PERSON and speaker.affiliation:
                actor = countries.find(speaker.affiliation)
                return actor[0].name if actor and actor[0].kind is Kind.GOVERNMENT else name
        return name

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
            return (side_of(who.who, who),)
        return tuple(dict.fromkeys(self._one(part, at) for part in parts_of(phrase)))

    def _one(self, phrase: str, at: int) -> str:
        """Return whom one noun phrase means, and remember it for the pronouns that follow."""
        described = describe(phrase, _EVEN)
        name = self._sides.meant(phrase, at) or side_of(phrase, described)
        kind = described.kind
        people = self._context.people
        if described.person or people.fullest(phrase):
            given = described.person or phrase
            name = people.fullest(given) or given
            kind = Kind.PERSON
        else:
            full = self._context.acronyms.full(name)
            name = side_of(full, describe(full, _EVEN)) if full else name
        person = name if kind is Kind.PERSON else None
        told = Described(name, kind, named=described.named, person=person)
        insort(self._context.spoken, (at, told), key=lambda t: t[0])
        return name
