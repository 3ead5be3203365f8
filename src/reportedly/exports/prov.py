"""W3C PROV (Recommendation of 2013): chains and origins as PROV-JSON and as PROV-O in Turtle.

Every record is an entity, quoted from the report it stands in. What a voice of its chain said is an entity
attributed to that voice, and each is derived from the next: what the publisher printed from what the agency
told, that from what the minister said. A member of a claim has its origin as primary source. The reading of a
report is an activity of the software that read it.

Both files hold the same. They are written as they come, section by section: memory grows with the number of
different voices (some 100 bytes each), not of reports. The library `prov` would hold everything; the tests
read both files with it.
"""

import re
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import msgspec

from reportedly.errors import StoreError
from reportedly.exports.citing import UNREADABLE, Citation, from_cell, to_cell
from reportedly.exports.files import Files
from reportedly.exports.iris import NS, address, urn
from reportedly.exports.matter import Matter, Taken
from reportedly.exports.roles import attributions_of, own_roles, proof_of, said_in
from reportedly.exports.voices_named import BODIES, digest, node_of, outlet_node
from reportedly.linking import Trace
from reportedly.record import Attribution, Kind, Manner, Voice
from reportedly.tracing.origins import Origin
from reportedly.tracing.statement import Statement
from reportedly.views.records import Record, told

if TYPE_CHECKING:
    from reportedly.tracing.ties import Join

PROV_JSON, PROV_O = "prov.json", "prov.ttl"
_PROV, _XSD = "http://www.w3.org/ns/prov#", "http://www.w3.org/2001/XMLSchema#"
_SECTIONS = (
    "entity", "activity", "agent", "used", "wasGeneratedBy", "wasAssociatedWith", "wasAttributedTo",
    "wasDerivedFrom", "hadMember",
)  # fmt: skip
"""Of a PROV-JSON document, in the order in which they are written."""
_RELATIONS = {
    "used": ("prov:activity", "prov:entity"),
    "wasGeneratedBy": ("prov:entity", "prov:activity"),
    "wasAssociatedWith": ("prov:activity", "prov:agent"),
    "wasAttributedTo": ("prov:entity", "prov:agent"),
    "wasDerivedFrom": ("prov:generatedEntity", "prov:usedEntity"),
    "hadMember": ("prov:collection", "prov:entity"),
}
_SORTS = {"wasQuotedFrom": "prov:Quotation", "hadPrimarySource": "prov:PrimarySource"}
"""Sorts of derivation: the property of PROV-O -> the type in PROV-JSON."""
_CLASSES = {"entity": "Entity", "activity": "Activity", "agent": "Agent"}
_SEMICOLON = " ;\n    "
_QUOTED = re.compile(r'["\\\x00-\x1f\x7f]')


def write(matter: Matter, files: Files) -> None:
    """Write the chosen records and claims of a matter as PROV-JSON, then as PROV-O."""
    with ExitStack() as stack:
        parts = {name: stack.enter_context(_held()) for name in (*_SECTIONS, PROV_O)}
        made = _Writer(parts)
        _tell(matter, made)
        with files.open(PROV_JSON) as stream:
            stream.write(b'{"prefix":' + msgspec.json.encode({"reportedly": NS, "r": "urn:reportedly:"}))
            for name in _SECTIONS:
                if parts[name].tell():
                    stream.write(b',\n"' + name.encode() + b'":{')
                    _copy(parts[name], stream)
                    stream.write(b"\n}")
            stream.write(b"}\n")
        with files.open(PROV_O) as stream:
            prefixes = {"prov": _PROV, "xsd": _XSD, "reportedly": NS}
            stream.writelines(f"@prefix {name}: <{iri}> .\n".encode() for name, iri in prefixes.items())
            _copy(parts[PROV_O], stream)


def citations(folder: Path) -> Iterator[Citation]:
    """Yield every citation of the PROV-JSON in `folder`. Raises StoreError where it cannot be read."""
    try:
        read = msgspec.json.decode((folder / PROV_JSON).read_bytes(), type=_Document)
    except UNREADABLE as error:
        raise StoreError(PROV_JSON, f"cannot be read ({error})", "export it again") from None
    for told_ in (*read.entity.values(), *read.derived.values()):
        yield from from_cell(told_.citations)


def _tell(matter: Matter, made: "_Writer") -> None:
    """Tell all reports, then all claims."""
    for taken in matter.reports():
        report = _report(made, taken)
        attributions = attributions_of(taken.reading)
        heard: set[str] = set()
        for record in taken.records:
            said = said_in(record, attributions)
            _record(made, taken, record, report, proof_of(taken, record, attributions))
            if said is None:
                if record.layer not in {"places", "times"}:
                    _outlet(made, taken.report.outlet, record=_name(taken, record.name))
                continue
            if said.id not in heard:
                heard.add(said.id)
                _chain(made, taken, said)
            _heard(made, taken, record, said)
    for trace in matter.claims():
        _claim(made, trace)


