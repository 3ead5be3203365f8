"""Speakers: who stands behind the words that name a source.

Pronouns, surnames and "the minister" are resolved to what the report says elsewhere. A link is
made only when one candidate remains; what is seen but cannot be resolved becomes a speaker of its
own, described by its words, so that a later "he added" does not jump past it to the wrong person.
"""

import re
from dataclasses import dataclass, replace

from reportedly.reading import labels
from reportedly.reading.acronyms import Acronyms
from reportedly.reading.decoding import WordRange
from reportedly.reading.found import Found
from reportedly.reading.name_words import STARTERS
from reportedly.reading.outlets_meant import as_written, mentions, outlet_meant, shortened
from reportedly.reading.people import NAME_RUN, People, Person, person_part, surname
from reportedly.reading.phrases import PRONOUNS, Described, describe, described_as, head_word, kind_of
from reportedly.reading.words import Words
from reportedly.record import Kind
from reportedly.wordlists import bodies, countries, metonyms, outlets

UNSPECIFIED = Described("unspecified", Kind.UNNAMED, named=False)
"""The voice behind "reportedly" and "is believed to": nobody the report names."""

_PLURAL_KINDS = frozenset(
    {Kind.GROUP, Kind.UNNAMED, Kind.MILITARY, Kind.UNIT, Kind.ORGANISATION, Kind.GOVERNMENT}
)
_NEUTER_KINDS = frozenset(
    {Kind.GOVERNMENT, Kind.MILITARY, Kind.UNIT, Kind.ORGANISATION, Kind.OUTLET, Kind.DOCUMENT, Kind.GROUP}
)
_STORY_WORDS = frozenset({"report", "article", "story", "piece", "account", "investigation", "dispatch"})
_OUTLET_WORDS = frozenset(
    {
        "paper",
        "newspaper",
        "daily",
        "weekly",
        "agency",
        "outlet",
        "broadcaster",
        "channel",
        "magazine",
        "network",
        "website",
        "site",
        "publication",
        "tabloid",
    },
)
_BODY_WORDS = frozenset(
    {
        "group",
        "organisation",
        "organization",
        "coalition",
        "movement",
        "militia",
        "alliance",
        "bloc",
        "party",
        "watchdog",
        "monitor",
        "institute",
        "institution",
        "think-tank",
        "tank",
        "company",
        "body",
        "charity",
        "union",
        "observatory",
        "authority",
        "army",
        "military",
        "force",
        "forces",
        "ministry",
        "government",
        "council",
        "administration",
        "regime",
        "committee",
        "court",
    },
)
_GENERIC_WORDS = frozenset(
    {"group", "organisation", "organization", "coalition", "movement", "militia", "alliance", "bloc", "party"}
    | {"watchdog", "monitor", "institute", "institution", "think-tank", "tank", "company", "body", "charity"}
)
"""Words that may stand for whichever body spoke last; "the army" stands only for an army."""
SUBJECT_WORDS = 4
"""Words that may stand before a sentence's subject ("On Tuesday, the Ukrainian")."""
_NEAR = 900
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


def resolve(
    found: list[Found], inside: list[int | None], words: Words, publisher: str | None
) -> list[Described]:
    """Return who speaks in each attribution, in the order given.

    `inside` are the holders (`nesting.nest`); `publisher` is the outlet's name.
    """
    context = Context(words, People(words.text), Acronyms(words.text), publisher, [], [], {})
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
            start, end = context.words.starts[first], context.words.ends[last - 1]
            context.texts.append((start, speaker, context.words.text[start:end].lower()))
    return speaker


def _place(f: Found, words: Words) -> int:
    """Return the first code point of the source, or of the anchor where there is none."""
    return words.starts[f.source[0][0] if f.source else f.anchor]


def kinds_of(f: Found) -> dict[Kind, float]:
    """Return the encoder's probability of each kind."""
    return dict(zip((Kind(k) for k in labels.KINDS), f.kinds, strict=True))


