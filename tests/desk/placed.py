"""A report on places, with its reading made by hand: a spot, an area, a village known by its region alone."""

from reportedly.record import (
    Act,
    Attribution,
    Change,
    Control,
    Event,
    EventType,
    Kind,
    Manner,
    Place,
    PlaceKind,
    Precision,
    Reading,
    Report,
    Source,
    Status,
    Time,
    Voice,
    cite,
    report_id,
)
from reportedly.record.facts import Basis
from reportedly.record.span import Span

TEXT = (
    "Two claims to one town\n\n"
    "Russian troops took Vovchansk on 10 May 2024, the Russian Defence Ministry said. "
    "Ukraine’s Defence Ministry denied that Ukraine lost Vovchansk. "
    "Shells hit the village of Starytsia in Kharkiv Oblast, residents said. "
    "Nobody told where Lower Hollow lies, though Ukrainian troops hold Lower Hollow."
)
OUTLET = "The Lakeside Dispatch"
KHARKIV_OBLAST, VOVCHANSK = 706482, 687726


def at(words: str, nth: int = 0) -> Span:
    """Return the place of `words` in the text, the first or a later one."""
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(words, start + 1)
    return cite(TEXT, start, start + len(words))


def _place(words: str, nth: int, **known: object) -> Place:
    said: dict[str, object] = {"span": at(words, nth), "name": words, "kind": PlaceKind.CITY, **known}
    return Place(**said)  # type: ignore[arg-type]


def _said(number: int, who: str, cue: str, content: str, act: Act = Act.SAY) -> Attribution:
    chain = (
        Voice(who=OUTLET, kind=Kind.OUTLET),
        Voice(who=who, kind=Kind.GOVERNMENT, citation=at(who)),
    )
    return Attribution(
        id=f"a{number}", speaker=f"s{number}", source=(at(who),), cue=(at(cue),), content=(at(content),),
        manner=Manner.INDIRECT, act=act, chain=chain, confidence=0.9,
    )  # fmt: skip


def reading(published: str = "2024-05-12", outlet: str = OUTLET) -> Reading:
    """Return the reading."""
    ministry, other = "Russian Defence Ministry", "Ukraine’s Defence Ministry"
    vovchansk = {
        "geonames_id": VOVCHANSK,
        "lat": 50.29,
        "lon": 36.94,
        "country": "UA",
        "precision": Precision.EXACT,
    }
    return Reading(
        report=Report(
            id=report_id(TEXT, outlet), outlet=outlet, url=None, headline="Two claims to one town",
            published=published, language="en", text=TEXT,
        ),
        sources=tuple(
            Source(id=f"s{n}", who=who, kind=Kind.GOVERNMENT, named=True, mentions=(at(who),))
            for n, who in ((1, ministry), (2, other), (3, "residents"))
        ),
        attributions=(
            _said(1, ministry, "said", "Russian troops took Vovchansk on 10 May 2024"),
            _said(2, other, "denied", "that Ukraine lost Vovchansk", Act.DENY),
            _said(3, "residents", "said", "Shells hit the village of Starytsia in Kharkiv Oblast"),
        ),
        places=(
            _place("Vovchansk", 0, **vovchansk),
            _place("Vovchansk", 1, **vovchansk),
            _place(
                "Starytsia", 0, kind=PlaceKind.VILLAGE, lat=49.7, lon=36.4, country="UA",
                admin1="Kharkiv Oblast", precision=Precision.ADMIN1,
            ),
            _place(
                "Kharkiv Oblast", 0, kind=PlaceKind.REGION, geonames_id=KHARKIV_OBLAST, lat=49.7, lon=36.4,
                country="UA", admin1="Kharkiv Oblast", precision=Precision.EXACT,
            ),
            _place("Lower Hollow", 1, kind=PlaceKind.VILLAGE),
        ),
        times=(Time(span=at("10 May 2024"), edtf="2024-05-10", basis=Basis.SAID),),
        controls=(
            Control(
                id="c1", span=at("took"), place="Vovchansk", holder="Russia", change=Change.GAINS,
                status=Status.ASSERTED, when="2024-05-10", place_spans=(at("Vovchansk"),),
                holder_spans=(at("Russian troops"),), when_span=at("10 May 2024"), by="a1",
            ),
            Control(
                id="c2", span=at("lost"), place="Vovchansk", holder="Ukraine", change=Change.LOSES,
                status=Status.DENIED, place_spans=(at("Vovchansk", 1),), by="a2",
            ),
            Control(
                id="c3", span=at("hold"), place="Lower Hollow", holder="Ukrainian troops",
                change=Change.HOLDS, status=Status.ASSERTED, place_spans=(at("Lower Hollow", 1),),
            ),
        ),
        events=(
            Event(
                id="e1", span=at("hit"), type=EventType.ASSAULT, place="Starytsia", status=Status.ASSERTED,
                place_spans=(at("Starytsia"),), by="a3",
            ),
        ),
        model="by hand",
    )  # fmt: skip
