"""Telling: what the reader of times knows while it walks through a report."""

from dataclasses import dataclass, field
from datetime import date

from reportedly.reading.times.calendar import Period
from reportedly.reading.times.found import Timex
from reportedly.reading.times.tense import Tense, ends_sentence, tense_at, tense_behind
from reportedly.reading.times.tokens import Tokens
from reportedly.record import Basis

PLAINLY_BEFORE = 80
"""Tokens beyond which no time stands plainly just before another; it bounds the search as well."""
LOOK_BACK = 6
"""Expressions looked back on for the quarter that is being told of."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """A period that another time counts from, or that was counted so."""

    period: Period
    """The period."""
    basis: Basis
    """What it rests on; unknown where nothing says plainly that it is the one."""


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
    _words: frozenset[str] | None = None

    def hear(self, timex: Timex) -> None:
        """Add an expression."""
        self.heard.append(timex)
        period = timex.meaning.period
        if period is None:
            return
        if timex.rule not in {"deictic", "part of the day"} and not self._compares(timex):
            self.dated = timex
        past = self.published is None or period.first < self.published
        if period.grain == "quarter" and not timex.meaning.anchored and past:
            self.quarter = period

    def _compares(self, timex: Timex) -> bool:
        """Return whether a time is only compared with ("a year earlier"), so that none counts from it."""
        return timex.rule == "year ago" or self.tokens.near(timex.last - 1) in {"earlier", "ago"}

    def quarter_told(self) -> Period | None:
        """Return the quarter that is being told of: the last one named, unless a longer period followed."""
        for timex in reversed(self.heard[-LOOK_BACK:]):
            period = timex.meaning.period
            if period is not None and period.grain == "quarter":
                return self.quarter
            value = timex.meaning.value or ""
            if (period is not None and period.grain == "year") or (value[:1] == "P" and value[-1] == "M"):
                return None
        return None

    def tense(self, first: int, last: int) -> Tense:
        """Return the tense around the tokens `first` to `last`."""
        return tense_at(self.tokens, first, last)

    def tense_behind(self, at: int) -> Tense:
        """Return the tense that the words from token `at` on tell, whatever stands before."""
        return tense_behind(self.tokens, at)

    def anchor(self, at: int) -> Anchor | None:
        """Return what "the next day" at token `at` counts from: the last period named, None without one.

        Its basis is unknown unless it stands plainly just before: in the same sentence or the one before.
        """
        if self.dated is None or self.dated.meaning.period is None:
            return None
        meaning, period = self.dated.meaning, self.dated.meaning.period
        between = range(self.dated.last, at)
        ends = sum(ends_sentence(self.tokens, i) for i in between[:PLAINLY_BEFORE])
        plain = len(between) <= PLAINLY_BEFORE and ends <= 1
        return Anchor(period, meaning.basis if plain else Basis.UNKNOWN)

    def follows(self, rule: str, at: int) -> bool:
        """Return whether the last expression was read by `rule` and ended before token `at`."""
        return bool(self.heard) and self.heard[-1].rule == rule and self.heard[-1].last == at

    def words(self) -> frozenset[str]:
        """Return all words of the report, as written."""
        if self._words is None:
            self._words = frozenset(self.tokens.forms)
        return self._words
