"""Ledgers: what was said of control, figures and positions, in order of time."""

from typing import Any

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


def test_positions_are_those_of_acts_that_take_one() -> None:
    """A demand, a refusal and a red line are stances; what is only said is none."""
    found = positions_ledger(
        [
            statement("r1", "a corridor for grain", "Post", "Olena Marchuk", act=Act.DEMAND, side="ukraine"),
            statement("r2", "any part in it", "Post", "Olena Marchuk", act=Act.DENY, side="ukraine"),
            statement("r3", "this is our red line", "Post", "Olena Marchuk", act=Act.DEMAND, side="ukraine"),
            statement("r4", "it rained", "Post", "Olena Marchuk", act=Act.SAY, side="ukraine"),
        ]
    )
    assert {(e.issue, e.stance) for e in found} == {
        ("a corridor for grain", Stance.DEMAND),
        ("any part in it", Stance.REFUSAL),
        ("this is our red line", Stance.RED_LINE),
    }
    assert {e.party for e in found} == {"ukraine"}
