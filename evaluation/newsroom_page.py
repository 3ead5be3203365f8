"""A report's text as it is written, with the true place of everything in it."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass, field

from reportedly.record import (
    Act,
    Attribution,
    Basis,
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
    Report,
    Source,
    Span,
    Status,
    Time,
    Voice,
    What,
    cite,
    report_id,
)

_EITHER = re.compile(r"\(([^()]*)\)")
_TOKEN = re.compile(r"\[([ecf]):|(\])|\{(\w+)\}|([^\[\]{}]+)")
_CUE = re.compile(
    r"(?i:was quoted as saying by|in an interview with|according to)|which cited|demanded|urged|called on"
    r"|rejected|dismissed|refused|declined|turned down"
    r"|\b(?:said|told|announced|confirmed|stated|reported|reports|wrote|added)\b"
)


def chosen(template: str, seed: int) -> str:
    """Return a template with one of every "(this|that)" taken, always the same for one seed."""
    draw = random.Random(seed)  # noqa: S311 -- a simulation
    return _EITHER.sub(lambda found: draw.choice(found[1].split("|")), template)


@dataclass
class Said:
    """A quantity, place, time, deed or words of control, while the text is being written."""

    start: int
    end: int
    facts: dict[str, object] = field(default_factory=dict)


class Page:
    """Text that grows, and what stands where in it."""

    def __init__(self) -> None:
        """Start empty."""
        self._parts: list[str] = []
        self.length = 0
        self._begin = True
        self.marks: dict[str, list[Said]] = {k: [] for k in "ecfpt"}
        """Deeds, words of control, figures, places, times."""

    def begin(self) -> None:
        """Let the next letter be a capital."""
        self._begin = True

    def put(self, words: str) -> tuple[int, int]:
        """Write words; return where they stand."""
        if self._begin and words:
            words, self._begin = words[0].upper() + words[1:], False
        self._parts.append(words)
        self.length += len(words)
        return self.length - len(words), self.length

    def fill(self, template: str, slots: dict[str, object]) -> dict[str, tuple[int, int]]:
        """Write a template; return where its cue and its slots stand, those of a slot as "slot.name".

        A slot is a string, (string, sort of mark, facts), or a template with slots of its own.
        """
        where: dict[str, tuple[int, int]] = {}
        open_at: list[tuple[str, int]] = []
        for sort, close, slot, literal in _TOKEN.findall(template):
            if sort:
                open_at.append((sort, self.length))
            elif close:
                mark, start = open_at.pop()
                self.marks[mark].append(Said(start, self.length))
            elif slot:
                start = self.length
                for name, at in self._slot(slots[slot]).items():
                    where.setdefault(f"{slot}.{name}", at)
                where[slot] = (start, self.length)
            else:
                start, _ = self.put(literal)
                cue = _CUE.search(literal)
                if cue:
                    where.setdefault("cue", (start + cue.start(), start + cue.end()))
        return where

    def _slot(self, value: object) -> dict[str, tuple[int, int]]:
        if isinstance(value, str):
            self.put(value)
            return {}
        assert isinstance(value, tuple)  # noqa: S101 -- as `fill` says
        if isinstance(value[1], dict):
            return self.fill(value[0], value[1])
        words, sort, facts = value
        start, end = self.put(words)
        inside = facts.get("_at", (0, end - start))
        self.marks[sort].append(Said(start + inside[0], start + inside[1], facts))
        return {}

    @property
    def text(self) -> str:
        """All that was written."""
        return "".join(self._parts)


@dataclass
class Line:
    """Attributed words of a page."""

    content: tuple[int, int]
    chain: tuple[tuple[str, Kind, tuple[int, int] | None], ...]
    """Name, kind and place of every voice after the publisher."""
    cue: tuple[int, int] | None
    act: Act = Act.SAY
    manner: Manner = Manner.INDIRECT
    medium: str | None = None
    outer: int | None = None
    """Which line holds this one."""


def reading_of(page: Page, lines: list[Line], outlet: str, day: str) -> Reading:
    """Return what a perfect reader finds on a page."""
    text = page.text
    report = Report(id=report_id(text, outlet), outlet=outlet, published=day, language="en", text=text)

    def span(at: tuple[int, int]) -> Span:
        return cite(text, *at)

    def by(at: Said) -> str | None:
        held = [n for n, line in enumerate(lines) if line.content[0] <= at.start < line.content[1]]
        return f"a{held[-1] + 1}" if held else None

    sources: dict[tuple[str, Kind], Source] = {}
    attributions = []
    for number, line in enumerate(lines, 1):
        who, kind, at = line.chain[-1]
        source = sources.setdefault(
            (who, kind), Source(id=f"s{len(sources) + 1}", who=who, kind=kind, named=kind is not Kind.UNNAMED)
        )
        voices = (Voice(who=w, kind=k, citation=span(a) if a else None) for w, k, a in line.chain)
        attributions.append(
            Attribution(
                id=f"a{number}",
                speaker=source.id,
                source=(span(at),) if at else (),
                cue=(span(line.cue),) if line.cue else (),
                content=(span(line.content),),
                manner=line.manner,
                act=line.act,
                inside=None if line.outer is None else f"a{line.outer + 1}",
                medium=line.medium,
                chain=(Voice(who=outlet, kind=Kind.OUTLET), *voices),
                confidence=1.0,
            )
        )
    return Reading(
        report=report,
        sources=tuple(sources.values()),
        attributions=tuple(attributions),
        places=tuple(_place(m, span((m.start, m.end))) for m in _sorted(page, "p")),
        times=tuple(
            Time(span=span((m.start, m.end)), edtf=str(m.facts["edtf"]), basis=Basis.RELATIVE)
            for m in _sorted(page, "t")
        ),
        figures=tuple(
            Figure(id=f"f{n}", span=span((m.start, m.end)), by=by(m), **_figure(m))  # type: ignore[arg-type]
            for n, m in enumerate(_sorted(page, "f"), 1)
        ),
        controls=tuple(
            Control(
                id=f"c{n}",
                span=span((m.start, m.end)),
                place=str(m.facts["place"]),
                holder=str(m.facts["holder"]),
                change=Change(str(m.facts["change"])),
                status=Status.ASSERTED,
                when=_told(m, "when"),
                by=by(m),
            )
            for n, m in enumerate(_sorted(page, "c"), 1)
        ),
        events=tuple(
            Event(
                id=f"e{n}",
                span=span((m.start, m.end)),
                type=EventType(str(m.facts["type"])),
                actor=_told(m, "actor"),
                recipient=_told(m, "recipient"),
                place=_told(m, "place"),
                when=_told(m, "when"),
                status=Status.ASSERTED,
                by=by(m),
            )
            for n, m in enumerate(_sorted(page, "e"), 1)
        ),
    )


def _sorted(page: Page, sort: str) -> list[Said]:
    return sorted(page.marks[sort], key=lambda m: (m.start, m.end))


def _told(mark: Said, name: str) -> str | None:
    value = mark.facts.get(name)
    return None if value is None else str(value)


def _figure(mark: Said) -> dict[str, object]:
    facts = mark.facts
    return {
        "low": facts["low"],
        "high": facts["high"],
        "approx": facts["approx"],
        "unit": "people",
        "what": What(str(facts["what"])),
        "whose": facts.get("whose"),
        "cumulative": facts.get("cumulative"),
    }


def _place(mark: Said, span: Span) -> Place:
    facts = mark.facts
    return Place(
        span=span,
        name=str(facts["name"]),
        kind=PlaceKind(str(facts["kind"])),
        geonames_id=facts.get("id"),  # type: ignore[arg-type]
        lat=facts.get("lat"),  # type: ignore[arg-type]
        lon=facts.get("lon"),  # type: ignore[arg-type]
        country=str(facts["country"]),
    )
