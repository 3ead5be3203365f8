"""Qualifiers: words before and after a number that make it a bound or an approximation."""

from dataclasses import dataclass
from enum import StrEnum

from reportedly.reading.figures.tokens import Tokens
from reportedly.wordlists.figures import word_set


class Bound(StrEnum):
    """What a qualifier makes of the number."""

    LOW = "low"
    HIGH = "high"
    APPROX = "approx"
    NONE = "none"
    """Nothing, but it belongs to the quantity phrase ("only", "another")."""


_LISTED = {bound: word_set(f"qualifiers: {bound}") for bound in Bound}
_LOOSE = word_set("loose qualifiers")
"""Words that belong to the phrase only where a real qualifier stands before them."""
_DIRECTED = word_set("directed qualifiers")
"""Prepositions too: "talks about two villages"."""

_BY_LAST: dict[str, list[tuple[tuple[str, ...], Bound]]] = {}
for _bound, _phrases in _LISTED.items():
    for _phrase in _phrases:
        _words = tuple(_phrase.split())
        _BY_LAST.setdefault(_words[-1], []).append((_words, _bound))
for _held in _BY_LAST.values():
    _held.sort(key=lambda pair: -len(pair[0]))

_NOT_MORE = frozenset({"no", "not", "never"})
MOST_QUALIFIERS = 3
"""As many may stand before one number ("at least some", "more than an estimated")."""


@dataclass(frozen=True, slots=True)
class Qualified:
    """What the words around a number make of it: tokens from `first`, and up to `stop` behind it."""

    first: int
    stop: int
    bound: Bound
    approx: bool
    fresh: bool
    """True for "another", "a further", "an additional": not counted before."""


def before(t: Tokens, first: int, *, small: bool) -> Qualified:
    """Return the qualifiers that end right before token `first`, as far as its sentence goes.

    Of a `small` number of things "about", "over" and the like are prepositions.
    """
    least = t.bounds(first)[0]
    bound, approx, fresh = Bound.NONE, False, False
    at = kept = first
    for _ in range(MOST_QUALIFIERS):
        found = _ending(t, at, least)
        if found is None:
            break
        words, what = found
        at -= len(words)
        phrase = " ".join(words)
        if what is Bound.NONE and phrase in _LOOSE:
            continue
        if small and phrase in _DIRECTED and at + 1 == first:
            break
        if phrase in {"another", "a further", "further", "an additional", "additional", "an extra"}:
            fresh = True
        approx = approx or what is Bound.APPROX
        if what in {Bound.LOW, Bound.HIGH}:
            bound = what
        kept = at
    return Qualified(kept, first, bound, approx, fresh)


def _ending(t: Tokens, at: int, least: int) -> tuple[tuple[str, ...], Bound] | None:
    """Return the longest listed qualifier whose last word stands right before token `at`."""
    for words, bound in _BY_LAST.get(t.word(at - 1), ()):
        first = at - len(words)
        if first >= least and all(t.low[first + k] == word for k, word in enumerate(words)):
            return words, bound
    return None


_BEHIND = {"more": Bound.LOW, "so": Bound.APPROX, "fewer": Bound.HIGH, "less": Bound.HIGH}
"""What follows "or" behind a number: "12 or more"."""


def after(t: Tokens, stop: int) -> tuple[int, Bound, bool]:
    """Return how far a qualifier right behind a number reaches, its bound, and whether it approximates.

    "300+", "100-plus", "40-odd", "12 or more", "20 or so", "50 or fewer".
    """
    at = stop + 1 if t.word(stop) == "-" and t.glued(stop) and t.glued(stop + 1) else stop
    word = t.word(at)
    if (word == "+" and t.glued(at)) or (word == "plus" and at > stop):
        return at + 1, Bound.LOW, False
    if word == "odd":
        return at + 1, Bound.APPROX, True
    bound = _BEHIND.get(t.word(at + 1)) if word == "or" else None
    return (stop, Bound.NONE, False) if bound is None else (at + 2, bound, bound is Bound.APPROX)
