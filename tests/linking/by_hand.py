"""Readings made by hand for tests of linking: a few outlets that tell of the same few things."""

from collections.abc import Sequence

import msgspec
from hypothesis import strategies as st

from reportedly.record import (
    Act,
    Attribution,
    Figure,
    Kind,
    Manner,
    Reading,
    Report,
    Source,
    Voice,
    What,
    cite,
)
from reportedly.store import Entry, Store
from reportedly.tracing.claims import Claims
from reportedly.tracing.statements import statements_of

OUTLETS = ("The Herald", "The Valley Post", "Gazeta Nova")
PLACES = ("Velikovo", "Orlivka")
TOLD = (
    "nine drones hit the dam at {place}",
    "the dam at {place} was hit by nine drones",
    "no drones hit the dam at {place}",
    "grain exports through {place} fell in March",
)
COUNTS = (None, 3, 12)


def a_reading(
    outlet: int,
    told: int,
    place: int,
    day: int,
    count: int | None = None,
    credit: int | None = None,
    **report: str,
) -> Reading:
    """Return a report of one sentence of an official, and one with a figure where `count` is given."""
    says = TOLD[told].format(place=PLACES[place])
    via = f", {OUTLETS[credit]} reported" if credit is not None else ""
    text = f"{says[0].upper()}{says[1:]}, Olena Marchuk said{via}."
    if count is not None:
        text += f" The strike killed {count} people in {PLACES[place]}."
    at = 0, len(says)
    chain = [Voice(who=OUTLETS[outlet], kind=Kind.OUTLET)]
    if credit is not None:
        chain.append(Voice(who=OUTLETS[credit], kind=Kind.OUTLET))
    chain.append(Voice(who="Olena Marchuk", kind=Kind.PERSON))
    cue = text.index(" said")
    said = Attribution(
        id="a1",
        speaker="s1",
        source=(cite(text, cue - len("Olena Marchuk"), cue),),
        cue=(cite(text, cue + 1, cue + 5),),
        content=(cite(text, *at),),
        manner=Manner.INDIRECT,
        act=Act.SAY,
        chain=tuple(chain),
        confidence=1.0,
    )
    figures: tuple[Figure, ...] = ()
    if count is not None:
        start = text.index(f"{count} people")
        span = cite(text, start, start + len(f"{count} people"))
        figures = (
            Figure(id="f1", span=span, low=float(count), high=float(count), unit="people", what=What.KILLED),
        )
    key = report.pop("id", f"r{outlet}-{told}{place}-{day}-{count}-{credit}")
    return Reading(
        report=Report(
            id=key, outlet=OUTLETS[outlet], published=f"2026-03-{day:02}", language="en", text=text, **report
        ),
        sources=(Source(id="s1", who="Olena Marchuk", kind=Kind.PERSON, named=True),),
        attributions=(said,),
        figures=figures,
        model="by hand",
    )


@st.composite
def some_readings(draw: st.DrawFn, most: int = 7) -> list[Reading]:
    """Return readings of different reports that tell of a few things in a few ways."""
    found = [
        a_reading(
            draw(st.integers(0, 2)),
            draw(st.integers(0, 3)),
            draw(st.integers(0, 1)),
            draw(st.sampled_from([2, 3, 9, 24])),
            draw(st.sampled_from(COUNTS)),
            draw(st.sampled_from([None, 0, 1])),
        )
        for _ in range(draw(st.integers(2, most)))
    ]
    return list({(r.report.text, r.report.outlet): r for r in found}.values())


def add(store: Store, readings: Sequence[Reading]) -> None:
    """Put readings into a store."""
    store.writer().add_all([Entry(report=r.report, reading=r) for r in readings])


def in_memory(readings: Sequence[Reading]) -> Claims:
    """Return the claims of readings as they are without a store."""
    claims = Claims()
    claims.add([s for r in readings for s in statements_of(r)])
    return claims


def renamed(reading: Reading, model: str) -> Reading:
    """Return a reading as of another model."""
    return msgspec.structs.replace(reading, model=model)
