"""Slots: what is compared of two statements, each a value from -1 (they differ) over 0 to 1 (they agree)."""

import math
from enum import StrEnum

from reportedly.record import Act, Status
from reportedly.tracing.names import same_name
from reportedly.tracing.profile import Profile
from reportedly.tracing.statement import Statement, StatementKind

LONG_RUN = 8
"""Words in a row that two texts share only by copying or quoting."""
FEW_WORDS = 3
"""Words in a row that count at all."""
LONG_QUOTE = 5
"""Quoted words in a row that are one utterance."""
_FEW = 3
"""Counts up to this say little by being the same."""
_MANY = 2
"""Names that each has and the other has not, from which the two are as different as can be."""
LATER = frozenset({Status.PLANNED, Status.HYPOTHETICAL})
SPEECH = frozenset({Act.SAY, Act.THINK, Act.WARN})


class Slot(StrEnum):
    """What is compared."""

    MEANING = "meaning"
    """The clauses as a whole: cosine of their vectors."""
    DEED = "deed"
    """Who did what to whom where, as bare words (`Statement.gist`): cosine of their vectors."""
    HEAD = "head"
    """Stems of the deed's own words in common; nothing for attributed words."""
    WORDS = "words"
    """Stems of content words in common, of all that the two have (Dice)."""
    WITHIN = "within"
    """The same, of those that the shorter has."""
    RUN = "run"
    """The longest row of words in common."""
    QUOTE = "quote"
    """Quoted words in common."""
    NAMES = "names"
    """Names in common."""
    OTHERS = "others"
    """Names that each has and the other has not."""
    WHO = "who"
    """Who says it."""
    ACT = "act"
    """What is done by saying it: denied, demanded, promised."""
    SORT = "sort"
    """Event, control statement, figure or attributed words."""
    TYPE = "type"
    """Type of event, change of control, what is counted."""
    PARTIES = "parties"
    """Who does it to whom; whose figure."""
    WHERE = "where"
    """Place."""
    WHEN = "when"
    """Time."""
    NUMBER = "number"
    """How many."""
    STATUS = "status"
    """Whether it happened, or is to happen."""
    DENIAL = "denial"
    """One denies what the other says."""


SLOTS = tuple(Slot)


def values_of(one: Profile, other: Profile, meaning: float, deed: float) -> tuple[float, ...]:
    """Return the value of every slot, in the order of `SLOTS`."""
    a, b = one.statement, other.statement
    both = a.kind is b.kind
    shared = len(one.terms & other.terms)
    return (
        meaning,
        deed,
        _share(one.head, other.head),
        2 * shared / (len(one.terms) + len(other.terms)) if shared else 0.0,
        shared / min(len(one.terms), len(other.terms)) if shared else 0.0,
        _run(one, other),
        _quote(one, other),
        _named(one.called, other.called),
        _others(one, other),
        _who(one, other),
        _act(a, b),
        1.0 if both else 0.0,
        0.0 if not both or a.type is None or b.type is None else (1.0 if a.type == b.type else -1.0),
        _parties(one, other) if both else 0.0,
        _where(one, other),
        _when(one, other),
        _number(a, b) if both and a.kind is StatementKind.FIGURE else _numerals(one.counts, other.counts),
        _status(a, b),
        -1.0 if one.negated != other.negated else 0.0,
    )


def _share(one: frozenset[str], other: frozenset[str]) -> float:
    """Return the Dice coefficient of two sets, half of it for how much of the smaller is in the larger."""
    if not one or not other:
        return 0.0
    shared = len(one & other)
    return 0.5 * (2 * shared / (len(one) + len(other))) + 0.5 * (shared / min(len(one), len(other)))


def _named(one: frozenset[str], other: frozenset[str]) -> float:
    """Return how many of the names of the one that has fewer the other has too."""
    return len(one & other) / min(len(one), len(other)) if one and other else 0.0


def _others(one: Profile, other: Profile) -> float:
    """Return how far each names what the other does not: 0 where one's names are all the other's, else to -1.

    A name is found in the other's words too ("the Kenyan capital"), not only in its names.
    """
    mine, theirs = one.called - other.called - other.terms, other.called - one.called - one.terms
    return -min(_MANY, len(mine), len(theirs)) / _MANY


def longest_run(one: tuple[str, ...], other: tuple[str, ...]) -> int:
    """Return the length of the longest row of words that both have (|one| × |other| steps at most)."""
    best = 0
    places: dict[str, list[int]] = {}
    for index, word in enumerate(other):
        places.setdefault(word, []).append(index)
    ending: dict[int, int] = {}
    for word in one:
        now: dict[int, int] = {}
        for index in places.get(word, ()):
            now[index] = length = ending.get(index - 1, 0) + 1
            best = max(best, length)
        ending = now
    return best


