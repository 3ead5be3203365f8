"""Tellings written down as reports: headline, lead with its credit, quotation, common knowledge."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

from evaluation import newsroom_phrases as phrases
from evaluation.newsroom_content import asked_of, content_of, headline_of
from evaluation.newsroom_page import Line, Page, chosen, reading_of
from evaluation.newsroom_telling import Telling
from evaluation.newsroom_voices import Shown, medium_bare, named_in, origin_text, outlets_shown, voice_of
from evaluation.newsroom_world import Outlet, Speaker
from reportedly.record import Act, Kind, Manner, Reading

_SHOWN = 0.3
"""Of headlines over a credited report, those that name the outlet."""


@dataclass(frozen=True)
class Passage:
    """Which words of a report say what."""

    start: int
    end: int
    fact: int | None
    """The fact; None for quotations and common knowledge."""


@dataclass(frozen=True)
class Written:
    """One report."""

    reading: Reading
    """What a perfect reader finds in it."""
    passages: tuple[Passage, ...]
    tellings: tuple[Telling, ...]


def written(tellings: Sequence[Telling], seed: int) -> Written:
    """Return the report in which an outlet tells some facts on one day, the first of them in its lead."""
    return _Writer(tellings, random.Random(seed)).write()  # noqa: S311 -- a simulation


class _Writer:
    def __init__(self, tellings: Sequence[Telling], draw: random.Random) -> None:
        self._tellings = tellings
        self._draw = draw
        self._page = Page()
        self._lines: list[Line] = []
        self._passages: list[Passage] = []

    def write(self) -> Written:
        first = self._tellings[0]
        if self._draw.random() < 0.6:  # noqa: PLR2004 -- most
            self._headline(first)
        for telling in self._tellings:
            self._lead(telling)
            if telling.quote:
                self._quotation(telling)
        for sentence in self._draw.sample(phrases.BACKGROUND, self._draw.randint(1, 3)):
            self._paragraph()
            self._passages.append(Passage(*self._page.put(sentence), None))
        return Written(
            reading_of(self._page, self._lines, first.outlet.bare, first.day.isoformat()),
            tuple(self._passages),
            tuple(self._tellings),
        )

    def _paragraph(self) -> None:
        if self._page.length:
            self._page.put("\n\n")
        self._page.begin()

    def _headline(self, telling: Telling) -> None:
        made = headline_of(telling.fact, telling.form, telling.number, telling.day)
        base, _ = origin_text(telling)
        credited = telling.credit[0] if telling.credit else None
        by: str | None = None
        if telling.fact.kind == "words":
            if base.said is not None and base.said.kind == "person":
                by = base.said.name.rpartition(" ")[2]
            elif credited is None:
                made = None
        if (
            by is None
            and credited is not None
            and (telling.fact.kind == "words" or self._draw.random() < _SHOWN)
        ):
            by = credited.bare
        if made is None:
            self._page.put(f"War in {telling.fact.theatre.land}: {telling.day.day} {telling.day:%B}")
            return
        before = self._counts()
        where = self._page.fill("{content}", {"content": made})
        self._facts(telling, before)
        if by is not None:
            self._page.put(": ")
            at = self._page.put(by)
            if credited is not None and by == credited.bare:
                chain: tuple[Shown, ...] = ((by, Kind.OUTLET, at),)
            else:
                chain = (*outlets_shown(telling.credit), voice_of(base.said, at))
            self._lines.append(Line(where["content"], chain, None))
        self._passages.append(Passage(where["content"][0], self._page.length, telling.fact.id))

    def _lead(self, telling: Telling) -> None:
        """Write the sentence that tells a fact, with the credit that is shown."""
        base, marked = origin_text(telling)
        self._paragraph()
        prefix = self._mark(telling, marked)
        start, before = self._page.length, self._counts()
        self._page.begin()
        if telling.fact.kind in {"demand", "refusal"}:
            self._demand(base, prefix)
        else:
            self._told(base, prefix)
        self._facts(telling, before)
        self._passages.append(Passage(start, self._page.length, telling.fact.id))

    def _mark(self, telling: Telling, marked: tuple[Outlet, ...]) -> tuple[Shown, ...]:
        """Write the dateline of what is taken over from others; return the voices it puts before all."""
        if not marked:
            return ()
        found = []
        self._page.put(f"{telling.fact.place.name.upper()} (")
        for n, outlet in enumerate(marked):
            if n:
                self._page.put(" / ")
            found.append((outlet.bare, Kind.OUTLET, self._page.put(outlet.bare)))
        self._page.put(") — ")
        return tuple(found)

    def _told(self, telling: Telling, prefix: tuple[Shown, ...]) -> None:
        draw = random.Random(telling.form.seed)  # noqa: S311 -- a reprint is worded as its original
        content = content_of(telling.fact, telling.form, telling.number, telling.day)
        credit, said = telling.credit, telling.said
        if len(credit) > 1:
            frame = draw.choice(phrases.SECOND_HAND)
        elif credit and said is not None:
            frame = draw.choice(phrases.TOLD[3:] if said.kind == "document" else phrases.TOLD)
        elif credit:
            frame = draw.choice(phrases.CREDITED)
        else:
            frame = draw.choice(phrases.OWN if said is None else phrases.SAID)
            if telling.medium and "{medium}" not in frame:
                frame = phrases.SAID[0]
        where = self._page.fill(
            chosen(frame, telling.form.seed),
            {
                "content": content,
                "speaker": named_in(said, draw),
                "outlet": credit[0].name if credit else "",
                "further": credit[1].name if len(credit) > 1 else "",
                "medium": f" {telling.medium}" if telling.medium else "",
            },
        )
        inside, cue = where["content"], where.get("cue")
        if credit:
            prefix = (*prefix, (credit[0].bare, Kind.OUTLET, where["outlet"]))
        if len(credit) > 1 or (credit and "citing" in frame) or (credit and said is None):
            self._lines.append(Line(inside, prefix, cue))
        outer = len(self._lines) - 1 if self._lines and self._lines[-1].content == inside else None
        if len(credit) > 1:
            further = (credit[1].bare, Kind.OUTLET, where["further"])
            self._lines.append(Line(inside, (*prefix, further), cue, outer=outer))
        elif said is not None:
            self._lines.append(
                Line(
                    inside,
                    (*prefix, voice_of(said, where["speaker"])),
                    cue,
                    medium=medium_bare(telling.medium),
                    outer=outer,
                )
            )
        elif prefix and not credit:
            self._lines.append(Line(inside, prefix, None))

    def _demand(self, telling: Telling, prefix: tuple[Shown, ...]) -> None:
        draw = random.Random(telling.form.seed)  # noqa: S311 -- a reprint is worded as its original
        cue, rest, slots = asked_of(telling.fact, telling.form)
        side = telling.fact.theatre.parties[telling.fact.side]
        speaker = telling.said or Speaker(side.removeprefix("the "), kind="party")
        shown = named_in(speaker, draw) if telling.said else side
        medium = f" {telling.medium}" if telling.medium else ""
        clause = (
            "{speaker} [e:" + cue + "]{medium} {rest}",
            {**slots, "speaker": shown, "medium": medium, "rest": (rest, slots)},
        )
        frame = "{content}."
        if len(telling.credit) > 1:
            frame = draw.choice(phrases.SECOND_HAND)
        elif telling.credit:
            frame = draw.choice(phrases.CREDITED)
        names = [o.name for o in telling.credit]
        where = self._page.fill(
            chosen(frame, telling.form.seed),
            {
                "content": clause,
                "outlet": names[0] if names else "",
                "further": names[1] if names[1:] else "",
            },
        )
        outer = None
        for slot, outlet in zip(("outlet", "further"), telling.credit, strict=False):
            prefix = (*prefix, (outlet.bare, Kind.OUTLET, where[slot]))
            self._lines.append(Line(where["content"], prefix, where.get("cue"), outer=outer))
            outer = len(self._lines) - 1
        self._lines.append(
            Line(
                where["content.rest"],
                (*prefix, voice_of(speaker, where["content.speaker"])),
                where.get("content.cue"),
                act=Act.DEMAND if telling.fact.kind == "demand" else Act.DENY,
                medium=medium_bare(telling.medium),
                outer=outer,
            )
        )

    def _quotation(self, telling: Telling) -> None:
        """Write what the speaker was quoted with."""
        base, marked = origin_text(telling)
        if base.said is None:
            return
        draw = random.Random(telling.form.seed + 3)  # noqa: S311 -- a simulation
        self._paragraph()
        frame = chosen(
            draw.choice(phrases.QUOTES[1:]) if base.credit else phrases.QUOTES[0], telling.form.seed
        )
        surname = base.said.name.rpartition(" ")[2] if base.said.kind == "person" else base.said.name
        start = self._page.length
        where = self._page.fill(
            frame,
            {
                "quote": base.quote,
                "speaker": surname,
                "outlet": base.credit[0].name if base.credit else "",
            },
        )
        chain = (
            *outlets_shown(marked),
            *outlets_shown(base.credit[:1]),
            voice_of(base.said, where["speaker"]),
        )
        content = (start, where["quote"][1] + 2)
        self._lines.append(Line(content, chain, where.get("cue"), manner=Manner.DIRECT))
        self._passages.append(Passage(start, self._page.length, None))

    def _counts(self) -> dict[str, int]:
        return {sort: len(marks) for sort, marks in self._page.marks.items()}

    def _facts(self, telling: Telling, before: dict[str, int]) -> None:
        """Fill in what the deeds and words of control just written say."""
        fact, page = telling.fact, self._page
        times = page.marks["t"][before["t"] :]
        when = times[0].facts["edtf"] if times else None
        parties = fact.theatre.parties
        for mark in page.marks["e"][before["e"] :]:
            near = self._sentence(mark.start)
            mark.facts = {
                "type": {"strike": "ASSAULT", "demand": "REQUEST"}.get(fact.kind, "REJECT"),
                "actor": parties[fact.side],
                "recipient": parties[1 - fact.side],
                "place": fact.place.name if fact.place.name in near else None,
                "when": when,
            }
            if fact.kind == "strike":
                actor = _in(fact.theatre.sides[fact.side], near)
                mark.facts |= {"actor": actor, "recipient": None}
        for mark in page.marks["c"][before["c"] :]:
            near = self._sentence(mark.start)
            holder = _in(fact.theatre.sides[fact.side], near)
            change = "gains" if holder else "loses"
            mark.facts = {
                "place": fact.place.name,
                "holder": holder or _in(fact.theatre.sides[1 - fact.side], near),
                "change": "holds" if " now " in near else change,
                "when": when,
            }

    def _sentence(self, at: int) -> str:
        """Return the words from the beginning of the line that holds a place."""
        text = self._page.text
        return text[text.rfind("\n", 0, at) + 1 :]


def _in(names: Sequence[str], words: str) -> str | None:
    """Return the first of some names that stands in words, whatever its case."""
    return next((n for n in names if n.casefold() in words.casefold()), None)
