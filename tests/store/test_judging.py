"""Judging: what fits is written down and shown, what does not is refused and changes nothing."""

from typing import Any

import msgspec
import pytest

from reportedly.errors import CitationMismatchError, RefusedJudgementError, StoreError, UnknownReportError
from reportedly.record import Change, Place, PlaceKind, Span
from reportedly.store import Grade, Store, Target, Verb
from tests.store.by_hand import TEXT, a_reading, at

FIGURE = Target(report="r", layer="figures", item="f1")
DENIAL = Target(report="r", layer="attributions", item="a2")


@pytest.fixture
def read(store: Store) -> Store:
    """Return a store that holds the hand-made report as "r", with its reading."""
    reading = a_reading()
    report = msgspec.structs.replace(reading.report, id="r")
    store.writer().add(report, msgspec.structs.replace(reading, report=report))
    return store


def test_a_correction_is_shown_and_history_tells_it(read: Store) -> None:
    """The view shows the new value, the model's own reading stays, and history says who, when and why."""
    written = read.judge(
        "m.k.", "correct", FIGURE, value={"low": 14, "what": "killed"}, why="the ministry's list"
    )
    with read.view() as view:
        judged, plain, history = view.judged("r"), view.reading("r", judged=False), view.history("r")
        shown = view.reading("r")
    assert judged is not None
    assert plain is not None
    assert shown == judged.reading
    assert (judged.reading.figures[0].low, judged.reading.figures[0].what) == (14.0, "killed")
    assert plain.figures[0].low == 12.0
    assert judged.marks[0].corrected == ("low", "what")
    assert history.judgements == (written,)
    assert (written.who, written.verb, written.why) == ("m.k.", Verb.CORRECT, "the ministry's list")
    assert written.target.spans == (at(TEXT, "at least 12 people"),)
    assert written.target.model == "by hand"


def test_judgements_survive_a_rereading(read: Store) -> None:
    """Another model's reading, with other ids and without one record, is shown as persons judged it."""
    read.judge("m.k.", "correct", FIGURE, value={"low": 14})
    read.judge("m.k.", "reject", DENIAL)
    read.judge("m.k.", "accept", Target(report="r", layer="events", item="e2"))
    with read.view() as view:
        before, report = view.judgements(), view.report("r")
    plain = a_reading(report, model="newer")
    figure = msgspec.structs.replace(plain.figures[0], id="f8", low=11.0)
    assert read.writer().put_reading(
        msgspec.structs.replace(plain, figures=(figure,), events=plain.events[:1])
    )
    with read.view() as view:
        judged = view.judged("r")
        assert judged is not None
        assert view.judgements() == before
    reading = judged.reading
    assert [(each.id, each.low) for each in reading.figures] == [("f8", 14.0)]
    assert [each.id for each in reading.attributions] == ["a1", "a3"]
    assert [each.span.text for each in reading.events] == ["shelling", "hit"]
    assert [mark.lost for mark in judged.marks if mark.layer == "events"] == [True]


def test_a_further_judgement_finds_the_record_again(read: Store) -> None:
    """A record is called by its first words in the log, named by its new ones, its id, or while rejected."""
    wider = at(TEXT, "at least 12 people were wounded")
    first = read.judge("m.k.", "correct", FIGURE, value={"span": msgspec.to_builtins(wider)})
    by_words = read.judge(
        "m.k.", "note", Target(report="r", layer="figures", spans=(wider,)), why="see the list"
    )
    rejected = read.judge("m.k.", "reject", FIGURE)
    back = read.judge("m.k.", "accept", FIGURE)
    assert [each.target for each in (by_words, rejected, back)] == [first.target] * 3
    assert back.seen is not None
    assert back.seen.item["span"]["text"] == wider.text
    with read.view() as view:
        judged = view.judged("r")
    assert judged is not None
    assert [each.span for each in judged.reading.figures] == [wider]
    assert judged.marks[0].verdict is Verb.ACCEPT


def test_records_without_ids_are_named_by_their_words(read: Store) -> None:
    """A place is corrected at its words, and only there."""
    second = at(TEXT, "Sumy", 1)
    target = Target(report="r", layer="places", spans=(second,))
    read.judge("m.k.", "correct", target, value={"name": "Sumy Raion", "geonames_id": None})
    with read.view() as view:
        reading = view.reading("r")
    assert reading is not None
    assert [(each.name, each.geonames_id) for each in reading.places] == [
        ("Sumy", 692194),
        ("Bilopillya", 711369),
        ("Sumy Raion", None),
    ]


