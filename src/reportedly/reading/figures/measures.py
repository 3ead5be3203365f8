"""Measures: the unit a number is in, by a sign before it or by words, letters or signs behind it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reportedly.reading.figures.numerals import Numeral, Written
from reportedly.wordlists import units
from reportedly.wordlists.figures import word_set
from reportedly.wordlists.units import Dimension, Unit

if TYPE_CHECKING:
    from reportedly.reading.figures.tokens import Tokens

_MILLION = 1e6
_LENGTHWISE = word_set("behind metres")
_KILOS = frozenset({"kg", "kgs", "kilos", "kilograms", "tonnes"})
_MORE = frozenset({"more", "further", "additional", "other"})
_POWERS = {"2": 1, "3": 1, "²": 1, "³": 1}


def sign_before(t: Tokens, i: int) -> tuple[Unit | None, int]:
    """Return the currency whose sign stands before token `i`, and the first token of the sign."""
    signs = units.by_sign()
    sign = signs.get(t.form(i - 1)) if i else None
    if sign is None:
        return None, i
    if i > 1 and t.form(i - 1) == "$" and t.glued(i - 1):
        longer = signs.get(t.form(i - 2) + "$")
        if longer is not None:
            return longer, i - 2
    return sign, i - 1


def unit_at(t: Tokens, i: int) -> tuple[Unit | None, int]:
    """Return the unit whose form begins at token `i` and where it stops, or (None, i)."""
    at = i + 1 if t.word(i) == "-" and t.glued(i) and t.glued(i + 1) else i
    if at >= len(t):
        return None, i
    sign = units.by_sign().get(t.form(at))
    if sign is not None and not t.form(at).isalpha():
        return sign, at + 1
    whole, size = _whole(t, at)
    for form, unit in units.by_form().get(whole, ()):
        if form == (whole,):
            return unit, at + size
    for form, unit in units.by_form().get(t.low[at], ()):
        stop = _form_stop(t, at, form)
        if stop is not None:
            return unit, stop
    return None, i


def _whole(t: Tokens, i: int) -> tuple[str, int]:
    """Return token `i` with what is glued to it ("km2", "km²", "km/h"), and the number of tokens."""
    word = t.low[i]
    if word in {"km", "m", "mi", "cm"} and t.glued(i + 1):
        if t.word(i + 1) in _POWERS:
            return word + t.low[i + 1], 2
        if (t.word(i + 1), t.word(i + 2)) in {("/", "h"), ("^", "2")}:
            return word + t.low[i + 1] + t.low[i + 2], 3
    return word, 1


def _form_stop(t: Tokens, i: int, form: tuple[str, ...]) -> int | None:
    """Return where `form`, begun at token `i`, stops; stops and hyphens between its words are skipped."""
    at, end = i, t.bounds(i)[1]
    for k, word in enumerate(form):
        if k and t.word(at) in {".", "-"}:
            at += 1
        if at >= end or t.low[at] != word:
            return None
        at += 1
    return at


def unit_behind(t: Tokens, n: Numeral, sign: Unit | None) -> tuple[Unit | None, int, Numeral]:
    """Return the unit of a numeral, where the two stop together, and the numeral ("30m": thirty metres)."""
    if sign is not None:
        more, stop = unit_at(t, n.stop)
        money = more is not None and more.dimension is Dimension.MONEY
        return sign, stop if money else n.stop, n
    if n.written is Written.FRACTION:
        return None, n.stop, n
    if n.suffix == "m" and n.low is not None:
        return _millions_or_metres(t, n, n.low)
    unit, stop = unit_at(t, n.stop)
    if unit is None:
        unit, stop = _unit_further(t, n)
    if unit is not None and _no_unit(t, n, unit, stop):
        return None, n.stop, n
    if unit is not None and unit.unit == "GBP" and _pounds_weigh(t, n, stop):
        return units.by_form()["lb"][0][1], stop, n
    return unit, stop, n


def _millions_or_metres(t: Tokens, n: Numeral, value: float) -> tuple[Unit | None, int, Numeral]:
    """Tell "1.2m people" and "5m tonnes" from "a 3m wall" and "30m away"."""
    named, stop = unit_at(t, n.stop)
    if named is not None:
        return named, stop, n
    word = t.word(n.stop)
    if word[:1].isalpha() and word not in _LENGTHWISE:
        return None, n.stop, n
    metres = value / _MILLION
    return units.by_form()["m"][-1][1], n.stop, replace(n, low=metres, high=metres, scaled=False)


def _unit_further(t: Tokens, n: Numeral) -> tuple[Unit | None, int]:
    """Return the unit behind "of" or "more": "hundreds of square miles", "three more miles"."""
    of = t.word(n.stop) == "of" and n.written is Written.VAGUE
    if of or t.word(n.stop) in _MORE:
        unit, stop = unit_at(t, n.stop + 1)
        if unit is not None:
            return unit, stop
    return None, n.stop


def _no_unit(t: Tokens, n: Numeral, unit: Unit, stop: int) -> bool:
    """Tell whether a letter or word behind a number only looks like a unit ("40 M", "21 second-hand")."""
    apart = not t.glued(n.stop)
    last = t.low[stop - 1]
    if unit.unit in {"m", "m2"} and t.capital(stop - 1) and apart:
        return True
    return (unit.unit == "g" and len(last) == 1 and apart) or last == "second"


def _pounds_weigh(t: Tokens, n: Numeral, stop: int) -> bool:
    """Tell whether pounds are a weight: "a 500-pound bomb", "1,300 pounds (600 kg)", "two pounds of"."""
    if t.low[stop - 1] not in {"pound", "pounds"}:
        return False
    kilos = t.word(stop) == "(" and any(t.word(k) in _KILOS for k in range(stop + 2, stop + 5))
    return t.word(n.stop) == "-" or t.word(stop) == "of" or kilos
