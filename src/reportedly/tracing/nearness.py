"""Nearness: which wordings are worth comparing. A matter of the two alone, never of what else is there.

Two that were published in the same or adjoining weeks are near from a moderate cosine on, two that lie weeks
apart only from a high one: nearly all reports of one happening come within days. The far ones are sifted by
how many bits of their signatures differ (random hyperplanes: Charikar 2002) before vectors are looked at.

Vectors are int8 and directions are ±1, so that every sum is a whole number that float32 holds: the same on
every machine, in whatever blocks it is worked out.
"""

from functools import cache

import msgspec
import numpy as np
import numpy.typing as npt

from reportedly.tracing.embedding import SIZE
from reportedly.tracing.wordings import NO_WEEK

NEAR = 0.45
"""Cosine of the words from which wordings of the same or adjoining weeks are compared."""
FAR = 0.6
"""Cosine from which those further apart are."""
BITS = 256
APART = 85
"""Bits in which the signatures of far ones may differ: nine tenths of those with the cosine of 0.6 do so."""
REACH = 6
"""Weeks between two wordings that are compared, at most: always within 42 days, never beyond 48."""
_SCALE = 127
_SEED = 20260224
_LANES = BITS // 64
_FIRST_ROOM = 64
_LOOSE = 0.9
_AT_ONCE = 1024
"""Pairs of vectors gone over at once: what a core's cache holds."""

Vectors = npt.NDArray[np.float32]
Quantised = npt.NDArray[np.int8]
Signatures = npt.NDArray[np.uint64]
Numbers = npt.NDArray[np.int64]
Cosines = npt.NDArray[np.float64]


class Pairs(msgspec.Struct, frozen=True):
    """Pairs that are near: row of the first, number of the second, cosine."""

    rows: Numbers
    numbers: Numbers
    cosines: Cosines


class Page:
    """Wordings of one week in columns: number, vector, signature."""

    def __init__(self, numbers: Numbers | None = None, vectors: Quantised | None = None) -> None:
        """Start empty, or with what is given; signatures are worked out."""
        self._count = 0
        self._numbers: Numbers = np.empty(_FIRST_ROOM, dtype=np.int64)
        self._vectors: Quantised = np.empty((_FIRST_ROOM, SIZE), dtype=np.int8)
        self._signatures: Signatures = np.empty((_FIRST_ROOM, _LANES), dtype=np.uint64)
        if numbers is not None and vectors is not None:
            self.add(numbers, vectors)

    def __len__(self) -> int:
        """Return how many wordings it holds."""
        return self._count

    @property
    def numbers(self) -> Numbers:
        """The numbers, int64[N]."""
        return self._numbers[: self._count]

    @property
    def vectors(self) -> Quantised:
        """The vectors of the words, int8[N, SIZE]."""
        return self._vectors[: self._count]

    @property
    def signatures(self) -> Signatures:
        """The signatures, uint64[N, 4]."""
        return self._signatures[: self._count]

    def add(self, numbers: Numbers, vectors: Quantised, signatures: Signatures | None = None) -> None:
        """Put wordings at the end."""
        end = self._count + len(numbers)
        room = len(self._numbers)
        if end > room:
            more = max(end, 2 * room) - room
            self._numbers = np.concatenate((self._numbers, np.empty(more, dtype=np.int64)))
            self._vectors = np.concatenate((self._vectors, np.empty((more, SIZE), dtype=np.int8)))
            blank = np.empty((more, _LANES), dtype=np.uint64)
            self._signatures = np.concatenate((self._signatures, blank))
        self._numbers[self._count : end] = numbers
        self._vectors[self._count : end] = vectors
        found = signatures_of(vectors) if signatures is None else signatures
        self._signatures[self._count : end] = found
        self._count = end

    def remove(self, numbers: Numbers) -> None:
        """Take wordings out."""
        kept = np.flatnonzero(~np.isin(self.numbers, numbers))
        for column in (self._numbers, self._vectors, self._signatures):
            column[: len(kept)] = column[kept]
        self._count = len(kept)


def is_far(one: int, other: int) -> bool | None:
    """Return whether two weeks are far from each other, False where they adjoin; None where out of reach."""
    apart = 0 if NO_WEEK in {one, other} else abs(one - other)
    return None if apart > REACH else apart > 1


