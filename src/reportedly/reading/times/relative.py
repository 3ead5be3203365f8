"""Relative: the period a word such as "last", "this", "that" or "the following" picks out."""

from reportedly.reading.times import calendar
from reportedly.reading.times.found import Meaning
from reportedly.reading.times.telling import Anchor, Telling
from reportedly.record import Basis

BACK = frozenset({"last", "past"})
AHEAD = frozenset({"next", "coming", "upcoming"})
ANCHORED = {"previous": -1, "preceding": -1, "prior": -1, "following": 1, "that": 0, "those": 0, "same": 0}
"""Counted from another time in the text."""
FROM_SHORT = ("day", "weekend", "week", "month", "quarter", "season", "half", "year", "decade", "century")
"""The grains, shortest first."""


def period_of(mod: str, grain: str, at: int, telling: Telling) -> Anchor | None:
    """Return the period that `mod` picks before token `at` ("last", "year") with its basis.

    None where nothing says from when to count.
    """
    if mod in ANCHORED or (mod == "next" and telling.tokens.near(at) == "the"):
        return anchored(ANCHORED.get(mod, 1), grain, at, telling)
    if telling.published is None:
        return None
    here = calendar.holding(telling.published, grain)
    step = -1 if mod in BACK else 1 if mod in AHEAD else 0
    return Anchor(calendar.shifted(here, step), Basis.RELATIVE)


def anchored(count: int, grain: str, at: int, telling: Telling) -> Anchor | None:
    """Return the period `count` of them after the last time named before token `at`.

    None where there is none, or where it is longer than what is counted: "the next day" cannot be told
    after "in May".
    """
    from_ = telling.anchor(at)
    if from_ is None or FROM_SHORT.index(from_.period.grain) > FROM_SHORT.index(grain):
        return None
    here = calendar.holding(from_.period.first, grain)
    return Anchor(calendar.shifted(here, count), from_.basis)


def meaning_of(picked: Anchor | None, *, counted: bool = False) -> Meaning:
    """Return the meaning that is a picked period, unresolved where none was picked.

    `counted` says that it was counted from another time in the text.
    """
    if picked is None:
        return Meaning("DATE", None)
    period = picked.period
    return Meaning("DATE", period.timex, picked.basis, period, period.edtf, anchored=counted)
