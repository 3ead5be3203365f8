"""Export: a network to the int8 ONNX model that the package reads with.

Dynamic quantisation, per channel (per tensor lost 1.5 F1, ../shared/TRIAL.md).
"""

import hashlib
import json
import shutil
import tempfile
from pathlib import Path

import numpy as np
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from reportedly.reading import labels
from reportedly.reading.facts.labels import FORK
from reportedly.tuning.network import Crf, Network

SETTINGS = {
    "threshold": 0.4,
    "polnear_threshold": 0.5,
    "confidence": {"bias": 0.0, "anchor": 0.6, "path": 0.25},
}
"""Decoding settings a fresh export starts with; `training.calibrate` sets them from dev data."""


ROLES_IN = ["hidden", "flat", "anchors", "distance", "gap"]
WORDS_AXES = {
    **{name: {1: "n"} for name in ("ids", "shapes", "quotes", "layouts")},
    **{name: {0: "w"} for name in ("heads", "hidden", "flat", "anchors")},
    "fork": {0: "n"},
}
"""Axes of the words graph that vary: wordpieces (n) and words (w) of a window."""
ROLES_AXES = {
    **{name: {0: "w"} for name in ("hidden", "flat")},
    **{name: {0: "a", 1: "w"} for name in ("distance", "gap", "emissions")},
    **{name: {0: "a"} for name in ("anchors", "acts", "kinds")},
}
"""Axes of the roles graph that vary: anchors (a) and words (w)."""


class WordsGraph(nn.Module):
    """Wordpieces of one window to the hidden states and scores of its words."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(
        self, ids: Tensor, shapes: Tensor, quotes: Tensor, layouts: Tensor, convention: Tensor, heads: Tensor
    ) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """Return hidden [W, H], flat [W, TAGS], anchor probabilities [W, 2] and the fork [N, H].

        The fork is what the facts tower goes on from: the hidden states after labels.FORK layers.
        """
        states, fork = self.network.encoder(ids, shapes, quotes, layouts, convention, fork=FORK)
        words = states[0][heads]
        return words, self.network.flat(words), self.network.anchor(words).sigmoid(), fork[0]


class RolesGraph(nn.Module):
    """Words of one window and its anchors to roles."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.roles = network.roles

    def forward(
        self, hidden: Tensor, flat: Tensor, anchors: Tensor, distance: Tensor, gap: Tensor
    ) -> tuple[Tensor, Tensor, Tensor]:
        """Return emissions [A, W, ROLE_TAGS], act logits and kind logits."""
        return self.roles(hidden[None], flat[None], hidden[anchors], distance, gap)


def write_graph(
    graph: nn.Module,
    given: tuple[Tensor, ...],
    names: tuple[list[str], list[str]],
    axes: dict[str, dict[int, str]],
    path: Path,
    *,
    quantise: bool,
) -> None:
    """Write a graph as ONNX; `names` are those of its inputs and outputs, `axes` those that vary."""
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / path.name
        torch.onnx.export(
            graph,
            given,
            str(plain),
            input_names=names[0],
            output_names=names[1],
            dynamic_axes=axes,
            opset_version=17,
            dynamo=False,
        )
        if quantise:
            quantize_dynamic(str(plain), str(path), per_channel=True, weight_type=QuantType.QInt8)
        else:
            shutil.copy(plain, path)


def crf_parameters(crf: Crf) -> dict[str, list[float] | list[list[float]]]:
    """Return the CRF's scores as plain lists, what may not begin a sequence at -1e4."""
    first = np.where(crf.forbidden[0].numpy(), -1e4, crf.first.detach().numpy())
    return {"transitions": crf.scores().detach().numpy().round(5).tolist(), "first": first.round(5).tolist()}


def export(network: Network, base: Path, out: Path, source: str, *, quantise: bool = True) -> None:
    """Write words.onnx, roles.onnx, tokenizer.json (of `base`) and manifest.json to `out`."""
    out.mkdir(parents=True, exist_ok=True)
    network.eval()
    n, w, a = 24, 15, 3
    long = torch.long
    words_in = (
        *(torch.ones(1, n, dtype=long) for _ in range(4)),
        torch.zeros(1, dtype=long),
        torch.arange(1, w + 1),
    )
    roles_in = (
        torch.rand(w, network.encoder.shape.width),
        torch.rand(w, labels.TAGS),
        torch.arange(a),
        torch.ones(a, w, dtype=long),
        torch.ones(a, w, dtype=long),
    )
    names = ["ids", "shapes", "quotes", "layouts", "convention", "heads"]
    write_graph(
        WordsGraph(network), words_in, (names, ["hidden", "flat", "anchors", "fork"]), WORDS_AXES,
        out / "words.onnx", quantise=quantise,
    )  # fmt: skip
    write_graph(
        RolesGraph(network), roles_in, (ROLES_IN, ["emissions", "acts", "kinds"]), ROLES_AXES,
        out / "roles.onnx", quantise=False,
    )  # fmt: skip
    shutil.copy(base / "tokenizer.json", out / "tokenizer.json")
    files = ("words.onnx", "roles.onnx", "tokenizer.json")
    hashes = {f: hashlib.sha256((out / f).read_bytes()).hexdigest() for f in files}
    manifest = {
        "name": f"attribution-l6-int8-{hashes['words.onnx'][:8]}",
        "source": source,
        "files": hashes,
        "settings": SETTINGS,
        "flat_crf": crf_parameters(network.flat_crf),
        "role_crf": crf_parameters(network.role_crf),
    }
    (out / "manifest.json").write_text(json.dumps(manifest, indent=1) + "\n")
