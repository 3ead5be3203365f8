"""Verbatim: members whose words are the same in rows too long for chance, quotations apart."""

from collections.abc import Hashable, Iterator
from hashlib import blake2b

from reportedly.tracing.slots import longest_run
from reportedly.tracing.ties import ROW, Join, Tie, shared_rows, words_of
from reportedly.tracing.witness import Witness

_COPIED_ROW = 9
"""Words in a row, outside quotation marks, that two reporters do not write by chance."""
_COPIED_SHARE = 0.75
"""Of the shorter statement's words, the share that must stand in rows of `ROW` or more to be copied."""
_COPIED_LENGTH = 12
"""Words from which that share counts: short clauses are formulas ("the deadliest since")."""
_KEPT = 4
"""Shorter rows that a member is filed under, the smallest by hash."""


def row_keys(witness: Witness) -> Iterator[Hashable]:
    """Yield keys, of which two witnesses with the same long rows of words have one in common.

    Of rows that prove it alone all are given; of the shorter ones the few smallest by hash, so that a lightly
    edited sentence is nearly always found.
    """
    tokens = witness.profile.tokens
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
    mine, theirs = one.profile.tokens, other.profile.tokens
    run = longest_run(mine, theirs)
    if run < _COPIED_ROW and (
        run < ROW + 2
        or min(len(mine), len(theirs)) < _COPIED_LENGTH
        or shared_rows(mine, theirs) < _COPIED_SHARE
    ):
        return None
    return Join(a.id, b.id, Tie.COPIED, f"{run} words in a row are the same", words_of(a, b))
