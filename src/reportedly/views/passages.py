"""A report's text, cut so that it can be marked up: paragraphs, and runs of characters in one state.

Contents of different attributions nest and may overlap, so no view can wrap them one by one. A `Run`
is the longest stretch over which nothing begins or ends.
"""

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator

import msgspec

from reportedly.record import Attribution, Reading
from reportedly.views.voices import proven

_PARAGRAPH = re.compile(r"[^\n]+")


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


def passages(reading: Reading) -> Passages:
    """Return the text of `reading`, cut at everything that is cited and proven."""
    shown = proven(reading)
    depths = _depths(shown)
    text = reading.report.text
    states = _states(shown, depths)
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


def _states(shown: tuple[Attribution, ...], depths: dict[str, int]) -> list[_State]:
    """Return the states of the text from its first citation to its last, in order.

    One sweep over the ends of all spans: its cost grows with the citations, not with the text.
    """
    changes: dict[int, list[tuple[str, str, bool]]] = defaultdict(list)
    longest: dict[str, int] = {}
    for said in shown:
        longest[said.id] = sum(span.end - span.start for span in said.content)
        for role, spans in (("contents", said.content), ("cues", said.cue), ("sources", said.source)):
            for span in spans:
                changes[span.start].append((role, said.id, True))
                changes[span.end].append((role, said.id, False))
    open_now: Counter[tuple[str, str]] = Counter()
    states = [_State(0)]
    for position in sorted(changes):
        for role, id_, begins in changes[position]:
            open_now[role, id_] += 1 if begins else -1
        standing = [key for key, times in open_now.items() if times > 0]
        open_now = Counter({key: open_now[key] for key in standing})
        standing.sort(key=lambda key: (depths[key[1]], -longest[key[1]], key[1]))
        states.append(
            _State(
                position,
                contents=tuple(id_ for role, id_ in standing if role == "contents"),
                cues=tuple(id_ for role, id_ in standing if role == "cues"),
                sources=tuple(id_ for role, id_ in standing if role == "sources"),
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
