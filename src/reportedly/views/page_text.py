"""Words of a report as a web page may have them."""

from html import escape

_NOT_HTML = dict.fromkeys({*range(32), *range(0x7F, 0xA0), *range(0xD800, 0xE000)} - {9, 10, 13}, 0xFFFD)
"""Characters that may not stand in HTML (WHATWG, "preprocessing the input stream"); shown as U+FFFD."""


def escaped(words: str) -> str:
    """Return `words` so that they are text wherever they stand, between tags or in an attribute."""
    return escape(words.translate(_NOT_HTML), quote=True)
