"""Benchmark of bulk: what Ray costs over reading, what a second worker brings, memory, and a lost node.

    python -m evaluation.bench_bulk [--shared ../shared] [--reports 120] [--curve 1000 10000]

Texts are those of `bench`, repeated where they end, each with a number of its own and its figures changed, as
JSON lines: the work per report is that of a real one, the words are not. Reading alone and in bulk take
turns. By the clock everything on the machine counts (load is told); seconds of the processor are what the
work itself took: in a worker all of reading, laying out and writing, for cutting that of the splitter.
"""

from __future__ import annotations

import argparse
import contextlib
import gzip
import json
import os
import random
import re
import shutil
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import msgspec

from evaluation.bench import texts_of
from evaluation.bench_adding import measured
from evaluation.two_nodes import lost_node
from reportedly.bulk.bundles import bundles_of
from reportedly.bulk.parts import Part, parts_of, unpacked
from reportedly.bulk.run import Asked, run
from reportedly.bulk.run_report import RunReport
from reportedly.bulk.state import Tally
from reportedly.intake import Input, Overrides, take_in
from reportedly.pipeline import read_inputs

ROUNDS = 3
OVERHEAD, SPEEDUP = 0.15, 1.8
"""Bars: most that bulk may cost over reading, of the processor; least that a second worker must bring."""
LOST = 80
"""Reports that are read while a node is lost."""
PART_WORDS = 12_000
"""Small parts, so that few reports give enough of them; with 200,000 words each costs less."""


def write_lines(path: Path, texts: list[str], wanted: int) -> int:
    """Write reports as JSON lines; return their words."""
    chance, words = random.Random(8), 0  # noqa: S311 - a bench, seeded
    with path.open("w", encoding="utf-8") as file:
        for number in range(wanted):
            text = re.sub(r"\d", lambda _: str(chance.randrange(1, 10)), texts[number % len(texts)])
            text = f"Report {number}\n\n{text}"
            words += len(text.split())
            file.write(json.dumps({"text": text, "outlet": f"Outlet {number % 50}"}) + "\n")
    return words


def bulk(source: Path, output: Path, workers: int) -> tuple[RunReport, float, float]:
    """Read a file in bulk; return the run's report, and the seconds a report by the clock and the processor.

    What comes before the first part is left out of the first; each worker's first part, with which it loads
    the models, out of the second.
    """
    marks: list[tuple[float, int]] = []
    asked = Asked(inputs=(str(source),), output=str(output), workers=workers, words=PART_WORDS)
    report = run(asked, lambda standing: marks.append((time.perf_counter(), standing.reports)))
    begun = next(at for at, reports in marks if reports)
    first = next(reports for _, reports in marks if reports)
    done = report.total.reports - first
    return report, (marks[-1][0] - begun) / max(1, done), of_processor(output)


def of_processor(output: Path) -> float:
    """Return the processor's seconds a report of all parts that were not a worker's first."""
    seen: set[str] = set()
    seconds, reports = 0.0, 0
    for path in sorted((output / "_state" / "done").glob("*.json"), key=lambda path: path.stat().st_mtime_ns):
        tally = msgspec.json.decode(path.read_bytes(), type=Tally)
        if tally.worker in seen:
            seconds, reports = seconds + tally.seconds["of the processor"], reports + tally.reports
        seen.add(tally.worker)
    return seconds / max(1, reports)


def peaks(stop: threading.Event) -> dict[int, int]:
    """Return the most memory, in KB, of each of Ray's readers until told to stop."""
    seen: dict[int, int] = {}
    while not stop.wait(0.5):
        for path in Path("/proc").glob("[0-9]*"):
            with contextlib.suppress(OSError, StopIteration, ValueError):
                if (path / "cmdline").read_bytes().startswith(b"ray::MapWorker"):
                    told = (path / "status").read_text().splitlines()
                    line = next(line for line in told if line.startswith("VmHWM"))
                    seen[int(path.name)] = int(line.split()[1])
    return seen


@contextlib.contextmanager
def watched(into: list[int]) -> Iterator[None]:
    """Note the peak memory of readers that live during the block."""
    stop, found = threading.Event(), dict[int, int]()
    thread = threading.Thread(target=lambda: found.update(peaks(stop)))
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()
        into += found.values()


def overhead(folder: Path, reports: int) -> tuple[float, float]:
    """Print what bulk costs over reading, a report; return the share by the clock and of the processor."""
    source = folder / "in.jsonl"
    plain: list[tuple[float, float]] = []
    ours: list[tuple[float, float]] = []
    next(iter(read_inputs([str(source)])))  # loads the models
    for number in range(ROUNDS):
        clock, processor, _ = measured(lambda: sum(1 for _ in read_inputs([str(source)])))
        plain.append((clock / reports, processor / reports))
        _, cutting, _ = measured(lambda: sum(1 for _ in cut(source)))
        _, each, worked = bulk(source, folder / f"one-{number}", 1)
        ours.append((each, worked + cutting / reports))
    ratios = []
    for at, name in enumerate(("by the clock", "of the processor")):
        alone, both = (statistics.median(run[at] for run in runs) for runs in (plain, ours))
        ratios.append(both / alone - 1)
        print(f"  {name:18}{1000 * alone:8.1f} ms reading, {1000 * both:8.1f} ms in bulk: {ratios[-1]:+.1%}")
    return ratios[0], ratios[1]


