"""Adjacency: the edges of wordings, of each in two columns, so that a hundred cost as little as one."""

from collections.abc import Collection

import numpy as np

from reportedly.tracing.linkage import Edges, Numbers, Scores

_NONE: tuple[Numbers, Scores] = np.empty(0, np.int64), np.empty(0)


class Adjacency:
    """Edges by wording, each at both of its ends."""

    def __init__(self) -> None:
        """Start without edges."""
        self._held: dict[int, tuple[Numbers, Scores]] = {}

    def at(self, numbers: Collection[int]) -> Edges:
        """Return the edges of wordings; one between two of them comes twice."""
        return Edges.joined(
            [
                Edges(np.full(len(others), n), others, scores)
                for n in numbers
                for others, scores in (self.of(n),)
                if len(others)
            ]
        )

    def of(self, number: int) -> tuple[Numbers, Scores]:
        """Return the other ends of a wording's edges, and their scores."""
        return self._held.get(number, _NONE)

    def put(self, number: int, others: Numbers, scores: Scores) -> None:
        """Have a wording have these edges, at its own end."""
        self._held[number] = others, scores

    def add(self, edges: Edges) -> list[int]:
        """Put in edges that are not there; return the wordings that have others now."""
        if not len(edges):
            return []
        ends = np.concatenate((edges.one, edges.other))
        order = np.argsort(ends, kind="stable")
        others = np.concatenate((edges.other, edges.one))[order]
        scores = np.concatenate((edges.score, edges.score))[order]
        numbers, starts = np.unique(ends[order], return_index=True)
        for n, new, score in zip(
            numbers.tolist(), np.split(others, starts[1:]), np.split(scores, starts[1:]), strict=True
        ):
            before = self.of(n)
            self._held[n] = np.concatenate((before[0], new)), np.concatenate((before[1], score))
        return list(map(int, numbers))

    def drop(self, number: int) -> list[int]:
        """Take away the edges of a wording; return the others that had them."""
        others, _ = self._held.pop(number, _NONE)
        for other in others.tolist():
            ends, scores = self.of(other)
            kept = ends != number
            self._held[other] = ends[kept], scores[kept]
        return list(map(int, others))
