"""Opposing: which of many wordings may contradict each other, found under their keys all at once."""

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

from reportedly.tracing.nearness import REACH
from reportedly.tracing.wordings import NO_WEEK

_AT_ONCE = 20_000
"""Keys looked up at once."""

Numbers = npt.NDArray[np.int64]


class Filed:
    """Wordings under the keys by which they are found, week by week."""

    def __init__(self, weeks: Sequence[int], keys: Sequence[Sequence[int]]) -> None:
        """Take week and `contradictions.opposed_keys` of each wording; wordings go by their places."""
        self._weeks = np.array(weeks, dtype=np.int64)
        filed = _flat(keys)
        self._keys = np.unique(filed[0])
        self._span = int(self._weeks.max(initial=0)) + 1
        places = self._place(np.searchsorted(self._keys, filed[0]), self._weeks[filed[1]])
        order = np.argsort(places, kind="stable")
        self._places, self._filed = places[order], filed[1][order]

    def pairs(self, keys: Sequence[Sequence[int]]) -> Iterator[tuple[int, int]]:
        """Yield the pairs that may contradict each other, in order, each once and the lower place first.

        `keys` are the `contradictions.opposing_keys` of each wording.
        """
        asked, who = _flat(keys)
        found = [np.empty(0, dtype=np.int64)]
        count = len(self._weeks)
        for start in range(0, len(asked), _AT_ONCE):
            part, mine = asked[start : start + _AT_ONCE], who[start : start + _AT_ONCE]
            at = np.minimum(np.searchsorted(self._keys, part), max(0, len(self._keys) - 1))
            known = self._keys[at] == part if len(self._keys) else np.zeros(len(part), dtype=bool)
            for low, high, wanted in self._ranges(self._weeks[mine]):
                held = np.flatnonzero(known & wanted)
                begin = np.searchsorted(self._places, self._place(at[held], low[held]))
                end = np.searchsorted(self._places, self._place(at[held], high[held]), side="right")
                one, other = _ranged(mine[held], begin, end, self._filed)
                pairs = np.minimum(one, other) * count + np.maximum(one, other)
                found.append(np.unique(pairs[one != other]))
        for pair in np.unique(np.concatenate(found)).tolist():
            yield divmod(pair, count)

    def _place(self, key: Numbers, week: Numbers) -> Numbers:
        return key * self._span + week

    def _ranges(self, week: Numbers) -> Iterator[tuple[Numbers, Numbers, npt.NDArray[np.bool_]]]:
        """Yield first and last week that are looked through, and for which of those who ask."""
        dated = week != NO_WEEK
        first, last = np.full(len(week), NO_WEEK), np.full(len(week), self._span - 1)
        near = np.maximum(week - REACH, NO_WEEK + 1), np.minimum(week + REACH, self._span - 1)
        yield np.where(dated, near[0], first), np.where(dated, near[1], last), np.ones(len(week), dtype=bool)
        yield first, first, dated


def _flat(keys: Sequence[Sequence[int]]) -> tuple[Numbers, Numbers]:
    """Return all keys, and whose each is."""
    many = np.fromiter(map(len, keys), dtype=np.int64, count=len(keys))
    flat = np.fromiter((k for mine in keys for k in mine), dtype=np.int64, count=int(many.sum()))
    return flat, np.repeat(np.arange(len(keys)), many)


def _ranged(who: Numbers, begin: Numbers, end: Numbers, filed: Numbers) -> tuple[Numbers, Numbers]:
    """Return each of `who` with each of `filed` from `begin` to `end`."""
    many = end - begin
    ones = np.repeat(who, many)
    inside = np.arange(int(many.sum())) - np.repeat(np.cumsum(many) - many, many)
    return ones, filed[np.repeat(begin, many) + inside]
