"""Tense: whether the clause around a time looks back or ahead.

News says "on Monday" for the last one and the next one alike; the verb tells. The nearest cue to the
left in the same sentence decides, else the nearest to the right. Windows are bounded, so that time
stays linear.
"""

from enum import StrEnum

from reportedly.reading.times.tokens import Tokens
from reportedly.reading.times.word_sets import words

LEFT, RIGHT = 14, 10
"""Tokens looked at on either side."""


class Tense(StrEnum):
    """Which way a clause looks."""

    PAST = "past"
    FUTURE = "future"
    OPEN = "open"


FUTURE_CUES = words(
    "will won shall 'll would going tomorrow expected scheduled due planned plans plan planning set "
    "slated upcoming intends intended hopes hoped hoping vowed promised pledged agreed wants wanted "
    "expects expire expires expiring deadline likely must should may might could can payable invited "
    "invites ordered deadlines begins convenes opens awaits aims proposes proposed urges forthcoming "
    "asked demanded demands record effective target ahead ready preparing prepares goal until"
)
NEEDS_TO = words(
    "set hopes hoped hoping vowed promised pledged agreed wants wanted intends intended invited "
    "invites ordered plan plans planned planning likely asked aims ready preparing prepares expects "
    "expected scheduled due proposes proposed"
)
"""Of the future cues, those that look ahead only before "to", or as "planned for", "due in"."""
PAST_CUES = words(
    "was were had did said told went came took made gave got left met saw fell rose began won lost "
    "held sent brought thought found spoke wrote ran broke drew grew knew led paid sold stood struck "
    "swept threw drove flew fought fled shot hit cut put read ended became born died seen done gone "
    "taken given known been shown spent built bought caught felt kept meant sat slept won't says "
    "hurt dealt blew rang sank launched seized captured withdrew retook overran stole swore tore "
    "woke wore"
)
_NOT_PAST = words("need needed indeed speed feed united hundred red ahead instead seed breed bed")
_ENDS = frozenset(".!?;|")
LONGEST_ABBREVIATION = 2


def tense_at(tokens: Tokens, first: int, last: int) -> Tense:
    """Return the tense of the clause around the tokens `first` to `last`."""
    for i in range(first - 1, max(-1, first - 1 - LEFT), -1):
        if ends_sentence(tokens, i):
            break
        cue = _cue(tokens, i)
        if cue is not Tense.OPEN:
            return cue
    for i in range(last, min(len(tokens.forms), last + RIGHT)):
        if ends_sentence(tokens, i):
            break
        cue = _cue(tokens, i)
        if cue is not Tense.OPEN:
            return cue
    return Tense.OPEN


def _cue(tokens: Tokens, i: int) -> Tense:
    """Return what one token says about the tense."""
    form = tokens.near(i)
    after = tokens.near(i + 1)
    if form in {"is", "are", "was", "were", "be"} and after == "to":
        return Tense.FUTURE
    if form in NEEDS_TO:
        if after in {"to", "for", "in", "on", "by", "that", "a", "the", "at"}:
            return Tense.FUTURE
        return Tense.PAST if form.endswith("ed") else Tense.OPEN
    if form in FUTURE_CUES:
        return Tense.FUTURE
    if form in PAST_CUES or (form.endswith("ed") and len(form) > 3 and form not in _NOT_PAST):  # noqa: PLR2004
        return Tense.PAST
    return Tense.OPEN


def ends_sentence(tokens: Tokens, i: int) -> bool:
    """Return whether a sentence ends at token `i`: a mark that no abbreviation explains."""
    form = tokens.forms[i]
    if form[0] not in _ENDS and form[0] != "\n":
        return False
    if form != ".":
        return True
    before = tokens.forms[i - 1] if i else ""
    return not (
        len(before) <= LONGEST_ABBREVIATION and before[:1].isupper() and tokens.end(i - 1) == tokens.starts[i]
    )
