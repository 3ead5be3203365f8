"""schema.org Claims as JSON-LD: what two or more reports say, where it appears, and how many origins it has.

No ClaimReview and no rating: we hold no claim true or false, we tell who makes it. Where a fact-checker has
come to a verdict, their ClaimReview points to the Claim as its `itemReviewed`.

The lines can stand in a page's `<script type="application/ld+json">`: no "<" is written as it is.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec

from reportedly.errors import StoreError
from reportedly.exports.citing import UNREADABLE, Citation
from reportedly.exports.files import Files
from reportedly.exports.iris import NS, address, parts_of, urn
from reportedly.exports.matter import Matter
from reportedly.exports.voices_named import BODIES, is_name, node_of, outlet_node
from reportedly.linking import Trace
from reportedly.record import Kind, Span, Voice
from reportedly.record.days import days_of
from reportedly.store import View
from reportedly.tracing.origins import Origin
from reportedly.tracing.statement import Statement

CLAIMS = "claims.jsonld"
CONTEXT = "https://schema.org"
"""Named, never fetched."""


def write(matter: Matter, files: Files) -> None:
    """Write the claims of a matter as one graph, a line for each."""
    head = {"@context": [CONTEXT, {"reportedly": NS}]}
    with files.open(CLAIMS) as stream:
        stream.write(_encoded(head)[:-1] + b',"@graph":[')
        between = b"\n"
        for trace in matter.claims():
            stream.write(between + _encoded(claim_of(trace, matter.traces.view)))
            between = b",\n"
        stream.write(b"\n]}\n")


def citations(folder: Path) -> Iterator[Citation]:
    """Yield every citation of the claims in `folder`. Raises StoreError where they cannot be read."""
    try:
        read = msgspec.json.decode((folder / CLAIMS).read_bytes(), type=_Graph)
    except UNREADABLE as error:
        raise StoreError(CLAIMS, f"cannot be read ({error})", "export it again") from None
    for claim in read.graph:
        quotations = [each for work in claim.appearance for each in work.parts]
        for origin in claim.origins:
            quotations += [each for join in origin.joins for each in join.proof]
        quotations += [each for opposed in claim.contradictions for each in opposed.says.parts]
        for quotation in quotations:
            yield from (each.citation for each in (quotation, *quotation.voiced))


def claim_of(trace: Trace, view: View) -> dict[str, Any]:
    """Return a claim as JSON-LD; `view` tells headline and address of the reports."""
    claim, origins = trace.claim, trace.origins
    by_report: dict[str, list[Statement]] = {}
    for member in claim.members:
        by_report.setdefault(member.report, []).append(member)
    works = [_work(view, report, members) for report, members in by_report.items()]
    first = next((w for w in works if days_of(w.get("datePublished")) is not None), None)
    authors = {_key(who): who for origin in origins.known if (who := _author(origin, claim.members))}
    every = [*((o, True) for o in origins.known), *((o, False) for o in origins.unknown)]
    return {
        "@type": "Claim",
        "@id": urn("claim", claim.id),
        "identifier": claim.id,
        "text": claim.words,
        **({"author": list(authors.values())} if authors else {}),
        **({"firstAppearance": {"@id": first["@id"]}} if first else {}),
        "appearance": works,
        "reportedly:reports": len(works),
        "reportedly:independentOrigins": len(origins.known),
        "reportedly:untracedOrigins": len(origins.unknown),
        "reportedly:origin": [
            _origin(urn("origin", claim.id, str(n)), origin, known=known)
            for n, (origin, known) in enumerate(every, 1)
        ],
        "reportedly:contradiction": list(_contradictions(trace, view)),
    }


def _work(view: View, report: str, said: Iterable[Statement]) -> dict[str, Any]:
    """Return a report in which a claim appears, with the words that make it."""
    known = view.report(report)
    outlet = (
        {"publisher": _agent(Kind.OUTLET, known.outlet, outlet_node(known.outlet))} if known.outlet else {}
    )
    work = {
        "url": address(known.url),
        "headline": known.headline,
        "datePublished": known.published if "X" not in (known.published or "X") else None,
        "inLanguage": known.language,
    }
    return {
        "@type": "NewsArticle",
        "@id": urn("report", report),
        "identifier": report,
        **{key: value for key, value in work.items() if value is not None},
        **outlet,
        "hasPart": [part for each in said for part in _quotations(each)],
    }


def _quotations(said: Statement) -> Iterator[dict[str, Any]]:
    """Yield the words of a statement as the report has them, with who says them and the words for that."""
    voiced = [_quotation(said.report, voice.citation) for voice in said.chain if voice.citation is not None]
    speaker = said.speaker
    told = {
        **({_speaks(speaker): _voice(speaker, said)} if speaker else {}),
        "reportedly:statement": said.id,
        "reportedly:status": said.status,
        "reportedly:chain": " > ".join(voice.who for voice in said.chain),
        "reportedly:voiced": voiced,
    }
    for span in said.spans:
        yield {**_quotation(said.report, span), **told}


def _quotation(report: str, span: Span) -> dict[str, Any]:
    return {
        "@type": "Quotation",
        "text": span.text,
        "isPartOf": {"@id": urn("report", report)},
        "reportedly:start": span.start,
        "reportedly:end": span.end,
    }


def _origin(name: str, origin: Origin, *, known: bool) -> dict[str, Any]:
    return {
        "@id": name,
        "@type": "reportedly:Origin",
        "reportedly:known": known,
        "reportedly:root": origin.root,
        "name": origin.who,
        "reportedly:through": list(origin.through),
        "reportedly:member": list(origin.members),
        "reportedly:join": [
            {
                "@type": "reportedly:Join",
                "reportedly:one": join.one,
                "reportedly:other": join.other,
                "reportedly:tie": join.tie,
                "reportedly:why": join.why,
                "reportedly:proof": [_quotation(p.report, p.span) for p in join.proof],
            }
            for join in origin.joins
        ],
    }


def _contradictions(trace: Trace, view: View) -> Iterator[dict[str, Any]]:
    members = {each.id for each in trace.claim.members}
    said = {each.id: each for each in (*trace.claim.members, *trace.against)}
    for each in trace.contradictions:
        member, other = (each.one, each.other) if each.one in members else (each.other, each.one)
        if other in said:
            yield {
                "@type": "reportedly:Contradiction",
                "reportedly:label": each.label,
                "reportedly:slot": each.slot,
                "reportedly:why": each.why,
                "reportedly:member": member,
                "reportedly:says": _work(view, said[other].report, [said[other]]),
            }


def _author(origin: Origin, members: Iterable[Statement]) -> dict[str, Any] | None:
    """Return who makes a claim at an origin, where that is a person or a body with a name."""
    inside = set(origin.members)
    for member in members:
        if member.id not in inside:
            continue
        for voice in member.chain:
            if voice.who == origin.who and is_name(voice) and voice.kind is not Kind.DOCUMENT:
                return _voice(voice, member)
    return None


def _voice(voice: Voice, said: Statement) -> dict[str, Any]:
    return _agent(voice.kind, voice.who, node_of(voice, said.report, said.attribution or said.item))


def _speaks(voice: Voice) -> str:
    """Return the property for who says it: schema.org's own is for persons and organisations."""
    return "spokenByCharacter" if voice.kind is Kind.PERSON or voice.kind in BODIES else "reportedly:speaker"


