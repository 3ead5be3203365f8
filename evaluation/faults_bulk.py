"""Faults of bulk: a worker is killed, the driver is killed, another is told to end; it then completes."""

import random
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from evaluation.faults_tried import ROOT, NotHereError, Tried, checked
from tests.bulk.conftest import STAND_IN_CODE, Bulk, cluster
from tests.bulk.test_run import REPORTS, rows_in, test_whatever_is_killed_nothing_is_lost


def bulk(folder: Path, draw: random.Random) -> Iterator[Tried]:
    """Kill what reads on a Ray cluster of our own, by the test's driver; then count the output."""
    if find_spec("ray") is None:
        raise NotHereError("needs Ray: pip install 'reportedly[bulk]'")
    stand_in = folder / "stand_in"
    stand_in.mkdir()
    (stand_in / "sitecustomize.py").write_text(STAND_IN_CODE)
    number = 0
    with cluster(ROOT, stand_in) as address:
        while True:
            number += 1
            random.seed(draw.random())  # the driver draws its instants there
            inside = folder / f"{number}"
            inside.mkdir()
            command = Bulk(ROOT, inside, stand_in, address)

            def kept(command: Bulk = command, number: int = number) -> tuple[int, int, int]:
                test_whatever_is_killed_nothing_is_lost(command, number)
                texts = [row["text"] for row in rows_in(command.folder / "out", "reports")]
                return len({*texts}), len({*texts}), len(texts) - len({*texts})

            yield checked(REPORTS, 0, kept)
