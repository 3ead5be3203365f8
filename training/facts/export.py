"""Export: a tower's checkpoint to the int8 ONNX model the package ships.

    python -m training.facts.export runs/facts/average.pt --attribution CHECKPOINT --base BASE

Dynamic quantisation, per channel. The attribution encoder's own graph is exported by training.export,
with the hidden states at the fork as one more output.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from pathlib import Path

import torch
from torch import Tensor, nn

from reportedly.reading import labels as shared_labels
from reportedly.reading.facts import labels
from reportedly.tuning.export import crf_parameters, write_graph
from training.facts.network import Tower
from training.network import from_minilm

SETTINGS = {"event": 0.45, "control": 0.3}
"""Least probability of each sort of anchor, with the dictionary's word weighed in."""
WORDS_OUT = ["hidden", "place", "figure", "participant", "kinds", "whats", "anchors", "modality"]
WORDS_IN = ["fork", "convention", "heads"]
WORDS_AXES = {"fork": {0: "n"}, **{name: {0: "w"} for name in ("heads", *WORDS_OUT)}}
"""Axes of the words graph that vary: wordpieces (n) and words (w) of a window."""
ROLES_IN = ["hidden", "anchors", "sort", "distance", "gap"]
ROLES_OUT = ["emissions", "types", "changes", "statuses"]
ROLES_AXES = {
    "hidden": {0: "w"},
    **{name: {0: "a", 1: "w"} for name in ("distance", "gap", "emissions")},
    **{name: {0: "a"} for name in ("anchors", "sort", *ROLES_OUT[1:])},
}
"""Axes of the roles graph that vary: anchors (a) and words (w)."""


class WordsGraph(nn.Module):
    """Hidden states of one window at the fork to the scores of its words."""

    def __init__(self, tower: Tower) -> None:
        super().__init__()
        self.tower = tower

    def forward(self, fork: Tensor, convention: Tensor, heads: Tensor) -> tuple[Tensor, ...]:
        """Return hidden [W, H], tags of each layer, kinds, whats, anchor and modality probabilities."""
        words = self.tower.read(fork[None], convention)[0][heads]
        return (
            words,
            *(self.tower.tags[layer](words) for layer in labels.LAYERS),
            self.tower.kinds(words).softmax(-1),
            self.tower.whats(words).softmax(-1),
            self.tower.anchors(words).sigmoid(),
            self.tower.modality(words).sigmoid(),
        )


class RolesGraph(nn.Module):
    """Words of one window and its anchors to roles and classes."""

    def __init__(self, tower: Tower) -> None:
        super().__init__()
        self.roles = tower.roles

    def forward(
        self, hidden: Tensor, anchors: Tensor, sort: Tensor, distance: Tensor, gap: Tensor
    ) -> tuple[Tensor, ...]:
        """Return emissions [A, W, ROLE_TAGS] and probabilities of types, changes and statuses."""
        emissions, classes = self.roles(hidden[None], hidden[anchors], sort, distance, gap)
        types, changes = len(labels.TYPES), len(labels.CHANGES)
        return (
            emissions,
            classes[:, :types].softmax(-1),
            classes[:, types : types + changes].softmax(-1),
            classes[:, types + changes :].softmax(-1),
        )


def export(tower: Tower, out: Path, source: str) -> None:
    """Write words.onnx, roles.onnx and manifest.json to `out`."""
    out.mkdir(parents=True, exist_ok=True)
    tower.eval()
    width = tower.conventions.weight.shape[1]
    n, w, a = 24, 15, 3
    long = torch.long
    words_in = (torch.rand(n, width), torch.zeros(1, dtype=long), torch.arange(1, w + 1))
    roles_in = (
        torch.rand(w, width),
        torch.arange(a),
        torch.zeros(a, dtype=long),
        torch.full((a, w), shared_labels.DISTANCES // 2, dtype=long),
        torch.ones(a, w, dtype=long),
    )
    write_graph(
        WordsGraph(tower), words_in, (WORDS_IN, WORDS_OUT), WORDS_AXES, out / "words.onnx", quantise=True
    )
    write_graph(
        RolesGraph(tower), roles_in, (ROLES_IN, ROLES_OUT), ROLES_AXES, out / "roles.onnx", quantise=False
    )
    files = ("words.onnx", "roles.onnx")
    hashes = {f: hashlib.sha256((out / f).read_bytes()).hexdigest() for f in files}
    manifest = {
        "name": f"facts-l3-int8-{hashes['words.onnx'][:8]}",
        "source": source,
        "files": hashes,
        "settings": SETTINGS,
        "chains": {layer: crf_parameters(tower.chains[layer]) for layer in labels.LAYERS},
        "role_chain": crf_parameters(tower.role_chain),
    }
    (out / "manifest.json").write_text(json.dumps(manifest, indent=1) + "\n")
    for f in files:
        print(f"{f}: {(out / f).stat().st_size / 1e6:.1f} MB")


def main() -> None:
    """Export a checkpoint."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("--attribution", type=Path, required=True)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=Path("src/reportedly/models/attribution/facts"))
    args = parser.parse_args()
    network = from_minilm(args.base)
    network.load_state_dict(torch.load(args.attribution))
    tower = Tower(network)
    tower.load_state_dict(torch.load(args.checkpoint))
    export(tower, args.out, args.checkpoint.name)


if __name__ == "__main__":
    main()
