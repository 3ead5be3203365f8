"""Stances: how a party stands to an issue, told by the act of an attribution and its words."""

import re
from enum import StrEnum

from reportedly.record import Act, Kind
from reportedly.tracing.denials import REJECTS, denial_of
from reportedly.tracing.names import folded, side_of
from reportedly.tracing.profile import profile_of
from reportedly.tracing.statement import Statement, StatementKind
from reportedly.tracing.terms import negated
from reportedly.wordlists import countries
from reportedly.wordlists.issues import issue_in
from reportedly.wordlists.opposed import opposed_pattern


class Stance(StrEnum):
    """How a party stands to an issue."""

    DEMAND = "demand"
    REFUSAL = "refusal"
    OFFER = "offer"
    THREAT = "threat"
    RED_LINE = "red line"


_STANCES = {
    Act.DEMAND: Stance.DEMAND,
    Act.WANT: Stance.DEMAND,
    Act.ASK: Stance.DEMAND,
    Act.DENY: Stance.REFUSAL,
    Act.PROPOSE: Stance.OFFER,
    Act.PROMISE: Stance.OFFER,
    Act.THREATEN: Stance.THREAT,
}
_RED_LINE = re.compile(r"\bred lines?\b", re.IGNORECASE)
_QUESTION = re.compile(
    r"\?|\bask\w*\s+(?:\w+\s+){0,3}?(?:whether|what|why|how|who|when|where|if|about|only)\b|^asked\b"
    r"|\bnot to be named\b|\banonym\w+\b|\bcorrect their reports\b",
    re.IGNORECASE,
)
"""What is asked for an answer, or of the paper, is no demand of a party."""
_WISH = re.compile(r"\b(?:hope[sd]?|hoping|wish(?:es|ed)?|would like|look(?:s|ed)? forward)\b", re.IGNORECASE)
_NEAR = 60
"""Characters to either side of an issue among which the name stands that says which."""


def stance_of(statement: Statement) -> Stance | None:  # noqa: PLR0911 -- a table of cases
    """Return how the speaker stands to what is said; None where no position is taken.

    A denial that something is so, a question, a wish and what nobody in particular wants are none.
    """
    speaker = statement.speaker
    if statement.kind is not StatementKind.SAID or speaker is None or statement.act not in _STANCES:
        return None
    words = statement.words
    if statement.act in {Act.WANT, Act.ASK, Act.DEMAND} and _QUESTION.search(words):
        return None
    if statement.act is Act.WANT and _WISH.search(words):
        return None
    if _RED_LINE.search(words):
        return Stance.RED_LINE
    if statement.act is Act.DENY:
        if opposed_pattern("refusing").search(words):
            return Stance.REFUSAL
        cue = opposed_pattern("denying").search(words)
        untrue = cue is not None and not REJECTS.match(cue[0])
        return None if untrue or denial_of(profile_of(statement)) else Stance.REFUSAL
    if statement.act in {Act.WANT, Act.PROMISE} and negated(words):
        return Stance.REFUSAL
    return _STANCES[statement.act]


def party_of(statement: Statement) -> str | None:
    """Return the party that takes a position: country or group, else the voice.

    None where it is nobody's: an unnamed voice, an outlet, a person who speaks of no issue that is listed.
    """
    speaker = statement.speaker
    if speaker is not None and len({a[0].name for _, _, a in countries.scan(speaker.who) if len(a) == 1}) > 1:
        return speaker.who
    if statement.side:
        return statement.side
    if speaker is None or speaker.kind in {Kind.UNNAMED, Kind.OUTLET}:
        return None
    own = side_of(speaker.who)
    if own or not any(c.isupper() for c in speaker.who):
        return own
    return speaker.who if speaker.kind is not Kind.PERSON or issue_in(statement.words) else None


def topic_of(statement: Statement) -> str:
    """Return the issue of a position under one name over time ("NATO membership"); "" if none is listed."""
    found = issue_in(statement.words)
    if found is None:
        return ""
    issue, at = found
    name = _which(statement, at) if issue.of else None
    return f"{name} {issue.issue}" if name else issue.issue


def _which(statement: Statement, at: int) -> str | None:
    """Return the side or place nearest to an issue that says which it is, the party itself apart."""
    words, party = statement.words, party_of(statement)
    named = [
        (actors[0].name, start)
        for start, _, actors in countries.scan(words)
        if len(actors) == 1 and folded(actors[0].name) != party
    ]
    named += [(p.name, words.find(p.name)) for p in statement.places if not p.wide and p.name in words]
    near = [(start < at, abs(start - at), name) for name, start in named if abs(start - at) <= _NEAR]
    return min(near)[2] if near else None
