"""Readings of any text, made by hypothesis, and a matter that hands them over without a store."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any, cast

from hypothesis import strategies as st

from reportedly.exports.citing import Citation
from reportedly.exports.matter import Matter, Taken
from reportedly.exports.roles import attributions_of, proof_of
from reportedly.exports.selection import Selection
from reportedly.record import (
    Act,
    Attribution,
    Basis,
    Change,
    Control,
    Event,
    EventType,
    Figure,
    Kind,
    Manner,
    Place,
    PlaceKind,
    Precision,
    Reading,
    Report,
    Source,
    Span,
    Status,
    Time,
    Voice,
    What,
    cite,
)
from reportedly.record.layers import LAYERS
from reportedly.store.kept import Listed
from reportedly.tracing.claims import Claim
from reportedly.tracing.origins import origins_of
from reportedly.tracing.rendering import Trace
from reportedly.tracing.statements import statements_of
from reportedly.views.records import records

MADE = datetime(2026, 3, 9, 12, 0, tzinfo=UTC)
HOSTILE = (
    "</script><b>",
    '"\\" \\u0022',
    "😀🜁\n\n“x”",
    " ;, .,",
    "=cmd|' /C'!A0",
    "\u202eevil\u2066",
    "> . <urn:x> a",
    "é\u0301",
)
words = st.sampled_from(HOSTILE) | st.text(st.characters(codec="utf-8"), min_size=1, max_size=12)
maybe = st.none() | words
DATES = (None, "2026-03-02", "2026-03-02T10:00:00+02:00", "198X", "2026-03")
URLS = (
    None,
    "https://a.example/b",
    "javascript:alert(1)",
    'http://a.example/<é> "',
    "https://[::1",
    "http://x",
)


@st.composite
def made_readings(draw: st.DrawFn) -> list[Reading]:
    """Return up to three readings of made texts, each with a record of every layer at most."""
    return [_reading(draw, f"{draw(words)}{n}") for n in range(draw(st.integers(0, 3)))]


def _reading(draw: st.DrawFn, name: str) -> Reading:
    parts = [draw(words) for _ in range(8)]
    text, spans = "", []
    for part in parts:
        text += draw(st.sampled_from(["", " ", "\n\n", "😀"]))
        spans.append((len(text), len(text) + len(part)))
        text += part
    who, cue, content, place, count, deed, day, held = (cite(text, *each) for each in spans)
    outlet = draw(maybe)
    said = _said(draw, outlet, who, cue, (content, held))
    by = draw(st.sampled_from([None, "a1"]))
    status = draw(st.sampled_from(list(Status)))
    located = draw(st.booleans())
    every: dict[str, Any] = {
        "attributions": (said,),
        "places": (
            Place(
                span=place, name=draw(words), kind=PlaceKind.CITY, admin1=draw(maybe),
                geonames_id=draw(st.sampled_from([None, 7])),
                lat=50.5 if located else None, lon=-0.25 if located else None,
                country=draw(st.sampled_from([None, "UA"])), precision=Precision.EXACT if located else None,
            ),
        ),
        "times": (Time(span=day, edtf=draw(st.sampled_from([None, "2026-03"])), basis=Basis.SAID),),
        "figures": (
            Figure(
                id="f1", span=count, low=draw(st.sampled_from([None, 3, 0.5])), high=None, what=What.KILLED,
                whose=draw(maybe), period=draw(st.sampled_from([None, day])), by=by, si=(None, 2.5, "km"),
            ),
        ),
        "controls": (
            Control(
                id="c1", span=held, place=place.text, holder=draw(maybe), change=Change.GAINS, status=status,
                place_spans=(place,), holder_spans=(who,), by="a1",
            ),
        ),
        "events": (
            Event(
                id="e1", span=deed, type=EventType.ASSAULT, mode="aerial", acled=("Battles", "Armed clash"),
                actor=who.text, place=place.text, when="2026-03-02", status=status, actor_spans=(who,),
                place_spans=(place,), when_span=day, by=by,
            ),
        ),
    }  # fmt: skip
    shown = draw(st.sets(st.sampled_from(sorted(LAYERS))))
    return Reading(
        report=Report(
            id=name, outlet=outlet, url=draw(st.sampled_from(URLS)), headline=draw(maybe),
            published=draw(st.sampled_from(DATES)),
            language=draw(st.sampled_from([None, "en", "xx"])), text=text,
        ),
        sources=(Source(id="s1", who=said.chain[-1].who, kind=Kind.PERSON, named=True, mentions=(who,)),),
        **{layer: every[layer] for layer in sorted({*shown, "attributions"})},
        model=draw(maybe),
    )  # fmt: skip


def _said(
    draw: st.DrawFn, outlet: str | None, who: Span, cue: Span, content: tuple[Span, ...]
) -> Attribution:
    between = Voice(
        who=draw(words), kind=Kind.OUTLET, outlet=draw(st.sampled_from([None, "afp"])), citation=cue
    )
    last = Voice(
        who=draw(words), kind=draw(st.sampled_from(list(Kind))), citation=draw(st.sampled_from([None, who]))
    )
    chain = (
        Voice(who=outlet or "unknown outlet", kind=Kind.OUTLET),
        *draw(st.sampled_from([(), (between,)])),
        last,
    )
    return Attribution(
        id="a1", speaker="s1", source=(who,), cue=(cue,), content=content, medium=draw(maybe),
        manner=draw(st.sampled_from(list(Manner))), act=draw(st.sampled_from(list(Act))), chain=chain,
        confidence=0.5,
    )  # fmt: skip


def taken_of(reading: Reading) -> Taken:
    """Return a reading as all of it is handed over."""
    report = reading.report
    return Taken(
        listed=Listed(
            id=report.id, story=report.id, version=1, outlet=report.outlet, url=report.url,
            headline=report.headline, published=report.published, published_basis="file",
            language=report.language, added_at="2026-03-09T00:00:00Z", added_from="a.txt",
            model=reading.model,
        ),
        reading=reading,
        records=tuple(records(reading)),
    )  # fmt: skip


class _Matter:
    """What formats ask of a Matter, of readings in memory; all that is attributed is one claim."""

    def __init__(self, readings: Sequence[Reading]) -> None:
        self._readings = readings
        self.made, self.tool, self.selection, self.refused = MADE, "reportedly 0.0", Selection(), ()
        held = {each.report.id: each.report for each in readings}
        view = SimpleNamespace(report=held.__getitem__)
        self.traces = SimpleNamespace(view=view)

    def reports(self) -> Iterator[Taken]:
        for reading in self._readings:
            yield taken_of(reading)

    def claims(self) -> Iterator[Trace]:
        yield from claims_of(self._readings)

    def contradictions(self) -> Iterator[Any]:
        yield from ()


def claims_of(readings: Sequence[Reading]) -> list[Trace]:
    """Return one claim of all that readings say."""
    members = tuple(said for each in readings for said in statements_of(each))
    if not members:
        return []
    claim = Claim(id="claim-1", words=members[0].words, members=members)
    return [Trace(claim=claim, origins=origins_of(members))]


def matter_of(readings: Sequence[Reading]) -> Matter:
    """Return a matter of readings."""
    return cast("Matter", _Matter(readings))


def proof_in(matter: Matter, *, but: str = "") -> set[Citation]:
    """Return all that proves the chosen records of a matter, those of the layer `but` apart."""
    found: set[Citation] = set()
    for taken in matter.reports():
        said = attributions_of(taken.reading)
        for record in taken.records:
            if record.layer != but:
                found.update(proof_of(taken, record, said))
    return found


def proof_of_claims(matter: Matter) -> set[Citation]:
    """Return all that proves the claims of a matter: members with their voices, and joins."""
    found: set[Citation] = set()
    for trace in matter.claims():
        for said in trace.claim.members:
            spans = (*said.spans, *(v.citation for v in said.chain if v.citation is not None))
            found.update(Citation(said.report, s.start, s.end, s.text) for s in spans)
        for origin in (*trace.origins.known, *trace.origins.unknown):
            for join in origin.joins:
                found.update(Citation(p.report, p.span.start, p.span.end, p.span.text) for p in join.proof)
    return found
