"""Participants: who and what had a part in the incidents of political violence a text tells of.

For coders of incident tables (MUC-4's slots): perpetrators, their organisations, targets, victims and
weapons of the whole text, each once. Other than events, they are not tied to a trigger.
"""

from dataclasses import dataclass

from reportedly.reading.acronyms import acronyms_of
from reportedly.reading.encoder import Encoder
from reportedly.reading.facts import labels
from reportedly.reading.facts.found import participants_in
from reportedly.reading.facts.tower import Tower
from reportedly.reading.words import Words, split_words

_ARTICLES = frozenset(
    ["the", "a", "an", "some", "several", "this", "that", "these", "those", "his", "her", "their", "its"]
)


@dataclass(slots=True)
class Participant:
    """One participant: all its mentions, the first the fullest of those found first."""

    role: str
    """One of labels.PARTICIPANTS."""
    mentions: list[str]
    """Its names and descriptions as the text has them, without articles."""


def participants_of(encoder: Encoder, tower: Tower, text: str) -> list[Participant]:
    """Return the participants of a text, in order of first mention within each role."""
    words = split_words(text)
    acronyms = acronyms_of(text)
    found: list[Participant] = []
    for window in encoder.windows(words):
        for marked in participants_in(tower, encoder.score(words, window)):
            mention = _bare(words, marked.first, marked.last)
            role = labels.PARTICIPANTS[marked.kind]
            if not mention:
                continue
            full = acronyms.full(mention.upper()) or ""
            known = next(
                (p for p in found if p.role == role and any(_same(mention, m, full) for m in p.mentions)),
                None,
            )
            if known is None:
                found.append(Participant(role, [mention]))
            elif mention not in known.mentions:
                known.mentions.append(mention)
    return found


def _bare(words: Words, first: int, last: int) -> str:
    """Return the words of a mention without an article before it."""
    while first < last and words.form(first).lower() in _ARTICLES:
        first += 1
    return " ".join(words.said(first, last).split()) if first < last else ""


def _same(one: str, other: str, full: str) -> bool:
    """Return whether two mentions name one participant: one is part of the other, or short for it."""
    a, b = set(one.lower().split()), set(other.lower().split())
    if a <= b or b <= a:
        return one.lower().split()[-1] == other.lower().split()[-1] or len(a & b) > 1
    return bool(full) and full.lower() == other.lower()
