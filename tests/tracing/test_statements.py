"""Statements: what one report asserts, with the words that prove it."""

from reportedly.record import (
    Act,
    Attribution,
    Event,
    EventType,
    Figure,
    Kind,
    Manner,
    Reading,
    Report,
    Source,
    Span,
    Status,
    Voice,
    What,
    cite,
)
from reportedly.tracing.statement import Statement, StatementKind
from reportedly.tracing.statements import statements_of

TEXT = (
    "Olena Marchuk said the ferry at Brodets has stopped. Nobody knows for how long. "
    "She denied that the crew had left; Russian troops shelled the landing stage on Monday. "
    "Twelve people were hurt there."
)


def span(words: str) -> Span:
    """Return where words stand in the text."""
    start = TEXT.index(words)
    return cite(TEXT, start, start + len(words))


def attribution(name: str, content: str, act: Act, cue: str) -> Attribution:
    """Return words of Olena Marchuk."""
    return Attribution(
        id=name,
        speaker="s1",
        source=(),
        cue=(span(cue),),
        content=(span(content),),
        manner=Manner.INDIRECT,
        act=act,
        chain=(Voice(who="Herald", kind=Kind.OUTLET), Voice(who="Olena Marchuk", kind=Kind.PERSON)),
        confidence=1.0,
    )


def found() -> dict[str, Statement]:
    """Return the statements of the text by item."""
    reading = Reading(
        report=Report(id="r1", outlet="Herald", published="2026-03-04T10:00:00Z", text=TEXT),
        sources=(Source(id="s1", who="Olena Marchuk", kind=Kind.PERSON, named=True),),
        attributions=(
            attribution(
                "a1",
                "the ferry at Brodets has stopped. Nobody knows for how long.",
                Act.SAY,
                "said",
            ),
            attribution("a2", "that the crew had left", Act.DENY, "denied"),
        ),
        events=(
            Event(
                id="e1",
                span=span("shelled"),
                type=EventType.ASSAULT,
                actor="Russian troops",
                recipient=None,
                place=None,
                when="2026-03-02",
                status=Status.ASSERTED,
                by=None,
            ),
        ),
        figures=(
            Figure(
                id="f1",
                span=span("Twelve people"),
                low=12,
                high=12,
                unit="people",
                what=What.WOUNDED,
                whose=None,
                by=None,
            ),
        ),
    )
    return {s.id: s for s in statements_of(reading)}


def test_speech_is_one_statement_a_sentence() -> None:
    """Two sentences said are two statements of one voice, each with its own words."""
    both = [found()[f"r1#a1.{n}"] for n in (1, 2)]
    assert [s.words for s in both] == ["the ferry at Brodets has stopped.", "Nobody knows for how long."]
    assert {s.speaker.who for s in both if s.speaker} == {"Olena Marchuk"}
    assert {s.published for s in both} == {"2026-03-04"}


def test_a_denial_keeps_its_cue_and_is_denied() -> None:
    """Of what is denied, the denying belongs to what is said."""
    denied = found()["r1#a2"]
    assert denied.status is Status.DENIED
    assert denied.words.startswith("She denied that the crew")


def test_an_event_has_the_clause_around_it() -> None:
    """The clause ends at strong marks, and an event without attribution is in the outlet's own voice."""
    event = found()["r1#e1"]
    assert event.kind is StatementKind.EVENT
    assert event.words.startswith("Russian troops shelled the landing stage on Monday")
    assert (event.actors, event.when, event.speaker) == (("Russian troops",), "2026-03-02", None)


def test_every_statement_is_proved_by_its_words_in_the_report() -> None:
    """What a statement quotes stands in the report at that place; a figure keeps its value."""
    for statement in found().values():
        for part in statement.spans:
            assert TEXT[part.start : part.end] == part.text
    figure = found()["r1#f1"]
    assert (figure.low, figure.high, figure.unit, figure.type) == (12, 12, "people", "wounded")


def test_an_empty_reading_has_none() -> None:
    """A report without words asserts nothing."""
    assert statements_of(Reading(report=Report(id="r1", text=""))) == ()
