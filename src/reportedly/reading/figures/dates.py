"""Dates: numbers that are days, years or times of day, never counts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reportedly.wordlists.figures import word_set

if TYPE_CHECKING:
    from reportedly.reading.figures.numerals import Numeral
    from reportedly.reading.figures.tokens import Tokens

MONTHS = word_set("months")
WEEKDAYS = word_set("weekdays")
_BEFORE_YEAR = word_set("before a year")
_AFTER_CLOCK = word_set("after a time of day")
_HOUR = re.compile(r"[012]?\d\.[0-5]\d")
_BEFORE_HOUR = frozenset({"at", "around", "about", "by", "until", "till", "from"})
_BEHIND_HOUR = frozenset({"in", "on", "and", "to", "local", "when", "a", "p"})
_YEAR_DIGITS = 4
_FIRST_YEAR, _LAST_YEAR = 1000, 2199
_NEWS_FIRST, _NEWS_LAST = 1900, 2100
"""Years a report is likely to name without a preposition."""
_LAST_DAY = 31
_TWO_DIGITS = 100
_LATEST = 2400
_JOINED = frozenset({"-", "–", "to", "and", "or", "/"})


def is_year(t: Tokens, n: Numeral) -> bool:
    """Tell whether a numeral is four bare digits that can be a year."""
    word = t.low[n.first]
    four = n.stop == n.first + 1 and len(word) == _YEAR_DIGITS and word.isdecimal()
    return four and n.low is not None and _FIRST_YEAR <= n.low <= _LAST_YEAR


def year_like(t: Tokens, n: Numeral) -> bool:
    """Tell whether a number that can be a year likely is one."""
    recent = _NEWS_FIRST <= (n.low or 0) <= _NEWS_LAST
    return is_year(t, n) and (recent or t.word(n.first - 1) in _BEFORE_YEAR)


def year_asked_for(t: Tokens, n: Numeral) -> bool:
    """Tell whether a preposition or a month stands right before what can be a year."""
    before = t.word(n.first - 1)
    return before in _BEFORE_YEAR or before in MONTHS or (before == "," and t.is_number(n.first - 2))


def is_date(t: Tokens, n: Numeral) -> bool:
    """Tell whether digits are part of a date: "24 February", "Feb. 24, 2022", "2022-02-24", "9/11"."""
    if n.scaled or n.stop > n.first + 1 or n.low is None:
        return False
    day = n.low == int(n.low) and 1 <= n.low <= _LAST_DAY
    if (day or is_year(t, n)) and _month_before(t, n.first):
        return True
    if day and (_is_month(t, n.stop) or _day_of_range(t, n)):
        return True
    return t.low[n.first].count(".") > 1 or _numeric(t, n, n.low)


def _is_month(t: Tokens, i: int) -> bool:
    return t.word(i) in MONTHS and t.capital(i)


def _month_before(t: Tokens, i: int) -> bool:
    at = i - 2 if t.word(i - 1) == "." else i - 1
    return t.word(at) in MONTHS and (t.capital(at) or t.word(at) not in {"may", "march"})


def _day_of_range(t: Tokens, n: Numeral) -> bool:
    """Tell whether a day stands in "21-25 February" or "February 21 to 25"."""
    ahead = t.word(n.stop) in _JOINED and t.is_number(n.stop + 1) and _is_month(t, n.stop + 2)
    back = t.word(n.first - 1) in _JOINED and t.is_number(n.first - 2) and _is_month(t, n.first - 3)
    return ahead or back


def _numeric(t: Tokens, n: Numeral, value: float) -> bool:
    """Tell whether digits are part of "2022-02-24", "24/7", "2014-15" or "the '90s"."""
    i, stop = n.first, n.stop
    before, after = t.word(i - 1), t.word(stop)
    if after in {"-", "/"} and t.glued(stop) and t.is_number(stop + 1) and t.glued(stop + 1):
        third = t.word(stop + 2) == after and t.is_number(stop + 3)
        if is_year(t, n) or third or (after == "/" and value < _TWO_DIGITS):
            return True
    if before in {"-", "–", "/"} and t.glued(i) and t.glued(i - 1) and t.is_number(i - 2):
        shortened = len(t.low[i - 2]) == _YEAR_DIGITS and value < _TWO_DIGITS
        if before == "/" or t.word(i - 3) == before or shortened:
            return True
    return before == "'" and t.glued(i) and value < _TWO_DIGITS


def is_clock(t: Tokens, n: Numeral) -> bool:
    """Tell whether digits are a time of day: "10:30", "9 a.m.", "0500 GMT", "at 11.15"."""
    i, stop = n.first, n.stop
    if t.word(stop) == ":" and t.glued(stop) and t.is_number(stop + 1) and t.glued(stop + 1):
        return True
    if t.word(i - 1) == ":" and t.glued(i) and t.is_number(i - 2) and t.glued(i - 1):
        return True
    if n.low is None or n.low > _LATEST or n.suffix == "m":
        return False
    if _HOUR.fullmatch(t.low[i]) and _hour_stands(t, i, stop):
        return True
    at = stop + 1 if t.word(stop) == "-" and t.glued(stop) else stop
    half = t.word(at) in {"a", "p"} and t.word(at + 1) == "." and t.word(at + 2) == "m"
    return t.word(at) in _AFTER_CLOCK or (half and t.glued(at + 1))


def _hour_stands(t: Tokens, i: int, stop: int) -> bool:
    """Tell whether "11.15" stands as a time: behind "at", or first in its line before a sentence."""
    begins = t.starts[i] == 0 or t.text[t.starts[i] - 1] == "\n"
    if begins and t.capital(stop):
        return True
    word = t.word(stop)
    counts = (word[:1].isalpha() and word not in _BEHIND_HOUR) or word == "%"
    return t.word(i - 1) in _BEFORE_HOUR and not counts