def _report(made: "_Writer", taken: Taken) -> str:
    report = taken.report
    name = urn("report", report.id)
    url = address(report.url)
    made.node(
        "entity", name, "Report",
        {"title": report.headline, "published": report.published, "language": report.language, "url": url},
        label=report.headline,
    )  # fmt: skip
    _outlet(made, report.outlet, record=name)
    if taken.listed.model is not None:
        software = taken.listed.model or "reportedly"
        reading, reader = urn("reading", report.id), urn("software", software)
        made.node("activity", reading, "Reading", {})
        made.agent(reader, "SoftwareAgent", software, {})
        made.relate("used", reading, name)
        made.relate("wasAssociatedWith", reading, reader)
    return name


def _outlet(made: "_Writer", outlet: str | None, *, record: str) -> None:
    """Attribute something to the outlet that published it."""
    if outlet:
        agent = urn("voice", *outlet_node(outlet))
        made.agent(agent, "Organization", outlet, {"kind": Kind.OUTLET.value})
        made.relate("wasAttributedTo", record, agent)


def _record(made: "_Writer", taken: Taken, record: Record, report: str, proof: tuple[Citation, ...]) -> None:
    name = _name(taken, record.name)
    words = " … ".join(role.span.text for role in own_roles(record.item) if role.name in {"words", "content"})
    status = getattr(record.item, "status", None)
    made.node(
        "entity", name, record.layer.removesuffix("s").capitalize(),
        {"says": told(record.item), "value": words, "status": status, "citations": to_cell(proof)},
        label=" ".join(words.split()),
    )  # fmt: skip
    made.relate("wasDerivedFrom", name, report, "wasQuotedFrom")
    if taken.listed.model is not None:
        made.relate("wasGeneratedBy", name, urn("reading", taken.report.id))


def _chain(made: "_Writer", taken: Taken, said: Attribution) -> None:
    """Tell what each voice of a chain after the publisher said, each derived from what the next said."""
    last = len(said.chain) - 1
    for n, voice in enumerate(said.chain[1:], 1):
        name = _heard_name(taken, said, n)
        act = said.act.value if n == last else None
        medium = said.medium if n == last else None
        made.node("entity", name, "Utterance", {"act": act, "medium": medium})
        made.relate("wasAttributedTo", name, _voice(made, voice, taken.report.id, said.id))
        if n < last:
            made.relate("wasDerivedFrom", name, _heard_name(taken, said, n + 1))


def _heard(made: "_Writer", taken: Taken, record: Record, said: Attribution) -> None:
    """Derive a record from what the first voice after the publisher said."""
    if len(said.chain) > 1:
        direct = said is record.item and said.manner is Manner.DIRECT and len(said.chain) == 2  # noqa: PLR2004 - nobody between
        sort = "wasQuotedFrom" if direct else None
        made.relate("wasDerivedFrom", _name(taken, record.name), _heard_name(taken, said, 1), sort)


def _claim(made: "_Writer", trace: Trace) -> None:
    """Tell a claim, its members, and the origin of each."""
    claim = trace.claim
    name, origins = urn("claim", claim.id), trace.origins
    counted = {"origins": str(len(origins.known)), "notTraced": str(len(origins.unknown))}
    made.node(
        "entity", name, "Claim", {"words": claim.words, "reports": str(len(claim.reports)), **counted},
        label=claim.words, also="Collection",
    )  # fmt: skip
    members = {member.id: member for member in claim.members}
    for member in claim.members:
        statement = _statement(made, member)
        made.relate("hadMember", name, statement)
    for n, origin in enumerate((*origins.known, *origins.unknown), 1):
        _origin(made, origin, urn("origin", claim.id, str(n)), members)


def _statement(made: "_Writer", member: Statement) -> str:
    name = urn("statement", *member.id.rsplit("#", 1))
    voices = (voice.citation for voice in member.chain if voice.citation is not None)
    spans = dict.fromkeys((*member.spans, *voices))
    proof = to_cell(Citation(member.report, s.start, s.end, s.text) for s in spans)
    made.node(
        "entity", name, "Statement",
        {
            "words": member.words, "published": member.published, "outlet": member.outlet,
            "chain": " > ".join(voice.who for voice in member.chain), "status": member.status,
            "record": urn("record", member.report, member.item), "citations": proof,
        },
        label=member.words,
    )  # fmt: skip
    made.relate("wasDerivedFrom", name, urn("report", member.report), "wasQuotedFrom")
    return name


def _origin(made: "_Writer", origin: Origin, name: str, members: dict[str, Statement]) -> None:
    through = "; ".join(origin.through) or None
    made.node(
        "entity", name, "Origin", {"root": origin.root, "who": origin.who, "through": through},
        label=origin.who,
    )  # fmt: skip
    voice = next((v for m in origin.members for v in members[m].chain if v.who == origin.who), None)
    if voice is not None:
        first = members[origin.members[0]]
        made.relate("wasAttributedTo", name, _voice(made, voice, first.report, first.item))
    joins: dict[str, list[Join]] = {member: [] for member in origin.members}
    for join in origin.joins:
        joins[join.other].append(join)
    for member, shown in joins.items():
        statement = urn("statement", *member.rsplit("#", 1))
        for join in shown:
            proof = (Citation(p.report, p.span.start, p.span.end, p.span.text) for p in join.proof)
            why = {"tie": str(join.tie), "why": join.why, "with": join.one, "citations": to_cell(proof)}
            made.relate("wasDerivedFrom", statement, name, "hadPrimarySource", why)
        if not shown:
            made.relate("wasDerivedFrom", statement, name, "hadPrimarySource")


