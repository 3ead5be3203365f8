"""Sides: the country or armed group that a phrase stands for in its report."""

import pytest

from reportedly.reading.facts.sides import Sides
from reportedly.record import cite

TEXT = (
    "The Sudanese army and the Sudanese government fought the Rapid Support Forces in Omdurman. "
    "The regime shelled a market. The group withdrew. Soldiers loyal to the government stayed. "
    "Hezbollah fighters left. Kenya sent envoys. Then government troops backed by militias met the terror "
    "group near the foreign-backed Rapid Support Forces."
)


@pytest.mark.parametrize(
    ("phrase", "side"),
    [
        ("The regime", "Sudan"),
        ("The group", "Rapid Support Forces"),
        ("Soldiers loyal to the government", "Sudan"),
        ("Hezbollah fighters", "Hezbollah"),
        ("foreign-backed Rapid Support Forces", "Rapid Support Forces"),
        ("government troops backed by militias", "Sudan"),
        ("the terror group", "Hezbollah"),
        ("envoys", None),
        ("a market", None),
    ],
)
def test_a_side_without_a_name_is_the_one_the_report_tells_of(phrase: str, side: str | None) -> None:
    """A "regime" is the state it names as such, "the group" the armed group named last."""
    assert Sides(TEXT).meant(phrase, TEXT.index(phrase)) == side


def test_the_group_is_nobody_before_one_is_named() -> None:
    """Nothing is guessed where nothing was told, or where it was told too far away."""
    assert Sides("The group left.").meant("The group", 0) is None
    far = "Hezbollah spoke. " + "Rain fell. " * 200 + "The group left."
    assert Sides(far).meant("The group", far.index("The group")) is None


def test_a_regime_of_two_states_is_left_open() -> None:
    """Two governments named as often leave "the regime" open."""
    text = "The Syrian army and the Turkish army met. The regime agreed."
    assert Sides(text).meant("The regime", text.index("The regime")) is None


def test_the_only_side_of_a_sentence() -> None:
    """One side outside the place counts, two do not, a place is no side."""
    text = "Ukraine still controls the town. Russia and Ukraine fight over it."
    sides = Sides(text)
    first = text.index(".")
    assert sides.only(0, first, ()) == "Ukraine"
    assert sides.only(0, first, (cite(text, 0, 7),)) is None
    assert sides.only(first, len(text), ()) is None
