"""Edges: the pairs of a store's wordings that are alike, read where they are asked for, written at last."""

from collections.abc import Collection
from typing import Any

import numpy as np

from reportedly.store.traces import TraceRows
from reportedly.tracing.adjacency import Adjacency
from reportedly.tracing.linkage import Edges


def packed(edges: Edges) -> dict[str, bytes]:
    """Return edges as columns of a row."""
    return {
        "ones": edges.one.astype("<i8").tobytes(),
        "others": edges.other.astype("<i8").tobytes(),
        "scores": edges.score.astype("<f8").tobytes(),
    }


def unpacked_edges(row: Any) -> Edges:  # noqa: ANN401 -- a row of any query
    """Return what `packed` packed."""
    one, other = (np.frombuffer(column, dtype="<i8").astype(np.int64) for column in (row.ones, row.others))
    return Edges(one, other, np.frombuffer(row.scores, dtype="<f8").astype(np.float64))


class StoredEdges:
    """The edges of a store, inside one transaction. What is changed is written by `write`."""

    def __init__(self, rows: TraceRows) -> None:
        """Read and write through `rows`."""
        self._rows, self._held = rows, Adjacency()
        self._read: set[int] = set()
        self._stored: set[int] = set()
        self._changed: set[int] = set()

    def at(self, numbers: Collection[int]) -> Edges:
        """Return the edges of wordings; one between two of them comes twice."""
        self.bring(numbers)
        return self._held.at(numbers)

    def add(self, edges: Edges) -> None:
        """Put in edges that are not there."""
        self.bring({*edges.one.tolist(), *edges.other.tolist()})
        self._changed.update(self._held.add(edges))

    def drop(self, numbers: Collection[int]) -> None:
        """Take away the edges of wordings."""
        self.bring(numbers)
        self.bring(set(self._held.at(numbers).other.tolist()))
        for number in numbers:
            self._changed.update((number, *self._held.drop(number)))

    def write(self) -> None:
        """Write what was changed."""
        changed = sorted(self._changed)
        self._rows.delete("wording_edges", "wording", [n for n in changed if n in self._stored])
        rows: list[dict[str, object]] = []
        for number in changed:
            others, scores = self._held.of(number)
            if len(others):
                packed = {"others": others.astype("<i8").tobytes(), "scores": scores.astype("<f8").tobytes()}
                rows.append({"wording": number, **packed})
        self._rows.insert("wording_edges", rows)
        self._stored = (self._stored - self._changed) | {n for n in changed if len(self._held.of(n)[0])}
        self._changed = set()

    def bring(self, numbers: Collection[int]) -> None:
        """Read the edges of wordings, so that each need not be asked for alone."""
        missing = set(numbers) - self._read
        if not missing:
            return
        self._read |= missing
        for row in self._rows.where("wording_edges", "wording", missing):
            others = np.frombuffer(row.others, dtype="<i8").astype(np.int64)
            self._held.put(row.wording, others, np.frombuffer(row.scores, dtype="<f8").astype(np.float64))
            self._stored.add(row.wording)