def _voice(made: "_Writer", voice: Voice, report: str, attribution: str) -> str:
    name = urn("voice", *node_of(voice, report, attribution))
    sort = "Person" if voice.kind is Kind.PERSON else "Organization" if voice.kind in BODIES else None
    made.agent(name, sort, voice.who, {"kind": voice.kind.value})
    return name


def _name(taken: Taken, record: str) -> str:
    return urn("record", taken.report.id, record)


def _heard_name(taken: Taken, said: Attribution, voice: int) -> str:
    return urn("utterance", taken.report.id, said.id, str(voice))


class _Writer:
    """Writes nodes and relations into both files, each as it comes."""

    def __init__(self, parts: Mapping[str, IO[bytes]]) -> None:
        self._parts = parts
        self._agents: set[str] = set()
        self._number = 0

    def node(
        self,
        section: str,
        name: str,
        sort: str,
        told_: dict[str, str | None],
        *,
        label: str | None = None,
        also: str | None = None,
    ) -> None:
        """Write an entity, activity or agent of our `sort`, with values that are not None."""
        values = {key: str(value) for key, value in told_.items() if value is not None}
        types = [f"reportedly:{sort}", *([f"prov:{also}"] if also else [])]
        held: dict[str, Any] = {"prov:type": [{"$": each, "type": "prov:QUALIFIED_NAME"} for each in types]}
        if label:
            held["prov:label"] = label
        self._json(section, _short(name), {**held, **{f"reportedly:{k}": v for k, v in values.items()}})
        lines = [f"a {', '.join((f'prov:{_CLASSES[section]}', *types))}"]
        if label:
            lines.append(f"<http://www.w3.org/2000/01/rdf-schema#label> {_string(label)}")
        lines += [f"reportedly:{key} {_string(value)}" for key, value in values.items()]
        self._turtle(f"<{name}> {_SEMICOLON.join(lines)} .")

    def agent(self, name: str, sort: str | None, label: str, told_: dict[str, str | None]) -> None:
        """Write an agent, once."""
        key = digest(name)
        if key not in self._agents:
            self._agents.add(key)
            self.node("agent", name, "Voice", told_, label=label, also=sort)

    def relate(
        self,
        relation: str,
        one: str,
        other: str,
        sort: str | None = None,
        told_: Mapping[str, str | None] | None = None,
    ) -> None:
        """Write a relation, with the sort of derivation it is and what shows it."""
        self._number += 1
        first, second = _RELATIONS[relation]
        values = {key: value for key, value in (told_ or {}).items() if value is not None}
        held: dict[str, Any] = {first: _short(one), second: _short(other)}
        if sort:
            held["prov:type"] = {"$": _SORTS[sort], "type": "prov:QUALIFIED_NAME"}
        held.update({f"reportedly:{key}": value for key, value in values.items()})
        self._json(relation, f"_:n{self._number}", held)
        self._turtle(f"<{one}> prov:{sort or relation} <{other}> .")
        if values:
            kind = "PrimarySource" if sort == "hadPrimarySource" else "Derivation"
            lines = [f"a prov:{kind} ; prov:entity <{other}>"]
            lines += [f"reportedly:{key} {_string(value)}" for key, value in values.items()]
            self._turtle(f"<{one}> prov:qualified{kind} [ {' ; '.join(lines)} ] .")

    def _json(self, section: str, name: str, held: dict[str, Any]) -> None:
        stream = self._parts[section]
        stream.write(b",\n" if stream.tell() else b"\n")
        stream.write(msgspec.json.encode(name) + b":" + msgspec.json.encode(held))

    def _turtle(self, line: str) -> None:
        self._parts[PROV_O].write(line.encode() + b"\n")


def _short(iri: str) -> str:
    return f"r:{iri.removeprefix('urn:reportedly:')}"


def _string(value: str) -> str:
    """Return text as a literal of Turtle."""
    return '"' + _QUOTED.sub(lambda found: _ESCAPES.get(found[0]) or f"\\u{ord(found[0]):04X}", value) + '"'


_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def _held() -> "tempfile.SpooledTemporaryFile[bytes]":
    return tempfile.SpooledTemporaryFile(max_size=1 << 22)


def _copy(part: IO[bytes], stream: IO[bytes]) -> None:
    part.seek(0)
    shutil.copyfileobj(part, stream)


class _Cited(msgspec.Struct):
    citations: str = msgspec.field(name="reportedly:citations", default="")


class _Document(msgspec.Struct):
    """What is read back."""

    prefix: dict[str, str]
    entity: dict[str, _Cited] = {}
    derived: dict[str, _Cited] = msgspec.field(name="wasDerivedFrom", default_factory=dict)
