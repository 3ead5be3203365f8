"""Fitting the weights of a comparison on ECB+, or on gold too: only to compare, neither is shipped."""

from __future__ import annotations

import hashlib
import itertools
from dataclasses import dataclass

import numpy as np

from evaluation.logistic import Floats, Ints, bounded
from evaluation.tracing_gold import Gold, both_ways
from reportedly.tracing.claims import vectors_of
from reportedly.tracing.profile import profile_of
from reportedly.tracing.slots import SLOTS, values_of

ECB_WEIGHT = 0.003
"""In a fit on gold too, what one pair of ECB+ counts against one of gold (9,900 positive pairs, and 56)."""
FOLDS = 10
LEAST_MEANING = 0.35
"""Pairs of gold further apart are not shown to a fit, unless they are positive or share type and parties."""


@dataclass
class Pairs:
    """Compared pairs: their slots, whether they are one claim, and which statements they are."""

    slots: Floats
    same: Ints
    """1, 0, or -1 for a blurred pair."""
    pairs: list[tuple[int, int]]


def pairs_of(gold: Gold) -> Pairs:
    """Return the pairs of statements of different reports that are worth comparing."""
    statements = gold.statements
    words, gists = vectors_of(statements)
    meaning, deed = words @ words.T, gists @ gists.T
    profiles = [profile_of(s) for s in statements]
    same = {p for members in gold.claims.values() for p in both_ways(members)}
    slots, labels, pairs = [], [], []
    for i, j in itertools.combinations(range(len(statements)), 2):
        a, b = statements[i], statements[j]
        if a.report == b.report:
            continue
        alike = a.kind is b.kind and a.type == b.type and bool(profiles[i].parties & profiles[j].parties)
        if meaning[i, j] < LEAST_MEANING and not alike and (i, j) not in same:
            continue
        slots.append(values_of(profiles[i], profiles[j], float(meaning[i, j]), float(deed[i, j])))
        labels.append(1 if (i, j) in same else -1 if (i, j) in gold.blurred else 0)
        pairs.append((i, j))
    return Pairs(np.array(slots), np.array(labels), pairs)


def fitted(slots: Floats, same: Ints, weights: Floats) -> Floats:
    """Return the weights of a logistic regression, the bias last; agreeing never counts against."""
    inputs = np.c_[slots, np.ones(len(slots))]
    return bounded(inputs, same, weights, np.zeros(slots.shape[1]))


def with_ecb(slots: Floats, same: Ints, ecb: Pairs) -> Floats:
    """Return weights fitted on gold pairs and, with less weight and a bias of their own, ECB+ pairs."""
    mark = np.r_[np.zeros(len(slots)), np.full(len(ecb.slots), 10.0)]
    both = np.c_[np.r_[slots, ecb.slots], mark, -mark]
    weights = np.r_[np.ones(len(slots)), np.full(len(ecb.slots), ECB_WEIGHT)]
    found = fitted(both, np.r_[same, ecb.same], weights)
    kept: Floats = np.r_[found[: len(SLOTS)], found[-1]]
    return kept


def held_out(gold: Gold, pairs: Pairs, ecb: Pairs) -> Floats:
    """Return the score of every pair by weights fitted without the claims it touches."""
    fold = {c: int(hashlib.sha256(c.encode()).hexdigest(), 16) % FOLDS for c in gold.claims}
    mine: list[set[int]] = [set() for _ in gold.statements]
    for claim, members in gold.claims.items():
        for i in members:
            mine[i].add(fold[claim])
    folds = [(mine[i] | mine[j]) or {(i + j) % FOLDS} for i, j in pairs.pairs]
    scores = np.zeros(len(pairs.pairs))
    for k in range(FOLDS):
        train = np.array([k not in f for f in folds]) & (pairs.same >= 0)
        weights = with_ecb(pairs.slots[train], pairs.same[train], ecb)
        own = np.array([min(f) == k for f in folds])
        scores[own] = 1 / (1 + np.exp(-(pairs.slots[own] @ weights[:-1] + weights[-1])))
    return scores
