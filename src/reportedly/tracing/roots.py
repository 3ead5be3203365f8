"""Roots: what the forms of one deed share, so that a denial and what it denies are found alike.

Coarser than `terms.stem`: "met" and "meeting", "evacuate" and "evacuation", "Kyiv" and "Ukrainian" are one.
"""

import re
from functools import cache, lru_cache

from reportedly.tracing.names import side_of
from reportedly.tracing.terms import FUNCTION_WORDS, stem, tokens_of
from reportedly.wordlists.opposed import opposed_words

_ENDING = re.compile(r"(?<=\w{4})(?:at|iv|ant|ent|or)$")
"""Endings that the stem leaves on some forms of a word."""
_DOUBLED = re.compile(r"([b-df-hj-np-tv-z])\1$")


def roots_of(words: str) -> list[str]:
    """Return the roots of the words of a text in order, function words apart."""
    return [root(t) for t in tokens_of(words) if t not in FUNCTION_WORDS and len(t) > 1]


@lru_cache(maxsize=65536)
def root(word: str) -> str:
    """Return what the forms of one deed share ("evacuate", "evacuation"); of a word for a side, the side."""
    side = side_of(word.capitalize())
    if side is not None:
        return side
    short = _ENDING.sub("", stem(_irregular().get(word, word)))
    return _DOUBLED.sub(r"\1", short)


@cache
def _irregular() -> dict[str, str]:
    return {
        form: verb
        for name in ("irregular verbs", "one deed")
        for forms in opposed_words(name)
        for *fs, verb in [forms.split()]
        for form in fs
    }


@lru_cache(maxsize=8192)
def contents(words: str) -> frozenset[str]:
    """Return the roots of what a text tells: none of function, saying, denying or doing alone."""
    return frozenset(roots_of(words)) - light_roots() - opposed_words("not denied itself")


@cache
def light_roots() -> frozenset[str]:
    """Return the roots of words that say little about what is denied: of saying, denying, doing."""
    return frozenset(
        root(word)
        for name in ("light", "saying", "denying", "negations")
        for word in opposed_words(name)
        if " " not in word
    )


@lru_cache(maxsize=8192)
def capitalised(words: str) -> frozenset[str]:
    """Return the roots of the words that are names by their capital."""
    return frozenset(root(name.casefold()) for name in re.findall(r"\b[A-ZÀ-Þ][\w’'-]+", words))
