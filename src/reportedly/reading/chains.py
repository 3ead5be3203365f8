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

from reportedly.reading.acronyms import Acronyms, acronyms_of
from reportedly.reading.found import Found
from reportedly.reading.manner import manner_of
from reportedly.reading.outlets_meant import (
    UNKNOWN_OUTLET,
    as_written,
    bare_outlet,
    outlet_meant,
    publisher_meant,
    shortened,
)
from reportedly.reading.phrases import Described, describe, pronoun
from reportedly.reading.told import UNSPECIFIED
from reportedly.reading.words import Words
from reportedly.record import Kind, Manner, Voice, cite
from reportedly.wordlists import bodies, outlets

_DATELINE = re.compile(r"(?:^|\n)[^\n(]{0,60}\(([A-Z][\w .-]{1,30})\)\s*[–—-]+\s")
_ACRONYM = re.compile(r"[A-Z]{3,6}")
"""Of an agency in a dateline; two letters may be a state's."""
_CREDITED = frozenset({Kind.OUTLET, Kind.ORGANISATION, Kind.DOCUMENT})
_NOT_CREDITED = frozenset({"press", "reporters", "journalists", "one"})
_CREDITING = frozenset(
    {
        "told",
        "tells",
        "telling",
        "to",
        "by",
        "with",
        "from",
        "quoting",
        "citing",
        "quoted",
        "via",
        "for",
        "in",
        "of",
    }
)
_ANSWERED = re.compile(
    r"(?:den|confirm|reject|dismiss|disput|refut|rebut|question|contradict)\w*\s(?:[\w’'-]+\s){0,4}?"
    r"(?:report|reports|reporting|article|story|stories|claim|claims|allegation|allegations|accusation|accusations)\s"
    r"(?:by|in|from|of|on)\s(?:the\s)?",
    re.IGNORECASE,
)
"""From a cue of answering to the outlet that is answered."""
_TELLING = frozenset({"told", "tells", "telling", "tell", "spoke", "speaking", "informed", "confirmed"})


@dataclass(frozen=True, slots=True)
class _Credit:
    """Voices credited for one speaker, as long as that speaker goes on."""

    speaker: str
    voices: tuple[Voice, ...]
    kind: Kind


def build(
    found: list[Found],
    inside: list[int | None],
    speakers: list[Described],
    words: Words,
    publisher: str | None,
) -> list[tuple[Voice, ...]]:
    """Return the chain of each attribution, in the order given (that of the cues).

    In an interview that is credited to an outlet, "Asked whether …" is that outlet's: there `speakers`
    is given its name in place.
    """
    acronyms = acronyms_of(words.text, publisher)
    opening = joined((_publisher(publisher), *_dateline(words.text, acronyms)))
    chains: list[tuple[Voice, ...] | None] = [None] * len(found)
    credit: _Credit | None = None
    for i, f in enumerate(found):
        if inside[i] is not None:
            continue
        voices = _credited(f, words, acronyms, speakers)
        who = speakers[i].who
        if voices:
            credit = _Credit(who, voices, speakers[i].kind)
        elif credit is not None and (
            _is_one_of(f, credit, words) or _speaks_for(i, f, credit, speakers, words)
        ):
            credit = _Credit(who, credit.voices, credit.kind)
        elif credit is not None and not _goes_on(credit, speakers[i]):
            credit = None
        if credit is not None and _asks(f, speakers[i], words):
            speakers[i] = Described(credit.voices[-1].who, credit.voices[-1].kind, named=True)
            who = speakers[i].who
        middle = (
            credit.voices if credit is not None and who in (credit.speaker, credit.voices[-1].who) else ()
        )
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
    chain = joined(
        (*outer, *_credited(found[i], words, acronyms, speakers), _voice(found[i], speakers[i], words))
    )
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
    return _plain(one.who) == _plain(other.who) or (one.outlet is not None and one.outlet == other.outlet)


def _plain(who: str) -> str:
    """Return a name without case and a leading article."""
    return who.casefold().removeprefix("the ")


def _publisher(publisher: str | None) -> Voice:
    """Return the voice that opens every chain."""
    known = publisher_meant(publisher)
    return Voice(who=publisher or UNKNOWN_OUTLET, kind=Kind.OUTLET, outlet=known.id if known else None)


