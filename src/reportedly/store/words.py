"""Index words: how a text is cut into the words that full-text search knows.

One cut for both databases, made here and not by them: FTS5's and PostgreSQL's own tokenisers part
and stem differently, so that the same store would find other reports on another database, and the
words that matched could not be shown in the text. A word is folded (case, accents, width) and its
English endings are taken off by steps 1 and 5 of Porter's stemmer (M. F. Porter, An algorithm for
suffix stripping, Program 14(3), 1980), so that "shelling", "shells" and "shelled" are one. Steps 2 to
4 join words that a searcher means apart ("general", "generation"), so they are left out.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

LONGEST = 64
"""Characters of a folded word that count; what follows in a longer run is ignored, on both sides."""
_WORD = re.compile(
    r"(\d{1,3}(?:,\d{3})+(?!\d)|[^\W_]+(?:[\u0300-\u036f]+[^\W_]*)*)(?:['’]s\b)?"
)  # fmt: skip
"""A run of letters (accents apart from them too) and digits, or a number with its thousands parted; a
possessive ending is no word."""


def cut(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield each index word of `text` with the positions of the word as written, in code points."""
    for match in _WORD.finditer(text):
        yield index_word(match[1]), match.start(1), match.end(1)


def index_words(text: str) -> list[str]:
    """Return the index words of `text`, in order."""
    return [index_word(word) for word in _WORD.findall(text)]


def folded_words(text: str) -> tuple[str, ...]:
    """Return the words of a name, folded but not stemmed: "Pavlo Kyrylenko's" is pavlo, kyrylenko."""
    return tuple(_fold(word) for word in _WORD.findall(text))


@lru_cache(maxsize=1 << 17)
def index_word(word: str) -> str:
    """Return what one word is indexed as."""
    folded = _fold(word)
    return _stem(folded) if folded.isascii() and folded.isalpha() else folded


def _fold(word: str) -> str:
    folded = word.casefold().replace(",", "")
    if not folded.isascii():
        plain = unicodedata.normalize("NFKD", folded)
        folded = "".join(c for c in plain if c.isalnum()).casefold() or folded
    return folded[:LONGEST]


def _stem(word: str) -> str:
    """Return `word` (lower-case ASCII letters) without its English endings: Porter's steps 1 and 5."""
    if len(word) < 3:  # noqa: PLR2004 - Porter's own rule: no word of two letters is touched
        return word
    return _without_e(_y_to_i(_without_ed(_without_plural(word))))


def _without_plural(word: str) -> str:
    """Step 1a: caresses, ponies, cats."""
    if word.endswith(("sses", "ies")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def _without_ed(word: str) -> str:
    """Step 1b: agreed, plastered, motoring."""
    if word.endswith("eed"):
        return word[:-1] if _measure(word[:-3]) > 0 else word
    for ending in ("ed", "ing"):
        rest = word.removesuffix(ending)
        if rest != word and "v" in _shape(rest):
            return _mended(rest)
    return word


def _mended(rest: str) -> str:
    """Give back the e that "conflated", "troubled", "sized" and "filing" lost, or undo "hopping"."""
    if rest.endswith(("at", "bl", "iz")):
        return rest + "e"
    if len(rest) > 1 and rest[-1] == rest[-2] and _shape(rest)[-1] == "c" and rest[-1] not in "lsz":
        return rest[:-1]
    return rest + "e" if _measure(rest) == 1 and _ends_cvc(rest) else rest


def _y_to_i(word: str) -> str:
    """Step 1c: happy, sky."""
    return word[:-1] + "i" if word.endswith("y") and "v" in _shape(word[:-1]) else word


def _without_e(word: str) -> str:
    """Step 5: probate, rate; controll."""
    if word.endswith("e"):
        rest = word[:-1]
        measure = _measure(rest)
        if measure > 1 or (measure == 1 and not _ends_cvc(rest)):
            word = rest
    return word[:-1] if word.endswith("ll") and _measure(word[:-1]) > 1 else word


def _shape(word: str) -> str:
    """Return a "c" for each consonant and a "v" for each vowel; y is a vowel after a consonant."""
    shape = ""
    for letter in word:
        vowel = letter in "aeiou" or (letter == "y" and shape[-1:] == "c")
        shape += "v" if vowel else "c"
    return shape


def _measure(word: str) -> int:
    """Return how often vowels are followed by consonants: Porter's m."""
    return _shape(word).count("vc")


def _ends_cvc(word: str) -> bool:
    """Whether `word` ends consonant, vowel, consonant, the last not w, x or y: Porter's *o."""
    return _shape(word).endswith("cvc") and word[-1] not in "wxy"
