"""Units: positions in UTF-16 code units, as Java and JavaScript count them, beside our code points."""

from bisect import bisect_left
from itertools import accumulate

from reportedly.record import Span, cite

_ASTRAL = 0x10000
"""From this code point on a character is two code units."""


class Units:
    """A text with its positions in both countings."""

    def __init__(self, text: str) -> None:
        """Take a text."""
        self._text = text
        self._units = [0, *accumulate(1 + (ord(each) >= _ASTRAL) for each in text)]

    def unit(self, point: int) -> int:
        """Return the position in code units of one in code points, 0 to the length of the text."""
        return self._units[point]

    def point(self, unit: int) -> int:
        """Return the position in code points of one in code units; one inside a character is its end."""
        return min(bisect_left(self._units, unit), len(self._text))

    def trimmed(self, start: int, end: int) -> Span | None:
        """Return the words between two code points without blanks around them; None where there are none."""
        if not 0 <= start < end <= len(self._text):
            return None
        words = self._text[start:end]
        first = start + len(words) - len(words.lstrip())
        bare = words.strip()
        return cite(self._text, first, first + len(bare)) if bare else None
