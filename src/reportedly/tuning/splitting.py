"""Splitting: which reports a model learns from, and which it is measured on.

By a hash of the story, not by a draw: what was held out once is held out for ever, so that the next tuning,
which starts from this one's model, is not measured on what that has seen.
"""

import hashlib
from collections.abc import Callable, Iterable
from typing import TypeVar

HELD_SHARE = 0.25
"""Share of the stories that are held out."""
LEAST_REPORTS = 20
"""Judged reports from which tuning is tried: with fewer no measurement could tell a gain from chance."""
LEAST_HELD = 4
"""Of them held out."""

T = TypeVar("T")


def is_held(story: str) -> bool:
    """Return whether the reports of a story are held out."""
    return place_of(story) < HELD_SHARE


def place_of(name: str) -> float:
    """Return a place between 0 and 1 that depends on the name alone."""
    return int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], "big") / 2**64


def split(each: Iterable[T], story_of: Callable[[T], str]) -> tuple[list[T], list[T]]:
    """Return what is to be learned and what is held out."""
    learned: list[T] = []
    held: list[T] = []
    for one in each:
        (held if is_held(story_of(one)) else learned).append(one)
    return learned, held


def too_few(learned: int, held: int) -> str | None:
    """Return what is lacking, in words; None where there is enough."""
    if learned + held < LEAST_REPORTS:
        return f"it has {learned + held} reports with judged attributions, and {LEAST_REPORTS} are needed"
    if held < LEAST_HELD:
        return (
            f"of its {learned + held} reports with judged attributions {held} are held out, "
            f"and {LEAST_HELD} are needed"
        )
    return None
