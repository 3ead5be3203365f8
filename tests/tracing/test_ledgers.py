"""Ledgers: what was said of control, figures and positions, in order of time."""

from typing import Any

import pytest

from reportedly.record import Act
from reportedly.tracing.ledgers import Stance, control_ledger, figures_ledger, positions_ledger
from reportedly.tracing.statement import Named, Statement, StatementKind
from tests.tracing.made import statement


def held(report: str, holder: str, when: str | None) -> Statement:
    """Return a statement that a side holds two places."""
    return statement(
        report,
        f"{holder} holds Velikovo and Brodets",
        report,
        kind=StatementKind.CONTROL,
        type="holds",
        actors=(holder,),
        places=(Named("Velikovo"), Named("Brodets")),
        when=when,
    )


def test_control_by_place_then_time() -> None:
    """Each place has its own entries in order; a day that is only that of publication is marked so."""
    found = control_ledger([held("Post", "Russia", "2026-03-20"), held("Herald", "Ukraine", None)])
    assert [(e.place, e.holder, e.when, e.said, e.says) for e in found] == [
        ("Brodets", "Ukraine", "2026-03-04", False, "Herald"),
        ("Brodets", "Russia", "2026-03-20", True, "Post"),
        ("Velikovo", "Ukraine", "2026-03-04", False, "Herald"),
        ("Velikovo", "Russia", "2026-03-20", True, "Post"),
    ]


def test_figures_are_one_series_a_claimant() -> None:
    """Two claimants of one count are two series, each in order of time."""

    def dead(report: str, who: str, count: float, when: str) -> Statement:
        slots: dict[str, Any] = {"type": "killed", "unit": "people", "actors": ("villagers",)}
        return statement(
            report, "dead", "Post", who, kind=StatementKind.FIGURE, low=count, high=count, when=when, **slots
        )

    found = figures_ledger(
        [
            dead("r1", "Petro Hnat", 30, "2026-03-03"),
            dead("r2", "Ivan Moroz", 4, "2026-03-02"),
            dead("r3", "Petro Hnat", 12, "2026-03-01"),
        ]
    )
    assert [(e.says, e.low, e.when) for e in found] == [
        ("Ivan Moroz", 4, "2026-03-02"),
        ("Petro Hnat", 12, "2026-03-01"),
        ("Petro Hnat", 30, "2026-03-03"),
    ]


def position(report: str, words: str, act: Act, **more: Any) -> Statement:  # noqa: ANN401 -- slots
    """Return words with which a party may take a position."""
    return statement(report, words, "Post", "Olena Marchuk", **{"act": act, "side": "ukraine", **more})


def test_positions_are_those_of_acts_that_take_one() -> None:
    """A demand, a refusal and a red line are stances; what is only said, asked, hoped or denied is none."""
    found = positions_ledger(
        [
            position("r1", "Marchuk demanded a corridor for grain", Act.DEMAND),
            position("r2", "Marchuk rejected any part in it", Act.DENY),
            position("r3", "this is our red line", Act.DEMAND),
            position("r4", "it rained", Act.SAY),
            position("r5", "Marchuk asked whether the truce held", Act.ASK),
            position("r6", "Marchuk hoped for a truce", Act.WANT),
            position("r7", "Marchuk denied that her troops had shelled the port", Act.DENY),
            position("r8", "Marchuk does not want these talks", Act.WANT),
        ]
    )
    assert {(e.statement, e.stance) for e in found} == {
        ("r1#a1", Stance.DEMAND),
        ("r2#a1", Stance.REFUSAL),
        ("r3#a1", Stance.RED_LINE),
        ("r8#a1", Stance.REFUSAL),
    }
    assert {e.party for e in found} == {"ukraine"}


@pytest.mark.parametrize(
    ("one", "other", "topic"),
    [
        ("Marchuk demanded a ceasefire of 30 days", "Marchuk wants a truce first", "ceasefire"),
        ("Marchuk demanded membership of NATO", "Marchuk insisted on joining NATO", "NATO membership"),
        ("Marchuk offered a swap of prisoners", "Marchuk proposed to free all hostages", "prisoners"),
        ("Marchuk demanded that Russia withdraw", "Marchuk wants a Russian pullout", "Russia withdrawal"),
        ("Marchuk asked for umbrellas", "Marchuk asked for coats", ""),
    ],
)
def test_stances_to_one_issue_line_up(one: str, other: str, topic: str) -> None:
    """The same issue in other words has one name; one that is in no list has none."""
    found = positions_ledger([position("r1", one, Act.DEMAND), position("r2", other, Act.DEMAND)])
    assert [e.topic for e in found] == [topic, topic]


def test_who_holds_ground_is_a_side_or_a_force() -> None:
    """A delegation holds no town; "its troops" are of the side that speaks; a place with no name is none."""
    town = (Named("Velikovo"),)

    def told(item: str, holder: str, words: str, **more: Any) -> Statement:  # noqa: ANN401 -- slots
        slots: dict[str, Any] = {
            "kind": StatementKind.CONTROL,
            "type": "holds",
            "actors": (holder,),
            "places": town,
        }
        return statement("r1", words, "Post", "Moscow", item=item, **{**slots, **more})

    found = control_ledger(
        [
            told("c1", "delegation", "its delegation left Velikovo"),
            told("c2", "troops", "its troops hold Velikovo", side="rusia"),
            told("c3", "Ukraine", "Ukraine holds the area", places=(Named("the area"),)),
            told("c4", "Russia", "Russia holds part of Velikovo", places=(Named("part of Velikovo"), *town)),
            told(
                "c5", "Ukraine", "Ukraine holds Brodets, north of Velikovo", places=(Named("Brodets"), *town)
            ),
        ]
    )
    assert [(e.place, e.side, e.part, e.statement) for e in found] == [
        ("Brodets", "ukraine", False, "r1#c5"),
        ("Velikovo", "rusia", False, "r1#c2"),
        ("Velikovo", "rusia", True, "r1#c4"),
    ]


def test_counts_of_the_future_and_parts_of_counts() -> None:
    """What is offered is no count; some of a count is marked; one series has one name."""

    def counted(item: str, words: str, whose: str, **more: Any) -> Statement:  # noqa: ANN401 -- slots
        slots: dict[str, Any] = {
            "kind": StatementKind.FIGURE,
            "type": "killed",
            "unit": "people",
            "low": 3,
            "high": 3,
        }
        return statement(
            "r1", words, "Post", item=item, head="3 people", actors=(whose,), **{**slots, **more}
        )

    found = figures_ledger(
        [
            counted("f1", "3 people of theirs", "prisoners", act=Act.PROPOSE),
            counted("f2", "among them 3 people", "Russian soldiers"),
            counted("f3", "the strike killed 3 people", "Russian troops"),
        ]
    )
    assert [(e.series, e.part, e.statement) for e in found] == [
        ("rusia soldiers", True, "r1#f2"),
        ("rusia soldiers", False, "r1#f3"),
    ]
