"""What happens in simulated wars: facts, and others so near to them that they can be taken for the same."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from datetime import date, timedelta

from evaluation import newsroom_phrases as phrases
from evaluation.newsroom_wars import wars
from evaluation.newsroom_world import Place, Theatre, places

KINDS = ("strike", "control", "words", "toll", "demand", "refusal")
_OFTEN = (8, 4, 4, 3, 2, 1)
START = date(2026, 3, 2)
_NEAR = 0.45
"""Share of facts that have a near one."""


@dataclass(frozen=True)
class Fact:
    """One thing that is so, and that reports can say."""

    id: int
    kind: str
    """One of `KINDS`."""
    theatre: Theatre
    place: Place
    day: date
    side: int
    """Which side does it: 0 or 1."""
    sort: str
    """What is hit, what is counted, what is asked for; empty for the others."""
    weapon: str = ""
    number: int | None = None
    """How many; None where nothing is counted."""
    region: str = ""
    since: str = ""
    words: int = 0
    """Which of `phrases.WORDS` is said."""


def facts_of(draw: random.Random, days: int, first: int = 0, many: int = 4) -> list[Fact]:
    """Return a fact of the next so many days and, often, one or two that are near it; ids from `first`.

    It is of one of `many` wars.
    """
    theatres, weights = wars(many)
    theatre = draw.choices(theatres, weights)[0]
    kind = draw.choices(KINDS, _OFTEN)[0]
    place = draw.choice(places()[theatre.country])
    fact = Fact(
        id=first,
        kind=kind,
        theatre=theatre,
        place=place,
        day=START + timedelta(days=draw.randint(0, max(2, days))),
        side=draw.randint(0, 1),
        sort=_sort(draw, kind),
        weapon=draw.choice(tuple(phrases.WEAPONS)),
        number=_number(draw, kind),
        region=draw.choice(theatre.regions),
        since=draw.choice(("January", "the start of the year", "last autumn", "the fighting began")),
        words=draw.randrange(len(phrases.WORDS)),
    )
    found = [fact]
    while draw.random() < _NEAR and len(found) < 3:  # noqa: PLR2004 -- two near ones are enough
        found.append(replace(_near(draw, fact), id=first + len(found)))
    return found


def _near(draw: random.Random, fact: Fact) -> Fact:
    """Return another fact that differs in one thing: the day, the town, the number, the thing."""
    later = fact.day + timedelta(days=draw.choice((1, 1, 2)))
    elsewhere = draw.choice([p for p in places()[fact.theatre.country] if p != fact.place])
    if fact.kind == "toll":
        return _near_toll(draw, fact)
    if fact.kind == "strike":
        if draw.random() < 0.5:  # noqa: PLR2004 -- either
            thing = draw.choice([t for t in phrases.THINGS if t != fact.sort])
            return replace(fact, day=later, sort=thing, number=_number(draw, "strike"))
        return replace(fact, place=elsewhere, number=_number(draw, "strike"))
    if fact.kind == "control" and draw.random() < 0.3:  # noqa: PLR2004 -- the town changes hands
        return replace(fact, day=fact.day + timedelta(days=5), side=1 - fact.side)
    if fact.kind in {"demand", "refusal"} and draw.random() < 0.5:  # noqa: PLR2004 -- either
        sort = draw.choice([a for a in phrases.ASKS if a != fact.sort])
        return replace(fact, sort=sort, day=later)
    return replace(fact, place=elsewhere)


def _near_toll(draw: random.Random, fact: Fact) -> Fact:
    """Return the count of a week later, or that of another region."""
    if draw.random() < 0.5:  # noqa: PLR2004 -- either
        more = fact.number or 0
        return replace(fact, day=fact.day + timedelta(days=7), number=more + max(9, more // 6))
    other = draw.choice([r for r in fact.theatre.regions if r != fact.region])
    return replace(fact, region=other, number=_number(draw, "toll"))


def _sort(draw: random.Random, kind: str) -> str:
    if kind == "strike":
        return draw.choice(tuple(phrases.THINGS))
    if kind == "toll":
        return draw.choice(tuple(phrases.TOLL))
    return draw.choice(tuple(phrases.ASKS)) if kind in {"demand", "refusal"} else ""


def _number(draw: random.Random, kind: str) -> int | None:
    if kind == "strike":
        return draw.choice((draw.randint(2, 19), draw.randint(20, 90)))
    return draw.randint(120, 4800) if kind == "toll" else None
