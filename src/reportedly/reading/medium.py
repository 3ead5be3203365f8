"""Medium: where something was said, if the report says so."""

import re

from reportedly.reading.found import Found
from reportedly.reading.words import Words

_LEADING = re.compile(
    r"^(?:on|in|at|during|via|over|through|to|from)\s+|^(?:the|a|an|his|her|its|their)\s+", re.IGNORECASE
)


def medium_of(f: Found, words: Words) -> str | None:
    """Return the medium in the report's words, without preposition and article, or None."""
    if not f.medium:
        return None
    phrase = " ".join(words.said(*f.medium[0]).split())
    before = None
    while phrase != before:
        before, phrase = phrase, _LEADING.sub("", phrase)
    return phrase or None
