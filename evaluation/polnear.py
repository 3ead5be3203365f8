"""Score attributions on PolNeAR dev, in PolNeAR's own convention of annotation.

One annotator an article, the first by code. Positions are words as `reading.words` cuts them. Baselines are
scored by the same functions (evaluation/baselines/scoring.py).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from evaluation.tallies import Counted
from reportedly.gold.spans import Spans, Tally, exact, match
from reportedly.reading import labels
from reportedly.reading.confidence import confidence_of
from reportedly.reading.encoder import Encoder
from reportedly.reading.found import Found, find_attributions
from reportedly.reading.words import Words, split_words
from reportedly.tuning.articles import Article, words_of
from training.corpora import read_polnear

_SPANS = ("source", "cue", "content")
_AGREEMENTS = (0.5, 0.8, 1.0)


@dataclass
class Scores:
    """What was counted so far."""

    counted: dict[str, Counted] = field(
        default_factory=lambda: {
            **{f"{name}_exact_f1": Counted("f1") for name in _SPANS},
            "attribution_f1": Counted("f1"),
            "attribution_precision": Counted("precision"),
            "attribution_recall": Counted("recall"),
            "attribution_f1_at_0.8": Counted("f1"),
            "attribution_f1_at_1.0": Counted("f1"),
        }
    )
    confidence: list[tuple[float, bool]] = field(default_factory=list)
    """Confidence of each attribution found, and whether it was annotated."""
    errors: dict[str, list[str]] = field(default_factory=lambda: {"missed": [], "spurious": []})

    def add(self, ours: Sequence[Spans], gold: Sequence[Spans]) -> list[tuple[int, int]]:
        """Count one more article; return the pairs that agree by the least agreement."""
        for name in _SPANS:
            there = {r for g in gold for r in getattr(g, name)}
            tally = Tally(*exact({r for o in ours for r in getattr(o, name)}, there))
            self.counted[f"{name}_exact_f1"].add(tally)
        pairs = {least: match(ours, gold, least) for least in _AGREEMENTS}
        loose, close, same = (Tally(len(pairs[a]), len(ours), len(gold)) for a in _AGREEMENTS)
        for measure in ("f1", "precision", "recall"):
            self.counted[f"attribution_{measure}"].add(loose)
        self.counted["attribution_f1_at_0.8"].add(close)
        self.counted["attribution_f1_at_1.0"].add(same)
        return pairs[_AGREEMENTS[0]]


def score(encoder: Encoder, folder: Path, part: str = "dev", limit: int | None = None) -> Scores:
    """Score the encoder; `folder` is ../shared/data/polnear or laid out like it."""
    scores = Scores()
    least = float(encoder.settings["polnear_threshold"])
    for article in read_polnear(folder, part)[:limit]:
        words = split_words(article.text)
        gold = annotated(article, words)
        every = [f for f in find_attributions(encoder, words, labels.POLNEAR) if not f.bare]
        right = {i for i, _ in match([_spans(f) for f in every], gold, _AGREEMENTS[0])}
        weights = encoder.settings["confidence"]
        scores.confidence += [(confidence_of(f, weights), i in right) for i, f in enumerate(every)]
        ours = univocal([f for f in every if f.anchor_score >= least])
        pairs = scores.add(ours, gold)
        for sort, told, paired in (
            ("spurious", ours, {i for i, _ in pairs}),
            ("missed", gold, {j for _, j in pairs}),
        ):
            scores.errors[sort] += [
                f"{article.name} {told_as(s, words)}" for n, s in enumerate(told) if n not in paired
            ]
    return scores


def annotated(article: Article, words: Words) -> list[Spans]:
    """Return what the first annotator marked, as ranges of words."""
    return [Spans(*(words_of(words, r) for r in (m.source, m.cue, m.content))) for m in article.versions[0]]


def told_as(spans: Spans, words: Words) -> str:
    """Return an attribution in words: source | cue | content."""
    parts = (" … ".join(words.said(*r) for r in getattr(spans, name)) for name in _SPANS)
    return " ".join(" | ".join(parts).split())[:240]


def univocal(found: list[Found]) -> list[Spans]:
    """Return the attributions as PolNeAR has them: where two claim one cue, the surer one stands."""
    taken: set[int] = set()
    kept = []
    for f in sorted(found, key=lambda f: -f.anchor_score):
        cue = {i for first, last in f.cue for i in range(first, last)}
        if cue & taken:
            continue
        taken |= cue
        kept.append(_spans(f))
    return kept


def _spans(found: Found) -> Spans:
    return Spans(found.source, found.cue, found.content)
