"""Candidates: a quantity with its noun in its text, before and after our decision on it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reportedly.reading.figures.nouns import NounPhrase
    from reportedly.reading.figures.quantities import Quantity
    from reportedly.reading.figures.tokens import Tokens
    from reportedly.wordlists.counted import Noun

PLAIN, LIKELY, GUESS = 1.0, 0.7, 0.3
"""How plainly the words say `what`."""
LOSSES = frozenset({"killed", "wounded", "captured", "missing", "casualties", "displaced"})
"""What may be told of people."""
_POINTERS = frozenset({"theirs", "ours", "them", "whom", "those", "these", "us", "which"})


@dataclass(frozen=True, slots=True)
class Judged:
    """A quantity with what it counts and our decision on it."""

    quantity: Quantity
    phrase: NounPhrase | None
    stop: int
    """Token behind the whole quantity phrase."""
    what: str
    sure: float
    unit: str | None
    counts: bool
    people: bool
    rate: str | None = None
    now: bool = False
    """True where a verb in -ing tells it of the incident at hand ("killing 12")."""
    implicit: bool = False
    duration: bool = False
    bare: bool = False
    part: bool = False
    """True for "28" in "221 drones, including 28 over the north"."""
    inner: bool = False
    """True where an adjective tells `what` of these alone ("19 wounded soldiers")."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A quantity `q` of the text `t`, the noun phrase `np` it counts, and the quantity judged before it."""

    t: Tokens
    q: Quantity
    np: NounPhrase | None
    before: Judged | None

    @property
    def stop(self) -> int:
        """Return the token behind number, unit and noun."""
        return max(self.q.stop, self.np.stop if self.np is not None else 0)

    @property
    def end(self) -> int:
        """Return the token behind its sentence."""
        return self.t.bounds(self.q.first)[1]

    @property
    def least(self) -> int:
        """Return the first token of its sentence."""
        return self.t.bounds(self.q.first)[0]

    @property
    def noun(self) -> Noun | None:
        """Return what the lists say of the head noun."""
        return self.np.noun if self.np is not None else None

    @property
    def head(self) -> str:
        """Return the head noun's last word, or "" where there is none."""
        return "" if self.np is None or self.bare else self.t.low[self.np.head_stop - 1]

    @property
    def bare(self) -> bool:
        """Tell whether no noun stands with the number ("another 20", "nine more")."""
        return self.np is None or self.np.head_stop == self.np.head

    @property
    def points(self) -> bool:
        """Tell whether it counts some of what was named before ("400 of them")."""
        return self.np is not None and self.np.of and self.noun is None and self.head in _POINTERS

    @property
    def most(self) -> float:
        """Return the greatest value said."""
        return self.q.high or self.q.low or 0.0

    @property
    def one(self) -> bool:
        """Tell whether it is just one."""
        return self.q.low == self.q.high == 1

    @property
    def implicit(self) -> bool:
        """Tell whether an article stands for the number ("a soldier")."""
        return self.q.number_stop == self.q.number_first + 1 and self.t.low[self.q.number_first] in {
            "a",
            "an",
        }

    def back(self, by: int = 1) -> str:
        """Return the word `by` tokens before the quantity."""
        return self.t.word(self.q.first - by)

    def apart(self, other: Judged) -> int:
        """Return how many sentences lie between it and one before."""
        return self.t.sentence[self.q.first] - self.t.sentence[other.quantity.first]
