"""Exclusions: numbers that say which, when or how old, and never how many."""

import re

from reportedly.reading.figures.numerals import Numeral, Written
from reportedly.reading.figures.tokens import Tokens
from reportedly.wordlists.figures import word_set

MONTHS = word_set("months")
WEEKDAYS = word_set("weekdays")
_ORDINAL = frozenset({"st", "nd", "rd", "th"})
_YEARS = (1000, 2199)
_YEAR_BEFORE = word_set("before a year")
_CLOCK_AFTER = word_set("after a time of day")
_NUMBERED = word_set("numbered")
"""Words whose number names one of a kind; only where the number follows in digits."""
_SMALL_LABELS = word_set("numbered in small letters")
"""Of these, the ones that number in small letters too; of number words also ("stage two")."""
_ALWAYS_NUMBERED = word_set("always numbered")
_AGE_BEFORE = frozenset({"aged", "age", "ages"})
_HOUR = re.compile(r"[012]?\d\.[0-5]\d")
_LIST_MARK = re.compile(r"[ \t]*\Z")


def excluded(t: Tokens, n: Numeral) -> bool:
    """Tell whether numeral `n` is a date, a year, a clock time, an age, a name or some other label."""
    if n.written is Written.DIGITS:
        return (
            _named(t, n)
            or _addressed(t, n)
            or _dated(t, n)
            or _clock(t, n)
            or _aged(t, n)
            or _listed(t, n)
            or _dialled(t, n)
            or _scored(t, n)
        )
    return _aged(t, n) or _idiom(t, n)


def is_year(t: Tokens, n: Numeral) -> bool:
    """Tell whether a numeral is four bare digits that can be a year."""
    return (
        n.stop == n.first + 1
        and len(t.low[n.first]) == 4  # noqa: PLR2004 - digits of a year
        and t.low[n.first].isdecimal()
        and n.low is not None
        and _YEARS[0] <= n.low <= _YEARS[1]
    )


def year_like(t: Tokens, n: Numeral) -> bool:
    """Tell whether the words around say that a number that can be a year is one."""
    return is_year(t, n) and (1900 <= (n.low or 0) <= 2100 or t.word(n.first - 1) in _YEAR_BEFORE)  # noqa: PLR2004


def year_asked_for(t: Tokens, n: Numeral) -> bool:
    """Tell whether a preposition or a month stands right before what can be a year."""
    before = t.word(n.first - 1)
    return before in _YEAR_BEFORE or before in MONTHS or (before == "," and t.is_number(n.first - 2))


def _named(t: Tokens, n: Numeral) -> bool:
    """Tell whether the digits are part of a name: "Su-34", "T72", "MH17", "F-16s", "93rd", "1990s"."""
    i = n.first
    before = t.word(i - 1)
    if t.glued(i) and (before[-1:].isalpha() or before in {"_", "@", "#", "№", "/", "§"}):
        if before not in {"us", "rs"}:
            return True
    if before == "-" and t.glued(i) and t.glued(i - 1) and t.word(i - 2)[-1:].isalpha() and i >= 2:  # noqa: PLR2004
        word = t.word(i - 2)
        if t.capital(i - 2) or word in {"mid", "early", "late", "pre", "post", "covid", "sub", "under"}:
            return True
    if t.glued(n.stop) and t.word(n.stop) in _ORDINAL:
        return True
    if t.glued(n.stop) and t.word(n.stop) == "s":
        return True
    if t.word(n.stop) == "'" and t.glued(n.stop) and t.word(n.stop + 1) == "s" and t.glued(n.stop + 1):
        return True
    if (
        t.glued(n.stop)
        and t.word(n.stop)[:1].isalpha()
        and t.capital(n.stop)
        and len(t.word(n.stop)) <= 3
        and not n.suffix
    ):
        if t.word(n.stop) not in {"km", "mw", "gw", "kg", "bn", "m", "k", "kt", "b", "tn"}:
            return True
    if (before in _ALWAYS_NUMBERED and t.word(i - 2) != "to") or (
        before == "." and t.word(i - 2) in {"no", "nos"} and t.capital(i - 2)
    ):
        return True
    named = (
        before in _NUMBERED
        and before != "number"
        and not n.scaled
        and "," not in t.low[i]
        and "%" not in t.word(n.stop)
    )
    return named and (t.capital(i - 1) or before in _SMALL_LABELS)


_STREETS = word_set("streets")


