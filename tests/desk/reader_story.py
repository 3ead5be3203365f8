"""A small report with a reading made by hand, in which contents nest: for tests of Reader and judging."""

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
    Reading,
    Report,
    Source,
    Span,
    Status,
    Time,
    Voice,
    What,
    report_id,
)

TEXT = (
    "Bridge at Sumy closed\n\n"
    "The bridge at Sumy was closed on Monday, harbour master Iryna Bondar told the Psel Courier.\n\n"
    "Governor Taras Lymar said that Moscow had denied that its drones struck the bridge and killed forty "
    "soldiers. The village of Yunakivka is held by Ukrainian troops 🛶 and Sumy is quiet."
)
OUTLET = "Vorskla Post"
MODEL = "made-by-hand"


def at(words: str, after: int = 0) -> Span:
    """Return where words stand in the text."""
    start = TEXT.index(words, after)
    return Span(start, start + len(words), words)


REPORT = Report(
    id=report_id(TEXT, OUTLET),
    outlet=OUTLET,
    url="https://vorskla.example/bridge",
    headline="Bridge at Sumy closed",
    published="2025-03-04",
    language="en",
    text=TEXT,
)
_PAPER = Voice(who=OUTLET, kind=Kind.OUTLET)


def _said(id_: str, speaker: str, chain: tuple[Voice, ...], **words: object) -> Attribution:
    made = {"manner": Manner.INDIRECT, "act": Act.SAY, "confidence": 0.9, **words}
    return Attribution(id=id_, speaker=speaker, chain=(_PAPER, *chain), **made)  # type: ignore[arg-type]


READING = Reading(
    report=REPORT,
    model=MODEL,
    sources=(
        Source(id="s1", who="Iryna Bondar", kind=Kind.PERSON, named=True, role="harbour master"),
        Source(id="s2", who="Taras Lymar", kind=Kind.PERSON, named=True, role="Governor"),
        Source(id="s3", who="Moscow", kind=Kind.GOVERNMENT, named=True),
    ),
    attributions=(
        _said(
            "a1",
            "s1",
            (
                Voice(who="Psel Courier", kind=Kind.OUTLET, citation=at("the Psel Courier")),
                Voice(who="Iryna Bondar", kind=Kind.PERSON, citation=at("harbour master Iryna Bondar")),
            ),
            source=(at("harbour master Iryna Bondar"),),
            cue=(at("told"),),
            content=(at("The bridge at Sumy was closed on Monday"),),
        ),
        _said(
            "a2",
            "s2",
            (Voice(who="Taras Lymar", kind=Kind.PERSON, citation=at("Governor Taras Lymar")),),
            source=(at("Governor Taras Lymar"),),
            cue=(at("said"),),
            content=(at("Moscow had denied that its drones struck the bridge and killed forty soldiers"),),
        ),
        _said(
            "a3",
            "s3",
            (
                Voice(who="Taras Lymar", kind=Kind.PERSON, citation=at("Governor Taras Lymar")),
                Voice(who="Moscow", kind=Kind.GOVERNMENT, citation=at("Moscow")),
            ),
            source=(at("Moscow"),),
            cue=(at("denied"),),
            content=(at("its drones struck the bridge and killed forty soldiers"),),
            act=Act.DENY,
            inside="a2",
            confidence=0.3,
        ),
    ),
    places=(
        Place(span=at("Sumy"), name="Sumy", kind=PlaceKind.CITY, country="UA"),
        Place(span=at("Sumy", 30), name="Sumy", kind=PlaceKind.CITY, country="UA"),
        Place(span=at("Yunakivka"), name="Yunakivka", kind=PlaceKind.VILLAGE),
        Place(span=at("Sumy", 200), name="Sumy", kind=PlaceKind.CITY),
    ),
    times=(Time(span=at("Monday"), edtf="2025-03-03", basis=Basis.RELATIVE),),
    figures=(
        Figure(id="f1", span=at("forty soldiers"), low=40, high=40, unit="people", what=What.KILLED, by="a3"),
    ),
    controls=(
        Control(
            id="c1",
            span=at("is held by"),
            place="Yunakivka",
            holder="Ukrainian troops",
            change=Change.HOLDS,
            status=Status.ASSERTED,
            place_spans=(at("Yunakivka"),),
            holder_spans=(at("Ukrainian troops"),),
            confidence=0.55,
        ),
    ),
    events=(
        Event(
            id="e1",
            span=at("struck"),
            type=EventType.ASSAULT,
            actor="its drones",
            recipient="the bridge",
            status=Status.ASSERTED,
            actor_spans=(at("its drones"),),
            recipient_spans=(at("the bridge"),),
            by="a3",
            confidence=0.7,
        ),
    ),
)
