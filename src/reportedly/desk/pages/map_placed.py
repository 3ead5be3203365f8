"""Placed: what a reading says of places: who holds them, what happened there, how many, that they are named.

A statement is shown where its place is known to be, and says how near that is: a village that no list has
stands at the middle of the region said beside it, hollow, never as a point of its own.
"""

from collections.abc import Iterable, Iterator
from enum import StrEnum

import msgspec

from reportedly.desk.pages.map_areas import division_of
from reportedly.record import Place, PlaceKind, Precision, Reading, Span, Status
from reportedly.record.days import days_of
from reportedly.tracing.names import folded
from reportedly.tracing.statement import Statement, StatementKind
from reportedly.tracing.statements import statements_of

_AREAS = frozenset({PlaceKind.COUNTRY, PlaceKind.REGION})


class Layer(StrEnum):
    """What the map can show."""

    CONTROL = "control"
    """Who is said to hold a place."""
    EVENTS = "events"
    """What is said to have happened there."""
    FIGURES = "figures"
    """How many are said to be killed, taken, driven out… there."""
    PLACES = "places"
    """That a report names it."""


_LAYERS = {
    StatementKind.CONTROL: Layer.CONTROL,
    StatementKind.EVENT: Layer.EVENTS,
    StatementKind.FIGURE: Layer.FIGURES,
}


class Where(msgspec.Struct, frozen=True, kw_only=True):
    """Where a place is, as far as it is known."""

    lat: float
    """Degrees, WGS 84."""
    lon: float
    """Degrees, WGS 84."""
    exact: bool
    """Whether it is a spot that is known; False for an area's middle and for what is known by its area."""
    precision: str
    """How near it is, in words of the record ("exact", "admin1"); "area" for the middle of one."""
    near: str
    """The same for a person ("somewhere in Sumy Oblast"); "" for a spot."""
    division: int | None
    """GeoNames id of the division to outline, where it is one or lies somewhere in one."""


class Placed(msgspec.Struct, frozen=True, kw_only=True):
    """One statement about one place."""

    id: str
    """Names it on the page: report, item, number of the place."""
    layer: Layer
    report: str
    """Id of the report."""
    outlet: str | None
    headline: str | None
    language: str | None
    item: str | None
    """Id of the record in the Reader; None for a place that is merely named."""
    place: str
    """The name of the place meant."""
    key: str
    """What two names of one place have in common: its GeoNames id, else its folded name."""
    where: Where | None
    """None where the report's words do not tell which place is meant."""
    day: str | None
    """First day, YYYY-MM-DD: of what is told, else of publication; None where neither is known."""
    until: str | None
    """Last day."""
    when: str | None
    """EDTF, as the record has it."""
    said: bool
    """Whether the report says when; False where `day` is that of publication."""
    says: str
    """Who says so: the last voice of the chain, or the outlet in its own voice."""
    own: bool
    """Whether it is the outlet's own voice."""
    side: str | None
    """The country or group that voice speaks for, folded."""
    chain: tuple[str, ...]
    """The voices, from the outlet to who says it."""
    kind: str
    """Change of a control statement, type of an event, what a figure counts, "" for a place merely named."""
    who: str
    """The holder; who did it; who is counted; ""."""
    whom: str
    """To whom it was done; ""."""
    head: str
    """The words of the deed, or of the figure, alone; ""."""
    status: Status
    """How firmly it is told."""
    words: str
    """The words that say it."""


def placed_of(reading: Reading) -> tuple[Placed, ...]:
    """Return what a reading says of places, in the order of its words; then the places it names."""
    found = [each for s in statements_of(reading) for each in _told(s, reading)]
    return (*found, *_named(reading))