def cut(source: Path) -> Iterator[Part]:
    """Cut a file into parts, as a splitter does."""
    for each in bundles_of([str(source)]).bundles:
        yield from parts_of(each, max_bytes=50_000_000, words=PART_WORDS)


def speedup(folder: Path) -> tuple[float, float]:
    """Print what a second worker brings; return it by the clock, and as the processor's seconds allow."""
    one, two, work = [], [], []
    for number in range(ROUNDS):
        _, each, alone = bulk(folder / "in.jsonl", folder / f"w1-{number}", 1)
        one.append(each)
        _, each, beside = bulk(folder / "in.jsonl", folder / f"w2-{number}", 2)
        two.append(each)
        work.append(alone / beside)
    clock, allowed = statistics.median(one) / statistics.median(two), 2 * statistics.median(work)
    print(
        f"  1 worker {1 / statistics.median(one):.2f} reports a second, "
        f"2 workers {1 / statistics.median(two):.2f}"
    )
    print(f"  {clock:.2f} times by the clock; {allowed:.2f} as the processor's seconds a report allow")
    return clock, allowed


def archive(folder: Path, texts: list[str], pages: int = 60) -> None:
    """Print what a page of a web archive costs before it is read: cutting, and taking the text out of it."""
    menu = "".join(f'<li class="menu-item"><a href="/topic/{n}">Topic {n}</a></li>' for n in range(400))
    source, size = folder / "made.warc.gz", 0
    with source.open("wb") as file:
        for number in range(pages):
            text = "".join(f"<p>{line}</p>" for line in texts[number % len(texts)].split("\n") if line)
            page = f"<html><head><title>Report {number}</title></head><body><nav><ul>{menu}</ul></nav>"
            page += f"<article><h1>Report {number}</h1>{text}</article><footer>{menu}</footer></body></html>"
            answer = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{page}".encode()
            head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://made.example/{number}\r\n"
            head += f"Content-Type: application/http\r\nContent-Length: {len(answer)}\r\n\r\n"
            file.write(gzip.compress(head.encode() + answer + b"\r\n\r\n"))
            size += len(answer)
    clock, cutting, _ = measured(lambda: sum(1 for _ in cut(source)))
    held = [found for part in cut(source) for found in unpacked(part.packed) if isinstance(found, Input)]
    _, taking, _ = measured(
        lambda: sum(len(take_in(each, Overrides(), 50_000_000).report.text) for each in held)
    )
    print(
        f"  pages of {size / pages / 1000:.0f} kB: cutting {1000 * cutting / pages:.1f} ms of the processor "
        f"({1000 * clock / pages:.1f} by the clock), taking the text out {1000 * taking / pages:.1f} ms"
    )


def curve(folder: Path, texts: list[str], sizes: list[int]) -> None:
    """Print cost and memory of growing inputs with two workers."""
    for size in sizes:
        source, memory = folder / f"{size}.jsonl", list[int]()
        words = write_lines(source, texts, size)
        begun = time.perf_counter()
        with watched(memory):
            report, _, _ = bulk(source, folder / f"out-{size}", 2)
        seconds, worked = time.perf_counter() - begun, report.total.seconds["of the processor"]
        written = sum(path.stat().st_size for path in (folder / f"out-{size}").rglob("*.parquet"))
        print(
            f"  {size:7,} reports, {words / size:.0f} words each: {seconds:7.0f} s by the clock, "
            f"{worked:7.0f} s of the processor ({1000 * worked / size:.1f} ms a report), "
            f"{written / size / 1000:.1f} kB written a report, "
            f"at most {max(memory, default=0) / 1024:.0f} MB a worker"
        )
        shutil.rmtree(folder / f"out-{size}")


def main() -> int:
    """Measure and print; return 1 where a bar is missed."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--shared", type=Path, default=Path("..") / "shared")
    parser.add_argument("--reports", type=int, default=120)
    parser.add_argument("--curve", type=int, nargs="*", default=[1_000, 10_000])
    said = parser.parse_args()
    texts = texts_of(said.shared)
    with tempfile.TemporaryDirectory(prefix="reportedly-bench-") as made:
        folder = Path(made)
        words = write_lines(folder / "in.jsonl", texts, said.reports)
        print(f"{said.reports} reports, {words / said.reports:.0f} words each; load {os.getloadavg()[0]:.1f}")
        print("bulk over reading in one process, a report:")
        clock, processor = overhead(folder, said.reports)
        print("a second worker:")
        faster, allowed = speedup(folder)
        print("a node that is lost:")
        write_lines(folder / "lost.jsonl", texts, LOST)
        lost_node(folder, folder / "lost.jsonl", LOST)
        print("a web archive, made:")
        archive(folder, texts)
        print("growing inputs:")
        curve(folder, texts, said.curve)
        print(
            f"load after: {os.getloadavg()[0]:.1f} (two cores busy with other work spoil what the clock says)"
        )
    return int(min(clock, processor) > OVERHEAD or max(faster, allowed) < SPEEDUP)


if __name__ == "__main__":
    sys.exit(main())
