"""Control statements and events: from words to the record."""

from reportedly.reading.facts.claims import Known, controls_of, events_of
from reportedly.reading.facts.found import Anchored
from reportedly.reading.facts.holders import Spoken, holders_of
from reportedly.reading.facts.parties import Parties
from reportedly.reading.phrases import Described
from reportedly.reading.words import Words, all_sentences, split_words
from reportedly.record import (
    Attribution,
    Basis,
    Kind,
    Manner,
    Place,
    PlaceKind,
    Time,
    Voice,
    cite,
)
from reportedly.record.attribution import Act
from tests.reading.by_hand import said
from tests.reading.facts.facts_by_hand import told

TEXT = (
    "Russian troops seized Toretsk and Niu-York last week. Kyiv said its army would retake them. "
    "Drones struck a depot in southern Toretsk."
)


def known(words: Words) -> Known:
    """Return what else was read of the text: two places, a time, one attribution."""
    found = [said(words, source="Kyiv", cue="said", content="its army would retake them")]
    ukraine = Described("Ukraine", Kind.GOVERNMENT, named=True)
    attribution = Attribution(
        id="a1",
        speaker="s1",
        source=(),
        cue=(),
        content=(),
        manner=Manner.INDIRECT,
        act=Act.SAY,
        chain=(Voice(who="The Ledger", kind=Kind.OUTLET),),
        confidence=0.9,
    )
    at = [(TEXT.index(name), name) for name in ("Toretsk", "Niu-York")]
    places = tuple(
        Place(span=cite(TEXT, i, i + len(n)), name=f"{n} (UA)", kind=PlaceKind.CITY) for i, n in at
    )
    start = TEXT.index("last week")
    time = Time(span=cite(TEXT, start, start + 9), edtf="2024-10-07/2024-10-13", basis=Basis.RELATIVE)
    return Known(
        words,
        Spoken(found, [ukraine], (attribution,)),
        holders_of(found),
        Parties(words, [(TEXT.index("Kyiv"), ukraine)], None),
        places,
        (time,),
        all_sentences(words),
    )


def facts(words: Words) -> list[Anchored]:
    """Return a control statement, a planned one inside what Kyiv said, and an event."""
    return [
        told(
            words,
            "seized",
            "gains",
            actor=("Russian troops",),
            where=("Toretsk", "Niu-York"),
            when=("last week",),
        ),
        told(words, "retake", "gains", status="planned", actor=("its army",)),
        told(words, "struck", "ASSAULT", recipient=("a depot",), where=("southern Toretsk",)),
    ]


def test_a_control_statement_names_side_places_and_date() -> None:
    """The holder is the side, the places are those meant, the date is that of the words."""
    words = split_words(TEXT)
    first, second = controls_of(facts(words), known(words))
    assert (first.id, first.span.text, first.holder, first.change) == ("c1", "seized", "Russia", "gains")
    assert first.place == "Toretsk (UA); Niu-York (UA)"
    assert (first.when, first.when_span.text if first.when_span else None) == (
        "2024-10-07/2024-10-13",
        "last week",
    )
    assert (first.status, first.by) == ("asserted", None)
    assert (second.id, second.status, second.by) == ("c2", "planned", "a1")


def test_an_event_keeps_the_words_where_they_say_more_than_the_name() -> None:
    """A part of a place is told in the report's words, what nobody did has no actor."""
    words = split_words(TEXT)
    (event,) = events_of(facts(words), known(words))
    assert (event.id, event.type, event.actor, event.recipient) == ("e1", "ASSAULT", None, "depot")
    assert event.place == "southern Toretsk"
    assert [s.text for s in event.place_spans] == ["southern Toretsk"]
    assert event.when is None


def test_an_event_is_coded_from_its_words() -> None:
    """Mode and ACLED type follow from the words of the event's own sentence."""
    words = split_words(TEXT)
    (event,) = events_of(facts(words), known(words))
    assert event.mode == "drone"
    assert event.acled == ("Explosions/Remote violence", "Air/drone strike")


def test_every_span_says_what_the_text_says() -> None:
    """Every field is proved by words of the report."""
    words = split_words(TEXT)
    for fact in (*controls_of(facts(words), known(words)), *events_of(facts(words), known(words))):
        for name in ("actor_spans", "holder_spans", "recipient_spans", "place_spans"):
            for span in getattr(fact, name, ()):
                assert TEXT[span.start : span.end] == span.text


def test_who_says_it_is_not_the_side_he_tells_of() -> None:
    """Where no words name the holder, it is sought in what is said, not in who says it."""
    text = "Kyiv said the road was under full control. Ukraine said Russia still held the road."
    words = split_words(text)
    found = [
        said(words, source="Kyiv", cue="said", content="the road was under full control"),
        said(words, source="Ukraine", cue="said", content="Russia still held the road", after=43),
    ]
    ukraine = Described("Ukraine", Kind.GOVERNMENT, named=True)
    base = known(split_words(TEXT))
    spoken = Spoken(found, [ukraine, ukraine], base.spoken.attributions * 2)
    parties = Parties(words, [], None)
    here = Known(words, spoken, holders_of(found), parties, (), (), all_sentences(words))
    claims = [told(words, "under full control", "holds"), told(words, "still held", "holds")]
    first, second = controls_of(claims, here)
    assert (first.holder, second.holder) == (None, "Russia")


def test_a_home_or_a_thing_is_no_place_to_hold() -> None:
    """Families who flee their homes lose no place to a side, and a seized tanker is none."""
    text = "Families fled their homes. Marines seized a tanker. Marines seized a hill."
    words = split_words(text)
    claims = [
        told(words, "fled", "loses", where=("their homes",)),
        told(words, "seized", "gains", where=("a tanker",)),
        told(words, "seized a hill", "gains", where=("a hill",)),
    ]
    here = Known(
        words, Spoken([], [], ()), holders_of([]), Parties(words, [], None), (), (), all_sentences(words)
    )
    assert [c.place for c in controls_of(claims, here)] == ["a hill"]


def test_a_pronoun_before_the_verb_is_whose_words_hold_it() -> None:
    """A group that said it had seized the base is its holder where the tower marks none."""
    text = "The Northern Front said it had seized the base."
    words = split_words(text)
    found = [
        said(words, source="The Northern Front", cue="said", content="it had seized the base", kind="group")
    ]
    front = Described("Northern Front", Kind.GROUP, named=True)
    attribution = Attribution(
        id="a1",
        speaker="s1",
        source=(),
        cue=(),
        content=(),
        manner=Manner.INDIRECT,
        act=Act.SAY,
        chain=(),
        confidence=0.9,
    )
    there = Known(
        words,
        Spoken(found, [front], (attribution,)),
        holders_of(found),
        Parties(words, [(0, front)], None),
        (),
        (),
        all_sentences(words),
    )
    (control,) = controls_of([told(words, "had seized", "gains", where=("the base",))], there)
    assert control.holder == "Northern Front"
