"""Measuring: how near a model's attributions come to what persons said, report by report.

Attributions: token F1 of the content of 0.5 or more, cues and sources overlapping (gold/spans.py). Spans:
source, cue and content to the letter, all three counted together. The interval is a paired bootstrap over
reports (Efron and Tibshirani 1993): both models are scored on the same drawn reports.
"""

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reportedly.gold.spans import Spans, Tally, exact, match
from reportedly.reading import labels
from reportedly.reading.completing import complete
from reportedly.reading.encoder import Encoder
from reportedly.reading.found import find_attributions, trimmed
from reportedly.reading.words import split_words
from reportedly.tuning.articles import Article, Marked, Range

LEAST_AGREEMENT = 0.5
DRAWS = 1000
TAIL = 0.025
MEASURES = ("attributions", "spans")
"""What is measured, by name."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """One report that models are measured on."""

    text: str
    spans: tuple[Spans, ...]
    """What stands in it, as ranges of characters."""
    learned: tuple[Range, ...] | None = None
    """Where it was judged; what lies elsewhere counts neither for nor against. None for everywhere."""


@dataclass(frozen=True, slots=True)
class Change:
    """One measure before and after."""

    name: str
    before: float
    """F1 in percent."""
    after: float
    low: float
    """The 95 % interval of after - before, in points."""
    high: float


Counts = tuple[tuple[int, int, int], tuple[int, int, int]]
"""Hits, found and wanted of each of MEASURES in one report."""


def wanted_of(article: Article, learned: tuple[Range, ...] | None = None) -> Wanted:
    """Return an annotated report as one to measure on."""
    return Wanted(article.text, tuple(_spans(each) for each in article.versions[0]), learned)


def spans_in(encoder: Encoder, text: str) -> tuple[Spans, ...]:
    """Return the attributions that a model finds in a text, tidied as they are shown, over characters."""
    words = split_words(text)
    tidy = [t for f in find_attributions(encoder, words, labels.GUIDE) if (t := trimmed(f, words))]

    def ranges(kind: tuple[tuple[int, int], ...]) -> tuple[Range, ...]:
        return tuple((words.starts[first], words.ends[last - 1]) for first, last in kind)

    return tuple(Spans(ranges(f.source), ranges(f.cue), ranges(f.content)) for f in complete(tidy, words))


def counts_of(encoder: Encoder, reports: Iterable[Wanted]) -> list[Counts]:
    """Return how a model does on each report."""
    return [compared(spans_in(encoder, each.text), each) for each in reports]


def compared(found: Sequence[Spans], wanted: Wanted) -> Counts:
    """Return how near what was found comes to what is wanted."""
    ours = [each for each in found if _within(each, wanted.learned)]
    theirs = [each for each in wanted.spans if _within(each, wanted.learned)]
    hits = len(match(ours, theirs, LEAST_AGREEMENT))
    totals = Tally()
    for name in ("source", "cue", "content"):
        totals.add(
            *exact({r for s in ours for r in getattr(s, name)}, {r for s in theirs for r in getattr(s, name)})
        )
    return (hits, len(ours), len(theirs)), (totals.hit, totals.found, totals.wanted)


def changes(before: Sequence[Counts], after: Sequence[Counts], seed: int) -> list[Change]:
    """Return each measure before and after, both over the same reports, with its interval."""
    rng = random.Random(seed)  # noqa: S311 - draws are seeded, not secret
    many = len(before)
    draws = [rng.choices(range(many), k=many) for _ in range(DRAWS)] if many else []
    told = []
    for n, name in enumerate(MEASURES):

        def gain(chosen: Iterable[int], n: int = n) -> float:
            picked = list(chosen)
            return _f1(after[i][n] for i in picked) - _f1(before[i][n] for i in picked)

        gains = sorted(gain(draw) for draw in draws) or [0.0]
        low, high = (gains[round(at * (len(gains) - 1))] for at in (TAIL, 1 - TAIL))
        told.append(Change(name, _f1(b[n] for b in before), _f1(a[n] for a in after), low, high))
    return told


def _f1(counts: Iterable[tuple[int, int, int]]) -> float:
    tally = Tally()
    for each in counts:
        tally.add(*each)
    return tally.f1


def _spans(marked: Marked) -> Spans:
    return Spans(marked.source, marked.cue, marked.content)


def _within(spans: Spans, learned: tuple[Range, ...] | None) -> bool:
    """Return whether an attribution begins where the report was judged."""
    at = (spans.cue or spans.content)[0][0]
    return learned is None or any(start <= at < end for start, end in learned)
