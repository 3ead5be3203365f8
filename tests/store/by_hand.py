"""Reports with their readings, made by hand; no model is needed for them."""

from typing import Any

from reportedly.record import (
    Act,
    Attribution,
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
    Voice,
    What,
    cite,
    report_id,
)

OUTLET = "The Northern Herald"
TEXT = (
    "Bridge at Sumy closed after strike\n\n"
    "The road bridge was closed on Tuesday, Olena Marchuk told the paper. She denied that troops had "
    "captured Bilopillia and said that at least 12 people were wounded in the shelling of Sumy.\n\n"
    "A drone hit the depot."
)


def at(text: str, words: str, nth: int = 0) -> Span:
    """Return the place where `words` stand in `text` for the nth time, counted from 0."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return cite(text, start, start + len(words))


def a_report(  # any field of a Report may be given
    text: str = TEXT,
    *,
    outlet: str | None = OUTLET,
    **fields: Any,  # noqa: ANN401 - as wide as the fields
) -> Report:
    """Return a report of `text`."""
    said: dict[str, Any] = {"headline": text.partition("\n")[0], "published": "2025-03-04", **fields}
    return Report(id=said.pop("id", None) or report_id(text, outlet), outlet=outlet, text=text, **said)


def a_reading(report: Report | None = None, *, model: str = "by hand") -> Reading:
    """Return a reading of a report that holds TEXT: three attributions, and facts in two of them."""
    report = report or a_report()
    text = report.text
    marchuk = Source(
        id="s1",
        who="Olena Marchuk",
        kind=Kind.PERSON,
        named=True,
        mentions=(at(text, "Olena Marchuk"), at(text, "She")),
    )
    chain = (Voice(who=OUTLET, kind=Kind.OUTLET), Voice(who="Olena Marchuk", kind=Kind.PERSON))

    def said(n: int, source: str, cue: str, content: str, act: Act) -> Attribution:
        return Attribution(
            id=f"a{n}",
            speaker="s1",
            source=(at(text, source),),
            cue=(at(text, cue),),
            content=(at(text, content),),
            manner=Manner.INDIRECT,
            act=act,
            chain=chain,
            confidence=0.9,
        )

    sumy, bilopillia = at(text, "Sumy", 1), at(text, "Bilopillia")
    return Reading(
        report=report,
        sources=(marchuk,),
        attributions=(
            said(1, "Olena Marchuk", "told", "The road bridge was closed on Tuesday", Act.SAY),
            said(2, "She", "denied", "that troops had captured Bilopillia", Act.DENY),
            said(3, "She", "said", "that at least 12 people were wounded in the shelling of Sumy", Act.SAY),
        ),
        places=tuple(
            Place(span=span, name=name, kind=PlaceKind.CITY, geonames_id=number)
            for span, name, number in (
                (at(text, "Sumy"), "Sumy", 692194),
                (bilopillia, "Bilopillya", 711369),
                (sumy, "Sumy", 692194),
            )
        ),
        figures=(
            Figure(
                id="f1", span=at(text, "at least 12 people"), low=12.0, high=None, what=What.WOUNDED, by="a3"
            ),
        ),
        controls=(
            Control(
                id="c1",
                span=at(text, "had captured"),
                place="Bilopillia",
                place_spans=(bilopillia,),
                holder="troops",
                change=Change.GAINS,
                status=Status.DENIED,
                by="a2",
            ),
        ),
        events=(
            Event(
                id="e1",
                span=at(text, "shelling"),
                type=EventType.ASSAULT,
                place="Sumy",
                place_spans=(sumy,),
                when="2025-03-04",
                status=Status.ASSERTED,
                by="a3",
            ),
            Event(id="e2", span=at(text, "hit"), type=EventType.ASSAULT, status=Status.ASSERTED),
        ),
        model=model,
    )


def numbered(n: int) -> Reading:
    """Return the reading of the nth of as many reports as are wanted, each a story of its own."""
    return a_reading(a_report(f"Dispatch {n} from the border\n\n{TEXT}", url=f"https://example.org/{n}"))
