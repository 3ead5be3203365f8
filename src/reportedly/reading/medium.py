"""Medium: where something was said, if the report says so."""

import re

from reportedly.reading.found import Found
from reportedly.reading.words import Words

_LEADING = re.compile(
    r"^(?:on|in|at|during|via|over|through|to|from)\s+|^(?:the|a|an|his|her|its|their)\s+", re.IGNORECASE
)


_ENDED = re.compile(r"\w{2}[.!?]\s+[A-Z]|\n")
"""Where a sentence ends; a stop after one letter is an initial's or an abbreviation's."""


def medium_of(f: Found, words: Words) -> str | None:
    """Return the medium in the report's words, without preposition and article, or None."""
    near = [part for part in f.medium if not _is_parted(words, *sorted((part[0], f.anchor)))]
    if not near:
        return None
    phrase = " ".join(words.said(*near[0]).split())
    before = None
    while phrase != before:
        before, phrase = phrase, _LEADING.sub("", phrase)
    return phrase or None


def _is_parted(words: Words, first: int, last: int) -> bool:
    """Return whether a sentence ends between two words that stand outside of quotations."""
    between = words.text[words.ends[first] : words.starts[last]]
    return not words.quotes[first] and not words.quotes[last] and _ENDED.search(between) is not None
