"""Newsrooms that copy, credit, paraphrase, drop credit and round numbers, with known ancestry.

    python -m evaluation.newsroom [--reports 100 1000 10000] [--seed 1] [--plot docs/img/origins.svg]
    python -m evaluation.newsroom --read 300
    python -m evaluation.newsroom --bench 1000 10000 100000

Facts of four wars (strikes, towns taken, words of officials, tolls, demands, refusals), half of them with a
near one beside it, are told first-hand by one to four voices (an interview, a press conference, an agency, a
reporter's own eyes, a nameless official, a document) and retold by others, up to four times removed, in other
words, lightly edited or as a reprint under a wire mark; numbers are rounded or left out, some outlets credit
each other and nobody else, some first-hand reports were never collected. `--drops` is the share of retellings
that leave out whom they have it from.

Scored are the facts that two or more reports tell: whether the numbers of known and of unknown origins are
right, with members given and for the claim that the index finds. Readings are those of a perfect reader; with
`--read` the plain texts are read by our own.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from evaluation.newsroom_made import Habits, Made, newsrooms
from evaluation.newsroom_plot import plot
from evaluation.newsroom_scores import Result, measure, traced
from reportedly import read
from reportedly.record import Reading
from reportedly.tracing.claims import Claims, vectors_of
from reportedly.tracing.origins import origins_of
from reportedly.tracing.statement import Statement
from reportedly.tracing.statements import statements_of

DROPS = (0.0, 0.1, 0.2, 0.3, 0.5, 0.7, 1.0)
_HEAD = (
    f"{'reports':>8}{'dropped':>8}{'facts':>7} |{'given':>6}{'found':>6}{'exact':>6}{'both':>6} |"
    f"{'B³ P':>6}{'R':>6}{'F1':>6}{'mixed':>6} |{'off':>6}{'|off|':>6} | circles"
)


def run(reports: int, drop: float, seed: int, *, reading: bool = False) -> Result:
    """Generate, trace and score; with `reading` the texts are read by our reader, not by a perfect one."""
    made = newsrooms(reports, Habits(drop=drop), seed)
    return measure(traced(made, read_again(made) if reading else made.readings))


def read_again(made: Made) -> list[Reading]:
    """Return what our reader finds in the plain texts."""
    return [read(r.report) for r in made.readings]


def row(reports: int, drop: float, result: Result) -> str:
    """Return one line of the table."""
    p, r, f = result.b_cubed
    right, found, have = result.circles
    return (
        f"{reports:8}{100 * drop:7.0f}%{result.facts:7} |{result.given:6.1f}{result.found:6.1f}"
        f"{result.exact:6.1f}{result.both:6.1f} |{p:6.1f}{r:6.1f}{f:6.1f}{result.mixed:6.1f} |"
        f"{result.off:6.2f}{result.off_found:6.2f} | {right} of {have}, {found - right} more"
    )


def bench(sizes: Sequence[int], seed: int) -> None:
    """Print what adding statements and counting origins costs, and its ratio to n log n."""
    print(
        f"{'statements':>11}{'add, s':>9}{'ms each':>9}{'claims, s':>11}{'origins, s':>12}{'/ n log n':>11}"
    )
    base = 0.0
    for size in sizes:
        statements = [s for r in newsrooms(size, Habits(drop=0.3), seed).readings for s in statements_of(r)]
        claims = Claims()
        adding = 0.0
        for start in range(0, len(statements), 1000):
            part = statements[start : start + 1000]
            words, gists = vectors_of(part)
            begun = time.perf_counter()
            claims.add(part, words, gists)
            adding += time.perf_counter() - begun
        begun = time.perf_counter()
        found = [c.members for c in claims.all(2)]
        clustering = time.perf_counter() - begun
        begun = time.perf_counter()
        for members in found:
            origins_of(members)
        tracing = time.perf_counter() - begun
        unit = (adding + clustering + tracing) / (len(statements) * np.log(len(statements)))
        base = base or unit
        print(
            f"{len(statements):11,}{adding:9.1f}{1000 * adding / len(statements):9.2f}{clustering:11.1f}"
            f"{tracing:12.1f}{unit / base:11.2f}   {len(found):,} claims of two or more reports",
            flush=True,
        )


def bench_origins(sizes: Sequence[int], seed: int) -> None:
    """Print what counting the origins of one claim of so many members costs."""
    made = newsrooms(max(sizes), Habits(drop=0.3), seed)
    statements: list[Statement] = [s for r in made.readings for s in statements_of(r)]
    for size in sizes:
        begun = time.perf_counter()
        parts = len(origins_of(statements[:size]).partition)
        print(
            f"one claim of {size:,} members: {time.perf_counter() - begun:.2f} s, {parts:,} origins",
            flush=True,
        )


def main() -> None:
    """Simulate, print the table, draw the plot."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--reports", type=int, nargs="+", default=[100, 1000, 10000])
    parser.add_argument("--drops", type=float, nargs="+", default=list(DROPS))
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--plot", type=Path, help="draw the curve of the last number of reports")
    parser.add_argument("--read", type=int, help="so many reports, read by our own reader")
    parser.add_argument("--bench", type=int, nargs="*", help="measure cost at these numbers of reports")
    args = parser.parse_args()
    if args.bench is not None:
        bench(args.bench or (1_000, 10_000, 100_000), args.seed)
        bench_origins((1_000, 5_000, 25_000), args.seed)
        return
    print(_HEAD)
    for reports in [args.read] if args.read else args.reports:
        results = []
        for drop in args.drops:
            result = run(reports, drop, args.seed, reading=bool(args.read))
            results.append((drop, result))
            print(row(reports, drop, result), flush=True)
        if args.plot and (args.read or reports == args.reports[-1]):
            lines = [(drop, r.given, r.found) for drop, r in results]
            title = f"Claims whose number of origins is right ({reports:,} reports)"
            args.plot.write_text(plot(lines, title), encoding="utf-8")


if __name__ == "__main__":
    main()
