"""Figures of tracing for `make evaluate`: claims, origins, contradictions; meaning; stories."""

from __future__ import annotations

from pathlib import Path

from evaluation.tracing_gold import gold_of
from evaluation.tracing_others import basil_score, sts_score
from evaluation.tracing_scores import b_cubed, contradictions_score, origins_score
from reportedly.record import Reading
from reportedly.tracing.claims import Claims

STS = "sts_semeval-sts_2014_headlines.test.tsv"


def score_claims(folder: Path, readings: list[Reading]) -> dict[str, float]:
    """Return the scores, in percent, of gold claims over the same reports as we read them.

    `folder` holds claims.json; nothing is measured where it is absent.
    """
    if not (folder / "claims.json").is_file():
        return {}
    gold = gold_of(folder, readings, by_item=False)
    claims = Claims()
    claims.add(gold.statements)
    number = {s.id: i for i, s in enumerate(gold.statements)}
    clusters = [frozenset(number[m.id] for m in c.members) for c in claims.all()]
    tally, _ = contradictions_score(gold, claims)
    return {
        "claims_b3_members": b_cubed(gold, clusters, others=False)[2],
        "claims_b3_tellings": b_cubed(gold, clusters, others=True, folded=True)[2],
        "claims_b3": b_cubed(gold, clusters, others=True)[2],
        "origins": origins_score(gold)[0],
        "origins_end_to_end": origins_score(gold, clusters)[0],
        "contradictions_precision": tally.precision,
        "contradictions_recall": tally.recall,
    }


def score_meaning(folder: Path) -> float:
    """Return Pearson's r on STS headlines 2014, times 100; `folder` is that of the headlines."""
    return 100 * sts_score(folder / STS)


def score_stories(folder: Path) -> float:
    """Return B³ F1 of same stories on BASIL, in percent."""
    return basil_score(folder)[2]
