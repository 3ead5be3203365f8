"""Tolls: which figures of dead are of which event, which of them count, and what is made of them.

A figure of killed people is of the event that its own sentence tells; where that tells none, of the only
event of its report at the place and day that the figure is told of. Where several remain it is of none.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

import msgspec

from reportedly.exports.events import Coded
from reportedly.exports.mentions import Count, Mention
from reportedly.record import Act, EventType, What
from reportedly.record.days import Days
from reportedly.tracing.names import key_of
from reportedly.tracing.opposed_figures import is_part, is_told, over_war

COUNTED = "counted"
_VIOLENT = frozenset({EventType.ASSAULT, EventType.PROTEST})
_WEEK = 7
_FAR = 3
"""How many times greater a number of the same report must be for the smaller to be taken for some of it."""
_VAGUE = (
    (re.compile(r"\bhundreds\b", re.IGNORECASE), 100),
    (re.compile(r"\bscores\b", re.IGNORECASE), 20),
    (re.compile(r"\bdozens\b", re.IGNORECASE), 12),
    (re.compile(r"\btens\b", re.IGNORECASE), 10),
    (re.compile(r"\bthousands\b", re.IGNORECASE), 1),
    (re.compile(r"\b(?:several|many|few|some|numerous|multiple|a number of)\b", re.IGNORECASE), 3),
)
_THOUSANDS = re.compile(r"\bthousands\b", re.IGNORECASE)
"""What ACLED records for a number that is told in such words alone (codebook, "Reported fatalities")."""
_EXACT = re.compile(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|\w+ty|dozen|hundred|thousand)\b",
    re.IGNORECASE,
)
UNKNOWN = 3
"""What ACLED records at least where dead are told of and their number is not; 10 in a large attack."""


class Toll(msgspec.Struct, frozen=True, kw_only=True):
    """One figure of dead of one event."""

    count: Count
    """The figure."""
    why: str
    """ "counted", or why it does not count."""

    @property
    def counted(self) -> bool:
        """Whether it counts."""
        return self.why == COUNTED

    @property
    def claimant(self) -> str:
        """Whose number it is: the last voice of its chain."""
        return self.count.statement.chain[-1].who

    @property
    def low(self) -> int | None:
        """The least number that its words tell; ACLED's number for vague words; None for "up to"."""
        figure = self.count.figure
        if figure.low is None:
            return None
        vague = _vague(figure.span.text)
        return vague if vague is not None else int(figure.low)

    @property
    def high(self) -> int | None:
        """The greatest number that its words tell; None where they tell none ("at least 12", "dozens")."""
        figure = self.count.figure
        return None if figure.high is None or _vague(figure.span.text) is not None else int(figure.high)


class Estimates(msgspec.Struct, frozen=True, kw_only=True):
    """UCDP's three numbers, each told by somebody; None where nobody tells one."""

    best: Toll | None = None
    """The number that most claimants give, the lowest of those."""
    low: Toll | None = None
    """The lowest number."""
    high: Toll | None = None
    """The highest number."""


def is_of_dead(count: Count) -> bool:
    """Tell whether a figure is one of people killed."""
    return count.figure.what is What.KILLED and count.figure.unit in {None, "people"}


def tolls_of(
    events: Sequence[Coded], counts: Iterable[Count], superseded: Mapping[str, str]
) -> dict[int, tuple[Toll, ...]]:
    """Return the figures of dead of each event that has some, by its place in `events`; `counts` are of dead.

    `superseded` gives for the id of a figure why the trace takes it for an earlier count.
    """
    in_report: dict[str, list[tuple[int, Mention]]] = defaultdict(list)
    for n, event in enumerate(events):
        for mention in event.mentions:
            if mention.event.type in _VIOLENT:
                in_report[mention.report.id].append((n, mention))
    told = [_told_of(event) for event in events]
    found: dict[int, list[Count]] = defaultdict(list)
    for count in counts:
        at = _event_of(count, in_report.get(count.report.id, ()), told)
        if at is not None:
            found[at].append(count)
    judged = {}
    for n, of_event in sorted(found.items()):
        whole = frozenset(each.id for each in of_event if _is_whole(each))
        judged[n] = tuple(
            Toll(count=each, why=_against(each, of_event, whole, superseded) or COUNTED) for each in of_event
        )
    return judged


def acled_number(tolls: Sequence[Toll]) -> int | None:
    """Return ACLED's number of fatalities: the lowest that counts; None where no figure tells one.

    Where only "up to 120" is told, the dead are told of and their least number is not: UNKNOWN.
    """
    counted = [each for each in tolls if each.counted]
    told = [each.low for each in counted if each.low is not None]
    if told:
        return min(told)
    most = [each.high for each in counted if each.high is not None]
    return min(UNKNOWN, *most) if most else None


