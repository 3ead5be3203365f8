"""Comparable: whether two statements can be on one happening, and how they stand to each other in time.

Only what is comparable can contradict (Promise 6 of the design): one place, one time, one war. What is not
known is not taken for the same.
"""

from enum import StrEnum

from reportedly.record import Status
from reportedly.record.days import Days, days_of
from reportedly.tracing.names import folded
from reportedly.tracing.profile import Profile
from reportedly.tracing.statement import Named, Statement
from reportedly.wordlists.opposed import opposed_pattern

FIRM = frozenset({Status.ASSERTED, Status.HEDGED})
"""Statuses of what is said to be so."""
_APART = 3
"""Days between two reports up to which a happening without a day can be the same."""
_TIGHT = 3
"""Days that a date may span to tell one happening."""


class Label(StrEnum):
    """How two statements on one thing stand to each other."""

    CONTRADICTORY = "contradictory"
    SUPERSEDED = "superseded"
    """The later one replaces the earlier: a total that grew, a place that changed hands."""
    SCOPE = "different scope"
    """They speak of different parts, times or sides."""
    COMPATIBLE = "compatible"


Judged = tuple[Label, str, str] | None
"""Label, what differs, and the reason in words; None where the two are not on the same thing."""


def place_key(place: Named) -> str:
    """Return what two mentions of one place share."""
    return str(place.geonames_id or folded(place.name))


def scene_of(statement: Statement) -> frozenset[str]:
    """Return the keys of the places a statement is set at, countries apart."""
    told = statement.scene or tuple(p for p in statement.places if not p.wide)
    return frozenset(place_key(p) for p in told)


def day_of(statement: Statement) -> Days | None:
    """Return the day a statement is set on, by its own words or those before it; None where it spans more."""
    days = days_of(statement.when) or days_of(statement.scene_day)
    return days if days is not None and days.last - days.first < _TIGHT else None


def gap(one: Profile, other: Profile) -> int | None:
    """Return how many days later the second report was published than the first; None if one is not dated."""
    if one.published is None or other.published is None:
        return None
    return other.published.first - one.published.first


def one_day(one: Profile, other: Profile) -> bool:
    """Return whether two statements can be of one happening by their days: told, else of publication."""
    mine, theirs = day_of(one.statement), day_of(other.statement)
    for wide, day in ((one.days, theirs or other.published), (other.days, mine or one.published)):
        if wide is not None and day is not None and not wide.meets(day, slack=_APART):
            return False
    if mine is not None and theirs is not None:
        return mine.meets(theirs, slack=1)
    between = gap(one, other)
    if between is None:
        return False
    for told, report in ((mine, other), (theirs, one)):
        if told is not None and report.published is not None:
            return told.meets(report.published, slack=_APART)
    return abs(between) <= _APART


def one_land(one: Profile, other: Profile) -> bool:
    """Return whether two reports are about one country: what one names most is of the other's first two."""
    a, b = one.statement.setting, other.statement.setting
    return not a or not b or a[0] in b[:2] or b[0] in a[:2]


def near(statement: Statement, name: str, *, words: int = 6) -> bool:
    """Return whether words of the set `name` stand within so many words of the deed of a statement."""
    before, head, after = around(statement)
    text = " ".join((*before.split()[-words:], head, *after.split()[:words]))
    return opposed_pattern(name).search(text) is not None


def around(statement: Statement) -> tuple[str, str, str]:
    """Return a statement's words before its head, the head, and those behind; without a head all before."""
    if not statement.head:
        return statement.words, "", ""
    return statement.words.partition(statement.head)