def _told(statement: Statement, reading: Reading) -> Iterator[Placed]:
    layer = _LAYERS.get(statement.kind)
    if layer is None or (layer is Layer.CONTROL and not statement.actors):
        return
    for number, named in enumerate(statement.places):
        place = _meant(reading.places, named.name, named.geonames_id, statement.spans)
        yield _placed(
            reading,
            id=f"{statement.id}.{number}",
            layer=layer,
            item=statement.item,
            place=place.name if place else named.name,
            key=key_of(named.name, named.geonames_id),
            where=where_of(place),
            when=statement.when,
            chain=tuple(voice.who for voice in statement.chain),
            own=statement.attribution is None,
            side=statement.side,
            kind=statement.type or "",
            who=", ".join(statement.actors),
            whom=", ".join(statement.recipients),
            head=statement.head,
            status=statement.status,
            words=statement.words,
        )


def _named(reading: Reading) -> Iterator[Placed]:
    """Yield the places that a report names, each once, at its first mention."""
    seen: set[str] = set()
    for place in sorted(reading.places, key=lambda each: each.span.start):
        key = key_of(place.name, place.geonames_id)
        if key and key not in seen:
            seen.add(key)
            yield _placed(
                reading,
                id=f"{reading.report.id}#p{place.span.start}",
                layer=Layer.PLACES,
                place=place.name,
                key=key,
                where=where_of(place),
                words=place.span.text,
            )


def _placed(  # noqa: PLR0913 - a record of many fields, with defaults for a place that is merely named
    reading: Reading, *, id: str, layer: Layer, place: str, key: str, where: Where | None, words: str,  # noqa: A002
    item: str | None = None, when: str | None = None, chain: tuple[str, ...] = (), own: bool = True,
    side: str | None = None, kind: str = "", who: str = "", whom: str = "", head: str = "",
    status: Status = Status.ASSERTED,
) -> Placed:  # fmt: skip
    report = reading.report
    days = days_of(when)
    said = days is not None
    days = days or days_of(report.published)
    voices = chain or (report.outlet or "",)
    return Placed(
        id=id,
        layer=layer,
        report=report.id,
        outlet=report.outlet,
        headline=report.headline,
        language=report.language,
        item=item,
        place=" ".join(place.split()),
        key=key,
        where=where,
        day=days.begins if days else None,
        until=days.ends if days else None,
        when=when,
        said=said,
        says=voices[-1],
        own=own,
        side=side,
        chain=voices,
        kind=kind,
        who=who,
        whom=whom,
        head=head,
        status=status,
        words=words,
    )


def key_of(name: str, geonames_id: int | None) -> str:
    """Return what two names of one place have in common; "" where a name has no word."""
    return f"g{geonames_id}" if geonames_id is not None else folded(name)


def where_of(place: Place | None) -> Where | None:
    """Return where a place is; None where that is not known."""
    if place is None or place.lat is None or place.lon is None:
        return None
    area = place.kind in _AREAS
    near = place.precision or Precision.EXACT
    exact = near is Precision.EXACT and not area
    return Where(
        lat=place.lat,
        lon=place.lon,
        exact=exact,
        precision="area" if area and near is Precision.EXACT else str(near),
        near=_near(place, near, area=area),
        division=None if exact else division_of(place),
    )


def _near(place: Place, precision: Precision, *, area: bool) -> str:
    """Return how near the coordinates are, for a person; "" for the spot itself."""
    match precision:
        case Precision.EXACT:
            return "an area, marked at its middle" if area else ""
        case Precision.CITY:
            return "in the town said beside it"
        case Precision.COUNTRY:
            return "somewhere in the country said beside it"
        case _:
            return (
                f"somewhere in {place.admin1}" if place.admin1 else "somewhere in the division said beside it"
            )


def _meant(
    places: Iterable[Place], name: str, geonames_id: int | None, spans: tuple[Span, ...]
) -> Place | None:
    """Return the mention that a statement's place is: one in its words first, with coordinates first."""
    same = [
        place
        for place in places
        if (
            place.geonames_id == geonames_id
            if geonames_id is not None
            else name in {place.name, place.span.text}
        )
    ]
    inside = [p for p in same if any(s.start <= p.span.start < s.end for s in spans)]
    ranked = inside + same
    return next((p for p in ranked if p.lat is not None), ranked[0] if ranked else None)
