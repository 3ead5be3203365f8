"""What the dictionary of triggers says of a trigger, to weigh against what the neural reader proposes."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from reportedly.wordlists import triggers
from reportedly.wordlists.modes import words_of

if TYPE_CHECKING:
    from enum import StrEnum

    Meant = TypeVar("Meant", bound=StrEnum)

STRONG = 1.0
"""Weight of a phrase that nearly always tells what it is listed under."""
WEAK = 0.4
"""Weight of a phrase that often tells it."""


def type_prior(trigger: str) -> dict[str, float]:
    """Return the PLOVER types that `trigger` usually tells, by name, with their weights.

    Empty where no listed phrase stands in it; several types where a word is ambiguous or two phrases
    say as much ("shot and deported"). The weights are STRONG or WEAK, which are no probabilities.
    """
    return _weighed(triggers.types().find(words_of(trigger)))


def change_prior(trigger: str) -> dict[str, float]:
    """Return what `trigger` usually says of its holder ("holds", "gains", "loses", "contests"), with weights.

    Empty where no listed phrase stands in it, as with `type_prior`.
    """
    return _weighed(triggers.changes().find(words_of(trigger)))


def _weighed(found: list[triggers.Match[Meant]]) -> dict[str, float]:
    """Return what the best of the phrases found tell.

    The first that governs decides ("refused to surrender", "called for a ceasefire"); else strong goes
    before weak, then more words before fewer.
    """
    governing = next((match for match in found if match.told.governs), None)
    best = max((_rank(match) for match in found), default=None)
    deciding = [governing] if governing else [match for match in found if _rank(match) == best]
    weights = {meaning.value: WEAK for match in deciding for meaning in match.told.weak}
    return weights | {match.told.strong.value: STRONG for match in deciding if match.told.strong}


def _rank(match: triggers.Match[Meant]) -> tuple[bool, int]:
    """Return what decides between phrases: whether it is strong, then its words."""
    return match.told.strong is not None, match.words
