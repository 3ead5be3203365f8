"""Telling: what the reader of times knows while it walks through a report."""

from dataclasses import dataclass, field
from datetime import date

from reportedly.reading.times.calendar import Period
from reportedly.reading.times.found import Basis, Timex
from reportedly.reading.times.tense import Tense, ends_sentence, tense_at
from reportedly.reading.times.tokens import Tokens


@dataclass(slots=True)
class Telling:
    """One report being read from its first time to its last; `heard` grows."""

    tokens: Tokens
    published: date | None
    """The day the report came out; None where nobody said it."""
    heard: list[Timex] = field(default_factory=list)
    """The expressions read so far, in order."""
    dated: Timex | None = None
    """The last one that means a calendar period."""
    quarter: Period | None = None
    """The last quarter of a year that was named ("a year earlier" counts from it in a company's report)."""

    def hear(self, timex: Timex) -> None:
        """Add an expression."""
        self.heard.append(timex)
        period = timex.meaning.period
        if period is None:
            return
        self.dated = timex
        if period.grain == "quarter":
            self.quarter = period

    def tense(self, first: int, last: int) -> Tense:
        """Return the tense around the tokens `first` to `last`."""
        return tense_at(self.tokens, first, last)

    def anchor(self, at: int) -> tuple[Period, Basis, bool] | None:
        """Return the period "the next day" at token `at` counts from, its basis, and whether it is plain.

        It is the last one named before; plain where it stands in the same sentence or the one before.
        """
        if self.dated is None or self.dated.meaning.period is None:
            return None
        meaning = self.dated.meaning
        ends = 0
        for i in range(self.dated.last, at):
            ends += ends_sentence(self.tokens, i)
            if ends > 1:
                break
        return self.dated.meaning.period, meaning.basis, ends <= 1
