"""Acronyms: what the report itself says its short forms stand for."""

import re
from functools import lru_cache

_DEFINED = re.compile(
    r"(?<![\w’'-])((?:[A-Z][\w’'-]*(?:\s+(?:of|for|and|the|on|in|to|de|des|du|la))*\s+){1,7}[A-Z][\w’'-]*)\s+\((?:the\s+)?([A-Z][A-Za-z.]{1,9})\)"
)
_LOOSE = frozenset({"of", "for", "and", "the", "on", "in", "to", "de", "des", "du", "la"})


class Acronyms:
    """Short forms a report defines in brackets: "the Syrian Democratic Forces (SDF)"."""

    def __init__(self, text: str, publisher: str | None = None) -> None:
        """Collect the definitions in `text` whose letters fit (Schwartz and Hearst 2003, initials only).

        The publisher's own initials need no definition: "told HNA" in a report of the Halyard News Agency.
        """
        self._full: dict[str, str] = {}
        for match in _DEFINED.finditer(text):
            short = match[2].replace(".", "")
            long = _fitting(match[1].split(), short)
            if long:
                self._full.setdefault(short, long)
        if publisher and (initials := _initials(publisher)):
            self._full.setdefault(initials, publisher)

    def full(self, short: str) -> str | None:
        """Return the full name the report gives for a short form, or None."""
        return self._full.get(short.replace(".", ""))

    def short(self, full: str) -> str | None:
        """Return the short form the report gives for a full name, or None."""
        return next((s for s, f in self._full.items() if f == full), None)


@lru_cache(maxsize=8)
def acronyms_of(text: str, publisher: str | None = None) -> Acronyms:
    """Return the acronyms of a report, collected once."""
    return Acronyms(text, publisher)


def _initials(name: str) -> str | None:
    """Return the initials of a name of three words or more, None where it has fewer."""
    words = [word for word in name.split() if word[:1].isupper() and word.casefold() != "the"]
    return "".join(word[0] for word in words) if len(words) > 2 else None  # noqa: PLR2004 -- two letters are anybody's


def _fitting(words: list[str], short: str) -> str | None:
    """Return the shortest run of last words whose initials are the short form."""
    wanted = short.upper()
    for start in range(len(words) - 1, -1, -1):
        part = words[start:]
        initials = "".join(w[0] for w in part if w not in _LOOSE).upper()
        if initials == wanted or "".join(w[0] for w in part).upper() == wanted:
            return " ".join(part)
    return None
