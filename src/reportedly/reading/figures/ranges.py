"""Ranges and ratios: "between 400 and 1,000", "$5-10 billion", "over 10 but under 20", "one in five"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportedly.reading.figures import qualifiers
from reportedly.reading.figures.measures import unit_at, unit_behind
from reportedly.reading.figures.numerals import SMALL, TENS, Numeral, Written, numeral_at, read_digits
from reportedly.reading.figures.qualifiers import Bound
from reportedly.wordlists import units
from reportedly.wordlists.figures import word_set

if TYPE_CHECKING:
    from reportedly.reading.figures.tokens import Tokens
    from reportedly.wordlists.units import Unit

_DASHES = frozenset("-–—‑−")
_CHANGE = word_set("change")
_SOFTENERS = frozenset({"even", "about", "around", "perhaps", "nearly", "as"})
_ENDED = frozenset({"more", "so", "fewer", "less"})
REACH_OF_CHANGE = 6
"""Tokens before "from" in which a verb of change may stand."""
SCALED_FROM = 1000
"""A bare first number under this takes on the scale of the second ("5-10 billion")."""
_WIDEST_OR = 2
"""ALTERNATIVES lie this near to each other, or within a factor of two ("two or three")."""
_WHOLES = frozenset({2, 3, 4, 5, 6, 7, 8, 9, 10, 20, 50, 100, 1000})
"""What "one in …" is commonly of."""
_MOST_PARTS, _MOST_WHOLE = 99, 1000


@dataclass(frozen=True, slots=True)
class Second:
    """The upper end of a range: its numeral, its unit, and the token behind both."""

    numeral: Numeral
    unit: Unit | None
    stop: int

    def low_of(self, t: Tokens, n: Numeral) -> float | None:
        """Return the value of the lower end `n`, which may leave its scale to this one."""
        if n.low is None or not self._lends_scale(n):
            return n.low
        word = t.low[self.numeral.first]
        bare = read_digits(word) if word[0].isdecimal() else SMALL.get(word) or TENS.get(word)
        return n.low * (self.numeral.low or 0.0) / bare if bare else n.low

    def _lends_scale(self, n: Numeral) -> bool:
        small = n.low is not None and n.low < SCALED_FROM
        return self.numeral.scaled and not n.scaled and small and self.numeral.written is not Written.VAGUE


def second(t: Tokens, n: Numeral, stop: int, sign: Unit | None, unit: Unit | None) -> Second | None:
    """Return the upper end of the range that begins with numeral `n`, or None where there is none.

    `stop` is the token behind `n` and its `unit`; `sign` the currency whose sign stands before it.
    """
    opening = n.first - 1 - (1 if sign is not None else 0)
    if n.low is None or not _linked(t, n, stop, opening):
        return None
    at = _number_behind(t, stop, sign)
    if at is None or at >= t.bounds(n.first)[1]:
        return None
    other = numeral_at(t, at)
    if other is None or not _comparable(n, other):
        return None
    other_unit, other_stop, other = unit_behind(t, other, sign)
    if unit is not None and sign is None and (other_unit is None or other_unit.unit != unit.unit):
        return None
    spoken = t.word(stop) == "and" or (other.scaled and not n.scaled and n.low < SCALED_FROM)
    if not spoken and not _rises(n.low, other.low or 0.0, near=t.word(stop) == "or"):
        return None
    return Second(other, other_unit, other_stop)


def _linked(t: Tokens, n: Numeral, stop: int, opening: int) -> bool:
    """Tell whether what stands at token `stop` can link two ends of a range."""
    link, opened = t.word(stop), t.word(opening)
    if link == "and":
        return "between" in {opened, t.word(opening - 1)}
    if link == "to":
        return opened != "from" or not _changes(t, opening)
    if link == "or":
        return not n.scaled and n.written is not Written.VAGUE and t.word(stop + 1) not in _ENDED
    return link in _DASHES and t.glued(stop) == t.glued(stop + 1)


def _number_behind(t: Tokens, stop: int, sign: Unit | None) -> int | None:
    """Return the token at which the second number must begin; None where another currency stands there."""
    at = stop + 1
    if t.word(stop) in {"to", "or"} and t.word(at) in _SOFTENERS:
        at += 1
    if at < len(t) and units.by_sign().get(t.form(at)) is not None:
        return at + 1 if sign is not None else None
    return at


def _comparable(n: Numeral, other: Numeral) -> bool:
    if other.low is None and n.written is not Written.VAGUE:
        return False
    return other.written is not Written.FRACTION or n.written is Written.FRACTION


def _rises(low: float, high: float, *, near: bool) -> bool:
    if near:
        return low < high <= low + max(_WIDEST_OR, low)
    return low < high


def _changes(t: Tokens, at: int) -> bool:
    """Tell whether the words before "from" at token `at` tell of a change rather than a range."""
    least = t.bounds(at)[0]
    return any(t.low[k] in _CHANGE for k in range(max(least, at - REACH_OF_CHANGE), at))


def ratio(t: Tokens, n: Numeral) -> tuple[float, int] | None:
    """Return the percentage that "one in five" or "3 out of 4" comes to, and where the words stop."""
    at = _whole_at(t, n)
    if at is None or at >= t.bounds(n.first)[1] or not (t.low[at] in SMALL or t.is_number(at)):
        return None
    whole = numeral_at(t, at)
    if whole is None or whole.low is None or n.low is None or whole.written is Written.FRACTION:
        return None
    if not 0 < n.low < whole.low or n.low > _MOST_PARTS or (whole.low > _MOST_WHOLE and not whole.scaled):
        return None
    if (t.word(n.stop) == "in" and whole.low not in _WHOLES) or unit_at(t, whole.stop)[0] is not None:
        return None
    return 100 * n.low / whole.low, whole.stop


def _whole_at(t: Tokens, n: Numeral) -> int | None:
    """Return the token at which the whole of a ratio would begin."""
    at = n.stop
    if t.word(at) == "out" and t.word(at + 1) == "of":
        at += 2
    elif t.word(at) == "in" or (t.word(at) == "of" and t.word(at + 1) == "every"):
        at += 1
    else:
        return None
    return at + 1 if t.word(at) == "every" else at


def contrast(t: Tokens, stop: int) -> Numeral | None:
    """Return the upper number of "more than N but fewer than M", whose lower one stops at token `stop`."""
    at = stop
    while at < stop + 3 and t.word(at).isalpha() and t.word(at) not in {"but", "and"}:
        at += 1
    if t.word(at) not in {"but", "and"}:
        return None
    for k in range(at + 1, min(at + 5, t.bounds(stop - 1)[1])):
        n = numeral_at(t, k) if t.low[k] in SMALL or t.is_number(k) else None
        if n is not None:
            q = qualifiers.before(t, k, small=False)
            return n if q.bound is Bound.HIGH and q.first == at + 1 else None
    return None
