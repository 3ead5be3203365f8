"""Benchmark of adding: what keeping reports costs over reading them.

    python -m evaluation.bench_adding [--shared ../shared] [--reports 60]

Both ways start from the same files and read by the shipped models in one process: `read_inputs` reads
and forgets, `add_inputs` also writes into a new store. They take turns, ROUNDS times, and the medians are
told, in seconds by the clock (disk included) and of the processor (which other programs disturb less).
Then the same command once more, when all is known.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from evaluation.bench import texts_of
from reportedly.adding import add_inputs
from reportedly.pipeline import read_inputs
from reportedly.store import Store, open_store

ROUNDS = 3
LIMIT = 0.15
"""What adding may cost over reading."""


def measured(work: Callable[[], int]) -> tuple[float, float, int]:
    """Return the seconds one call takes, by the clock and of the processor, and what it returns."""
    clock, processor = time.perf_counter(), time.process_time()
    done = work()
    return time.perf_counter() - clock, time.process_time() - processor, done


def read_all(folder: Path) -> int:
    """Read and forget; return how many were read."""
    return sum(outcome.reading is not None for outcome in read_inputs([str(folder)]))


def add_all(folder: Path, store: Store) -> int:
    """Add to a store; return how many are in it for that."""
    return sum(outcome.added is not None for outcome in add_inputs([str(folder)], store))


def write_texts(folder: Path, texts: list[str], wanted: int) -> int:
    """Write texts as files, each with a number so that none is another's copy; return their words."""
    words = 0
    for number in range(wanted):
        text = texts[number % len(texts)]
        words += len(text.split())
        (folder / f"{number:04}.txt").write_text(f"Report {number}\n\n{text}", encoding="utf-8")
    return words


def main() -> int:
    """Measure and print; return 1 where adding costs more than it may."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--shared", type=Path, default=Path("..") / "shared")
    parser.add_argument("--reports", type=int, default=60)
    said = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made) / "in"
        folder.mkdir()
        words = write_texts(folder, texts_of(said.shared), said.reports)
        print(f"{said.reports} reports, {words / said.reports:.0f} words each")
        next(iter(read_inputs([str(folder)])))  # loads the models
        read, added, known = [], [], []
        for number in range(ROUNDS):
            read.append(measured(lambda: read_all(folder)))
            with open_store(Path(made) / f"{number}.db") as store:
                added.append(measured(lambda store=store: add_all(folder, store)))  # type: ignore[misc]
                known.append(measured(lambda store=store: add_all(folder, store)))  # type: ignore[misc]
        ratios = []
        print(f"{'ms a report':24}{'clock':>10}{'processor':>12}")
        for name, runs in (("reading", read), ("adding", added), ("adding what is known", known)):
            each = [1000 * statistics.median(run[kind] for run in runs) / said.reports for kind in (0, 1)]
            print(f"  {name:22}{each[0]:10.1f}{each[1]:12.1f}")
            ratios.append(each)
        clock, processor = (ratios[1][kind] / ratios[0][kind] - 1 for kind in (0, 1))
        print(f"adding over reading: {clock:+.1%} by the clock, {processor:+.1%} of the processor")
        print(f"limit: {LIMIT:.0%}")
        return int(min(clock, processor) > LIMIT)


if __name__ == "__main__":
    sys.exit(main())
