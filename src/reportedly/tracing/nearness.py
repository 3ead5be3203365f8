"""Nearness: which wordings are worth comparing. A matter of the two alone, never of what else is there.

Two that were published in the same or adjoining weeks are near from a moderate cosine on, two that lie weeks
apart only from a high one: nearly all reports of one happening come within days. The far ones are sifted by
how many bits of their signatures differ (random hyperplanes: Charikar 2002) before vectors are looked at.

Vectors are int8 and directions are ±1, so that every sum is a whole number that float32 holds: the same on
every machine, in whatever blocks it is worked out.
"""

from functools import cache
from typing import Any, Protocol

import msgspec
import numpy as np
import numpy.typing as npt

from reportedly.tracing.embedding import SIZE
from reportedly.tracing.sieve import TRAITS, Traits, may_reach
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
_CELLS = 1 << 22
"""Cosines worked out at once: 16 MB of them."""

Vectors = npt.NDArray[np.float32]
Quantised = npt.NDArray[np.int8]
Signatures = npt.NDArray[np.uint64]
Numbers = npt.NDArray[np.int64]
Cosines = npt.NDArray[np.float64]


class Pairs(msgspec.Struct, frozen=True):
    """Pairs that are near: a row of those asked about, a column of those gone over, their cosine."""

    rows: Numbers
    columns: Numbers
    cosines: Cosines

    def taken(self, places: Numbers | npt.NDArray[np.bool_]) -> "Pairs":
        """Return some of the pairs."""
        return Pairs(self.rows[places], self.columns[places], self.cosines[places])

    @staticmethod
    def joined(several: list["Pairs"]) -> "Pairs":
        """Return all of several."""
        if not several:
            return Pairs(np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0))
        columns = zip(*((p.rows, p.columns, p.cosines) for p in several), strict=True)
        return Pairs(*(np.concatenate(column) for column in columns))


class Columns(Protocol):
    """Wordings in columns."""

    @property
    def numbers(self) -> Numbers:
        """The numbers, int64[N]."""

    @property
    def vectors(self) -> Quantised:
        """The vectors of the words, int8[N, SIZE]."""

    @property
    def signatures(self) -> Signatures:
        """The signatures, uint64[N, 4]."""

    @property
    def traits(self) -> Traits:
        """What the sieve knows of them, TRAITS[N]."""


class Page:
    """Wordings of one week in columns: number, vector, signature, traits."""

    def __init__(self) -> None:
        """Start empty."""
        self._count = 0
        self._columns: list[npt.NDArray[Any]] = [
            np.empty(_FIRST_ROOM, dtype=np.int64),
            np.empty((_FIRST_ROOM, SIZE), dtype=np.int8),
            np.empty((_FIRST_ROOM, _LANES), dtype=np.uint64),
            np.empty(_FIRST_ROOM, dtype=TRAITS),
        ]

    def __len__(self) -> int:
        """Return how many wordings it holds."""
        return self._count

    @property
    def numbers(self) -> Numbers:
        """The numbers, int64[N]."""
        return self._columns[0][: self._count]

    @property
    def vectors(self) -> Quantised:
        """The vectors of the words, int8[N, SIZE]."""
        return self._columns[1][: self._count]

    @property
    def signatures(self) -> Signatures:
        """The signatures, uint64[N, 4]."""
        return self._columns[2][: self._count]

    @property
    def traits(self) -> Traits:
        """What the sieve knows of them, TRAITS[N]."""
        return self._columns[3][: self._count]

    def add(self, numbers: Numbers, vectors: Quantised, signatures: Signatures, traits: Traits) -> None:
        """Put wordings at the end."""
        end, room = self._count + len(numbers), len(self._columns[0])
        if end > room:
            more = max(end, 2 * room) - room
            self._columns = [
                np.concatenate((c, np.empty((more, *c.shape[1:]), dtype=c.dtype))) for c in self._columns
            ]
        for column, new in zip(self._columns, (numbers, vectors, signatures, traits), strict=True):
            column[self._count : end] = new
        self._count = end

    def remove(self, numbers: Numbers) -> None:
        """Take wordings out."""
        kept = np.flatnonzero(~np.isin(self.numbers, numbers))
        for column in self._columns:
            column[: len(kept)] = column[kept]
        self._count = len(kept)


