"""Export: a checkpoint to the int8 ONNX model the package ships.

    python -m training.export runs/last/average.pt --base BASE --out src/reportedly/models/attribution

How it is written is told in `reportedly.tuning.export`.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch

from reportedly.tuning.export import export
from training.network import from_minilm


def main() -> None:
    """Export a checkpoint."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=Path("src/reportedly/models/attribution"))
    parser.add_argument("--float", action="store_true", help="keep 32-bit floats (to see what int8 costs)")
    args = parser.parse_args()
    network = from_minilm(args.base)
    network.load_state_dict(torch.load(args.checkpoint))
    export(network, args.base, args.out, args.checkpoint.name, quantise=not args.float)
    for f in ("words.onnx", "roles.onnx", "tokenizer.json"):
        print(f"{f}: {(args.out / f).stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
