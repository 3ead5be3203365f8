"""Examples: one invented report, and what is found in it, as the docs of the API show answers."""

from typing import Any

import msgspec

from reportedly.record import (
    Act,
    Attribution,
    Change,
    Control,
    Kind,
    Manner,
    Place,
    PlaceKind,
    Reading,
    Reference,
    Report,
    Source,
    Status,
    Voice,
    cite,
)
from reportedly.store import Grade, Judgement, Listed, Mark, Seen, Target, Verb

AT = "2026-09-15T08:30:00+00:00"
_TEXT = "Troops leave Kupiansk\n\nRussian troops have left Kupiansk, Governor Oleh Marchenko told Reuters."


def span(words: str) -> Any:  # noqa: ANN401 - a Span
    """Return where words stand in the example."""
    start = _TEXT.index(words)
    return cite(_TEXT, start, start + len(words))


REPORT = Report(
    id="3f2a9c51d07be684",
    outlet="The Kharkiv Observer",
    url="https://observer.example/troops-leave-kupiansk",
    headline="Troops leave Kupiansk",
    published="2026-09-14",
    language="en",
    text=_TEXT,
)
LISTED = Listed(
    id=REPORT.id,
    story=REPORT.id,
    version=1,
    outlet=REPORT.outlet,
    url=REPORT.url,
    headline=REPORT.headline,
    published=REPORT.published,
    published_basis="said",
    language="en",
    added_at=AT,
    added_from="observer.txt",
    model="encoder-1",
)
SAID = Attribution(
    id="a1",
    speaker="s1",
    source=(span("Governor Oleh Marchenko"),),
    cue=(span("told"),),
    content=(span("Russian troops have left Kupiansk"),),
    manner=Manner.INDIRECT,
    act=Act.SAY,
    chain=(
        Voice(who="The Kharkiv Observer", kind=Kind.OUTLET),
        Voice(who="Reuters", kind=Kind.OUTLET, outlet="reuters", citation=span("Reuters")),
        Voice(who="Oleh Marchenko", kind=Kind.PERSON, citation=span("Governor Oleh Marchenko")),
    ),
    confidence=0.97,
)
HELD = Control(
    id="c1",
    span=span("have left"),
    place="Kupiansk",
    holder="Russian troops",
    change=Change.LOSES,
    status=Status.ASSERTED,
    by="a1",
    place_spans=(cite(_TEXT, _TEXT.rindex("Kupiansk"), _TEXT.rindex("Kupiansk") + 8),),
    holder_spans=(span("Russian troops"),),
    confidence=0.9,
)
READING = Reading(
    report=REPORT,
    sources=(
        Source(
            id="s1",
            who="Oleh Marchenko",
            kind=Kind.PERSON,
            named=True,
            role="Governor",
            mentions=(span("Governor Oleh Marchenko"),),
        ),
    ),
    attributions=(SAID,),
    places=(Place(span=span("Kupiansk"), name="Kupiansk", kind=PlaceKind.CITY),),
    controls=(HELD,),
    model="encoder-1",
)
REFERENCE = Reference(kind="credit:wire-mark", title="Reuters")
TARGET = Target(report=REPORT.id, layer="controls", spans=(HELD.span,), item="c1", model="encoder-1")
JUDGEMENT = Judgement(
    id=7,
    at=AT,
    who="m.k.",
    verb=Verb.CORRECT,
    target=TARGET,
    value={"holder": "Russia"},
    seen=Seen(item=msgspec.to_builtins(HELD)),
    why="the side, not its soldiers",
)
MARK = Mark(
    layer="controls", item="c1", spans=(HELD.span,), target=TARGET, corrected=("holder",), judgements=(7,)
)
GRADE = Grade(reliability="B", credibility=2)
