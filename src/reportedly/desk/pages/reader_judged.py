"""What persons said of a report's records, as the Reader tells it: "corrected by m.k., 2 h ago"."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime

import msgspec

from reportedly.desk import wording
from reportedly.record import Span
from reportedly.store import Grade, Judgement, Mark, Verb
from reportedly.store.judgement import called, standing
from reportedly.store.matching import Key, key_of
from reportedly.views.values import NOT_RESOLVED

_DID = {
    Verb.ACCEPT: "accepted",
    Verb.REJECT: "rejected",
    Verb.CORRECT: "corrected",
    Verb.ADD: "added",
    Verb.GRADE: "graded",
    Verb.NOTE: "noted",
    Verb.WITHDRAW: "undid",
    Verb.MERGE: "claims merged",
    Verb.SPLIT: "claims split",
}
"""What a judgement did, in the past."""
_STEPS = ((60, "s"), (60, "min"), (24, "h"), (7, "d"))
_LONG = 80


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One entry of the log, for a person."""

    number: int
    who: str
    did: str
    """ "corrected"."""
    at: str
    """When, ISO 8601 in UTC."""
    ago: str
    """How long ago, or the day."""
    what: tuple[str, ...] = ()
    """What it said: "speaker: Olena Marchuk"."""
    about: str = ""
    """The words of the record; "" where it is about the whole report or a name."""
    why: str | None = None
    undone: bool = False
    """Whether it was withdrawn."""
    can_undo: bool = False
    """Whether it can be withdrawn: it holds, and is no withdrawal."""


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """What persons said of one record."""

    state: str
    """ "accepted", "rejected", "corrected", "added"; "" where only notes and grades stand."""
    last: Entry
    """The last entry that holds."""
    entries: tuple[Entry, ...]
    """All of them, the latest first, what was undone too."""
    lost: bool = False
    """Whether the model that read the report last no longer finds the record."""


class Log:
    """The judgements on one report, looked up by record."""

    def __init__(self, judgements: Iterable[Judgement], now: datetime | None = None) -> None:
        """Take the log of a report, in order; `now` tells how long ago things were."""
        self._all = tuple(judgements)
        self._holds = {each.id for each in standing(self._all)}
        self._now = now or datetime.now(UTC)
        self._by_id = {each.id: each for each in self._all}

    @property
    def last(self) -> int:
        """The number of the last judgement, 0 where there is none."""
        return max((each.id for each in self._all), default=0)

    def get(self, number: int) -> Judgement | None:
        """Return an entry by its number."""
        return self._by_id.get(number)

    def of_mark(self, mark: Mark) -> Told | None:
        """Return what was said of a record that has a mark."""
        mine = self.on(key_of(mark.target), mark.layer)
        held = [each for each in mine if each.id in self._holds and each.verb is not Verb.WITHDRAW]
        if not held:
            return None
        state = _DID[mark.verdict] if mark.verdict is not None else ""
        state = "corrected" if mark.corrected and mark.verdict is not Verb.REJECT else state
        state = state or ("added" if mark.added else "")
        return Told(
            state=state,
            last=self.entry(held[-1]),
            entries=tuple(self.entry(each) for each in reversed(mine)),
            lost=mark.lost,
        )

    def on(self, key: Key, layer: str, after: int = 0) -> list[Judgement]:
        """Return the judgements on a record, withdrawals too, in order, those with higher numbers alone."""
        mine = {each.id for each in self._all if _is_of(each, key, layer)}
        grown = True
        while grown:  # a withdrawal of a withdrawal is about the same record
            more = {each.id for each in self._all if each.withdraws in mine} - mine
            mine |= more
            grown = bool(more)
        return [self._by_id[id_] for id_ in sorted(mine) if id_ > after]

    def added_at(self, spans: Iterable[Span], layer: str, after: int) -> list[Judgement]:
        """Return the judgements after a number that added a record of a layer at some of these words."""
        words = tuple(spans)
        return [
            each
            for each in self._all
            if each.id > after
            and each.verb is Verb.ADD
            and each.id in self._holds
            and each.target.layer == layer
            and any(a.start < b.end and b.start < a.end for a in words for b in each.target.spans)
        ]

    def entries(self) -> tuple[Entry, ...]:
        """Return the whole log of the report, the latest first."""
        return tuple(self.entry(each) for each in reversed(self._all))

    def entry(self, judgement: Judgement) -> Entry:
        """Return one entry for a person."""
        holds = judgement.id in self._holds
        return Entry(
            number=judgement.id,
            who=judgement.who,
            did=_DID[judgement.verb],
            at=judgement.at,
            ago=ago(judgement.at, self._now),
            what=what_of(judgement, self._by_id),
            about=_value([span.text for span in judgement.target.spans]),
            why=judgement.why,
            undone=not holds,
            can_undo=holds and judgement.verb is not Verb.WITHDRAW,
        )


def _is_of(judgement: Judgement, key: Key, layer: str) -> bool:
    target = called(judgement)
    return target.layer == layer and bool(target.spans) and key_of(target) == key


def what_of(judgement: Judgement, others: Mapping[int, Judgement]) -> tuple[str, ...]:
    """Return what a judgement said, field by field."""
    if judgement.verb is Verb.WITHDRAW:
        before = others.get(judgement.withdraws or 0)
        return () if before is None else (f"{_DID[before.verb]} by {before.who}",)
    if judgement.verb is Verb.GRADE:
        return (grade_text(msgspec.convert(judgement.value or {}, Grade)),)
    if judgement.verb is Verb.CORRECT:
        return tuple(f"{name}: {_value(value)}" for name, value in (judgement.value or {}).items())
    return ()


def grade_text(grade: Grade) -> str:
    """Return a grade by the Admiralty code as it is written: "B2", "B", "2"."""
    return f"{grade.reliability or ''}{grade.credibility or ''}"


def ago(at: str, now: datetime) -> str:
    """Return how long ago something was, "2 h ago"; older than a week, the day."""
    try:
        then = datetime.fromisoformat(at)
    except ValueError:
        return at
    if then.tzinfo is None:
        then = then.replace(tzinfo=UTC)
    passed = (now - then).total_seconds()
    if passed < _STEPS[0][0]:
        return "just now"
    for size, name in _STEPS:
        if passed < size:
            return f"{int(passed)} {name} ago"
        passed /= size
    return f"on {then.day} {then:%b} {then.year}"


def _value(value: object) -> str:
    """Return a corrected value in a line."""
    if isinstance(value, Mapping):
        words = value.get("who") or value.get("text") or ", ".join(f"{k} {v}" for k, v in value.items())
    elif isinstance(value, (list, tuple)):
        words = " … ".join(_value(each) for each in value)
    else:
        words = NOT_RESOLVED if value is None else value
    return wording.one_line(str(words), _LONG)
