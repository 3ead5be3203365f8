"""Score tracing: claims, origins and contradictions on gold; pairs on ECB+; meaning on STS; stories on BASIL.

    python -m evaluation.tracing [--shared ../shared] [--readings gold|read] [--verbose]

Gold records are turned into Readings first (`tracing_gold.py`), since gold claims name gold items;
`--readings read` reads the same reports with the shipped reader instead and finds the members by the words
they share.

What is clustered: every statement of all 15 reports. "members" counts only statements that gold claims list;
"with others" also counts, against precision, every statement that fell into a member's cluster and is not
listed, though some of them do say the same: "each" of them, or, "by tellings", those of one report that share
words as one, and as none where they share those of a listed member.

The shipped weights come from labelled stories and ECB+ (`python -m training.claims`); gold takes no part.
What weights fitted on gold would reach is measured beside them and never shipped: 34 claims are few, so they
are fitted ten times, each time without the claims (and every pair that touches them) of one tenth, and those
pairs are scored by those weights.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from evaluation.tracing_ecb import Ecb, ecb_pairs, ecb_score
from evaluation.tracing_fit import held_out, pairs_of
from evaluation.tracing_gold import Gold, gold_of, reading_of
from evaluation.tracing_others import basil_score, sts_by_words, sts_score
from evaluation.tracing_scores import b_cubed, clustered, contradictions_score, origins_score, show_claims
from reportedly.gold.records import read_gold, report_of
from reportedly.record import Reading
from reportedly.tracing.claims import LEAST, Claims

HERE = Path(__file__).parent
GOLD_LEAST = 0.03
"""Least score of a claim for weights fitted on gold; chosen while looking at gold, not shipped."""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--shared", type=Path, default=HERE.parent.parent / "shared")
    parser.add_argument("--readings", choices=("gold", "read"), default="gold")
    parser.add_argument(
        "--verbose", action="store_true", help="print every wrong origin and every contradiction"
    )
    args = parser.parse_args()
    folder, data = args.shared / "gold" / "dev", args.shared / "data"
    gold = read_claims(folder, read=args.readings == "read")
    if args.readings == "gold":
        ecb = ecb_pairs(data / "ecbplus")
        tally = ecb_score(ecb)
        print(f"ECB+ pairs, five folds      P {tally.precision:.1f} R {tally.recall:.1f} F1 {tally.f1:.1f}")
        show_held_out(gold, ecb)
    show_shipped(gold, verbose=args.verbose)
    if args.readings == "gold":
        sts = data / "sts_headlines" / "sts_semeval-sts_2014_headlines.test.tsv"
        print(f"STS headlines 2014: Pearson {sts_score(sts):.3f}; word overlap alone {sts_by_words(sts):.3f}")
        p, r, f = basil_score(data / "story_pairs" / "basil")
        print(f"BASIL same story: B³ P {p:.1f} R {r:.1f} F1 {f:.1f}")


def read_claims(folder: Path, *, read: bool) -> Gold:
    """Return the gold claims over statements of gold records, or of the same reports as we read them."""
    records = read_gold(folder)
    readings: list[Reading]
    if read:
        from reportedly.reading.read import read_report  # noqa: PLC0415 -- loads the encoder; gold needs none

        readings = [read_report(report_of(r)) for r in records]
    else:
        readings = [reading_of(r) for r in records]
    gold = gold_of(folder, readings, by_item=not read)
    held, total = sum(map(len, gold.claims.values())), sum(len(c["members"]) for c in gold.given.values())
    print(f"{len(gold.statements)} statements of {len(records)} reports; {held} of {total} members have one")
    return gold


def show_held_out(gold: Gold, ecb: Ecb) -> None:
    """Print what weights fitted on gold would reach on claims that they have not seen."""
    pairs = pairs_of(gold)
    clusters = clustered(gold, pairs, held_out(gold, pairs, ecb.pairs), GOLD_LEAST)
    print(f"for comparison, weights fitted on gold, cross-validated, from score {GOLD_LEAST} on:")
    show_claims(gold, clusters)
    print(f"{'origins end to end':28}{origins_score(gold, clusters)[0]:7.1f}")


def show_shipped(gold: Gold, *, verbose: bool) -> None:
    """Print the scores of what is shipped."""
    claims = Claims()
    claims.add(gold.statements)
    number = {s.id: i for i, s in enumerate(gold.statements)}
    print(f"as shipped, from score {LEAST} on:")
    shipped = [frozenset(number[m.id] for m in c.members) for c in claims.all()]
    show_claims(gold, shipped)
    singles = [frozenset({i}) for i in range(len(gold.statements))]
    print(f"{'every statement alone':28}B³ F1 {b_cubed(gold, singles, others=False)[2]:.1f}")
    for name, given in (
        ("origins, members given", None),
        ("origins end to end", shipped),
        ("origins, doing nothing", singles),
    ):
        share, wrong = origins_score(gold, given)
        print(f"{name:28}{share:7.1f}")
        if verbose:
            print("\n".join(f"    {w}" for w in wrong))
    tally, seen = contradictions_score(gold, claims)
    print(
        f"{'contradictions':28}P {tally.precision:.1f} R {tally.recall:.1f} "
        f"({tally.hit} of {tally.wanted} listed; {tally.found} found between members)"
    )
    print(f"{len(seen)} pairs of statements called contradictory in all")
    if verbose:
        print("\n".join(seen))


if __name__ == "__main__":
    main()
