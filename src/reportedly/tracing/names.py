"""Names: whether two reports mean the same voice, side or place, however each spells it.

Countries, governments and capitals are one side ("Kyiv", "the Ukrainian army"); persons are known by their
surname, with spellings of one name folded ("Zelensky", "Zelenskyy", "Zelenskiy"); all else by its words.
"""

import re
from functools import lru_cache

from reportedly.wordlists import countries, metonyms, outlets
from reportedly.wordlists.forms import without_marks

_ARTICLES = frozenset({"the", "a", "an", "of", "some", "al", "el"})
_LAST = re.compile(r"(?:iy|yy|ij|ii|yj)\b")
_DOUBLED = re.compile(r"([a-z])\1+")


@lru_cache(maxsize=65536)
def folded(name: str) -> str:
    """Return `name` without case, diacritics, articles, marks and doubled letters; may be empty."""
    plain = without_marks(name.replace("ı", "i").replace(".", "")).casefold()
    plain = re.sub(r"[’']s?\b", "", plain)
    plain = _LAST.sub("y", plain)
    words = [w for w in re.findall(r"\w+", plain) if w not in _ARTICLES]
    return _DOUBLED.sub(r"\1", " ".join(words))


@lru_cache(maxsize=65536)
def side_of(name: str) -> str | None:
    """Return the country or armed group that `name` stands or acts for, or None.

    "Kyiv", "Ukrainian troops" and "Ukraine" are one side. A person's name has none.
    """
    actor = countries.find(name)
    if len(actor) == 1:
        return folded(actor[0].name)
    metonym = metonyms.find(name)
    if metonym is not None:
        home = countries.by_code(metonym.country) if metonym.country else None
        return folded(home.name if home else metonym.who)
    found = {folded(actors[0].name) for _, _, actors in countries.scan(name) if len(actors) == 1}
    return found.pop() if len(found) == 1 else None


@lru_cache(maxsize=65536)
def key_of(name: str) -> str:
    """Return what two names of one voice have in common: its side, its outlet's id, or its folded name."""
    actor = countries.find(name)
    if len(actor) == 1:
        return folded(actor[0].name)
    metonym = metonyms.find(name)
    if metonym is not None:
        return side_of(name) or folded(name)
    known = outlets.find(name)
    if len(known) == 1:
        return known[0].id
    return folded(name)


def same_name(one: str, other: str) -> bool:
    """Return whether two names can be one voice: the same key, or a surname alone beside a full name."""
    a, b = key_of(one), key_of(other)
    if a == b:
        return bool(a)
    wa, wb = a.split(), b.split()
    if not wa or not wb or wa[-1] != wb[-1] or len(wa[-1]) < 3:  # noqa: PLR2004 -- shorter words are no surnames
        return False
    short, long = sorted((wa, wb), key=len)
    return set(short) <= set(long) or (len(short) > 1 and short[0][0] == long[0][0] and len(short[0]) <= 2)  # noqa: PLR2004 -- initials


@lru_cache(maxsize=65536)
def surname(name: str) -> str:
    """Return the last word of a folded name, by which an index finds a person; may be empty."""
    return key_of(name).rpartition(" ")[2]
