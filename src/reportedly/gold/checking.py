"""Checking: what is wrong with a gold record, each with where it stands and what to do next.

A record that passes can be scored against. What only looks odd (a chain that does not begin with the
outlet) is no fault: the guide leaves it to the annotator.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, TypeGuard

import msgspec

from reportedly.gold.records import LAYERS
from reportedly.record import Act, Change, EventType, Kind, Manner, PlaceKind, Status, What
from reportedly.record.days import days_of
from reportedly.record.layers import ATTRIBUTIONS, CONTROLS, EVENTS, FIGURES, PLACES

_MISSING = object()
_LONG = 40
_ENDLESS = float("inf")


class Fault(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that is wrong."""

    path: str
    """Where it stands in the record: "attributions[3].cue[0]"."""
    why: str
    """What is wrong."""
    next_step: str
    """What to do about it."""


def faults_in(record: object) -> list[Fault]:
    """Return what is wrong with a gold record, in the order of its fields; nothing where it can be scored."""
    if not isinstance(record, Mapping):
        return [
            Fault(path="", why="it is no object", next_step="write {“report”: …, “attributions”: […], …}")
        ]
    report = record.get("report")
    if not isinstance(report, Mapping):
        return [Fault(path="report", why="it is missing", next_step="give id and text of the report")]
    found = list(_report(report))
    text = report.get("text")
    if not isinstance(text, str):
        return found
    check = _Record(text, record)
    for layer in LAYERS:
        found += check.layer(layer)
    return found


def _report(report: Mapping[str, Any]) -> Iterator[Fault]:
    for name in ("id", "text"):
        if not isinstance(report.get(name), str) or not report[name]:
            yield Fault(path=f"report.{name}", why="it is missing or no text", next_step=f"give the {name}")
    for name in ("outlet", "url", "headline", "published"):
        if not isinstance(report.get(name), (str, type(None))):
            yield Fault(path=f"report.{name}", why="it is no text", next_step="give text, or null")
    published = report.get("published")
    if isinstance(published, str) and days_of(published) is None:
        why = f"“{published[:_LONG]}” is no date"
        yield Fault(path="report.published", why=why, next_step="write it as 2025-03-04")


Check = Callable[[str, Any], Iterator[Fault]]
"""Looks at a value that stands at a path."""


class _Record:
    """The checks of one record: its text, and the ids that others refer to."""

    def __init__(self, text: str, record: Mapping[str, Any]) -> None:
        self._text, self._record = text, record
        said = record.get(ATTRIBUTIONS)
        every = [each for each in said if isinstance(each, Mapping)] if isinstance(said, list) else []
        self._holders = {each["id"] for each in every if isinstance(each.get("id"), str)}
        when, place = _maybe(_date), _maybe(_words)
        status = _one_of(Status)
        self._fields: Mapping[str, Mapping[str, Check]] = {
            ATTRIBUTIONS: {
                "id": _words,
                "source": self._spans,
                "cue": self._spans,
                "content": self._spans,
                "manner": _one_of(Manner),
                "act": _one_of(Act),
                "inside": _maybe(self._holder),
                "speaker": _speaker,
                "chain": _chain,
                "medium": _maybe(_words),
            },
            PLACES: {
                "span": self._span,
                "name": _words,
                "kind": _one_of(PlaceKind),
                "lat": _maybe(_between(90)),
                "lon": _maybe(_between(180)),
            },
            FIGURES: {
                "id": _words,
                "span": self._span,
                "low": _maybe(_number),
                "high": _maybe(_number),
                "unit": _maybe(_words),
                "what": _one_of(What),
                "whose": _maybe(_words),
                "by": _maybe(self._holder),
            },
            CONTROLS: {
                "id": _words,
                "span": self._span,
                "place": place,
                "holder": _maybe(_words),
                "change": _one_of(Change),
                "status": status,
                "when": when,
                "by": _maybe(self._holder),
            },
            EVENTS: {
                "id": _words,
                "span": self._span,
                "type": _one_of(EventType),
                "actor": _maybe(_words),
                "recipient": _maybe(_words),
                "place": place,
                "when": when,
                "status": status,
                "by": _maybe(self._holder),
            },
        }

    def layer(self, layer: str) -> Iterator[Fault]:
        """Yield what is wrong with one list of the record."""
        items = self._record.get(layer, _MISSING)
        if not isinstance(items, list):
            why = "it is missing" if items is _MISSING else "it is no list"
            yield Fault(path=layer, why=why, next_step="write [] where there are none")
            return
        seen: dict[str, int] = {}
        for n, item in enumerate(items):
            path = f"{layer}[{n}]"
            if not isinstance(item, Mapping):
                yield Fault(path=path, why="it is no object", next_step="look at the guide for its fields")
                continue
            for name, check in self._fields[layer].items():
                if name not in item:
                    step = "write null where the report does not say" if name not in _NEEDED else "give it"
                    yield Fault(path=f"{path}.{name}", why="it is missing", next_step=step)
                else:
                    yield from check(f"{path}.{name}", item[name])
            own = item.get("id")
            if isinstance(own, str) and seen.setdefault(own, n) != n:
                why = f"“{own}” is the id of {layer}[{seen[own]}] too"
                yield Fault(path=f"{path}.id", why=why, next_step="give each its own")
            yield from _whole(layer, path, item)

    def _holder(self, path: str, value: object) -> Iterator[Fault]:
        if not isinstance(value, str) or value not in self._holders:
            why = f"there is no attribution {value!r:.60}"
            yield Fault(path=path, why=why, next_step="name an attribution of this report, or null")

    def _spans(self, path: str, value: object) -> Iterator[Fault]:
        if not isinstance(value, list):
            yield Fault(path=path, why="it is no list of spans", next_step="write [] where no words say it")
            return
        for n, span in enumerate(value):
            yield from self._span(f"{path}[{n}]", span)

    def _span(self, path: str, value: object) -> Iterator[Fault]:
        if not isinstance(value, Mapping):
            yield Fault(path=path, why="it is no span", next_step="write {“start”, “end”, “text”}")
            return
        start, end, words = value.get("start"), value.get("end"), value.get("text")
        if not (_is_whole(start) and _is_whole(end) and isinstance(words, str)):
            why = "start and end are whole numbers, text is text"
            yield Fault(path=path, why=why, next_step="write {“start”, “end”, “text”}")
            return
        if not 0 <= start < end <= len(self._text):
            why = f"[{start}, {end}) does not lie in a text of {len(self._text)} characters"
            yield Fault(path=path, why=why, next_step=self._where(words, start))
        elif self._text[start:end] != words:
            why = f"the text has “{self._text[start:end][:_LONG]}” there, the span “{words[:_LONG]}”"
            yield Fault(path=path, why=why, next_step=self._where(words, start))

    def _where(self, words: str, near: int) -> str:
        """Return where words stand, nearest to a position."""
        places = []
        at = self._text.find(words) if words else -1
        while at >= 0:
            places.append(at)
            at = self._text.find(words, at + 1)
        if not places:
            return "copy the words from the text"
        nearest = min(places, key=lambda place: abs(place - near))
        return f"count characters, not bytes; the words stand at [{nearest}, {nearest + len(words)})"


