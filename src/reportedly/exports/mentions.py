"""Mentions: what one report tells of one event, with its places, its days and its proof."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping

import msgspec

from reportedly.exports.citing import Citation, cited
from reportedly.exports.matter import Taken
from reportedly.record import Attribution, Event, Figure, Place, PlaceKind, Precision, Span
from reportedly.record.days import Days, days_of
from reportedly.store.kept import Listed
from reportedly.tracing.names import side_of
from reportedly.tracing.statement import Named, Statement, StatementKind
from reportedly.tracing.statements import statements_of
from reportedly.tracing.terms import sentences_of

_NEAR = re.compile(
    r"\b(?:near|around|outside|close to|not far from|(?:area|vicinity|suburbs|outskirts) of"
    r"|(?:north|south|east|west)(?:[- ]?(?:east|west))? of|direction of)"
    r"\s+(?:the\s+)?(?:\w+\s+(?:of\s+)?)?$",
    re.IGNORECASE,
)
"""Before a place: it happened by it, not in it."""
_LETHAL = re.compile(
    r"\b(?:kill(?:s|ed|ing)?|dead|died|dies|dying|deaths?|deadly|fatal(?:ly)?|murder(?:s|ed)?|massacre[ds]?"
    r"|slaughter(?:s|ed)?|executed|executes|shot dead|slain|assassinat(?:ed|es|ion))\b",
    re.IGNORECASE,
)
_BEFORE = 40
"""Code points before a place that are looked at."""
_WIDE = frozenset({Precision.ADMIN1, Precision.ADMIN2, Precision.COUNTRY})


class Mention(msgspec.Struct, frozen=True, kw_only=True):
    """One event as one report tells it."""

    report: Listed
    """The report, without its text."""
    event: Event
    """The record."""
    statement: Statement
    """The same as a statement: the clause that tells it, its chain, where its sentence is set."""
    attribution: Attribution | None = None
    """In whose words it stands; None for the outlet's own voice."""
    places: tuple[Place, ...] = ()
    """Mentions of the places that the record names, in order; countries too."""
    beside: frozenset[Place] = frozenset()
    """Those of them that it happened near, by the words before them."""
    days: Days | None = None
    """The days that the record tells; None where it tells none, or a time too long to say when."""
    scene: frozenset[str] = frozenset()
    """Keys of the places its sentence is set at: it helps to tell which mentions are of one event."""
    scene_days: Days | None = None
    """The day its sentence is set on, likewise."""
    claim: str | None = None
    """Id of the claim it is in; None where nobody else says it."""
    sentence: int = 0
    """Number of the sentence its deed stands in."""

    @property
    def id(self) -> str:
        """Report id, "#", the id of the event."""
        return self.statement.id

    @property
    def keys(self) -> frozenset[str]:
        """Return keys of the spots the record names: areas apart, and what cannot be put on a map."""
        return frozenset(key for each in self.places if (key := key_of(each)))

    @property
    def sides(self) -> frozenset[str]:
        """Return the countries and armed groups that do it, folded, as far as they are known."""
        return frozenset(side for name in self.statement.actors if (side := side_of(name)))

    @property
    def tells_of_dead(self) -> bool:
        """Whether its deed is told as one that killed."""
        return _LETHAL.search(self.event.span.text) is not None

    def citations(self) -> tuple[Citation, ...]:
        """Return the words that prove every field of it: deed, clause, parties, places, time, voices."""
        return cited(self.report.id, self.spans())

    def spans(self) -> tuple[Span, ...]:
        """Return the same as spans of the report."""
        event = self.event
        when = (event.when_span,) if event.when_span else ()
        parties = (*event.actor_spans, *event.recipient_spans)
        where = (*event.place_spans, *(each.span for each in self.places))
        return (event.span, *self.statement.spans, *parties, *where, *when, *voiced(self.attribution))


class Count(msgspec.Struct, frozen=True, kw_only=True):
    """One figure as one report tells it."""

    report: Listed
    """The report, without its text."""
    figure: Figure
    """The record."""
    statement: Statement
    """The same as a statement."""
    attribution: Attribution | None = None
    """In whose words it stands; None for the outlet's own voice."""
    scene: frozenset[str] = frozenset()
    """Keys of the places its sentence names, else of those it is set at."""
    scene_days: Days | None = None
    """The days it tells, else the day its sentence is set on."""
    sentence: int = 0
    """Number of the sentence it stands in."""

    @property
    def id(self) -> str:
        """Report id, "#", the id of the figure."""
        return self.statement.id

    def citations(self) -> tuple[Citation, ...]:
        """Return the words that prove it: the quantity, its clause, its period, the voices."""
        return cited(self.report.id, self.spans())

    def spans(self) -> tuple[Span, ...]:
        """Return the same as spans of the report."""
        period = (self.figure.period,) if self.figure.period else ()
        return (self.figure.span, *self.statement.spans, *period, *voiced(self.attribution))


