"""Loop: what every training here does: step, fall of the rate, average of the weights, checkpoints, log."""

from __future__ import annotations

import copy
import json
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import torch
from tokenizers import Tokenizer
from torch import Tensor, nn

WARM = 0.06
"""Share of the steps in which the rate rises; then it falls to LEAST_RATE of its top."""
LEAST_RATE = 0.02

Todo = TypeVar("Todo")


@dataclass(frozen=True)
class Pieces:
    """The tokenizer, with the ids of the marks around a window and of a hidden wordpiece."""

    tokenizer: Tokenizer
    cls: int
    sep: int
    mask: int


def load_pieces(base: Path) -> Pieces:
    """Return the tokenizer in `base`, neither padding nor cutting."""
    tokenizer = Tokenizer.from_file(str(base / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    cls, sep = tokenizer.encode("").ids
    return Pieces(tokenizer, cls, sep, tokenizer.token_to_id("[MASK]") or 0)


def train(
    network: nn.Module,
    optimiser: torch.optim.Optimizer,
    epochs: int,
    epoch_of: Callable[[], Sequence[Todo]],
    loss_of: Callable[[Todo], tuple[Tensor, dict[str, float]]],
    out: Path,
) -> None:
    """Train `network` and write the averaged weights of every epoch, and a log, to `out`.

    `epoch_of` draws what one epoch sees, `loss_of` gives the loss of one step and its parts. The rates
    of the optimiser's groups are their tops. The weights are averaged along the way (EMA).
    """
    average = copy.deepcopy(network)
    top = [group["lr"] for group in optimiser.param_groups]
    first = epoch_of()
    total, step, begun = len(first) * epochs, 0, time.time()
    for epoch in range(epochs):
        network.train()
        parts: dict[str, float] = {}
        todo = first if epoch == 0 else epoch_of()
        for each in todo:
            now = min(step, total) / total
            factor = min(now / WARM, 1.0) * max(LEAST_RATE, 1 - max(0.0, now - WARM) / (1 - WARM))
            for group, lr in zip(optimiser.param_groups, top, strict=True):
                group["lr"] = lr * factor
            loss, split = loss_of(each)
            optimiser.zero_grad(set_to_none=True)
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimiser.step()
            _follow(average.parameters(), network.parameters(), min(0.998, 1 - 1 / (step / 4 + 1)))
            for key, value in split.items():
                parts[key] = parts.get(key, 0.0) + value / len(todo)
            step += 1
            if step % 50 == 0:
                rate = step / (time.time() - begun)
                left = (total - step) / rate / 60
                told = f"step {step}/{total} loss {loss.item():.4f}"
                print(f"{told} {rate:.2f} steps/s, {left:.0f} min to go", flush=True)
        torch.save(average.state_dict(), out / "average.pt")
        torch.save(average.state_dict(), out / f"average-{epoch + 1}.pt")
        minutes = round((time.time() - begun) / 60, 1)
        line = {"epoch": epoch + 1, "minutes": minutes, **{k: round(v, 4) for k, v in parts.items()}}
        print(json.dumps(line), flush=True)
        with (out / "log.jsonl").open("a") as log:
            log.write(json.dumps(line) + "\n")


def _follow(average: Iterable[nn.Parameter], network: Iterable[nn.Parameter], keep: float) -> None:
    """Move the average towards the network's weights."""
    with torch.no_grad():
        for mine, theirs in zip(average, network, strict=True):
            mine.lerp_(theirs, 1 - keep)
