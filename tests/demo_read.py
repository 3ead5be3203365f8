"""The bundled reports, read by the shipped models once for all tests that compare with them."""

from functools import cache
from pathlib import Path

from reportedly.pipeline import Outcome, read_inputs


def demo_folders(root: Path) -> list[str]:
    """Return the folders of the bundled reports."""
    return [str(root / "demo" / name) for name in ("reports", "story")]


@cache
def demo_outcomes(root: Path) -> tuple[Outcome, ...]:
    """Return what became of each input in them."""
    return tuple(read_inputs(demo_folders(root)))