def voiced(said: Attribution | None) -> tuple[Span, ...]:
    """Return the words that say who says it, and through whom it came."""
    if said is None:
        return ()
    voices = tuple(voice.citation for voice in said.chain if voice.citation is not None)
    return (*said.source, *said.cue, *voices)


class Telling(msgspec.Struct, frozen=True, kw_only=True):
    """What one report tells: the chosen events and figures, in the order of its words."""

    mentions: tuple[Mention, ...] = ()
    counts: tuple[Count, ...] = ()


def telling_of(taken: Taken, claims: Mapping[str, str]) -> Telling:
    """Return the chosen events and figures of a report; `claims` gives the claim of a statement by its id."""
    names = taken.names()
    reading = taken.reading
    events = {event.id: event for event in reading.events if event.id in names}
    figures = {figure.id: figure for figure in reading.figures if figure.id in names}
    if not events and not figures:
        return Telling()
    said = {each.id: each for each in reading.attributions}
    starts = [start for start, _ in sentences_of(taken.report.text)]
    mentions, counts = [], []
    for statement in statements_of(reading):
        if statement.kind is StatementKind.EVENT and statement.item in events:
            event = events[statement.item]
            mentions.append(
                _mention(
                    taken,
                    event,
                    statement,
                    attribution=said.get(event.by or ""),
                    claim=claims.get(statement.id),
                    sentence=bisect_right(starts, event.span.start),
                )
            )
        elif statement.kind is StatementKind.FIGURE and statement.item in figures:
            figure = figures[statement.item]
            told = keys_named(reading.places, statement.places)
            counts.append(
                Count(
                    report=taken.listed,
                    figure=figure,
                    statement=statement,
                    attribution=said.get(figure.by or ""),
                    scene=told or keys_named(reading.places, statement.scene),
                    scene_days=days_of(statement.when) or days_of(statement.scene_day),
                    sentence=bisect_right(starts, figure.span.start),
                )
            )
    return Telling(mentions=tuple(mentions), counts=tuple(counts))


def _mention(
    taken: Taken,
    event: Event,
    statement: Statement,
    *,
    attribution: Attribution | None,
    claim: str | None,
    sentence: int,
) -> Mention:
    every, text = taken.reading.places, taken.report.text
    places = named_places(every, event.place, event.place_spans, statement.places)
    days = days_of(event.when)
    return Mention(
        report=taken.listed,
        event=event,
        statement=statement,
        attribution=attribution,
        places=places,
        beside=frozenset(
            p for p in places if _NEAR.search(text[max(0, p.span.start - _BEFORE) : p.span.start])
        ),
        days=days if days is not None and days.narrow else None,
        scene=keys_named(every, statement.scene),
        scene_days=days_of(statement.scene_day),
        claim=claim,
        sentence=sentence,
    )


def named_places(
    places: Iterable[Place], name: str | None, at: tuple[Span, ...], known: Iterable[Named]
) -> tuple[Place, ...]:
    """Return the mentions of the places that a record names: in its words, else of the same name."""
    if not at and not name:
        return ()
    every = sorted(places, key=lambda each: each.span)
    here = [p for p in every if any(s.start < p.span.end and p.span.start < s.end for s in at)]
    if not here:
        here = [p for each in known if (p := _first(every, each)) is not None]
    return tuple(dict.fromkeys(here))


def _first(places: Iterable[Place], named: Named) -> Place | None:
    """Return the first mention of a place, one that can be put on a map before others."""
    same = [
        p
        for p in places
        if (
            p.geonames_id == named.geonames_id
            if named.geonames_id is not None
            else named.name in {p.name, p.span.text}
        )
    ]
    return next((p for p in same if p.lat is not None), same[0] if same else None)


def key_of(place: Place) -> str | None:
    """Return where a place is, in words that compare; None for areas and what is on no map.

    A building known by its town has the key of the town.
    """
    if place.lat is None or place.lon is None or place.kind in {PlaceKind.COUNTRY, PlaceKind.REGION}:
        return None
    if place.precision in _WIDE:
        return None
    return f"{place.lat:.2f},{place.lon:.2f}"


def keys_named(places: Iterable[Place], named: Iterable[Named]) -> frozenset[str]:
    """Return the keys of places that a statement names."""
    every = tuple(places)
    found = (_first(every, each) for each in named)
    return frozenset(key for place in found if place is not None and (key := key_of(place)))
