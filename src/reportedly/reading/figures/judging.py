"""Judging: what a quantity counts and whether it belongs on the record, with how plainly the words say so."""

from dataclasses import dataclass

from reportedly.reading.figures import clause, shares
from reportedly.reading.figures.candidates import GUESS, LIKELY, LOSSES, PLAIN, Candidate, Judged
from reportedly.reading.figures.happening import Told
from reportedly.reading.figures.numerals import Written
from reportedly.reading.figures.worth import is_label, is_worth
from reportedly.wordlists.counted import Noun
from reportedly.wordlists.figures import word_set

_STATES_BEHIND = word_set("states behind a number")


@dataclass(frozen=True, slots=True)
class _Counted:
    """What a candidate counts."""

    what: str
    sure: float
    noun: Noun | None
    people: bool
    told: Told | None
    inner: bool = False


def judge(c: Candidate) -> Judged:
    """Return what a candidate counts, and our decision whether it counts."""
    if c.q.unit is not None:
        return shares.measured(c, c.q.unit)
    if c.q.written is Written.FRACTION:
        return shares.fraction(c)
    if c.q.adjective:
        return shares.tied(c)
    if c.np is None and c.t.word(c.q.stop) == "strong":
        return shares.strong(c.t, c.q, c.q.stop + 1)
    if c.bare and c.before is not None and clause.is_part(c):
        before = c.before
        return Judged(
            c.q, None, c.q.stop, before.what, LIKELY, before.unit, counts=True, people=before.people,
            bare=True, part=True,
        )  # fmt: skip
    return _judge_count(c)


def _judge_count(c: Candidate) -> Judged:
    """Judge a number of people or things."""
    people = c.bare or c.points or (c.noun is not None and (c.noun.people or c.noun.unit == "people"))
    told = clause.told_in_clause(c, c.stop) if people else None
    if c.bare and is_label(c) and not (told is not None and told.sure >= PLAIN):
        return Judged(c.q, None, c.q.stop, "other", GUESS, None, counts=False, people=False, bare=True)
    found = _what(c, told, people=people)
    stop = c.stop
    if c.bare and found.told is not None and stop < c.end and c.t.low[stop] in _STATES_BEHIND:
        stop += 1
    each, each_stop = shares.rate(c.t, c.stop)
    unit = _unit(c, found)
    if each is not None:
        stop = each_stop
        counted_unit = unit or ("people" if found.told is not None else None)
        unit = f"{counted_unit} per {each}" if counted_unit is not None else None
    return Judged(
        c.q, c.np, stop, found.what, found.sure, unit,
        counts=not c.implicit and is_worth(c, found.told, found.what),
        people=found.people, rate=each, now=found.told is not None and found.told.tense == "now",
        implicit=c.implicit, bare=c.bare, inner=found.inner,
    )  # fmt: skip


def _what(c: Candidate, told: Told | None, *, people: bool) -> _Counted:
    """Return what is counted: by the clause, by the noun, or by the numbers before."""
    noun = c.noun
    inner = False
    if people and (state := clause.told_inside(c)) is not None and (told is None or told.sure < PLAIN):
        told, inner = Told(state, PLAIN), True
    if noun is None and c.np is not None and not people:
        told = clause.told_of_unlisted(c)
    what, sure = _by_noun(noun, told)
    if told is None and c.points and c.before is not None and c.apart(c.before) <= 1:
        return _Counted(c.before.what, GUESS, noun, c.before.people, None)
    if c.head == "others" and c.before is not None and not c.before.people and c.apart(c.before) <= 1:
        return _Counted(c.before.what, GUESS, None, people=False, told=None)
    if noun is not None and what == "other" and clause.are_soldiers(c):
        what, sure = "troops", GUESS
    if (
        told is None
        and people
        and c.before is not None
        and what in {"other", "troops"}
        and clause.carries_on(c)
    ):
        return _Counted(c.before.what, GUESS, noun, people, None)
    if told is None and c.bare and _is_exchange_rate(c):
        return _Counted("money", LIKELY, noun, people=False, told=None)
    if told is None and c.bare and (named := clause.named_before(c)) is not None:
        return _Counted(named.what, GUESS, named, people, None)
    return _Counted(what, sure, noun, people, told, inner)


def _is_exchange_rate(c: Candidate) -> bool:
    """Tell whether "84 to the US dollar" follows."""
    at = c.q.stop
    return c.t.word(at) == "to" and c.t.word(at + 1) == "the" and "dollar" in c.t.low[at + 2 : at + 5]


def _by_noun(noun: Noun | None, told: Told | None) -> tuple[str, float]:
    """Return what is counted: the noun's own word, unless the clause says more of people."""
    if noun is None:
        return (told.what, told.sure) if told is not None else ("other", GUESS)
    if (
        told is not None
        and noun.people
        and not (noun.what == "troops" and told.what in {"displaced", "other"})
    ):
        return told.what, told.sure
    if told is not None and noun.what == "casualties" and told.what in {"killed", "wounded"}:
        return told.what, LIKELY
    return noun.what, PLAIN if not noun.people or noun.what != "other" else LIKELY


def _unit(c: Candidate, found: _Counted) -> str | None:
    """Return what one of it is: the noun's unit, its plural, "people", or the unit of the number before."""
    if found.noun is not None:
        return found.noun.unit
    if not c.bare and not c.points and c.head:
        return c.head
    if found.what in LOSSES or found.what == "troops":
        return "people"
    if c.bare and c.before is not None and c.before.people and not c.apart(c.before):
        return c.before.unit
    return None
