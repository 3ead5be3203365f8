"""Fit: train the facts tower on top of the shipped attribution encoder, which stays as it is.

    python -m training.facts.fit --attribution CHECKPOINT --base BASE --out runs/facts --epochs 8

Set OMP_WAIT_POLICY=PASSIVE and MALLOC_MMAP_MAX_=0. A checkpoint of the averaged weights is written
every epoch.
"""

from __future__ import annotations

import argparse
import random
from dataclasses import replace
from pathlib import Path

import torch
from torch import Tensor
from torch.nn import functional

from reportedly.reading import labels as attribution_labels
from reportedly.reading.facts import labels
from reportedly.tuning.batches import Sample, cut, grouped
from reportedly.tuning.network import Network
from training.facts.batches import Batch, Text, collate, prepare
from training.facts.corpora import Facts, in_fit_half, read_geoparsing, read_guide, read_muc, read_newsreader
from training.facts.network import Tower, read_below
from training.loop import Pieces, load_pieces, train
from training.network import from_minilm

GUIDE_REPEATS = 2
"""How often a text labelled by the guide is seen in one epoch."""
SMOOTHING = 0.1
"""Share of probability that a label leaves to the others (Szegedy et al. 2016): annotators differ."""


def below(network: Network, batch: Batch) -> Tensor:
    """Return the frozen hidden states at the fork, [B, N, H]."""
    given = batch.given
    convention = torch.full_like(batch.convention, attribution_labels.GUIDE)
    with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
        seen = (given.ids, given.shapes, given.quotes, given.layouts, convention)
        return read_below(network.encoder, seen, given.mask)


def noised(batch: Batch, rate: float, pieces: Pieces) -> Batch:
    """Hide a share of the wordpieces, so that no single word is learned by heart."""
    ids = batch.given.ids
    hide = torch.rand(ids.shape) < rate
    for mark in (0, pieces.cls, pieces.sep):
        hide &= ids != mark
    return replace(batch, given=replace(batch.given, ids=torch.where(hide, pieces.mask, ids)))


def loss_of(tower: Tower, hidden: Tensor, batch: Batch) -> tuple[Tensor, dict[str, float]]:
    """Return the loss (nats a word, all tasks added) and its parts."""
    given = batch.given
    with torch.autocast("cpu", dtype=torch.bfloat16):
        states = tower.read(hidden, batch.convention, given.mask)
        words = states.gather(1, given.heads[..., None].expand(-1, -1, states.shape[-1]))
        words = tower.dropout(words)
        tags = {layer: head(words) for layer, head in tower.tags.items()}
        kinds, whats = tower.kinds(words), tower.whats(words)
        starts, modality = tower.anchors(words), tower.modality(words)
        emissions, classes = tower.roles(
            words[batch.owner], words[batch.owner, batch.anchor], batch.sort,
            batch.links.distance, batch.links.gap,
        )  # fmt: skip
    count = given.real.sum()
    parts: dict[str, Tensor] = {}
    for layer in labels.LAYERS:
        rows = batch.learn[layer]
        if rows.any():
            chain = tower.chains[layer]
            own = chain.loss(tags[layer][rows].float(), batch.tags[layer][rows], given.real[rows])
            parts[layer] = own.sum() / count
    parts["kinds"] = 0.3 * _classified(kinds, batch.kinds, count)
    parts["whats"] = 0.3 * _classified(whats, batch.whats, count)
    weight = (batch.anchored[:, None] & given.real)[..., None].float()
    parts["anchors"] = (
        functional.binary_cross_entropy_with_logits(starts.float(), batch.starts, reduction="none") * weight
    ).sum() / count
    judged = batch.modality >= 0
    if judged.any():
        parts["modality"] = (
            functional.binary_cross_entropy_with_logits(
                modality.float()[judged], batch.modality[judged], reduction="sum"
            )
            / count
        )
    if len(batch.owner):
        parts["roles"] = (
            tower.role_chain.loss(emissions, batch.role_tags, given.real[batch.owner]).sum() / count
        )
        types, changes = len(labels.TYPES), len(labels.CHANGES)
        event = batch.sort == 0
        logits = classes.float()
        parts["types"] = _classified(
            logits[:, :types], torch.where(event, batch.value, -1), count
        ) + _classified(logits[:, types : types + changes], torch.where(event, -1, batch.value), count)
        parts["status"] = _classified(logits[:, types + changes :], batch.status, count)
    return torch.stack(list(parts.values())).sum(), {k: v.item() for k, v in parts.items()}


