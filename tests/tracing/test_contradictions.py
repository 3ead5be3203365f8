"""Contradictions: only what is comparable is compared."""

from typing import Any

import pytest

from reportedly.record import Act, Status
from reportedly.tracing.comparable import Label
from reportedly.tracing.contradictions import opposed, opposed_keys, opposing_keys
from reportedly.tracing.opposed_figures import vague_bound
from reportedly.tracing.profile import profile_of
from reportedly.tracing.statement import Named, Statement, StatementKind
from tests.tracing.made import statement

TOWN = (Named("Velikovo", 7, "UA"),)


def dead(report: str, words: str, head: str, low: float | None, high: float | None, **more: Any) -> Statement:  # noqa: ANN401 -- slots
    """Return a figure of killed people, set at a town."""
    given = {"type": "killed", "unit": "people", "scene": TOWN, "setting": ("ukraine",), **more}
    return statement(
        report, words, report, kind=StatementKind.FIGURE, item="f1", head=head, low=low, high=high, **given
    )


def label(one: Statement, other: Statement) -> Label | None:
    """Return how two statements stand to each other; the order does not matter, and a pair shares a key."""
    a, b = profile_of(one), profile_of(other)
    found = opposed(a, b)
    assert found == opposed(b, a)
    if found is not None:
        assert set(opposed_keys(a)) & set(opposing_keys(b))
        assert set(opposed_keys(b)) & set(opposing_keys(a))
    return found.label if found else None


TWELVE = dead("r1", "The strike killed 12 people", "12 people", 12, 12)


@pytest.mark.parametrize(
    ("words", "head", "low", "high", "more", "expected"),
    [
        ("The strike killed 40 people", "40 people", 40, 40, {}, Label.CONTRADICTORY),
        ("The strike killed at least 10 people", "at least 10 people", 10, None, {}, Label.COMPATIBLE),
        ("The strike killed 40 soldiers", "40 soldiers", 40, 40, {"actors": ("soldiers",)}, Label.SCOPE),
        ("It killed 3 people", "3 people", 3, 3, {"actors": ("Russian soldiers",)}, Label.SCOPE),
        ("Later 40 people were dead", "40 people", 40, 40, {"published": "2026-03-06"}, Label.SUPERSEDED),
        ("It had initially put the dead at 40 people", "40 people", 40, 40, {}, Label.SUPERSEDED),
        ("The strike killed 40 people", "40 people", 40, 40, {"scene": (Named("Brodets", 8),)}, None),
        ("The strike killed 40 people", "40 people", 40, 40, {"when": "2026-02-01"}, None),
        ("The strike killed 40 people", "40 people", 40, 40, {"type": "wounded"}, None),
        ("Among the killed, including 3 people", "3 people", 3, 3, {}, None),
        ("The strike killed a man and wounded 4 others", "4 others", 4, 4, {}, None),
        ("The war has killed 40,000 people", "40,000 people", 40_000, 40_000, {}, None),
        ("The paper retracted a report that 40 people were killed", "40 people", 40, 40, {}, None),
        ("Forty, six, three", "six", 6, 6, {}, None),
        ("They offered 40 people killed", "40 people", 40, 40, {"act": Act.PROPOSE}, None),
    ],
)
def test_figures_of_one_happening(
    words: str, head: str, low: float, high: float | None, more: dict[str, Any], expected: Label | None
) -> None:
    """Twelve killed at a place on a day: what contradicts it, what does not, what is about something else."""
    assert label(TWELVE, dead("r2", words, head, low, high, **more)) is expected


def test_figures_of_one_war() -> None:
    """Totals of a war are compared without a place, of one side; a rounded number meets one near it."""

    def total(report: str, head: str, count: float, **more: Any) -> Statement:  # noqa: ANN401 -- slots
        words = f"{head} have been killed since the invasion"
        slots: dict[str, Any] = {
            "scene": (),
            "actors": ("Ukrainian soldiers",),
            "period": "since the invasion",
            **more,
        }
        return dead(report, words, head, count, count, **slots)

    one = total("r1", "46,000 Ukrainian soldiers", 46_000)
    assert label(one, total("r2", "90,000 Ukrainian soldiers", 90_000)) is Label.CONTRADICTORY
    everyone = total("r3", "46,000 people", 46_000, actors=("people",))
    named = total("r4", "90,000", 90_000, actors=("people killed in the Ethiopia-Eritrea war",))
    assert label(everyone, named) is Label.CONTRADICTORY
    assert label(one, total("r2", "45,800 Ukrainian soldiers", 45_800)) is Label.COMPATIBLE
    later = total("r2", "52,000 Ukrainian soldiers", 52_000, published="2026-03-20")
    assert label(one, later) is Label.SUPERSEDED
    assert label(one, total("r2", "90,000 Ukrainian soldiers", 90_000, setting=("syria", "iraq"))) is None