def estimates(tolls: Sequence[Toll]) -> Estimates:
    """Return UCDP's numbers; none is one that nobody gave."""
    counted = [each for each in tolls if each.counted]
    told = [each for each in counted if each.low is not None]
    if not counted:
        return Estimates()
    voices: Counter[int | None] = Counter()
    for _, number in {(key_of(each.claimant), each.low) for each in told}:
        voices[number] += 1
    best = min(told, key=lambda each: (-voices[each.low], each.low or 0), default=None)
    low = min(told, key=lambda each: each.low or 0, default=None)
    high = max(counted, key=greatest)
    return Estimates(best=best, low=low, high=high)


def greatest(toll: Toll) -> int:
    """Return the greatest number that the words of a figure tell, the least where they tell no greatest."""
    return toll.high if toll.high is not None else toll.low or 0


class _Told(msgspec.Struct, frozen=True):
    """Where and when an event is told to have been."""

    keys: frozenset[str]
    days: frozenset[Days]


def _told_of(event: Coded) -> _Told:
    keys = frozenset(key for each in event.mentions for key in each.keys)
    return _Told(keys, frozenset(each.days for each in event.mentions if each.days is not None))


def _event_of(count: Count, near: Iterable[tuple[int, Mention]], told: Sequence[_Told]) -> int | None:
    """Return the event of its report that a figure is of; None where none or several can be."""
    here = [(n, mention) for n, mention in near if mention.sentence == count.sentence]
    if here:
        one = {n for n, _ in here}
        clause = {n for n, mention in here if _in_clause(count, mention)}
        return _one(one) if len(one) == 1 else _one(clause)
    fitting = {n for n, _ in near if _set_at(count, told[n])}
    return _one(fitting)


def _in_clause(count: Count, mention: Mention) -> bool:
    at = count.figure.span
    return any(span.start <= at.start and at.end <= span.end for span in mention.statement.spans)


def _set_at(count: Count, told: _Told) -> bool:
    if count.scene.isdisjoint(told.keys):
        return False
    when = count.scene_days
    return when is None or not told.days or any(each.meets(when) for each in told.days)


def _one(found: Collection[int]) -> int | None:
    return next(iter(found)) if len(found) == 1 else None


def _against(  # noqa: C901, PLR0911 - a table
    count: Count, of_event: Sequence[Count], whole: frozenset[str], superseded: Mapping[str, str]
) -> str | None:
    """Return why a figure does not count; None where it does. `whole` are those that are told of all dead."""
    statement, figure = count.statement, count.figure
    if figure.low is None and figure.high is None:
        return "its number is not known"
    if count.attribution is not None and count.attribution.act is Act.DENY:
        return "it is denied"
    if over_war(statement) or _is_long(count):
        return "it counts over a longer time than the event"
    if not is_told(statement):
        return "its words do not tell that so many were killed"
    if is_part(statement):
        return "it is some of a greater number"
    if _is_left_behind(count):
        return "its words tell it as the count before"
    if statement.id in superseded:
        return superseded[statement.id]
    size = figure.high or figure.low or 0
    for other in of_event:
        if _repeats(count, other):
            return f"it repeats what {other.statement.chain[-1].who} is said to count in the same report"
        more = (other.figure.low or 0) > size
        if more and figure.high is None and other.id in whole and _is_later(other, count):
            return f"“{_words(other)}” is a later count, and “{_words(count)}” leaves room for it"
        if other.report.id == count.report.id and (other.figure.low or 0) > _FAR * size:
            return f"it may be some of “{_words(other)}” in the same report"
    return None


def _is_left_behind(count: Count) -> bool:
    """Tell whether a figure is what a toll rose or fell from ("from 21 to 29")."""
    head = re.escape(count.figure.span.text)
    return any(re.search(rf"\bfrom {head} to\b", span.text) for span in count.statement.spans)


def _is_long(count: Count) -> bool:
    """Tell whether a figure counts over a told time of more than a week."""
    days = count.scene_days
    return count.figure.period is not None and days is not None and days.last - days.first >= _WEEK


def _repeats(own: Count, other: Count) -> bool:
    """Tell whether an outlet's own number, as in a headline, is one that its report has from somebody."""
    alike = own.figure.low == other.figure.low and own.report.id == other.report.id
    return alike and own.attribution is None and other.attribution is not None


def _is_later(one: Count, other: Count) -> bool:
    """Tell whether a count was published after another."""
    return (one.report.published or "") > (other.report.published or "9999")


def _is_whole(count: Count) -> bool:
    """Tell whether a count is told as one of all dead of the event."""
    statement = count.statement
    return is_told(statement) and not is_part(statement) and not over_war(statement)


def _words(count: Count) -> str:
    return " ".join(count.figure.span.text.split())


def _vague(words: str) -> int | None:
    """Return ACLED's number for a quantity in vague words; None where the words tell a number."""
    if _EXACT.search(words):
        return None
    number = next((number for pattern, number in _VAGUE if pattern.search(words)), None)
    return number * 1000 if number is not None and _THOUSANDS.search(words) else number
