"""Values: what came back from a tool, in the types of the record, as the store's judgements take them.

Raises RefusedJudgementError, with what to do next, for a value that is none.
"""

import math
import re
from collections.abc import Iterable, Mapping
from typing import Any

from reportedly.annotating.fields import BETWEEN, FIELDS, OF_SPEAKER, SOURCE, Field, one_line
from reportedly.annotating.handing import SPAN, Marked
from reportedly.errors import RefusedJudgementError
from reportedly.record import Attribution, Kind, Reading, Source, Span, Voice
from reportedly.record.days import days_of
from reportedly.record.layers import ATTRIBUTIONS
from reportedly.store.items import Item, plain

_PROVED = {
    "place": "place_spans",
    "holder": "holder_spans",
    "actor": "actor_spans",
    "recipient": "recipient_spans",
}
"""Fields that have words of their own to prove them."""
_NEAR = 600
"""Characters within which a name is taken to be the one meant."""
_CUMULATIVE = {"total": True, "new": False}


def added(back: Marked, reading: Reading) -> dict[str, Any]:
    """Return the value that adds a record: all that it says."""
    fields = dict(back.fields or {})
    if back.layer == ATTRIBUTIONS:
        fields = _spoken(fields, back, reading)
    names = [field.name for field in FIELDS[back.layer] if field.name in fields]
    return _value(back, back.words, names, fields, reading)


def corrected(
    back: Marked,
    words: Iterable[str],
    fields: Iterable[str],
    reading: Reading,
    was: tuple[Item, Source | None],
) -> dict[str, Any]:
    """Return the value that corrects a record, which is `was` now, in some parts and fields."""
    return _value(back, words, list(fields), back.fields or {}, reading, was)


def _value(
    back: Marked,
    words: Iterable[str],
    names: list[str],
    fields: Mapping[str, str],
    reading: Reading,
    was: tuple[Item, Source | None] | None = None,
) -> dict[str, Any]:
    text = reading.report.text
    near = min((span.start for span in back.spans), default=0)
    value: dict[str, Any] = {}
    for part in words:
        spans = [plain(span) for span in back.words.get(part, ())]
        if part == SPAN and not spans:
            raise _refused("the record has no words", "say at which words it stands")
        value[part] = spans[0] if part == SPAN else spans
    known = {field.name: field for field in FIELDS[back.layer]}
    read = {name: _read(known[name], fields.get(name, "")) for name in names}
    if back.layer == ATTRIBUTIONS:
        return value | _attribution(read, reading, was, near)
    _check_position(read, fields)
    if "when" in read and read["when"] is None:
        value["when_span"] = None
    for name in _PROVED.keys() & read.keys():
        value[_PROVED[name]] = [plain(span) for span in _cited(text, read[name] or "", near)]
    return value | read


def _check_position(read: Mapping[str, Any], fields: Mapping[str, str]) -> None:
    """Check latitude and longitude, where one of them is said."""
    for name, most in (("lat", 90), ("lon", 180)):
        if read.get(name) is not None and abs(read[name]) > most:
            raise _refused(f"{read[name]} is no {name}", f"give degrees from -{most} to {most}")
    if {"lat", "lon"} & read.keys() and bool(fields.get("lat")) != bool(fields.get("lon")):
        raise _refused("a position needs latitude and longitude", "give both, or neither")


def _spoken(fields: dict[str, str], back: Marked, reading: Reading) -> dict[str, str]:
    """Return the fields of an added attribution; one who speaks elsewhere in the report is known."""
    who = fields.get("who") or one_line(" ".join(span.text for span in back.words.get(SOURCE, ())))
    if not who:
        raise _refused("nobody is named as the speaker", "say who speaks, if only “unnamed officials”")
    known = next((each for each in reading.sources if each.who.casefold() == who.casefold()), None)
    if "kind" not in fields and known is None:
        raise _refused(f"what sort of voice “{who[:60]}” is, is not said", "choose its kind")
    told = {} if known is None else {"who": known.who, "kind": known.kind.value}
    return {"who": who, **told, **fields}


