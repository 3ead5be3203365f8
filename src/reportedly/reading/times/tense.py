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
    "asked demanded demands ahead ready preparing prepares meet meets arrives leaves visits travels departs"
)
NEEDS_TO = words(
    "hopes hoped hoping vowed promised pledged agreed wants wanted intends intended invited invites ordered"
    " asked aims ready preparing prepares proposes proposed plan plans likely demanded demands offers offered"
    " refuses refused threatens threatened decides decided declined willing unwilling wishes"
)
"""Of the future cues, those that look ahead only before "to" ("agreed in April" looks back)."""
NEEDS_GOAL = words("set planned planning expects expected scheduled due slated")
"""Of the future cues, those that look ahead only before a goal: "due in May", "planned for Friday"."""
NEEDS_MORE = NEEDS_TO | NEEDS_GOAL
GOALS = words("to for in on by that a the at")
PAST_CUES = words(
    "was were had did said told went came took made gave got left met saw fell rose began won lost "
    "held sent brought thought found spoke wrote ran broke drew grew knew led paid sold stood struck "
    "swept threw drove flew fought fled shot hit cut put read ended became born died seen done gone "
    "taken given known been shown spent built bought caught felt kept meant sat slept won't says "
    "hurt dealt blew rang sank launched seized captured withdrew retook overran stole swore tore "
    "woke wore"
)
FORMS_OF_BE = words("is are was were be")
SHORTEST_PAST = 3
NOT_PAST = words("need needed indeed speed feed united hundred red ahead instead seed breed bed")
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
    behind = tense_behind(tokens, last)
    ends = tokens.near(first - 1) in {"until", "till", "by", "through"}
    return Tense.FUTURE if ends and behind is Tense.OPEN else behind


def tense_behind(tokens: Tokens, last: int) -> Tense:
    """Return the tense that the nearest cue from token `last` on tells, in the same sentence."""
    for i in range(last, min(len(tokens.forms), last + RIGHT)):
        if ends_sentence(tokens, i):
            break
        cue = _cue(tokens, i)
        if cue is not Tense.OPEN:
            return cue
    return Tense.OPEN


def _cue(tokens: Tokens, i: int) -> Tense:
    """Return what one token says about the tense."""
    form, after = tokens.near(i), tokens.near(i + 1)
    if tokens.classes[i] == "M":
        return Tense.OPEN  # the month of May
    past = form in PAST_CUES or (form.endswith("ed") and len(form) > SHORTEST_PAST and form not in NOT_PAST)
    if form in NEEDS_MORE:
        ahead = after == "to" or (form in NEEDS_GOAL and after in GOALS)
    else:
        ahead = form in FUTURE_CUES or (form in FORMS_OF_BE and after == "to")
    return Tense.FUTURE if ahead else Tense.PAST if past else Tense.OPEN


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
