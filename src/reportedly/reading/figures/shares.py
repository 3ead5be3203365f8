"""Shares and measures: what percentages, fractions and quantities with a unit are of."""

from reportedly.reading.figures.candidates import GUESS, LIKELY, PLAIN, Candidate, Judged
from reportedly.reading.figures.clause import told_in_clause
from reportedly.reading.figures.quantities import Quantity
from reportedly.reading.figures.tokens import Tokens
from reportedly.wordlists.figures import word_set
from reportedly.wordlists.units import Dimension, Unit

AHEAD, BEHIND = 14, 12
"""Tokens before and behind a share that tell what it is of."""
_RATES = word_set("stretches of a rate")
_ADVERBS = {"daily": "day", "monthly": "month", "weekly": "week", "annually": "year"}
_MONEY = word_set("money")
_NO_MONEY = word_set("not money")
_LAND = word_set("land")
_HELD = word_set("holding land")
_FORCES = word_set("forces")
_TIED = {
    "member": "members",
    "nation": "countries",
    "country": "countries",
    "seat": "seats",
    "state": "states",
    "round": "rounds",
}
"""Words a number is tied to by a hyphen, and what is counted then."""
DESCRIBED = 6
"""Tokens behind "3,000-strong" in which the force it describes stands."""
_EXTENTS = frozenset({"deep", "long", "wide", "high", "tall", "strong", "range"})
_WHATS = {Dimension.MONEY: "money", Dimension.AREA: "area", Dimension.DISTANCE: "distance"}


def rate(t: Tokens, stop: int) -> tuple[str | None, int]:
    """Return the stretch of time in "40,000 a month", "12 per day", and where the words stop."""
    if t.word(stop) in {"a", "per", "every", "each"} and t.word(stop + 1) in _RATES:
        if t.word(stop) == "a" and t.word(stop + 2) in {"ago", "earlier", "later", "before", "after"}:
            return None, stop
        word = t.low[stop + 1]
        return ("year" if word == "annum" else word), stop + 2
    if t.word(stop) in _ADVERBS:
        return _ADVERBS[t.low[stop]], stop + 1
    return None, stop


def measured(c: Candidate, unit: Unit) -> Judged:
    """Judge a quantity that has a unit: money, land, distance, percent, weight, time."""
    if unit.dimension is Dimension.DURATION:
        return Judged(
            c.q, None, c.q.stop, "other", PLAIN, unit.unit, counts=False, people=False, duration=True
        )
    what, sure = _WHATS.get(unit.dimension, "other"), PLAIN
    np = c.np
    stop = c.stop
    if unit.dimension is Dimension.PERCENT:
        what, sure = _of_what(c)
    elif unit.dimension is Dimension.DISTANCE or unit.unit == "times":
        np, stop = None, c.q.stop
    name = unit.unit
    if c.q.adjective and c.t.word(c.q.stop) == "-":
        np, stop = None, c.q.stop + (2 if c.t.word(c.q.stop + 1) in _EXTENTS else 0)
    each, each_stop = rate(c.t, stop)
    if each is not None:
        name, stop = f"{name} per {each}", each_stop
    return Judged(c.q, np, stop, what, sure, name, counts=True, people=False, rate=each)


def fraction(c: Candidate) -> Judged:
    """Judge "two-thirds of respondents", "half of them"."""
    what, sure = _of_what(c)
    return Judged(c.q, c.np, c.stop, what, sure, "percent", counts=True, people=False)


def _of_what(c: Candidate) -> tuple[str, float]:
    """Return what a percentage or fraction is a share of."""
    around = frozenset(c.t.low[max(c.least, c.q.first - AHEAD) : min(c.end, c.q.stop + BEHIND)])
    inside = _inside(c, around)
    if inside is not None:
        return inside
    of_whom = c.back() in {"whom", "them"} and c.back(2) == "of"
    if (c.points or of_whom) and c.before is not None and c.apart(c.before) <= 1:
        return c.before.what, GUESS
    if c.before is not None and c.before.unit == "percent" and not c.apart(c.before):
        return c.before.what, GUESS  # "Russia sold 38 percent of them, China 31 percent"
    if around & _NO_MONEY:
        return "other", LIKELY
    if around & _HELD and around & _LAND:
        return "area", GUESS
    return ("money", GUESS) if around & _MONEY else ("other", GUESS)


def _inside(c: Candidate, around: frozenset[str]) -> tuple[str, float] | None:
    """Return what the of-phrase itself says, or None."""
    if c.np is None or c.np.stop == c.np.first:
        return None
    words = c.t.low[c.np.first : c.np.stop]
    if c.noun is not None and c.noun.what not in {"other", "places"}:
        return c.noun.what, LIKELY
    named = c.np.of and c.noun is None and c.t.capital(c.np.stop - 1)
    if any(word in _LAND for word in words) or (named and around & _HELD):
        return "area", LIKELY
    if any(word in _MONEY for word in words):
        return "money", LIKELY
    if c.noun is not None and c.noun.people:
        told = told_in_clause(c, c.np.stop)
        return (told.what, told.sure) if told is not None else ("other", LIKELY)
    return None


def tied(c: Candidate) -> Judged:
    """Judge a number tied to a word by a hyphen: "3,000-strong" counts people, "five-way talks" nothing."""
    word, stop = c.t.word(c.q.stop + 1), c.q.stop + 2
    if word == "strong":
        return strong(c.t, c.q, stop)
    if word in _TIED:
        return Judged(c.q, None, stop, "other", GUESS, _TIED[word], counts=word != "seat", people=False)
    return Judged(c.q, c.np, stop, "other", GUESS, None, counts=False, people=False)


def strong(t: Tokens, q: Quantity, stop: int) -> Judged:
    """Judge "3,000-strong": soldiers, where what it describes is a force."""
    behind = t.low[stop : stop + DESCRIBED]
    force = any(word in _FORCES for word in behind) or not any(word[0].isalpha() for word in behind[:1])
    return Judged(q, None, stop, "troops" if force else "other", LIKELY, "people", counts=True, people=True)