def _addressed(t: Tokens, n: Numeral) -> bool:
    """Tell whether the digits are a house number, an emergency call or the like."""
    if n.scaled or n.stop > n.first + 1 or "," in t.low[n.first]:
        return False
    after = t.word(n.stop)
    if after == "block" or (t.low[n.first] in {"911", "112", "999"} and not after.isalpha()):
        return True
    if after == "-" and t.is_number(n.stop + 1) and t.word(n.stop + 2) == "block":
        return True
    return any(
        t.word(k) in _STREETS
        and t.capital(k)
        and all(t.capital(j) or t.word(j) == "." for j in range(n.stop, k))
        for k in range(n.stop + 1, n.stop + 4)
    )


def _dated(t: Tokens, n: Numeral) -> bool:
    """Tell whether the digits are part of a date."""
    i, stop = n.first, n.stop
    value = n.low if n.low is not None else -1.0
    before, after = t.word(i - 1), t.word(stop)
    if before == "." and t.word(i - 2) in MONTHS:
        before = t.word(i - 2)
    month_before = (
        before in MONTHS and (before != "may" or t.capital(i - 1)) and (before != "march" or t.capital(i - 1))
    )
    if not n.scaled and stop == i + 1:
        day = value == int(value) and 1 <= value <= 31  # noqa: PLR2004
        if (day or is_year(t, n)) and month_before:
            return True
        if day and after in MONTHS and t.capital(stop):
            return True
        if (
            day
            and after in {"-", "–", "to", "and", "or", "/"}
            and t.is_number(stop + 1)
            and (t.word(stop + 2) in MONTHS and t.capital(stop + 2))
        ):
            return True
        if (
            day
            and before in {"-", "–", "to", "and", "or"}
            and t.is_number(i - 2)
            and (t.word(i - 3) in MONTHS and t.capital(i - 3))
        ):
            return True
        if after in {"-", "/"} and t.glued(stop) and t.is_number(stop + 1) and t.glued(stop + 1):
            if is_year(t, n) or (t.word(stop + 2) == after and t.is_number(stop + 3)):
                return True
            if after == "/" and value < 100:  # noqa: PLR2004 - 24/7, 9/11
                return True
        if before in {"-", "–", "/"} and t.glued(i) and t.glued(i - 1) and t.is_number(i - 2):
            if before == "/" or (t.word(i - 3) == before) or (len(t.low[i - 2]) == 4 and value < 100):  # noqa: PLR2004
                return True
        if before == "'" and t.glued(i) and value < 100:  # noqa: PLR2004 - the '90s
            return True
        if t.low[i].count(".") == 2:  # noqa: PLR2004 - 12.05.2022
            return True
    return False


def _clock(t: Tokens, n: Numeral) -> bool:
    """Tell whether the digits are a time of day."""
    i, stop = n.first, n.stop
    if t.word(stop) == ":" and t.glued(stop) and t.is_number(stop + 1) and t.glued(stop + 1):
        return True
    if t.word(i - 1) == ":" and t.glued(i) and t.is_number(i - 2) and t.glued(i - 1):
        return True
    if n.low is None or n.low > 2400 or n.suffix == "m":  # noqa: PLR2004
        return False
    if (
        _HOUR.fullmatch(t.low[i])
        and t.word(i - 1) in {"at", "around", "about", "by", "until", "till", "from"}
        and not (
            t.word(stop)[:1].isalpha()
            and t.word(stop) not in {"in", "on", "and", "to", "local", "when", "a", "p"}
        )
        and t.word(stop) != "%"
    ):
        return True
    begins = t.starts[i] == 0 or t.text[t.starts[i] - 1] == "\n"
    if _HOUR.fullmatch(t.low[i]) and begins and t.capital(stop):
        return True
    at = stop + 1 if t.word(stop) == "-" and t.glued(stop) else stop
    if t.word(at) in _CLOCK_AFTER:
        return True
    return t.word(at) in {"a", "p"} and t.word(at + 1) == "." and t.word(at + 2) == "m" and t.glued(at + 1)


def _aged(t: Tokens, n: Numeral) -> bool:
    """Tell whether the number is somebody's age: "45-year-old", "aged 30", ", 25,"."""
    i, stop = n.first, n.stop
    before = t.word(i - 1)
    if before in _AGE_BEFORE or (
        before in {"of", "between", "about", "over", "under"} and t.word(i - 2) in _AGE_BEFORE
    ):
        return True
    unit = stop + 1 if t.word(stop) == "-" else stop
    if t.word(unit) in {"year", "years", "month", "months", "week", "weeks", "day", "days"}:
        at = unit + 2 if t.word(unit + 1) == "-" else unit + 1
        if t.word(at) in {"old", "olds"}:
            return True
        if t.word(unit + 1) == "of" and t.word(unit + 2) == "age":
            return True
    if n.written is not Written.DIGITS or n.scaled or n.low is None or n.low > 120 or stop > i + 1:  # noqa: PLR2004
        return False
    closes = t.word(stop) in {",", ")", ".", ";"} or (t.word(stop) == "of" and t.capital(stop + 1))
    opened = (
        before in {",", "("}
        and (t.capital(i - 2) or t.word(i - 2) in {".", "jr"})
        and t.word(i - 2)[:1].isalpha()
    )
    opened = opened and t.word(i - 2) not in WEEKDAYS and t.word(i - 2) not in MONTHS
    if opened and t.word(stop) == "and" and t.capital(stop + 1):
        return True
    return opened and closes and n.low == int(n.low) and (before == "," or t.word(stop) == ")")


