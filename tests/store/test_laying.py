"""Laying over: a reading as persons judged it, whatever they judged and whichever model reads next."""

from random import Random
from typing import Any

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.record import Attribution, Control, Event, Figure, Place, Reading, Source, Time
from reportedly.record.citations import verify_reading
from reportedly.store.items import SPEAKER, Item, item_of, item_spans, said, typed
from reportedly.store.judgement import OF_RECORDS, Judgement, Verb, called
from reportedly.store.laying import Judged, lay_over
from reportedly.store.matching import key_of
from tests.store.by_hand import TEXT as LONGER
from tests.store.by_hand import a_reading, at
from tests.store.strategies import LAYERS, REPORT, additions, judgements, readings, seen_of, target_of

Fact = Figure | Event | Control
renumbered = msgspec.structs.replace


@st.composite
def judged_readings(draw: st.DrawFn) -> tuple[Reading, list[Judgement]]:
    """Return a reading and a log of judgements on it."""
    reading = draw(readings())
    return reading, draw(judgements(reading))


def withdrawal(of: int, number: int) -> Judgement:
    """Return an entry that withdraws judgement `of`."""
    return Judgement(id=number, at="2025-03-05", who="m.k.", verb=Verb.WITHDRAW, withdraws=of)


def without_numbers(judged: Judged) -> tuple[Reading, list[Any]]:
    """Return what is shown, and the marks without the numbers of judgements and the model of the target."""
    bare = [
        renumbered(m, judgements=(), target=renumbered(m.target, item=None, model=None)) for m in judged.marks
    ]
    return judged.reading, sorted(bare, key=repr)


@given(readings())
@settings(deadline=None)
def test_nothing_judged_changes_nothing(reading: Reading) -> None:
    """Without judgements the reading is shown as it is."""
    assert lay_over(reading, []) == Judged(reading=reading)


@given(judged_readings(), st.randoms(use_true_random=False))
@settings(deadline=None)
def test_the_order_in_which_the_log_is_handed_over_does_not_matter(
    given_: tuple[Reading, list[Judgement]], random: Random
) -> None:
    """The numbers of the entries say their order, not how they come from the database."""
    reading, log = given_
    shuffled = list(log)
    random.shuffle(shuffled)
    assert lay_over(reading, shuffled) == lay_over(reading, log)


@given(judged_readings(), st.data())
@settings(deadline=None)
def test_unrelated_judgements_may_be_made_in_any_order(
    given_: tuple[Reading, list[Judgement]], data: st.DataObject
) -> None:
    """Two neighbours in the log on different records may change places: the same is shown.

    An addition may not: the record it adds is called by its number.
    """
    reading, log = given_
    keys = [(each.target.layer, key_of(each.target)) for each in log]
    adds = [each.verb is Verb.ADD for each in log]
    free = [i for i in range(len(log) - 1) if keys[i] != keys[i + 1] and not (adds[i] or adds[i + 1])]
    if not free:
        return
    i = data.draw(st.sampled_from(free))
    swapped = [
        *log[:i],
        renumbered(log[i + 1], id=log[i].id),
        renumbered(log[i], id=log[i + 1].id),
        *log[i + 2 :],
    ]
    assert without_numbers(lay_over(reading, swapped)) == without_numbers(lay_over(reading, log))


@given(judged_readings(), st.data())
@settings(deadline=None)
def test_a_withdrawal_undoes_exactly_one(
    given_: tuple[Reading, list[Judgement]], data: st.DataObject
) -> None:
    """What is withdrawn counts as never said; withdrawing the withdrawal brings it back."""
    reading, log = given_
    if not log:
        return
    undone = data.draw(st.sampled_from(log))
    last = log[-1].id
    rest = [each for each in log if each is not undone]
    withdrawn = [*log, withdrawal(undone.id, last + 1)]
    assert lay_over(reading, withdrawn) == lay_over(reading, rest)
    assert lay_over(reading, [*withdrawn, withdrawal(last + 1, last + 2)]) == lay_over(reading, log)


