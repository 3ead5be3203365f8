"""Found figures: a quantity as the text has it, with all that its words and its clause tell."""

from dataclasses import dataclass

from reportedly.reading.figures.numerals import Written

Range = tuple[int, int]
"""Code points `[start, end)` of the text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundFigure:
    """One quantity. Positions are code points of the text, `[start, end)`."""

    start: int
    """First code point of the whole quantity phrase: qualifier, number, unit, counted noun."""
    end: int
    number_start: int
    """The number alone, with its currency sign."""
    number_end: int
    low: float | None
    """Least value said; None where only an upper bound is said, or nothing could be read."""
    high: float | None
    """Greatest value said; equal to `low` where one value is said. Both None: not resolved."""
    approx: bool
    """True for "about", "nearly", "an estimated", "two-thirds"."""
    unit: str | None
    """"people", "percent", "USD", "km2", "drones" …; None where the words name none."""
    what: str
    """Value of the annotation guide's `what`."""
    what_sure: float
    """How plainly the words say `what`: 1 the noun itself or the verb beside it, 0.3 a guess."""
    counts: bool
    """Our own decision whether it belongs on the record; False for the flagged kinds below."""
    written: Written
    counted: Range | None = None
    """The counted noun phrase, without the number."""
    whose: Range | None = None
    """Words that say whose or of what kind: "Russian", "of Ukraine's soldiers"."""
    whose_text: str | None = None
    """The side or thing counted in few words: "Russian soldiers"."""
    cumulative: bool | None = None
    """True a total so far, False new, None not told."""
    period: Range | None = None
    """Words that say over which time it counts: "since February 2022", "overnight"."""
    conversion_of: int | None = None
    """Index of the figure that this one says again in another unit, in brackets."""
    value_si: float | None = None
    """`low`, or else `high`, in m², m, kg, m³, J, W, m/s or s."""
    rate: str | None = None
    """"day", "month" … where it is so many in each."""
    implicit: bool = False
    """True for "a soldier was killed": one, though no number stands there."""
    duration: bool = False
    """True for a length of time ("three days")."""
    adjective: bool = False
    """True where it stands before a noun by a hyphen: "five-point plan"."""
    bare: bool = False
    """True where neither unit nor counted noun stands with it."""

    @property
    def resolved(self) -> bool:
        """Return whether a value could be read."""
        return self.low is not None or self.high is not None
