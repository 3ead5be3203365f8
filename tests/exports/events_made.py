"""Readings of events made by hand, and a matter that holds them without a store."""
# ruff: noqa: ANN401, PLR0913 - fields of records by name, as in the records

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any, cast

from reportedly.exports.coding import Coding, coding_of
from reportedly.exports.matter import Matter, Taken
from reportedly.record import (
    Act,
    Attribution,
    Basis,
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
from reportedly.store.kept import Listed
from reportedly.views.records import records

MADE = datetime(2026, 3, 9, 12, 0, tzinfo=UTC)
SHELLED = ("Explosions/Remote violence", "Shelling/artillery/missile attack")
CLASH = ("Battles", "Armed clash")
SPOTS = {
    "Velikovo": (50.5, 34.25, PlaceKind.CITY, None, "UA", "Sumy Oblast"),
    "Orlivka": (50.9, 34.75, PlaceKind.VILLAGE, None, "UA", "Sumy Oblast"),
    "Sumy Oblast": (51.0, 34.0, PlaceKind.REGION, None, "UA", "Sumy Oblast"),
    "the mill": (50.5, 34.25, PlaceKind.FACILITY, Precision.CITY, "UA", "Sumy Oblast"),
    "Ryzhivka": (51.0, 34.0, PlaceKind.VILLAGE, Precision.ADMIN1, "UA", "Sumy Oblast"),
    "Ukraine": (49.0, 32.0, PlaceKind.COUNTRY, None, "UA", None),
    "Nowhere": (None, None, PlaceKind.OTHER, None, None, None),
}
"""Places that tests name: latitude, longitude, kind, precision, country, division."""


def at(text: str, words: str) -> Span:
    """Return the first place of `words` in `text`."""
    start = text.index(words)
    return cite(text, start, start + len(words))


def event(text: str, deed: str, **told: Any) -> Event:
    """Return an event whose fields are words of the text; `when` is EDTF, `day` the words that say it."""
    place, actor, recipient, day = (told.get(name) for name in ("place", "actor", "recipient", "day"))
    return Event(
        id=told.get("id", "e1"),
        span=at(text, deed),
        type=told.get("type", EventType.ASSAULT),
        mode=told.get("mode", "heavy-weapons"),
        acled=told.get("acled", SHELLED),
        actor=actor,
        recipient=recipient,
        place=place,
        when=told.get("when"),
        status=told.get("status", Status.ASSERTED),
        actor_spans=(at(text, actor),) if actor else (),
        recipient_spans=(at(text, recipient),) if recipient else (),
        place_spans=(at(text, place),) if place else (),
        when_span=at(text, day) if day else None,
        by=told.get("by"),
    )


def figure(text: str, words: str, low: float | None, high: float | None, **told: Any) -> Figure:
    """Return a figure of people killed."""
    what = told.pop("what", What.KILLED)
    return Figure(
        id=told.pop("id", "f1"), span=at(text, words), low=low, high=high, unit="people", what=what, **told
    )


def reading(
    text: str,
    *,
    id: str,  # noqa: A002 - as in the record
    outlet: str | None = "The Herald",
    published: str | None = "2026-03-03",
    events: Sequence[Event] = (),
    figures: Sequence[Figure] = (),
    controls: Sequence[Control] = (),
    days: Mapping[str, str] | None = None,
    said: tuple[str, str, str] | None = None,
    act: Act = Act.SAY,
    headline: str | None = None,
) -> Reading:
    """Return a reading of `text` with every place of SPOTS that it names; `said` is (who, cue, content)."""
    places = []
    for name, (lat, lon, kind, precision, country, admin1) in SPOTS.items():
        start = text.find(name)
        while start >= 0:
            span = cite(text, start, start + len(name))
            places.append(
                Place(
                    span=span,
                    name=name,
                    kind=kind,
                    lat=lat,
                    lon=lon,
                    country=country,
                    admin1=admin1,
                    precision=precision or (Precision.EXACT if lat is not None else None),
                )
            )
            start = text.find(name, start + 1)
    times = tuple(
        Time(span=at(text, words), edtf=value, basis=Basis.SAID) for words, value in (days or {}).items()
    )
    return Reading(
        report=Report(
            id=id, outlet=outlet, published=published, headline=headline, language="en", text=text,
            url=f"https://herald.example/{id}",
        ),
        sources=() if said is None else (Source(id="s1", who=said[0], kind=Kind.PERSON, named=True),),
        attributions=() if said is None else (_attributed(text, outlet, said, act),),
        places=tuple(sorted(places, key=lambda each: each.span)),
        times=times,
        figures=tuple(figures),
        controls=tuple(controls),
        events=tuple(events),
    )  # fmt: skip


def _attributed(text: str, outlet: str | None, said: tuple[str, str, str], act: Act) -> Attribution:
    who, cue, content = said
    chain = (
        Voice(who=outlet or "unknown outlet", kind=Kind.OUTLET),
        Voice(who=who, kind=Kind.PERSON, citation=at(text, who)),
    )
    return Attribution(
        id="a1", speaker="s1", source=(at(text, who),), cue=(at(text, cue),), content=(at(text, content),),
        manner=Manner.INDIRECT, act=act, chain=chain, confidence=1.0,
    )  # fmt: skip


def shelled(
    place: str = "Velikovo",
    day: str | None = "2026-03-02",
    *,
    id: str = "r1",  # noqa: A002 - as in the record
    actor: str = "Russia",
    killed: str | None = None,
    **told: Any,
) -> Reading:
    """Return a report of one sentence that says who shelled what, when; `killed` begins a second one."""
    when = f" on {day}" if day else ""
    text = f"{actor} shelled the people of {place}{when}."
    bounds = told.pop("bounds", None)
    if killed:
        text = f"{text[:-1]}, killing {killed} people."
    figures = [figure(text, f"{killed} people", *bounds)] if killed and bounds else []
    deed = event(
        text, "shelled", place=place, actor=actor, recipient="people", when=day, day=day,
        **{name: told.pop(name) for name in ("acled", "status", "type") if name in told},
    )  # fmt: skip
    return reading(text, id=id, events=[deed], figures=figures, days={day: day} if day else {}, **told)


def taken(each: Reading) -> Taken:
    """Return a reading as all of it is handed over."""
    report = each.report
    return Taken(
        listed=Listed(
            id=report.id, story=report.id, version=1, outlet=report.outlet, url=report.url,
            headline=report.headline, published=report.published, published_basis=None,
            language=report.language, added_at="2026-03-09T00:00:00Z", added_from=None, model="by hand",
        ),
        reading=each,
        records=tuple(records(each)),
    )  # fmt: skip


class _Matter:
    """What formats ask of a Matter, of readings in memory."""

    def __init__(self, readings: Iterable[Reading], claims: Sequence[Sequence[str]], against: Any) -> None:
        self._taken = [taken(each) for each in readings]
        held = {name: f"claim-{members[0]}" for members in claims for name in members}
        self.traces = SimpleNamespace(
            every_contradiction=lambda _filters: iter(against),
            claims_of=lambda names: {name: held[name] for name in names if name in held},
        )
        self.made, self.tool = MADE, "reportedly 0.0"

    def reports(self) -> Iterator[Taken]:
        yield from self._taken


def matter_of(
    *readings: Reading, claims: Sequence[Sequence[str]] = (), against: Sequence[Any] = ()
) -> Matter:
    """Return a matter of readings; `claims` are ids of statements that say the same."""
    return cast("Matter", _Matter(readings, claims, against))


def coding(*readings: Reading, claims: Sequence[Sequence[str]] = (), against: Sequence[Any] = ()) -> Coding:
    """Return the events of readings."""
    return coding_of(matter_of(*readings, claims=claims, against=against))