@given(judged_readings(), readings("two"))
@settings(deadline=None, max_examples=150)
def test_rereading_loses_no_judgement(given_: tuple[Reading, list[Judgement]], other: Reading) -> None:
    """Whatever another model finds: each record keeps its last verdict and the last value of each field."""
    _, log = given_
    judged = lay_over(other, log)
    verify_reading(judged.reading, REPORT)
    for each in log:
        mine = [j for j in log if _same(j, each)]
        if all(j.verb not in OF_RECORDS for j in mine):
            continue
        (mark,) = [
            m
            for m in judged.marks
            if key_of(m.target) == key_of(called(each)) and m.layer == each.target.layer
        ]
        assert {j.id for j in mine} == set(mark.judgements)
        verdicts = [j.verb for j in mine if j.verb in {Verb.ACCEPT, Verb.REJECT}]
        assert mark.verdict == (verdicts[-1] if verdicts else None)
        if mark.verdict is Verb.REJECT:
            continue
        same = [item for item in getattr(judged.reading, mark.layer) if item_spans(item) == mark.spans]
        shown = same[mark.nth]  # a person's record may stand beside a model's with the same words
        assert getattr(shown, "id", None) == mark.item
        _holds_what_was_said(judged.reading, shown, mine)


@given(judged_readings(), st.data())
@settings(deadline=None, max_examples=300)
def test_an_addition_leaves_all_others_as_they_were(
    given_: tuple[Reading, list[Judgement]], data: st.DataObject
) -> None:
    """Whatever is added, wherever: every record is shown as before, and the added one with them.

    Only in whose words the others stand may change, where an attribution was added. What says just the same
    as a record that is there is that record.
    """
    reading, log = given_
    addition = data.draw(additions(reading, len(log) + 1))
    before, after = lay_over(reading, log).reading, lay_over(reading, [*log, addition])
    voices = addition.target.layer == "attributions"
    for layer in LAYERS:
        had, has = (
            [_alone(each, voices=voices) for each in getattr(r, layer)] for r in (before, after.reading)
        )
        assert all(has.count(each) >= had.count(each) for each in had)
        assert len(has) <= len(had) + (layer == addition.target.layer)
    (mark,) = [each for each in after.marks if each.target == called(addition)]
    shown = [each for each in getattr(after.reading, mark.layer) if item_spans(each) == mark.spans]
    assert mark.added
    assert addition.seen is not None
    found, wanted = said(shown[mark.nth]), said(item_of(mark.layer, addition.seen.item))
    assert {**found, SPEAKER: None} == {**wanted, SPEAKER: None}


def _alone(item: Item, *, voices: bool) -> Item:
    """Return a record, without in whose words it stands where that may have changed."""
    if not voices or isinstance(item, (Place, Time)):
        return item
    return renumbered(item, **{"inside" if isinstance(item, Attribution) else "by": None})


def _same(one: Judgement, other: Judgement) -> bool:
    return one.target.layer == other.target.layer and key_of(called(one)) == key_of(called(other))


def _holds_what_was_said(reading: Reading, item: Item, log: list[Judgement]) -> None:
    """Check that the last thing said of each field is what is shown."""
    said: dict[str, Any] = {}
    for each in log:
        if each.verb in {Verb.ACCEPT, Verb.ADD} and each.seen is not None:
            fields = {
                k: v
                for k, v in each.seen.item.items()
                if k not in {"id", "by", "inside", "confidence", SPEAKER}
            }
            said.update({k: typed(each.target.layer or "", k, v) for k, v in fields.items()})
            if each.seen.source is not None:
                said[SPEAKER] = each.seen.source
        elif each.verb is Verb.CORRECT:
            said.update({k: typed(each.target.layer or "", k, v) for k, v in (each.value or {}).items()})
    speaker = said.pop(SPEAKER, None)
    assert {name: getattr(item, name) for name in said if name != "chain"} == {
        name: value for name, value in said.items() if name != "chain"
    }
    if speaker is not None:
        assert isinstance(item, Attribution)
        (source,) = [each for each in reading.sources if each.id == item.speaker]
        assert (source.who, source.kind) == (speaker.who, speaker.kind)