def _attribution(
    read: dict[str, Any], reading: Reading, was: tuple[Item, Source | None] | None, near: int
) -> dict[str, Any]:
    """Return the fields of an attribution: speaker and chain are records of their own."""
    said = {name: read.pop(name) for name in OF_SPEAKER & read.keys()}
    item, before = was or (None, None)
    through: str | None = read.pop("through", None)
    asked = "through" in read or through is not None
    if said:
        old = (
            dict.fromkeys(OF_SPEAKER)
            if before is None
            else {name: getattr(before, name) for name in OF_SPEAKER}
        )
        if before is not None and said.get("who", before.who) != before.who:
            old |= {"role": None, "affiliation": None}  # they were the other speaker's
        speaker = {**old, **said}
        if not speaker["who"]:
            raise _refused("nobody is named as the speaker", "say who speaks, if only “unnamed officials”")
        read["speaker"] = {"id": "", **speaker, "named": speaker["kind"] != Kind.UNNAMED}
    if asked:
        read["chain"] = _chain(through or "", read.get("speaker"), reading, item, near)
    return read


def _chain(
    through: str, speaker: Mapping[str, Any] | None, reading: Reading, item: Item | None, near: int
) -> list[dict[str, Any]]:
    """Return a chain through voices that the report names; those it has already keep their proof."""
    known = {one_line(v.who).casefold(): v for said in reading.attributions for v in said.chain[1:]}
    outlet = reading.report.outlet
    voices = [Voice(who=outlet, kind=Kind.OUTLET)] if outlet else []
    if isinstance(item, Attribution) and item.chain:
        voices = [item.chain[0]]
        known |= {one_line(voice.who).casefold(): voice for voice in item.chain[1:]}
    for name in filter(None, (one_line(each) for each in through.split(BETWEEN.strip()))):
        voice = known.get(name.casefold())
        span = None if voice is not None else _nearest(reading.report.text, name, near)
        if voice is None and span is None:
            raise _refused(
                f"the report does not name “{name[:60]}”", "name a voice in the report's own words"
            )
        voices.append(voice or Voice(who=name, kind=Kind.OUTLET, citation=span))
    if speaker is not None:
        voices.append(Voice(who=speaker["who"], kind=_kind(speaker["kind"])))
    elif isinstance(item, Attribution) and item.chain:
        voices.append(item.chain[-1])
    return [plain(voice) for voice in voices]


def _kind(written: str | None) -> Kind:
    try:
        return Kind(written or "")
    except ValueError:
        raise _refused(f"“{written}” is no kind of voice", f"choose from {', '.join(Kind)}") from None


def _read(field: Field, written: str) -> Any:  # noqa: ANN401 - as the record has it
    line = one_line(written)
    if field.sort == "flag":
        return bool(line)
    if not line:
        return None
    if field.sort in {"number", "whole"}:
        return _number(field, line)
    if field.sort == "date" and days_of(line) is None:
        raise _refused(f"{field.name}: “{line[:40]}” is no date", f"write it as {field.hint}")
    if field.choices and line not in field.choices:
        raise _refused(f"{field.name}: “{line[:40]}” is no choice", f"choose from {', '.join(field.choices)}")
    return _CUMULATIVE[line] if field.sort == "total" else line


def _number(field: Field, line: str) -> float | int:
    bare = line.replace(",", "").replace(" ", "")
    try:
        value = float(bare)
    except ValueError:
        value = math.nan
    if not math.isfinite(value) or "_" in bare:
        raise _refused(f"{field.name}: “{line[:40]}” is no number", "give it in digits")
    if field.sort == "whole" and not value.is_integer():
        raise _refused(f"{field.name}: “{line[:40]}” is no whole number", "give it in digits")
    return int(value) if field.sort == "whole" else value


def _cited(text: str, names: str, near: int) -> list[Span]:
    """Return the words of names, where the report has them near by."""
    parts = [part for part in re.split(r"[;,]\s", names) if part.strip()]
    found = {span for part in parts if (span := _nearest(text, part, near)) is not None}
    return sorted(span for span in found if abs(span.start - near) < _NEAR)


def _nearest(text: str, words: str, near: int) -> Span | None:
    """Return the place of words that is nearest to a position, whatever blanks are between them."""
    pattern = r"\s+".join(re.escape(part) for part in words.split())
    places = (
        [Span(found.start(), found.end(), found[0]) for found in re.finditer(pattern, text)]
        if pattern
        else []
    )
    return min(places, key=lambda span: abs(span.start - near), default=None)


def _refused(why: str, next_step: str) -> RefusedJudgementError:
    return RefusedJudgementError("the judgement", why, next_step)
