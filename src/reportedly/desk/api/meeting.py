"""Meeting: who judges second is shown what the first said, and decides.

Whoever judges says which judgement was the last that they had seen. What was said of the same thing since is
a conflict; what was said of other things is not. Looking and writing are one step for all who use the API of
this desk; what another program writes in between is told afterwards.
"""

import threading
from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from reportedly.desk.api.problems import ProblemError
from reportedly.desk.desk import Desk
from reportedly.desk.pages.reader_judged import Log
from reportedly.errors import RefusedJudgementError
from reportedly.record import Reading, Span
from reportedly.record.citations import verify_spans
from reportedly.record.layers import SPOKEN
from reportedly.store import Judgement, Target, Verb, View
from reportedly.store.items import TYPES, changed
from reportedly.store.judgement import CLAIM_VERBS, called, members_in, members_of
from reportedly.store.matching import key_of
from reportedly.store.pointing import point

_TURN = threading.Lock()
_Thing = tuple[object, ...]
"""What a judgement speaks of: a sort, a report or name, a layer, and what the log calls the record."""


class Wish(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody wants written down."""

    verb: Verb
    target: Target | int
    """A judgement's number to withdraw it."""
    value: Mapping[str, Any] | None = None
    why: str | None = None
    seen: int | None = None
    """Number of the last judgement that they had seen."""
    model: str | None = None
    """The model whose reading they had seen."""
    sent: dict[str, Any]
    """As it was sent, to be shown in a conflict."""


class _AtWords(msgspec.Struct, frozen=True, kw_only=True):
    """Where a record that is to be added stands."""

    span: Span | None = None
    cue: tuple[Span, ...] = ()
    content: tuple[Span, ...] = ()


def write(desk: Desk, who: str, wish: Wish) -> tuple[Judgement, list[Judgement]]:
    """Write a judgement down; return it, and what others wrote of the same at the same moment.

    Raises ProblemError where something was said of the same since, or where it was not said what had been
    seen; RefusedJudgementError, UnknownReportError or CitationMismatchError where it does not fit.
    """
    if wish.seen is None:
        raise ProblemError("seen-missing", "the judgement", "it is not said what you had seen")
    with _TURN:
        with desk.store.view() as view:
            meant = _meant(view, wish)
            others = _others(view, meant, wish.seen)
        if others:
            said_by = ", ".join(sorted({each.who for each in others}))
            raise ProblemError(
                "conflict",
                "the judgement",
                f"{said_by} said something of the same meanwhile",
                yours=wish.sent,
                others=tuple(others),
            )
        done = desk.store.judge(who, wish.verb, wish.target, value=wish.value, why=wish.why)
    desk.tracer.wake()
    with desk.store.view() as view:
        beside = [each for each in _others(view, meant, wish.seen) if each.id < done.id]
    return done, beside


def _meant(view: View, wish: Wish) -> Judgement:
    """Return the judgement as the log would have it, its records called as the log calls them."""
    target, value, withdraws = Target(), wish.value, None
    if isinstance(wish.target, int):
        withdraws = wish.target
        log = view.judgements()
        before = next((each for each in log if each.id == withdraws), None)
        if before is None:
            raise ProblemError("unknown-judgement", f"judgement {withdraws}", "is not in the log")
        target = before.target
    elif wish.verb is Verb.WITHDRAW:
        next_step = "send it to /api/1/judgements/NUMBER/withdrawal"
        raise RefusedJudgementError("the judgement", "nothing is named to withdraw", next_step)
    elif wish.verb in CLAIM_VERBS:
        value = {"members": [_called(view, each, wish) for each in _members(wish.value)]}
        value = msgspec.to_builtins(value)
    else:
        target = _called(view, wish.target, wish)
    return Judgement(
        id=0, at="", who="", verb=wish.verb, target=target, value=dict(value or {}), withdraws=withdraws
    )


def _members(value: Mapping[str, Any] | None) -> tuple[Target, ...]:
    """Return the records to be merged or split; none where the store will refuse them."""
    try:
        return members_in(value)
    except msgspec.ValidationError:
        return ()


def _called(view: View, target: Target, wish: Wish) -> Target:
    """Return what the log calls a target. Raises RefusedJudgementError where there is no such record."""
    if target.report is None:
        return changed(target, name=(target.name or "").strip())
    report = view.report(target.report)
    history = view.history(report.id)
    if wish.model is not None:
        model = next(each.model for each in history.versions if each.id == report.id)
        if model != wish.model:
            raise ProblemError(
                "read-anew", f"report {report.id}", f"it was read by {model or 'no model'} since"
            )
    if target.layer is None:
        return Target(report=report.id)
    layer = SPOKEN.get(target.layer, target.layer)
    if layer not in TYPES:
        why = f"there is no layer {target.layer!r}"
        raise RefusedJudgementError("the judgement", why, f"choose from {', '.join(SPOKEN)}")
    if wish.verb is Verb.ADD:
        return Target(report=report.id, layer=layer)
    verify_spans(target.spans, report.text, "target.spans")
    log = tuple(each for each in history.judgements if each.target.report == report.id)
    reading = view.reading(report.id, judged=False) or Reading(report=report)
    return point(reading, log, changed(target, report=report.id, layer=layer)).target


def _others(view: View, meant: Judgement, seen: int) -> list[Judgement]:
    """Return what was said of the same after the judgement `seen`; notes change nothing and do not count."""
    if meant.verb is Verb.NOTE:
        return []
    report = meant.target.report
    log = view.judgements() if report is None else view.history(report).judgements
    if meant.verb is Verb.ADD:
        mine = [each for each in log if each.target.report == report]
        return Log(mine).added_at(_words(meant.value or {}), meant.target.layer or "", seen)
    by_id = {each.id: each for each in log}
    things = _things(meant, by_id)
    return [each for each in log if each.id > seen and things & _things(each, by_id)]


def _things(judgement: Judgement, log: Mapping[int, Judgement]) -> frozenset[_Thing]:
    """Return what a judgement speaks of; a withdrawal speaks of the same as what it takes back."""
    while judgement.verb is Verb.WITHDRAW:
        before = log.get(judgement.withdraws or 0)
        if before is None:
            return frozenset()
        judgement = before
    if judgement.verb in CLAIM_VERBS:
        return frozenset(_thing("claims", each) for each in members_of(judgement))
    if judgement.verb is Verb.NOTE:
        return frozenset()
    return frozenset({_thing("grade" if judgement.verb is Verb.GRADE else "record", called(judgement))})


def _thing(sort: str, target: Target) -> _Thing:
    return sort, target.report, target.name or "", target.layer, key_of(target) if target.spans else None


def _words(value: Mapping[str, Any]) -> Iterable[Span]:
    """Return the words of a record that is to be added; none where the store will refuse it."""
    try:
        said = msgspec.convert(value, _AtWords)
    except msgspec.ValidationError:
        return ()
    return (*said.cue, *said.content, *(() if said.span is None else (said.span,)))
