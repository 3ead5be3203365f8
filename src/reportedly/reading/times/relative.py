"""Relative: the period a word such as "last", "this", "that" or "the following" picks out."""

from reportedly.reading.times import calendar
from reportedly.reading.times.calendar import Period
from reportedly.reading.times.found import Basis
from reportedly.reading.times.telling import Telling

BACK = frozenset({"last", "past"})
AHEAD = frozenset({"next", "coming", "upcoming"})
HERE = frozenset({"this", "these", "current"})
ANCHORED = {"previous": -1, "preceding": -1, "prior": -1, "following": 1, "that": 0, "those": 0, "same": 0}
"""Counted from another time in the text."""


def period_of(
    mod: str, grain: str, at: int, telling: Telling, count: int = 1
) -> tuple[Period, Basis, bool] | None:
    """Return the period that `mod` picks ("last", "year"), its basis and whether it was anchored.

    None where nothing says from when to count.
    """
    if mod in ANCHORED or (mod == "next" and telling.tokens.near(at) == "the" and grain == "day"):
        return anchored(ANCHORED.get(mod, 1) * count, grain, at, telling)
    if telling.published is None:
        return None
    here = calendar.holding(telling.published, grain)
    if mod in BACK:
        return calendar.shifted(here, -count), Basis.RELATIVE, False
    if mod in AHEAD:
        return calendar.shifted(here, count), Basis.RELATIVE, False
    return here, Basis.RELATIVE, False


def anchored(count: int, grain: str, at: int, telling: Telling) -> tuple[Period, Basis, bool] | None:
    """Return the period `count` of them after the last time named before token `at`.

    None where there is none, or where it is longer than what is counted: "the next day" cannot be told
    after "in May".
    """
    from_ = telling.anchor(at)
    if from_ is None:
        return None
    period, basis, plain = from_
    order = ["day", "weekend", "week", "month", "quarter", "season", "half", "year", "decade", "century"]
    if order.index(period.grain) > order.index(grain):
        return None
    here = calendar.holding(period.first, grain)
    return calendar.shifted(here, count), basis if plain else Basis.UNKNOWN, True