def control(report: str, holder: str, words: str = "", **more: Any) -> Statement:  # noqa: ANN401 -- slots
    """Return a statement that a side holds a town."""
    slots: dict[str, Any] = {"type": "holds", "head": "holds", "places": TOWN, **more}
    words = words or f"{holder} holds Velikovo"
    return statement(report, words, report, kind=StatementKind.CONTROL, item="c1", actors=(holder,), **slots)


def test_control() -> None:
    """One town cannot be with two sides on one day; on another day it may have changed hands."""
    ours = control("r1", "Ukraine", when="2026-03-01")
    assert label(ours, control("r2", "Russia", when="2026-03-01")) is Label.CONTRADICTORY
    assert label(ours, control("r2", "Russia", when="2026-03-20")) is Label.SUPERSEDED
    assert label(ours, control("r2", "Ukraine", when="2026-03-01")) is Label.COMPATIBLE
    assert label(ours, control("r2", "Russia", when="2014")) is None


@pytest.mark.parametrize(
    ("holder", "words", "more", "expected"),
    [
        ("rebels", "", {}, Label.CONTRADICTORY),
        ("girls", "", {}, None),
        ("Ukraine", "", {"status": Status.DENIED}, Label.CONTRADICTORY),
        ("Ukraine", "Ukraine has lost Velikovo", {"type": "loses", "head": "has lost"}, Label.SUPERSEDED),
        ("Russia", "Russia has lost Velikovo", {"type": "loses", "head": "has lost"}, Label.COMPATIBLE),
        ("Russia", "Russia holds the outskirts of Velikovo", {}, Label.SCOPE),
        ("Russia", "Russia could take Velikovo", {"type": "gains", "head": "take"}, None),
        (
            "Russia",
            "Russia plans to take Velikovo",
            {"type": "gains", "head": "take", "status": Status.PLANNED},
            None,
        ),
        ("Russia", "Russia once held Velikovo", {"head": "held"}, None),
        ("Russia", "Russia holds it", {}, None),
    ],
)
def test_holders(holder: str, words: str, more: dict[str, Any], expected: Label | None) -> None:
    """Against "Ukraine holds Velikovo": another side that holds it contradicts, a part or a plan does not."""
    assert label(control("r1", "Ukraine"), control("r2", holder, words, **more)) is expected


WHOLE = "the whole of Velikovo is under Russian control"


@pytest.mark.parametrize(
    ("words", "more", "expected"),
    [
        ("Ukraine holds the railway station in Velikovo", {}, Label.CONTRADICTORY),
        ("Ukraine holds the south of Velikovo", {}, Label.SCOPE),
        ("Ukraine holds the line at Velikovo", {}, Label.SCOPE),
        (
            "Ukraine took the station in Velikovo",
            {"type": "gains", "head": "took", "published": "2026-03-05"},
            Label.SUPERSEDED,
        ),
        ("Ukraine took the station in Velikovo", {"type": "gains", "head": "took"}, Label.CONTRADICTORY),
    ],
)
def test_who_has_all_leaves_no_part(words: str, more: dict[str, Any], expected: Label) -> None:
    """All of a town with one side contradicts what another has in it that day, not by it, not later."""
    whole = control("r1", "Russia", WHOLE, head="is under")
    assert label(whole, control("r2", "Ukraine", words, **more)) is expected


def test_forces_are_of_who_speaks_of_them() -> None:
    """Forces without a side are those of the side that says they took a town, unless it names another."""
    taken = {"type": "gains", "head": "took", "side": "rusia"}
    ours = control("r1", "Ukraine")
    assert label(
        ours, control("r2", "units of the Vostok group", "units of the Vostok group took Velikovo", **taken)
    ) is (Label.CONTRADICTORY)
    assert label(ours, control("r2", "units", "Ukraine says units took Velikovo", **taken)) is None


