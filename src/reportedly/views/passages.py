"""A report's text, cut so that it can be marked up: paragraphs, and runs of characters in one state.

Contents of different attributions nest and may overlap, so no view can wrap them one by one. A `Run`
is the longest stretch over which nothing begins or ends.
"""

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

import msgspec

from reportedly.record import Attribution, Reading, Span
from reportedly.views.voices import proven

_PARAGRAPH = re.compile(r"[^\n]+")


class Mark(msgspec.Struct, frozen=True, kw_only=True):
    """Words of a fact that are to be found in the text: one mention of one row of a table."""

    layer: str
    """The layer that the fact is of."""
    row: int
    """Its row in the table of that layer, from 1."""
    mention: int
    """Which of the row's mentions it is, from 1."""
    span: Span
    """The words."""


class Run(msgspec.Struct, frozen=True, kw_only=True):
    """A stretch of one paragraph over which the same attributions stand."""

    text: str
    """Its words."""
    start: int
    """Where it begins in the report's text."""
    contents: tuple[str, ...] = ()
    """Ids of the attributions whose content it belongs to, outermost first."""
    cues: tuple[str, ...] = ()
    """Ids of the attributions whose cue it belongs to."""
    sources: tuple[str, ...] = ()
    """Ids of the attributions whose source it belongs to."""
    marks: tuple[Mark, ...] = ()
    """Marks that it belongs to, the longest first."""


class Paragraph(msgspec.Struct, frozen=True, kw_only=True):
    """One paragraph of the text."""

    number: int
    """Counted from 0: the headline, where there is one, is 0, and the body begins with 1."""
    start: int
    """Where it begins in the report's text."""
    runs: tuple[Run, ...]
    """Its runs, in order; together they are its text."""


class Passages(msgspec.Struct, frozen=True, kw_only=True):
    """The text of a reading, ready to be marked up."""

    paragraphs: tuple[Paragraph, ...]
    """All paragraphs, in order."""
    first_run: dict[str, int]
    """Attribution id -> start of the run where its number is set: its content's, else its cue's."""
    numbers: dict[str, int]
    """Attribution id -> the number that a reader sees, from 1 in order of the text."""

    def paragraph_of(self, said: Attribution) -> int:
        """Return the number of the paragraph in which an attribution stands."""
        return self.paragraph_at(self.first_run.get(said.id, 0))

    def paragraph_at(self, position: int) -> int:
        """Return the number of the paragraph that a position of the report's text lies in."""
        at = bisect_right(self.paragraphs, position, key=lambda paragraph: paragraph.start) - 1
        return self.paragraphs[max(at, 0)].number if self.paragraphs else 0


def passages(reading: Reading, marks: Iterable[Mark] = ()) -> Passages:
    """Return the text of `reading`, cut at all that is cited and proven, and at `marks`, which must be."""
    shown = proven(reading)
    depths = _depths(shown)
    text = reading.report.text
    states = _states(shown, depths, marks)
    begins = 0 if reading.report.headline and text.startswith(reading.report.headline) else 1
    paragraphs = tuple(
        Paragraph(number=number, start=found.start(), runs=tuple(_runs(text, *found.span(), states)))
        for number, found in enumerate(_PARAGRAPH.finditer(text), start=begins)
    )
    firsts = {
        said.id: min(span.start for span in said.content or said.cue or said.source)
        for said in shown
        if said.content or said.cue or said.source
    }
    order = sorted(firsts, key=lambda id_: (firsts[id_], depths[id_]))
    numbers = {id_: number for number, id_ in enumerate(order, start=1)}
    return Passages(paragraphs=paragraphs, first_run=firsts, numbers=numbers)


class _State(msgspec.Struct, frozen=True):
    """What stands over the text from a position to that of the next state."""

    start: int
    contents: tuple[str, ...] = ()
    cues: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    marks: tuple[Mark, ...] = ()


_Key = tuple[str, str | Mark]
"""A role, and the id of the attribution or the mark that plays it."""


def _states(shown: tuple[Attribution, ...], depths: dict[str, int], marks: Iterable[Mark]) -> list[_State]:
    """Return the states of the text from its first citation to its last, in order.

    One sweep over the ends of all spans: its cost grows with the citations, not with the text.
    """
    changes: dict[int, list[tuple[_Key, bool]]] = defaultdict(list)
    order: dict[_Key, tuple[int, int, str]] = {}

    def stand(key: _Key, span: Span) -> None:
        changes[span.start].append((key, True))
        changes[span.end].append((key, False))

    for said in shown:
        longest = sum(span.end - span.start for span in said.content)
        for role, spans in (("contents", said.content), ("cues", said.cue), ("sources", said.source)):
            order[role, said.id] = (depths[said.id], -longest, said.id)
            for span in spans:
                stand((role, said.id), span)
    for number, mark in enumerate(marks):
        order["marks", mark] = (mark.span.start - mark.span.end, number, "")
        stand(("marks", mark), mark.span)
    open_now: Counter[_Key] = Counter()
    states = [_State(0)]
    for position in sorted(changes):
        for key, begins in changes[position]:
            open_now[key] += 1 if begins else -1
        standing = [key for key, times in open_now.items() if times > 0]
        open_now = Counter({key: open_now[key] for key in standing})
        standing.sort(key=order.__getitem__)
        states.append(
            _State(
                position,
                contents=tuple(id_ for role, id_ in standing if role == "contents" and isinstance(id_, str)),
                cues=tuple(id_ for role, id_ in standing if role == "cues" and isinstance(id_, str)),
                sources=tuple(id_ for role, id_ in standing if role == "sources" and isinstance(id_, str)),
                marks=tuple(mark for _, mark in standing if isinstance(mark, Mark)),
            )
        )
    return states


def _runs(text: str, start: int, end: int, states: list[_State]) -> Iterator[Run]:
    """Yield the runs of `text[start:end]`."""
    at = bisect_right(states, start, key=lambda state: state.start) - 1
    while start < end:
        state = states[at]
        until = min(states[at + 1].start, end) if at + 1 < len(states) else end
        yield Run(
            text=text[start:until],
            start=start,
            contents=state.contents,
            cues=state.cues,
            sources=state.sources,
            marks=state.marks,
        )
        start, at = until, at + 1


def _depths(shown: tuple[Attribution, ...]) -> dict[str, int]:
    """Return how many contents hold each attribution; a circle of `inside` counts once around."""
    outer = {said.id: said.inside for said in shown}
    depths = {}
    for id_, holder in outer.items():
        seen, above = {id_}, holder
        while above in outer and above not in seen:
            seen.add(above)
            above = outer[above]
        depths[id_] = len(seen) - 1
    return depths
