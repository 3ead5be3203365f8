"""Terms: the words of a statement that carry what it says, and the shape of its sentences."""

import re
from functools import lru_cache
from itertools import pairwise

FUNCTION_WORDS = frozenset(
    """a about above after again against all also although am an and any are as at be because been before
    being below between both but by can could did do does doing down during each few for from further had has
    have having he her here hers herself him himself his how however i if in into is it its itself just may me
    might more most must my myself no nor not now of off on once only or other our ours ourselves out over own
    same she should since so some still such than that the their theirs them themselves then there these they
    this those through to too under until up upon us very was we were what when where which while who whom
    whose why will with within without would yet you your yours yourself""".split()  # noqa: SIM905 -- reads as a list of words
)
"""Words that carry no content of their own (grammar proper)."""
NEGATIONS = frozenset(
    {"no", "not", "never", "none", "nor", "neither", "without", "nobody", "nothing", "cannot"}
)
_WORD = re.compile(r"\w+(?:[.,]\d+)*", re.UNICODE)
_CONTRACTED = re.compile(r"\b(\w+)n[’']t\b", re.IGNORECASE)
_POSSESSIVE = re.compile(r"[’']s\b")
_QUOTED = re.compile(r"[“\"«]([^“”\"«»]{3,600})[”\"»]")
_END = re.compile(r"(?<=[.!?…])[”\"’')\]]*\s+(?=[“\"‘'(\[]?[A-Z0-9À-ÞА-Я])|\n+")
_SHORT = re.compile(
    r"\b(?:[A-Z]|Mr|Mrs|Ms|Dr|Gen|Lt|Col|Maj|Sgt|Sen|Rep|Gov|St|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec|No|vs)\.$"
)


@lru_cache(maxsize=8192)
def tokens_of(text: str) -> tuple[str, ...]:
    """Return the words of `text` in order, in lower case; "n't" becomes "not"."""
    plain = _POSSESSIVE.sub("", _CONTRACTED.sub(r"\1 not", text.replace("%", " percent ")))
    return tuple(word.casefold().replace(",", "") for word in _WORD.findall(plain))


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """Return a word without its commonest English endings, plural first (after Lovins 1968, far shorter)."""
    if len(word) < _LEAST_STEM + 1 or not word.isalpha():
        return word
    if word.endswith("ies"):
        word = word[:-3] + "y"
    elif word.endswith("s") and word[-2:] not in {"ss", "us", "is"}:
        word = word[:-1]
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _LEAST_STEM:
            return word[: -len(ending)]
    return word


_LEAST_STEM = 3
_ENDINGS = (
    "ation", "ition", "ingly", "ement", "ment", "ing", "ion", "ied", "edly", "ed", "er", "ly", "al", "e",
)  # fmt: skip
"""Longest first; what is left has three letters or more."""


@lru_cache(maxsize=8192)
def terms_of(text: str) -> frozenset[str]:
    """Return the stems of the content words and numbers of `text`."""
    return frozenset(stem(t) for t in tokens_of(text) if t not in FUNCTION_WORDS and len(t) > 1)


_SCALES = {
    "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "k": 1e3, "m": 1e6, "mn": 1e6,
    "b": 1e9, "bn": 1e9, "tn": 1e12,
}  # fmt: skip
_COUNTS = {
    "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11,
    "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17,
    "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60,
    "seventy": 70, "eighty": 80, "ninety": 90, "dozens": 24, "scores": 40, "hundreds": 200,
    "thousands": 2000, "half": 0.5,
}  # fmt: skip
"""Words for numbers; "one" and "two" say too little."""
_COUNTED = re.compile(
    r"(?<![\w.,:])(?P<numeral>\d+(?:,\d{3})*(?:\.\d+)?)"
    r"(?P<scale>[ -]?(?:thousand|million|billion|trillion)|bn|mn|tn|[kmb](?![\w]))?"
    r"(?![\w:])(?!\.\d)|\b(?P<word>[a-z]+)\b(?:[ -](?P<more>thousand|million|billion|trillion)s?)?",
    re.IGNORECASE,
)
_AGE = re.compile(
    r"[ -]years?[ -](?:old|later|ago)|[ -]?(?:a\.?m\b|p\.?m\b)|,? (?:19|20)\d\d\b", re.IGNORECASE
)
_MONTH_BEFORE = re.compile(
    r"\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec|January|February|March|April|June|July|August|"
    r"September|October|November|December)\.? $"
)
_MONTH_AFTER = re.compile(r" (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec)[a-z]*\b")


def numbers_of(text: str) -> frozenset[float]:
    """Return the numbers that count something: no years, days of a month, ages, times of day or ordinals."""
    found = set()
    for match in _COUNTED.finditer(text):
        if match["word"] is not None:
            count = _COUNTS.get(match["word"].casefold())
            if count is not None and not _AGE.match(text, match.end()):
                found.add(count * _SCALES.get((match["more"] or "").casefold(), 1.0))
            continue
        numeral = match["numeral"]
        scale = (match["scale"] or "").strip(" -").casefold()
        if not scale and (
            _YEAR.fullmatch(numeral)
            or _AGE.match(text, match.end())
            or _MONTH_AFTER.match(text, match.end())
            or _MONTH_BEFORE.search(text, max(0, match.start() - 12), match.start())
        ):
            continue
        if len(numeral) <= _LONGEST:
            found.add(float(numeral.replace(",", "")) * _SCALES.get(scale, 1.0))
    return frozenset(found)


_YEAR = re.compile(r"(?:19|20)\d\d")
_LONGEST = 15
"""Digits of a numeral that counts anything."""


def negated(text: str) -> bool:
    """Return whether the words deny: an odd number of negations."""
    return sum(t in NEGATIONS for t in tokens_of(text)) % 2 == 1


def quoted_in(text: str) -> tuple[str, ...]:
    """Return the stretches of `text` in quotation marks, without the marks."""
    return tuple(found[1] for found in _QUOTED.finditer(text))


def sentences_of(text: str) -> tuple[tuple[int, int], ...]:
    """Return the sentences of `text` as ranges [start, end), in order, without space around them."""
    cuts = [0]
    for found in _END.finditer(text):
        before = text[max(0, found.start() - 8) : found.start()]
        if "\n" in found[0] or not _SHORT.search(before):
            cuts.append(found.end())
    cuts.append(len(text))
    ranges = []
    for start, end in pairwise(cuts):
        words = text[start:end]
        left, right = len(words) - len(words.lstrip()), len(words.rstrip())
        if left < right:
            ranges.append((start + left, start + right))
    return tuple(ranges)
