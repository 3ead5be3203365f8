"""Buckets: which statements are worth comparing, found by keys they share, not by going over all pairs.

Whether two statements share a key depends on the two alone, never on what else is stored, so the candidates
do not depend on the order of arrival. There are keys of meaning and keys of slots.

Keys of meaning: each vector is filed under the fixed random directions it points along most closely
(cross-polytope hashing without its rotations: Andoni et al. 2015). Keys of slots: the speaker with a word,
two names, quoted words, a figure's kind with its side, a place with what happened there.
"""

from collections.abc import Iterator
from functools import cache
from hashlib import blake2b
from itertools import combinations

import numpy as np
import numpy.typing as npt

from reportedly.tracing.embedding import SIZE
from reportedly.tracing.names import side_of
from reportedly.tracing.profile import Profile
from reportedly.tracing.statement import StatementKind

TABLES = 6
"""Independent sets of directions."""
DIRECTIONS = 512
"""Directions in a set; with their opposites twice as many buckets."""
NEAREST = 2
"""Buckets of each set a vector is filed in."""
_SEED = 20260224
_LONG_STEMS = 3
_QUOTED_ROW = 3
_MOST_NAMES = 6

Vectors = npt.NDArray[np.float32]
Keys = npt.NDArray[np.int64]


def meaning_keys(vectors: Vectors) -> Keys:
    """Return the keys of N vectors, int64[N, TABLES * NEAREST]; those of a zero vector are -1."""
    if not len(vectors):
        return np.empty((0, TABLES * NEAREST), dtype=np.int64)
    along = vectors.astype(np.float32) @ _directions().T
    keys = []
    for table in range(TABLES):
        part = along[:, table * DIRECTIONS : (table + 1) * DIRECTIONS]
        both = np.concatenate((part, -part), axis=1)
        top = np.argpartition(both, -NEAREST, axis=1)[:, -NEAREST:]
        keys.append(top + table * 2 * DIRECTIONS)
    found = np.concatenate(keys, axis=1).astype(np.int64)
    found[~vectors.any(axis=1)] = -1
    return found


@cache
def _directions() -> Vectors:
    """Return the directions, float32[TABLES * DIRECTIONS, SIZE]: the same everywhere (PCG64, fixed seed)."""
    draws = np.random.Generator(np.random.PCG64(_SEED)).standard_normal((TABLES * DIRECTIONS, SIZE))
    return draws.astype(np.float32)


def slot_keys(profile: Profile) -> frozenset[int]:
    """Return the keys of a statement's slots, as 64-bit numbers."""
    return frozenset(
        int.from_bytes(
            blake2b("\x1f".join(parts).encode("utf-8", "replace"), digest_size=8).digest(), "big", signed=True
        )
        for parts in _slots(profile)
    )


def _slots(profile: Profile) -> Iterator[tuple[str, ...]]:
    statement = profile.statement
    sides = {n for n in profile.names if side_of(n) == n} | profile.lands
    names = sorted(profile.names - sides)[:_MOST_NAMES]
    yield from (("names", *pair) for pair in combinations(names, 2))
    for words in profile.quoted:
        yield from (("quoted", *words[i : i + _QUOTED_ROW]) for i in range(len(words) - _QUOTED_ROW + 1))
    if profile.voice is not None:
        long = sorted(profile.terms - profile.names, key=lambda t: (-len(t), t))[:_LONG_STEMS]
        yield from (("voice", profile.voice, word) for word in (*long, *profile.numbers))
    kind, sort = statement.kind, statement.type or ""
    if kind is StatementKind.FIGURE:
        yield from (("figure", sort, statement.unit or "", word) for word in profile.doers)
        yield ("value", sort, statement.unit or "", str(statement.low), str(statement.high))
    elif kind in {StatementKind.EVENT, StatementKind.CONTROL}:
        yield from ((kind, sort, spot) for spot in profile.spots)
        if profile.days is not None and profile.days.narrow and profile.parties:
            months = {profile.days.first // 31, profile.days.last // 31}
            yield from ((kind, sort, *sorted(profile.parties), str(month)) for month in months)
