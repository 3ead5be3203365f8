"""Telling: total so far or new, and over which time, by the words of the sentence."""

import re

from reportedly.reading.figures.found import Range

_MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_DAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_COUNT = r"(?:\d{1,3}|two|three|four|five|six|seven|eight|nine|ten|twelve|few|several|couple of)"
_PERIOD = re.compile(
    rf"\bsince (?:the )?(?:(?:start|beginning|outbreak|onset|launch) of [\w' -]{{2,40}}|(?:\d{{1,2}} )?{_MONTH}(?: \d{{1,2}})?(?:,? \d{{4}})?"
    rf"|\d{{4}}|{_DAY}|[\w' -]{{2,40}}? (?:began|started|broke out|erupted))"
    rf"|\b(?:in|over|during|within|for) (?:the )?(?:past|last|previous|preceding|first) (?:{_COUNT} )?(?:days?|weeks?|months?|years?"
    r"|hours?|24 hours|decades?|night)\b"
    rf"|\bbetween (?:\d{{1,2}} )?{_MONTH}[\w ,]{{0,12}} and (?:\d{{1,2}} )?{_MONTH}(?: \d{{1,2}})?(?:,? \d{{4}})?"
    rf"|\bfrom (?:\d{{1,2}} )?{_MONTH}[\w ,]{{0,12}} to (?:\d{{1,2}} )?{_MONTH}(?: \d{{1,2}})?(?:,? \d{{4}})?"
    r"|\b(?:so far )?this (?:year|month|week|morning|summer|winter|spring|autumn)\b|\blast (?:year|month|week|night)\b"
    rf"|\bovernight\b|\byesterday\b|\bon {_DAY}(?: night| morning| evening)?\b|\bin {_MONTH}(?: \d{{4}})?\b|\bin \d{{4}}\b"
    r"|\bso far\b|\bto date\b|\bthroughout (?:the )?(?:war|year|conflict)\b",
)
_TOTAL = re.compile(
    r"\b(?:so far|to date|in total|in all|overall|altogether|total(?:s|led|ed|ling|ing)? (?:of|to|number)|a total|total number"
    r"|cumulative|death toll|toll|since (?!then)|throughout the|have (?:now )?been (?:killed|wounded|displaced)"
    r"|the (?:war|conflict) has|has (?:already )?lost|have (?:already )?lost|number of)\b",
    re.IGNORECASE,
)
_NEW = re.compile(
    r"\b(?:overnight|yesterday|last night|in the (?:attack|strike|blast|explosion|raid|shelling|clash|incident)"
    rf"|on (?i:{_DAY})|this morning|(?:past|last) (?:day|24 hours|night)|earlier (?:today|in the day)|today)\b",
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
        distance = match.start() - end if match.start() >= end else (start - match.end()) + WINDOW // 2
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
    if total == new:
        return None
    return total
