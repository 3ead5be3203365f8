"""Score the finding of place names on LGL and TR-News: exact spans, on the half not learned from."""

from __future__ import annotations

from pathlib import Path

from evaluation.tallies import Counted
from reportedly.gold.spans import Tally, exact
from reportedly.reading.encoder import load_encoder
from reportedly.reading.facts import labels
from reportedly.reading.facts.found import FoundFacts, add_window
from reportedly.reading.facts.places import spans_of
from reportedly.reading.facts.tower import load_tower
from reportedly.reading.words import split_words
from training.facts.corpora import in_fit_half, read_geoparsing

CORPORA = {"lgl": labels.LGL, "tr-news": labels.TR_NEWS}


def score(folder: Path, corpus: str, convention: int | None = None) -> Counted:
    """Return what was counted, for F1 of toponyms; `convention` None is the corpus's own."""
    encoder, tower = load_encoder(), load_tower()
    own = CORPORA[corpus] if convention is None else convention
    counted = Counted("f1")
    for facts in read_geoparsing(folder, corpus):
        if in_fit_half(facts.name):
            continue
        words = split_words(facts.text)
        found = FoundFacts()
        for window in encoder.windows(words):
            add_window(found, tower, words, encoder.score(words, window), own)
        ours = {
            (words.starts[first], words.ends[last - 1]) for first, last, _ in spans_of(found.places, words)
        }
        counted.add(Tally(*exact(ours, {span for span, _ in facts.places or ()})))
    return counted
