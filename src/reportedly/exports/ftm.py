"""FollowTheMoney entities (model 3.8) as JSON lines, as Aleph and the tools around it take them.

A report is an Article; a voice with a name a Person, PublicBody or Organization, once for each name (who is
only described, "the town council", stands in the Note alone); that a report has its words a Mention. What a
report says is a Note on whoever says it, never an Event or Ownership: those would say that it is so. A place
on a map is an Address. Every Note has its Article as `proof`, its words in `description`, and its citations,
as the report has them, as JSON in `notes`.

Ids are hashes, the same for the same store. Memory grows with the number of different names and places.
"""

import json
import re
import unicodedata
from collections import defaultdict
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import msgspec

from reportedly.errors import StoreError
from reportedly.exports.citing import UNREADABLE, Citation, from_cell
from reportedly.exports.coding import clean
from reportedly.exports.files import Files
from reportedly.exports.iris import address
from reportedly.exports.matter import Matter, Taken
from reportedly.exports.mentions import named_places
from reportedly.exports.roles import attributions_of, own_roles, proof_of, said_in
from reportedly.exports.voices_named import digest, is_name, node_of, outlet_node
from reportedly.record import Attribution, Control, Event, Kind, Place, Voice
from reportedly.record.days import days_of
from reportedly.record.layers import PLACES, TIMES
from reportedly.views.records import Record, told

ENTITIES = "entities.ftm.json"
_SCHEMATA = {Kind.PERSON: "Person", Kind.GOVERNMENT: "PublicBody"}
"""Kinds of voices that are something narrower than an Organization."""
_LANGUAGES = {
    "ar": "ara", "az": "aze", "be": "bel", "bg": "bul", "bs": "bos", "cs": "ces", "da": "dan", "de": "deu",
    "el": "ell", "en": "eng", "es": "spa", "et": "est", "fa": "fas", "fi": "fin", "fr": "fra", "he": "heb",
    "hi": "hin", "hr": "hrv", "hu": "hun", "hy": "hye", "id": "ind", "it": "ita", "ja": "jpn", "ka": "kat",
    "kk": "kaz", "ko": "kor", "ky": "kir", "lt": "lit", "lv": "lav", "mk": "mkd", "my": "mya", "nl": "nld",
    "no": "nor", "pl": "pol", "pt": "por", "ro": "ron", "ru": "rus", "sk": "slk", "sl": "slv", "sq": "sqi",
    "sr": "srp", "sv": "swe", "sw": "swa", "tg": "tgk", "tr": "tur", "uk": "ukr", "ur": "urd", "uz": "uzb",
    "zh": "zho",
}  # fmt: skip
"""ISO 639-1 -> ISO 639-3, of the languages that FollowTheMoney knows."""
_GONE = frozenset({"AN", "CS"})
"""Codes in GeoNames of countries that are no more; FollowTheMoney has none of them."""
_PARTED = re.compile(r"[,;]|<BR/?>|ESQ\.,|ESQ,")
"""What FollowTheMoney takes for the end of a line of an address."""
_QUOTES = "\"'“”‘’«»„"

Entity = dict[str, Any]
"""One entity: id, schema, and properties, each a list of texts."""


def write(matter: Matter, files: Files) -> None:
    """Write the chosen records of a matter, an entity a line."""
    encode = msgspec.json.Encoder().encode
    with files.open(ENTITIES) as stream:
        for entity in entities_of(matter):
            stream.write(encode(entity) + b"\n")


def citations(folder: Path) -> Iterator[Citation]:
    """Yield every citation of the entities in `folder`. Raises StoreError where they cannot be read."""
    try:
        with (folder / ENTITIES).open("rb") as stream:
            for line in stream:
                entity = msgspec.json.decode(line, type=_Entity)
                for cell in entity.properties.get("notes", ()):
                    yield from from_cell(cell)
    except UNREADABLE as error:
        raise StoreError(ENTITIES, f"cannot be read ({error})", "export it again") from None


def entities_of(matter: Matter) -> Iterator[Entity]:
    """Yield the entities of a matter: of each report the Article, then whom and what it needs, then Notes."""
    seen: set[str] = set()
    for taken in matter.reports():
        made = _Made(taken, matter.tool)
        yield made.article()
        for entity in made.notes():
            if entity["id"] not in seen:
                if entity["schema"] not in {"Note", "Mention"}:
                    seen.add(entity["id"])
                yield entity


