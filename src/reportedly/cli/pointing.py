"""Pointing: what a person writes to name a record and its fields, as the store's judgements have it."""

import json
import types
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Union, get_args, get_origin

import msgspec

from reportedly.cli.options import clean
from reportedly.cli.saying import misused
from reportedly.record import Reading, Source, Span, cite
from reportedly.record.layers import SPOKEN
from reportedly.views.records import Record, in_quotes, records

if TYPE_CHECKING:
    from reportedly.store import Target, View

_NOTHING = frozenset({"", "nothing", "null", "none"})
_MOST = 6


def reading_of(view: "View", key: str) -> Reading:
    """Return the reading of a report as judged; an empty one where it was not read."""
    judged = view.judged(key)
    return judged.reading if judged is not None else Reading(report=view.report(key))


def target_of(view: "View", key: str, record: str) -> "Target":
    """Return what a judgement points at: a record by its id or number (p3), or by its exact words.

    A rejected record is not in the reading any more; its id still names it.
    """
    from reportedly.store import Target  # noqa: PLC0415 - brings in the store

    reading = reading_of(view, key)
    found = [each for each in records(reading) if each.name == record]
    found = found or [each for each in records(reading) if record in {span.text for span in each.spans}]
    if len(found) > 1:
        names = ", ".join(f"{each.name} ({each.layer})" for each in found[:_MOST])
        misused(f"{in_quotes([record])} are the words of several records: name one of {names}")
    if found:
        return Target(
            report=reading.report.id, layer=found[0].layer, spans=found[0].spans, nth=_nth(reading, found[0])
        )
    layer = {"a": "attributions", "f": "figures", "c": "controls", "e": "events"}.get(record[:1])
    if layer is None or not record[1:].isdecimal():
        how = f"look for its name with: reportedly show {reading.report.id} --records"
        misused(f"no record of report {reading.report.id} is {in_quotes([record])}; {how}")
    return Target(report=reading.report.id, layer=layer, item=record)


def layer_of(written: str) -> str:
    """Return the layer that a person names: "control", or the field's own name."""
    layer = SPOKEN.get(written.casefold(), written.casefold())
    if layer not in SPOKEN.values():
        misused(f"there is no layer {written}; choose from {', '.join(SPOKEN)}")
    return layer


def fields_of(layer: str, pairs: Iterable[str], text: str, near: int = 0) -> dict[str, Any]:
    """Return the fields that FIELD=VALUE pairs set. A citation is given by its words, a speaker by a name.

    Where words stand in `text` several times, those at or after `near` are meant, else the last ones.
    """
    from reportedly.store.items import correctable  # noqa: PLC0415 - brings in the store

    types_of, fields = correctable(layer), {}
    for pair in pairs:
        name, equals, written = pair.partition("=")
        name = name.strip()
        if not equals:
            misused(f"{pair}: no FIELD=VALUE; fields are {', '.join(types_of)}")
        if name not in types_of:
            misused(f"{layer} have no field {name} to set; choose from {', '.join(types_of)}")
        fields[name] = _value(types_of[name], (clean(written) or "").strip(), text, near, name)
    return fields


def _value(type_: Any, written: str, text: str, near: int, name: str) -> Any:  # noqa: ANN401 - any field's type
    """Return a value as the record has it, out of what a person wrote."""
    parts = _parts(type_)
    if written.casefold() in _NOTHING and type(None) in parts:
        return None
    if written[:1] in {"{", "["}:
        return _json(written, name)
    if Span in parts:
        return _cited(text, written, near, name)
    if any(get_origin(part) is tuple and Span in get_args(part) for part in parts):
        return [_cited(text, words, near, name) for words in written.split(" … ") if words]
    if Source in parts:
        return {"id": "", "who": written, "kind": "person", "named": True, "mentions": []}
    return _plain(parts, written, name)


def _plain(parts: tuple[Any, ...], written: str, name: str) -> object:
    """Return a number or a yes or no where the field holds one, else what was written."""
    for as_type, noun in ((float, "number"), (bool, "true or false")):
        if as_type in parts:
            try:
                return msgspec.convert(written, as_type, strict=False)
            except msgspec.ValidationError:
                misused(f"{name}: {written or 'nothing'} is no {noun}")
    return written


def _json(written: str, name: str) -> Any:  # noqa: ANN401 - JSON may hold anything
    try:
        return json.loads(written)
    except ValueError as error:
        misused(f"{name}: no valid JSON ({error})")


def _parts(type_: Any) -> tuple[Any, ...]:  # noqa: ANN401 - any field's type
    return get_args(type_) if get_origin(type_) in {Union, types.UnionType} else (type_,)


def _cited(text: str, words: str, near: int, name: str) -> dict[str, Any]:
    start = text.find(words, near)
    start = start if start >= 0 else text.rfind(words)
    if start < 0 or not words:
        misused(f"{name}: {in_quotes([words]) or 'no words'} do not stand in the report; copy them from it")
    return dict(msgspec.to_builtins(cite(text, start, start + len(words))))


def _nth(reading: Reading, record: Record) -> int:
    """Return which of the records with the same words it is."""
    same = [each for each in records(reading) if each.layer == record.layer and each.spans == record.spans]
    return same.index(record)