def is_far(one: int, other: int) -> bool | None:
    """Return whether two weeks are far from each other, False where they adjoin; None where out of reach."""
    apart = 0 if NO_WEEK in {one, other} else abs(one - other)
    return None if apart > REACH else apart > 1


def alike_in(page: Columns, asked: Columns, score: float, *, far: bool) -> Pairs:
    """Return which wordings asked about are near which of a page, and may reach a score with them."""
    if not far:
        return alike(page.vectors, page.traits, asked.vectors, asked.traits, score)
    rows, columns = sifted(page.signatures, asked.signatures)
    if not len(rows):
        return Pairs.joined([])
    found = far_enough(rows, columns, asked.vectors[rows], page.vectors[columns])
    return reaching(found, page.traits, asked.traits, score)


def alike(theirs: Quantised, their_traits: Traits, vectors: Quantised, traits: Traits, score: float) -> Pairs:
    """Return which of N wordings are near which of M of adjoining weeks, and may reach a score with them."""
    if not len(theirs):
        return Pairs.joined([])
    wide, long = _wide(theirs).T, lengths(theirs)
    step = max(1, _CELLS // len(theirs))
    found: list[Pairs] = []
    for start in range(0, len(vectors), step):
        part = slice(start, start + step)
        pairs = reaching(_near(wide, long, vectors[part]), their_traits, traits[part], score)
        found.append(Pairs(pairs.rows + start, pairs.columns, pairs.cosines))
    return Pairs.joined(found)


def reaching(pairs: Pairs, theirs: Traits, mine: Traits, score: float) -> Pairs:
    """Return those of pairs that may reach a score."""
    return pairs.taken(may_reach(score, mine, theirs, (pairs.rows, pairs.columns), pairs.cosines))


def near(theirs: Quantised, vectors: Quantised) -> Pairs:
    """Return which of N wordings are near which of M of the same or adjoining weeks."""
    return _near(_wide(theirs).T, lengths(theirs), vectors)


def _near(wide: Vectors, long: Cosines, vectors: Quantised) -> Pairs:
    dots = _wide(vectors) @ wide
    # a first sieve without the lengths: quantised unit vectors are 127 long, give or take a twentieth
    rows, columns = np.nonzero(dots >= NEAR * _SCALE**2 * _LOOSE)
    cosines = dots[rows, columns] / np.maximum(lengths(vectors)[rows] * long[columns], 1.0)
    kept = cosines >= NEAR
    return Pairs(rows[kept], columns[kept], cosines[kept])


def sifted(theirs: Signatures, signatures: Signatures) -> tuple[Numbers, Numbers]:
    """Return rows of N and of M far wordings whose signatures differ little enough for a closer look."""
    step = max(1, _CELLS // max(1, len(theirs)))
    found: list[tuple[Numbers, Numbers]] = []
    for start in range(0, len(signatures), step):
        part = signatures[start : start + step]
        differ = np.zeros((len(part), len(theirs)), dtype=np.uint16)
        for lane in range(_LANES):
            differ += np.bitwise_count(part[:, lane, None] ^ theirs[:, lane])
        rows, columns = np.nonzero(differ <= APART)
        found.append((rows + start, columns))
    if not found:
        return np.empty(0, np.int64), np.empty(0, np.int64)
    rows, columns = (np.concatenate(each) for each in zip(*found, strict=True))
    return rows, columns


def far_enough(rows: Numbers, columns: Numbers, vectors: Quantised, theirs: Quantised) -> Pairs:
    """Return those of sifted pairs, given by their vectors row by row, that are near though weeks apart."""
    cosines = cosines_between(vectors, theirs)
    kept = cosines >= FAR
    return Pairs(rows[kept], columns[kept], cosines[kept])


def cosines_between(one: Quantised, other: Quantised) -> Cosines:
    """Return the cosines of N pairs of vectors, given row by row, float64[N]; 0 for a zero vector."""
    cosines = np.empty(len(one))
    for start in range(0, len(one), _AT_ONCE):
        part = slice(start, start + _AT_ONCE)
        a, b = _wide(one[part]), _wide(other[part])
        dots, mine, own = (np.einsum("ij,ij->i", x, y) for x, y in ((a, b), (a, a), (b, b)))
        long = np.sqrt(mine.astype(np.float64)) * np.sqrt(own.astype(np.float64))
        cosines[part] = dots.astype(np.float64) / np.maximum(long, 1.0)
    return cosines


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