_NEEDED = frozenset({"id", "span", "source", "cue", "content", "manner", "act", "speaker", "chain"}) | {
    "name", "kind", "what", "change", "status", "type",
}  # fmt: skip


def _whole(layer: str, path: str, item: Mapping[str, Any]) -> Iterator[Fault]:
    """Yield what is wrong with a record as a whole."""
    if layer == ATTRIBUTIONS and not any(item.get(part) for part in ("source", "cue", "content")):
        yield Fault(path=path, why="it has no words", next_step="say at which words it stands")
    if layer == ATTRIBUTIONS and item.get("inside") is not None and item.get("inside") == item.get("id"):
        yield Fault(path=f"{path}.inside", why="it holds itself", next_step="name the one around it")
    low, high = item.get("low"), item.get("high")
    if layer == FIGURES and _is_number(low) and _is_number(high) and low > high:
        yield Fault(path=path, why=f"low {low} is more than high {high}", next_step="swap them")
    if layer == PLACES and (item.get("lat") is None) != (item.get("lon") is None):
        yield Fault(path=path, why="it has half a position", next_step="give lat and lon, or null for both")


def _is_whole(value: object) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool)


def _is_number(value: object) -> TypeGuard[float]:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and abs(value) < _ENDLESS


def _words(path: str, value: object) -> Iterator[Fault]:
    if not isinstance(value, str) or not value.strip():
        yield Fault(path=path, why=f"{value!r:.60} is no text", next_step="give text")


def _date(path: str, value: object) -> Iterator[Fault]:
    if not isinstance(value, str) or days_of(value) is None:
        yield Fault(
            path=path, why=f"{value!r:.60} is no date in EDTF", next_step="write it as 2025-03-04 or 2025-03"
        )


def _number(path: str, value: object) -> Iterator[Fault]:
    if not _is_number(value):
        yield Fault(path=path, why=f"{value!r:.60} is no number", next_step="give a number, or null")


def _between(most: int) -> Check:
    def check(path: str, value: Any) -> Iterator[Fault]:  # noqa: ANN401 - JSON may hold anything
        if not _is_number(value) or abs(value) > most:
            step = f"give degrees from -{most} to {most}, or null"
            yield Fault(path=path, why=f"{value!r:.60} is no position", next_step=step)

    return check


def _maybe(check: Check) -> Check:
    return lambda path, value: iter(()) if value is None else check(path, value)


def _one_of(values: Sequence[str] | Any) -> Check:  # noqa: ANN401 - an enumeration of strings
    choices = [str(value) for value in values]

    def check(path: str, value: object) -> Iterator[Fault]:
        if not isinstance(value, str) or value not in choices:
            yield Fault(
                path=path, why=f"{value!r:.60} is not known", next_step=f"choose from {', '.join(choices)}"
            )

    return check


def _speaker(path: str, value: object) -> Iterator[Fault]:
    if not isinstance(value, Mapping):
        yield Fault(path=path, why="it is no object", next_step="give who, kind, named, role, affiliation")
        return
    yield from _words(f"{path}.who", value.get("who"))
    yield from _one_of(Kind)(f"{path}.kind", value.get("kind"))
    if not isinstance(value.get("named"), bool):
        yield Fault(
            path=f"{path}.named", why="it is not true or false", next_step="say whether a name is given"
        )
    for name in ("role", "affiliation"):
        yield from _maybe(_words)(f"{path}.{name}", value.get(name))


def _chain(path: str, value: object) -> Iterator[Fault]:
    if not isinstance(value, list) or not value:
        yield Fault(
            path=path, why="it has no voices", next_step="begin with the outlet, end with the speaker"
        )
        return
    for n, voice in enumerate(value):
        if not isinstance(voice, Mapping):
            yield Fault(path=f"{path}[{n}]", why="it is no voice", next_step="give who and kind")
            continue
        yield from _words(f"{path}[{n}].who", voice.get("who"))
        yield from _one_of(Kind)(f"{path}[{n}].kind", voice.get("kind"))
