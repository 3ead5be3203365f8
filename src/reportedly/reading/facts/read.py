"""Read facts: from what the tower found to the record. This is the table of contents of the facts.

tower ──▶ places ──▶ times ──▶ figures ──▶ parties ──▶ control, events
"""

from dataclasses import dataclass

from reportedly.gazetteer import Hints
from reportedly.reading.facts.claims import Known, controls_of, events_of
from reportedly.reading.facts.found import FoundFacts
from reportedly.reading.facts.holders import Spoken, holders_of
from reportedly.reading.facts.parties import Parties
from reportedly.reading.facts.places import places_of
from reportedly.reading.facts.quantities import figures_of
from reportedly.reading.outlets_meant import publisher_meant
from reportedly.reading.times import find_times
from reportedly.reading.words import Words, all_sentences
from reportedly.record import Control, Event, Figure, Place, Report, Time, cite
from reportedly.record.layers import CONTROLS, EVENTS, FIGURES, PLACES, TIMES


@dataclass(frozen=True, slots=True)
class Facts:
    """The facts of one report, as the record has them."""

    places: tuple[Place, ...]
    times: tuple[Time, ...]
    figures: tuple[Figure, ...]
    controls: tuple[Control, ...]
    events: tuple[Event, ...]


def facts_of(report: Report, words: Words, told: FoundFacts, spoken: Spoken, layers: frozenset[str]) -> Facts:
    """Return the facts of a report, of the layers asked for."""
    claimed = bool(layers & {CONTROLS, EVENTS})
    places: tuple[Place, ...] = ()
    times: tuple[Time, ...] = ()
    if claimed or PLACES in layers:
        outlet = publisher_meant(report.outlet)
        places = places_of(told.places, words, Hints(country=outlet.country if outlet else None))
    if claimed or TIMES in layers:
        times = tuple(
            Time(span=cite(report.text, t.start, t.end), edtf=t.edtf, basis=t.basis)
            for t in find_times(report.text, report.published)
        )
    holders = holders_of(spoken.found)
    controls: tuple[Control, ...] = ()
    events: tuple[Event, ...] = ()
    if claimed:
        known = Known(
            words, spoken, holders, _parties(report, words, spoken), places, times, all_sentences(words)
        )
        controls = controls_of(told.anchored, known) if CONTROLS in layers else ()
        events = events_of(told.anchored, known) if EVENTS in layers else ()
    return Facts(
        places if PLACES in layers else (),
        times if TIMES in layers else (),
        figures_of(report.text, words, told, holders) if FIGURES in layers else (),
        controls,
        events,
    )


def _parties(report: Report, words: Words, spoken: Spoken) -> Parties:
    """Return the parties of a report, which begin with the speakers of its attributions."""
    sources = [
        (words.starts[f.source[0][0] if f.source else f.anchor], speaker)
        for f, speaker in zip(spoken.found, spoken.speakers, strict=True)
    ]
    return Parties(words, sources, report.outlet)
