"""Queries: what a person types to find reports, as a small tree.

    kharkiv shelling          both words
    "air defence"             these words in this order
    kursk OR belgorod drones  drones, and one of the two: OR binds tighter than a space
    grain -export             the first without the second

Anything may be typed: what is no word (a lone quotation mark, "AND", brackets) is passed over, and
nothing typed here reaches a database as syntax.
"""

import re
from collections.abc import Iterator

import msgspec

from reportedly.errors import StoreError
from reportedly.store.words import index_words

MOST_WORDS = 64
"""More words than anybody types; without a limit a pasted page would be a query that runs for minutes."""
_QUOTES = str.maketrans("“”„«»", '"' * 5)
_PART = re.compile(r'(-?)"([^"]*)"?|(\S+)')

Phrase = tuple[str, ...]
"""Index words that follow each other; one word alone is the shortest."""


class Query(msgspec.Struct, frozen=True):
    """What a report must hold, and what it must not."""

    every: tuple[tuple[Phrase, ...], ...] = ()
    """Of each of these groups at least one phrase is in the report."""
    none: tuple[Phrase, ...] = ()
    """None of these is in the report."""

    @property
    def phrases(self) -> frozenset[Phrase]:
        """The phrases that may be shown as matching."""
        return frozenset(phrase for group in self.every for phrase in group)


def parse(written: str) -> Query:
    """Return the query that a person wrote; one without any word is the empty query.

    Raises StoreError where it has more than MOST_WORDS words.
    """
    every: list[list[Phrase]] = []
    none: list[Phrase] = []
    joined = False
    words = 0
    for sign, phrase in _parts(written):
        if sign == "or":
            joined = bool(every)
            continue
        words += len(phrase)
        if words > MOST_WORDS:
            raise StoreError("the query", f"has more than {MOST_WORDS} words", "leave some of them out")
        if sign == "-":
            none.append(phrase)
        elif joined:
            every[-1].append(phrase)
        else:
            every.append([phrase])
        joined = False
    return Query(tuple(tuple(dict.fromkeys(group)) for group in every), tuple(dict.fromkeys(none)))


def _parts(written: str) -> Iterator[tuple[str, Phrase]]:
    """Yield each phrase with its sign ("", "-"), and "or" where two are joined."""
    for match in _PART.finditer(written.translate(_QUOTES)):
        bare = match[3]
        if bare == "OR":
            yield "or", ()
        elif bare == "AND":
            continue
        elif bare is not None:
            sign = "-" if bare.startswith("-") else ""
            if phrase := tuple(index_words(bare)):
                yield sign, phrase
        elif phrase := tuple(index_words(match[2])):
            yield match[1], phrase
