"""Returning: what annotators changed is judged once, by the store's own rules, and nobody is overruled."""

import msgspec
import pytest

from reportedly.annotating.bringing import Return, bring_back
from reportedly.record import Reading
from reportedly.store import Store, Target
from tests.annotating.conftest import Desk
from tests.annotating.tools import Drawn
from tests.store.by_hand import TEXT, a_reading, at


def shown(store: Store) -> Reading:
    """Return the report as judged."""
    with store.view() as view:
        reading = view.reading("r")
    assert reading is not None
    return reading


def drawn(label: str, words: str, nth: int = 0, **fields: str) -> Drawn:
    """Return words of the report with a label, as an annotator draws them."""
    span = at(TEXT, words, nth)
    return Drawn(label, span.start, span.end, fields=fields)


def test_a_corrected_speaker_is_named_and_proved(desk: Desk) -> None:
    """Who speaks, and through whom, is corrected with the words of the report that name the voice."""
    (content,) = (each for each in desk.document.of("a1") if each.fields)
    content.fields |= {"who": "Ona Bondar", "through": "the paper"}
    returned = desk.back()
    assert (returned.conflicts, returned.problems, len(returned.judgements)) == ([], [], 1)
    said = shown(desk.store).attributions[0]
    assert [voice.who for voice in said.chain] == ["The Northern Herald", "the paper", "Ona Bondar"]
    assert said.chain[1].citation == at(TEXT, "the paper")


def test_a_corrected_name_brings_its_proof(desk: Desk) -> None:
    """A holder said anew is cited where the report names it, so that nothing stands without proof."""
    desk.document.of("c1")[0].fields["holder"] = "Olena Marchuk"
    assert desk.back().problems == []
    control = shown(desk.store).controls[0]
    assert (control.holder, control.holder_spans) == ("Olena Marchuk", (at(TEXT, "Olena Marchuk"),))


def test_an_added_attribution_knows_its_speaker(desk: Desk) -> None:
    """One who speaks elsewhere in the report is known by name; the words for the source will do."""
    parts = [
        drawn("source", "Olena Marchuk"),
        drawn("content", "A drone hit the depot.", act="say", manner="direct"),
    ]
    desk.document.drawn += parts
    desk.document.links.append((parts[0], parts[1]))
    (judgement,) = desk.back().judgements
    assert judgement.seen is not None
    assert judgement.seen.source is not None
    assert (judgement.seen.source.who, judgement.seen.source.kind) == ("Olena Marchuk", "person")
    event = next(each for each in shown(desk.store).events if each.span.text == "hit")
    assert event.by is not None


def test_what_was_judged_meanwhile_is_a_conflict(desk: Desk) -> None:
    """A record that somebody else judged since is left as they left it; other records go on."""
    theirs = desk.store.judge(
        "m.k.", "correct", Target(report="r", layer="figures", item="f1"), value={"low": 14}
    )
    desk.document.of("f1")[0].fields["low"] = "13"
    desk.document.of("e2")[0].fields["type"] = "COERCE"
    returned = desk.back()
    (conflict,) = returned.conflicts
    assert f"m.k. corrected it (low) since it was handed out (judgement {theirs.id})" in conflict.why
    assert "f1 figure “at least 12 people”" in conflict.what
    assert [each.target.layer for each in returned.judgements] == ["events"]
    assert shown(desk.store).figures[0].low == 14.0


def test_who_changes_their_mind_is_no_conflict(desk: Desk) -> None:
    """The same annotator's later file corrects what the earlier one said."""
    low = desk.document.of("f1")[0].fields
    low["low"] = "13"
    assert len(desk.back().judgements) == 1
    low["low"] = "15"
    returned = desk.back()
    assert (len(returned.judgements), returned.conflicts) == (1, [])
    assert shown(desk.store).figures[0].low == 15.0


def test_a_record_that_was_read_anew_is_a_conflict(desk: Desk) -> None:
    """Where a later model says something else, or finds nothing, the annotator did not judge that."""
    with desk.store.view() as view:
        report = view.report("r")
    newer = a_reading(report, model="newer")
    figure = msgspec.structs.replace(newer.figures[0], low=11.0)
    desk.store.writer().put_reading(
        msgspec.structs.replace(newer, figures=(figure,), events=newer.events[:1])
    )
    desk.document.of("f1")[0].fields["low"] = "13"
    desk.document.delete(*desk.document.of("c1"))
    desk.document.of("e2")[0].fields["type"] = "COERCE"
    returned = desk.back()
    assert [each.why.split(";")[0] for each in returned.conflicts] == [
        "the record is no longer as it was handed out",
        "the record is no longer there",
    ]
    assert [each.verb for each in returned.judgements] == ["reject"]


