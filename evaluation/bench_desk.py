"""Benchmark of the desk: how long its pages take on the server, and how much script they bring.

    python -m evaluation.bench_desk [--store FILE] [--reports 100000] [--rate 50] [--seconds 10]

A desk is started over the store, as a process of its own, and each page is asked for at an even rate,
whether the answers before have come or not (an open loop: a slow server cannot slow its own measurement).
What is asked differs from one request to the next, drawn with a fixed seed from what is in the store. Times
are set against those of an empty page of the same desk (the keys). Where the file is not there, a store of
made reports is built first (evaluation.bench_store).
"""

import argparse
import asyncio
import gzip
import random
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import msgspec

from evaluation.bench_store import build
from reportedly.desk import links
from reportedly.store import Store, open_store

LIMIT_MS = 150
"""The 95th percentile that a page may take."""
SCRIPT_LIMIT = 300_000
"""Bytes of script, packed, that all pages but the map may bring."""
SEED = 20_260_304
EMPTY = "/help/keys"
_TIMEOUT = 30.0
_SERVED = re.compile(rb" is at (http://\S+)")
Draw = Callable[[random.Random], str]


class Page(msgspec.Struct, frozen=True):
    """One page that is measured: its name, and what draws an address of it."""

    name: str
    draw: Draw


class Took(msgspec.Struct, frozen=True, kw_only=True):
    """What one page took."""

    name: str
    times: list[float]
    """Milliseconds from when a request was due to the end of its answer."""
    failed: int
    """Answers that were no 200."""

    def at(self, share: float) -> float:
        """Return a percentile."""
        ordered = sorted(self.times)
        return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def pages_of(store: Store) -> list[Page]:
    """Return the pages, with addresses drawn from what the store holds."""
    with store.view() as view:
        reports = view.shelf.latest(by_added=True, limit=400)
        days = [each.day for each in view.shelf.days(limit=400) if each.day]
        outlets = [each.outlet for each in view.shelf.outlets()]
        readings = [view.reading(each.id) for each in reports[:40]]
    words = [word for each in reports for word in re.findall(r"\w{4,}", each.headline or "")]
    speakers = [source.who for each in readings if each for source in each.sources]
    places = [place.name for each in readings if each for place in each.places]
    return [
        Page("empty page", lambda _draw: EMPTY),
        Page("inbox", lambda draw: links.asked(links.INBOX, {"number": draw.randint(1, 5)})),
        Page("inbox, a day", lambda draw: links.day(draw.choice(days))),
        Page("inbox, an outlet", lambda draw: links.outlet(draw.choice(outlets))),
        Page("search, one word", lambda draw: links.search(draw.choice(words))),
        Page("search, two words", lambda draw: links.search(f"{draw.choice(words)} {draw.choice(words)}")),
        Page("search, speaker", lambda draw: links.search(speaker=draw.choice(speakers))),
        Page("search, names", lambda draw: links.asked("/search/names", {"q": draw.choice(speakers)})),
        Page("problems", lambda _draw: links.PROBLEMS),
        Page("reader", lambda draw: links.report(draw.choice(reports).id)),
        Page("place", lambda draw: links.place(draw.choice(places))),
        Page("map", lambda _draw: links.MAP),
        Page("api, reports", lambda _draw: f"{links.API}/reports"),
        Page("api, a report", lambda draw: f"{links.API}/reports/{draw.choice(reports).id}"),
    ]


async def ask(host: str, port: int, path: str) -> int:
    """Ask for a page and return its status, once all of it has come."""
    reader, writer = await asyncio.open_connection(host, port)
    try:
        lines = (f"GET {path} HTTP/1.1", f"Host: {host}:{port}", "Connection: close", "Accept-Encoding: gzip")
        writer.write("\r\n".join((*lines, "", "")).encode())
        answer = await reader.read(-1)
    finally:
        writer.close()
    return int(answer[9:12] or b"0")


