"""Modes: how an event of each PLOVER type was done, and the cues that tell it."""

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Generic, TypeVar

import msgspec

from reportedly.record import EventType
from reportedly.wordlists.table import load

Meant = TypeVar("Meant")

_WORD = re.compile(r"\w+")


class Modes(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The modes of one type, with every form of their cues in small letters, words parted by a space."""

    modes: tuple[str, ...]
    """Names, in the order of the list; none for a type that has no modes."""
    cues: dict[str, str]
    """Cue to the mode it tells."""
    hints: dict[str, str]
    """Words that tell a mode only where no cue stands nearby."""


class Phrases(Generic[Meant]):
    """Finds listed words and phrases among words, the longest at each place; time grows with the words."""

    def __init__(self, meanings: Mapping[str, Meant]) -> None:
        """Take each phrase, its words parted by a space, and what it means."""
        filed: dict[str, dict[int, dict[tuple[str, ...], Meant]]] = {}
        for phrase, meant in meanings.items():
            first, *rest = phrase.split()
            filed.setdefault(first, {}).setdefault(len(rest), {})[tuple(rest)] = meant
        # By first word, then by the number of words that follow it, the most first.
        self._filed = {first: sorted(held.items(), reverse=True) for first, held in filed.items()}
        self._firsts = frozenset(filed)

    def find(self, words: tuple[str, ...]) -> list[tuple[int, int, Meant]]:
        """Return the phrases among `words` as (first word, word after the last, meaning), in order."""
        found: list[tuple[int, int, Meant]] = []
        if self._firsts.isdisjoint(words):
            return found
        done = 0
        for at, word in enumerate(words):
            if at < done or word not in self._filed:
                continue
            for more, phrases in self._filed[word]:
                rest = words[at + 1 : at + 1 + more]
                if rest in phrases:
                    done = at + 1 + more
                    found.append((at, done, phrases[rest]))
                    break
        return found


@lru_cache(maxsize=64)
def words_of(text: str) -> tuple[str, ...]:
    """Return the words of `text` as phrases are written: no case, no hyphens ("Car-bomb": car, bomb).

    The last few texts are kept: the events of one sentence ask for the same words.
    """
    return tuple(_WORD.findall(text.casefold()))


def modes_of(kind: EventType) -> tuple[str, ...]:
    """Return the modes of a type, in the order of the list; empty for a type that has none."""
    return _load()[kind].modes


@cache
def cues(kind: EventType) -> Phrases[str]:
    """Return the cues of a type's modes."""
    return Phrases(_load()[kind].cues)


@cache
def hints(kind: EventType) -> Phrases[str]:
    """Return the words of a type that tell a mode only where no cue stands nearby."""
    return Phrases(_load()[kind].hints)


@cache
def _load() -> dict[EventType, Modes]:
    return load("modes", dict[EventType, Modes])
