"""Numerals: numbers as written, in digits or words, exact or vague; nothing of what they count.

Vague words are read as the annotation guide reads them: "dozens" at least 24, "scores" at least 40,
"hundreds" at least 200, "tens of thousands" at least 20,000.
"""

import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from reportedly.reading.figures.tokens import Tokens
from reportedly.wordlists.figures import word_set

MOST_DIGITS = 15
"""A longer run of digits is no count of anything, and a float would not keep its last digits."""
MOST_GROUPS = 5
"""Groups of three in `MOST_DIGITS`."""
MOST = 1e16
"""Above this a number is not resolved."""

SMALL = {
    word: number
    for number, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ]
    )
}
TENS = {
    word: 10 * number
    for number, word in enumerate(
        ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], 2
    )
}
TENS["fourty"] = 40
SCALES = {"thousand": 1e3, "lakh": 1e5, "million": 1e6, "crore": 1e7, "billion": 1e9, "trillion": 1e12}
_SUFFIXES = {
    "k": 1e3, "m": 1e6, "mn": 1e6, "mln": 1e6, "mil": 1e6,
    "b": 1e9, "bn": 1e9, "bln": 1e9, "tn": 1e12, "trn": 1e12,
}  # fmt: skip
_VAGUE = {
    "tens": 20.0, "dozens": 24.0, "scores": 40.0, "hundreds": 200.0, "thousands": 2e3, "millions": 2e6,
    "billions": 2e9, "trillions": 2e12,
}  # fmt: skip
_VAGUE_SCALES = {"dozens": 12.0, "hundreds": 100.0, "thousands": 1e3, "millions": 1e6, "billions": 1e9,
                 "trillions": 1e12}  # fmt: skip