async def measured(page: Page, host: str, port: int, rate: float, seconds: float) -> Took:
    """Ask for a page at an even rate and return what it took."""
    draw = random.Random(SEED)  # noqa: S311 - drawn to be the same again
    paths = [page.draw(draw) for _ in range(int(rate * seconds))]
    loop = asyncio.get_running_loop()
    begun = loop.time() + 0.05

    async def one(number: int, path: str) -> tuple[float, int]:
        due = begun + number / rate
        await asyncio.sleep(max(0.0, due - loop.time()))
        try:
            status = await asyncio.wait_for(ask(host, port, path), _TIMEOUT)
        except (OSError, TimeoutError, ValueError):
            status = 0
        return 1000 * (loop.time() - due), status

    answers = await asyncio.gather(*(one(number, path) for number, path in enumerate(paths)))
    return Took(
        name=page.name,
        times=[took for took, _ in answers],
        failed=sum(status != 200 for _, status in answers),  # noqa: PLR2004 - HTTP's "fine"
    )


def served(store: Path, *options: str) -> tuple["subprocess.Popen[bytes]", int]:
    """Start a desk over a store and return its process and port."""
    command = [sys.executable, "-m", "reportedly", "desk", "--store", str(store), "--port", "0", *options]
    process = subprocess.Popen(command, stderr=subprocess.PIPE)
    assert process.stderr is not None  # noqa: S101 - it is a pipe
    for line in process.stderr:
        if found := _SERVED.search(line):
            return process, int(found[1].rstrip(b"/").rpartition(b":")[2])
    raise SystemExit("the desk did not start")


def script_sizes() -> dict[str, int]:
    """Return the packed bytes of each script that is shipped."""
    from reportedly.desk.assets import FOLDER  # noqa: PLC0415 - brings in the web framework

    scripts = sorted((FOLDER / "built").rglob("*.js"))
    return {
        path.relative_to(FOLDER / "built").as_posix(): len(gzip.compress(path.read_bytes(), 9))
        for path in scripts
    }


def main() -> int:
    """Measure and print; exit code 1 where a page or the script is over its limit."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--store", type=Path)
    parser.add_argument("--reports", type=int, default=100_000)
    parser.add_argument("--rate", type=float, default=50)
    parser.add_argument("--seconds", type=float, default=10)
    parser.add_argument("--only", default="", help="pages whose name begins so")
    said = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = said.store or Path(folder) / "made.db"
        if not path.exists():
            build(path, said.reports)
        return report(path, said.rate, said.seconds, said.only)


def report(path: Path, rate: float, seconds: float, only: str = "") -> int:
    """Measure the desk over a store and print; return 1 where a page or the script is over its limit."""
    with open_store(path) as store:
        every = pages_of(store)
    pages = [every[0], *(page for page in every[1:] if page.name.startswith(only))]
    process, port = served(path)
    over = False
    try:
        asyncio.run(measured(pages[0], "127.0.0.1", port, 20, 1))  # to load what is loaded once
        empty = None
        print(f"{'page':<20} {'p50':>8} {'p95':>8} {'p99':>8} {'x empty':>8}  at {rate:g} requests/s")
        for page in pages:
            asyncio.run(measured(page, "127.0.0.1", port, 5, 1))
            took = asyncio.run(measured(page, "127.0.0.1", port, rate, seconds))
            empty = empty or took
            ratio = statistics.median(took.times) / statistics.median(empty.times)
            told = f"  {took.failed} of {len(took.times)} were no 200" if took.failed else ""
            over = over or (took.at(0.95) > LIMIT_MS and not took.failed)
            print(
                f"{page.name:<20} {took.at(0.5):>8.1f} {took.at(0.95):>8.1f} {took.at(0.99):>8.1f} "
                f"{ratio:>8.1f}{told}",
                flush=True,
            )
            time.sleep(0.5)
    finally:
        process.terminate()
        process.wait(timeout=60)
    sizes = script_sizes()
    total = sum(size for name, size in sizes.items() if "map" not in name)
    print("\nscript, packed: " + ", ".join(f"{name} {size:,}" for name, size in sizes.items()))
    print(f"all but the map: {total:,} bytes (at most {SCRIPT_LIMIT:,})")
    return 1 if over or total > SCRIPT_LIMIT else 0


if __name__ == "__main__":
    sys.exit(main())
