"""Quantities: a number with its qualifiers, its range and its unit, as one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportedly.reading.figures import qualifiers
from reportedly.reading.figures.measures import sign_before, unit_at, unit_behind
from reportedly.reading.figures.numerals import Numeral, Written
from reportedly.reading.figures.qualifiers import Bound
from reportedly.reading.figures.ranges import contrast, second
from reportedly.wordlists.units import Dimension, Unit

if TYPE_CHECKING:
    from reportedly.reading.figures.tokens import Tokens

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
    """True for "another", "a further": not counted before."""
    adjective: bool = False
    """True where a hyphen ties it to the word behind ("30km-deep", "five-point")."""
    scaled: bool = False


@dataclass(slots=True)
class _Reach:
    """A number as far as it has been read: tokens [first, number_stop), with its unit up to `stop`."""

    first: int
    number_stop: int
    stop: int
    low: float | None
    high: float | None
    approx: bool
    unit: Unit | None
    ranged: bool = False


def quantity(t: Tokens, n: Numeral) -> Quantity:
    """Return the quantity of numeral `n`, with its range, unit and qualifiers."""
    read = _number(t, n)
    behind, bound_behind, approx_behind = qualifiers.after(t, read.stop)
    if behind > read.stop and read.unit is None and n.written is not Written.FRACTION:
        read.unit, behind = unit_at(t, behind)
    read.stop = max(read.stop, behind)
    things = read.unit is None and n.written is not Written.FRACTION and not read.ranged
    q = qualifiers.before(t, read.first, small=things and (n.high or 0) < SMALL_COUNT)
    first = q.first - 1 if read.ranged and t.word(q.first - 1) in {"between", "from"} else q.first
    bound = q.bound if q.bound is not Bound.NONE else bound_behind
    _bind(read, bound, vague=n.written is Written.VAGUE)
    if bound is Bound.LOW and not read.ranged and (upper := contrast(t, read.stop)) is not None:
        read.high, read.number_stop = upper.high, upper.stop
        more, read.stop = unit_at(t, upper.stop)
        read.unit = more or read.unit
    return Quantity(
        first, read.stop, read.first, read.number_stop, read.low, read.high,
        read.approx or q.approx or approx_behind, n.written, read.unit,
        fresh=q.fresh, adjective=_tied(t, read.stop), scaled=n.scaled,
    )  # fmt: skip


def _number(t: Tokens, n: Numeral) -> _Reach:
    """Return a numeral with its sign or unit, and with the other end of its range."""
    sign, first = sign_before(t, n.first)
    unit, stop, n = unit_behind(t, n, sign)
    spelt = sign is None and unit is not None and unit.dimension is Dimension.MONEY
    read = _Reach(first, max(n.stop, stop) if spelt else n.stop, stop, n.low, n.high, n.approx, unit)
    upper = second(t, n, stop, sign, unit)
    if upper is None:
        return read
    other = upper.numeral
    low, high = upper.low_of(t, n), other.high if other.high is not None else other.low
    if low is not None and high is not None and low > high:
        low, high = high, low
    read.low, read.high = low, None if other.written is Written.VAGUE else high
    read.unit = unit if sign is not None else upper.unit or unit
    read.number_stop, read.stop, read.ranged = other.stop, upper.stop, True
    read.approx = read.approx or other.approx
    if t.word(first - 1) in {"between", "from"}:
        read.first -= 1
    return read


def _bind(read: _Reach, bound: Bound, *, vague: bool) -> None:
    """Make the number the bound that its qualifier says."""
    if bound is Bound.LOW:
        read.high = None
    elif bound is Bound.HIGH and vague:
        read.low, read.high = None, read.low
    elif bound is Bound.HIGH and not read.ranged:
        read.low = None


def _tied(t: Tokens, stop: int) -> bool:
    return t.word(stop) == "-" and t.glued(stop) and t.glued(stop + 1) and t.word(stop + 1)[:1].isalpha()