def _run(one: Profile, other: Profile) -> float:
    """Return how long a row of words both have; more than `LONG_RUN` are not counted."""
    begins, mine, theirs = one.begins, one.line, other.line
    best, at, last = FEW_WORDS - 1, 0, len(one.tokens)
    while best < LONG_RUN and at + best < last:
        if mine[begins[at] : begins[at + best + 1] + 1] in theirs:
            best += 1
        else:
            at += 1
    return best / LONG_RUN if best >= FEW_WORDS else 0.0


def _quote(one: Profile, other: Profile) -> float:
    """Return how much of the shorter quotation stands in the other statement's quotations."""
    best = 0.0
    for mine in one.quoted:
        for theirs in other.quoted:
            run = longest_run(mine, theirs)
            if run >= 2:  # noqa: PLR2004 -- one quoted word ("terrorists") is anybody's
                best = max(best, min(1.0, run / LONG_QUOTE) * run / min(len(mine), len(theirs)))
    return best


def _who(one: Profile, other: Profile) -> float:
    """Return whether one voice says both: the same name, the same side, or another."""
    if one.voice is None or other.voice is None:
        return 0.0
    a, b = one.statement.speaker, other.statement.speaker
    if one.voice == other.voice or (a and b and same_name(a.who, b.who)):
        return 1.0
    if one.statement.side and one.statement.side == other.statement.side:
        return 0.5
    return -1.0


def _act(a: Statement, b: Statement) -> float:
    """Return whether both deny, demand, promise…; what is only said may be told with any act."""
    if a.act is None or b.act is None or (a.act in SPEECH and b.act in SPEECH):
        return 0.0
    if a.act is b.act:
        return 1.0
    return 0.0 if a.act in SPEECH or b.act in SPEECH else -1.0


def _parties(one: Profile, other: Profile) -> float:
    if not one.parties or not other.parties:
        return 0.0
    share = _share(one.parties, other.parties)
    if one.doers and other.doers and not one.doers & other.doers:
        return share - 1.0
    return share or -1.0


def _where(one: Profile, other: Profile) -> float:
    """Return whether it is one place: a village and the region that it lies in may be."""
    if one.spots and other.spots:
        if one.spots & other.spots:
            return 1.0
        return 0.4 if one.broad & other.regions or other.broad & one.regions else -1.0
    if one.lands and other.lands and not one.spots and not other.spots:
        return 0.3 if one.lands & other.lands else -0.5
    return 0.0


def _when(one: Profile, other: Profile) -> float:
    if one.days is None or other.days is None:
        return 0.0
    narrow = one.days.narrow and other.days.narrow
    if one.days.meets(other.days):
        return 1.0 if narrow else 0.3
    if one.days.meets(other.days, slack=1):
        return 0.0
    return -1.0 if narrow else -0.7


def _number(a: Statement, b: Statement) -> float:
    """Return whether two figures can be one: their ranges, in the same unit, and what they count."""
    if a.unit != b.unit:
        return -0.5
    if not values_meet(a, b):
        return -1.0
    if (a.low, a.high) != (b.low, b.high):
        return 0.4 if a.type == b.type else 0.0
    few = a.low is not None and a.low == a.high and a.low <= _FEW
    return (0.4 if few else 1.0) if a.type == b.type else 0.2


def values_meet(a: Statement, b: Statement) -> bool:
    """Return whether one value can be both figures; a rounded one reaches a tenth to either side."""
    low_a, high_a = bounds_of(a)
    low_b, high_b = bounds_of(b)
    return low_a <= high_b and low_b <= high_a


def bounds_of(figure: Statement) -> tuple[float, float]:
    """Return a figure's bounds, open ones infinite, widened by a tenth where it is said to be inexact."""
    low = -math.inf if figure.low is None else figure.low
    high = math.inf if figure.high is None else figure.high
    if figure.approx:
        low, high = low - abs(low) / 10, high + abs(high) / 10
    return low, high


def _numerals(one: frozenset[float], other: frozenset[float]) -> float:
    """Return how many of the numbers of the one that has fewer the other has too; -1 where none."""
    if not one or not other:
        return 0.0
    shared = one & other
    if not shared:
        return -1.0
    return (0.4 if max(shared) <= _FEW else 1.0) * len(shared) / min(len(one), len(other))


def _status(a: Statement, b: Statement) -> float:
    """Return -1 where one tells as done what the other tells as planned or as it may be."""
    if StatementKind.SAID in {a.kind, b.kind} or StatementKind.FIGURE in {a.kind, b.kind}:
        return 0.0
    return -1.0 if (a.status in LATER) != (b.status in LATER) else 0.0
