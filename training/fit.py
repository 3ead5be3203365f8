"""Fit: train the attribution encoder.

    python -m training.fit --out runs/first --epochs 5

Threads wait passively (set OMP_WAIT_POLICY=PASSIVE, MALLOC_MMAP_MAX_=0): on two cores this
matters more than anything else. A checkpoint of the averaged weights is written every epoch;
`--resume` goes on from the last one.
"""

from __future__ import annotations

import argparse
import random
from pathlib import Path

import torch

from reportedly.tuning.batches import Batch, Text, batches, cut, prepare
from reportedly.tuning.loss import groups, loss_of
from training.corpora import read_guide_reports, read_polnear
from training.loop import load_pieces, train
from training.network import from_minilm
from training.standoff import read_standoff

GUIDE_REPEATS = 2
"""How often a report annotated by the guide is seen in one epoch: they are few."""


def main() -> None:
    """Train and write checkpoints."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--shared", type=Path, default=Path("../shared"), help="folder that holds data/polnear"
    )
    parser.add_argument(
        "--base", type=Path, required=True, help="folder with config.json, model.safetensors, tokenizer.json"
    )
    parser.add_argument(
        "--guide", type=Path, nargs="*", default=[], help="folders of reports annotated by the guide"
    )
    parser.add_argument("--standoff", type=Path, help="folder of stand-off labels on texts of ../shared")
    parser.add_argument("--start", type=Path, help="checkpoint to start from instead of the base weights")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=5)
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--fall", type=float, default=0.9)
    parser.add_argument("--pieces", type=int, default=2200, help="wordpieces a step")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--articles", type=int, help="only so many PolNeAR articles (for a trial)")
    parser.add_argument("--guide-repeats", type=int, default=GUIDE_REPEATS)
    args = parser.parse_args()
    torch.manual_seed(args.seed)
    rng = random.Random(args.seed)
    args.out.mkdir(parents=True, exist_ok=True)
    pieces = load_pieces(args.base)
    polnear = args.shared / "data" / "polnear"
    articles = read_polnear(polnear, "train") + read_polnear(polnear, "annotator-training")
    if args.articles is not None:
        articles = articles[: args.articles]
    texts: list[list[Text]] = [prepare(a, pieces.tokenizer) for a in articles]
    labelled = [a for folder in args.guide for a in read_guide_reports(folder)]
    if args.standoff:
        labelled += read_standoff(args.standoff, args.shared / "data")
    guide = [t for a in labelled for t in prepare(a, pieces.tokenizer)]
    print(f"{len(texts)} PolNeAR articles, {len(guide)} guide reports", flush=True)

    network = from_minilm(args.base)
    if args.start:
        network.load_state_dict(torch.load(args.start), strict=False)

    def epoch_samples() -> list[Batch]:
        chosen = [rng.choice(versions) for versions in texts] + guide * args.guide_repeats
        return list(batches(cut(chosen, pieces.cls, pieces.sep, rng), args.pieces, rng))

    optimiser = torch.optim.AdamW(groups(network, args.rate, 0.01, args.fall), betas=(0.9, 0.98), fused=True)
    train(network, optimiser, args.epochs, epoch_samples, lambda batch: loss_of(network, batch), args.out)


if __name__ == "__main__":
    main()
