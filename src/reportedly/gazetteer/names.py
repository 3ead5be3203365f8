"""Names of places: what two spellings of one name share.

Two keys, the second coarser than the first:

* `folded`: no case, diacritics, apostrophes, dots or hyphens; "St." is "Saint". Spellings that differ
  in no more are taken for the same name.
* `skeleton`: besides, no Arabic article, no word breaks, and one letter for what transliterations from
  Cyrillic and Arabic write in several ways (kh/h, y/i/iy, ou/oo/u, q/k, -ah/-a). Spellings that share
  only this are variants: candidates, but behind those that share the first.
"""

import re

from reportedly.wordlists.forms import without_marks

LONGEST_NAME = 80
"""Code points from which a string is taken for no name; keeps bad input cheap."""

_LETTERS = str.maketrans(
    {
        "ł": "l", "ø": "o", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe",
        "đ": "d", "ð": "d", "þ": "th", "ə": "e",
        "'": None, "’": None, "‘": None, "ʼ": None, "ʿ": None, "ʾ": None, "ʻ": None, "`": None, "´": None,
        "′": None, "ʹ": None, "ʺ": None, '"': None, "“": None, "”": None, ".": None,
        "-": " ", "‐": " ", "‑": " ", "–": " ", "—": " ", "/": " ", "_": " ", ",": " ",
    }
)  # fmt: skip
_SHORT = {"st": "saint", "ste": "sainte", "ft": "fort", "mt": "mount", "pt": "point"}

ARTICLES = frozenset(
    {"al", "el", "ad", "an", "ar", "as", "ash", "at", "ath", "az", "ed", "er", "es", "esh", "et", "ez", "ul"}
)
"""The Arabic article, with the assimilated forms of its l ("Deir ez-Zor", "Ar Raqqah")."""

_ASSIMILATED = re.compile(r"^[ae]([dnrstz])(?=\1\w{2})")
"""The article written as one word with its name ("Ezzor", "Assuwayda")."""
_SAME_SOUND = (
    (re.compile(r"kh"), "h"),
    (re.compile(r"gh"), "g"),
    (re.compile(r"ou|oo"), "u"),
    (re.compile(r"ee"), "i"),
    (re.compile(r"q|ck"), "k"),
    (re.compile(r"sch"), "sh"),
    (re.compile(r"[yij]+"), "i"),
    (re.compile(r"(.)\1+"), r"\1"),
    (re.compile(r"^ie"), "e"),
    (re.compile(r"ie"), "e"),
    (re.compile(r"(?<=..)(?:ah|eh|e)$"), "a"),
)


def folded(name: str) -> str:
    """Return `name` without case, diacritics and punctuation; "" where nothing is left of it.

    >>> folded("Saint-Denis"), folded("St. Denis"), folded("Horlivka’s"), folded("Dayr az Zawr")
    ('saint denis', 'saint denis', 'horlivkas', 'dayr az zawr')
    """
    if len(name) > LONGEST_NAME:
        return ""
    low = name.lower() if name.isascii() else without_marks(name.casefold())
    words = low.translate(_LETTERS).split()
    return " ".join(_SHORT.get(word, word) for word in words)


def skeleton(key: str) -> str:
    """Return what the transliterations of one name share, given its `folded` form.

    >>> skeleton("deir ez zor") == skeleton("deir al zor"), skeleton("ar raqqah") == skeleton("rakka")
    (True, True)
    """
    words = key.split()
    bare = "".join(_ASSIMILATED.sub("", word) for word in words if word not in ARTICLES) or "".join(words)
    for pattern, letter in _SAME_SOUND:
        bare = pattern.sub(letter, bare)
    return bare
