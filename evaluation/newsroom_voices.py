"""How simulated reports name who speaks: persons with their office, outlets, media, whose words are shown."""

from __future__ import annotations

import random
from collections.abc import Sequence

from evaluation.newsroom_telling import Telling
from evaluation.newsroom_world import Outlet, Speaker
from reportedly.record import Kind

_At = tuple[int, int]
Shown = tuple[str, Kind, _At | None]
"""A voice of a chain: its name, its kind, where it stands."""
_KINDS = {"person": Kind.PERSON, "unnamed": Kind.UNNAMED, "document": Kind.DOCUMENT, "party": Kind.GOVERNMENT}


def origin_text(telling: Telling) -> tuple[Telling, tuple[Outlet, ...]]:
    """Return whose words a telling has, and the outlets that its dateline names for them."""
    base = telling
    while base.reprint is not None:
        base = base.reprint
    return base, telling.credit[: len(telling.credit) - len(base.credit)]


def outlets_shown(outlets: Sequence[Outlet]) -> tuple[Shown, ...]:
    """Return outlets as voices without words of their own."""
    return tuple((o.bare, Kind.OUTLET, None) for o in outlets)


def voice_of(speaker: Speaker | None, at: _At) -> Shown:
    """Return a speaker as the voice that stands there."""
    if speaker is None:
        return "", Kind.UNNAMED, at
    return speaker.name, _KINDS[speaker.kind], at


def named_in(speaker: Speaker | None, draw: random.Random) -> str:
    """Return how a sentence names a speaker; empty for nobody."""
    if speaker is None:
        return ""
    if speaker.kind == "person" and draw.random() < 0.7:  # noqa: PLR2004 -- with the office, mostly
        return f"{speaker.role} {speaker.name}"
    return speaker.name


def medium_bare(phrase: str) -> str | None:
    """Return a medium without preposition and article."""
    words = phrase.split()
    return " ".join(w for w in words[1:] if w not in {"a", "the"}) or None if words else None
