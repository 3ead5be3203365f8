"""Rows of the tables of facts: what each kind of fact says in its cells, with its words and its voice."""

from collections.abc import Callable, Iterator
from typing import TypeVar

import msgspec

from reportedly.record import (
    Attribution,
    Basis,
    Control,
    Event,
    Figure,
    Place,
    Reading,
    Source,
    Span,
    Status,
    Time,
)
from reportedly.record.days import days_of
from reportedly.views.values import NOT_RESOLVED, edtf_words, figure_value, shortened
from reportedly.views.voices import NO_OUTLET, proven

_BASIS = {
    Basis.SAID: "the words alone",
    Basis.RELATIVE: "the words and the date of publication",
    Basis.PUBLICATION: "the date of publication alone",
    Basis.UNKNOWN: NOT_RESOLVED,
}
_PRECISION = {
    "city": "its town only",
    "admin2": "its district only",
    "admin1": "its region only",
    "country": "its country only",
}
"""How a place is told that is known only by what holds it (values of `Precision`)."""
_LONG = 160
"""Characters of a cited passage that a row shows; the text has the rest."""

Same = TypeVar("Same", Place, Time)


class Voiced(msgspec.Struct, frozen=True, kw_only=True):
    """Who says so: the innermost voice, or the outlet itself."""

    who: str
    """Its name."""
    attribution: str | None = None
    """Id of the attribution in whose content the fact stands; None for the outlet's own word."""
    unnamed: bool = False
    """Whether the report gives it no name."""


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """One fact, or the same said in several places."""

    cells: tuple[str, ...]
    """Its values, one for each head of the table; "" where the report does not say."""
    spans: tuple[Span, ...]
    """Where the text says it, in order; at least one."""
    words: str
    """The exact words, on one line; "" where a cell says the same."""
    says: Voiced | None = None
    """Who says so; None in tables that do not tell."""


class Voices:
    """Looks up who says so."""

    def __init__(self, reading: Reading) -> None:
        self._outlet = reading.report.outlet or NO_OUTLET
        self._said: dict[str, Attribution] = {said.id: said for said in proven(reading)}
        self._sources: dict[str, Source] = {source.id: source for source in reading.sources}

    def of(self, by: str | None) -> Voiced:
        """Return who says what stands in the content of the attribution `by`; None is the outlet."""
        if by is None:
            return Voiced(who=self._outlet)
        said = self._said.get(by)
        source = None if said is None else self._sources.get(said.speaker)
        if source is None:
            return Voiced(who=f"({NOT_RESOLVED})", attribution=None if said is None else by)
        return Voiced(who=source.who, attribution=by, unnamed=not source.named)


def figure_rows(figures: tuple[Figure, ...], voices: Voices) -> Iterator[Row]:
    """Yield a row for each figure."""
    for figure in figures:
        of_whom = [figure.whose or ""]
        if figure.cumulative is not None:
            of_whom.append("in all so far" if figure.cumulative else "new")
        if figure.period is not None:
            of_whom.append(_one_line(figure.period.text))
        yield Row(
            cells=(figure.what.value, figure_value(figure), ", ".join(part for part in of_whom if part)),
            spans=(figure.span,),
            words=_one_line(figure.span.text),
            says=voices.of(figure.by),
        )


def control_rows(controls: tuple[Control, ...], voices: Voices) -> Iterator[Row]:
    """Yield a row for each control statement."""
    for control in controls:
        yield Row(
            cells=(
                control.place or NOT_RESOLVED,
                control.holder or NOT_RESOLVED,
                control.change.value,
                control.status.value,
                edtf_words(control.when),
            ),
            spans=(control.span,),
            words=_one_line(control.span.text),
            says=voices.of(control.by),
        )


def event_rows(events: tuple[Event, ...], voices: Voices) -> Iterator[Row]:
    """Yield a row for each event, in order of its date."""
    for event in sorted(events, key=_by_date):
        parties = [event.actor or "", event.recipient or ""]
        kind = event.type.value.lower()
        yield Row(
            cells=(
                edtf_words(event.when),
                f"{kind} ({event.mode.replace('_', ' ')})" if event.mode else kind,
                " → ".join(party or "?" for party in parties) if parties[1] else parties[0],
                event.place or "",
                "" if event.status is Status.ASSERTED else event.status.value,
            ),
            spans=(event.span,),
            words=_one_line(event.span.text),
            says=voices.of(event.by),
        )


def _by_date(event: Event) -> tuple[bool, tuple[int, int], Span]:
    """Sort events with a date first, by where it begins; the others stand in order of the text."""
    days = days_of(event.when)
    return days is None, days.rank if days else (0, 0), event.span


def place_rows(places: tuple[Place, ...]) -> Iterator[Row]:
    """Yield a row for each place, however often it is named."""
    for same in _grouped(places, lambda place: msgspec.structs.replace(place, span=Span(0, 1, ""))):
        place, spans = same[0], tuple(one.span for one in same)
        others = dict.fromkeys(_one_line(span.text) for span in spans)
        others.pop(place.name, None)
        found = place.lat is not None and place.lon is not None
        precision = _PRECISION.get(place.precision.value, "") if place.precision is not None else ""
        yield Row(
            cells=(
                place.name,
                ", ".join(part for part in (_unlike(place.admin1, place.name), place.country) if part),
                place.kind.value,
                f"{len(same)} ×",
                (precision or f"{place.lat:.2f}, {place.lon:.2f}") if found else NOT_RESOLVED,
            ),
            spans=spans,
            words=" … ".join(others),
        )


def time_rows(times: tuple[Time, ...]) -> Iterator[Row]:
    """Yield a row for each date and the words that say it."""
    for same in _grouped(times, lambda time: (_one_line(time.span.text).casefold(), time.edtf, time.basis)):
        time = same[0]
        words = _one_line(time.span.text)
        yield Row(
            cells=(
                words if len(same) == 1 else f"{words} ({len(same)} ×)",
                edtf_words(time.edtf) or NOT_RESOLVED,
                "" if time.edtf is None else _BASIS[time.basis],
            ),
            spans=tuple(one.span for one in same),
            words="",
        )


def _grouped(facts: tuple[Same, ...], key: Callable[[Same], object]) -> Iterator[list[Same]]:
    """Yield facts with one key together, in order of the first of each."""
    groups: dict[object, list[Same]] = {}
    for fact in facts:
        groups.setdefault(key(fact), []).append(fact)
    yield from groups.values()


def _unlike(words: str | None, name: str) -> str | None:
    """Return `words`, or None where they only say the name again."""
    return None if words is None or words.casefold() == name.casefold() else words


def _one_line(words: str) -> str:
    return shortened(" ".join(words.split()), _LONG)
