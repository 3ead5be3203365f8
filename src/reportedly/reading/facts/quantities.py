"""Quantities: which numbers of a text bear on the conflict, and what they count.

The grammar (`reading.figures`) finds every quantity and reads its value from the words alone; the tower
has read the whole passage and says whether it belongs on the record and what is counted.
"""

import numpy as np

from reportedly.reading.decoding import Floats
from reportedly.reading.facts import labels
from reportedly.reading.facts.found import FoundFacts
from reportedly.reading.facts.holders import Holders
from reportedly.reading.figures import FoundFigure, find_figures
from reportedly.reading.words import Words
from reportedly.record import Figure, What, cite
from reportedly.wordlists import units

LEAST_BOTH = 0.25
"""Probability of a figure by the tower from which a quantity that the grammar counts is taken."""
LEAST_ALONE = 0.6
"""The same for a quantity that the grammar would leave out."""
GRAMMAR_WEIGHT = 2.5
"""Weight of the grammar's word for what is counted, against the tower's probabilities."""


def figures_of(text: str, words: Words, found: FoundFacts, holders: Holders) -> tuple[Figure, ...]:
    """Return the figures of a text, in order."""
    kept: list[tuple[FoundFigure, int, int]] = []
    for figure in find_figures(text):
        if figure.implicit or not figure.resolved:
            continue
        first, last = words.holding(figure.number_start, figure.number_end)
        likely = max(found.counted[first:last], default=0.0)
        if likely >= (LEAST_BOTH if figure.counts else LEAST_ALONE):
            kept.append((figure, first, last))
    whats = np.concatenate(found.whats) if kept else np.zeros((0, len(labels.WHATS)), np.float32)
    figures = []
    for n, (figure, first, last) in enumerate(kept, 1):
        holder = holders.of((first, last))
        figures.append(
            Figure(
                id=f"f{n}",
                span=cite(text, figure.start, figure.end),
                low=figure.low,
                high=figure.high,
                approx=figure.approx,
                unit=figure.unit,
                what=_what(figure, whats, words),
                whose=figure.whose_text,
                cumulative=figure.cumulative,
                si=_converted(figure),
                period=cite(text, *figure.period) if figure.period else None,
                by=None if holder is None else f"a{holder + 1}",
            )
        )
    return tuple(figures)


_METRIC = {
    units.Dimension.AREA: ("km2", 1e6),
    units.Dimension.DISTANCE: ("km", 1e3),
    units.Dimension.MASS: ("tonnes", 1e3),
}
"""What other measures are converted to, and how much of the SI unit one of it is."""
_KEPT = frozenset({"km2", "m2", "km", "m", "cm", "tonnes", "kg"})


def _converted(figure: FoundFigure) -> tuple[float | None, float | None, str] | None:
    """Return low, high and unit of a figure in metric measure, None where it is so already or has none."""
    unit = units.by_name().get(figure.unit or "")
    if unit is None or unit.si is None or unit.unit in _KEPT or unit.dimension not in _METRIC:
        return None
    name, size = _METRIC[unit.dimension]
    low, high = (
        None if value is None else float(f"{value * unit.si / size:.6g}")
        for value in (figure.low, figure.high)
    )
    return low, high, name


def _what(figure: FoundFigure, whats: Floats, words: Words) -> What:
    """Return what a figure counts, by grammar and tower together."""
    first, last = words.holding(figure.start, figure.end)
    mean = whats[first:last].mean(axis=0).tolist()
    scores = dict(zip(labels.WHATS, mean, strict=True))
    scores[figure.what] += GRAMMAR_WEIGHT * figure.what_sure
    return What(max(scores, key=lambda name: scores[name]))