def _classified(logits: Tensor, wanted: Tensor, count: Tensor) -> Tensor:
    """Return the cross-entropy a word of classes where `wanted` is not -1."""
    known = wanted >= 0
    if not known.any():
        return logits.sum() * 0
    loss = functional.cross_entropy(
        logits.float()[known], wanted[known], reduction="sum", label_smoothing=SMOOTHING
    )
    return loss / count


def read_all(shared: Path, standoff: Path) -> dict[str, list[Facts]]:
    """Return the labelled texts of every corpus that is there."""
    data = shared / "data"
    geo = data / "geoparsing"
    return {
        "guide": read_guide(standoff, data),
        **{c: [f for f in read_geoparsing(geo, c) if in_fit_half(f.name)] for c in ("lgl", "tr-news")},
        "muc": read_muc(data / "muc4" / "five_roles" / "train.json"),
        "newsreader": read_newsreader(data / "meantime" / "intra-doc_annotation" / "corpus_airbus"),
    }


def epoch_texts(texts: dict[str, list[Text]], repeats: int, rng: random.Random) -> list[Text]:
    """Return what one epoch sees: the guide's texts several times, half of the many MUC reports."""
    chosen = texts["guide"] * repeats + texts["lgl"] + texts["tr-news"] * 2 + texts["newsreader"] * 2
    return chosen + [t for t in texts["muc"] if rng.random() < MUC_SHARE]


MUC_SHARE = 0.5
"""Share of the MUC reports that one epoch sees."""


def main() -> None:
    """Train and write checkpoints."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--base", type=Path, required=True, help="folder of the base weights")
    parser.add_argument("--attribution", type=Path, required=True, help="checkpoint of the shipped encoder")
    parser.add_argument("--standoff", type=Path, default=Path(__file__).parent / "standoff")
    parser.add_argument("--start", type=Path, help="tower's checkpoint to go on from")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--dropout", type=float, default=0.2)
    parser.add_argument("--noise", type=float, default=0.1, help="share of wordpieces hidden in training")
    parser.add_argument("--pieces", type=int, default=2200, help="wordpieces a step")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--guide-repeats", type=int, default=GUIDE_REPEATS)
    parser.add_argument(
        "--leave", type=Path, help="file of guide texts to leave out and look at, a name a line"
    )
    args = parser.parse_args()
    torch.manual_seed(args.seed)
    rng = random.Random(args.seed)
    args.out.mkdir(parents=True, exist_ok=True)
    pieces = load_pieces(args.base)
    network = from_minilm(args.base)
    network.load_state_dict(torch.load(args.attribution))
    network.eval()
    corpora = read_all(args.shared, args.standoff)
    if args.leave:
        left = set(args.leave.read_text(encoding="utf-8").split())
        corpora["guide"] = [f for f in corpora["guide"] if f.name not in left]
    texts = {name: [prepare(f, pieces.tokenizer) for f in facts] for name, facts in corpora.items()}
    print({name: len(t) for name, t in texts.items()}, flush=True)
    tower = Tower(network, args.dropout)
    if args.start:
        tower.load_state_dict(torch.load(args.start))

    def epoch_groups() -> list[list[Sample[Text]]]:
        samples = cut(epoch_texts(texts, args.guide_repeats, rng), pieces.cls, pieces.sep, rng)
        return list(grouped(samples, args.pieces, rng))

    def loss(group: list[Sample[Text]]) -> tuple[Tensor, dict[str, float]]:
        batch = noised(collate(group), args.noise, pieces)
        return loss_of(tower, below(network, batch), batch)

    new = [p for n, p in tower.named_parameters() if not n.startswith("layers.")]
    optimiser = torch.optim.AdamW(
        [{"params": list(tower.layers.parameters()), "lr": args.rate}, {"params": new, "lr": args.rate * 5}],
        betas=(0.9, 0.98), weight_decay=0.01, fused=True,
    )  # fmt: skip
    train(tower, optimiser, args.epochs, epoch_groups, loss, args.out)


if __name__ == "__main__":
    main()
