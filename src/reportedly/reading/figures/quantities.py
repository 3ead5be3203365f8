"""Quantities: numbers with their qualifiers, ranges and units: "between 400 and 1,000", "$5-10 billion"."""

from dataclasses import dataclass, replace

from reportedly.reading.figures import qualifiers
from reportedly.reading.figures.numerals import SMALL, TENS, Numeral, Written, numeral_at, read_digits
from reportedly.reading.figures.qualifiers import Bound
from reportedly.reading.figures.tokens import Tokens
from reportedly.wordlists import units
from reportedly.wordlists.figures import word_set
from reportedly.wordlists.units import Dimension, Unit

_DASHES = frozenset("-–—‑−")
_CHANGE = word_set("change")
SMALL_COUNT = 10
"""Below this a preposition before a number of things is a preposition, not a qualifier."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with all that belongs to it but the noun: tokens [first, stop)."""

    first: int
    stop: int
    number_first: int
    number_stop: int
    low: float | None
    high: float | None
    approx: bool
    written: Written
    unit: Unit | None
    fresh: bool = False
    adjective: bool = False
    """True where a hyphen ties it to the word behind ("30km-deep", "five-point")."""
    scaled: bool = False


def quantity(t: Tokens, n: Numeral) -> Quantity | None:
    """Return the quantity of numeral `n`, with its range, unit and qualifiers; None where it is none."""
    sign, first = _sign_before(t, n.first)
    unit, stop, n = _unit_behind(t, n, sign)
    low, high, approx = n.low, n.high, n.approx
    number_stop = (
        max(n.stop, stop)
        if sign is None and unit is not None and unit.dimension is Dimension.MONEY
        else n.stop
    )
    second = _second(t, n, stop, sign, unit)
    ranged = second is not None
    if second is not None:
        other, other_unit, other_stop = second
        unit = unit if sign is not None else (other_unit or unit)
        low, high = n.low, other.high if other.high is not None else other.low
        if (
            other.scaled
            and not n.scaled
            and low is not None
            and other.low is not None
            and low < 1000  # noqa: PLR2004
            and other.written is not Written.VAGUE
        ):
            scale = _scale(t, other)
            low = low * scale
        if low is not None and high is not None and low > high:
            low, high = high, low
        number_stop, stop = other.stop, other_stop
        if other.written is Written.VAGUE:
            high = None
        approx = approx or other.approx
        if t.word(first - 1) in {"between", "from"}:
            first -= 1
    percent_like = n.written is Written.FRACTION
    behind, bound_behind, approx_behind = qualifiers.after(t, stop)
    if behind > stop and unit is None and not percent_like:
        more, stop_more = _unit_at(t, behind)
        unit, behind = (more, stop_more) if more is not None else (None, behind)
    small = unit is None and not percent_like and (n.high or 0) < SMALL_COUNT and not ranged
    q = qualifiers.before(t, first, small=small)
    if t.word(q.first - 1) in {"between", "from"} and ranged:
        q = replace(q, first=q.first - 1)
    bound = q.bound if q.bound is not Bound.NONE else bound_behind
    low, high = _bounded(low, high, bound, ranged=ranged, vague=n.written is Written.VAGUE)
    stop = max(stop, behind)
    contrast = None if ranged else _contrast(t, stop, bound)
    if contrast is not None:
        other_n, stop = contrast
        if bound is Bound.LOW:
            high = other_n.high
        number_stop = other_n.stop
        more, stop = _unit_at(t, stop)
        unit = more or unit
    adjective = t.word(stop) == "-" and t.glued(stop) and t.glued(stop + 1) and t.word(stop + 1)[:1].isalpha()
    return Quantity(
        q.first, stop, first, number_stop, low, high, approx or q.approx or approx_behind, n.written, unit,
        fresh=q.fresh, adjective=adjective, scaled=n.scaled,
    )  # fmt: skip


def _bounded(
    low: float | None, high: float | None, bound: Bound, *, ranged: bool, vague: bool
) -> tuple[float | None, float | None]:
    """Return the bounds as a qualifier leaves them."""
    if bound is Bound.LOW:
        return low, None
    if bound is Bound.HIGH:
        if vague:
            return None, low
        return (low if ranged else None), high
    return low, high


def _scale(t: Tokens, n: Numeral) -> float:
    """Return what the words behind the digits multiply them by ("10 billion": 1e9)."""
    bare = _bare(t, n)
    return (n.low or 0.0) / bare if bare else 1.0


def _bare(t: Tokens, n: Numeral) -> float:
    """Return the first word or digits of a numeral alone: 10 of "10 billion"."""
    word = t.low[n.first]
    if word[0].isdecimal():
        return read_digits(word) or 0.0
    return float(SMALL.get(word) or TENS.get(word) or 0)


# ---------------------------------------------------------------------------- units and signs


