"""Edits: what a text may go through without, or with a known, change of what it says.

Each edit gives a new text and how a string of the old one is written in it, so that the record of the old
text tells what the record of the new one must be.
"""

import re
from collections.abc import Callable, Iterator

import msgspec

Rewrite = Callable[[str], str]


class Edited(msgspec.Struct, frozen=True, kw_only=True):
    """A text after an edit."""

    sort: str
    """Name of the edit."""
    text: str
    rewrite: Rewrite
    """How words of the old text, or a name from its record, stand in the new one."""


_CURLY = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'"})
_SPELLINGS = (
    ("Kyiv", "Kiev"),
    ("Zelenskyy", "Zelensky"),
    ("Odesa", "Odessa"),
    ("Kharkiv", "Kharkov"),
    ("Luhansk", "Lugansk"),
    ("defence", "defense"),
    ("organisation", "organization"),
    ("metres", "meters"),
    ("neighbour", "neighbor"),
)
_BYLINE = "By Marta Lindqvist and Tomas Oliveira"
_BANNER = "We use cookies to improve your experience. By continuing you accept our cookie policy."
_FOOTER = "Sign up for our newsletter. All rights reserved. Follow us for more."


def edits_of(
    text: str, names: tuple[str, ...], outlets: tuple[str, ...], places: tuple[str, ...]
) -> Iterator[Edited]:
    """Yield the edits that change something in `text`.

    `names` are persons' full names, `outlets` credited outlets, `places` towns, as the record has them.
    """
    for sort, make in _NEUTRAL.items():
        new, rewrite = make(text)
        if new != text:
            yield Edited(sort=sort, text=new, rewrite=rewrite)
    for sort, old, others in (
        ("person's name", names, _PERSONS),
        ("outlet's name", outlets, _OUTLETS),
        ("place's name", places, _TOWNS),
    ):
        swap = _swap(text, old, others)
        if swap is not None:
            yield Edited(sort=sort, text=swap(text), rewrite=swap)
    swap = _numbers(text)
    if swap is not None:
        yield Edited(sort="number", text=swap(text), rewrite=swap)


def _same(words: str) -> str:
    return words


def _quotes(text: str) -> tuple[str, Rewrite]:
    def straight(words: str) -> str:
        return words.translate(_CURLY)

    return straight(text), straight


def _spelling(text: str) -> tuple[str, Rewrite]:
    found = [(a, b) if a in text else (b, a) for a, b in _SPELLINGS if (a in text) != (b in text)]

    def respelled(words: str) -> str:
        for old, new in found:
            words = re.sub(rf"\b{old}", new, words)
        return words

    return respelled(text), respelled


def _byline(text: str) -> tuple[str, Rewrite]:
    head, _, body = text.partition("\n\n")
    return (f"{head}\n\n{_BYLINE}\n\n{body}" if body else text), _same


def _banner(text: str) -> tuple[str, Rewrite]:
    return f"{text}\n\n{_BANNER}", _same


def _footer(text: str) -> tuple[str, Rewrite]:
    return f"{text}\n\n{_FOOTER}", _same


def _breaks(text: str) -> tuple[str, Rewrite]:
    """Join every second pair of paragraphs after the first two, where neither ends in an open quotation."""
    parts = text.split("\n\n")
    joined, i = parts[:2], 2
    while i < len(parts):
        if i + 1 < len(parts) and parts[i][-1:] in ".!?" and len(parts[i]) > _SHORT < len(parts[i + 1]):
            joined.append(f"{parts[i]} {parts[i + 1]}")
            i += 2
        else:
            joined.append(parts[i])
            i += 1
    return "\n\n".join(joined), _same


_SHORT = 80
"""Paragraphs of fewer characters may be headings."""


def _dashes(text: str) -> tuple[str, Rewrite]:
    def plain(words: str) -> str:
        return words.replace("–", "-").replace("—", "-")

    return plain(text), plain


def _spaces(text: str) -> tuple[str, Rewrite]:
    return text.replace(". ", ".  "), _same


_NEUTRAL: dict[str, Callable[[str], tuple[str, Rewrite]]] = {
    "straight quotation marks": _quotes,
    "plain dashes": _dashes,
    "other spelling": _spelling,
    "two blanks after a stop": _spaces,
    "paragraphs joined": _breaks,
    "byline added": _byline,
    "cookie banner added": _banner,
    "footer added": _footer,
}
_PERSONS = ("Ivan Petrenko", "Maria Santos", "Ahmed Hassan", "Elena Novak", "David Okafor", "Laura Meyer")
_OUTLETS = ("Reuters", "AFP", "BBC", "Interfax", "Al Jazeera")
_TOWNS = ("Lviv", "Poltava", "Vinnytsia", "Cherkasy")


def _swap(text: str, old: tuple[str, ...], others: tuple[str, ...]) -> Rewrite | None:
    """Return what writes other names for old ones: the first of each that can be told apart in the text."""
    free = [name for name in others if not any(part in text for part in name.split())]
    pairs: list[tuple[str, str]] = []
    for name in old:
        if not free or not re.search(rf"\b{re.escape(name)}\b", text):
            continue
        new = free.pop(0)
        pairs.append((name, new))
        if " " in name and " " in new:
            pairs += [(name.rsplit(" ", 1)[1], new.rsplit(" ", 1)[1]), (name.split()[0], new.split()[0])]
    if not pairs:
        return None
    table = dict(pairs)
    pattern = re.compile(
        r"\b(?:" + "|".join(re.escape(a) for a in sorted(table, key=len, reverse=True)) + r")\b"
    )
    return lambda words: pattern.sub(lambda found: table[found.group()], words)


def _numbers(text: str) -> Rewrite | None:
    """Return what writes each number of two or three digits (no year, no part of a name) one larger."""
    pattern = re.compile(r"(?<![\w.,:/-])([1-8]\d{1,2})(?![\w:/-]|[.,]\d)")
    if not pattern.search(text):
        return None
    return lambda words: pattern.sub(lambda found: str(int(found[1]) + 1), words)
