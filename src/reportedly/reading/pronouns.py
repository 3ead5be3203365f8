"""Pronouns: whom "he", "it", "they", "I" and "we" mean when they speak."""

import re

from reportedly.reading.phrases import Described
from reportedly.reading.told import NEAR, NEUTER_KINDS, Context, publisher_of, speaker_of
from reportedly.reading.words import Words
from reportedly.record import Kind
from reportedly.wordlists import countries

_PLURAL_KINDS = frozenset(
    {Kind.GROUP, Kind.UNNAMED, Kind.MILITARY, Kind.UNIT, Kind.ORGANISATION, Kind.GOVERNMENT}
)
_SIDES = frozenset({Kind.GROUP, Kind.MILITARY, Kind.UNIT, Kind.GOVERNMENT})
SUBJECT_WORDS = 4
"""Words that may stand before a sentence's subject ("On Tuesday, the Ukrainian")."""


def by_pronoun(
    agrees: str, phrase: str, at: int, holder: Described | None, *, direct: bool, context: Context
) -> Described:
    """Resolve a pronoun; one that cannot be resolved stays as a placeholder of its own."""
    if agrees == "i":
        return holder or publisher_of(context)
    if agrees == "w":
        return _we(holder, context)
    if agrees in ("m", "f"):
        got = _he_or_she(agrees, at, holder, direct=direct, context=context)
    elif agrees == "n":
        got = _it(at, holder, direct=direct, context=context)
    elif agrees == "p":
        got = _they(at, holder, direct=direct, context=context)
    else:
        got = None
    return got or Described(phrase.lower(), Kind.UNNAMED, named=False)


def _we(holder: Described | None, context: Context) -> Described:
    """Resolve "we": a statesman speaks for his country, anybody else for himself and his own."""
    if holder is None:
        return publisher_of(context)
    if holder.kind is Kind.PERSON and holder.affiliation and countries.find(holder.affiliation):
        actor = countries.find(holder.affiliation)[0]
        return Described(actor.name, actor.kind, named=True)
    return holder


def _he_or_she(
    agrees: str, at: int, holder: Described | None, *, direct: bool, context: Context
) -> Described | None:
    """Resolve "he" or "she".

    Inside reported words without quotation marks it is the one who speaks ("he said he hoped");
    inside a quotation it is somebody else. Otherwise the candidates are who spoke last and who
    opened the sentences before.
    """
    if holder is not None and not direct and _agrees(holder, agrees, context):
        return holder
    words = context.words
    scored: dict[str, float] = {}
    for person in context.people.last_before(at, NEAR):
        if (person.gender and person.gender != agrees) or (
            holder is not None and direct and holder.person == person.name
        ):
            continue
        place = max(p for p in person.places if p < at)
        scored[person.name] = _nearness(place, at, words)
    for place, speaker in context.spoken[-8:]:
        if place >= at or at - place > 3 * NEAR or speaker.kind not in (Kind.PERSON, Kind.UNNAMED):
            continue
        if not _agrees(speaker, agrees, context) or (
            holder is not None and direct and speaker.who == holder.who
        ):
            continue
        bonus = 1.4 if speaker.kind is Kind.PERSON else 0.9
        scored[speaker.who] = max(scored.get(speaker.who, 0.0), _nearness(place, at, words)) + bonus
    if not scored:
        return None
    best = max(scored, key=lambda n: scored[n])
    for _, speaker in reversed(context.spoken):
        if speaker.who == best:
            return speaker
    chosen = context.people.get(best)
    return speaker_of(chosen, context) if chosen else None


def _nearness(place: int, at: int, words: Words) -> float:
    """Return how likely the name at `place` is what a pronoun at `at` means, by place alone.

    Who opens a sentence is its subject and is what a pronoun goes on with (Hobbs 1978).
    """
    between = words.text[place:at]
    paragraphs = between.count("\n\n")
    sentences = len(re.findall(r"[.!?][”\"’']?\s", between))
    before = words.text[max(0, place - 60) : place]
    opening = re.split(r"[.!?\n][”\"’']?\s*", before)[-1]
    subject = 1.0 if len(opening.split()) <= SUBJECT_WORDS else 0.0
    return 2.0 - 0.7 * paragraphs - 0.35 * sentences + 0.6 * subject


def _agrees(speaker: Described, agrees: str, context: Context) -> bool:
    """Return whether a speaker may be meant by "he" (m) or "she" (f)."""
    if speaker.kind not in (Kind.PERSON, Kind.UNNAMED) or (speaker.who.endswith("s") and not speaker.named):
        return False
    person = context.people.get(speaker.person) if speaker.person else None
    return person is None or person.gender in (None, agrees)


def _it(at: int, holder: Described | None, *, direct: bool, context: Context) -> Described | None:
    """Resolve "it": the body that spoke last, unless a sentence before opens with another."""
    if holder is not None and not direct and holder.kind in NEUTER_KINDS:
        return holder
    spoken = _last_spoken(at, NEUTER_KINDS, context, plural=False)
    named = _last_body(at, context)
    if spoken and named and named[0] > spoken[0] + 1:
        return named[1]
    return spoken[1] if spoken else named[1] if named else None


def _they(at: int, holder: Described | None, *, direct: bool, context: Context) -> Described | None:
    """Resolve "they": the group or body that spoke last.

    Inside a quotation it is somebody of whom the speaker tells: the other side, not who told the report
    something.
    """
    if direct:
        spoken = _last_spoken(at, _SIDES, context, plural=True)
        return spoken[1] if spoken and spoken[1].named else None
    if holder is not None and holder.kind in _PLURAL_KINDS:
        return holder
    spoken = _last_spoken(at, _PLURAL_KINDS, context, plural=True)
    return spoken[1] if spoken else None


def _last_spoken(
    at: int, kinds: frozenset[Kind], context: Context, *, plural: bool
) -> tuple[int, Described] | None:
    """Return the last speaker of these kinds before a place."""
    for place, speaker in reversed(context.spoken):
        if place < at and at - place <= 2 * NEAR and speaker.kind in kinds and (plural or _is_one(speaker)):
            return place, speaker
    return None


def _is_one(speaker: Described) -> bool:
    """Return whether a speaker may be called "it": a name, or a description that is no plural."""
    return speaker.named or not speaker.who.endswith("s")


def _last_body(at: int, context: Context) -> tuple[int, Described] | None:
    """Return the country, armed group or outlet that opens the sentence of `at` or the one before."""
    text = context.words.text
    start = max(text.rfind("\n", 0, at), at - 400, 0)
    found: tuple[int, Described] | None = None
    for match in re.finditer(
        r"(?:^|[.!?][”\"]?\s+|\n|, )((?:The |the )?[A-Z][\w’'.-]*(?: [A-Z][\w’'.-]*){0,4})", text[start:at]
    ):
        name = re.sub(r"^[Tt]he ", "", match[1])
        actors = countries.find(name)
        if actors and not countries.by_adjective(name):
            found = start + match.start(1), Described(actors[0].name, actors[0].kind, named=True)
    return found
