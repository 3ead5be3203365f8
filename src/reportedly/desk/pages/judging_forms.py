"""From the values of a form to what the log takes: typed fields, and words that stand in the report.

Raises RefusedJudgementError, with what to do next, for a value that is none, or for words that the report
does not have.
"""

import math
import re
from collections.abc import Mapping
from typing import Any

from reportedly.desk.pages.judging_fields import AT, FIELDS, Field
from reportedly.desk.pages.reader_text import span_at
from reportedly.errors import RefusedJudgementError
from reportedly.record import Attribution, Kind, Reading, Source, Span, Voice
from reportedly.record.days import days_of
from reportedly.record.layers import ATTRIBUTIONS
from reportedly.store.items import Item, plain

_LONGEST = 20_000
"""Characters of one value."""
_EDTF = frozenset({"when", "edtf"})
_CUMULATIVE = {"": None, "total": True, "new": False}
_PROVED = frozenset({"place", "holder", "actor", "recipient"})
"""Fields that have words of their own to prove them."""
_NEAR = 600
"""Characters within which a name is taken to be the one meant."""
_SPEAKER = ("who", "kind", "role", "affiliation")


def changed_names(layer: str, values: Mapping[str, str], base: Mapping[str, str]) -> set[str]:
    """Return the names of the fields that a person changed since the form was shown."""
    changed = set()
    for field in FIELDS[layer]:
        names = (field.name, field.name + AT) if field.sort == "words" else (field.name,)
        if any(_even(values.get(name, "")) != _even(base.get(name, "")) for name in names):
            changed.add(field.name)
    return changed


def value_of(
    layer: str,
    values: Mapping[str, str],
    reading: Reading,
    *,
    only: set[str] | None = None,
    was: tuple[Item, Source | None] | None = None,
) -> dict[str, Any]:
    """Return the value of a judgement: every field that a form fills, or `only` some of them.

    `was` is the record that is corrected, with its speaker.
    """
    text, read = reading.report.text, dict[str, Any]()
    near = _near(values)
    for field in FIELDS[layer]:
        if only is None or field.name in only:
            read[field.name] = _read(field, values, text, near)
    if layer == ATTRIBUTIONS:
        return _attribution(read, reading, was, near)
    if "cumulative" in read:
        read["cumulative"] = _CUMULATIVE.get(read["cumulative"] or "")
    _prove(read, text, near)
    if (read.get("lat") is None) != (read.get("lon") is None) and {"lat", "lon"} <= read.keys():
        raise _refused("a position needs latitude and longitude", "give both, or neither")
    for name, most in (("lat", 90), ("lon", 180)):
        if read.get(name) is not None and abs(read[name]) > most:
            raise _refused(f"{read[name]} is no {name}", f"give degrees from -{most} to {most}")
    return read


def _prove(read: dict[str, Any], text: str, near: int) -> None:
    """Cite the words of a name that was said anew, where the report has it near by and nobody marked them."""
    for name in _PROVED & read.keys():
        spans = f"{name}_spans"
        if not read.get(spans):
            parts = [part for part in re.split(r"[;,]\s", read[name] or "") if part.strip()]
            found = [span for part in parts if (span := _nearest(text, part, near)) is not None]
            read[spans] = [plain(span) for span in sorted(set(found)) if abs(span.start - near) < _NEAR]


def _attribution(
    read: dict[str, Any], reading: Reading, was: tuple[Item, Source | None] | None, near: int
) -> dict[str, Any]:
    """Return the fields of an attribution: speaker and chain are records of their own."""
    said = {name: read.pop(name) for name in _SPEAKER if name in read}
    through: list[str] | None = read.pop("through", None)
    item, before = was or (None, None)
    if said:
        old = plain(before) if before is not None else {"role": None, "affiliation": None}
        speaker = {**{name: old.get(name) for name in _SPEAKER}, **said}
        if before is not None and said.get("who") not in {None, before.who}:
            for name in ("role", "affiliation"):  # they were the other speaker's
                speaker[name] = said.get(name)
        if not speaker["who"]:
            raise _refused("nobody is named as the speaker", "say who speaks, if only “unnamed officials”")
        read["speaker"] = {"id": "", **speaker, "named": speaker["kind"] != Kind.UNNAMED}
    if through is not None and (through or item is not None):
        read["chain"] = _chain(through, read.get("speaker"), reading, item, near)
    return read


