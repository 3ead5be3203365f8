"""Score certainty, polarity and time of events on MEANTIME (Minard et al. 2016), given the events.

The airbus half was learned from; the apple half is measured. Each property has two classes: certain or
not, positive or negated, future or not; the figure is the mean over the six classes' F1 (macro-F).
"""

from __future__ import annotations

from pathlib import Path

from reportedly.gold.spans import Tally
from reportedly.reading.encoder import load_encoder
from reportedly.reading.facts import labels
from reportedly.reading.facts.status import modality_of
from reportedly.reading.facts.tower import load_tower
from reportedly.reading.words import split_words
from training.corpora import words_of
from training.facts.corpora import read_newsreader


def score(folder: Path) -> dict[str, float]:
    """Return macro-F over the six classes, and F1 of each, in percent. `folder` holds XML files."""
    encoder, tower = load_encoder(), load_tower()
    tallies = {(name, value): Tally() for name in labels.MODALITIES for value in (True, False)}
    for facts in read_newsreader(folder):
        words = split_words(facts.text)
        told = [
            tuple(row)
            for window in encoder.windows(words)
            for row in tower.score(encoder.score(words, window), labels.NEWSREADER).modality.tolist()
        ]
        for span, gold in facts.modality:
            for first, last in words_of(words, (span,)):
                modality = modality_of(words, (first, last), told[first])
                for k, name in enumerate(labels.MODALITIES):
                    mine = getattr(modality, name)
                    for value in (True, False):
                        hit = int(mine is value and gold[k] is value)
                        tallies[name, value].add(hit, int(mine is value), int(gold[k] is value))
    each = {f"{'' if value else 'not_'}{name}_f1": t.f1 for (name, value), t in tallies.items()}
    return {"macro_f": sum(each.values()) / len(each), **each}
