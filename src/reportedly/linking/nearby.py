"""Nearby: the wordings of a store that are nearest in meaning to what a person asks."""

import numpy as np

from reportedly.store.traces import TraceRows
from reportedly.tracing.embedding import embed
from reportedly.tracing.nearness import BITS, cosines_of, quantised, signatures_of

_LOOKED_AT = 400
"""Wordings whose vectors are looked at: those whose signatures differ least."""


def nearest(rows: TraceRows, words: str, most: int) -> list[tuple[int, float]]:
    """Return the wordings nearest to `words` with their cosines, best first; at most so many."""
    vector = quantised(embed([words]))
    if not vector.any():
        return []
    signature = signatures_of(vector)[0]
    best: list[tuple[int, int]] = []
    for page in rows.every("wording_pages", "numbers", "signatures"):
        theirs = np.frombuffer(page.signatures, dtype="<u8").reshape(-1, BITS // 64)
        differ = np.bitwise_count(theirs ^ signature).sum(axis=1)
        first = np.argsort(differ, kind="stable")[:_LOOKED_AT]
        numbers = np.frombuffer(page.numbers, dtype="<i8")
        best += zip(differ[first].tolist(), numbers[first].tolist(), strict=True)
    wanted = [number for _, number in sorted(best)[:_LOOKED_AT]]
    held = {row.id: row for row in rows.where("wordings", "id", wanted, "id", "name", "words")}
    if not held:
        return []
    names = {number: row.name for number, row in held.items()}
    vectors = np.array([np.frombuffer(held[n].words, dtype=np.int8) for n in held])
    scored = zip(held, cosines_of(vectors, vector[0]).tolist(), strict=True)
    return sorted(scored, key=lambda pair: (-round(pair[1], 6), names[pair[0]]))[:most]