_PARTS = {"half": 2, "halves": 2, "fourth": 4, "fourths": 4} | {
    form: whole
    for whole, word in enumerate(
        ["third", "quarter", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"], 3
    )
    for form in (word, f"{word}s")
}
_COUNTS_OF_SCORES = word_set("counts of scores")
_HALVED = word_set("halved units")
_SPACES = frozenset(" \u00a0\u202f\u2009")
_SIGNS_OF_FRACTIONS = {"½": 50.0, "⅓": 100 / 3, "⅔": 200 / 3, "¼": 25.0, "¾": 75.0}

STARTS = frozenset((*SMALL, *TENS, *_VAGUE, "a", "an", "half", "hundred", "several", "few", "couple", "dozen",
                    "thousand", "million", "quarter"))  # fmt: skip
"""Words a numeral may begin with."""


class Written(StrEnum):
    """How a numeral is written."""

    DIGITS = "digits"
    WORDS = "words"
    VAGUE = "vague"
    FRACTION = "fraction"


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number as written: tokens [first, stop) and what they come to."""

    first: int
    stop: int
    low: float | None
    high: float | None
    """None beside a `low` where the words are vague; both None where the digits cannot be read."""
    written: Written
    suffix: str = ""
    """The letter glued to the digits ("m" of "1.2m"), for "m" may mean metres."""
    approx: bool = False
    scaled: bool = False
    """True where a word such as "million" stands in it."""


def numeral_at(t: Tokens, i: int) -> Numeral | None:
    """Return the numeral that begins at token `i`, the longest reading, or None."""
    word = t.low[i]
    if word[0].isdecimal():
        return _in_digits(t, i)
    if word in _VAGUE:
        return _vague(t, i)
    if word in STARTS:
        return _part(t, i) or _few(t, i) or _in_words(t, i)
    return None


def read_digits(written: str) -> float | None:
    """Return the value of digits with their separators, or None where they do not make one number.

    "1,234", "1,00,000" (Indian), "1.234.567" and "1 234" are grouped; "3.5" and "1,5" have decimals;
    "1.2.3", "12,3456" and digits of mixed scripts are not read.
    """
    plain_digits = _ascii(written)
    if plain_digits is None or sum(c.isdigit() for c in plain_digits) > MOST_DIGITS:
        return None
    if "." in plain_digits and "," in plain_digits:
        # Whichever stands last parts the decimals; the other groups.
        decimal = max(".,", key=plain_digits.rfind)
        whole, _, rest = plain_digits.partition(decimal)
        return float(f"{_joined(whole)}.{rest}") if rest.isdecimal() and _grouped(whole) else None
    if plain_digits.count(".") == 1:
        return float(plain_digits)
    if _grouped(plain_digits):
        return float(_joined(plain_digits))
    whole, _, rest = plain_digits.partition(",")
    return float(f"{whole}.{rest}") if rest.isdecimal() and len(rest) <= 2 else None  # noqa: PLR2004 - "1,5"


def _joined(digits: str) -> str:
    return digits.replace(",", "").replace(".", "")


def _ascii(written: str) -> str | None:
    """Return digits of any one script as ASCII; None where scripts are mixed."""
    if written.isascii():
        return written
    zeros = {ord(c) - unicodedata.decimal(c) for c in written if c.isdecimal()}
    if len(zeros) != 1:
        return None
    marks = {"٬": ",", "٫": "."}
    return "".join(str(unicodedata.decimal(c)) if c.isdecimal() else marks.get(c, c) for c in written)


def _grouped(digits: str) -> bool:
    """Tell whether digits are whole, or grouped in threes by commas or stops, or the Indian way."""
    first, *rest = digits.replace(".", ",").split(",")
    if not rest:
        return first != ""
    western = all(len(part) == 3 for part in rest)  # noqa: PLR2004 - thousands
    indian = len(rest[-1]) == 3 and all(len(part) == 2 for part in rest[:-1])  # noqa: PLR2004
    return (western and 1 <= len(first) <= 3) or (indian and 1 <= len(first) <= 2)  # noqa: PLR2004


def _in_digits(t: Tokens, i: int) -> Numeral | None:
    """Return a numeral that begins with digits: "3,500", "4.8 million", "1 200 000", "300bn"."""
    stop = i + 1
    value = read_digits(t.low[i])
    if t.low[i].isdecimal() and len(t.low[i]) <= 3 and t.low[i][0] != "0":  # noqa: PLR2004 - groups of three
        while stop < i + MOST_GROUPS and _is_group(t, stop):
            stop += 1
        value = read_digits(t.text[t.starts[i] : t.ends[stop - 1]].translate(_NO_SPACE))
    suffix, scaled = "", False
    if t.glued(stop) and t.word(stop) in _SUFFIXES and not t.is_number(stop + 1):
        suffix = t.low[stop]
        if value is not None:
            value *= _SUFFIXES[suffix]
        scaled, stop = True, stop + 1
    else:
        if t.word(stop) in _SIGNS_OF_FRACTIONS and value is not None:
            value += _SIGNS_OF_FRACTIONS[t.low[stop]] / 100
            stop += 1
        at = _after_hyphen(t, stop)
        if t.word(at) == "and" and t.word(at + 1) == "a" and t.word(at + 2) == "half" and value is not None:
            value, at, stop = value + 0.5, at + 3, at + 3
        while t.word(at) in SCALES or t.word(at) in {"hundred", "dozen", "mln", "mn", "bn", "bln", "tn"}:
            scale = (
                SCALES.get(t.low[at])
                or _SUFFIXES.get(t.low[at])
                or {"hundred": 100.0, "dozen": 12.0}[t.low[at]]
            )
            value = None if value is None else value * scale
            scaled, stop = True, at + 1
            at = _after_hyphen(t, stop)
    if value is not None and (value > MOST or value != value):  # noqa: PLR0124 - NaN
        value = None
    return Numeral(i, stop, value, value, Written.DIGITS, suffix, scaled=scaled)


_NO_SPACE = dict.fromkeys(map(ord, _SPACES))


def _is_group(t: Tokens, i: int) -> bool:
    """Tell whether token `i` goes on with the digits before it: three digits behind just one space."""
    if i >= len(t) or not t.low[i].isdecimal() or len(t.low[i]) != 3:  # noqa: PLR2004 - thousands
        return False
    return t.starts[i] - t.ends[i - 1] == 1 and t.text[t.ends[i - 1]] in _SPACES and not t.glued(i + 1)


def _after_hyphen(t: Tokens, i: int) -> int:
    """Return `i`, or the token after a hyphen glued on both sides at `i`."""
    return i + 1 if t.word(i) == "-" and t.glued(i) and t.glued(i + 1) else i


def _in_words(t: Tokens, i: int) -> Numeral | None:  # noqa: C901, PLR0912 - one grammar rule, read in one piece
    """Return a cardinal in words: "one hundred and twenty-three", "two and a half million", "a dozen"."""
    total, pos = 0.0, i
    current: float | None = None
    bound = float("inf")
    if t.low[i] in {"a", "an"}:
        if t.word(i + 1) not in SCALES and t.word(i + 1) not in {"hundred", "dozen"}:
            return None
        current, pos = 1.0, i + 1
    stop = i
    scaled = False
    while pos < len(t):
        word = t.low[pos]
        if word in SMALL:
            if current is not None and not _takes(current, SMALL[word]):
                break
            current = (current or 0.0) + SMALL[word]
        elif word in TENS and (current is None or (current >= 100 and current % 100 == 0)):  # noqa: PLR2004
            current = (current or 0.0) + TENS[word]
        elif word == "hundred" and (current is None or current < 100):  # noqa: PLR2004
            current = (current if current is not None else 1.0) * 100
            scaled = True
        elif word == "dozen" and (current is None or current < 100):  # noqa: PLR2004
            current, stop, scaled = (current if current is not None else 1.0) * 12, pos + 1, True
            break
        elif word in SCALES and SCALES[word] < bound and (current is not None or pos == i):
            bound = SCALES[word]
            total, current, scaled = total + (current if current is not None else 1.0) * bound, None, True
        else:
            break
        stop = pos + 1
        pos = _after_hyphen(t, stop)
        if t.word(pos) == "and":
            after = _after_hyphen(t, pos + 1)
            if t.word(after) == "a" and t.word(_after_hyphen(t, after + 1)) == "half":
                stop = _after_hyphen(t, after + 1) + 1
                pos = _after_hyphen(t, stop)
                if current is None:
                    total += bound / 2
                    break
                current += 0.5
            elif scaled and (t.word(after) in SMALL or t.word(after) in TENS) and _small_enough(t, after):
                pos = after
    if stop == i:
        return None
    value = total + (current or 0.0)
    return Numeral(i, stop, value, value, Written.WORDS, scaled=scaled)


def _takes(current: float, value: float) -> bool:
    """Tell whether "two hundred" can go on with "five", or "twenty" with it."""
    round_hundred = current >= 100 and current % 100 == 0  # noqa: PLR2004
    return round_hundred or (current % 100 in TENS.values() and 0 < value < 10)  # noqa: PLR2004


def _small_enough(t: Tokens, i: int) -> bool:
    """Tell whether the number word after "and" goes on with it ("and five", no "and five hundred")."""
    return t.word(_after_hyphen(t, i + 1)) != "hundred"


def _part(t: Tokens, i: int) -> Numeral | None:
    """Return a part of a whole, in percent ("two-thirds"), or of a large number ("half a million")."""
    word = t.low[i]
    if word == "half":
        return _half(t, i, i)
    if word == "a" and t.word(i + 1) == "half":
        half = _half(t, i, i + 1)
        return half if half.written is Written.WORDS else None
    parts = 1 if word in {"a", "an"} else SMALL.get(word)
    at = _after_hyphen(t, i + 1)
    whole = _PARTS.get(t.word(at))
    if not parts or whole is None or parts >= whole or (parts > 1) != t.low[at].endswith("s"):
        return None
    if t.low[at] == "quarter" and (scale := _scale_behind(t, at + 1)) is not None:
        return Numeral(i, scale[1], scale[0] / 4, scale[0] / 4, Written.WORDS, scaled=True)
    share = round(100 * parts / whole, 1)
    return Numeral(i, at + 1, share, share, Written.FRACTION, approx=share * whole != 100 * parts)


def _half(t: Tokens, first: int, at: int) -> Numeral:
    """Return "half a million", "half a dozen", "half a mile", or half of something."""
    scale = _scale_behind(t, at + 1)
    if scale is not None:
        return Numeral(first, scale[1], scale[0] / 2, scale[0] / 2, Written.WORDS, scaled=True)
    if t.word(at + 1) in {"a", "an"} and t.word(at + 2) in _HALVED:
        return Numeral(first, at + 2, 0.5, 0.5, Written.WORDS)
    return Numeral(first, at + 1, 50.0, 50.0, Written.FRACTION)


def _scale_behind(t: Tokens, i: int) -> tuple[float, int] | None:
    """Return the large number that "half" or "a quarter" is of, and where it stops: "(of) a million"."""
    at = i + 1 if t.word(i) == "of" else _after_hyphen(t, i)
    if t.word(at) in {"a", "an"}:
        at = _after_hyphen(t, at + 1)
    scale = 12.0 if t.word(at) == "dozen" else SCALES.get(t.word(at))
    return None if scale is None else (scale, at + 1)


def _few(t: Tokens, i: int) -> Numeral | None:
    """Return "several hundred", "a few dozen" (vague) or "a couple of" (two or so)."""
    at = i + 1 if t.low[i] in {"a", "an"} else i
    word = t.word(at)
    if word == "couple":
        after = at + 2 if t.word(at + 1) == "of" else at + 1
        scale = SCALES.get(t.word(after)) or {"hundred": 100.0, "dozen": 12.0}.get(t.word(after))
        if scale is not None:
            return Numeral(i, after + 1, 2 * scale, 2 * scale, Written.VAGUE, approx=True, scaled=True)
        return Numeral(i, after, 2.0, 2.0, Written.WORDS) if after == at + 2 else None
    if word in {"several", "few"}:
        scale = SCALES.get(t.word(at + 1)) or {"hundred": 100.0, "dozen": 12.0}.get(t.word(at + 1))
        if scale is not None:
            return Numeral(i, at + 2, 2 * scale, None, Written.VAGUE, scaled=True)
    return None


def _vague(t: Tokens, i: int) -> Numeral | None:
    """Return "dozens", "hundreds of thousands", "tens of millions"."""
    word = t.low[i]
    low, stop = _VAGUE[word], i + 1
    scale = _VAGUE_SCALES.get(t.word(i + 2)) if t.word(i + 1) == "of" else None
    if scale is not None and scale > _VAGUE_SCALES.get(word, 1.0):
        low, stop = low * scale, i + 3
    elif word == "tens" or (word == "scores" and not _counts(t, i)):
        return (
            None if t.word(i + 1) != "of" or word == "scores" else Numeral(i, stop, low, None, Written.VAGUE)
        )
    return Numeral(i, stop, low, None, Written.VAGUE)


def _counts(t: Tokens, i: int) -> bool:
    """Tell whether "scores" at `i` counts something and is no result or verb."""
    return t.word(i + 1) in _COUNTS_OF_SCORES