def _dateline(text: str, acronyms: Acronyms) -> tuple[Voice, ...]:
    """Return the agency of a dateline in the first lines, if there is one, listed or not."""
    match = _DATELINE.search(text[:1500])
    if match is None:
        return ()
    named = match[1].strip()
    found = outlets.find(named)
    is_agency = bodies.kind(named.rsplit(" ", maxsplit=1)[-1]) is Kind.OUTLET or _ACRONYM.fullmatch(named)
    if not found and is_agency:
        who = acronyms.full(named) or named
        return (Voice(who=who, kind=Kind.OUTLET, citation=cite(text, *match.span(1))),)
    if len(found) != 1:
        return ()
    return (_outlet_voice(found[0], text, match.span(1)),)


def _credited(f: Found, words: Words, acronyms: Acronyms, speakers: list[Described]) -> tuple[Voice, ...]:
    """Return the voices that an attribution's words credit: what the encoder marks, and "told OUTLET"."""
    voices: dict[str, Voice] = {}
    for first, last in f.via:
        if _is_judged(f, first, words):
            continue
        voice = _named_voice(words, first, last, acronyms, speakers)
        if voice is not None:
            voices.setdefault(voice.who, voice)
    if not voices:
        told = _told(f, words) or _interviewer(f, words)
        if told is not None:
            voices[told.who] = told
    return tuple(voices.values())


def _is_judged(f: Found, first: int, words: Words) -> bool:
    """Return whether a voice's report is what the speaker denies or confirms: "denied a report by X that …".

    Who answers a report speaks for himself; the report is no way by which his words came.
    """
    if not f.cue or f.cue[-1][1] > first:
        return False
    between = words.text[words.starts[f.cue[0][0]] : words.starts[first]]
    return _ANSWERED.fullmatch(" ".join(between.split()) + " ") is not None


def _named_voice(
    words: Words, first: int, last: int, acronyms: Acronyms, speakers: list[Described]
) -> Voice | None:
    """Return the voice that words [first, last) name, or None where they name no outlet, body or document."""
    start, end = words.starts[first], words.ends[last - 1]
    phrase = " ".join(words.text[start:end].split())
    if pronoun(phrase):
        return None
    known = outlet_meant(phrase, words.text) or _outlet_in(phrase)
    if known is not None:
        return _outlet_voice(known, words.text, (start, end))
    phrase = bare_outlet(phrase)
    full = acronyms.full(re.sub(r"^[Tt]he\s+", "", phrase))
    described = describe(full or phrase, {Kind.OUTLET: 0.6, Kind.ORGANISATION: 0.2, Kind.PERSON: 0.2})
    listed = bodies.kind(described.head)
    if described.kind not in _CREDITED or described.head in _NOT_CREDITED:
        return None
    if not described.named and listed not in (Kind.OUTLET, Kind.DOCUMENT):
        return None
    if listed is None and not _credit_stands_before(words, first):
        return None
    longer = next((s for s in speakers if s.kind is Kind.OUTLET and shortened(described.who, s.who)), None)
    if longer is not None:
        described = longer
    return Voice(who=described.who, kind=described.kind, citation=cite(words.text, start, end))


def _outlet_voice(outlet: outlets.Outlet, text: str, place: tuple[int, int]) -> Voice:
    """Return a known outlet as a voice, by the fullest name the report uses; its citation is `place`."""
    name = as_written(outlet, text)
    return Voice(who=name, kind=Kind.OUTLET, outlet=outlet.id, citation=cite(text, *place))


def _credit_stands_before(words: Words, first: int) -> bool:
    """Return whether the word before (an article left out) is one that credits: "told X", "by X"."""
    at = first - 1
    while at >= 0 and words.form(at).lower() in ("the", "a", "an"):
        at -= 1
    return at >= 0 and words.form(at).lower() in _CREDITING