def phrase_of(f: Found, words: Words) -> str:
    """Return the words that name the source."""
    return " ".join(words.text[words.starts[a] : words.ends[b - 1]] for a, b in f.source)


def _without_words(
    i: int, found: list[Found], inside: list[int | None], context: Context, done: dict[int, Described]
) -> Described:
    """Resolve an attribution whose speaker no words name.

    A bare quotation goes on with who spoke last; anything else ("reportedly") has nobody.
    """
    f = found[i]
    quoted = any(context.words.quotes[k] for a, b in f.content for k in range(a, b))
    if f.bare and quoted:
        own = _publisher(context).who
        before = [
            k
            for k in done
            if k != i
            and found[k].anchor < f.anchor
            and inside[k] is None
            and _is_voice(done[k])
            and done[k].who != own
        ]
        persons = [k for k in before if done[k].kind is Kind.PERSON]
        if before:
            return done[max(persons or before, key=lambda k: found[k].anchor)]
    return UNSPECIFIED


def _is_voice(speaker: Described) -> bool:
    """Return whether a quotation could go on with this speaker."""
    return speaker is not UNSPECIFIED


def _by_words(  # noqa: PLR0911 - one sort of phrase after another
    f: Found, outer: Found | None, holder: Described | None, context: Context
) -> Described:
    """Resolve a source that words name."""
    phrase = phrase_of(f, context.words)
    at = _place(f, context.words)
    kinds = kinds_of(f)
    pronoun = None if phrase in {"US", "IT"} else PRONOUNS.get(phrase.lower().strip())
    if pronoun:
        direct = outer is not None and _in_quotes(f, context.words) and not _in_quotes(outer, context.words)
        return _pronoun(pronoun, phrase, at, holder, direct=direct, context=context)
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
    if described.definite or (described.head in _OUTLET_WORDS | _STORY_WORDS and not described.named):
        known = _definite(described, phrase, at, holder, context)
        if known:
            return known
    return _seen_before(described, context)


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
    if described.named and described.kind in _NEUTER_KINDS:
        longer = {
            e.who: e for _, e in context.spoken if shortened(described.who, e.who) and e.kind in _NEUTER_KINDS
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
    role = described.role or (max(person.titles, key=len) if person and person.titles else None)
    return replace(described, who=whole, person=whole, role=role, affiliation=affiliation)


def _from_person(person: Person, context: Context) -> Described:
    """Return a person as a speaker."""
    for _, earlier in context.spoken:
        if earlier.person == person.name:
            return earlier
    role = max(person.titles, key=len) if person.titles else None
    return Described(
        person.name, Kind.PERSON, named=True, role=role, affiliation=person.country, person=person.name
    )


def _pronoun(
    agrees: str, phrase: str, at: int, holder: Described | None, *, direct: bool, context: Context
) -> Described:
    """Resolve a pronoun; one that cannot be resolved stays as a placeholder of its own."""
    if agrees == "i":
        if holder is not None and direct:
            return holder
        return _publisher(context) if holder is None else holder
    if agrees == "w":
        return _we(holder, context, direct=direct)
    if agrees in ("m", "f"):
        got = _he_or_she(agrees, at, holder, direct=direct, context=context)
    elif agrees == "n":
        got = _it(at, holder, direct=direct, context=context)
    elif agrees == "p":
        got = _they(at, holder, direct=direct, context=context)
    else:
        got = None
    return got or Described(phrase.lower(), Kind.UNNAMED, named=False)


def _publisher(context: Context) -> Described:
    """Return the outlet itself as a speaker ("I asked")."""
    found = outlets.find(context.publisher) if context.publisher else ()
    return Described(
        found[0].name if len(found) == 1 else context.publisher or "unknown outlet",
        Kind.OUTLET,
        named=context.publisher is not None,
    )


def _we(holder: Described | None, context: Context, *, direct: bool) -> Described:
    """Resolve "we": a statesman speaks for his country, anybody else for himself and his own."""
    if holder is None:
        return _publisher(context)
    del direct
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
    for person in context.people.last_before(at, _NEAR):
        if (person.gender and person.gender != agrees) or (
            holder is not None and direct and holder.person == person.name
        ):
            continue
        place = max(p for p in person.places if p < at)
        scored[person.name] = _nearness(place, at, words)
    for place, speaker in context.spoken[-8:]:
        if place >= at or at - place > 3 * _NEAR or speaker.kind not in (Kind.PERSON, Kind.UNNAMED):
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
    return _from_person(chosen, context) if chosen else None


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
    if holder is not None and not direct and holder.kind in _NEUTER_KINDS:
        return holder
    spoken = _last_spoken(at, _NEUTER_KINDS, context, plural=False)
    named = _last_body(at, context)
    if spoken and named and named[0] > spoken[0] + 1:
        return named[1]
    return spoken[1] if spoken else named[1] if named else None


def _they(at: int, holder: Described | None, *, direct: bool, context: Context) -> Described | None:
    """Resolve "they": the group or body that spoke last."""
    if holder is not None and not direct and holder.kind in _PLURAL_KINDS:
        return holder
    spoken = _last_spoken(at, _PLURAL_KINDS, context, plural=True)
    return spoken[1] if spoken else None


def _last_spoken(
    at: int, kinds: frozenset[Kind], context: Context, *, plural: bool
) -> tuple[int, Described] | None:
    """Return the last speaker of these kinds before a place."""
    for place, speaker in reversed(context.spoken):
        if place < at and at - place <= 2 * _NEAR and speaker.kind in kinds and (plural or _is_one(speaker)):
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


def _definite(
    described: Described, phrase: str, at: int, holder: Described | None, context: Context
) -> Described | None:
    """Resolve "the minister", "the paper", "the group", "the report" to what it was called before."""
    head = described.head
    if head in _STORY_WORDS | _OUTLET_WORDS and not described.named:
        told = _last_outlet(at, head, context)
        if told:
            return told
    if described.kind is Kind.DOCUMENT:
        return _document(described, at, context)
    if bodies.kind(head) in (Kind.PERSON, Kind.UNNAMED):
        return _titled(described, phrase, at, holder, context)
    if head in _BODY_WORDS or described.kind in _NEUTER_KINDS:
        return _body(described, phrase, at, context)
    return None


def _last_outlet(at: int, head: str, context: Context) -> Described | None:
    """Return the outlet or document that "the report" or "the paper" goes back to."""
    for place, speaker in reversed(context.spoken):
        if place >= at:
            continue
        if speaker.kind is Kind.DOCUMENT and head in _STORY_WORDS and speaker.head == head:
            return speaker
        if speaker.kind is Kind.OUTLET and speaker.who != _publisher(context).who and speaker.named:
            return speaker
    nearest: tuple[int, Described] | None = None
    own = {o.id for o in outlets.find(context.publisher)} if context.publisher else set()
    for start, end, candidates in mentions(context.words.text):
        if end > at:
            break
        name = context.words.text[start:end]
        if len(candidates) == 1 and candidates[0].id not in own and not outlets.is_ambiguous(name):
            nearest = start, Described(as_written(candidates[0], context.words.text), Kind.OUTLET, named=True)
    return nearest[1] if nearest else None


def _document(described: Described, at: int, context: Context) -> Described | None:
    """Return the document of the same head that spoke before, or a body's statement made before."""
    for place, speaker in reversed(context.spoken):
        if place < at and speaker.kind is Kind.DOCUMENT and speaker.head == described.head:
            return speaker
    if described.named or len(described.who.split()) > 1 or not context.spoken:
        return None
    for place, speaker, medium in reversed(context.texts):
        if place < at and described.head in medium and speaker.named and speaker.kind is not Kind.PERSON:
            return _statement(speaker, described.head, context)
    for place, speaker in reversed(context.spoken):
        if (
            place < at
            and speaker.kind in (Kind.ORGANISATION, Kind.GOVERNMENT, Kind.MILITARY)
            and speaker.named
        ):
            return _statement(speaker, described.head, context)
    return None


def _statement(speaker: Described, head: str, context: Context) -> Described:
    """Return a body's document, called as the report calls it ("IAEA statement") where it does."""
    short = context.acronyms.short(speaker.who)
    body = short if short and f"{short} {head}" in context.words.text else speaker.who
    return Described(f"{body} {head}", Kind.DOCUMENT, named=True, affiliation=speaker.who, head=head)


def _titled(  # noqa: C901, PLR0911 - one case after another, each ends the search
    described: Described, phrase: str, at: int, holder: Described | None, context: Context
) -> Described | None:
    """Return the person who bears the title, or the unnamed one described so before."""
    bare = re.sub(r"^(?:the|this|that)\s+", "", phrase, flags=re.IGNORECASE).lower()
    words = bare.split()
    country = None
    if words and (actor := countries.find(phrase.split()[1] if len(phrase.split()) > 1 else "")):
        country, words = actor[0].name, words[1:]
    title = re.sub(r"^(?:former|ex|late|incoming|outgoing)\s+", "", " ".join(words))
    bearers = [
        p for p in context.people.titled(title, country) if any(x < at for x in p.places)
    ] or context.people.titled(title, country)
    if len(bearers) == 1:
        return _from_person(bearers[0], context)
    if bearers and holder is not None and (home := _home(holder)):
        ours = [p for p in bearers if p.country == home]
        if len(ours) == 1:
            return _from_person(ours[0], context)
    if bearers:
        near = [p for p in context.people.last_before(at, 4 * _NEAR) if p in bearers]
        if near:
            return _from_person(near[0], context)
    for place, speaker in reversed(context.spoken):
        if place < at and speaker.head == described.head and speaker.kind in (Kind.UNNAMED, Kind.PERSON):
            return speaker
    if described.head.endswith("s"):
        return None
    for place, speaker in reversed(context.spoken[-3:]):
        if (
            place < at
            and speaker.kind is Kind.PERSON
            and at - place < 2 * _NEAR
            and " of " not in phrase
            and "’s" not in phrase
        ):
            return speaker
    return None


def _home(speaker: Described) -> str | None:
    """Return the country a speaker speaks for, by affiliation."""
    if not speaker.affiliation:
        return None
    actors = countries.find(speaker.affiliation)
    seat = metonyms.find(speaker.affiliation)
    if seat is not None and seat.country:
        home = countries.by_code(seat.country)
        return home.name if home else None
    return actors[0].name if actors else None


def _body(  # noqa: PLR0911 - one case after another, each ends the search
    described: Described, phrase: str, at: int, context: Context
) -> Described | None:
    """Return the body called so before: by its own head word, else the last body that spoke."""
    head = described.head
    for place, speaker in reversed(context.spoken):
        words = speaker.who.lower().split()
        if place < at and (head in words or speaker.head == head) and speaker.kind in _NEUTER_KINDS:
            return speaker
    if described.named:
        return None
    before = context.words.text[max(0, at - 4 * _NEAR) : at]
    named = list(
        re.finditer(rf"((?:[A-Z][\w’'-]*\s+(?:of\s+|for\s+|and\s+)?){{1,5}})(?i:{re.escape(head)})\b", before)
    )
    named = [m for m in named if m[1].split()[0].lower() not in STARTERS]
    if named:
        name = named[-1].group()
        return Described(name, kind_of(name, head_word(name), {described.kind: 1.0}), named=True, head=head)
    if head not in _GENERIC_WORDS:
        return None
    if len(phrase.split()) > 3:  # noqa: PLR2004 - "the U.N. nuclear watchdog" says more than "the group"
        return None
    for place, speaker in reversed(context.spoken):
        if (
            place < at
            and at - place <= 2 * _NEAR
            and speaker.kind in _NEUTER_KINDS - {Kind.OUTLET, Kind.DOCUMENT}
        ):
            return speaker
    return None


__all__ = ["UNSPECIFIED", "Described", "phrase_of", "resolve", "surname"]
