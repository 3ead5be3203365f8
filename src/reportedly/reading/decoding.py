"""Decoding: from the encoder's scores to spans of words.

Exact inference on linear-chain CRFs (Lafferty, McCallum and Pereira 2001): Viterbi for the best
tags, the forward recursion for how sure that is.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from reportedly.reading import labels

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]
WordRange = tuple[int, int]
"""Words [first, last)."""


@dataclass(frozen=True, slots=True)
class Chain:
    """Parameters of one CRF over K tags."""

    transitions: Floats
    """Score of going from one tag (row) to the next (column), [K, K]; impossible ones at -1e4."""
    first: Floats
    """Score of beginning with a tag, [K]; impossible ones at -1e4."""


def best_tags(chain: Chain, emissions: Floats) -> tuple[Ints, Floats]:
    """Return the best tags of each sequence and the log-probability of that path.

    emissions is [S, T, K]: S sequences of T words over K tags. Returns tags [S, T] and log p [S].
    """
    path, best = best_paths(chain, emissions)
    return path, (best - _totals(chain, emissions)).astype(np.float32)


def best_paths(chain: Chain, emissions: Floats) -> tuple[Ints, Floats]:
    """Return the best tags of each sequence, [S, T], and their scores, [S] (Viterbi)."""
    count, length, tags = emissions.shape
    if length == 0:
        return np.zeros((count, 0), np.int64), np.zeros(count, np.float32)
    score = emissions[:, 0] + chain.first
    back = np.empty((length, count, tags), np.int8)
    columns = np.ascontiguousarray(chain.transitions.T)
    for t in range(1, length):
        options = score[:, None, :] + columns
        back[t] = options.argmax(axis=2)
        score = options.max(axis=2) + emissions[:, t]
    path = np.empty((count, length), np.int64)
    path[:, -1] = score.argmax(axis=1)
    rows = np.arange(count)
    for t in range(length - 1, 0, -1):
        path[:, t - 1] = back[t, rows, path[:, t]]
    return path, score.max(axis=1)


def _totals(chain: Chain, emissions: Floats) -> Floats:
    """Return the log of the sum over all paths of each sequence, [S] (the forward recursion)."""
    length = emissions.shape[1]
    if length == 0:
        return np.zeros(emissions.shape[0], np.float32)
    peak = emissions.max(axis=2)
    local = np.exp(emissions - peak[..., None])
    weights = np.exp(chain.transitions)
    alpha = local[:, 0] * np.exp(chain.first)
    total = peak.sum(axis=1).astype(np.float64)
    for t in range(1, length):
        norm = alpha.sum(axis=1, keepdims=True)
        total += np.log(norm[:, 0])
        alpha = (alpha / norm) @ weights * local[:, t]
    return np.asarray(total + np.log(alpha.sum(axis=1)))


def best_path(chain: Chain, emissions: Floats) -> Ints:
    """Return the best tags of one sequence, [T], from emissions [T, K]: for few tags faster than arrays."""
    rows = emissions.tolist()
    if not rows:
        return np.zeros(0, np.int64)
    columns = chain.transitions.T.tolist()
    score = [e + f for e, f in zip(rows[0], chain.first.tolist(), strict=True)]
    back: list[list[int]] = []
    for row in rows[1:]:
        came, following = [], []
        for e, column in zip(row, columns, strict=True):
            options = [s + c for s, c in zip(score, column, strict=True)]
            best = max(options)
            came.append(options.index(best))
            following.append(best + e)
        back.append(came)
        score = following
    tag = score.index(max(score))
    path = [tag]
    for came in reversed(back):
        tag = came[tag]
        path.append(tag)
    return np.array(path[::-1], np.int64)


def spans_of(tags: Ints, kinds: int) -> list[list[WordRange]]:
    """Return the spans of each of `kinds` kinds in one BIO sequence [T]."""
    found: list[list[WordRange]] = [[] for _ in range(kinds)]
    for kind, first, last in _runs(tags):
        found[kind].append((first, last))
    return found


def _runs(tags: Ints) -> Iterator[tuple[int, int, int]]:
    """Yield (kind, first, last) of each span in order."""
    places = np.flatnonzero(tags)
    kind, first, last = -1, 0, 0
    for i in places.tolist():
        tag = int(tags[i])
        if kind >= 0 and i == last and tag == labels.inner(kind):
            last = i + 1
            continue
        if kind >= 0:
            yield kind, first, last
        kind, first, last = (tag - 1) // 2, i, i + 1
    if kind >= 0:
        yield kind, first, last
