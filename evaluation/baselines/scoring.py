"""Score what baselines found, by the functions that score us. Needs neither spaCy nor textacy."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from evaluation import polnear
from evaluation.tallies import Counted
from reportedly.gold.spans import Spans, Tally, exact, match
from reportedly.reading.words import split_words
from reportedly.tuning.articles import words_of
from training.corpora import read_polnear

HERE = Path(__file__).parent
BENCH = HERE.parent.parent / ".venv-bench" / "bin" / "python"
_SPANS = ("source", "cue", "content")
Found = Mapping[str, Sequence[Mapping[str, Sequence[Sequence[int]]]]]
"""Name of a text to what was found in it: ranges of characters by role."""


def find(shared: Path, out: Path) -> dict[str, Any]:
    """Let the baselines find in the bench environment; return their notes and what they found.

    Raises FileNotFoundError where that environment is not there (`make bench` makes it) and
    CalledProcessError where something in it is missing.
    """
    if not BENCH.exists():
        raise FileNotFoundError(f"{BENCH} is not there: `make bench` makes it")
    line = [str(BENCH), "-m", "evaluation.baselines", "--shared", str(shared), "--out", str(out)]
    subprocess.run(line, check=True, cwd=HERE.parent.parent)
    read: dict[str, Any] = json.loads(out.read_text(encoding="utf-8"))
    return read


def on_polnear(found: Found, folder: Path) -> dict[str, Counted]:
    """Score against PolNeAR dev, in words, as the encoder is."""
    scores = polnear.Scores()
    for article in read_polnear(folder, "dev"):
        words = split_words(article.text)
        ours = [
            Spans(*(words_of(words, ((a, b) for a, b in each[role])) for role in _SPANS))
            for each in found[article.name]
        ]
        scores.add(ours, polnear.annotated(article, words))
    return scores.counted


def on_gold(found: Found, records: Iterable[Mapping[str, Any]]) -> dict[str, Counted]:
    """Score against gold records, in characters, as `reportedly.gold.attributions` does."""
    counted = {
        "attribution_f1": Counted("f1"),
        "attribution_precision": Counted("precision"),
        "attribution_recall": Counted("recall"),
        **{f"{name}_exact_f1": Counted("f1") for name in _SPANS},
    }
    for record in records:
        ours = [
            Spans(*(tuple((a, b) for a, b in each[role]) for role in _SPANS))
            for each in found[record["report"]["id"]]
        ]
        gold = [
            Spans(*(tuple((s["start"], s["end"]) for s in given[role]) for role in _SPANS))
            for given in record["attributions"]
        ]
        both = Tally(len(match(ours, gold, 0.5)), len(ours), len(gold))
        for how in ("f1", "precision", "recall"):
            counted[f"attribution_{how}"].add(both)
        for name in _SPANS:
            there = {r for g in gold for r in getattr(g, name)}
            here = {r for o in ours for r in getattr(o, name)}
            counted[f"{name}_exact_f1"].add(Tally(*exact(here, there)))
    return counted
