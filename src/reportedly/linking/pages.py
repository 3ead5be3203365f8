"""Pages: the vectors of a store's wordings, week by week in columns, gone over to find what is near."""

from collections.abc import Collection, Iterator, Sequence
from itertools import groupby
from typing import Any

import numpy as np

from reportedly.store.traces import TraceRows
from reportedly.tracing.embedding import SIZE
from reportedly.tracing.nearness import (
    BITS,
    REACH,
    Numbers,
    Pairs,
    Quantised,
    Signatures,
    far_enough,
    near,
    sifted,
    signatures_of,
)
from reportedly.tracing.wordings import NO_WEEK

ROOM = 512
"""Wordings of one page: what is written anew where one is added, some 200 kB."""
_LANES = BITS // 64


class Pages:
    """The pages of a store, inside one transaction."""

    def __init__(self, rows: TraceRows) -> None:
        """Read and write through `rows`."""
        self._rows = rows

    def add(self, week: int, numbers: Sequence[int], vectors: Quantised) -> list[int]:
        """Put wordings of a week at the end of its pages; return the page of each."""
        last = max(self._rows.where("wording_pages", "week", [week], "id", "size"), default=None)
        placed: list[int] = []
        if last is not None and last.size < ROOM:
            (page,) = self._rows.where("wording_pages", "id", [last.id])
            free = ROOM - last.size
            self._rows.delete("wording_pages", "id", [last.id])
            held = _columns(page)
            joined = np.concatenate((held[0], np.array(numbers[:free], dtype=np.int64)))
            both = np.concatenate((held[1], vectors[:free]))
            self._rows.insert("wording_pages", [page_row(last.id, week, joined, both)])
            placed = [last.id] * min(free, len(numbers))
        next_id = self._rows.most("wording_pages", "id") + 1
        for start in range(len(placed), len(numbers), ROOM):
            part = np.array(numbers[start : start + ROOM], dtype=np.int64)
            row = page_row(next_id, week, part, vectors[start : start + ROOM])
            self._rows.insert("wording_pages", [row])
            placed += [next_id] * len(part)
            next_id += 1
        return placed

    def remove(self, gone: Collection[tuple[int, int]]) -> None:
        """Take wordings out; each is given with its page."""
        leaving: dict[int, list[int]] = {}
        for number, page in gone:
            leaving.setdefault(page, []).append(number)
        for row in self._rows.where("wording_pages", "id", list(leaving)):
            numbers, vectors = _columns(row)
            kept = ~np.isin(numbers, leaving[row.id])
            self._rows.delete("wording_pages", "id", [row.id])
            if kept.any():
                self._rows.insert("wording_pages", [page_row(row.id, row.week, numbers[kept], vectors[kept])])

    def near(self, week: int, vectors: Quantised) -> Iterator[Pairs]:
        """Yield which of N wordings of a week are near which that are kept; they themselves among them."""
        close, away = _reach(week)
        columns = ("week", "numbers", "vectors")
        # an undated report may be of any week
        found = (
            self._rows.every("wording_pages", *columns)
            if close is None
            else self._rows.where("wording_pages", "week", close, *columns)
        )
        for row in found:
            numbers = np.frombuffer(row.numbers, dtype="<i8").astype(np.int64)
            yield near(numbers, np.frombuffer(row.vectors, dtype=np.int8).reshape(-1, SIZE), vectors)
        if not away:
            return
        signatures = signatures_of(vectors)
        survivors: list[tuple[Numbers, Numbers]] = []
        for row in self._rows.where("wording_pages", "week", away, "numbers", "signatures"):
            theirs: Signatures = np.frombuffer(row.signatures, dtype="<u8").reshape(-1, _LANES)
            at, their = sifted(theirs, signatures)
            if len(at):
                survivors.append((at, np.frombuffer(row.numbers, dtype="<i8").astype(np.int64)[their]))
        if survivors:
            at, numbers = (np.concatenate(column) for column in zip(*survivors, strict=True))
            yield far_enough(at, numbers, vectors[at], self._vectors(numbers))

    def _vectors(self, numbers: Numbers) -> Quantised:
        """Return the vectors of wordings, one row each."""
        wanted, row = np.unique(numbers, return_inverse=True)
        rows = self._rows.where("wordings", "id", wanted.tolist(), "id", "words")
        held = {each.id: each.words for each in rows}
        joined = b"".join(held[n] for n in wanted.tolist())
        return np.frombuffer(joined, dtype=np.int8).reshape(-1, SIZE)[row]


def page_row(number: int, week: int, numbers: Numbers, vectors: Quantised) -> dict[str, object]:
    """Return a page as its row."""
    return {
        "id": number,
        "week": week,
        "size": len(numbers),
        "numbers": numbers.astype("<i8").tobytes(),
        "signatures": signatures_of(vectors).astype("<u8").tobytes(),
        "vectors": np.ascontiguousarray(vectors).tobytes(),
    }


def _columns(row: Any) -> tuple[Numbers, Quantised]:  # noqa: ANN401 -- a row of any query
    numbers = np.frombuffer(row.numbers, dtype="<i8").astype(np.int64)
    return numbers, np.frombuffer(row.vectors, dtype=np.int8).reshape(-1, SIZE)


def _reach(week: int) -> tuple[list[int] | None, list[int]]:
    """Return the weeks near a week (None is all of them), and those further off that are in reach."""
    if week == NO_WEEK:
        return None, []
    close = [NO_WEEK, *range(week - 1, week + 2)]
    return close, [w for w in range(week - REACH, week + REACH + 1) if w not in close]


def by_week(numbers: Collection[int], weeks: dict[int, int]) -> Iterator[tuple[int, list[int]]]:
    """Yield each week with the wordings of it, in order."""
    ordered = sorted(numbers, key=lambda n: (weeks[n], n))
    for week, inside in groupby(ordered, key=lambda n: weeks[n]):
        yield week, list(inside)
