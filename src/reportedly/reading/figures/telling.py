"""Telling: total so far or new, and over which time, by the words of the sentence."""

import re
from bisect import bisect_left

from reportedly.reading.figures.found import Range

_MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_DATE = rf"(?:\d{{1,2}} )?{_MONTH}(?: \d{{1,2}})?(?:,? \d{{4}})?"
_DAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_COUNT = r"(?:\d{1,3}|two|three|four|five|six|seven|eight|nine|ten|twelve|few|several|couple of)"
_LATEST = r"(?:past|last|previous|preceding|first)"
_LENGTH = r"(?:hours?|days?|night|weeks?|months?|years?|decades?)"
_HAPPENING = (
    r"(?:the |this |last )?(?:[\w'’-]+ ){0,2}?(?:war|invasion|conflict|offensive|operation|uprising|crisis"
    r"|siege|truce|ceasefire|hostilities|fighting|protests|unrest|year|month|week|summer|autumn|winter|spring)"
)
_PERIOD = re.compile(
    "|".join([
        rf"\b(?i:since) the (?:start|beginning|outbreak|onset|launch) of {_HAPPENING}\b",
        rf"\b(?i:since) {_HAPPENING} (?:began|started|broke out|erupted)\b",
        rf"\b(?i:since) (?:(?:early |mid-?|late |last ){_MONTH}(?: \d{{4}})?|{_DATE}|\d{{4}}\b|{_DAY})",
        rf"\b(?i:in|over|during|within|for) (?:the )?{_LATEST} (?:{_COUNT} )?{_LENGTH}\b",
        rf"\b(?i:between) {_DATE} and {_DATE}",
        rf"\b(?i:from) {_DATE} to {_DATE}",
        r"\b(?:so far )?this (?:year|month|week|morning|summer|winter|spring|autumn)\b",
        r"\b(?i:last) (?:year|month|week|night)\b",
        rf"\b(?i:on) {_DAY}(?: night| morning| evening)?\b",
        rf"\b(?i:in) {_MONTH}(?: \d{{4}})?\b",
        r"\b(?i:in) (?:19|20)\d\d\b",
        r"\b(?i:overnight|yesterday|so far|to date)\b",
        r"\b(?i:throughout) (?:the )?(?:war|year|conflict)\b",
    ])
)  # fmt: skip
_TOTAL = re.compile(
    r"\b(?:so far|to date|in total|in all|overall|altogether|total(?:s|led|ed|ling|ing)? (?:of|to|number)"
    r"|a total|cumulative|death toll|toll|since (?!then)|throughout the"
    r"|have (?:now )?been (?:killed|wounded|displaced)|the (?:war|conflict) has"
    r"|ha(?:s|ve) (?:already )?lost|number of)\b",
    re.IGNORECASE,
)
_NEW = re.compile(
    r"\b(?:overnight|yesterday|today|this morning|earlier in the day|(?:past|last) (?:day|24 hours|night)"
    r"|in the (?:attack|strike|blast|explosion|raid|shelling|clash|incident)"
    rf"|on {_DAY})\b",
    re.IGNORECASE,
)
WINDOW = 300
"""Code points either side of a figure, inside its sentence, that may say its period."""
NEAR = WINDOW // 2
"""Code points either side that may say whether it is a total."""


class Telling:
    """What the sentences of one text tell of periods and totals; each sentence is read once."""

    def __init__(self, text: str) -> None:
        """Take the text that all positions point into."""
        self._text = text
        self._sentence: Range = (0, 0)
        self._periods: list[Range] = []
        self._totals: list[Range] = []
        self._news: list[Range] = []

    def period(self, start: int, end: int, sentence: Range) -> Range | None:
        """Return the words nearest to [start, end) in its sentence that say over which time it counts."""
        self._read(sentence)
        # Words behind the figure speak of it more often than words before it.
        near = [
            (first - end if first >= end else start - last + NEAR, (first, last))
            for first, last in _within(self._periods, start - WINDOW, end + WINDOW)
            if first >= end or last <= start
        ]
        return min(near, default=(0, None))[1]

    def cumulative(self, start: int, end: int, sentence: Range, *, fresh: bool) -> bool | None:
        """Return True for a total so far, False for what is new, None where the words do not say."""
        if fresh:
            return False
        self._read(sentence)
        total, new = (bool(_within(found, start - NEAR, end + NEAR)) for found in (self._totals, self._news))
        return None if total == new else total

    def _read(self, sentence: Range) -> None:
        if sentence != self._sentence:
            self._sentence = sentence
            self._periods, self._totals, self._news = (
                [match.span() for match in pattern.finditer(self._text, *sentence)]
                for pattern in (_PERIOD, _TOTAL, _NEW)
            )


def _within(spans: list[Range], first: int, last: int) -> list[Range]:
    """Return the spans, all in order, that lie in [first, last)."""
    inside = spans[bisect_left(spans, (first, 0)) : bisect_left(spans, (last, 0))]
    return [span for span in inside if span[1] <= last]