def _sign_before(t: Tokens, i: int) -> tuple[Unit | None, int]:
    """Return the currency whose sign stands before token `i`, and the first token of the sign."""
    signs = units.by_sign()
    sign = signs.get(t.form(i - 1)) if i else None
    if sign is None:
        return None, i
    if t.form(i - 1) == "$" and t.glued(i - 1) and i >= 2:  # noqa: PLR2004 - US$
        longer = signs.get(t.form(i - 2) + "$")
        if longer is not None:
            return longer, i - 2
        if t.word(i - 2) == "." and t.word(i - 3) == "s":
            return sign, i - 1
    return sign, i - 1


def _unit_at(t: Tokens, i: int) -> tuple[Unit | None, int]:
    """Return the unit whose form begins at token `i` and where it stops, or (None, i)."""
    at = i + 1 if t.word(i) == "-" and t.glued(i) and t.glued(i + 1) else i
    if at >= len(t):
        return None, i
    end = t.bounds(at)[1]
    sign = units.by_sign().get(t.form(at))
    if sign is not None and not t.form(at).isalpha():
        return sign, at + 1
    for form, unit in units.by_form().get(_joined(t, at), ()) or units.by_form().get(t.low[at], ()):
        stop = _form_stop(t, at, form, end)
        if stop is not None:
            return unit, stop
    return None, i


def _joined(t: Tokens, i: int) -> str:
    """Return token `i` with a digit or sign glued to it ("km2", "km²", "km/h")."""
    word = t.low[i]
    if word in {"km", "m", "mi", "cm"} and t.glued(i + 1):
        follower = t.word(i + 1)
        if follower in {"2", "3", "²", "³"}:
            return word + follower
        if follower == "/" and t.word(i + 2) == "h":
            return word + "/h"
        if follower == "^":
            return word + "^" + t.word(i + 2)
    return word


def _form_stop(t: Tokens, i: int, form: tuple[str, ...], end: int) -> int | None:
    """Return where `form`, begun at token `i`, stops; full stops and hyphens between its words are skipped."""
    at = i
    joined = _joined(t, i)
    if joined != t.low[i]:
        if form != (joined,):
            return None
        return i + (2 if len(joined) - len(t.low[i]) == 1 else 3)
    for k, word in enumerate(form):
        if k and t.word(at) in {".", "-"}:
            at += 1
        if at >= end or t.low[at] != word:
            return None
        at += 1
    return at


def _unit_behind(t: Tokens, n: Numeral, sign: Unit | None) -> tuple[Unit | None, int, Numeral]:
    """Return the unit of a numeral, where the two stop together, and the numeral ("30m": thirty metres)."""
    if sign is not None:
        more, stop = _unit_at(t, n.stop)
        if more is not None and more.dimension is Dimension.MONEY:
            return sign, stop, n
        return sign, n.stop, n
    if n.written is Written.FRACTION:
        return None, n.stop, n
    if n.suffix == "m" and n.low is not None:
        named, stop = _unit_at(t, n.stop)
        if named is None and not _counted_behind(t, n.stop):
            metres = units.by_form()["m"][-1][1]
            value = n.low / 1e6
            return metres, n.stop, replace(n, low=value, high=value, scaled=False)
        if named is not None:
            return named, stop, n
        return None, n.stop, n
    unit, stop = _unit_at(t, n.stop)
    at = n.stop
    if unit is None and t.word(at) == "of":
        inner, inner_stop = _unit_at(t, at + 1)
        if inner is not None and inner.dimension is not Dimension.DURATION and n.written is Written.VAGUE:
            return inner, inner_stop, n
        if inner is not None and n.written is Written.VAGUE:
            return inner, inner_stop, n
    if unit is None and t.word(at) in {"more", "further", "additional", "other"}:
        inner, inner_stop = _unit_at(t, at + 1)
        if inner is not None:
            return inner, inner_stop, n
    if unit is not None and unit.unit in {"m", "m2"} and t.capital(stop - 1) and not t.glued(n.stop):
        return None, n.stop, n
    if (
        unit is not None
        and unit.unit in {"g", "kt", "min"}
        and not t.glued(n.stop)
        and len(t.low[n.stop]) == 1
    ):
        return None, n.stop, n
    if (
        unit is not None
        and unit.unit == "GBP"
        and t.low[stop - 1] in {"pound", "pounds"}
        and (t.word(n.stop) == "-" or t.word(stop) == "of" or _kilos_follow(t, stop))
    ):
        mass = units.by_form()["lb"][0][1]
        return mass, stop, n
    if unit is not None and unit.unit == "seconds" and t.low[stop - 1] == "second":
        return None, n.stop, n
    return unit, stop, n


def _kilos_follow(t: Tokens, i: int) -> bool:
    """Tell whether a weight stands in brackets at token `i`, so that "pounds" are weight too."""
    return t.word(i) == "(" and any(
        t.word(k) in {"kg", "kgs", "kilos", "kilograms", "tonnes"} for k in range(i + 2, i + 5)
    )


