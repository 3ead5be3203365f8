"""Excerpts: the words of a query in their context, with the places where they match."""

from collections import deque
from collections.abc import Collection, Iterable, Sequence
from itertools import islice

import msgspec

from reportedly.record import Span, cite
from reportedly.store.query import Phrase
from reportedly.store.words import cut

_AROUND = 90
"""Characters shown on either side of a match, to the next word."""
_MOST = 3
"""Excerpts of one report."""
_ENOUGH = 25
"""Matches looked at: a report that has more is shown by its first ones."""


class Excerpt(msgspec.Struct, frozen=True, kw_only=True):
    """A passage of a report in which words of a query stand."""

    span: Span
    """The passage."""
    matches: tuple[Span, ...]
    """The words that match, in order."""


def excerpts(text: str, phrases: Collection[Phrase]) -> tuple[Excerpt, ...]:
    """Return the passages of `text` that hold the most of `phrases`, in the order of the text."""
    found = _matches(text, phrases)
    passages: list[tuple[int, int, list[tuple[int, int]], set[Phrase]]] = []
    for phrase, start, end in found:
        begin, finish = _context(text, start, end)
        if passages and begin <= passages[-1][1]:
            first, _, spans, held = passages[-1]
            passages[-1] = (first, max(finish, passages[-1][1]), [*spans, (start, end)], held | {phrase})
        else:
            passages.append((begin, finish, [(start, end)], {phrase}))
    best = sorted(sorted(passages, key=lambda each: (-len(each[3]), each[0]))[:_MOST])
    return tuple(
        Excerpt(span=cite(text, first, last), matches=tuple(cite(text, *span) for span in spans))
        for first, last, spans, _ in best
    )


def _matches(text: str, phrases: Collection[Phrase]) -> list[tuple[Phrase, int, int]]:
    """Return where phrases match, in the order of the text; none overlaps another."""
    if phrases and all(len(phrase) == 1 for phrase in phrases):  # most searches: no word is looked ahead
        wanted = {phrase[0]: phrase for phrase in phrases}
        single = ((wanted[word], start, end) for word, start, end in cut(text) if word in wanted)
        return list(islice(single, _ENOUGH))
    by_first: dict[str, list[Phrase]] = {}
    for phrase in sorted(phrases, key=len, reverse=True):
        by_first.setdefault(phrase[0], []).append(phrase)
    longest = max(map(len, phrases), default=0)
    found: list[tuple[Phrase, int, int]] = []
    ahead: deque[tuple[str, int, int]] = deque()
    rest = cut(text)
    while phrases and len(found) < _ENOUGH:
        ahead.extend(islice(rest, longest - len(ahead)))
        if not ahead:
            break
        here = _at(ahead, by_first.get(ahead[0][0], ()))
        if here is not None:
            found.append((here, ahead[0][1], ahead[len(here) - 1][2]))
        for _ in range(len(here or (0,))):
            ahead.popleft()
    return found


def _at(words: Sequence[tuple[str, int, int]], phrases: Iterable[Phrase]) -> Phrase | None:
    """Return the phrase that stands at the beginning of `words`."""
    for phrase in phrases:
        if len(phrase) <= len(words) and all(words[k][0] == word for k, word in enumerate(phrase)):
            return phrase
    return None


def _context(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the bounds of the passage around a match: whole words, within the paragraph."""
    first = max(text.rfind("\n", 0, start) + 1, start - _AROUND)
    if first > 0 and not text[first - 1].isspace():
        space = text.find(" ", first, start)
        first = space + 1 if space >= 0 else start
    line = text.find("\n", end)
    last = min(len(text) if line < 0 else line, end + _AROUND)
    if last < len(text) and not text[last].isspace():
        space = text.rfind(" ", end, last)
        last = space if space >= 0 else end
    return first, last
