"""Clause: what is told of the people a candidate counts, by its own clause and by the numbers before it."""

from reportedly.reading.figures.candidates import LIKELY, LOSSES, PLAIN, Candidate
from reportedly.reading.figures.happening import Told, state_of, told_after, told_before
from reportedly.wordlists.counted import Noun, counted
from reportedly.wordlists.figures import word_set

NAMED_BEFORE = 14
"""Tokens before a bare number in which what it counts may be named."""
MILITARY_AROUND = 30
"""Tokens either side that tell whether "60,000 men" are soldiers."""
COMPANY = 100
"""So many men are soldiers, in a report of a conflict."""
_SENDING = word_set("sending")
_COORDINATED = 0.75
"""From here the words behind a noun that is not listed tell what happened to people."""
_OPENING = 4
"""Tokens from the start of a sentence to the number in "The victims include two"."""
_CONTINUED = word_set("going on")
_NUMBERING = word_set("numbering")
_SOLDIERING = word_set("soldiers by their sentence")
_MILITARY = word_set("military")
_PREFACE = frozenset({"of", "the", "its", "their", "other", "more", "further"})
_STATES_BEHIND = word_set("states behind a number")


def told_in_clause(c: Candidate, stop: int) -> Told | None:
    """Return what the clause tells of the people that tokens up to `stop` count, or None."""
    after = told_after(c.t, stop, c.end) if stop < c.end else None
    if after is not None and after.sure >= PLAIN:
        return after
    carried = _going_on(c)
    if carried is not None:
        return carried
    ahead = told_before(c.t, c.q.first, c.least)
    if ahead is None or (after is not None and after.sure >= ahead.sure):
        return after
    return ahead


def _going_on(c: Candidate) -> Told | None:
    """Return what is told of the number before, where this one goes on with it ("and 20 others")."""
    before = c.before
    if before is None or not before.people or c.apart(before) or before.stop > c.q.first:
        return None
    between = c.t.low[before.stop : c.q.first]
    same = all(word in _CONTINUED for word in between) and not before.inner
    if same and before.sure >= LIKELY and before.what != "other":
        return Told(before.what, LIKELY, "now" if before.now else "")
    return None


def told_inside(c: Candidate) -> str | None:
    """Return what an adjective right behind the number tells ("84 dead men"), or None."""
    if c.np is None:
        return None
    first = next((c.t.low[k] for k in range(c.np.first, c.np.head) if c.t.low[k] not in _PREFACE), "")
    state = state_of(first)
    return None if state == "other" else state


def told_of_unlisted(c: Candidate) -> Told | None:
    """Return what is told of a noun that is not listed, where only people can be told it of."""
    told = told_after(c.t, c.stop, c.end) if c.stop < c.end else None
    return told if told is not None and told.sure >= _COORDINATED and told.what in LOSSES else None


def is_part(c: Candidate) -> bool:
    """Tell whether a bare number is a part of what the one before it in the sentence counts."""
    before = c.before
    if before is None or c.apart(before) or before.quantity.unit is not None:
        return False
    if before.duration or before.implicit:
        return False
    if c.back() == "including" or (c.back() in {"which", "whom", "them"} and c.back(2) in {"of", "among"}):
        return before.unit is not None
    return before.part and c.back() == "and" and c.t.word(c.q.stop) not in _STATES_BEHIND


def carries_on(c: Candidate) -> bool:
    """Tell whether a number with nothing told of it goes on with what the one before it counted.

    "34 dead. The clinic counted 41."; "Eleven people died. They included two soldiers."
    """
    before = c.before
    if before is None or not before.people or before.implicit:
        return False
    if c.bare and before.what == "troops":
        return not c.apart(before)
    if before.what not in LOSSES:
        return False
    if c.bare:
        return c.apart(before) <= 1
    opening = c.t.low[c.least : c.q.first]
    included = any(word in {"included", "include", "among", "victims"} for word in opening)
    return c.apart(before) == 1 and len(opening) <= _OPENING and included


def named_before(c: Candidate) -> Noun | None:
    """Return the noun that a bare number counts from afar: "the rebels are thought to number 4,000"."""
    first = c.q.first - 1
    least = max(c.least, c.q.first - NAMED_BEFORE)
    if not any(c.t.low[k] in _NUMBERING for k in range(max(least, first - 2), first + 1)):
        return None
    for at in range(first, least - 1, -1):
        noun = counted().nouns.get(c.t.low[at])
        if noun is not None and noun.plural and c.t.low[at] not in _NUMBERING:
            return noun
    return None


def are_soldiers(c: Candidate) -> bool:
    """Tell whether "60,000 men" are soldiers by the words of their sentence."""
    if c.head not in _SOLDIERING:
        return False
    if c.head == "men" and (c.most >= COMPANY or c.back() in _SENDING):
        return True
    around = c.t.low[max(c.least, c.q.first - MILITARY_AROUND) : min(c.end, c.stop + MILITARY_AROUND)]
    return any(word in _MILITARY for word in around)