def near_in(page: Page, vectors: Quantised, signatures: Signatures, *, far: bool) -> Pairs:
    """Return which of N wordings are near which of a page."""
    if not far:
        return near(page.numbers, page.vectors, vectors)
    rows, columns = sifted(page.signatures, signatures)
    return far_enough(rows, page.numbers[columns], vectors[rows], page.vectors[columns])


def near(numbers: Numbers, theirs: Quantised, vectors: Quantised) -> Pairs:
    """Return which of N wordings are near which of M of the same or adjoining weeks."""
    if not len(numbers) or not len(vectors):
        return Pairs(np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0))
    dots = _wide(vectors) @ _wide(theirs).T
    # a first sieve without the lengths: quantised unit vectors are 127 long, give or take a twentieth
    rows, columns = np.nonzero(dots >= NEAR * _SCALE**2 * _LOOSE)
    asked, at = np.unique(columns, return_inverse=True)
    long = lengths(vectors)[rows] * lengths(theirs[asked])[at]
    cosines = dots[rows, columns].astype(np.float64) / np.maximum(long, 1.0)
    kept = cosines >= NEAR
    return Pairs(rows[kept], numbers[columns[kept]], cosines[kept])


def sifted(theirs: Signatures, signatures: Signatures) -> tuple[Numbers, Numbers]:
    """Return rows of N and of M far wordings whose signatures differ little enough for a closer look."""
    differ = np.zeros((len(signatures), len(theirs)), dtype=np.uint16)
    for lane in range(_LANES):
        differ += np.bitwise_count(signatures[:, lane, None] ^ theirs[:, lane])
    rows, columns = np.nonzero(differ <= APART)
    return rows, columns


def far_enough(rows: Numbers, numbers: Numbers, vectors: Quantised, theirs: Quantised) -> Pairs:
    """Return those of sifted pairs, given by their vectors row by row, that are near though weeks apart."""
    cosines = np.empty(len(rows))
    for start in range(0, len(rows), _AT_ONCE):
        part = slice(start, start + _AT_ONCE)
        one, other = _wide(vectors[part]), _wide(theirs[part])
        dots, mine, own = (np.einsum("ij,ij->i", a, b) for a, b in ((one, other), (one, one), (other, other)))
        long = np.sqrt(mine.astype(np.float64)) * np.sqrt(own.astype(np.float64))
        cosines[part] = dots.astype(np.float64) / np.maximum(long, 1.0)
    kept = cosines >= FAR
    return Pairs(rows[kept], numbers[kept], cosines[kept])


def quantised(vectors: Vectors) -> Quantised:
    """Return unit vectors as int8: 127 is 1."""
    found: Quantised = np.clip(np.rint(vectors * _SCALE), -_SCALE, _SCALE).astype(np.int8)
    return found


def signatures_of(vectors: Quantised) -> Signatures:
    """Return the signatures of N vectors, uint64[N, 4]: on which side of 256 hyperplanes each lies."""
    sides = _wide(vectors) @ _directions().T > 0
    packed = np.packbits(sides, axis=1, bitorder="little")
    return np.ascontiguousarray(packed).view("<u8").astype(np.uint64)


def cosine(one: Quantised, other: Quantised) -> float:
    """Return the cosine of two vectors; 0 for a zero vector."""
    long = lengths(one[None])[0] * lengths(other[None])[0]
    return float(np.dot(_wide(one), _wide(other))) / max(float(long), 1.0)


def cosines_of(rows: Quantised, row: Quantised) -> Cosines:
    """Return the cosines of N vectors and one, float64[N]."""
    dots = (_wide(rows) @ _wide(row)).astype(np.float64)
    found: Cosines = dots / np.maximum(lengths(rows) * lengths(row[None])[0], 1.0)
    return found


def lengths(rows: Quantised) -> Cosines:
    """Return the lengths of N vectors, float64[N]."""
    wide = _wide(rows)
    found: Cosines = np.sqrt(np.einsum("ij,ij->i", wide, wide).astype(np.float64))
    return found


def _wide(rows: Quantised) -> Vectors:
    return rows.astype(np.float32)


@cache
def _directions() -> Vectors:
    """Return the hyperplanes, float32[256, SIZE] of ±1: the same everywhere (PCG64, fixed seed)."""
    draws = np.random.Generator(np.random.PCG64(_SEED)).integers(0, 2, (BITS, SIZE))
    return (2 * draws - 1).astype(np.float32)
