"""A reading with facts of every kind, made by hand: every status, every sort of bound, voices in voices."""

import msgspec

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
    report_id,
)

TEXT = (
    "Village near Orikhiv changes hands, brigade says\n\n"
    "Novyi Lan was shelled on Monday. Dozens were wounded and about 400 left for Orikhiv, the Lowland Post "
    "reported.\n\n"
    "“We have taken Novyi Lan,” Major Ilya Brodov said. He said scouts had told him that at least 12 "
    "soldiers were killed there.\n\n"
    "Kyiv denied losing the village. Between 200 and 300 people, up to 1,000 by another count, may march in "
    "Orikhiv in April if talks fail."
)
LEFT = "Dozens were wounded and about 400 left for Orikhiv"
KILLED = "at least 12 soldiers were killed there"
OUTLET = "The Lakeside Dispatch"


def at(words: str, nth: int = 1) -> Span:
    """Return the `nth` place of `words` in the text."""
    start = -1
    for _ in range(nth):
        start = TEXT.index(words, start + 1)
    return cite(TEXT, start, start + len(words))


def reading() -> Reading:
    """Return the reading."""
    publisher = Voice(who=OUTLET, kind=Kind.OUTLET)
    post = Voice(who="Lowland Post", kind=Kind.OUTLET, citation=at("the Lowland Post"))
    brodov = Voice(who="Ilya Brodov", kind=Kind.PERSON, citation=at("Major Ilya Brodov"))
    scouts = Voice(who="scouts", kind=Kind.UNNAMED, citation=at("scouts"))
    kyiv = Voice(who="Ukraine", kind=Kind.GOVERNMENT, citation=at("Kyiv"))
    report = Report(
        id=report_id(TEXT, OUTLET),
        outlet=OUTLET,
        headline=TEXT.partition("\n")[0],
        published="2026-03-04",
        language="en",
        text=TEXT,
    )
    return Reading(
        report=report,
        sources=(
            Source(id="s1", who="Lowland Post", kind=Kind.OUTLET, named=True),
            Source(id="s2", who="Ilya Brodov", kind=Kind.PERSON, named=True, role="Major"),
            Source(id="s3", who="scouts", kind=Kind.UNNAMED, named=False),
            Source(id="s4", who="Ukraine", kind=Kind.GOVERNMENT, named=True),
        ),
        attributions=(
            _said("a1", "s1", "reported", LEFT, publisher, post),
            _said("a2", "s2", "said", "“We have taken Novyi Lan,”", publisher, brodov),
            msgspec.structs.replace(
                _said("a3", "s2", "He said", at("scouts").text, publisher, brodov),
                content=(at(f"scouts had told him that {KILLED}"),),
            ),
            msgspec.structs.replace(
                _said("a4", "s3", "told", KILLED, publisher, brodov, scouts),
                inside="a3",
            ),
            _said("a5", "s4", "denied", "losing the village", publisher, kyiv),
        ),
        places=(
            _place("Orikhiv", 1),
            _lan(1),
            _place("Orikhiv", 2),
            _lan(2),
            Place(
                span=at("Kyiv"), name="Kyiv", kind=PlaceKind.CITY, geonames_id=703448, lat=50.45, lon=30.52,
                country="UA", admin1="Kyiv City", precision=Precision.EXACT,
            ),
            _place("Orikhiv", 3),
        ),
        times=(
            Time(span=at("on Monday"), edtf="2026-03-02", basis=Basis.RELATIVE),
            Time(span=at("in April"), edtf="2026-04", basis=Basis.RELATIVE),
            Time(span=at("by another count"), basis=Basis.UNKNOWN),
        ),
        figures=(
            Figure(id="f1", span=at("Dozens"), low=24, high=None, unit="people", what=What.WOUNDED, by="a1"),
            Figure(
                id="f2", span=at("about 400"), low=400, high=400, approx=True, unit="people",
                what=What.DISPLACED, cumulative=False, by="a1",
            ),
            Figure(
                id="f3", span=at("at least 12 soldiers"), low=12, high=None, unit="people", what=What.KILLED,
                whose="soldiers", by="a4",
            ),
            Figure(id="f4", span=at("Between 200 and 300 people"), low=200, high=300, what=What.OTHER),
            Figure(id="f5", span=at("up to 1,000"), low=None, high=1000, what=What.OTHER, by="a9"),
        ),
        controls=(
            Control(
                id="c1", span=at("changes hands"), place="Village near Orikhiv", change=Change.GAINS,
                status=Status.ASSERTED,
            ),
            Control(
                id="c2", span=at("have taken"), place="Novyi Lan", holder="Brodov's brigade",
                change=Change.GAINS, status=Status.ASSERTED, when="2026-03-02/..", by="a2",
            ),
            Control(
                id="c3", span=at("losing"), place="Novyi Lan", holder="Ukraine", change=Change.LOSES,
                status=Status.DENIED, by="a5",
            ),
        ),
        events=(
            Event(
                id="e1", span=at("shelled"), type=EventType.ASSAULT, mode="heavy-weapons",
                acled=("Explosions/Remote violence", "Shelling/artillery/missile attack"),
                recipient="Novyi Lan", place="Novyi Lan", when="2026-03-02", status=Status.ASSERTED,
            ),
            Event(
                id="e2", span=at("have taken"), type=EventType.ASSAULT, actor="Brodov's brigade",
                status=Status.ASSERTED, by="a2",
            ),
            Event(
                id="e3", span=at("march"), type=EventType.PROTEST, actor="people", place="Orikhiv",
                when="2026-04", status=Status.PLANNED,
            ),
            Event(
                id="e4", span=at("talks"), type=EventType.CONSULT, when="2026-02-27/2026-03-01",
                status=Status.HYPOTHETICAL,
            ),
            Event(
                id="e5", span=at("killed"), type=EventType.ASSAULT, recipient="soldiers", place="there",
                status=Status.HEDGED, by="a4",
            ),
        ),
        model="by hand",
    )  # fmt: skip


def _place(name: str, nth: int) -> Place:
    return Place(
        span=at(name, nth), name=name, kind=PlaceKind.CITY, geonames_id=698737, lat=47.57, lon=35.79,
        country="UA", admin1="Zaporizhzhia", precision=Precision.EXACT,
    )  # fmt: skip


def _lan(nth: int) -> Place:
    return Place(span=at("Novyi Lan", nth), name="Novyi Lan", kind=PlaceKind.VILLAGE)


def _said(id_: str, speaker: str, cue: str, content: str, *chain: Voice) -> Attribution:
    return Attribution(
        id=id_,
        speaker=speaker,
        source=(chain[-1].citation,) if chain[-1].citation else (),
        cue=(at(cue),),
        content=(at(content),),
        manner=Manner.DIRECT if content.startswith("“") else Manner.INDIRECT,
        act=Act.DENY if cue == "denied" else Act.SAY,
        chain=chain,
        confidence=0.9,
    )
