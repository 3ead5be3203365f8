"""Fit: vectors of word pieces whose sums point where the teacher puts the texts.

First distilled (cf. model2vec: Tulkens & van Dongen 2024): from the teacher's vectors of lone pieces,
weighed by rarity (SIF: Arora, Liang & Ma 2017) and turned by one ridge regression, to vectors of their own by
gradient.
Then judged: pairs that people scored are fitted by correlation while distilling goes on, so that what the
vectors say of other texts stays near the teacher.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor, nn
from torch.nn import functional

Floats = npt.NDArray[np.float32]
Pieces = list[list[int]]

EPOCHS = 4
BATCH = 512
RATE = 2e-3
JUDGED_STEPS = 300
JUDGED_RATE = 5e-4
_RARITY = 1e-3
_RIDGE = 1.0
_RIDGE_TEXTS = 60_000
_SHARP = 0.05
"""Temperature of the similarities within a batch."""
_RANKS = 0.1
"""What their divergence counts, beside the angle to the teacher's own vector."""
_PEOPLE = 0.3
"""What 1 - Pearson's r of one set of judged pairs counts."""
_PAIRS = 128


def gathered(texts: Iterable[Sequence[int]]) -> tuple[Tensor, Tensor]:
    """Return the pieces of texts in one row, and where each text begins."""
    rows = list(texts)
    starts = np.cumsum([0] + [len(r) for r in rows[:-1]])
    return torch.from_numpy(np.concatenate([np.asarray(r, dtype=np.int64) for r in rows])), torch.from_numpy(
        starts
    )


def summed(vectors: Tensor, texts: Iterable[Sequence[int]]) -> Tensor:
    """Return the unit vector of each text."""
    flat, starts = gathered(texts)
    sums = functional.embedding_bag(flat, vectors, starts, mode="sum", sparse=vectors.requires_grad)
    return functional.normalize(sums, dim=1)


def beginning(lone: Floats, pieces: Pieces, taught: npt.NDArray[np.float16]) -> Floats:
    """Return where fitting begins, float32[P, D], from the teacher's vectors of lone pieces."""
    counts = np.bincount(np.concatenate([np.asarray(p) for p in pieces]), minlength=len(lone)) + 0.5
    share = counts / counts.sum()
    weighed = ((lone - lone.mean(axis=0)) * (_RARITY / (_RARITY + share))[:, None]).astype(np.float32)
    x = summed(torch.from_numpy(weighed), pieces[:_RIDGE_TEXTS]).numpy()
    y = taught[: len(x)].astype(np.float32)
    turn = np.linalg.solve(x.T @ x + _RIDGE * np.eye(x.shape[1]), x.T @ y)
    turned = (weighed @ turn).astype(np.float32)
    found: Floats = turned / np.linalg.norm(turned, axis=1).mean()
    return found


def distilled(begun: Floats, pieces: Pieces, taught: npt.NDArray[np.float16]) -> Floats:
    """Return vectors that follow the teacher on `pieces`."""
    vectors = nn.Parameter(torch.from_numpy(begun.copy()))
    steps = EPOCHS * (len(pieces) // BATCH)
    optimiser, schedule = _optimiser(vectors, RATE, steps)
    for epoch in range(EPOCHS):
        at = time.monotonic()
        order = np.random.default_rng(epoch).permutation(len(pieces))
        total = 0.0
        for first in range(0, len(order) - BATCH + 1, BATCH):
            loss = _apart(vectors, order[first : first + BATCH], pieces, taught)
            _step(loss, optimiser, schedule)
            total += float(loss.detach())
        print(
            f"epoch {epoch + 1}: loss {total / (steps // EPOCHS):.4f}, {time.monotonic() - at:.0f} s",
            flush=True,
        )
    return vectors.detach().numpy()


def judged(
    begun: Floats,
    pieces: Pieces,
    taught: npt.NDArray[np.float16],
    sets: Sequence[tuple[Pieces, Sequence[float]]],
) -> Floats:
    """Return vectors that also follow people's scores of pairs: pieces of both texts by turns, and scores."""
    vectors = nn.Parameter(torch.from_numpy(begun.copy()))
    optimiser, schedule = _optimiser(vectors, JUDGED_RATE, JUDGED_STEPS)
    draw = np.random.default_rng(0)
    for _ in range(JUDGED_STEPS):
        loss = _apart(vectors, draw.choice(len(pieces), BATCH, replace=False), pieces, taught)
        for texts, scores in sets:
            rows = draw.choice(len(scores), min(_PAIRS, len(scores)), replace=False)
            both = summed(vectors, (texts[i] for row in rows for i in (2 * row, 2 * row + 1)))
            cosines = (both[::2] * both[1::2]).sum(1)
            given = torch.tensor([scores[row] for row in rows])
            loss = loss + _PEOPLE * (1 - torch.corrcoef(torch.stack((cosines, given)))[0, 1])
        _step(loss, optimiser, schedule)
    return vectors.detach().numpy()


def _apart(
    vectors: Tensor, rows: npt.NDArray[np.int64], pieces: Pieces, taught: npt.NDArray[np.float16]
) -> Tensor:
    """Return how far a batch is from the teacher: each by itself, and in what it is near to."""
    theirs = torch.from_numpy(taught[rows].astype(np.float32))
    ours = summed(vectors, (pieces[i] for i in rows))
    own = torch.eye(len(rows), dtype=torch.bool)
    near = ((theirs @ theirs.T) / _SHARP).masked_fill(own, -1e4).log_softmax(1)
    found = ((ours @ ours.T) / _SHARP).masked_fill(own, -1e4).log_softmax(1)
    ranks = functional.kl_div(found, near, log_target=True, reduction="batchmean")
    return (1 - (ours * theirs).sum(1)).mean() + _RANKS * ranks


def _optimiser(
    vectors: nn.Parameter, rate: float, steps: int
) -> tuple[torch.optim.SparseAdam, torch.optim.lr_scheduler.LambdaLR]:
    optimiser = torch.optim.SparseAdam([vectors], lr=rate, betas=(0.9, 0.99))
    return optimiser, torch.optim.lr_scheduler.LambdaLR(optimiser, lambda step: max(0.0, 1 - step / steps))


def _step(
    loss: Tensor, optimiser: torch.optim.SparseAdam, schedule: torch.optim.lr_scheduler.LambdaLR
) -> None:
    optimiser.zero_grad()
    loss.backward()
    optimiser.step()
    schedule.step()
