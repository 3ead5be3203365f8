"""Weights: the network of a shipped model, made of its int8 ONNX files.

No other checkpoint is shipped. A weight is scale × (q - zero point), which the same quantisation gives back
to the bit; the network reads with what the files hold, not with what training once had before rounding.
"""

import json
from pathlib import Path
from typing import Any

import onnx
import torch
from numpy.typing import NDArray
from onnx import numpy_helper
from torch import Tensor

from reportedly.errors import ModelMissingError
from reportedly.tuning.network import Crf, Network, Shape

HEADS = 12
"""Attention heads: the one size that no weight tells."""
_LAYER = ("qkv", "out", "up", "down")
_ROLES = ("word", "tags", "mix", "out", "lift")
"""Weights without a name of their own, in the order in which the graphs use them."""
_NAMED = ("flat.0", "flat.2", "anchor.0", "anchor.2")

Array = NDArray[Any]


def from_onnx(folder: Path, dropout: float = 0.1) -> Network:
    """Return the network of the model in `folder`.

    Raises ModelMissingError where its files are not those of such a network.
    """
    try:
        words, roles = _read(folder / "words.onnx"), _read(folder / "roles.onnx")
        state = {**_words(words), **_roles(roles)}
        network = Network(_shape(state), dropout)
        manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
        for name in ("flat_crf", "role_crf"):
            state |= _chain(getattr(network, name), manifest[name], name)
        network.load_state_dict(state)
    except (OSError, KeyError, ValueError, RuntimeError) as error:
        raise ModelMissingError(f"{folder} holds no model that can be tuned ({error})") from error
    return network


def _read(path: Path) -> tuple[onnx.GraphProto, dict[str, Array]]:
    graph = onnx.load(str(path)).graph
    return graph, {each.name: numpy_helper.to_array(each) for each in graph.initializer}


def _words(read: tuple[onnx.GraphProto, dict[str, Array]]) -> dict[str, Tensor]:
    """Return the weights of the words graph by the names the network has for them."""
    graph, found = read
    state = {
        name.removeprefix("network."): torch.tensor(value)
        for name, value in found.items()
        if name.startswith("network.") and "quantized" not in name and not name.endswith(("_scale", "_point"))
    }
    for name in ("pieces", "shapes", "quotes", "layouts", "conventions"):
        state[f"encoder.{name}.weight"] = _plain(found, f"network.encoder.{name}.weight")
    for name in _NAMED:
        state[f"{name}.weight"] = _plain(found, f"network.{name}.weight_Transposed").T.contiguous()
    rest = [
        each.input[1].removesuffix("_quantized")
        for each in graph.node
        if each.op_type == "MatMulInteger" and not each.input[1].startswith("network.")
    ]
    names = [f"encoder.layers.{n}.{part}" for n in range(len(rest) // len(_LAYER)) for part in _LAYER]
    for name, there in zip(names, rest, strict=True):
        state[f"{name}.weight"] = _plain(found, there).T.contiguous()
    return state


def _roles(read: tuple[onnx.GraphProto, dict[str, Array]]) -> dict[str, Tensor]:
    """Return the weights of the roles graph, which is not quantised."""
    graph, found = read
    state = {name: torch.tensor(value) for name, value in found.items() if name.startswith("roles.")}
    rest = [each.input[1] for each in graph.node if each.op_type == "MatMul" and each.input[1] in found]
    for name, there in zip(_ROLES, rest, strict=True):
        state[f"roles.{name}.weight"] = torch.tensor(found[there]).T.contiguous()
    return state


def _plain(found: dict[str, Array], name: str) -> Tensor:
    """Return a quantised weight as it is reckoned with."""
    q, zero = (torch.tensor(found[f"{name}_{end}"]).to(torch.float32) for end in ("quantized", "zero_point"))
    return (q - zero) * torch.tensor(found[f"{name}_scale"])


def _shape(state: dict[str, Tensor]) -> Shape:
    vocabulary, width = state["encoder.pieces.weight"].shape
    layers = sum(name.endswith(".qkv.weight") for name in state)
    inner = state["encoder.layers.0.up.weight"].shape[0]
    return Shape(vocabulary, width, layers, HEADS, inner, state["encoder.positions.weight"].shape[0])


def _chain(crf: Crf, told: dict[str, Any], name: str) -> dict[str, Tensor]:
    """Return the parameters of a CRF; what it forbids stands in the manifest at -1e4 and is no parameter."""
    forbidden = crf.forbidden
    return {
        f"{name}.forbidden": forbidden,
        f"{name}.transitions": torch.tensor(told["transitions"]).masked_fill(forbidden, 0.0),
        f"{name}.first": torch.tensor(told["first"]).masked_fill(forbidden[0], 0.0),
    }
