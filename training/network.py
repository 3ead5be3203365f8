"""Network: the attribution encoder as training begins it, from BERT-shaped weights.

The network itself is `reportedly.tuning.network`: what a team tunes is what we train.
"""

from __future__ import annotations

import json
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor

from reportedly.tuning.network import Network, Shape


def from_minilm(folder: Path, dropout: float = 0.1) -> Network:
    """Return a network whose encoder starts from BERT-shaped weights in `folder`."""
    config = json.loads((folder / "config.json").read_text())
    shape = Shape(
        config["vocab_size"],
        config["hidden_size"],
        config["num_hidden_layers"],
        config["num_attention_heads"],
        config["intermediate_size"],
        config["max_position_embeddings"],
    )
    network = Network(shape, dropout)
    old = {k.removeprefix("bert."): v for k, v in load_file(folder / "model.safetensors").items()}
    own: dict[str, Tensor] = {
        "pieces.weight": old["embeddings.word_embeddings.weight"],
        "positions.weight": old["embeddings.position_embeddings.weight"]
        + old["embeddings.token_type_embeddings.weight"][0],
        "norm.weight": old["embeddings.LayerNorm.weight"],
        "norm.bias": old["embeddings.LayerNorm.bias"],
    }
    for i in range(shape.layers):
        there, here = f"encoder.layer.{i}.", f"layers.{i}."
        for end in ("weight", "bias"):
            own[here + f"qkv.{end}"] = torch.cat(
                [old[f"{there}attention.self.{n}.{end}"] for n in ("query", "key", "value")]
            )
            own[here + f"out.{end}"] = old[f"{there}attention.output.dense.{end}"]
            own[here + f"norm1.{end}"] = old[f"{there}attention.output.LayerNorm.{end}"]
            own[here + f"up.{end}"] = old[f"{there}intermediate.dense.{end}"]
            own[here + f"down.{end}"] = old[f"{there}output.dense.{end}"]
            own[here + f"norm2.{end}"] = old[f"{there}output.LayerNorm.{end}"]
    missing, unexpected = network.encoder.load_state_dict(own, strict=False)
    new = {"shapes.weight", "quotes.weight", "layouts.weight", "conventions.weight"}
    if set(missing) != new or unexpected:
        message = f"{folder}: weights do not fit a BERT encoder: missing {missing}, unexpected {unexpected}"
        raise ValueError(message)
    return network
