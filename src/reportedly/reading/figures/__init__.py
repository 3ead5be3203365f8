"""Figures: quantities in a report, what they count, and a report's toll. Start at `find.find_figures`."""

from reportedly.reading.figures.find import find_figures
from reportedly.reading.figures.found import FoundFigure

__all__ = ["FoundFigure", "find_figures"]
