"""Speakers: who stands behind the words that name a source.

Pronouns, surnames and "the minister" are resolved to what the report says elsewhere. A link is
made only when one candidate remains; what is seen but cannot be resolved becomes a speaker of its
own, described by its words, so that a later "he added" does not jump past it to the wrong person.
"""

import re
from dataclasses import replace

from reportedly.reading import labels
from reportedly.reading.acronyms import acronyms_of
from reportedly.reading.descriptions import OUTLET_WORDS, STORY_WORDS, by_description
from reportedly.reading.found import Found
from reportedly.reading.outlets_meant import as_written, outlet_meant, shortened
from reportedly.reading.people import NAME_RUN, people_of, person_part
from reportedly.reading.phrases import PRONOUNS, Described, describe, described_as, head_word, pronoun
from reportedly.reading.pronouns import by_pronoun
from reportedly.reading.told import NEAR, NEUTER_KINDS, UNSPECIFIED, Context, publisher_of
from reportedly.reading.words import Words
from reportedly.record import Kind
from reportedly.wordlists import bodies

_SENTENCE_END = re.compile(r"[.!?][”\"’')]?\s+(?=[A-Z“\"‘])|\n")
_SEVERAL = frozenset({Kind.UNNAMED, Kind.GROUP})
_OF_SEVERAL = ("one", "two", "three", "some", "many", "most", "several", "another", "both", "all")
_ONE_OF_THEM = re.compile(rf"({'|'.join(_OF_SEVERAL)}) of (?:them|these|those)$", re.IGNORECASE)


def resolve(
    found: list[Found], inside: list[int | None], words: Words, publisher: str | None
) -> list[Described]:
    """Return who speaks in each attribution, in the order given.

    `inside` are the holders (`nesting.nest`); `publisher` is the outlet's name.
    """
    if not found:
        return []
    context = Context(words, people_of(words.text), acronyms_of(words.text, publisher), publisher, [], [], {})
    done: dict[int, Described] = {}
    for i in sorted(range(len(found)), key=lambda i: _place(found[i], words)):
        _resolve_one(i, found, inside, context, done)
    return [done[i] for i in range(len(found))]


def _resolve_one(
    i: int, found: list[Found], inside: list[int | None], context: Context, done: dict[int, Described]
) -> Described:
    """Resolve one attribution, its holder first."""
    if i in done:
        return done[i]
    holder_index = inside[i]
    holder = None
    if holder_index is not None:
        done[i] = UNSPECIFIED
        holder = _resolve_one(holder_index, found, inside, context, done)
    f = found[i]
    if f.source and f.source[0] in context.seen:
        speaker = context.seen[f.source[0]]
    elif f.source:
        speaker = _by_words(f, None if holder_index is None else found[holder_index], holder, context)
        context.seen[f.source[0]] = speaker
    else:
        speaker = _without_words(i, found, inside, context, done)
    done[i] = speaker
    if speaker is not UNSPECIFIED:
        context.spoken.append((_place(f, context.words), speaker))
        for first, last in f.medium:
            medium = context.words.said(first, last).lower()
            context.texts.append((context.words.starts[first], speaker, medium))
    return speaker


def _place(f: Found, words: Words) -> int:
    """Return the first code point of the source, or of the anchor where there is none."""
    return words.starts[f.source[0][0] if f.source else f.anchor]


def kinds_of(f: Found) -> dict[Kind, float]:
    """Return the encoder's probability of each kind."""
    return dict(zip((Kind(k) for k in labels.KINDS), f.kinds, strict=True))


def phrase_of(f: Found, words: Words) -> str:
    """Return the words that name the source."""
    return " ".join(words.said(a, b) for a, b in f.source)


def _without_words(
    i: int, found: list[Found], inside: list[int | None], context: Context, done: dict[int, Described]
) -> Described:
    """Resolve an attribution whose speaker no words name.

    A bare quotation goes on with who spoke last; anything else ("reportedly") has nobody.
    """
    f = found[i]
    quoted = any(context.words.quotes[k] for a, b in f.content for k in range(a, b))
    if f.bare and quoted:
        own = publisher_of(context).who
        before = [
            k
            for k in done
            if k != i
            and found[k].anchor < f.anchor
            and inside[k] is None
            and done[k] is not UNSPECIFIED
            and done[k].who != own
        ]
        persons = [k for k in before if done[k].kind is Kind.PERSON]
        if before:
            return done[max(persons or before, key=lambda k: found[k].anchor)]
    return UNSPECIFIED