def _agent(kind: Kind, who: str, node: tuple[str, ...]) -> dict[str, Any]:
    """Return a person or a body; a voice that may be either has no schema.org type narrower than Thing."""
    sort = "Person" if kind is Kind.PERSON else "Organization" if kind in BODIES else "Thing"
    return {"@type": sort, "@id": urn("voice", *node), "name": who}


def _key(agent: dict[str, Any]) -> str:
    return str(agent["@id"])


def _encoded(value: object) -> bytes:
    """Return JSON that no page can take for markup."""
    return msgspec.json.encode(value).replace(b"<", b"\\u003c")


class _Of(msgspec.Struct):
    id: str = msgspec.field(name="@id")


class _Quotation(msgspec.Struct):
    text: str
    report: _Of = msgspec.field(name="isPartOf")
    start: int = msgspec.field(name="reportedly:start")
    end: int = msgspec.field(name="reportedly:end")
    voiced: list["_Quotation"] = msgspec.field(name="reportedly:voiced", default_factory=list)

    @property
    def citation(self) -> Citation:
        """The words of a report that are quoted."""
        return Citation(parts_of(self.report.id)[1], self.start, self.end, self.text)


class _Work(msgspec.Struct):
    parts: list[_Quotation] = msgspec.field(name="hasPart")


class _Join(msgspec.Struct):
    proof: list[_Quotation] = msgspec.field(name="reportedly:proof")


class _Origin(msgspec.Struct):
    joins: list[_Join] = msgspec.field(name="reportedly:join")


class _Contradiction(msgspec.Struct):
    says: _Work = msgspec.field(name="reportedly:says")


class _Claim(msgspec.Struct):
    appearance: list[_Work]
    origins: list[_Origin] = msgspec.field(name="reportedly:origin")
    contradictions: list[_Contradiction] = msgspec.field(name="reportedly:contradiction")


class _Graph(msgspec.Struct):
    """What is read back."""

    graph: list[_Claim] = msgspec.field(name="@graph")
