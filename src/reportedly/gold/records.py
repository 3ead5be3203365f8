"""Gold records: one annotated report each, in the form of the project's guide (docs/annotating.md).

A record has a `report` with its text, and `attributions`, `places`, `figures`, `controls` and `events` in it.
"""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from reportedly.record import Figure, Reading, Report, Span
from reportedly.record.layers import ATTRIBUTIONS, CONTROLS, EVENTS, FIGURES, PLACES
from reportedly.store import Judged, Mark
from reportedly.store.items import Item, item_spans, place_in_text
from reportedly.store.judgement import Verb

LAYERS = (ATTRIBUTIONS, PLACES, FIGURES, CONTROLS, EVENTS)
"""The lists of a gold record."""
_LETTERS = {ATTRIBUTIONS: "a", FIGURES: "f", CONTROLS: "c", EVENTS: "e"}
_REPORT = ("id", "outlet", "url", "published", "headline", "text")


def read_gold(folder: Path) -> list[dict[str, Any]]:
    """Return the annotated records of a folder, sorted by file name."""
    records = [json.loads(p.read_text(encoding="utf-8")) for p in sorted(folder.glob("*.json"))]
    return [r for r in records if ATTRIBUTIONS in r]


def report_of(record: Mapping[str, Any]) -> Report:
    """Return the report of a gold record as the reader takes it."""
    given = record["report"]
    return Report(
        id=given["id"],
        outlet=given.get("outlet"),
        url=given.get("url"),
        headline=given.get("headline"),
        published=given.get("published"),
        language="en",
        text=given["text"],
    )


def gold_of(judged: Judged) -> dict[str, Any]:
    """Return a reading as persons judged it as a gold record.

    All that the reading shows is in it, judged or not: `unjudged` says what nobody has looked at. Records
    are numbered anew, in the order of the text.
    """
    reading = judged.reading
    new = {
        item.id: f"{letter}{n}" for layer, letter in _LETTERS.items() for n, item in _numbered(reading, layer)
    }
    sources = {source.id: source for source in reading.sources}
    said = [item for _, item in _numbered(reading, ATTRIBUTIONS) if item.speaker in sources]
    kept = {item.id for item in said}

    def by(holder: str | None) -> str | None:
        return new.get(holder) if holder in kept else None

    return {
        "report": {name: getattr(reading.report, name) for name in _REPORT},
        ATTRIBUTIONS: [
            {
                "id": new[a.id],
                "source": _spans(a.source),
                "cue": _spans(a.cue),
                "content": _spans(a.content),
                "manner": a.manner.value,
                "act": a.act.value,
                "inside": by(a.inside),
                "speaker": {
                    "who": sources[a.speaker].who,
                    "kind": sources[a.speaker].kind.value,
                    "named": sources[a.speaker].named,
                    "role": sources[a.speaker].role,
                    "affiliation": sources[a.speaker].affiliation,
                },
                "chain": [{"who": voice.who, "kind": voice.kind.value} for voice in a.chain],
                "medium": a.medium,
            }
            for a in said
        ],
        PLACES: [
            {"span": _span(p.span), "name": p.name, "kind": p.kind.value, "lat": p.lat, "lon": p.lon}
            for p in reading.places
        ],
        FIGURES: [{**_figure(f), "id": new[f.id], "by": by(f.by)} for _, f in _numbered(reading, FIGURES)],
        CONTROLS: [
            {
                "id": new[c.id],
                "span": _span(c.span),
                "place": c.place,
                "holder": c.holder,
                "change": c.change.value,
                "status": c.status.value,
                "when": c.when,
                "by": by(c.by),
            }
            for _, c in _numbered(reading, CONTROLS)
        ],
        EVENTS: [
            {
                "id": new[e.id],
                "span": _span(e.span),
                "type": e.type.value,
                "actor": e.actor,
                "recipient": e.recipient,
                "place": e.place,
                "when": e.when,
                "status": e.status.value,
                "by": by(e.by),
            }
            for _, e in _numbered(reading, EVENTS)
        ],
    }


def unjudged(judged: Judged, layers: Iterable[str] = LAYERS) -> int:
    """Return how many records that are shown nobody has accepted, corrected or added."""
    done = {(mark.layer, mark.spans, mark.nth) for mark in judged.marks if _right(mark)}
    shown = [(layer, item_spans(item), n) for layer in layers for n, item in _with_nth(judged.reading, layer)]
    return sum(each not in done for each in shown)


def was_judged(judged: Judged) -> bool:
    """Return whether a person accepted, rejected, corrected or added a record of a report."""
    return any(mark.verdict is not None or mark.corrected or mark.added for mark in judged.marks)


def _right(mark: Mark) -> bool:
    """Whether a person stands for the record as it is shown."""
    stands = mark.verdict is Verb.ACCEPT or bool(mark.corrected) or mark.added
    return stands and mark.verdict is not Verb.REJECT


def _with_nth(reading: Reading, layer: str) -> list[tuple[int, Item]]:
    """Return the records of a layer, each with its place among those with the same words."""
    before: dict[tuple[Span, ...], int] = {}
    found = []
    for item in getattr(reading, layer):
        spans = item_spans(item)
        found.append((before.get(spans, 0), item))
        before[spans] = before.get(spans, 0) + 1
    return found


def _numbered(reading: Reading, layer: str) -> list[tuple[int, Any]]:
    """Return the records of a layer in the order of the text, numbered from 1."""
    return list(enumerate(sorted(getattr(reading, layer), key=place_in_text), 1))


def _figure(figure: Figure) -> dict[str, Any]:
    told = {name: getattr(figure, name) for name in ("id", "low", "high", "unit", "whose", "by")}
    told |= {"span": _span(figure.span), "what": figure.what.value}
    return told | {"approx": True} if figure.approx else told


def _span(span: Span) -> dict[str, Any]:
    return {"start": span.start, "end": span.end, "text": span.text}


def _spans(spans: Iterable[Span]) -> list[dict[str, Any]]:
    return [_span(span) for span in spans]
