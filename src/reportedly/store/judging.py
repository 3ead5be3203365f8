"""Judging: checks what a person says against the report, and writes it into the log.

A judgement that does not fit (a value that is none, a record that is not there, a citation that does not
match) is refused, and nothing is written.
"""

from collections.abc import Mapping
from typing import Any

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection, Row

from reportedly.errors import RefusedJudgementError
from reportedly.record import Kind, Reading, Report, Voice
from reportedly.record.citations import verify_spans
from reportedly.record.layers import ATTRIBUTIONS, SPOKEN
from reportedly.store.adding import Names, check_keepable, index_keys, now, untrace
from reportedly.store.items import SPEAKER, TYPES, changed, correctable, item_of, item_spans, plain, typed
from reportedly.store.judgement import (
    CLAIM_VERBS,
    OF_RECORDS,
    Grade,
    Judgement,
    Seen,
    Target,
    Verb,
    members_in,
    members_of,
    standing,
)
from reportedly.store.keys import keys_of
from reportedly.store.laying import lay_over
from reportedly.store.loading import reading_of, report_of, row_of
from reportedly.store.logbook import judgements_on, judgements_where, write_down
from reportedly.store.pointing import Pointed, point
from reportedly.store.tables import JUDGEMENTS, REPORTS

_LETTERS, _NUMBERS = "ABCDEF", range(1, 7)


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """What a person wants written down."""

    who: str
    verb: Verb
    target: Target | int
    value: Mapping[str, Any] | None
    why: str | None


def judge(connection: Connection, asked: Asked, store: str, names: Names) -> Judgement:
    """Write a judgement down, and what it changes into the index; return it with its number.

    Raises RefusedJudgementError, UnknownReportError or CitationMismatchError; then nothing is written.
    """
    check_keepable("the judgement", asked.who, asked.why)
    if not asked.who.strip():
        raise _refused("nobody is named who judges", "say who you are")
    if asked.verb is Verb.WITHDRAW:
        judgement = _withdrawal(connection, asked)
    elif isinstance(asked.target, int):
        raise _refused(
            f"a number is no target of {asked.verb}", "only withdraw names a judgement by its number"
        )
    elif asked.verb in CLAIM_VERBS:
        judgement = _on_claims(connection, asked, store)
    else:
        judgement = _on_target(connection, asked, asked.target, store)
    written = write_down(connection, judgement)
    if written.target.report is not None and written.verb in {*OF_RECORDS, Verb.WITHDRAW}:
        row = row_of(connection, written.target.report, store)
        _index_anew(connection, row, names)
        untrace(connection, [row.seq])
    _untrace_members(connection, written)
    return written


def _untrace_members(connection: Connection, written: Judgement) -> None:
    """Have the reports whose claims were merged or split, or no longer are, traced anew."""
    while written.withdraws is not None and written.verb is Verb.WITHDRAW:
        (written,) = judgements_where(connection, JUDGEMENTS.c.id == written.withdraws)
    if written.verb in CLAIM_VERBS:
        reports = {member.report for member in members_of(written)}
        untrace(
            connection,
            connection.execute(sa.select(REPORTS.c.seq).where(REPORTS.c.id.in_(reports))).scalars(),
        )


def _withdrawal(connection: Connection, asked: Asked) -> Judgement:
    about = (JUDGEMENTS.c.id == asked.target) | (JUDGEMENTS.c.verb == Verb.WITHDRAW.value)
    log = judgements_where(connection, about) if isinstance(asked.target, int) else ()
    before = next((each for each in log if each.id == asked.target), None)
    if before is None:
        raise _refused(f"there is no judgement {asked.target}", "name one by its number, as history shows it")
    if before not in standing(log):
        raise _refused(f"judgement {before.id} was withdrawn already", "nothing is left to do")
    return _entry(asked, target=before.target, withdraws=before.id)


def _on_claims(connection: Connection, asked: Asked, store: str) -> Judgement:
    """Merge or split claims: each named by a record that makes it."""
    try:
        members = members_in(asked.value)
    except msgspec.ValidationError as error:
        raise _refused(str(error), 'give the value {"members": [target, target…]}') from error
    if len(members) < 2:  # noqa: PLR2004 - it takes two
        raise _refused("it takes two records or more", "name them in members")
    pointed = [_record(connection, member, store)[1] for member in members]
    return _entry(asked, value={"members": [msgspec.to_builtins(each.target) for each in pointed]})


def _on_target(connection: Connection, asked: Asked, target: Target, store: str) -> Judgement:
    verb = asked.verb
    if verb is Verb.NOTE and not (asked.why or "").strip():
        raise _refused("a note without words", "say them as why")
    value = _grade(asked.value) if verb is Verb.GRADE else None
    if verb is Verb.ADD:
        return _addition(connection, asked, target, store)
    if target.report is None:
        if not target.name or verb in OF_RECORDS:
            raise _refused(
                f"{verb} needs a target", "name a report and the record in it, or a source to grade"
            )
        return _entry(asked, target=Target(name=target.name.strip()), value=value)
    if target.layer is None:
        if verb in OF_RECORDS:
            raise _refused(f"{verb} needs a record", f"name its layer: {', '.join(SPOKEN)}")
        return _entry(asked, target=Target(report=row_of(connection, target.report, store).id), value=value)
    report, pointed = _record(connection, target, store)
    if verb is Verb.CORRECT:
        value = _corrections(asked.value, pointed, report)
    seen = pointed.shown if verb is Verb.ACCEPT else pointed.seen
    return _entry(asked, target=pointed.target, value=value, seen=seen)


