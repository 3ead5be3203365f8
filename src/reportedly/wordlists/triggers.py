"""Triggers: words and phrases of conflict news, and the event type or change of control they tell."""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from typing import Generic, NamedTuple, TypeAlias, TypeVar

import msgspec

from reportedly.record import Change, EventType
from reportedly.wordlists.table import load

GAP = ".."
"""Stands in a phrase for up to `MOST_BETWEEN` words."""
MOST_BETWEEN = 2
"""How many words may part a phrase: "handed the whole town over"."""

Meant = TypeVar("Meant", bound=StrEnum)


class Forms(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What tells one type or change: phrases in small letters, words parted by a space."""

    strong: tuple[str, ...]
    """Nearly always tell it; strong under nothing else."""
    weak: tuple[str, ...]
    """Often tell it; none of them strong under it."""
    governing: frozenset[str] = frozenset()
    """Those of `strong` that tell the type whatever they govern ("refused to surrender")."""


class Triggers(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The compiled list."""

    types: dict[EventType, Forms]
    changes: dict[Change, Forms]


class Told(NamedTuple, Generic[Meant]):
    """What one phrase tells."""

    strong: Meant | None = None
    """What it nearly always tells."""
    weak: tuple[Meant, ...] = ()
    """What else it often tells."""
    governs: bool = False
    """Whether it decides whatever it governs."""


class Match(NamedTuple, Generic[Meant]):
    """One phrase found among words."""

    start: int
    """Index of its first word."""
    end: int
    """Index after its last word."""
    words: int
    """Words of the phrase itself, without those that stand between."""
    told: Told[Meant]


class Dictionary(Generic[Meant]):
    """Finds listed phrases among words, the longest at each place; time grows with the words."""

    def __init__(self, forms: dict[Meant, Forms]) -> None:
        """Take what tells each meaning; a phrase is strong under one at most."""
        told: dict[str, Told[Meant]] = {}
        for meaning, listed in forms.items():
            for phrase in listed.strong:
                told[phrase] = Told(meaning, governs=phrase in listed.governing)
        for meaning, listed in forms.items():
            for phrase in listed.weak:
                strong, weak, governs = told.get(phrase, (None, (), False))
                told[phrase] = Told(strong, (*weak, meaning), governs)
        self._told = told
        self._phrases: dict[str, list[str]] = {}
        for phrase in told:
            self._phrases.setdefault(phrase.partition(" ")[0], []).append(phrase)
        self._filed: dict[str, dict[str, list[_Longer[Meant]]]] = {}

    def find(self, words: tuple[str, ...]) -> list[Match[Meant]]:
        """Return the phrases among `words` in order; none begins inside another."""
        found: list[Match[Meant]] = []
        done = 0
        for at, word in enumerate(words):
            if at >= done and word in self._phrases:
                match = self._at(words, at)
                if match is not None:
                    done = match.end
                    found.append(match)
        return found

    def _at(self, words: tuple[str, ...], at: int) -> Match[Meant] | None:
        """Return the longest phrase that begins at `at`, of two as long the one whose words stand closer."""
        longer = self._filed.get(words[at])
        if longer is None:
            longer = self._filed[words[at]] = self._longer(words[at])
        alone = self._told.get(words[at])
        best = None if alone is None else Match(at, at + 1, 1, alone)
        for near_by in dict.fromkeys(words[at + 1 : at + 2 + MOST_BETWEEN]):
            for near, far, told in longer.get(near_by, ()):
                end = _end_of(words, at + 1, near, far)
                count = 1 + len(near) + len(far)
                if end and (best is None or (count, -end) > (best.words, -best.end)):
                    best = Match(at, end, count, told)
        return best

    def _longer(self, first: str) -> dict[str, list[_Longer[Meant]]]:
        """Return the phrases of two words and more that begin with `first`, by their second word."""
        filed: dict[str, list[_Longer[Meant]]] = {}
        for phrase in self._phrases[first]:
            before, _, after = phrase.removeprefix(first).partition(GAP)
            near, far = tuple(before.split()), tuple(after.split())
            for second in (*near, *far)[:1]:
                filed.setdefault(second, []).append((near, far, self._told[phrase]))
        return filed


_Longer: TypeAlias = tuple[tuple[str, ...], tuple[str, ...], Told[Meant]]
"""The words that follow a phrase's first word at once, those that follow its gap, and what it tells."""


def _end_of(words: tuple[str, ...], at: int, near: tuple[str, ...], far: tuple[str, ...]) -> int:
    """Return the index after a phrase whose first word ends before `at`, 0 where it does not stand there."""
    after = at + len(near)
    if words[at:after] != near:
        return 0
    if not far:
        return after
    for begin in range(after, after + MOST_BETWEEN + 1):
        end = begin + len(far)
        if words[begin:end] == far:
            return end
    return 0


@cache
def types() -> Dictionary[EventType]:
    """Return the triggers of events."""
    return Dictionary(_load().types)


@cache
def changes() -> Dictionary[Change]:
    """Return the triggers of statements of control."""
    return Dictionary(_load().changes)


@cache
def _load() -> Triggers:
    return load("triggers", Triggers)