def _by_words(  # noqa: C901, PLR0911 - one sort of phrase after another
    f: Found, outer: Found | None, holder: Described | None, context: Context
) -> Described:
    """Resolve a source that words name."""
    phrase = phrase_of(f, context.words)
    at = _place(f, context.words)
    kinds = kinds_of(f)
    among = _ONE_OF_THEM.match(phrase)
    if among:
        return _one_of_them(among, at, context)
    agrees = pronoun(phrase)
    if agrees:
        direct = outer is not None and _in_quotes(f, context.words) and not _in_quotes(outer, context.words)
        return by_pronoun(agrees, phrase, at, holder, direct=direct, context=context)
    possessive = re.match(r"(his|her|their|its|my|our)\s", phrase, re.IGNORECASE)
    if _names_a_person(phrase, context):
        kinds[Kind.PERSON] = 1.0
    outlet = outlet_meant(phrase, context.words.text)
    if outlet is not None and outlet.kind not in ("think tank", "monitor"):
        return _seen_before(
            Described(
                as_written(outlet, context.words.text), Kind.OUTLET, named=True, head=head_word(phrase)
            ),
            context,
        )
    described = describe(phrase, kinds)
    if described.person:
        return _person(described, context)
    full = context.acronyms.full(described.who)
    if full:
        better = describe(full, kinds)
        described = replace(
            better, head=described.head, affiliation=described.affiliation or better.affiliation
        )
    if described.kind is Kind.DOCUMENT and possessive and context.spoken:
        return replace(described, who=described_as(re.sub(r"^\w+\s", "", phrase)))
    if possessive and possessive[1].lower() in ("our", "my") and holder is not None and holder.affiliation:
        return replace(described, who=f"{holder.affiliation}’s {described.who}")
    if possessive and described.kind is not Kind.DOCUMENT and not described.named:
        owner = _owner(possessive[1].lower(), at, context)
        if owner:
            return _seen_before(replace(described, who=f"{owner}’s {described.who}"), context)
    if described.definite or (described.head in OUTLET_WORDS | STORY_WORDS and not described.named):
        known = by_description(described, phrase, at, holder, context)
        if known:
            return known
    return _seen_before(described, context)


def _one_of_them(among: re.Match[str], at: int, context: Context) -> Described:
    """Return "one of them" as one of those who spoke last as several; else as it is written."""
    number = among[1].lower()
    for place, speaker in reversed(context.spoken):
        if place < at and at - place <= 2 * NEAR and speaker.kind in _SEVERAL and not speaker.named:
            known = speaker.who.split()[0] in _OF_SEVERAL
            who = speaker.who if known else f"{number} of the {speaker.who}"
            return replace(speaker, who=who, kind=Kind.UNNAMED)
    return Described(among.group().lower(), Kind.UNNAMED, named=False)


def _owner(possessive: str, at: int, context: Context) -> str | None:
    """Return whose "his office" is: the one person its sentence has named so far, None for several."""
    if possessive not in {"his", "her"}:
        return None
    text = context.words.text
    start = max(
        (m.end() for m in _SENTENCE_END.finditer(text, max(0, at - NEAR), at)), default=max(0, at - NEAR)
    )
    near = context.people.last_before(at, at - start)
    return near[0].name if len(near) == 1 and near[0].gender in {None, PRONOUNS[possessive]} else None


def _names_a_person(phrase: str, context: Context) -> bool:
    """Return whether a phrase holds a name that the report gives in full, and is no body named after it."""
    head = head_word(phrase)
    for match in NAME_RUN.finditer(phrase):
        name, _ = person_part(match.group())
        if name and context.people.fullest(name):
            return bodies.kind(head) in (None, Kind.PERSON, Kind.UNNAMED) or head in name.lower()
    return False


def _seen_before(described: Described, context: Context) -> Described:
    """Return the earlier speaker of the same name, so that one voice has one record."""
    for _, earlier in reversed(context.spoken):
        if earlier.who.casefold() == described.who.casefold():
            return earlier
    if described.named and described.kind in NEUTER_KINDS:
        longer = {
            e.who: e for _, e in context.spoken if shortened(described.who, e.who) and e.kind in NEUTER_KINDS
        }
        if len(longer) == 1:
            return next(iter(longer.values()))
    return described


def _in_quotes(f: Found, words: Words) -> bool:
    """Return whether the source stands in quotation marks."""
    return bool(words.quotes[f.source[0][0]]) if f.source else False


def _person(described: Described, context: Context) -> Described:
    """Return a named person by the fullest name the report uses."""
    name = described.person or described.who
    whole = context.people.fullest(name) or name
    person = context.people.get(whole)
    for _, earlier in context.spoken:
        if earlier.person and earlier.person == whole:
            return replace(
                earlier,
                role=earlier.role or described.role,
                affiliation=earlier.affiliation or described.affiliation,
            )
    affiliation = described.affiliation or (person.country if person else None)
    role = described.role or (person.role if person else None)
    return replace(described, who=whole, person=whole, role=role, affiliation=affiliation)
