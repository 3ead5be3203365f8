"""Worth: whether a count belongs on the record, by what stands around it."""

from reportedly.reading.figures.candidates import PLAIN, Candidate
from reportedly.reading.figures.dates import MONTHS, WEEKDAYS
from reportedly.reading.figures.happening import Told
from reportedly.reading.figures.numerals import Written
from reportedly.wordlists.figures import word_set

BIG = 1000
"""From here a number counts something though no noun stands with it."""
FEW = 12
"""Up to here "the two leaders" points back rather than counts."""
_TWO = 2
_RISEN = 8
"""Tokens before a bare number in which "rose", "reached" may stand."""
_ORDERING = word_set("ordering nouns")
_KIN = word_set("kin")
_KIN_BEFORE = word_set("before kin")
_VOICES = word_set("voices")
_CITING = word_set("citing")
_BEHIND_VOICES = word_set("behind voices")
_COUNTING = word_set("counting")
_RISING = word_set("rising")
_HOLDERS = word_set("holders of people")
_DEFINITE = word_set("pointing back")


def is_worth(c: Candidate, told: Told | None, what: str) -> bool:
    """Tell whether a count belongs on the record."""
    if c.q.low is None and c.q.high is None:
        return False
    if c.bare:
        return _bare(c, told)
    if c.one:
        body = what == "troops" and c.noun is not None and not c.noun.people
        return body or what not in {"other", "places", "troops"} or told is not None
    if c.most <= FEW and _few(c, told, what):
        return False
    return c.noun is not None or c.most >= _TWO


def is_label(c: Candidate) -> bool:
    """Tell whether a bare number ends a name ("Motel 6")."""
    i = c.q.first - 1
    name = i > c.least and c.t.capital(i) and c.t.low[i] not in WEEKDAYS and c.t.low[i] not in MONTHS
    plain = c.q.first == c.q.number_first and not c.q.scaled
    return name and plain and c.q.written is Written.DIGITS


def _bare(c: Candidate, told: Told | None) -> bool:
    """Tell whether a number without a noun counts something."""
    if c.one:
        return told is not None and told.sure >= PLAIN and c.back() not in {"this", "that", "the"}
    sized = (c.q.low or 0) >= BIG or c.q.low != c.q.high
    qualified = c.q.written is Written.VAGUE or c.q.first < c.q.number_first
    more = c.np is not None and c.np.more
    return sized or qualified or more or told is not None or _announced(c)


def _announced(c: Candidate) -> bool:
    """Tell whether the words before or behind a bare number say that it counts."""
    if c.back() == "of" and c.back(2) in _HOLDERS:
        return True
    if c.t.word(c.q.stop) == "each" and c.before is not None:
        return True
    risen = c.t.low[max(0, c.q.first - _RISEN) : max(0, c.q.first - 1)]
    return c.back() in _COUNTING or (
        c.back() in {"to", "at", "as"} and any(word in _RISING for word in risen)
    )


def _few(c: Candidate, told: Told | None, what: str) -> bool:
    """Tell whether few things are named in passing: the report's voices, a family, "the two leaders"."""
    if told is None:
        if c.noun is not None and c.noun.people and _aside(c):
            return True
        if c.head in _ORDERING:
            return True
        if c.back() in {"as", "between"} and c.q.high == _TWO and c.q.first == c.q.number_first:
            return True
    plainly = told is not None and told.sure >= PLAIN
    return c.back() in _DEFINITE and what in {"other", "places"} and not plainly


def _aside(c: Candidate) -> bool:
    """Tell whether people are counted only as voices of the report or as somebody's family."""
    back = c.t.low[max(c.least, c.q.first - 4) : c.q.first]
    if c.head in _KIN:
        return any(word in _KIN_BEFORE for word in back[-2:]) or (bool(back) and back[-1] == "of")
    if c.head not in _VOICES and c.head.removesuffix("s") not in _VOICES:
        return False
    behind = c.t.low[c.stop : c.stop + 3]
    return any(word in _CITING for word in back) or any(word in _BEHIND_VOICES for word in behind)
