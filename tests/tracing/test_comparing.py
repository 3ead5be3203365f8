"""Comparing: slot by slot, the same from either side, with both reports' words."""

import itertools
from typing import Any

import pytest

from reportedly.record import Act, Status
from reportedly.tracing.comparing import compare_profiles, score_of
from reportedly.tracing.profile import profile_of
from reportedly.tracing.slots import SLOTS, Slot, values_of
from reportedly.tracing.statement import Named, Statement, StatementKind
from reportedly.tracing.terms import numbers_of
from tests.tracing.made import statement

KOTSK = Named("Kotsk", 11, "UA", region="Kharkiv")
KHARKIV = Named("Kharkiv region", 12, "UA", region="Kharkiv", broad=True)
LVIV = Named("Lviv", 13, "UA", region="Lviv")


def value(slot: Slot, one: Statement, other: Statement) -> float:
    """Return the value of one slot."""
    return values_of(profile_of(one), profile_of(other), 0.8, 0.8)[SLOTS.index(slot)]


def event(report: str, words: str, **slots: Any) -> Statement:  # noqa: ANN401 -- slots of Statement
    """Return an event of a report."""
    return statement(report, words, "Herald", **{"kind": StatementKind.EVENT, "item": "e1", **slots})


def figure(report: str, low: float, kind: str) -> Statement:
    """Return a figure of a report."""
    return statement(
        report,
        f"{low:g} people",
        "Herald",
        kind=StatementKind.FIGURE,
        item="f1",
        type=kind,
        low=low,
        high=low,
        unit="people",
    )


MANY = (
    event("r1", "Ukrainian drones hit the depot at Kotsk", head="hit", places=(KOTSK,), when="2026-03-02"),
    event("r2", "The depot in Kharkiv region was hit by drones", head="was hit", places=(KHARKIV,)),
    statement("r3", "“We will never leave Kotsk,”", "Courier", "Olena Marchuk"),
    statement("r4", "", "Wire"),
    figure("r5", 14, "killed"),
)


def test_it_is_the_same_from_either_side() -> None:
    """Who comes first changes no value and no score."""
    for one, other in itertools.permutations(map(profile_of, MANY), 2):
        assert values_of(one, other, 0.7, 0.6) == values_of(other, one, 0.7, 0.6)
        assert score_of(one, other, 0.7, 0.6) == score_of(other, one, 0.7, 0.6)


def test_every_value_lies_between_minus_one_and_one() -> None:
    """No slot outweighs by its scale."""
    for one, other in itertools.permutations(map(profile_of, MANY), 2):
        assert all(-1 <= v <= 1 for v in values_of(one, other, 0.7, 0.6))


def test_the_reasons_add_up_to_the_score_and_show_both_words() -> None:
    """A comparison explains its score: each slot with what both say."""
    one, other = profile_of(MANY[0]), profile_of(MANY[1])
    compared = compare_profiles(one, other, 0.8, 0.8)
    assert compared.score == score_of(one, other, 0.8, 0.8)
    words = next(r for r in compared.reasons if r.slot is Slot.WORDS)
    assert (words.one, words.other) == (MANY[0].words, MANY[1].words)


def test_a_village_may_be_the_region_it_lies_in_but_is_no_other_town() -> None:
    """A place contained is near; another place is another."""
    in_kotsk, in_region, in_lviv = (event("r", "It was hit", places=(p,)) for p in (KOTSK, KHARKIV, LVIV))
    assert value(Slot.WHERE, in_kotsk, in_kotsk) == 1
    assert 0 < value(Slot.WHERE, in_kotsk, in_region) < 1
    assert value(Slot.WHERE, in_kotsk, in_lviv) == -1


def test_names_on_one_side_only_are_no_difference() -> None:
    """A report that leaves names out may say the same; one with other names does not."""
    full = statement("r1", "The convoy left Kotsk with Marchuk", "Herald")
    less = statement("r2", "The convoy left with her", "Wire")
    odd = statement("r3", "The convoy left Lviv with Bondar", "Courier")
    assert value(Slot.OTHERS, full, less) == 0
    assert value(Slot.OTHERS, full, odd) == -1


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (Act.DEMAND, Act.DEMAND, 1),
        (Act.DEMAND, Act.PROMISE, -1),
        (Act.SAY, Act.WARN, 0),
        (Act.SAY, Act.DENY, 0),
    ],
)
def test_an_act_agrees_differs_or_says_nothing(one: Act, other: Act, expected: float) -> None:
    """A demand is no promise; what is merely said may be either."""
    a, b = (statement("r", "the border opens", "Herald", "X", act=act) for act in (one, other))
    assert value(Slot.ACT, a, b) == expected


def test_what_is_planned_has_not_happened() -> None:
    """A plan and a deed are two things, a hedged deed is one."""
    done, hedged, planned = (
        event("r", "They crossed the river", status=s)
        for s in (Status.ASSERTED, Status.HEDGED, Status.PLANNED)
    )
    assert value(Slot.STATUS, done, planned) == -1
    assert value(Slot.STATUS, done, hedged) == 0


def test_figures_agree_by_value_and_by_what_they_count() -> None:
    """As many wounded are not as many killed, and small counts are often the same by chance."""
    assert value(Slot.NUMBER, figure("r1", 14, "killed"), figure("r2", 14, "killed")) == 1
    assert value(Slot.NUMBER, figure("r1", 14, "killed"), figure("r2", 14, "wounded")) < 0.5
    assert value(Slot.NUMBER, figure("r1", 2, "killed"), figure("r2", 2, "killed")) < 0.5
    assert value(Slot.NUMBER, figure("r1", 14, "killed"), figure("r2", 15, "killed")) == -1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("At least 1,250 tents and twelve trucks", {1250, 12}),
        ("on 4 March 2026 and Aug. 7, at 10:35 a.m.", set()),
        ("a 9-year-old girl, the 3rd brigade, seven years later", set()),
        ("$1.4 billion, 2.5m barrels, three million people", {1.4e9, 2.5e6, 3e6}),
        ("9" * 400, set()),
        ("", set()),
    ],
)
def test_numbers_are_those_that_count_something(text: str, expected: set[float]) -> None:
    """Dates, ages, times of day and ordinals count nothing."""
    assert numbers_of(text) == expected