class _Made:
    """The entities of one report."""

    def __init__(self, taken: Taken, tool: str) -> None:
        self._taken, self._tool = taken, tool
        self._report = taken.report
        self._id = _id("report", taken.report.id)
        self._url = [_url(taken.report.url)]
        self._mentioned: set[str] = set()

    def article(self) -> Entity:
        """Return the report itself."""
        report = self._report
        return _entity(
            self._id,
            "Article",
            {
                "title": [report.headline],
                "publishedAt": [_date(report.published)],
                "sourceUrl": self._url,
                "publisher": [report.outlet],
                "language": [_LANGUAGES.get(report.language or "")],
                "messageId": [report.id],
                "generator": [self._tool],
            },
        )

    def notes(self) -> Iterator[Entity]:
        """Yield a Note for each chosen record but times, before it what it points to and is not yet there."""
        attributions = attributions_of(self._taken.reading)
        places: dict[str, list[Record]] = defaultdict(list)
        for record in self._taken.records:
            if record.layer == TIMES:
                continue
            if record.layer == PLACES and isinstance(record.item, Place):
                places[_place_key(record.item, self._report.id)].append(record)
                continue
            proof = proof_of(self._taken, record, attributions)
            yield from self._note(record, said_in(record, attributions), proof)
        for key, mentions in places.items():
            yield from self._place(key, mentions)

    def _note(self, record: Record, said: Attribution | None, proof: Iterable[Citation]) -> Iterator[Entity]:
        who = yield from self._voices(said)
        places = self._places(record)
        for place in places:
            yield self._address(place)
        words = (role.span.text for role in own_roles(record.item) if role.name in {"words", "content"})
        chain = [voice.who for voice in said.chain] if said else [self._report.outlet or "outlet not known"]
        when, line = getattr(record.item, "when", None), told(record.item)
        yield self._entity_of(
            record.name,
            proof,
            {
                "name": [f"{record.speaker} {line}" if record.item is said and record.speaker else line],
                "description": [" … ".join(words)],
                "summary": [f"Said by: {' > '.join(chain)}", f"When (EDTF): {when}" if when else None],
                "entity": who,
                "keywords": list(_keywords(record, said)),
                "country": [_country(place) for place in places],
                "address": [
                    _address(name) for name in (getattr(record.item, "place", None) or "").split(";")
                ],
                "addressEntity": [_id("place", _place_key(place, self._report.id)) for place in places],
            },
        )

    def _place(self, key: str, mentions: list[Record]) -> Iterator[Entity]:
        """Yield a place that a report names, and the Note that it does."""
        spans = [span for record in mentions for span in record.spans]
        place = mentions[0].item
        if not isinstance(place, Place):
            return
        yield self._address(place)
        yield self._entity_of(
            mentions[0].name,
            (Citation(self._report.id, span.start, span.end, span.text) for span in spans),
            {
                "name": [f"Place named: {place.name}"],
                "description": list(dict.fromkeys(span.text for span in spans)),
                "entity": [_id("place", key)],
                "keywords": ["place", place.kind],
                "country": [_country(place)],
            },
        )

    def _voices(self, said: Attribution | None) -> Generator[Entity, None, list[str]]:
        """Yield the voices of a record as entities, with a Mention each; return the ids of who says it."""
        if said is None:
            outlet = self._report.outlet
            if not outlet or not _name(outlet):
                return []
            name = _id("voice", *outlet_node(outlet))
            yield self._named(name, Voice(who=outlet, kind=Kind.OUTLET))
            return [name]
        who: list[str] = []
        for voice in said.chain[1:]:
            if voice.kind is Kind.DOCUMENT or not is_name(voice) or not _name(voice.who):
                continue
            name = _id("voice", *node_of(voice, self._report.id, said.id))
            yield self._named(name, voice)
            if name not in self._mentioned:
                self._mentioned.add(name)
                yield self._mention(name, voice)
            if voice is said.chain[-1]:
                who.append(name)
        return who

    def _named(self, name: str, voice: Voice) -> Entity:
        return _entity(
            name,
            _SCHEMATA.get(voice.kind, "Organization"),
            {"name": [_name(voice.who)], "keywords": [voice.kind], "proof": [self._id]},
        )

    def _mention(self, name: str, voice: Voice) -> Entity:
        words = voice.citation.text if voice.citation else voice.who
        return _entity(
            _id("mention", self._report.id, name),
            "Mention",
            {
                "document": [self._id],
                "resolved": [name],
                "name": [_name(words) or _name(voice.who)],
                "detectedSchema": [_SCHEMATA.get(voice.kind, "Organization")],
            },
        )

    def _places(self, record: Record) -> list[Place]:
        item = record.item
        if not isinstance(item, (Control, Event)):
            return []
        found = named_places(self._taken.reading.places, item.place, item.place_spans, ())
        return list({_place_key(place, self._report.id): place for place in found}.values())

    def _address(self, place: Place) -> Entity:
        located = place.lat is not None and place.lon is not None
        return _entity(
            _id("place", _place_key(place, self._report.id)),
            "Address",
            {
                "name": [_name(place.name)],
                "full": [_address(", ".join(x for x in (place.name, place.admin1) if x))],
                "region": [place.admin1],
                "country": [_country(place)],
                "latitude": [f"{place.lat:.5f}"] if located else [],
                "longitude": [f"{place.lon:.5f}"] if located else [],
                "keywords": [place.kind],
                "proof": [self._id],
            },
        )

    def _entity_of(
        self, record: str, proof: Iterable[Citation], values: Mapping[str, Sequence[str | None]]
    ) -> Entity:
        """Return a Note of this report with its proof."""
        cell = json.dumps([msgspec.to_builtins(each) for each in proof])  # ASCII: no cleaning changes it
        beside: dict[str, list[str | None]] = {
            "proof": [self._id],
            "sourceUrl": self._url,
            "publisher": [self._report.outlet],
        }
        note = _entity(_id("record", self._report.id, record), "Note", {**values, **beside})
        note["properties"]["notes"] = [cell]
        return note