def test_records_are_added(read: Store) -> None:
    """An added place and an added attribution are shown at their words, with speaker and chain."""
    place = Place(span=at(TEXT, "depot"), name="the depot", kind=PlaceKind.FACILITY)
    read.judge("m.k.", "add", Target(report="r", layer="places"), value=msgspec.to_builtins(place))
    said = {
        "speaker": {"who": "a witness", "kind": "person", "named": False},
        "content": [msgspec.to_builtins(at(TEXT, "A drone hit the depot."))],
        "manner": "indirect",
        "act": "say",
    }
    read.judge("m.k.", "add", Target(report="r", layer="attributions"), value=said)
    with read.view() as view:
        judged = view.judged("r")
    assert judged is not None
    assert judged.reading.places[-1] == place
    added = judged.reading.attributions[-1]
    assert [voice.who for voice in added.chain] == ["The Northern Herald", "a witness"]
    assert judged.reading.events[1].by == added.id
    assert [mark.added for mark in judged.marks] == [True, True]


def control(words: str, holder: str, change: str, nth: int = 0) -> dict[str, Any]:
    """Return a control statement to add."""
    span = msgspec.to_builtins(at(TEXT, words, nth))
    return {"span": span, "holder": holder, "change": change, "status": "asserted"}


@pytest.mark.parametrize("words", ["captured", "had captured", "troops had captured Bilopillia"])
def test_what_is_added_hides_nothing(read: Store, words: str) -> None:
    """A record at the words of another, in them or around them, stands beside it, whatever is judged next."""
    controls = Target(report="r", layer="controls")
    first = read.judge("m.k.", "add", controls, value=control(words, "Ukraine", "loses"))
    second = read.judge("m.k.", "add", controls, value=control(words, "Sumy", "contests"))
    assert [each.target.added for each in (first, second)] == [first.id, second.id]
    read.judge("m.k.", "correct", second.target, value={"holder": "the town"})
    read.judge("m.k.", "reject", Target(report="r", layer="controls", item="c1"))

    def shown() -> list[str]:
        with read.view() as view:
            reading = view.reading("r")
        assert reading is not None
        assert len({each.id for each in reading.controls}) == len(reading.controls)
        return sorted(each.holder or "" for each in reading.controls)

    assert shown() == ["Ukraine", "the town"]
    read.judge("m.k.", "accept", Target(report="r", layer="controls", item="c1"))
    assert shown() == ["Ukraine", "the town", "troops"]
    read.judge("m.k.", "withdraw", first.id)
    assert shown() == ["the town", "troops"]


def test_a_person_points_at_one_of_several_with_the_same_words(read: Store) -> None:
    """By the words as shown, the one that is rejected does not stand in the way; the log still reaches it."""
    sumy = at(TEXT, "Sumy", 1)
    here = Target(report="r", layer="places", spans=(sumy,))
    rejected = read.judge("m.k.", "reject", here)
    river = Place(span=sumy, name="the Sumka", kind=PlaceKind.WATER)
    added = read.judge("m.k.", "add", Target(report="r", layer="places"), value=msgspec.to_builtins(river))
    assert read.judge("m.k.", "note", here, why="the river").target == added.target
    assert read.judge("m.k.", "accept", rejected.target).target == rejected.target
    for nth, which in ((0, rejected), (1, added)):
        asked = msgspec.structs.replace(here, nth=nth)
        assert read.judge("m.k.", "note", asked, why="which").target == which.target


def test_what_the_next_model_finds_as_it_was_added_is_shown_once(read: Store) -> None:
    """A find that says just what a person added is that record; one that says otherwise stands beside it."""
    added = read.judge(
        "m.k.", "add", Target(report="r", layer="controls"), value=control("closed", "Ukraine", "loses")
    )
    with read.view() as view:
        judged = view.judged("r")
    assert judged is not None
    with read.view() as view:
        report = view.report("r")
    mine = next(each for each in judged.reading.controls if each.holder == "Ukraine")
    same = msgspec.structs.replace(mine, id="c7", by="a1")
    for found, many in ((same, 2), (msgspec.structs.replace(same, change=Change.HOLDS), 3)):
        newer = a_reading(report, model=f"newer, {many}")
        read.writer().put_reading(msgspec.structs.replace(newer, controls=(found, *newer.controls)))
        with read.view() as view:
            judged = view.judged("r")
        assert judged is not None
        assert len(judged.reading.controls) == many
        assert found in judged.reading.controls
        assert [mark.target for mark in judged.marks] == [added.target]


def test_a_report_that_was_never_read_can_be_judged(store: Store) -> None:
    """A person may add records to a report without a reading."""
    reading = a_reading()
    store.writer().add(reading.report)
    place = Place(span=at(TEXT, "depot"), name="the depot", kind=PlaceKind.FACILITY)
    target = Target(report=reading.report.id, layer="places")
    store.judge("m.k.", "add", target, value=msgspec.to_builtins(place))
    with store.view() as view:
        shown = view.reading(reading.report.id)
        assert view.reading(reading.report.id, judged=False) is None
    assert shown is not None
    assert shown.places == (place,)


