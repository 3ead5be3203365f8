"""W3C Web Annotations (Recommendation of 2017) as JSON-LD: one for each record, on its exact words.

A target is words of a report, by position and by quotation. A record of several spans has as many targets: to
the standard several selectors of one target are ways to find the same words. Positions count code points of
the text that was read, which a target names as the cached state of its source; on the page as it is served
the quotation finds the words (docs/exports.md).
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from reportedly.errors import StoreError
from reportedly.exports.citing import UNREADABLE, Citation
from reportedly.exports.files import Files
from reportedly.exports.iris import NS, address, parts_of, urn
from reportedly.exports.matter import Matter, Taken
from reportedly.exports.roles import Role, attributions_of, own_roles, said_in
from reportedly.record import Attribution, Span, Voice
from reportedly.store.judgement import Verb
from reportedly.views.records import Record, quoted, told

ANNOTATIONS = "annotations.jsonld"
CONTEXT = "http://www.w3.org/ns/anno.jsonld"
"""Named, never fetched."""
_OURS = {"reportedly": NS, "reportedly:chain": {"@container": "@list"}}
_AROUND = 32
"""Code points before and after the words, by which a quotation is told from another of the same words."""
_TYPES = {
    "attributions": "Attribution",
    "places": "Place",
    "times": "Time",
    "figures": "Figure",
    "controls": "Control",
    "events": "Event",
}
"""Layer -> what a record of it is called."""


def write(matter: Matter, files: Files) -> None:
    """Write the chosen records of a matter as one collection, a line for each annotation."""
    encode = msgspec.json.Encoder().encode
    head = {
        "@context": [CONTEXT, _OURS],
        "id": urn("annotations"),
        "type": "AnnotationCollection",
        "label": "Who said what in reports, as they say it",
        "generator": _software(matter.tool),
        "generated": _moment(matter),
    }
    page = {"id": urn("annotations", "1"), "type": "AnnotationPage", "startIndex": 0}
    with files.open(ANNOTATIONS) as stream:
        stream.write(encode(head)[:-1] + b',"first":' + encode(page)[:-1] + b',"items":[')
        number = 0
        for number, annotation in enumerate(annotations_of(matter), 1):
            stream.write((b"\n" if number == 1 else b",\n") + encode(annotation))
        stream.write(b'\n]},"total":' + encode(number) + b"}\n")


def citations(folder: Path) -> Iterator[Citation]:
    """Yield every citation of the annotations in `folder`. Raises StoreError where they cannot be read."""
    try:
        read = msgspec.json.decode((folder / ANNOTATIONS).read_bytes(), type=_Collection)
        for annotation in read.first.items:
            record = annotation.body[-1]
            said = record.said
            beside = [*record.chain, *(said.chain if said else ())]
            held = [voice.citation for voice in beside if voice.citation is not None]
            for target in (*annotation.target, *held, *(said.words if said else ())):
                yield target.citation
    except (*UNREADABLE, IndexError, ValueError) as error:
        raise StoreError(ANNOTATIONS, f"cannot be read ({error})", "export it again") from None


def annotations_of(matter: Matter) -> Iterator[dict[str, Any]]:
    """Yield an annotation for each chosen record of a matter."""
    for taken in matter.reports():
        attributions = attributions_of(taken.reading)
        reviewed = _reviewed(taken)
        for record in taken.records:
            yield {
                "id": urn("annotation", taken.report.id, record.name),
                "type": "Annotation",
                "motivation": ["classifying", "describing"],
                "creator": _reader(taken, reviewed.get(record.name)),
                "created": _moment(matter),
                "generator": _software(matter.tool),
                "generated": _moment(matter),
                "body": _bodies(taken, record, said_in(record, attributions), reviewed.get(record.name)),
                "target": [_target(taken, role) for role in own_roles(record.item)],
            }


def _bodies(
    taken: Taken, record: Record, said: Attribution | None, reviewed: str | None
) -> list[dict[str, Any]]:
    """Return what a record is, in a word; what it says, for people; and the record itself."""
    layer = _TYPES[record.layer]
    words = " ".join(part for part in (told(record.item), quoted(record.item)) if part)
    line = f"{record.speaker}: {words}" if record.speaker else words
    return [
        {"type": "SpecificResource", "purpose": "classifying", "source": f"{NS}{layer}"},
        {"type": "TextualBody", "purpose": "describing", "format": "text/plain", "value": line},
        {
            "id": urn("record", taken.report.id, record.name),
            "type": ["Dataset", f"reportedly:{layer}"],
            **_fields(record),
            **({"reportedly:reviewed": reviewed} if reviewed else {}),
            **(_said(taken, record, said) if said else {"reportedly:ownVoice": True}),
        },
    ]


def _fields(record: Record) -> dict[str, Any]:
    """Return the values of a record; its citations are the targets."""
    found: dict[str, Any] = {}
    for field in record.item.__struct_fields__:
        value = getattr(record.item, field)
        if field in {"id", "speaker", "chain", "by", "inside"} or value is None or isinstance(value, Span):
            continue
        if isinstance(value, tuple):
            value = [each for each in value if isinstance(each, (str, float, int))]
        if value != []:
            found[f"reportedly:{field}"] = value
    return found


def _said(taken: Taken, record: Record, said: Attribution) -> dict[str, Any]:
    """Return in whose words a record stands, with the words that say so."""
    report = taken.report.id
    chain = {"reportedly:chain": [_voice(taken, voice) for voice in said.chain]}
    if said is not record.item:
        by = {"id": urn("record", report, said.id), "type": "reportedly:Attribution"}
        words = [_target(taken, role) for role in own_roles(said) if role.name in {"source", "cue"}]
        return {
            "reportedly:by": {**by, "reportedly:act": said.act, **chain, "reportedly:words": words},
        }
    source = next((each for each in taken.reading.sources if each.id == said.speaker), None)
    speaker = {
        f"reportedly:{name}": getattr(source, name) for name in ("who", "kind", "named") if source is not None
    }
    inside = {"reportedly:inside": {"id": urn("record", report, said.inside)}} if said.inside else {}
    return {"reportedly:speaker": speaker, **inside, **chain}


def _voice(taken: Taken, voice: Voice) -> dict[str, Any]:
    told_ = {"reportedly:who": voice.who, "reportedly:kind": voice.kind}
    if voice.outlet is not None:
        told_["reportedly:outlet"] = voice.outlet
    if voice.citation is None:
        return told_
    return {**told_, "reportedly:citation": _target(taken, Role("voice", voice.citation))}


def _target(taken: Taken, role: Role) -> dict[str, Any]:
    text, span, name = taken.report.text, role.span, urn("report", taken.report.id)
    return {
        "type": "SpecificResource",
        "source": address(taken.report.url) or name,
        "state": {"type": "TimeState", "cached": name},
        "reportedly:role": role.name,
        "selector": [
            {"type": "TextPositionSelector", "start": span.start, "end": span.end},
            {
                "type": "TextQuoteSelector",
                "exact": span.text,
                "prefix": text[max(0, span.start - _AROUND) : span.start],
                "suffix": text[span.end : span.end + _AROUND],
            },
        ],
    }


def _reviewed(taken: Taken) -> dict[str, str]:
    """Return what persons did with records, by their names."""
    found: dict[str, str] = {}
    by_words = {(record.layer, record.spans): record.name for record in taken.records}
    for mark in taken.marks:
        done = "added" if mark.added else "corrected" if mark.corrected else ""
        done = done or ("accepted" if mark.verdict is Verb.ACCEPT else "")
        name = mark.item or by_words.get((mark.layer, mark.spans))
        if done and name:
            found[name] = done
    return found


def _reader(taken: Taken, reviewed: str | None) -> dict[str, str]:
    """Return who made a record: the model, or a person who corrected or added it."""
    if reviewed in {"added", "corrected"}:
        return {"type": "Person"}
    return _software(taken.listed.model or "reportedly")


def _software(name: str) -> dict[str, str]:
    return {"id": urn("software", name), "type": "Software", "name": name}


def _moment(matter: Matter) -> str:
    return matter.made.strftime("%Y-%m-%dT%H:%M:%SZ")


class _Selector(msgspec.Struct):
    type: str
    start: int = 0
    end: int = 0
    exact: str = ""


class _State(msgspec.Struct):
    cached: str


class _Target(msgspec.Struct):
    state: _State
    selector: list[_Selector]

    @property
    def citation(self) -> Citation:
        """The words of a report that a target is."""
        where, words = self.selector
        return Citation(parts_of(self.state.cached)[1], where.start, where.end, words.exact)


class _Voice(msgspec.Struct):
    citation: _Target | None = msgspec.field(name="reportedly:citation", default=None)


class _By(msgspec.Struct):
    chain: list[_Voice] = msgspec.field(name="reportedly:chain", default_factory=list)
    words: list[_Target] = msgspec.field(name="reportedly:words", default_factory=list)


class _Body(msgspec.Struct):
    chain: list[_Voice] = msgspec.field(name="reportedly:chain", default_factory=list)
    said: _By | None = msgspec.field(name="reportedly:by", default=None)


class _Annotation(msgspec.Struct):
    body: list[_Body]
    target: list[_Target]


class _Page(msgspec.Struct):
    items: list[_Annotation]


class _Collection(msgspec.Struct):
    """What is read back."""

    first: _Page
