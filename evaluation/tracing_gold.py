"""Gold records as Readings, and the claims of gold laid over their statements."""

from __future__ import annotations

import itertools
import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from reportedly.gold.records import report_of
from reportedly.record import (
    Act,
    Attribution,
    Change,
    Control,
    Event,
    EventType,
    Figure,
    Kind,
    Manner,
    Place,
    PlaceKind,
    Reading,
    Source,
    Span,
    Status,
    Voice,
    What,
)
from reportedly.tracing.statement import Statement
from reportedly.tracing.statements import statements_of

ITEMS = {"attribution": "a", "event": "e", "figure": "f", "control": "c"}


def reading_of(record: dict[str, Any]) -> Reading:
    """Return a gold record as a Reading."""
    sources: dict[tuple[str, str], Source] = {}
    attributions = []
    for a in record["attributions"]:
        speaker = a["speaker"]
        key = (speaker["who"], speaker["kind"])
        source = sources.setdefault(
            key,
            Source(
                id=f"s{len(sources) + 1}",
                who=speaker["who"],
                kind=Kind(speaker["kind"]),
                named=speaker["named"],
                role=speaker.get("role"),
                affiliation=speaker.get("affiliation"),
            ),
        )
        attributions.append(
            Attribution(
                id=a["id"],
                speaker=source.id,
                source=_spans(a["source"]),
                cue=_spans(a["cue"]),
                content=_spans(a["content"]),
                manner=Manner(a["manner"]),
                act=Act(a["act"]),
                inside=a["inside"],
                medium=a.get("medium"),
                chain=tuple(Voice(who=v["who"], kind=Kind(v["kind"])) for v in a["chain"]),
                confidence=1.0,
            )
        )
    return Reading(
        report=report_of(record),
        sources=tuple(sources.values()),
        attributions=tuple(attributions),
        places=tuple(
            Place(
                span=_span(p["span"]), name=p["name"], kind=PlaceKind(p["kind"]), lat=p["lat"], lon=p["lon"]
            )
            for p in record["places"]
        ),
        figures=tuple(
            Figure(
                id=f["id"],
                span=_span(f["span"]),
                low=f["low"],
                high=f["high"],
                approx=f.get("approx", False),
                unit=f["unit"],
                what=What(f["what"]),
                whose=f["whose"],
                by=f["by"],
            )
            for f in record["figures"]
        ),
        controls=tuple(
            Control(
                id=c["id"],
                span=_span(c["span"]),
                place=c["place"],
                holder=c["holder"],
                change=Change(c["change"]),
                status=Status(c["status"]),
                when=c["when"],
                by=c["by"],
            )
            for c in record["controls"]
        ),
        events=tuple(
            Event(
                id=e["id"],
                span=_span(e["span"]),
                type=EventType(e["type"]),
                actor=e["actor"],
                recipient=e["recipient"],
                place=e["place"],
                when=e["when"],
                status=Status(e["status"]),
                by=e["by"],
            )
            for e in record["events"]
        ),
    )


def _span(given: dict[str, Any]) -> Span:
    return Span(given["start"], given["end"], given["text"])


def _spans(given: list[dict[str, Any]]) -> tuple[Span, ...]:
    return tuple(_span(s) for s in given)


@dataclass
class Gold:
    """All statements of the gold reports, and which of them are members of a gold claim."""

    statements: list[Statement]
    claims: dict[str, list[int]]
    """Claim id to the positions of its members among `statements`, in gold order."""
    given: dict[str, dict[str, Any]]
    """Claim id to the gold claim."""
    kept: dict[str, list[int]]
    """Claim id to which of the gold members have a statement (one has no item)."""
    blurred: set[tuple[int, int]]
    """Pairs that are neither right nor wrong: one overlaps the words of a member of the other's claim."""
    readings: list[Reading] = field(default_factory=list)


def gold_of(folder: Path, readings: list[Reading], *, by_item: bool = True) -> Gold:
    """Return the statements of readings with the gold claims laid over them.

    A member is the first statement of its item that holds half of the member's words or is held so; with
    `by_item` false, of any item of the same sort.
    """
    statements = [s for r in readings for s in statements_of(r)]
    given = {c["id"]: c for c in json.loads((folder / "claims.json").read_text(encoding="utf-8"))}
    at: dict[str, list[int]] = defaultdict(list)
    for i, s in enumerate(statements):
        at[s.report].append(i)
    claims: dict[str, list[int]] = {}
    kept: dict[str, list[int]] = {}
    touched: list[set[str]] = [set() for _ in statements]
    for name, claim in given.items():
        claims[name], kept[name] = [], []
        for n, member in enumerate(claim["members"]):
            sort = next(k for k in ITEMS if k in member)
            span = _span(member["span"])
            options = [
                i for i in at[member["report"]] if _fits(statements[i], sort, member[sort], by_item=by_item)
            ]
            good = [i for i in options if _overlap(statements[i], span) >= 0.5]  # noqa: PLR2004 -- as told above
            if not good and by_item and options:
                good = [max(options, key=lambda i: _overlap(statements[i], span))]
            if good:
                best = good[0] if by_item else max(good, key=lambda i: (_union(statements[i], span), -i))
                claims[name].append(best)
                kept[name].append(n)
                touched[best].add(name)
                for i in at[member["report"]]:
                    if any(_meet(a, b) for a in statements[i].spans for b in statements[best].spans):
                        touched[i].add(name)
    same = {p for members in claims.values() for p in both_ways(members)}
    blurred = {
        (i, j)
        for i in range(len(statements))
        if touched[i]
        for j in range(len(statements))
        if i != j and touched[i] & touched[j] and (i, j) not in same
    }
    return Gold(statements, claims, given, kept, blurred, readings)


def _fits(statement: Statement, sort: str, item: str | None, *, by_item: bool) -> bool:
    return statement.item == item if by_item else statement.item[0] == ITEMS[sort]


def _meet(a: Span, b: Span) -> bool:
    return a.start < b.end and b.start < a.end


def _overlap(statement: Statement, span: Span) -> float:
    return max(
        max(0, min(s.end, span.end) - max(s.start, span.start)) / min(s.end - s.start, span.end - span.start)
        for s in statement.spans
    )


def _union(statement: Statement, span: Span) -> float:
    return max(
        max(0, min(s.end, span.end) - max(s.start, span.start))
        / (max(s.end, span.end) - min(s.start, span.start))
        for s in statement.spans
    )


def both_ways(members: Iterable[int]) -> set[tuple[int, int]]:
    """Return every pair of different members, in both orders."""
    return {p for a, b in itertools.combinations(sorted(set(members)), 2) for p in ((a, b), (b, a))}
