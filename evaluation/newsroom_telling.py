"""The nouns of simulated newsrooms: habits, roots, and one report's telling of one fact."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from evaluation.newsroom_facts import Fact
from evaluation.newsroom_world import Outlet, Speaker


@dataclass(frozen=True)
class Habits:
    """How newsrooms behave, as shares of retellings where nothing else is said."""

    drop: float = 0.0
    """Leaves out the outlet it has it from; half of them the speaker too."""
    reprint: float = 0.15
    """Takes the sentence over as it stands, with a wire mark; without where credit is dropped."""
    edit: float = 0.1
    """Keeps the build of the sentence and changes words in it."""
    round: float = 0.3
    """Rounds the number."""
    bare: float = 0.15
    """Leaves the number out."""
    own: float = 0.05
    """Is by an outlet that told it before."""
    missing: float = 0.08
    """Of roots that are retold: their first-hand report is not among the reports."""
    circle: float = 0.05
    """Of facts: some outlets credit each other for it and nobody else."""


@dataclass(frozen=True)
class Number:
    """A quantity as a report words it."""

    words: str
    low: float | None
    high: float | None
    approx: bool = False


@dataclass(frozen=True)
class Form:
    """How a sentence is built: which template, and a seed for its words."""

    template: int
    seed: int


@dataclass(frozen=True)
class Root:
    """Where a telling goes back to."""

    id: int
    known: bool
    """False where nobody can say who it is: a nameless source, a circle."""
    circle: bool = False


@dataclass(frozen=True)
class Telling:
    """One report's telling of one fact."""

    fact: Fact
    outlet: Outlet
    day: date
    root: Root
    form: Form
    said: Speaker | None
    """The speaker shown; None for the outlet's own voice or that of the outlet credited."""
    credit: tuple[Outlet, ...]
    """The outlets shown, the nearest first."""
    medium: str
    """Where it was said; empty where not shown."""
    quote: str
    """Words quoted beside it; empty where none are."""
    number: Number | None
    depth: int
    reprint: Telling | None = None
    """What it takes over as it stands."""
