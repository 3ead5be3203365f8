"""Exclusions: numbers that say which or how old, and never how many."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.reading.figures.dates import MONTHS, WEEKDAYS, is_clock, is_date
from reportedly.reading.figures.numerals import Numeral, Written
from reportedly.wordlists.figures import word_set

if TYPE_CHECKING:
    from reportedly.reading.figures.tokens import Tokens

_ORDINAL = frozenset({"st", "nd", "rd", "th", "s"})
_NUMBERED = word_set("numbered")
_SMALL_LABELS = word_set("numbered in small letters")
_ALWAYS_NUMBERED = word_set("always numbered")
_STREETS = word_set("streets")
_AGES = frozenset({"aged", "age", "ages"})
_AGE_LINKS = frozenset({"of", "between", "about", "over", "under"})
_LIFETIMES = frozenset({"year", "years", "month", "months", "week", "weeks", "day", "days"})
_OLDEST = 120
_ONE_AFTER = word_set("after one")
_ONE_BEFORE = frozenset({"no", "any", "every", "some", "each"})
_POINTING = frozenset({"this", "that", "which", "another", "the"})
_STATES = frozenset({"dead", "killed", "wounded", "injured", "missing"})
_QUOTES = frozenset({"“", '"', "”", ":", "‘", "-", "–", "—"})
_UNIT_LETTERS = frozenset({"km", "mw", "gw", "kg", "bn", "m", "k", "kt", "b", "tn"})
_PREFIXES = frozenset({"mid", "early", "late", "pre", "post", "covid", "sub", "under"})
_SHORT, _LONG = 3, 4
"""Digits in the two parts of a short telephone number; a model's letters and a score have up to `_SHORT`."""
_LINE_START = 40
"""Code points within which a list's number must begin its line."""


def excluded(t: Tokens, n: Numeral) -> bool:
    """Tell whether numeral `n` is a date, a year, a clock time, an age, a name or some other label."""
    if n.written is not Written.DIGITS:
        return _is_age(t, n) or _is_idiom(t, n)
    return any(test(t, n) for test in _TESTS)


def _is_name(t: Tokens, n: Numeral) -> bool:
    """Tell whether digits are glued into a name or ordinal: "Su-34", "T72", "F-16s", "93rd", "1990s"."""
    i, stop = n.first, n.stop
    before, after = t.word(i - 1), t.word(stop)
    if t.glued(i) and (before[-1:].isalpha() or before in {"_", "@", "#", "№", "/", "§"}):
        return before not in {"us", "rs"}
    if before == "-" and i > 1 and t.glued(i) and t.glued(i - 1) and t.word(i - 2)[-1:].isalpha():
        return t.capital(i - 2) or t.word(i - 2) in _PREFIXES
    if not t.glued(stop):
        return False
    if after in _ORDINAL or (after == "'" and t.word(stop + 1) == "s" and t.glued(stop + 1)):
        return True
    letters = after[:1].isalpha() and t.capital(stop) and len(after) <= _SHORT
    return letters and not n.suffix and after not in _UNIT_LETTERS


def _is_numbered(t: Tokens, n: Numeral) -> bool:
    """Tell whether digits number one of a kind: "Resolution 2254", "Channel 4", "No. 5"."""
    i = n.first
    before = t.word(i - 1)
    if before in _ALWAYS_NUMBERED:
        return t.word(i - 2) != "to"  # "they number", "to number 4,000"
    if before == "." and t.word(i - 2) in {"no", "nos"} and t.capital(i - 2):
        return True
    plain = not n.scaled and "," not in t.low[i] and t.word(n.stop) != "%"
    return before in _NUMBERED and plain and (t.capital(i - 1) or before in _SMALL_LABELS)


def _is_address(t: Tokens, n: Numeral) -> bool:
    """Tell whether digits are a house number, an emergency call or the like."""
    if n.scaled or n.stop > n.first + 1 or "," in t.low[n.first]:
        return False
    after = t.word(n.stop)
    if after == "block" or (t.low[n.first] in {"911", "112", "999"} and not after.isalpha()):
        return True
    if after == "-" and t.is_number(n.stop + 1) and t.word(n.stop + 2) == "block":
        return True
    for k in range(n.stop, n.stop + 4):
        if k > n.stop and t.word(k) in _STREETS and t.capital(k):
            return True
        if not t.capital(k) and t.word(k) != ".":
            return False
    return False


def _is_age(t: Tokens, n: Numeral) -> bool:
    """Tell whether the number is somebody's age: "45-year-old", "aged 30", ", 25,"."""
    before = t.word(n.first - 1)
    if before in _AGES or (before in _AGE_LINKS and t.word(n.first - 2) in _AGES):
        return True
    unit = n.stop + 1 if t.word(n.stop) == "-" else n.stop
    if t.word(unit) in _LIFETIMES:
        at = unit + 2 if t.word(unit + 1) == "-" else unit + 1
        if t.word(at) in {"old", "olds"} or (t.word(unit + 1) == "of" and t.word(unit + 2) == "age"):
            return True
    young = n.low is not None and n.low <= _OLDEST and n.low == int(n.low)
    bare = n.written is Written.DIGITS and not n.scaled and n.stop == n.first + 1
    return young and bare and _age_in_commas(t, n)


