"""Contradictions: only what is comparable is compared."""

from typing import Any

import pytest

from reportedly.tracing.contradictions import opposed
from reportedly.tracing.opposed_figures import Label, vague_bound
from reportedly.tracing.profile import profile_of
from reportedly.tracing.statement import Named, Statement, StatementKind
from tests.tracing.made import statement


def dead(report: str, head: str, low: float | None, high: float | None, whose: str, **more: Any) -> Statement:  # noqa: ANN401 -- slots
    """Return a figure of killed people."""
    return statement(
        report, head, report, kind=StatementKind.FIGURE, item="f1", type="killed", unit="people", head=head,
        low=low, high=high, actors=(whose,), **more,
    )  # fmt: skip


def label(one: Statement, other: Statement) -> Label | None:
    """Return how two statements stand to each other."""
    found = opposed(profile_of(one), profile_of(other))
    assert found == opposed(profile_of(other), profile_of(one))
    return found.label if found else None


def test_figures() -> None:
    """Twelve and forty contradict; other sides are another scope; ranges may meet; totals grow."""
    twelve = dead("r1", "12 people", 12, 12, "villagers")
    assert label(twelve, dead("r2", "40 people", 40, 40, "villagers")) is Label.CONTRADICTORY
    assert label(twelve, dead("r2", "at least 10 people", 10, None, "villagers")) is Label.COMPATIBLE
    assert label(twelve, dead("r2", "40 soldiers", 40, 40, "Russian soldiers")) is Label.SCOPE
    before = dead("r1", "12 people", 12, 12, "villagers", cumulative=True)
    after = dead("r2", "40 people", 40, 40, "villagers", cumulative=True, published="2026-03-06")
    assert label(before, after) is Label.SUPERSEDED


def control(report: str, holder: str, when: str | None) -> Statement:
    """Return a statement that a side holds a town."""
    return statement(
        report, f"{holder} holds Velikovo", report, kind=StatementKind.CONTROL, item="c1", type="holds",
        actors=(holder,), places=(Named("Velikovo"),), when=when,
    )  # fmt: skip


def test_control() -> None:
    """One town cannot be with two sides on one day; on another day it may have changed hands."""
    ours = control("r1", "Ukraine", "2026-03-01")
    assert label(ours, control("r2", "Russia", "2026-03-01")) is Label.CONTRADICTORY
    assert label(ours, control("r2", "Russia", "2026-03-20")) is Label.SUPERSEDED
    assert label(ours, control("r2", "Ukraine", "2026-03-01")) is Label.COMPATIBLE


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
