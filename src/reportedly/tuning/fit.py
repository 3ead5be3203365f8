"""Fit: the upper half of the encoder and its heads, taught by a team's corrections.

The layers below the fork stay as they are, so the facts tower that stands on them (docs/decisions/0011)
reads with a tuned model exactly as before, and learning takes half the time. After every epoch a
checkpoint is written; a run that was killed goes on from it and ends at the same weights.
"""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import nn

from reportedly.reading.facts.labels import FORK
from reportedly.tuning.articles import Article
from reportedly.tuning.batches import Text, batches, cut, prepare
from reportedly.tuning.loss import groups, loss_of
from reportedly.tuning.network import Network
from reportedly.tuning.weights import from_onnx

RATE = 4e-5
"""Rate of the uppermost layer; heads learn five times as fast (loss.groups)."""
DECAY = 0.01
FALL = 0.9
WARM = 0.1
"""Share of the steps in which the rate rises; then it falls to nothing."""
PIECES = 1100
"""Wordpieces a step."""

Told = Callable[[float, float], object]
"""Told after every step: share of the work that is done, 0 to 1, and the loss."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be learned, and how."""

    base: Path
    """Folder of the model to start from."""
    articles: tuple[Article, ...]
    """What is learned: judged reports, and the base's own readings of others."""
    epochs: int
    seed: int
    mark: str
    """Tells this plan from another one: a checkpoint of another plan is not gone on from."""


def tuned(plan: Plan, folder: Path, told: Told) -> Network:
    """Return the tuned network; checkpoints are kept in `folder`."""
    torch.manual_seed(plan.seed)
    rng = random.Random(plan.seed)  # noqa: S311 - draws are seeded, not secret
    network = from_onnx(plan.base)
    free = _freeze(network)
    tokenizer = Tokenizer.from_file(str(plan.base / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    cls, sep = tokenizer.encode("").ids
    texts = [_learnable(text) for article in plan.articles for text in prepare(article, tokenizer)]
    tops = [g for g in groups(network, RATE, DECAY, FALL) if any(p is f for p in _of(g) for f in free)]
    optimiser = torch.optim.AdamW(tops, betas=(0.9, 0.98))
    rates = [float(group["lr"]) for group in optimiser.param_groups]
    done = _resumed(plan, folder, network, optimiser, rng)
    _train(network)
    for epoch in range(done, plan.epochs):
        todo = list(batches(cut(texts, cls, sep, rng), PIECES, rng))
        for n, batch in enumerate(todo):
            now = (epoch + n / len(todo)) / plan.epochs
            for group, rate in zip(optimiser.param_groups, rates, strict=True):
                group["lr"] = rate * min(now / WARM, 1.0, (1 - now) / (1 - WARM))
            loss, _ = loss_of(network, batch, bf16=False)
            optimiser.zero_grad(set_to_none=True)
            loss.backward()
            nn.utils.clip_grad_norm_(free, 1.0)
            optimiser.step()
            told((epoch + (n + 1) / len(todo)) / plan.epochs, loss.item())
        _keep(plan, folder, network, optimiser, rng, epoch + 1)
    network.eval()
    return network


def _freeze(network: Network) -> list[nn.Parameter]:
    """Hold all below the fork as it is; return what is left to learn."""
    network.encoder.requires_grad_(requires_grad=False)
    for layer in list(network.encoder.layers)[FORK:]:
        layer.requires_grad_(requires_grad=True)
    return [each for each in network.parameters() if each.requires_grad]


def _train(network: Network) -> None:
    """Let the network learn: no dropout where nothing is learned."""
    network.train()
    network.encoder.dropout.eval()
    for layer in list(network.encoder.layers)[:FORK]:
        layer.eval()


def _of(group: dict[str, object]) -> Sequence[nn.Parameter]:
    found: Sequence[nn.Parameter] = group["params"]  # type: ignore[assignment]  # a group of torch's
    return found


def _learnable(text: Text) -> Text:
    """Leave out anchors that stand where nobody judged: what their roles are is not known."""
    return replace(text, anchored=[a for a in text.anchored if not text.ignored[a.anchor]])


def _keep(
    plan: Plan,
    folder: Path,
    network: Network,
    optimiser: torch.optim.Optimizer,
    rng: random.Random,
    epochs: int,
) -> None:
    """Write a checkpoint, whole or not at all."""
    state = {
        "mark": plan.mark,
        "epochs": epochs,
        "network": network.state_dict(),
        "optimiser": optimiser.state_dict(),
        "torch": torch.get_rng_state(),
        "python": rng.getstate(),
    }
    new = folder / "checkpoint.new"
    torch.save(state, new)
    new.replace(folder / "checkpoint.pt")


def _resumed(
    plan: Plan, folder: Path, network: Network, optimiser: torch.optim.Optimizer, rng: random.Random
) -> int:
    """Go on from the checkpoint of this plan, if there is one; return how many epochs are done."""
    path = folder / "checkpoint.pt"
    if not path.is_file():
        return 0
    state = torch.load(path, weights_only=True)
    if state["mark"] != plan.mark:
        return 0
    network.load_state_dict(state["network"])
    optimiser.load_state_dict(state["optimiser"])
    torch.set_rng_state(state["torch"])
    version, numbers, spare = state["python"]
    rng.setstate((version, tuple(numbers), spare))
    return int(state["epochs"])