def test_grades_hold_until_a_later_one_or_a_withdrawal(read: Store) -> None:
    """The last grade of a name is in force; withdrawing it brings back the one before."""
    name = Target(name="The Northern Herald")
    read.judge("m.k.", "grade", name, value={"reliability": "B"})
    second = read.judge("m.k.", "grade", name, value={"reliability": "C", "credibility": 3})
    with read.view() as view:
        assert view.grades() == {"The Northern Herald": Grade(reliability="C", credibility=3)}
    read.judge("m.k.", "withdraw", second.id)
    with read.view() as view:
        assert view.grades() == {"The Northern Herald": Grade(reliability="B")}


def test_claims_are_merged_by_their_records(read: Store) -> None:
    """A merge keeps the words of its members, for the stage that traces claims."""
    members = [msgspec.to_builtins(each) for each in (FIGURE, DENIAL)]
    written = read.judge("m.k.", "merge", Target(), value={"members": members})
    assert written.value is not None
    assert [each["spans"][0]["text"] for each in written.value["members"]] == ["at least 12 people", "She"]


WRONG: list[tuple[str, Target | int, dict[str, Any] | None, type[Exception], str]] = [
    ("shout", FIGURE, None, StoreError, "choose from accept, reject"),
    ("accept", Target(report="nowhere", layer="figures", item="f1"), None, UnknownReportError, "is not in"),
    (
        "accept",
        Target(report="r", layer="figures", item="f9"),
        None,
        RefusedJudgementError,
        "no record of figures",
    ),
    (
        "accept",
        Target(report="r", layer="quotes", item="f1"),
        None,
        RefusedJudgementError,
        "there is no layer",
    ),
    ("accept", Target(report="r"), None, RefusedJudgementError, "needs a record"),
    ("reject", Target(name="AFP"), None, RefusedJudgementError, "needs a target"),
    ("accept", 7, None, RefusedJudgementError, "a number is no target"),
    ("correct", FIGURE, None, RefusedJudgementError, "no field is corrected"),
    ("correct", FIGURE, {"low": "twelve"}, RefusedJudgementError, "low: Expected"),
    ("correct", FIGURE, {"by": "a1"}, RefusedJudgementError, "cannot be corrected"),
    ("correct", FIGURE, {"what": "injured"}, RefusedJudgementError, "what: Invalid enum"),
    ("correct", FIGURE, {"span": Span(0, 6, "Tunnel")}, CitationMismatchError, "span: citation"),
    ("correct", DENIAL, {"content": [], "cue": [], "source": []}, RefusedJudgementError, "reject it instead"),
    ("correct", DENIAL, {"speaker": {"who": "X"}}, RefusedJudgementError, "speaker: Object missing"),
    ("add", Target(report="r", layer="places"), {"name": "X"}, RefusedJudgementError, "as the JSON contract"),
    ("add", Target(layer="places"), {}, RefusedJudgementError, "needs a report"),
    ("grade", Target(name="AFP"), {"reliability": "G"}, RefusedJudgementError, "A to F"),
    ("grade", Target(name="AFP"), {"credibility": 7}, RefusedJudgementError, "1 to 6"),
    ("grade", Target(name="AFP"), None, RefusedJudgementError, "no such grade"),
    ("note", FIGURE, None, RefusedJudgementError, "without words"),
    ("merge", Target(), {"members": [{"report": "r"}]}, RefusedJudgementError, "two records"),
    ("withdraw", 99, None, RefusedJudgementError, "no judgement 99"),
    ("withdraw", FIGURE, None, RefusedJudgementError, "no judgement"),
]


@pytest.mark.parametrize(("verb", "target", "value", "error", "message"), WRONG)
def test_what_does_not_fit_is_refused(
    read: Store,
    verb: str,
    target: Target | int,
    value: dict[str, Any] | None,
    error: type[Exception],
    message: str,
) -> None:
    """A judgement that cannot be right is refused with the reason, and the log stays empty."""
    with pytest.raises(error, match=message):
        read.judge("m.k.", verb, target, value=value)
    with read.view() as view:
        assert view.judgements() == ()


def test_nobody_is_no_judge_and_nothing_is_withdrawn_twice(read: Store) -> None:
    """A judgement has a name under it, and is undone once."""
    with pytest.raises(RefusedJudgementError, match="say who you are"):
        read.judge(" ", "reject", FIGURE)
    rejected = read.judge("m.k.", "reject", FIGURE)
    withdrawn = read.judge("m.k.", "withdraw", rejected.id)
    with pytest.raises(RefusedJudgementError, match="was withdrawn already"):
        read.judge("m.k.", "withdraw", rejected.id)
    read.judge("m.k.", "withdraw", withdrawn.id)
    with read.view() as view:
        reading = view.reading("r")
    assert reading is not None
    assert reading.figures == ()