def test_a_state_that_goes_on_is_of_the_day_it_is_told() -> None:
    """What has been so since a day is compared with what is told at publication."""
    since = control("r1", "Russia", "Russia has held Velikovo since Sunday", when="2026-03-01/..")
    assert label(since, control("r2", "Ukraine")) is Label.CONTRADICTORY


def said(report: str, words: str, who: str, **more: Any) -> Statement:  # noqa: ANN401 -- slots
    """Return attributed words."""
    return statement(report, words, report, who, **{"act": Act.SAY, **more})


TELLS = said("r1", "Eritrean troops crossed the border into Tigray", "a resident")


@pytest.mark.parametrize(
    ("words", "who", "act", "contradicts"),
    [
        ("Eritrea denied that its troops had crossed the border into Tigray", "Eritrea", Act.DENY, True),
        ("Eritrean troops did not cross the border into Tigray", "Eritrea", Act.SAY, True),
        ("no Eritrean troops had crossed the border into Tigray", "a witness", Act.SAY, True),
        ("Eritrean troops crossed not only the border into Tigray", "a witness", Act.SAY, False),
        ("Eritrean troops have not yet crossed the border into Tigray", "a witness", Act.SAY, False),
        ("Eritrean troops should not have crossed the border into Tigray", "a witness", Act.SAY, False),
        ("Eritrean troops will not cross the border into Tigray", "a witness", Act.SAY, False),
        ("Eritrean troops did not shell the border with Tigray", "a witness", Act.SAY, False),
        (
            "Eritrea rejected a demand that its troops not cross the border into Tigray",
            "Eritrea",
            Act.DENY,
            False,
        ),
        ("did Eritrean troops not cross the border into Tigray?", "a witness", Act.SAY, False),
    ],
)
def test_denials(words: str, who: str, act: Act, *, contradicts: bool) -> None:
    """What denies the very deed that is told contradicts it; other negations do not."""
    denied = Status.DENIED if act is Act.DENY else Status.ASSERTED
    found = label(TELLS, said("r2", words, who, act=act, status=denied))
    assert (found is Label.CONTRADICTORY) is contradicts


DIED = said("r1", "General Petro Hnatiuk died near Velikovo on Friday", "a channel", scene=TOWN)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (
            "The brigade denied reports in the press that its general, Petro Hnatiuk, had been killed",
            Label.CONTRADICTORY,
        ),
        ("The brigade denied reports in the press that its general, Ivan Moroz, had been killed", None),
        ("The brigade denied reports in the press that its general, Petro Hnatiuk, had been arrested", None),
    ],
)
def test_deaths_denied(words: str, expected: Label | None) -> None:
    """Who was killed has died: the deed and the person's name are enough, each of them is needed."""
    assert label(DIED, said("r2", words, "the brigade", act=Act.DENY, scene=TOWN)) is expected


def test_names_alone_are_not_denied() -> None:
    """A negation with only a side behind it denies no deed of that side."""
    told = said("r1", "a people who see themselves as Russian and citizens of Ukraine", "a poet")
    denial = said("r2", "The people of Ukraine do not have any claims against the Russians", "a poetess")
    assert label(told, denial) is None


def test_a_contrast_ends_at_the_comma() -> None:
    """Who says "Ukraine, not Russia, held up the deal" denies nothing that holds up or is held."""
    denial = said("r2", "Ukraine, not Russia, held up a peace deal", "an envoy")
    told = said("r1", "Russia and Ukraine have held three rounds of talks on peace", "a diplomat")
    assert label(told, denial) is None


def test_quotes_denied() -> None:
    """Who denies having said something contradicts the report that says so, not others who say the same."""
    words = "Norway would send missiles to Ukraine"
    denial = said("r2", f"Halvorsen denied having said that {words}", "Radek Halvorsen", act=Act.DENY)
    assert label(said("r1", words, "Radek Halvorsen"), denial) is Label.CONTRADICTORY
    assert label(said("r1", words, "Olena Marchuk"), denial) is None


@pytest.mark.parametrize(
    ("words", "bound"),
    [
        ("dozens", 100),
        ("hundreds of people", 1_000),
        ("tens of thousands", 100_000),
        ("hundreds of thousands", 1_000_000),
        ("more than 300", float("inf")),
        ("", float("inf")),
    ],
)
def test_vague_words_have_a_bound_above(words: str, bound: float) -> None:
    """Who says hundreds does not mean thousands; a number in digits has no such bound."""
    assert vague_bound(words) == bound
