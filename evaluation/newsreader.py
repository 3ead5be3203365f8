"""Score certainty, polarity and time of events on MEANTIME (Minard et al. 2016), given the events.

The airbus half was learned from; the apple half is measured. Each property has two classes: certain or
not, positive or negated, future or not; the figure is the mean over the six classes' F1 (macro-F).
"""

from __future__ import annotations

from pathlib import Path

from evaluation.tallies import Counted
from reportedly.gold.spans import Tally
from reportedly.reading.encoder import load_encoder
from reportedly.reading.facts import labels
from reportedly.reading.facts.status import modality_of
from reportedly.reading.facts.tower import load_tower
from reportedly.reading.words import split_words
from reportedly.tuning.articles import words_of
from training.facts.corpora import read_newsreader


def score(folder: Path) -> dict[str, Counted]:
    """Return what was counted, for macro-F over the six classes and F1 of each. `folder` holds XML files."""
    encoder, tower = load_encoder(), load_tower()
    classes = [(name, value) for name in labels.MODALITIES for value in (True, False)]
    macro, each = Counted("f1"), {one: Counted("f1") for one in classes}
    for facts in read_newsreader(folder):
        words, tallies = split_words(facts.text), {one: Tally() for one in classes}
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
        macro.add(*tallies.values())
        for one, tally in tallies.items():
            each[one].add(tally)
    return {
        "macro_f": macro,
        **{f"{'' if value else 'not_'}{name}_f1": counted for (name, value), counted in each.items()},
    }