def _counted_behind(t: Tokens, i: int) -> bool:
    """Tell whether a word that can be counted follows, so that "1.2m" is a number and no length."""
    word = t.word(i)
    if not word[:1].isalpha() or word in {"high", "deep", "wide", "long", "away", "from", "tall", "above", "below", "north", "south",
                                          "east", "west", "in", "and", "to", "off", "into", "across", "down", "up"}:  # fmt: skip
        return False
    return True


# ---------------------------------------------------------------------------- ranges


def _second(
    t: Tokens, n: Numeral, stop: int, sign: Unit | None, unit: Unit | None
) -> tuple[Numeral, Unit | None, int] | None:
    """Return the second number of a range, its unit, and where it stops; None where there is no range."""
    link = t.word(stop)
    before = n.first - 1 - (1 if sign is not None else 0)
    opened = t.word(before)
    if n.written is Written.FRACTION and link in {"of", "in"}:
        return None
    if link == "and":
        if opened != "between" and t.word(before - 1) != "between":
            return None
    elif link == "to":
        if opened == "from" and (t.word(before - 1) in _CHANGE or _changed(t, before)):
            return None
    elif link == "or":
        if n.scaled or n.written is Written.VAGUE or t.word(stop + 1) in {"more", "so", "fewer", "less"}:
            return None
    elif link not in _DASHES:
        return None
    at = stop + 1
    if link in {"to", "or"} and t.word(at) in {"even", "about", "around", "perhaps", "nearly", "as"}:
        at += 1
    if link in _DASHES and t.glued(stop) != t.glued(stop + 1):
        return None
    if units.by_sign().get(t.form(at) if at < len(t) else "") is not None:
        if sign is None:
            return None
        at += 1
    if at >= t.bounds(n.first)[1]:
        return None
    other = numeral_at(t, at)
    if other is None or n.low is None or (other.low is None and n.written is not Written.VAGUE):
        return None
    if other.written is Written.FRACTION and n.written is not Written.FRACTION:
        return None
    other_unit, other_stop, other = _unit_behind(t, other, sign)
    value, least = other.low or 0.0, n.low
    if unit is not None and other_unit is None and sign is None:
        return None
    if unit is not None and other_unit is not None and sign is None and unit.unit != other_unit.unit:
        return None
    if link == "or" and not least < value <= least + max(2, least):
        return None
    if other.scaled and not n.scaled and least < 1000:  # noqa: PLR2004
        return other, other_unit, other_stop
    if value <= least and not (link == "and" and opened == "between"):
        return None
    return other, other_unit, other_stop


def _changed(t: Tokens, at: int) -> bool:
    """Tell whether the words right before "from" tell of a change rather than a range."""
    least = t.bounds(at)[0]
    return any(t.low[k] in _CHANGE for k in range(max(least, at - 6), at))


def ratio(t: Tokens, n: Numeral) -> tuple[float, int] | None:
    """Return the percentage that "one in five" or "3 out of 4" comes to, and where the words stop."""
    at = n.stop
    if t.word(at) == "out" and t.word(at + 1) == "of":
        at += 2
    elif t.word(at) in {"in", "of"} and (t.word(at) == "in" or t.word(at + 1) == "every"):
        at += 1
    else:
        return None
    if t.word(at) == "every":
        at += 1
    if at >= t.bounds(n.first)[1] or not (t.low[at] in SMALL or t.is_number(at) or t.low[at] == "a"):
        return None
    other = numeral_at(t, at)
    if other is None or other.low is None or n.low is None or other.written is Written.FRACTION:
        return None
    if not 0 < n.low < other.low or n.low > 99 or (other.low > 1000 and not other.scaled):  # noqa: PLR2004
        return None
    if t.word(n.stop) == "in" and other.low not in {2, 3, 4, 5, 6, 7, 8, 9, 10, 20, 50, 100, 1000}:
        return None
    unit, _ = _unit_at(t, other.stop)
    if unit is not None:
        return None
    return 100 * n.low / other.low, other.stop


def _contrast(t: Tokens, stop: int, bound: Bound) -> tuple[Numeral, int] | None:
    """Return the upper number of "more than N but fewer than M", "at least N and at most M"."""
    if bound is not Bound.LOW:
        return None
    at = stop
    while at < stop + 3 and t.word(at) not in {"but", "and"}:
        if not t.word(at).isalpha():
            return None
        at += 1
    if t.word(at) not in {"but", "and"}:
        return None
    for k in range(at + 1, min(at + 5, t.bounds(stop - 1)[1])):
        n = numeral_at(t, k) if (t.low[k] in SMALL or t.is_number(k)) else None
        if n is not None:
            q = qualifiers.before(t, k, small=False)
            if q.bound is Bound.HIGH and q.first == at + 1:
                return n, n.stop
            return None
    return None
