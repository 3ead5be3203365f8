"""Fit: weights of the slots by logistic regression, and a bias at which the store's threshold is right.

Only pairs that the store compares are shown (`NEAR`). No weight is negative: what agrees never counts
against. The claims of a story are few and some have many pairs, so a pair of a claim with n pairs counts
1/sqrt(n). ECB+ (Cybulska & Vossen 2014) counts with a bias of its own, and little.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from evaluation.logistic import Floats, Ints, bounded
from reportedly.tracing.clustering import clusters_of
from reportedly.tracing.linkage import KEPT, LEAST
from reportedly.tracing.nearness import NEAR
from reportedly.tracing.slots import SLOTS, Slot
from training.claims.labels import SAME_STRETCH, Stretch
from training.claims.pairs import Pairs

FLOOR = 0.5
FLOORED = (Slot.WHERE, Slot.WHEN, Slot.NUMBER, Slot.STATUS, Slot.DENIAL)
"""Slots that count at least `FLOOR`, a convention: the stories have few happenings that only differ so."""
ECB_WEIGHT = 0.003
"""What a pair of ECB+ counts: 100,000 of them would drown the rest; more of it made no story better."""
SHIFTS = tuple(round(0.5 * n, 1) for n in range(17))
"""Additions to the fitted bias that are tried; the one with the best B³ at the store's threshold is taken."""

NEARLY = 1.0
"""Points of F1 given up for fewer wrong joins."""


@dataclass(frozen=True)
class Outside:
    """Pairs of another corpus."""

    slots: Floats
    same: Ints


def fitted(pairs: Sequence[Pairs], outside: Outside | None = None) -> Floats:
    """Return the weights of the slots, and the bias last, not yet shifted."""
    blocks = [_block(p) for p in pairs]
    inputs = np.concatenate([b[0] for b in blocks])
    same = np.concatenate([b[1] for b in blocks])
    counts = np.concatenate([b[2] for b in blocks])
    own = np.zeros(len(inputs))
    if outside is not None:
        inputs = np.concatenate((inputs, outside.slots))
        same = np.concatenate((same, outside.same))
        counts = np.concatenate((counts, np.full(len(outside.same), ECB_WEIGHT)))
        own = np.concatenate((own, np.ones(len(outside.same))))
    least = np.array([FLOOR if slot in FLOORED else 0.0 for slot in SLOTS])
    found = bounded(np.c_[inputs, own, np.ones(len(inputs))], same, counts, least)
    return np.r_[found[: len(SLOTS)], found[-1]]


def _block(pairs: Pairs) -> tuple[Floats, Ints, Floats]:
    """Return the slots, labels and counts of the pairs that are labelled and compared."""
    kept = (pairs.same >= 0) & (pairs.slots[:, 0] >= NEAR)
    claims = [
        min(pairs.claims[i] & pairs.claims[j], default="") if same == 1 else None
        for (i, j), same in zip(pairs.at[kept], pairs.same[kept], strict=True)
    ]
    many = Counter(claims)
    counts = np.array([1.0 if claim is None else many[claim] ** -0.5 for claim in claims])
    return pairs.slots[kept], pairs.same[kept], counts


def clusters(pairs: Pairs, weights: Floats, least: float = LEAST) -> list[frozenset[int]]:
    """Return the clusters of a story's statements, as the store makes them."""
    scores = 1 / (1 + np.exp(-np.clip(pairs.slots @ weights[:-1] + weights[-1], -50, 50)))
    names = [f"{i:06}" for i in range(len(pairs.statements))]
    counted = (scores >= least * KEPT / LEAST) & (pairs.slots[:, 0] >= NEAR)
    edges = {
        (names[i], names[j]): float(s) for (i, j), s in zip(pairs.at[counted], scores[counted], strict=True)
    }
    barred = [(names[i], names[j]) for i, j in pairs.at[pairs.barred]]
    return [frozenset(map(int, c)) for c in clusters_of(names, edges, barred, least)]


def b_cubed(pairs: Pairs, found: Sequence[frozenset[int]]) -> tuple[float, float, float]:
    """Return the sums of precision and of recall over the members of claims of two reports, and their number.

    As gold does, one statement of each report stands for a claim, the first; what else the report has of it
    is neither right nor wrong. All others in a cluster count against it, those apart of which it cannot be
    said; statements of a report that share their words count as one together.
    """
    counts = _counts(pairs)
    at = {i: cluster for cluster in found for i in cluster}
    right: dict[str, list[int]] = defaultdict(list)
    open_to: dict[str, set[int]] = defaultdict(set)
    for i, (claims, opened) in enumerate(zip(pairs.claims, pairs.open, strict=True)):
        for claim in claims:
            right[claim].append(i)
        for claim in opened:
            open_to[claim].add(i)
    precision = recall = number = 0.0
    for claim, inside in right.items():
        members = list({pairs.statements[i].report: i for i in reversed(inside)}.values())
        if len(members) < 2:
            continue
        for i in members:
            hit = len(at[i].intersection(members))
            wrong = sum(counts[j] for j in at[i] - set(inside) - open_to[claim])
            precision += hit / (hit + wrong)
            recall += hit / len(members)
            number += 1
    return precision, recall, number


def _counts(pairs: Pairs) -> Floats:
    """Return 1 for each statement over how many of its report share its words."""
    stretches = [Stretch(s.report, s.spans[0].start, s.spans[-1].end) for s in pairs.statements]
    inside: dict[str, list[Stretch]] = defaultdict(list)
    for stretch in stretches:
        inside[stretch.report].append(stretch)
    return np.array([1 / sum(s.shared(o) >= SAME_STRETCH for o in inside[s.report]) for s in stretches])


def f1(sums: Sequence[tuple[float, float, float]]) -> tuple[float, float, float]:
    """Return precision, recall and F1 in percent of the sums of several stories."""
    precision, recall, number = (sum(s[k] for s in sums) for k in range(3))
    p, r = precision / number, recall / number
    return 100 * p, 100 * r, 200 * p * r / (p + r) if p + r else 0.0


def shifted(weights: Floats, shift: float) -> Floats:
    """Return weights with something added to the bias."""
    return np.r_[weights[:-1], weights[-1] + shift]


def best_shift(pairs: Sequence[Pairs], folds: Sequence[Floats]) -> tuple[float, float]:
    """Return the surest shift whose B³ over stories, each by its own weights, is good; and that F1.

    The least that comes within `NEARLY` of the best: stories were chosen for what they share, and elsewhere
    there is less to join and as much to join wrongly.
    """
    worth = [
        (f1([b_cubed(p, clusters(p, shifted(w, s))) for p, w in zip(pairs, folds, strict=True)])[2], s)
        for s in SHIFTS
    ]
    best = max(worth)[0]
    return next((s, value) for value, s in worth if value >= best - NEARLY)