@given(judged_readings(), readings("two"))
@settings(deadline=None, max_examples=150)
def test_what_is_shown_holds_together(given_: tuple[Reading, list[Judgement]], other: Reading) -> None:
    """Ids are unique, every speaker and holder is there, and no attribution stands inside itself."""
    for reading in (given_[0], other):
        shown = lay_over(reading, given_[1]).reading
        records: list[Attribution | Figure | Source] = [*shown.attributions, *shown.figures, *shown.sources]
        ids = [item.id for item in records]
        assert len(ids) == len(set(ids))
        attributions = {each.id: each for each in shown.attributions}
        assert {each.speaker for each in shown.attributions} <= {each.id for each in shown.sources}
        assert {each.by for each in shown.figures} - {None} <= set(attributions)
        if reading is given_[0] and not given_[1]:
            continue
        assert {each.inside for each in shown.attributions} - {None} <= set(attributions)


def judged(*log: Judgement, reading: Reading | None = None) -> Judged:
    """Return the hand-made reading with some judgements laid over it."""
    return lay_over(reading or a_reading(), log)


def on(layer: str, n: int, verb: Verb, number: int = 1, **value: object) -> Judgement:
    """Return a judgement on the nth record of a layer of the hand-made reading."""
    reading = a_reading()
    item = getattr(reading, layer)[n]
    return Judgement(
        id=number,
        at="2025-03-04",
        who="m.k.",
        verb=verb,
        target=renumbered(target_of(reading, layer, item), report=reading.report.id),
        value=msgspec.to_builtins(value) or None,
        seen=seen_of(reading, item),
    )


def test_a_corrected_speaker_speaks_and_ends_the_chain() -> None:
    """Another speaker is a source, named by the words of the attribution, and last in its chain."""
    pronoun = at(LONGER, "She")
    mayor = {"id": "", "who": "the mayor", "kind": "person", "named": False}
    shown = judged(on("attributions", 1, Verb.CORRECT, speaker=mayor)).reading
    assert [(each.who, each.mentions) for each in shown.sources] == [
        ("Olena Marchuk", (at(LONGER, "Olena Marchuk"), pronoun)),
        ("the mayor", (pronoun,)),
    ]
    denial = shown.attributions[1]
    assert denial.speaker == shown.sources[1].id
    assert [voice.who for voice in denial.chain] == ["The Northern Herald", "the mayor"]
    assert shown.controls[0].by == denial.id


def test_what_a_rejected_attribution_held_goes_to_the_next_around_it() -> None:
    """With its attribution rejected, a figure stands in the outlet's own voice, or in the one around."""
    shown = judged(on("attributions", 2, Verb.REJECT)).reading
    assert [each.id for each in shown.attributions] == ["a1", "a2"]
    facts: tuple[Fact, ...] = (*shown.figures, *shown.events, *shown.controls)
    voices = [each.by for each in facts]
    assert voices == [None, None, None, "a2"]
    reading = a_reading()
    outer = renumbered(reading.attributions[0], id="a9", content=(at(LONGER, LONGER[37:]),))
    nested = renumbered(reading, attributions=(*reading.attributions, outer))
    assert judged(on("attributions", 2, Verb.REJECT), reading=nested).reading.figures[0].by == "a9"


def test_a_wider_content_takes_in_what_stands_in_it() -> None:
    """Where a person widens what is attributed, the facts in it stand in that voice."""
    wider = (
        at(LONGER, "that at least 12 people were wounded in the shelling of Sumy.\n\nA drone hit the depot."),
    )
    shown = judged(on("attributions", 2, Verb.CORRECT, content=wider)).reading
    assert [each.by for each in shown.events] == ["a3", "a3"]


