"""Newsrooms that copy, credit, paraphrase, drop credit and round numbers, with known ancestry.

    python -m evaluation.newsroom [--reports 100 1000 10000] [--seed 1] [--plot docs/img/origins.svg]
    python -m evaluation.newsroom --bench 1000 10000 100000

Each claim is made in one to four first-hand reports (an official speaks to one outlet, or an outlet saw it),
and retold by others from a report that was already out. A retelling that credits names that outlet and the
voice behind it; one that drops the credit says it in its own voice, copied to the letter or in other words.
Numbers are rounded and some retellings name the official without the outlet.

Scored: of the claims that two or more reports make, the share whose number of origins is right, with members
given and with members found. Readings are made, not read, and vectors are sums of one random vector a word,
so that this tests credits, joins and the index, not the encoder.
"""

from __future__ import annotations

import argparse
import time
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from evaluation.newsroom_made import Habits, Made, hashed_vectors, newsrooms
from evaluation.newsroom_plot import plot
from reportedly.tracing.claims import Claims
from reportedly.tracing.embedding import embed
from reportedly.tracing.origins import origins_of
from reportedly.tracing.statement import Statement
from reportedly.tracing.statements import statements_of

DROPS = (0.0, 0.1, 0.2, 0.3, 0.5, 0.7, 1.0)


@dataclass(frozen=True)
class Result:
    """What one run of newsrooms gave, in percent."""

    given: float
    """Claims whose number of origins is right, members given."""
    found: float
    """The same, of the members that are found together."""
    mean_off: float
    """Origins counted too many on average, members given."""
    seconds: float
    """Time to add all reports."""


def measure(made: Made, *, network: bool = False) -> Result:
    """Trace what newsrooms made, and compare it with what is known."""
    statements = [s for r in made.readings for s in statements_of(r)]
    vectors = (embed if network else hashed_vectors)([s.words for s in statements])
    claims = Claims()
    begun = time.perf_counter()
    for i, statement in enumerate(statements):
        claims.add([statement], vectors[i : i + 1], vectors[i : i + 1])
    seconds = time.perf_counter() - begun
    groups: dict[int, list[Statement]] = defaultdict(list)
    for s in statements:
        groups[made.claim[s.report]].append(s)
    right = found = count = 0
    off = 0.0
    for members in groups.values():
        if len(members) < 2:  # noqa: PLR2004 -- one report has one origin
            continue
        wanted = len({made.root[m.report] for m in members})
        got = len(origins_of(members).partition)
        claim = claims.claim_of(members[0].id)
        inside = {m.id for m in members} == {m.id for m in claim.members}
        count += 1
        right += got == wanted
        found += inside and len(origins_of(claim.members).partition) == wanted
        off += got - wanted
    return Result(100 * right / count, 100 * found / count, off / count, seconds)


def bench(sizes: Sequence[int] = (1_000, 10_000, 100_000), seed: int = 1) -> None:
    """Print what adding costs: ms a statement, p95 of the last 200, clustering, ratio to n log n.

    Vectors are made beforehand (`hashed_vectors`): embedding is not counted.
    """
    print(f"{'statements':>11}{'add, s':>9}{'ms each':>9}{'p95 last':>10}{'claims, s':>11}{'/ n log n':>11}")
    base = 0.0
    for size in sizes:
        statements = [s for r in newsrooms(size, Habits(drop=0.3), seed).readings for s in statements_of(r)]
        claims, times = Claims(), []
        for start in range(0, len(statements), 1000):
            part = statements[start : start + 1000]
            vectors = hashed_vectors([s.words for s in part])
            for i, statement in enumerate(part):
                begun = time.perf_counter()
                claims.add([statement], vectors[i : i + 1], vectors[i : i + 1])
                times.append(time.perf_counter() - begun)
        begun = time.perf_counter()
        found = sum(1 for _ in claims.all())
        clustering = time.perf_counter() - begun
        total = sum(times) + clustering
        unit = total / (len(times) * np.log(len(times)))
        base = base or unit
        last = float(np.quantile(times[-200:], 0.95))
        print(
            f"{len(times):11,}{sum(times):9.1f}{1000 * sum(times) / len(times):9.2f}{1000 * last:10.2f}"
            f"{clustering:11.1f}{unit / base:11.2f}   {found:,} claims",
            flush=True,
        )


def main() -> None:
    """Simulate, print the table, draw the plot."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--reports", type=int, nargs="+", default=[100, 1000, 10000])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--plot", type=Path)
    parser.add_argument(
        "--bench", type=int, nargs="*", help="measure cost at these numbers of reports instead"
    )
    parser.add_argument("--network", action="store_true", help="vectors from the network, not from words")
    args = parser.parse_args()
    if args.bench is not None:
        bench(args.bench or (1_000, 10_000, 100_000), args.seed)
        return
    print(f"{'reports':>8}{'dropped':>9}{'given':>8}{'found':>8}{'too many':>10}{'ms/report':>11}")
    for reports in args.reports:
        rows = []
        for drop in DROPS:
            result = measure(newsrooms(reports, Habits(drop=drop), args.seed), network=args.network)
            rows.append((drop, result))
            print(
                f"{reports:8}{100 * drop:8.0f}%{result.given:8.1f}{result.found:8.1f}"
                f"{result.mean_off:10.2f}{1000 * result.seconds / reports:11.2f}",
                flush=True,
            )
        if args.plot and reports == args.reports[-1]:
            args.plot.write_text(
                plot(
                    [(drop, r.given, r.found) for drop, r in rows],
                    f"Claims whose number of origins is right ({reports:,} reports)",
                ),
                encoding="utf-8",
            )


if __name__ == "__main__":
    main()
