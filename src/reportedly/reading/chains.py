"""Chains: the voices from the publisher down to the speaker.

This is where a "told AFP" becomes a link. A voice enters a chain only on words in the report:

1. the publisher opens every chain;
2. the agency of a dateline, "KYIV (Reuters) –", stands behind it in every chain of that text;
3. an attribution inside another's content goes through the other's speaker;
4. words the encoder marks as `via` ("told AFP", "as quoted by Interfax") name a credited voice;
5. a credit carries over while the same speaker goes on; another speaker ends it;
6. the speaker closes the chain. A voice named twice in a row stands once.
"""

import re
from dataclasses import dataclass

from reportedly.reading.acronyms import Acronyms
from reportedly.reading.found import Found
from reportedly.reading.phrases import PRONOUNS, describe
from reportedly.reading.speakers import Described, kinds_of
from reportedly.reading.words import Words
from reportedly.record import Kind, Span, Voice, cite
from reportedly.wordlists import outlets

_DATELINE = re.compile(r"(?:^|\n)[^\n(]{0,60}\(([A-Z][\w .-]{1,30})\)\s*[–—-]+\s")
_CREDITED = frozenset({Kind.OUTLET, Kind.ORGANISATION, Kind.DOCUMENT})
_PUBLISHER_UNKNOWN = "unknown outlet"


@dataclass(frozen=True, slots=True)
class _Credit:
    """Voices credited for one speaker, as long as that speaker goes on."""

    speaker: str
    voices: tuple[Voice, ...]


def build(
    found: list[Found], inside: list[int | None], speakers: list[Described], words: Words, publisher: str | None
) -> list[tuple[Voice, ...]]:
    """Return the chain of each attribution, in the order given (that of the cues)."""
    opening = (_publisher(publisher), *_dateline(words.text, publisher))
    acronyms = Acronyms(words.text)
    chains: list[tuple[Voice, ...] | None] = [None] * len(found)
    credit: _Credit | None = None
    for i, f in enumerate(found):
        if inside[i] is not None:
            continue
        voices = _credited(f, words, acronyms)
        who = speakers[i].who
        if voices:
            credit = _Credit(who, voices)
        elif credit is not None and not _goes_on(credit, speakers[i]):
            credit = None
        middle = credit.voices if credit is not None and credit.speaker == who else ()
        chains[i] = joined((*opening, *middle, _voice(f, speakers[i], words)))
    for i in range(len(found)):
        _nested(i, found, inside, speakers, words, acronyms, chains, opening)
    return [chain or opening for chain in chains]


def _nested(  # noqa: PLR0913, PLR0917 - the tables of one report, read together
    i: int,
    found: list[Found],
    inside: list[int | None],
    speakers: list[Described],
    words: Words,
    acronyms: Acronyms,
    chains: list[tuple[Voice, ...] | None],
    opening: tuple[Voice, ...],
) -> tuple[Voice, ...]:
    """Return the chain of one attribution, its holder's first."""
    done = chains[i]
    if done is not None:
        return done
    holder = inside[i]
    if holder is None:
        return opening
    outer = _nested(holder, found, inside, speakers, words, acronyms, chains, opening)
    chain = joined((*outer, *_credited(found[i], words, acronyms), _voice(found[i], speakers[i], words)))
    chains[i] = chain
    return chain


def joined(voices: tuple[Voice, ...]) -> tuple[Voice, ...]:
    """Return the voices, one that is named twice in a row once."""
    kept: list[Voice] = []
    for voice in voices:
        if kept and _same(kept[-1], voice):
            if kept[-1].citation is None and len(kept) > 1:
                kept[-1] = voice
            continue
        kept.append(voice)
    return tuple(kept)


def _same(one: Voice, other: Voice) -> bool:
    """Return whether two voices are one."""
    return one.who.casefold() == other.who.casefold() or (one.outlet is not None and one.outlet == other.outlet)


def _publisher(publisher: str | None) -> Voice:
    """Return the voice that opens every chain."""
    found = outlets.find(publisher) if publisher else ()
    known = found[0] if len(found) == 1 else None
    return Voice(who=publisher or _PUBLISHER_UNKNOWN, kind=Kind.OUTLET, outlet=known.id if known else None)


def _dateline(text: str, publisher: str | None) -> tuple[Voice, ...]:
    """Return the agency of a dateline in the first lines, if there is one."""
    del publisher
    match = _DATELINE.search(text[:1500])
    if match is None:
        return ()
    found = outlets.find(match[1].strip())
    if len(found) != 1:
        return ()
    return (Voice(who=found[0].name, kind=Kind.OUTLET, outlet=found[0].id, citation=cite(text, *match.span(1))),)


def _credited(f: Found, words: Words, acronyms: Acronyms) -> tuple[Voice, ...]:
    """Return the voices that the `via` words of an attribution name."""
    voices = []
    for first, last in f.via:
        start, end = words.starts[first], words.ends[last - 1]
        phrase = " ".join(words.text[start:end].split())
        if phrase.lower() in PRONOUNS:
            continue
        full = acronyms.full(re.sub(r"^[Tt]he\s+", "", phrase))
        described = describe(full or phrase, {Kind.OUTLET: 0.6, Kind.ORGANISATION: 0.2, Kind.PERSON: 0.2})
        voices.append(_as_voice(described, phrase, cite(words.text, start, end)))
    return tuple(voices)


def _as_voice(described: Described, phrase: str, citation: Span) -> Voice:
    """Return a credited voice; an outlet the lists do not know keeps the name the report gives it."""
    known = outlets.find(described.who)
    if not known:
        stem = re.sub(r"\s+(?:news (?:service|agency|site|outlet|channel)|newspaper|magazine|television|TV|agency|channel|radio)$", "", phrase)
        known = outlets.find(re.sub(r"^(?:the|[A-Z]\w+ (?:broadcaster|newspaper|daily|agency|outlet))\s+", "", stem))
    only = known[0] if len(known) == 1 else None
    if only and described.kind is not Kind.PERSON:
        return Voice(who=only.name, kind=Kind.OUTLET, outlet=only.id, citation=citation)
    return Voice(who=described.who, kind=described.kind, citation=citation)


def _voice(f: Found, speaker: Described, words: Words) -> Voice:
    """Return the speaker as the last voice, with the words that name them here."""
    known = outlets.find(speaker.who) if speaker.kind is Kind.OUTLET else ()
    citation = cite(words.text, words.starts[f.source[0][0]], words.ends[f.source[0][1] - 1]) if f.source else None
    return Voice(who=speaker.who, kind=speaker.kind, outlet=known[0].id if len(known) == 1 else None, citation=citation)


def _goes_on(credit: _Credit, speaker: Described) -> bool:
    """Return whether a credit is still open after this speaker: the same one, or the credited outlet's question."""
    return credit.speaker == speaker.who or any(v.who == speaker.who for v in credit.voices)


__all__ = ["build", "joined", "kinds_of"]