def _listed(t: Tokens, n: Numeral) -> bool:
    """Tell whether the digits number a list: first in their line, closed by "." or ")"."""
    i = n.first
    if t.word(n.stop) not in {".", ")"} or not t.glued(n.stop) or n.stop > i + 1 or (n.low or 0) > 99:  # noqa: PLR2004
        return False
    line = t.text.rfind("\n", max(0, t.starts[i] - 40), t.starts[i]) + 1
    begins = line > 0 or t.starts[i] < 40  # noqa: PLR2004
    return begins and _LIST_MARK.match(t.text, line, t.starts[i]) is not None and n.stop + 1 < len(t)


def _dialled(t: Tokens, n: Numeral) -> bool:
    """Tell whether the digits are part of a telephone number, an address on the web or the like."""
    i = n.first
    if t.word(n.stop) == "-" and t.glued(n.stop) and t.is_number(n.stop + 1) and t.glued(n.stop + 1):
        if t.low[n.stop + 1][0] == "0" and len(t.low[n.stop + 1]) > 1:
            return True
        if len(t.low[i]) == 3 and len(t.low[n.stop + 1]) == 4:  # noqa: PLR2004 - 555-0100
            return True
    if (
        t.word(i - 1) == "-"
        and t.glued(i)
        and t.is_number(i - 2)
        and len(t.low[i]) == 4
        and len(t.low[i - 2]) == 3
    ):
        return True
    leading = t.low[i][0] == "0" and len(t.low[i]) > 1 and t.low[i][1] not in ".,"
    return leading or (t.word(i - 1) in {"/", "=", "&"} and t.glued(i))


def _scored(t: Tokens, n: Numeral) -> bool:
    """Tell whether the digits are a result: "won 3-1", "a 52-48 vote"."""
    i, stop = n.first, n.stop
    if n.low is None:
        return False
    if t.word(stop) in {"-", "–"} and t.glued(stop) and t.is_number(stop + 1) and t.glued(stop + 1):
        return (
            t.low[stop + 1].isdecimal()
            and len(t.low[stop + 1]) <= 3
            and int(t.low[stop + 1]) < n.low
            and (not n.scaled)
        )
    if t.word(i - 1) in {"-", "–"} and t.glued(i) and t.glued(i - 1) and t.is_number(i - 2):
        return t.low[i - 2].isdecimal() and len(t.low[i - 2]) <= 3 and int(t.low[i - 2]) > n.low  # noqa: PLR2004
    return False


_ONE_AFTER = word_set("after one")
_ONE_BEFORE = frozenset(
    [
        "no",
        "any",
        "every",
        "each",
        "this",
        "that",
        "which",
        "the",
        "first",
        "another",
        "some",
        "only",
        "one",
        "day",
    ]
)


def _idiom(t: Tokens, n: Numeral) -> bool:
    """Tell whether the number words count nothing: "no one", "one of", "World War Two", "Group of Seven"."""
    i, stop = n.first, n.stop
    before, after = t.word(i - 1), t.word(stop)
    if stop == i + 1 and t.low[i] == "one":
        if before in {"no", "any", "every", "some", "each"} or (after in _ONE_AFTER and not _dead(after)):
            return True
        if t.word(i - 1) in {"this", "that", "which", "another", "the"} and not after.isalpha():
            return True
    if before in _SMALL_LABELS or (before == "-" and t.glued(i) and t.word(i - 2) in _SMALL_LABELS):
        return True
    if before == "number":
        return True
    if before == "war" and t.capital(i - 1):
        return True
    if before == "of" and t.word(i - 2) == "group" and t.capital(i):
        return True
    if (
        n.written is Written.WORDS
        and t.capital(i)
        and t.bounds(i)[0] != i
        and t.capital(stop)
        and not n.scaled
    ):
        # "the Six Day War", "Five Eyes"
        return t.word(i - 1) not in {"“", '"', "”", ":", "‘", "-", "–", "—"} and not t.capital(i - 1)
    return False


def _dead(word: str) -> bool:
    return word in {"dead", "killed", "wounded", "injured", "missing"}