def _keywords(record: Record, said: Attribution | None) -> Iterator[str]:
    """Yield what sort of thing a Note is, and how firmly it is told: read them before you count Notes."""
    yield record.layer.removesuffix("s")
    for field in ("act", "manner", "type", "mode", "change", "what", "status"):
        value = getattr(record.item, field, None)
        if value:
            yield value
    if said is not None and said is not record.item:
        yield f"by: {said.act}"


def _entity(name: str, schema: str, values: Mapping[str, Sequence[str | None]]) -> Entity:
    """Return an entity with the values that are some, cleaned as FollowTheMoney would."""
    held = {
        prop: list(dict.fromkeys(kept for value in each if value and (kept := _text(value))))
        for prop, each in values.items()
    }
    return {"id": name, "schema": schema, "properties": {k: v for k, v in held.items() if v}}


def _text(value: str) -> str:
    return unicodedata.normalize("NFC", clean(value))


def _name(value: str) -> str:
    """Return a name without the quotation marks around it."""
    return _text(value).strip(_QUOTES + " ")


def _address(value: str) -> str:
    """Return an address with one comma between its parts."""
    return ", ".join(part for each in _PARTED.split(_text(value)) if (part := each.strip(" .")))


def _url(value: str | None) -> str | None:
    """Return a web address with a path, as FollowTheMoney has them."""
    url = address(value)
    if url is None:
        return None
    parts = urlsplit(url)
    return urlunsplit(parts._replace(path=parts.path or "/"))


def _date(value: str | None) -> str | None:
    """Return a date, or a time in UTC to the second; None where it is neither."""
    days = days_of(value)
    if value is None or days is None:
        return None
    if "T" not in value:
        return value if value.replace("-", "").isdigit() else None
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        return days.begins
    if moment.tzinfo is None:
        return moment.strftime("%Y-%m-%dT%H:%M:%S")
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S")


def _country(place: Place) -> str | None:
    return place.country.lower() if place.country and place.country not in _GONE else None


def _place_key(place: Place, report: str) -> str:
    """Return what names a place: its number in GeoNames, else its name in that report."""
    return f"geonames {place.geonames_id}" if place.geonames_id is not None else f"{report} {place.name}"


def _id(kind: str, *parts: str) -> str:
    return f"reportedly-{digest(kind, *parts)}"


class _Entity(msgspec.Struct):
    """What is read back."""

    properties: dict[str, list[str]]
