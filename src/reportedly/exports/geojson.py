"""GeoJSON (RFC 7946): who says what happened where, who is said to hold what, and the places that are named.

A feature is what one report says, not what is so. An event or control statement about several places is a
feature for each; one whose place is on no map has no geometry, as the RFC has it. Places are there only where
they have coordinates, once for each report.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec

from reportedly.errors import StoreError
from reportedly.exports.citing import UNREADABLE, Citation, cited
from reportedly.exports.coding import clean
from reportedly.exports.files import Files
from reportedly.exports.matter import Matter, Taken
from reportedly.exports.mentions import named_places, voiced
from reportedly.record import Control, Event, Place, PlaceKind, Precision, Span
from reportedly.record.days import days_of
from reportedly.tracing.statement import Statement, StatementKind
from reportedly.tracing.statements import statements_of

COLLECTION = "reportedly.geojson"
_NOTE = "Each feature is what a report says, not what is so."
_AREAS = frozenset({PlaceKind.COUNTRY, PlaceKind.REGION})
_DIGITS = 5
"""Decimals of a degree: about a metre."""


def write(matter: Matter, files: Files) -> None:
    """Write the chosen events, control statements and places of a matter, feature by feature."""
    encoder = msgspec.json.Encoder()
    with files.open(COLLECTION) as stream:
        head = {"generator": matter.tool, "note": _NOTE}
        stream.write(b'{"type":"FeatureCollection","reportedly":' + encoder.encode(head) + b',"features":[')
        between = b"\n"
        for feature in features_of(matter.reports()):
            stream.write(between + encoder.encode(feature))
            between = b",\n"
        stream.write(b"\n]}\n")


def citations(folder: Path) -> Iterator[Citation]:
    """Yield every citation of the features in `folder`. Raises StoreError where they cannot be read."""
    try:
        read = msgspec.json.decode((folder / COLLECTION).read_bytes(), type=_Cited)
    except UNREADABLE as error:
        raise StoreError(COLLECTION, f"cannot be read ({error})", "export it again") from None
    for feature in read.features:
        yield from feature.properties.citations


class _CitedProperties(msgspec.Struct):
    citations: tuple[Citation, ...]


class _CitedFeature(msgspec.Struct):
    properties: _CitedProperties


class _Cited(msgspec.Struct):
    """What is read back."""

    features: tuple[_CitedFeature, ...]


def features_of(reports: Iterable[Taken]) -> Iterator[dict[str, Any]]:
    """Yield the features of reports: what each tells in the order of its words, then the places it names."""
    for taken in reports:
        names = taken.names()
        said = {s.item: s for s in statements_of(taken.reading) if s.kind is not StatementKind.SAID}
        for event in taken.reading.events:
            if event.id in names:
                yield from _told(taken, event, said[event.id], _event(event))
        for control in taken.reading.controls:
            if control.id in names:
                yield from _told(taken, control, said[control.id], _control(control))
        yield from _places(taken)


def _event(event: Event) -> dict[str, Any]:
    return {
        "layer": "event",
        "what": event.type.value,
        "mode": event.mode,
        "acled": " / ".join(event.acled) if event.acled else None,
        "who": event.actor,
        "whom": event.recipient,
    }


def _control(control: Control) -> dict[str, Any]:
    return {
        "layer": "control",
        "what": control.change.value,
        "mode": None,
        "acled": None,
        "who": control.holder,
        "whom": None,
    }


def _told(
    taken: Taken, item: Event | Control, statement: Statement, what: dict[str, Any]
) -> Iterator[dict[str, Any]]:
    """Yield a feature for each place of an event or control statement that is on a map, else one without."""
    said = next((each for each in taken.reading.attributions if each.id == item.by), None)
    places = named_places(taken.reading.places, item.place, item.place_spans, statement.places)
    located = [each for each in places if each.lat is not None and each.lon is not None]
    parties = item.holder_spans if isinstance(item, Control) else (*item.actor_spans, *item.recipient_spans)
    when = (item.when_span,) if item.when_span else ()
    days = days_of(item.when)
    properties = {
        **{name: clean(value) if value else None for name, value in what.items()},
        "place": clean(item.place) if item.place else None,
        "when": item.when,
        "start": days.begins if days is not None and not days.open else None,
        "end": days.ends if days is not None and not days.open else None,
        "status": item.status.value,
        "says": clean(statement.chain[-1].who) if said else taken.listed.outlet,
        "own_voice": said is None,
        "chain": [clean(voice.who) for voice in statement.chain],
        "words": clean(statement.words),
        **_report(taken),
    }
    own = (item.span, *statement.spans, *parties, *item.place_spans, *when, *voiced(said))
    each_place: list[Place | None] = [*_distinct(located)] or [None]
    for number, place in enumerate(each_place):
        proof = (*own, *(p.span for p in places if place is None or _at(p) == _at(place)))
        yield _feature(f"{taken.report.id}#{item.id}.{number}", place, properties, taken, proof)


def _places(taken: Taken) -> Iterator[dict[str, Any]]:
    """Yield the chosen places of a report that are on a map, each once, with all its mentions."""
    named: dict[object, list[tuple[str, Place]]] = {}
    for record in taken.records:
        if isinstance(record.item, Place) and record.item.lat is not None and record.item.lon is not None:
            named.setdefault((_at(record.item), record.item.name), []).append((record.name, record.item))
    for mentions in named.values():
        name, place = mentions[0]
        properties = {
            "layer": "place",
            "what": place.kind.value,
            "place": clean(place.name),
            "mentions": len(mentions),
            **_report(taken),
        }
        spans = tuple(each.span for _, each in mentions)
        yield _feature(f"{taken.report.id}#{name}", place, properties, taken, spans)


def _report(taken: Taken) -> dict[str, Any]:
    listed = taken.listed
    return {
        "report": listed.id,
        "outlet": listed.outlet,
        "headline": listed.headline and clean(listed.headline),
        "url": listed.url,
        "published": listed.published,
        "language": listed.language,
    }


def _feature(
    name: str, place: Place | None, properties: dict[str, Any], taken: Taken, proof: Iterable[Span]
) -> dict[str, Any]:
    where = {
        "location": clean(place.name) if place else None,
        "precision": _precision(place) if place else None,
        "geonames_id": place.geonames_id if place else None,
        "country": place.country if place else None,
        "admin1": place.admin1 if place else None,
    }
    return {
        "type": "Feature",
        "id": name,
        "geometry": None if place is None else {"type": "Point", "coordinates": [*_at(place)]},
        "properties": {**properties, **where, "citations": cited(taken.report.id, proof)},
    }


def _at(place: Place) -> tuple[float, ...]:
    """Return longitude and latitude; nothing where they are not known."""
    if place.lon is None or place.lat is None:
        return ()
    return round(place.lon, _DIGITS), round(place.lat, _DIGITS)


def _distinct(places: Iterable[Place]) -> Iterator[Place]:
    """Yield places on different spots, the first mention of each."""
    seen = set()
    for place in places:
        if _at(place) not in seen:
            seen.add(_at(place))
            yield place


def _precision(place: Place) -> str:
    """Return how near the point is: the record's word, "area" for the middle of a region or country."""
    precision = place.precision or Precision.EXACT
    return "area" if precision is Precision.EXACT and place.kind in _AREAS else precision.value
