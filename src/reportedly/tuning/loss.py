"""Loss: what the attribution encoder is trained to lower, and how fast each part of it learns."""

import torch
from torch.nn import functional

from reportedly.tuning.batches import Batch
from reportedly.tuning.network import Network


def loss_of(network: Network, batch: Batch, *, bf16: bool = True) -> tuple[torch.Tensor, dict[str, float]]:
    """Return the loss (nats a word, all tasks added) and its parts.

    `bf16` is faster on processors that reckon in it, and far slower on others.
    """
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=bf16):
        hidden, _ = network.encoder(
            batch.ids, batch.shapes, batch.quotes, batch.layouts, batch.convention, batch.mask
        )
        words = hidden.gather(1, batch.heads[..., None].expand(-1, -1, hidden.shape[-1]))
        words = network.dropout(words)
        flat = network.flat(words)
        starts = network.anchor(words)
        count = batch.real.sum()
        emissions, act, kind = network.roles(
            words[batch.owner], flat[batch.owner], words[batch.owner, batch.anchor], batch.distance, batch.gap
        )
    flat = torch.where(batch.learn[..., None], flat.float(), torch.zeros_like(flat, dtype=torch.float32))
    tags = network.flat_crf.loss(flat, batch.tags, batch.real).sum() / count
    weight = (batch.learn & batch.real)[..., None].float()
    anchors = (
        functional.binary_cross_entropy_with_logits(starts.float(), batch.starts, reduction="none") * weight
    ).sum() / count
    zero = flat.sum() * 0
    roles = acts = kinds = zero
    if len(batch.owner):
        roles = network.role_crf.loss(emissions, batch.role_tags, batch.real[batch.owner]).sum() / count
        known = batch.act >= 0
        if known.any():
            acts = functional.cross_entropy(act.float()[known], batch.act[known], reduction="sum") / count
            kinds = (
                functional.cross_entropy(kind.float()[known][:, :-1], batch.kind[known], reduction="sum")
                / count
            )
            kinds = (
                kinds
                + functional.binary_cross_entropy_with_logits(
                    kind.float()[known][:, -1], batch.named[known].float(), reduction="sum"
                )
                / count
            )
    total = tags + anchors + roles + 0.5 * (acts + kinds)
    return total, {
        "tags": tags.item(),
        "anchors": anchors.item(),
        "roles": roles.item(),
        "acts": acts.item(),
        "kinds": kinds.item(),
    }


def groups(network: Network, rate: float, decay: float, fall: float) -> list[dict[str, object]]:
    """Return optimiser groups: lower layers learn slower by `fall` a layer, heads five times faster."""
    out: list[dict[str, object]] = []
    layers = network.encoder.shape.layers
    for name, parameter in network.named_parameters():
        if not name.startswith("encoder."):
            factor = 5.0
        elif name.startswith("encoder.layers."):
            factor = fall ** (layers - 1 - int(name.split(".")[2]))
        elif name.startswith(("encoder.shapes", "encoder.quotes", "encoder.layouts", "encoder.conventions")):
            factor = 5.0
        else:
            factor = fall**layers
        plain = parameter.ndim < 2 or "crf" in name
        out.append({"params": [parameter], "lr": rate * factor, "weight_decay": 0.0 if plain else decay})
    return out
