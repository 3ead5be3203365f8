"""Figures: quantities in a report, what they count, and a report's toll. Start at `find.find_figures`."""

from reportedly.reading.figures.find import find_figures
from reportedly.reading.figures.found import FoundFigure
from reportedly.reading.figures.tally import Tally, casualties

__all__ = ["FoundFigure", "Tally", "casualties", "find_figures"]