def _record(connection: Connection, target: Target, store: str) -> tuple[Report, Pointed]:
    """Return the report and the record that a target names."""
    if target.report is None or target.layer is None:
        raise _refused("a record needs its report and layer", "name both")
    row = row_of(connection, target.report, store)
    report = report_of(connection, row)
    verify_spans(target.spans, report.text, "target.spans")
    reading = reading_of(connection, row, report) or Reading(report=report)
    return report, point(reading, judgements_on(connection, row.id), _layered(target))


def _layered(target: Target) -> Target:
    layer = SPOKEN.get(target.layer or "", target.layer)
    if layer not in TYPES:
        raise _refused(f"there is no layer {target.layer!r}", f"choose from {', '.join(SPOKEN)}")
    return changed(target, layer=layer)


def _corrections(value: Mapping[str, Any] | None, pointed: Pointed, report: Report) -> dict[str, Any]:
    """Return the corrected fields as they are stored, checked against the record's types and the text."""
    layer = pointed.target.layer or ""
    if not value:
        raise _refused("no field is corrected", f"choose from {', '.join(correctable(layer))}")
    fields: dict[str, Any] = {}
    for name, said in msgspec.to_builtins(dict(value)).items():
        if name not in correctable(layer):
            why = f"{name!r} of {layer} cannot be corrected"
            raise _refused(why, f"choose from {', '.join(correctable(layer))}")
        try:
            new = typed(layer, name, said)
        except msgspec.ValidationError as error:
            raise _refused(f"{name}: {error}", "give a value as the record has it") from error
        verify_spans(new, report.text, name)
        fields[name] = new
    corrected = changed(
        item_of(layer, pointed.shown.item),
        **{k: v for k, v in fields.items() if not (layer == ATTRIBUTIONS and k == SPEAKER)},
    )
    if not item_spans(corrected):
        raise _refused("nothing would be left of the record's words", "reject it instead")
    stored: dict[str, Any] = msgspec.to_builtins(fields)
    return stored


def _addition(connection: Connection, asked: Asked, target: Target, store: str) -> Judgement:
    """Add a record: `value` is the record as in the JSON contract, with a Source as its speaker."""
    if target.report is None:
        raise _refused("add needs a report", "name it")
    target = _layered(target)
    row = row_of(connection, target.report or "", store)
    report = report_of(connection, row)
    layer, value = target.layer or "", dict(msgspec.to_builtins(dict(asked.value or {})))
    try:
        source = None
        if layer == ATTRIBUTIONS:
            source = typed(layer, SPEAKER, {"id": "", **(value.get(SPEAKER) or {})})
            voice = Voice(who=source.who, kind=source.kind)
            outlet = (Voice(who=report.outlet, kind=Kind.OUTLET),) if report.outlet else ()
            value = {"source": [], "cue": [], "content": [], "confidence": 1.0, **value, SPEAKER: ""}
            value.setdefault("chain", msgspec.to_builtins((*outlet, voice)))
        item = item_of(layer, {"id": "", **value, "by": None, "inside": None})
    except (msgspec.ValidationError, TypeError) as error:
        raise _refused(str(error), f"give a record of {layer} as the JSON contract has it") from error
    verify_spans(item, report.text, layer)
    verify_spans(source, report.text, SPEAKER)
    if not item_spans(item):
        raise _refused("the record has no words", "say at which words it stands")
    target = Target(report=row.id, layer=layer, spans=item_spans(item))
    return _entry(asked, target=target, seen=Seen(item=plain(item), source=source))


def _grade(value: Mapping[str, Any] | None) -> dict[str, Any]:
    try:
        grade = msgspec.convert(msgspec.to_builtins(value or {}), Grade)
    except msgspec.ValidationError as error:
        raise _refused(str(error), "give reliability A to F, credibility 1 to 6, or both") from error
    letter_fits = grade.reliability is None or (len(grade.reliability) == 1 and grade.reliability in _LETTERS)
    number_fits = grade.credibility is None or grade.credibility in _NUMBERS
    if not letter_fits or not number_fits or grade == Grade():
        raise _refused("no such grade", "give reliability A to F, credibility 1 to 6, or both")
    return plain(grade)


def _index_anew(connection: Connection, row: Row[Any], names: Names) -> None:
    report = report_of(connection, row)
    reading = reading_of(connection, row, report) or Reading(report=report)
    judged = lay_over(reading, judgements_on(connection, row.id))
    index_keys(connection, row.seq, keys_of(judged.reading), names)


def _entry(asked: Asked, **said: Any) -> Judgement:  # noqa: ANN401 - the fields of Judgement
    return Judgement(id=0, at=now(), who=asked.who.strip(), verb=asked.verb, why=asked.why, **said)


def _refused(why: str, next_step: str) -> RefusedJudgementError:
    return RefusedJudgementError("the judgement", why, next_step)