def test_a_narrower_content_lets_go_of_what_no_longer_stands_in_it() -> None:
    """Where a person narrows what is attributed, the facts outside it are the outlet's own."""
    narrower = (at(LONGER, "in the shelling of Sumy"),)
    shown = judged(on("attributions", 2, Verb.CORRECT, content=narrower)).reading
    facts: tuple[Fact, ...] = (*shown.figures, *shown.events)
    assert [each.by for each in facts] == [None, "a3", None]


def test_a_record_the_model_no_longer_finds_stays_as_judged() -> None:
    """An accepted figure that the next model misses is shown, marked as lost, in the voice around it."""
    reread = renumbered(a_reading(model="two"), figures=())
    result = judged(on("figures", 0, Verb.ACCEPT), reading=reread)
    (figure,), (mark,) = result.reading.figures, result.marks
    assert (figure.low, figure.by, mark.lost, mark.item) == (12.0, "a3", True, figure.id)
    gone = judged(on("figures", 0, Verb.REJECT), reading=reread)
    assert (gone.reading.figures, gone.marks[0].lost) == ((), True)
    assert judged(on("figures", 0, Verb.NOTE), reading=reread) == Judged(reading=reread)


def test_a_judgement_follows_its_record_to_nearly_the_same_words() -> None:
    """A model that finds "12 people" has found "at least 12 people"; the correction is laid over that."""
    near = renumbered(a_reading().figures[0], id="f7", span=at(LONGER, "12 people"))
    reread = renumbered(a_reading(model="two"), figures=(near,))
    result = judged(on("figures", 0, Verb.CORRECT, low=13.0), reading=reread)
    (figure,) = result.reading.figures
    assert (figure.id, figure.low, figure.span.text, result.marks[0].lost) == ("f7", 13.0, "12 people", False)
    far = renumbered(near, span=at(LONGER, "people were wounded in the shelling"))
    apart = judged(on("figures", 0, Verb.CORRECT, low=13.0), reading=renumbered(reread, figures=(far,)))
    assert [each.low for each in apart.reading.figures] == [13.0, 12.0]
    assert apart.marks[0].lost


def test_two_judged_neighbours_do_not_meet_in_one_find() -> None:
    """Where only one of two judged records is found again, the other's rejection does not remove it."""
    reading = a_reading()
    other = renumbered(reading.figures[0], id="f2", span=at(LONGER, "12 people were wounded"))
    two = renumbered(reading, figures=(reading.figures[0], other))
    rejected = renumbered(
        on("figures", 0, Verb.REJECT, 2),
        target=renumbered(target_of(two, "figures", other), report=reading.report.id),
        seen=seen_of(two, other),
    )
    result = judged(on("figures", 0, Verb.ACCEPT), rejected)
    assert [each.id for each in result.reading.figures] == ["f1"]
    assert judged(rejected).reading.figures == ()


def test_a_corrected_span_and_the_next_model_s_find_are_one() -> None:
    """Where the next model finds what a person had corrected the words to, it is shown once."""
    full = at(LONGER, "said that at least 12 people were wounded in the shelling of Sumy")
    correction = on("figures", 0, Verb.CORRECT, span=full)
    found = renumbered(a_reading().figures[0], span=full)
    reread = renumbered(a_reading(model="two"), figures=(found,))
    assert [each.span for each in judged(correction, reading=reread).reading.figures] == [full]


def test_an_attribution_is_not_taken_for_the_one_inside_it() -> None:
    """Two that share most words but have other cues are two: rejecting one leaves the other."""
    reading = a_reading()
    inner = reading.attributions[2]
    outer = renumbered(inner, id="a4", cue=(at(LONGER, "denied"),))
    reread = renumbered(reading, attributions=(outer,), model="two")
    shown = judged(on("attributions", 2, Verb.REJECT), reading=reread).reading
    assert shown.attributions == (outer,)
    assert isinstance(shown.attributions[0], Attribution)
