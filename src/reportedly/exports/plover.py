"""PLOVER 0.8 as JSON lines: one line for each event that a report tells, however firmly.

The names of fields are those of the PLOVER manual (chapter "JSON Data Fields"), the types those of POLECAT,
which calls REQUEST what the manual calls DEMAND. Fields that the manual does not know tell who says it,
through whom, and the words that prove it. docs/schema/plover-0.8.json is their schema.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec

from reportedly.errors import StoreError
from reportedly.exports.citing import UNREADABLE, Citation
from reportedly.exports.coding import clean
from reportedly.exports.files import Files
from reportedly.exports.matter import Matter
from reportedly.exports.mentions import Count, Mention, telling_of
from reportedly.exports.parties import actor_named
from reportedly.exports.spots import spot_of
from reportedly.reading.facts.coding import party_of
from reportedly.record import Act, EventType, Kind, Status, What
from reportedly.record.days import days_of
from reportedly.wordlists import countries
from reportedly.wordlists.country_codes import codes_of

LINES = "plover.jsonl"
CODEBOOK = "PLOVER 0.8"
_QUAD = {
    EventType.AGREE: 1, EventType.CONSULT: 1, EventType.SUPPORT: 1, EventType.CONCEDE: 1,
    EventType.COOPERATE: 2, EventType.AID: 2, EventType.RETREAT: 2,
    EventType.REQUEST: 3, EventType.ACCUSE: 3, EventType.REJECT: 3, EventType.THREATEN: 3,
    EventType.PROTEST: 4, EventType.SANCTION: 4, EventType.MOBILIZE: 4, EventType.COERCE: 4,
    EventType.ASSAULT: 4,
}  # fmt: skip
"""Verbal and material cooperation, verbal and material conflict."""
_CONTEXTS = {
    Status.PLANNED: ["future"],
    Status.HYPOTHETICAL: ["hypothetical"],
    Status.DENIED: ["negation"],
}
_HARM = {What.KILLED: "dead", What.WOUNDED: "injured"}
_SIZES = {
    EventType.ASSAULT: _HARM,
    EventType.PROTEST: {**_HARM, What.CAPTURED: "arrested"},
    EventType.COERCE: {**_HARM, What.CAPTURED: "arrested"},
}
"""What may be a size of an event; who is captured and told of elsewhere is not arrested in it."""
_SECTORS = {Kind.GOVERNMENT: "GOV", Kind.MILITARY: "MIL", Kind.UNIT: "MIL"}
_INTERNATIONAL = "IGO"


class _Cited(msgspec.Struct):
    """What is read back of a line."""

    citations: tuple[Citation, ...]


def write(matter: Matter, files: Files) -> None:
    """Write the chosen events of a matter, a line each."""
    encoder = msgspec.json.Encoder()
    with files.open(LINES) as stream:
        for taken in matter.reports():
            telling = telling_of(taken, {})
            for mention in telling.mentions:
                stream.write(encoder.encode(_line(mention, telling.counts, matter)) + b"\n")


def citations(folder: Path) -> Iterator[Citation]:
    """Yield every citation of the lines in `folder`. Raises StoreError where they cannot be read."""
    try:
        with (folder / LINES).open("rb") as stream:
            for line in stream:
                read: _Cited = msgspec.json.decode(line, type=_Cited)
                yield from read.citations
    except UNREADABLE as error:
        raise StoreError(LINES, f"cannot be read ({error})", "export it again") from None


def _line(mention: Mention, counts: Iterable[Count], matter: Matter) -> dict[str, Any]:
    event, report = mention.event, mention.report
    sized, size = _size(mention, counts)
    proof = dict.fromkeys((*mention.citations(), *(c for each in sized for c in each.citations())))
    line: dict[str, Any] = {
        "id": mention.id,
        "has_event": True,
        **_date(mention),
        "source": [_actor(name) for name in mention.statement.actors],
        "recipient": [_actor(name) for name in mention.statement.recipients],
        "event": [event.type.value],
        "mode": [event.mode] if event.mode else [],
        "context": _CONTEXTS.get(event.status, []),
        "event_text": [clean(mention.statement.words)],
        "event_loc": _location(mention),
        "size": size,
        "quad_code": _QUAD[event.type],
        "text_info": {"sequence": mention.sentence, "start": event.span.start, "end": event.span.end},
        "cite_info": {
            "citation": report.id,
            "url": report.url,
            "title": report.headline and clean(report.headline),
            "language": report.language,
            "publication": report.outlet and clean(report.outlet),
            "coder": matter.tool,
            "codebook": CODEBOOK,
        },
        "coder": matter.tool,
        "coded_date": matter.made.date().isoformat(),
        "status": event.status.value,
        "says": clean(mention.statement.chain[-1].who) if mention.attribution else report.outlet,
        "chain": [clean(voice.who) for voice in mention.statement.chain],
        "published": report.published,
        "confidence": round(event.confidence, 4),
        "citations": list(proof),
    }
    line["cite_info"] = _told(line["cite_info"])
    return _told(line)


def _date(mention: Mention) -> dict[str, str | None]:
    """Return the days that the record tells; the day of publication, which `date_basis` then says it is."""
    days = days_of(mention.event.when)
    if days is not None and not days.open:
        end = {"enddate": days.ends} if days.first != days.last else {}
        return {"date": days.begins, **end, "date_basis": "said", "date_edtf": mention.event.when}
    published = days_of(mention.report.published)
    if published is None:
        return {"date": None, "date_basis": "unknown", "date_edtf": mention.event.when}
    return {"date": published.begins, "date_basis": "publication", "date_edtf": mention.event.when}


def _actor(name: str) -> dict[str, str]:
    """Return an actor with the codes that its name surely has."""
    actor = {"actor_text": clean(name)}
    known = actor_named(name)
    if known is not None:
        codes = codes_of(known.country)
        actor["identifier_text"] = known.name
        if codes is not None:
            actor["code"] = codes.iso3
        elif known.kind is Kind.ORGANISATION:
            actor["code"] = _INTERNATIONAL
    listed = countries.find(name)
    kind = party_of(name)
    if kind == "civilians":
        actor["sector"] = "CVL"
    elif kind == "state" and len(listed) == 1 and listed[0].kind in _SECTORS:
        actor["sector"] = _SECTORS[listed[0].kind]
    return actor


def _location(mention: Mention) -> dict[str, Any] | None:
    """Return the place as GeoNames describes places; without coordinates where they are not known."""
    spot = spot_of([mention])
    place = spot.place
    if place is None:
        return None
    codes = codes_of(place.country)
    located = spot.located
    return _told(
        {
            "geonameid": place.geonames_id,
            "name": clean(place.name),
            "latitude": place.lat if located else None,
            "longitude": place.lon if located else None,
            "country code": place.country,
            "cc3": codes.iso3 if codes else None,
            "admin1 name": place.admin1,
            "kind": place.kind.value,
            "precision": place.precision.value if place.precision else None,
        }
    )


def _size(mention: Mention, counts: Iterable[Count]) -> tuple[list[Count], dict[str, int] | None]:
    """Return the dead, injured and arrested that the sentence of an event tells, the least of each."""
    size: dict[str, int] = {}
    proof = []
    for count in counts:
        name = _SIZES.get(mention.event.type, {}).get(count.figure.what)
        denied = count.attribution is not None and count.attribution.act is Act.DENY
        if name is None or denied or count.sentence != mention.sentence or count.figure.low is None:
            continue
        proof.append(count)
        size[name] = min(size.get(name, int(count.figure.low)), int(count.figure.low))
    return proof, size or None


def _told(values: dict[str, Any]) -> dict[str, Any]:
    """Return what is known of a record; a date stays, PLOVER asks for one."""
    return {name: value for name, value in values.items() if value is not None or name == "date"}