def _chain(
    through: list[str], speaker: dict[str, Any] | None, reading: Reading, item: Item | None, near: int
) -> list[dict[str, Any]]:
    """Return a chain through voices that the report names; those it has already keep their proof."""
    known = {voice.who.casefold(): voice for said in reading.attributions for voice in said.chain[1:]}
    if isinstance(item, Attribution):
        known |= {voice.who.casefold(): voice for voice in item.chain[1:]}
    outlet = reading.report.outlet
    voices = [Voice(who=outlet, kind=Kind.OUTLET)] if outlet else []
    if isinstance(item, Attribution) and item.chain:
        voices = [item.chain[0]]
    for name in through:
        span = _nearest(reading.report.text, name, near)
        voice = known.get(name.casefold())
        if span is None and voice is None:
            raise _refused(
                f"the report does not name “{name[:60]}”", "name a voice in the report's own words"
            )
        voices.append(voice or Voice(who=name, kind=Kind.OUTLET, citation=span))
    if speaker is not None:
        last = Voice(who=speaker["who"], kind=Kind(speaker["kind"]))
    elif isinstance(item, Attribution) and item.chain:
        last = item.chain[-1]
    else:
        raise _refused("nobody is named as the speaker", "say who speaks")
    return [plain(voice) for voice in (*voices, last)]


def _read(field: Field, values: Mapping[str, str], text: str, near: int) -> Any:  # noqa: ANN401 - as the record has it
    written = values.get(field.name, "")
    if len(written) > _LONGEST:
        raise _refused(f"“{field.label}” is too long", "shorten it")
    if field.sort == "words":
        spans = _words(field, written, values.get(field.name + AT, ""), text, near)
        single = field.name in {"span", "period", "when_span"}
        if field.needed and not spans:
            raise _refused("the record has no words", "say at which words it stands")
        return [plain(span) for span in spans] if not single else (plain(spans[0]) if spans else None)
    if field.sort == "names":
        return [line for line in (" ".join(each.split()) for each in written.splitlines()) if line]
    line = " ".join(written.split())
    if field.needed and not line:
        raise _refused(f"“{field.label}” is empty", "fill it in")
    if field.sort == "flag":
        return bool(line)
    if field.sort == "number":
        return _number(field, line)
    if field.sort == "choice" and line not in {value for value, _ in field.choices}:
        raise _refused(f"“{line[:40]}” is no choice of “{field.label}”", "choose one of the list")
    if field.name in _EDTF and line and days_of(line) is None:
        raise _refused(f"“{line[:40]}” is no date", f"write it {field.hint}")
    return line or None


def _number(field: Field, line: str) -> float | int | None:
    bare = line.replace(",", "").replace(" ", "")
    if not bare:
        return None
    try:
        value = float(bare)
    except ValueError:
        value = math.nan
    if not math.isfinite(value) or "_" in bare:
        raise _refused(f"“{line[:40]}” is no number", f"give “{field.label}” in digits")
    if field.name == "geonames_id":
        return int(value)
    return value


def _words(field: Field, written: str, at: str, text: str, near: int) -> list[Span]:
    """Return the spans of words, one a line; each where it stood, else at its nearest place in the text."""
    lines = [line for line in (" ".join(each.split()) for each in written.splitlines()) if line]
    if len(lines) > 1 and not field.many:
        raise _refused(f"“{field.label}” is more than one passage", "give one line")
    said = [span_at(text, each) for each in at.split()]
    stood = [span for span in said if span is not None]
    spans: list[Span] = []
    for line in lines:
        same = next((span for span in stood if _even(span.text) == _even(line)), None)
        if same is not None:
            stood.remove(same)
        hint = same.start if same is not None else (stood[0].start if stood else near)
        found = same or _nearest(text, line, hint)
        if found is None:
            why = f"the report does not say “{line[:60]}”"
            raise _refused(why, "give words as they stand in it, or mark them in the text")
        spans.append(found)
    return sorted(set(spans))


def _nearest(text: str, words: str, near: int) -> Span | None:
    """Return the place of words that is nearest to a position, whatever blanks are between them."""
    parts = [_loosely(part) for part in words.split()]
    if not parts:
        return None
    pattern = re.compile(r"\s+".join(parts))
    best: Span | None = None
    for found in pattern.finditer(text):
        if best is None or abs(found.start() - near) < abs(best.start - near):
            best = Span(found.start(), found.end(), found[0])
    return best


def _loosely(part: str) -> str:
    """Return a pattern for a word as a person may type it: any quotation mark for any other."""
    return "".join(_MARKS.get(each, re.escape(each)) for each in part)


_DOUBLE, _SINGLE = '["“”„«»]', "['‘’‚]"
_MARKS = dict.fromkeys('"“”„«»', _DOUBLE) | dict.fromkeys("'‘’‚", _SINGLE) | {"\ufffd": "."}


def _near(values: Mapping[str, str]) -> int:
    """Return about where the record stands, by the words that its form says."""
    for name, at in values.items():
        if name.endswith(AT) and (found := re.match(r"\d{1,9}", at.strip())):
            return int(found[0])
    return 0


def _even(written: str) -> str:
    return "\n".join(" ".join(line.split()) for line in written.strip().splitlines())


def _refused(why: str, next_step: str) -> RefusedJudgementError:
    return RefusedJudgementError("the judgement", why, next_step)
