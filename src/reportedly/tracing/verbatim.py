"""Verbatim: members whose words are the same in rows too long for chance.

Reports that do not know of each other still tell one fact in like words: names, numbers and "killed in a
drone strike" are given by the fact, and headlines are formulas. So what counts is how many other words of
content stand in the rows that both have, not how long a row is.
"""

import re
from collections.abc import Hashable, Iterator
from hashlib import blake2b

from reportedly.tracing.slots import longest_run
from reportedly.tracing.terms import FUNCTION_WORDS, tokens_of
from reportedly.tracing.ties import ROW, Join, Tie, shared_rows, words_of
from reportedly.tracing.witness import Witness

_COPIED_ROW = 9
"""Words in a row from which a part of a statement can be copied though the rest is not."""
_FREE_WORDS = 8
"""Words of content, names and numbers apart, in rows that both have, from which it is no chance: some twenty
words of running text."""
_COPIED_SHARE = 0.75
"""Of the shorter statement's words, the share that must stand in rows of `ROW` or more to be copied."""
_COPIED_LENGTH = 12
"""Words from which that share counts: short clauses are formulas ("the deadliest since")."""
_LONG_PASSAGE = 20
"""Such words from which a passage is copied as a whole, whatever sentences it is made of."""
_KEPT = 4
"""Shorter rows that a member is filed under, the smallest by hash."""
_SMALL = re.compile(r"\b[^\W\d_A-ZÀ-ÞА-Я][\w’'-]*")


def row_keys(witness: Witness) -> Iterator[Hashable]:
    """Yield keys, of which two witnesses with the same long rows of words have one in common.

    Of rows that prove it alone all are given; of the shorter ones the few smallest by hash, so that a lightly
    edited sentence is nearly always found.
    """
    tokens = witness.tokens
    yield from (tokens[i : i + _COPIED_ROW] for i in range(len(tokens) - _COPIED_ROW + 1))
    if len(tokens) >= _COPIED_LENGTH:
        short = ROW + 2
        yield from sorted(
            (tokens[i : i + short] for i in range(len(tokens) - short + 1)),
            key=lambda row: blake2b(" ".join(row).encode("utf-8", "replace"), digest_size=8).digest(),
        )[:_KEPT]


def copied(one: Witness, other: Witness) -> Join | None:
    """Return what joins two witnesses whose words were copied, from each other or from a third."""
    a, b = one.member, other.member
    if a.report == b.report:
        return None
    mine, theirs = one.tokens, other.tokens
    run = longest_run(mine, theirs)
    if run < _COPIED_ROW and (
        run < ROW + 2
        or min(len(mine), len(theirs)) < _COPIED_LENGTH
        or shared_rows(mine, theirs) < _COPIED_SHARE
    ):
        return None
    if free_words(a.words, b.words) < _FREE_WORDS:
        return None
    return Join(a.id, b.id, Tie.COPIED, f"{run} words in a row are the same", words_of(a, b))


def telling(join: Join, one: str, other: str) -> bool:
    """Return whether a passage that two reports have in common shows that its two members are copies.

    `one` and `other` are the members' words. They must be no formula themselves, unless the passage is so
    long that they cannot but be part of what was copied.
    """
    if join.tie is not Tie.COPIED or free_words(one, other) >= _FREE_WORDS:
        return True
    return (
        len(join.proof) > 1 and free_words(join.proof[0].span.text, join.proof[-1].span.text) >= _LONG_PASSAGE
    )


def free_words(one: str, other: str) -> int:
    """Return how many words of content, names and numbers apart, stand in rows that both texts have."""
    mine, theirs = tokens_of(one), tokens_of(other)
    rows = {theirs[i : i + ROW] for i in range(len(theirs) - ROW + 1)}
    shared: set[str] = set()
    for i in range(len(mine) - ROW + 1):
        if mine[i : i + ROW] in rows:
            shared.update(mine[i : i + ROW])
    small = set(_SMALL.findall(one)) & set(_SMALL.findall(other))
    return len((shared & small) - FUNCTION_WORDS)