def _age_in_commas(t: Tokens, n: Numeral) -> bool:
    """Tell whether bare digits stand as an age behind a name: "Ivan Petrov, 25,"; "Petrov (25)"."""
    i, stop = n.first, n.stop
    name = t.word(i - 2)
    named = name[:1].isalpha() and (t.capital(i - 2) or name == "jr") and name not in WEEKDAYS | MONTHS
    if not named or t.word(i - 1) not in {",", "("}:
        return False
    after = t.word(stop)
    if after in {"and", "of"}:
        return t.capital(stop + 1)
    return after == ")" or (t.word(i - 1) == "," and after in {",", ".", ";"})


def _is_list_mark(t: Tokens, n: Numeral) -> bool:
    """Tell whether digits number a list: first in their line, closed by "." or ")"."""
    i = n.first
    if t.word(n.stop) not in {".", ")"} or not t.glued(n.stop) or n.stop > i + 1 or len(t.low[i]) > 2:  # noqa: PLR2004
        return False
    ahead = t.text[max(0, t.starts[i] - _LINE_START) : t.starts[i]]
    whole = t.starts[i] <= _LINE_START or "\n" in ahead
    return whole and not ahead.rpartition("\n")[2].strip() and n.stop + 1 < len(t)


def _is_dialled(t: Tokens, n: Numeral) -> bool:
    """Tell whether digits are part of a telephone number, a web address or the like."""
    i, stop = n.first, n.stop
    digits = t.low[i]
    if t.word(stop) == "-" and t.glued(stop) and t.is_number(stop + 1) and t.glued(stop + 1):
        other = t.low[stop + 1]
        if (other[0] == "0" and len(other) > 1) or (len(digits) == _SHORT and len(other) == _LONG):
            return True
    back = t.word(i - 1) == "-" and t.glued(i) and t.is_number(i - 2)
    if back and len(digits) == _LONG and len(t.low[i - 2]) == _SHORT:
        return True
    leading = digits[0] == "0" and len(digits) > 1 and digits[1] not in ".,"
    return leading or (t.word(i - 1) in {"/", "=", "&"} and t.glued(i))


def _is_score(t: Tokens, n: Numeral) -> bool:
    """Tell whether digits are a result: "won 3-1", "a 52-48 vote"."""
    i, stop = n.first, n.stop
    if n.scaled:
        return False
    if t.word(stop) in {"-", "–"} and t.glued(stop) and t.glued(stop + 1):
        return _falls(t, i, stop + 1)
    return t.word(i - 1) in {"-", "–"} and t.glued(i) and t.glued(i - 1) and _falls(t, i - 2, i)


def _falls(t: Tokens, first: int, second: int) -> bool:
    """Tell whether two tokens are short digits, the second less than the first."""
    if not (t.is_number(first) and t.is_number(second)):
        return False
    one, two = t.low[first], t.low[second]
    short = max(len(one), len(two)) <= _SHORT and one.isdecimal() and two.isdecimal()
    return short and int(two) < int(one)


def _is_idiom(t: Tokens, n: Numeral) -> bool:
    """Tell whether number words count nothing: "no one", "one of", "World War Two", "Group of Seven"."""
    i = n.first
    before = t.word(i - 1)
    if t.low[i] == "one" and n.stop == i + 1 and _one_idle(t, i):
        return True
    tied = before == "-" and t.glued(i) and t.word(i - 2) in _SMALL_LABELS
    if before in _SMALL_LABELS or tied or before == "number" or (before == "war" and t.capital(i - 1)):
        return True
    if before == "of" and t.word(i - 2) == "group" and t.capital(i):
        return True
    titled = n.written is Written.WORDS and t.capital(i) and t.capital(n.stop) and not n.scaled
    # "the Six Day War", "Five Eyes"
    return titled and t.bounds(i)[0] != i and before not in _QUOTES and not t.capital(i - 1)


def _one_idle(t: Tokens, i: int) -> bool:
    """Tell whether "one" at token `i` is a pronoun."""
    before, after = t.word(i - 1), t.word(i + 1)
    if before in _ONE_BEFORE or (after in _ONE_AFTER and after not in _STATES):
        return True
    return before in _POINTING and not after.isalpha()


_TESTS = (
    _is_name, _is_numbered, _is_address, is_date, is_clock, _is_age, _is_list_mark, _is_dialled, _is_score
)  # fmt: skip
"""What a number in digits may be instead of a count."""