def _outlet_in(phrase: str) -> outlets.Outlet | None:
    """Return the one known outlet that a phrase names, alone or with words such as "broadcaster"."""
    found = outlets.find(phrase) or outlets.find(bare_outlet(phrase))
    if not found:
        found = next(
            (
                o
                for start, end, o in outlets.scan(phrase)
                if len(o) == 1 and not outlets.is_ambiguous(phrase[start:end])
            ),
            (),
        )
    return found[0] if len(found) == 1 else None


def _told(f: Found, words: Words) -> Voice | None:
    """Return the outlet straight after a cue of telling: "told Reuters", "speaking to the BBC"."""
    if not f.cue:
        return None
    first, last = f.cue[-1]
    cue = words.said(first, last).lower()
    after = words.text[words.ends[last - 1] : words.ends[last - 1] + 60]
    telling = cue.split()[0] in _TELLING
    reach = re.match(
        r"(?:\s+(?:to|with|the|his|in|an|interview))*\s+" if telling else r"\s+to\s+(?:the\s+)?", after
    )
    if reach is None:
        return None
    for start, end, found in outlets.scan(after):
        name = after[start:end]
        if start > reach.end() + (25 if telling else 0) or re.search(
            r"[,.;:“\"]", after[reach.end() : start]
        ):
            return None
        if len(found) == 1 and not (outlets.is_ambiguous(name) and start > reach.end()):
            at = words.ends[last - 1]
            return _outlet_voice(found[0], words.text, (at + start, at + end))
    return None


def _voice(f: Found, speaker: Described, words: Words) -> Voice:
    """Return the speaker as the last voice, with the words that name them here."""
    known = outlets.find(speaker.who) if speaker.kind is Kind.OUTLET else ()
    citation = (
        cite(words.text, words.starts[f.source[0][0]], words.ends[f.source[0][1] - 1]) if f.source else None
    )
    return Voice(
        who=speaker.who, kind=speaker.kind, outlet=known[0].id if len(known) == 1 else None, citation=citation
    )


def _is_one_of(f: Found, credit: _Credit, words: Words) -> bool:
    """Return whether "one drone operator" is one of the soldiers who were credited just before."""
    if not f.source or credit.kind not in (Kind.GROUP, Kind.UNIT, Kind.UNNAMED, Kind.MILITARY):
        return False
    first, _ = f.source[0]
    return words.form(first).lower() in {"one", "another"}


def _interviewer(f: Found, words: Words) -> Voice | None:
    """Return the outlet of "in an interview with RFI"."""
    for first, last in f.medium:
        start, end = words.starts[first], words.ends[last - 1]
        if "interview" not in words.text[start:end].lower():
            continue
        match = re.match(r"\s+(?:with|to|for)\s+(?:the\s+)?", words.text[end : end + 20])
        reach = end + match.end() if match else end
        for at, stop, found in outlets.scan(words.text[start : reach + 40]):
            inside = at < end - start or (match is not None and at <= reach - start)
            if inside and len(found) == 1 and not outlets.is_ambiguous(words.text[start + at : start + stop]):
                return _outlet_voice(found[0], words.text, (start + at, start + stop))
    return None


def _asks(f: Found, speaker: Described, words: Words) -> bool:
    """Return whether an interviewer whom no words name asks: "Asked how close peace is, …"."""
    if speaker is not UNSPECIFIED or not f.cue:
        return False
    return words.form(f.cue[0][0]).lower() == "asked"


def _speaks_for(i: int, f: Found, credit: _Credit, speakers: list[Described], words: Words) -> bool:
    """Return whether a person quoted here for the first time is one of the people credited just before.

    "Locals told AFP how … “We got used to it,” said NAME": the quotation gives the locals a voice.
    """
    speaker = speakers[i]
    return (
        credit.kind is Kind.GROUP
        and i > 0
        and speakers[i - 1].who == credit.speaker
        and speaker.kind is Kind.PERSON
        and all(s.who != speaker.who for s in speakers[:i])
        and manner_of(words, f.content) is Manner.DIRECT
    )


def _goes_on(credit: _Credit, speaker: Described) -> bool:
    """Return whether a credit is still open: the same speaker goes on, or the credited outlet asks."""
    if speaker is UNSPECIFIED:
        return True
    return credit.speaker == speaker.who or any(v.who == speaker.who for v in credit.voices)
