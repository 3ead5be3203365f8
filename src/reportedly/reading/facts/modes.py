"""Modes: how an event was done, told from its trigger and the words around it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.wordlists import modes

if TYPE_CHECKING:
    from reportedly.record import EventType


def mode_of(kind: EventType, trigger: str, around: str) -> str | None:
    """Return the PLOVER 0.8 mode of an event, or None where the words do not tell.

    Args:
        kind: the event's type.
        trigger: its trigger words; the longest cue among them counts.
        around: the clause or sentence that holds the trigger. Where no cue stands in the trigger the cue
            nearest to it counts, of two as near the longer one; hints count where there is no cue at all.
    """
    if not modes.modes_of(kind):
        return None
    inner = modes.words_of(trigger)
    found = _longest(modes.cues(kind).find(inner))
    if found is not None:
        return found
    outer = modes.words_of(around)
    near = _nearest(modes.cues(kind).find(outer), outer, inner)
    if near is not None:
        return near
    hints = modes.hints(kind)
    return _longest(hints.find(inner)) or _nearest(hints.find(outer), outer, inner)


def _longest(found: list[tuple[int, int, str]]) -> str | None:
    """Return the mode of the cue of most words, of two as long the earlier one."""
    return max(found, key=lambda f: f[1] - f[0])[2] if found else None


def _nearest(found: list[tuple[int, int, str]], outer: tuple[str, ...], inner: tuple[str, ...]) -> str | None:
    """Return the mode of the cue nearest to the trigger, or of the longest where the trigger is not there."""
    if len(found) < 2:  # noqa: PLR2004 - two can differ
        return found[0][2] if found else None
    at = _place(outer, inner)
    if at is None:
        return _longest(found)
    end = at + len(inner)
    return min(found, key=lambda f: (max(f[0] - end, at - f[1], 0), f[0] - f[1]))[2]


def _place(outer: tuple[str, ...], inner: tuple[str, ...]) -> int | None:
    """Return where the words `inner` begin in `outer`."""
    if not inner:
        return None
    for at, word in enumerate(outer):
        if word == inner[0] and outer[at : at + len(inner)] == inner:
            return at
    return None
