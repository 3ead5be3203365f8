"""Pages: the wordings of a store, week by week in columns, gone over to find what may be alike."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import groupby
from typing import Any

import numpy as np
import numpy.typing as npt

from reportedly.store.traces import TraceRows
from reportedly.tracing.embedding import SIZE
from reportedly.tracing.nearness import (
    BITS,
    REACH,
    Columns,
    Cosines,
    Numbers,
    Quantised,
    Signatures,
    alike_in,
    is_far,
    signatures_of,
)
from reportedly.tracing.sieve import TRAITS, Traits

ROOM = 512
"""Wordings of one page: what is written anew where one is added, some 400 kB."""
_LANES = BITS // 64


class Week:
    """The wordings of one week, each column read when it is asked for."""

    def __init__(self, rows: TraceRows, week: int) -> None:
        """Read through `rows`."""
        self._rows, self._week = rows, week

    def _column(self, name: str, kind: npt.DTypeLike, *shape: int) -> npt.NDArray[Any]:
        found = self._rows.where("wording_pages", "week", [self._week], "id", name)
        joined = b"".join(getattr(row, name) for row in sorted(found))
        return np.frombuffer(joined, dtype=kind).reshape(-1, *shape)

    @cached_property
    def numbers(self) -> Numbers:
        """The ids of the wordings, int64[N]."""
        return self._column("numbers", "<i8").astype(np.int64)

    @cached_property
    def vectors(self) -> Quantised:
        """The vectors of the words, int8[N, SIZE]."""
        return self._column("vectors", np.int8, SIZE)

    @cached_property
    def signatures(self) -> Signatures:
        """The signatures, uint64[N, 4]."""
        return self._column("signatures", "<u8", _LANES)

    @cached_property
    def traits(self) -> Traits:
        """What the sieve knows of them, TRAITS[N]."""
        return self._column("traits", TRAITS)


class Pages:
    """The pages of a store, inside one transaction."""

    def __init__(self, rows: TraceRows) -> None:
        """Read and write through `rows`."""
        self._rows = rows
        self._weeks: dict[int, Week] = {}

    def add(self, week: int, numbers: Sequence[int], vectors: Quantised, traits: Traits) -> list[int]:
        """Put wordings of a week at the end of its pages; return the page of each."""
        self._weeks.pop(week, None)
        last = max(self._rows.where("wording_pages", "week", [week], "id", "size"), default=None)
        placed: list[int] = []
        if last is not None and last.size < ROOM:
            (page,) = self._rows.where("wording_pages", "id", [last.id])
            free = ROOM - last.size
            self._rows.delete("wording_pages", "id", [last.id])
            new = (np.array(numbers[:free], dtype=np.int64), vectors[:free], traits[:free])
            held = _columns(page)
            row = page_row(
                last.id,
                week,
                np.concatenate((held[0], new[0])),
                np.concatenate((held[1], new[1])),
                np.concatenate((held[2], new[2])),
            )
            self._rows.insert("wording_pages", [row])
            placed = [last.id] * min(free, len(numbers))
        next_id = self._rows.most("wording_pages", "id") + 1
        for start in range(len(placed), len(numbers), ROOM):
            part = slice(start, start + ROOM)
            inside = np.array(numbers[part], dtype=np.int64)
            self._rows.insert("wording_pages", [page_row(next_id, week, inside, vectors[part], traits[part])])
            placed += [next_id] * len(inside)
            next_id += 1
        return placed

    def remove(self, gone: Collection[tuple[int, int]]) -> None:
        """Take wordings out; each is given with its page."""
        leaving: dict[int, list[int]] = {}
        for number, page in gone:
            leaving.setdefault(page, []).append(number)
        for row in self._rows.where("wording_pages", "id", list(leaving)):
            self._weeks.pop(row.week, None)
            numbers, vectors, traits = _columns(row)
            kept = ~np.isin(numbers, leaving[row.id])
            self._rows.delete("wording_pages", "id", [row.id])
            if kept.any():
                left = page_row(row.id, row.week, numbers[kept], vectors[kept], traits[kept])
                self._rows.insert("wording_pages", [left])

    def alike(self, week: int, asked: Columns, score: float) -> Iterator[tuple[Numbers, Numbers, Cosines]]:
        """Yield pairs of a wording asked about, of a week, and one that is kept, that may reach a score.

        The wordings asked about are among those that are kept. Weeks are best asked about in order: those
        gone by are let go.
        """
        self._weeks = {w: held for w, held in self._weeks.items() if w >= week - REACH}
        for other in sorted({row.week for row in self._rows.every("wording_pages", "week")}):
            far = is_far(week, other)
            if far is not None:
                page = self._weeks.setdefault(other, Week(self._rows, other))
                found = alike_in(page, asked, score, far=far)
                yield asked.numbers[found.rows], page.numbers[found.columns], found.cosines


def page_row(
    number: int, week: int, numbers: Numbers, vectors: Quantised, traits: Traits
) -> dict[str, object]:
    """Return a page as its row."""
    return {
        "id": number,
        "week": week,
        "size": len(numbers),
        "numbers": numbers.astype("<i8").tobytes(),
        "signatures": signatures_of(vectors).astype("<u8").tobytes(),
        "vectors": np.ascontiguousarray(vectors).tobytes(),
        "traits": traits.tobytes(),
    }


def _columns(row: Any) -> tuple[Numbers, Quantised, Traits]:  # noqa: ANN401 -- a row of any query
    numbers = np.frombuffer(row.numbers, dtype="<i8").astype(np.int64)
    vectors = np.frombuffer(row.vectors, dtype=np.int8).reshape(-1, SIZE)
    return numbers, vectors, np.frombuffer(row.traits, dtype=TRAITS)


def by_week(numbers: Collection[int], weeks: Mapping[int, int]) -> Iterator[tuple[int, list[int]]]:
    """Yield each week with the wordings of it, in order."""
    ordered = sorted(numbers, key=lambda n: (weeks[n], n))
    for week, inside in groupby(ordered, key=lambda n: weeks[n]):
        yield week, list(inside)