def test_an_addition_meets_another(desk: Desk) -> None:
    """Of two records added at the same words the second is told; the same one is not added twice."""
    place = {"span": msgspec.to_builtins(at(TEXT, "depot")), "name": "the depot", "kind": "facility"}
    theirs = desk.store.judge("m.k.", "add", Target(report="r", layer="places"), value=place)
    mine = drawn("place", "depot", name="depot No. 4", kind="facility")
    desk.document.drawn.append(mine)
    returned = desk.back()
    (conflict,) = returned.conflicts
    assert (
        f"m.k. added a record at these words since it was handed out (judgement {theirs.id})" in conflict.why
    )
    mine.fields["name"] = "the depot"
    returned = desk.back()
    assert (returned.judgements, returned.conflicts, returned.already) == ([], [], 1)


def test_two_may_be_added_at_the_same_words(desk: Desk) -> None:
    """What one file adds beside its own additions is no conflict."""
    for kind in ("facility", "other"):
        desk.document.drawn.append(drawn("place", "depot", name="the depot", kind=kind))
    returned = desk.back()
    assert (len(returned.judgements), returned.conflicts) == (2, [])


def test_what_was_left_as_it_is_can_be_accepted(desk: Desk) -> None:
    """With --accept all that was not changed is accepted, once; what was changed is corrected."""
    desk.document.of("f1")[0].fields["low"] = "13"
    returned = desk.back(accept=True)
    verbs = [each.verb.value for each in returned.judgements]
    assert (verbs.count("accept"), verbs.count("correct")) == (9, 1)
    again = desk.back(accept=True)
    assert (again.judgements, again.already) == ([], 10)


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"low": "a dozen"}, "low: “a dozen” is no number; give it in digits"),
        ({"what": "hurt"}, "what: “hurt” is no choice; choose from"),
        ({"cumulative": "so far"}, "choose from total, new"),
    ],
)
def test_what_is_no_value_is_told(desk: Desk, fields: dict[str, str], why: str) -> None:
    """A value that the record cannot have is refused with what to do, and the log stays empty."""
    desk.document.of("f1")[0].fields |= fields
    returned = desk.back()
    (problem,) = returned.problems
    assert why in problem.why
    with desk.store.view() as view:
        assert view.judgements() == ()


def test_an_attribution_without_a_speaker_is_told(desk: Desk) -> None:
    """Nobody is guessed to be the speaker, nor what sort of voice they are."""
    desk.document.drawn.append(drawn("content", "A drone hit the depot.", act="say", manner="direct"))
    (problem,) = desk.back().problems
    assert "nobody is named as the speaker" in problem.why
    desk.document.drawn[-1].fields["who"] = "a guard"
    (problem,) = desk.back().problems
    assert "what sort of voice “a guard” is, is not said; choose its kind" in problem.why


def test_tangled_attributions_are_told(desk: Desk) -> None:
    """Where the words of two attributions are linked with each other, neither is judged."""
    document = desk.document
    document.links.append((document.of("a1")[0], document.of("a2")[0]))
    returned = desk.back()
    assert {each.what for each in returned.problems} == {"a1", "a2"}
    assert returned.judgements == []


def test_words_drawn_anew_are_the_same_record(desk: Desk) -> None:
    """Who takes a region away and draws it wider has moved it; what it says stays as it was."""
    document = desk.document
    document.delete(*document.of("f1"))
    document.drawn.append(drawn("figure", "at least 12 people were wounded"))
    (judgement,) = desk.back().judgements
    assert (judgement.verb, judgement.value) == (
        "correct",
        {"span": msgspec.to_builtins(at(TEXT, "at least 12 people were wounded"))},
    )


def test_another_label_is_another_record(desk: Desk) -> None:
    """An event that is labelled a control statement is rejected as the one and added as the other."""
    (region,) = desk.document.of("e2")
    region.label, region.fields = "control", {"change": "contests", "status": "asserted"}
    returned = desk.back()
    assert [(each.verb.value, each.target.layer) for each in returned.judgements] == [
        ("reject", "events"),
        ("add", "controls"),
    ]


def test_files_that_are_not_there_are_told(desk: Desk) -> None:
    """A name that leads nowhere keeps the others from nothing."""
    desk.document.of("f1")[0].fields["low"] = "13"
    path = desk.tool.save(desk.documents, desk.folder / "out" / "back")
    returned = bring_back(desk.store, [desk.folder / "gone.json", path], Return(who="ann"))
    assert ["no such file" in each.why for each in returned.problems] == [True]
    assert len(returned.judgements) == 1


def test_a_tool_that_shows_nothing_rejects_nothing(desk: Desk) -> None:
    """Where none of many records came back the annotator never saw them, unless a person says otherwise."""
    desk.document.delete(*desk.document.drawn)
    desk.document.drawn.append(drawn("place", "depot", name="the depot", kind="facility"))
    returned = desk.back()
    (problem,) = returned.problems
    assert "none of the 10 records that were handed out came back" in problem.why
    assert (returned.judgements, returned.tasks) == ([], 0)
    verbs = [each.verb.value for each in desk.back(anew=True).judgements]
    assert (verbs.count("reject"), verbs.count("add")) == (10, 1)
