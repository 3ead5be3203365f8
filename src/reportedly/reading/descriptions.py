"""Descriptions: whom "the minister", "the paper", "the group" and "the report" mean."""

import re

from reportedly.reading.name_words import STARTERS
from reportedly.reading.outlets_meant import as_written, mentions
from reportedly.reading.phrases import Described, head_word, kind_of
from reportedly.reading.told import NEAR, NEUTER_KINDS, Context, publisher_of, speaker_of
from reportedly.record import Kind
from reportedly.wordlists import bodies, countries, metonyms, outlets

STORY_WORDS = frozenset({"report", "article", "story", "piece", "account", "investigation", "dispatch"})
OUTLET_WORDS = frozenset(
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


def by_description(
    described: Described, phrase: str, at: int, holder: Described | None, context: Context
) -> Described | None:
    """Resolve "the minister", "the paper", "the group", "the report" to what it was called before."""
    head = described.head
    if head in STORY_WORDS | OUTLET_WORDS and not described.named:
        told = _last_outlet(at, head, context)
        if told:
            return told
    if described.kind is Kind.DOCUMENT:
        return _document(described, at, context)
    if bodies.kind(head) in (Kind.PERSON, Kind.UNNAMED):
        return _titled(described, phrase, at, holder, context)
    if head in _BODY_WORDS or described.kind in NEUTER_KINDS:
        return _body(described, phrase, at, context)
    return None


def _last_outlet(at: int, head: str, context: Context) -> Described | None:
    """Return the outlet or document that "the report" or "the paper" goes back to."""
    publisher = publisher_of(context).who
    for place, speaker in reversed(context.spoken):
        if place >= at:
            continue
        if speaker.kind is Kind.DOCUMENT and head in STORY_WORDS and speaker.head == head:
            return speaker
        if speaker.kind is Kind.OUTLET and speaker.who != publisher and speaker.named:
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
        return speaker_of(bearers[0], context)
    if bearers and holder is not None and (home := _home(holder)):
        ours = [p for p in bearers if p.country == home]
        if len(ours) == 1:
            return speaker_of(ours[0], context)
    if bearers:
        near = [p for p in context.people.last_before(at, 4 * NEAR) if p in bearers]
        if near:
            return speaker_of(near[0], context)
    for place, speaker in reversed(context.spoken):
        if place < at and speaker.head == described.head and speaker.kind in (Kind.UNNAMED, Kind.PERSON):
            return speaker
    if described.head.endswith("s"):
        return None
    for place, speaker in reversed(context.spoken[-3:]):
        if (
            place < at
            and speaker.kind is Kind.PERSON
            and at - place < 2 * NEAR
            and len(words) == 1  # "the official" goes on with who spoke; "the army chief" is somebody
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
        if place < at and (head in words or speaker.head == head) and speaker.kind in NEUTER_KINDS:
            return speaker
    if described.named:
        return None
    before = context.words.text[max(0, at - 4 * NEAR) : at]
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
            and at - place <= 2 * NEAR
            and speaker.kind in NEUTER_KINDS - {Kind.OUTLET, Kind.DOCUMENT}
        ):
            return speaker
    return None
