"""Score the shipped encoder on PolNeAR dev, in PolNeAR's own convention of annotation.

One annotator an article, the first by code. Positions are words as `reading.words` cuts them.
"""

from __future__ import annotations

from pathlib import Path

from reportedly.gold.spans import Spans, Tally, exact, match
from reportedly.reading import labels
from reportedly.reading.encoder import Encoder
from reportedly.reading.found import Found, find_attributions
from reportedly.reading.words import split_words
from training.corpora import read_polnear, words_of


def score(encoder: Encoder, folder: Path, part: str = "dev", limit: int | None = None) -> dict[str, float]:
    """Return the figures by name, in percent; `folder` is ../shared/data/polnear or laid out like it."""
    names = ("source", "cue", "content")
    spans = {n: Tally() for n in names}
    attribution = {0.5: Tally(), 0.8: Tally(), 1.0: Tally()}
    least = float(encoder.settings["polnear_threshold"])
    for article in read_polnear(folder, part)[:limit]:
        words = split_words(article.text)
        found = [
            f
            for f in find_attributions(encoder, words, labels.POLNEAR)
            if f.anchor_score >= least and not f.bare
        ]
        gold = [
            Spans(*(words_of(words, r) for r in (m.source, m.cue, m.content))) for m in article.versions[0]
        ]
        ours = univocal(found)
        for n in names:
            there = {r for g in gold for r in getattr(g, n)}
            spans[n].add(*exact({r for o in ours for r in getattr(o, n)}, there))
        for agreement, tally in attribution.items():
            tally.add(len(match(ours, gold, agreement)), len(ours), len(gold))
    return {
        **{f"{n}_exact_f1": t.f1 for n, t in spans.items()},
        "attribution_f1": attribution[0.5].f1,
        "attribution_precision": attribution[0.5].precision,
        "attribution_recall": attribution[0.5].recall,
        "attribution_f1_at_0.8": attribution[0.8].f1,
        "attribution_f1_at_1.0": attribution[1.0].f1,
    }


def univocal(found: list[Found]) -> list[Spans]:
    """Return the attributions as PolNeAR has them: where two claim one cue, the surer one stands."""
    taken: set[int] = set()
    kept = []
    for f in sorted(found, key=lambda f: -f.anchor_score):
        cue = {i for first, last in f.cue for i in range(first, last)}
        if cue & taken:
            continue
        taken |= cue
        kept.append(Spans(f.source, f.cue, f.content))
    return kept
