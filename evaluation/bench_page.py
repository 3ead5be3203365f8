"""Draw docs/reference/speed.md and docs/img/cost-*.svg from evaluation/bench.json.

    python -m evaluation.bench_page [--check]

`make bench` runs each benchmark through `evaluation.bench_kept`, then this.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from math import log
from pathlib import Path
from typing import Any

from evaluation import paper
from evaluation.bench_kept import SECTIONS, read_kept
from evaluation.cost_plot import plot

ROOT = Path(__file__).resolve().parent.parent
PAGE = Path("docs/reference/speed.md")
_TITLES = {
    "reading": "Reading",
    "adding": "Adding to a store, against reading",
    "store": "Finding in a store of 100,000 made reports",
    "tracing": "Tracing",
    "bulk": "Bulk",
    "desk": "The desk over such a store",
}
_COMMANDS = {name: f"python -m evaluation.bench_{name}" for name in SECTIONS} | {
    "reading": "python -m evaluation.bench"
}
_SPEED = re.compile(r"^end to end\s+(\d+) words/s", re.MULTILINE)
_LONG = re.compile(r"^one text of\s+(\d+) words: ([\d.]+) µs a word", re.MULTILINE)
_TRACED = re.compile(
    r"^\s*([\d,]+)\s+([\d,]+)\s+([\d.]+)\s+([\d.]+)\s+[\d.]+\s+[\d.]+\s+[\d.]+ \|", re.MULTILINE
)
_BULK = re.compile(r"^\s*([\d,]+) reports, \d+ words each:.*\(([\d.]+) ms a report\)", re.MULTILINE)
Points = list[tuple[float, float]]


def drawn(kept: Mapping[str, Mapping[str, Any]]) -> dict[Path, str]:
    """Return the page and its plots by their paths."""
    plots = dict(_plots(kept))
    return {PAGE: "\n".join(page(kept, plots)), **{path: svg for path, (_, svg) in plots.items()}}


def page(kept: Mapping[str, Mapping[str, Any]], plots: Mapping[Path, tuple[str, str]]) -> Iterator[str]:
    """Yield the page's lines."""
    yield "# Speed, measured"
    yield ""
    yield "Written from `evaluation/bench.json`, which `make bench` fills; do not edit. Two cores, no GPU."
    yield "*Load* is how many processes wanted them before and after: above 2 others were at work, and the"
    yield "clock says worse than on an idle one; ratios within a run suffer less. **Bold**: a bar missed."
    yield ""
    for name in SECTIONS:
        if name in kept:
            yield from _section(name, kept[name])
            shown = [(path, title) for path, (title, _) in plots.items() if name in path.name]
            yield from (f"![{title}](../img/{path.name})\n" for path, title in shown)
    yield "## Beside a language model"
    yield ""
    yield from paper.table(speed(kept))
    yield ""


def speed(kept: Mapping[str, Mapping[str, Any]]) -> float:
    """Return the words a second that one core reads with all facts."""
    found = _SPEED.search(_printed(kept, "reading"))
    return float(found[1] if found else kept["reading"]["words_a_second"])


def _section(name: str, told: Mapping[str, Any]) -> Iterator[str]:
    load = told.get("load")
    yield f"## {_TITLES[name]}"
    yield ""
    with_load = f", load {' to '.join(f'{each:g}' for each in load)}" if load else ""
    yield f"`{_COMMANDS[name]}`, {told['day']}{with_load}.{told.get('note', '')}"
    yield ""
    rows: Sequence[Sequence[str]] = told.get("rows", ())
    if rows:
        yield "| measure | value | bar |"
        yield "|---|---|---|"
        yield from (f"| {' | '.join(row)} |" for row in rows)
        yield ""
    if told.get("printed"):
        yield "```text"
        yield from told["printed"]
        yield "```"
        yield ""


def _printed(kept: Mapping[str, Mapping[str, Any]], name: str) -> str:
    return "\n".join(kept.get(name, {}).get("printed", ()))


def _plots(kept: Mapping[str, Mapping[str, Any]]) -> Iterator[tuple[Path, tuple[str, str]]]:
    """Yield path, title and SVG of each curve of two points or more."""
    words = _points(_LONG.findall(_printed(kept, "reading")), kept, "reading")
    if len(words) > 1:
        title = "A word costs the same in a long report"
        lines = {"reading": words}
        yield (
            Path("docs/img/cost-reading.svg"),
            (title, plot(title, "words in one report", "µs a word", lines)),
        )
    traced = _points([(r[1], r[3]) for r in _TRACED.findall(_printed(kept, "tracing"))], kept, "tracing")
    if len(traced) > 1:
        title = "A full trace; dashed: n log n from its first size"
        first, (most, _) = traced[0], traced[-1]
        unit = first[1] / (first[0] * log(first[0]))
        guide = [(n, unit * n * log(n)) for n in (first[0], most)]
        lines = {"tracing": traced}
        yield (
            Path("docs/img/cost-tracing.svg"),
            (title, plot(title, "statements", "seconds of the processor", lines, guide)),
        )
    bulk = _points(_BULK.findall(_printed(kept, "bulk")), kept, "bulk")
    if len(bulk) > 1:
        title = "Bulk reading, two workers"
        lines = {"bulk": bulk}
        yield (
            Path("docs/img/cost-bulk.svg"),
            (title, plot(title, "reports", "ms of the processor a report", lines)),
        )


def _points(found: Sequence[tuple[str, str]], kept: Mapping[str, Mapping[str, Any]], name: str) -> Points:
    """Return the points found in what was printed, else those written down; sizes grow."""
    told = kept.get(name, {}).get("curve", ())
    points = [(float(a.replace(",", "")), float(b.replace(",", ""))) for a, b in found] or [
        (float(a), float(b)) for a, b in told
    ]
    return points if all(one[0] < other[0] for one, other in pairwise(points)) else sorted(points)


def main() -> int:
    """Write, and return 1 where a bar was missed; with --check, where another page would be written."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--check", action="store_true", help="only compare")
    check = parser.parse_args().check
    stale, kept = [], read_kept()
    for path, text in drawn(kept).items():
        there = ROOT / path
        if not check:
            there.write_text(text, encoding="utf-8")
        elif not there.exists() or there.read_text(encoding="utf-8") != text:
            stale.append(path)
    for path in stale:
        print(f"{path} is not what bench.json says; run: python -m evaluation.bench_page")
    missed = [] if check else [name for name in SECTIONS if kept.get(name, {}).get("missed")]
    for name in missed:
        print(f"{name}: a bar was missed, see {PAGE}")
    return int(bool(stale or missed))


if __name__ == "__main__":
    sys.exit(main())
