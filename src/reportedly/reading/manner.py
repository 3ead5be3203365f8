"""Manner: whether a content is in the speaker's own words."""

from reportedly.reading.decoding import WordRange
from reportedly.reading.words import INSIDE_SINGLE, Words, follow_quotes
from reportedly.record import Manner

SCARE_WORDS = 2
"""A single-quoted run this short inside other words names something; it quotes nobody."""


def manner_of(words: Words, content: tuple[WordRange, ...]) -> Manner:
    """Return direct where all words are in quotation marks, mixed where some are, else indirect."""
    inside = outside = 0
    for first, last in content:
        quoted = _quoted(words, first, last)
        for i in range(first, last):
            if not words.form(i)[0].isalnum():
                continue
            if quoted[i - first]:
                inside += 1
            else:
                outside += 1
    if not inside:
        return Manner.INDIRECT
    return Manner.MIXED if outside else Manner.DIRECT


def _quoted(words: Words, first: int, last: int) -> list[bool]:
    """Return for each word whether it stands in quotation marks, short single-quoted runs left out.

    Only marks that open inside the range count: what somebody wants, told inside another's quotation,
    is in that other's words, not in theirs.
    """
    state = words.quotes[first:last]
    quoted, _ = follow_quotes(words, first, last)
    run_start: int | None = None
    for i in range(len(state) + 1):
        single = i < len(state) and state[i] == INSIDE_SINGLE
        if single and run_start is None:
            run_start = i
        elif not single and run_start is not None:
            whole = run_start <= 1 and i >= len(state) - 1
            if i - run_start <= SCARE_WORDS and not whole:
                quoted[run_start:i] = [False] * (i - run_start)
            run_start = None
    return quoted
