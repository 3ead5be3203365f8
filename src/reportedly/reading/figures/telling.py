"""Telling: total so far or new, and over which time, by the words of the sentence."""

import re

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


def period_of(text: str, start: int, end: int, sentence: Range) -> Range | None:
    """Return the words nearest to [start, end) in its sentence that say over which time it counts."""
    first, last = max(sentence[0], start - WINDOW), min(sentence[1], end + WINDOW)
    best: tuple[int, Range] | None = None
    for match in _PERIOD.finditer(text, first, last):
        if match.start() < end and start < match.end():
            continue
        # Words behind the figure speak of it more often than words before it.
        behind = match.start() >= end
        distance = match.start() - end if behind else start - match.end() + WINDOW // 2
        if best is None or distance < best[0]:
            best = distance, match.span()
    return None if best is None else best[1]


def cumulative(text: str, start: int, end: int, sentence: Range, *, fresh: bool) -> bool | None:
    """Return True for a total so far, False for what is new, None where the words do not say."""
    if fresh:
        return False
    first, last = max(sentence[0], start - WINDOW // 2), min(sentence[1], end + WINDOW // 2)
    total = _TOTAL.search(text, first, last) is not None
    new = _NEW.search(text, first, last) is not None
    return None if total == new else total
