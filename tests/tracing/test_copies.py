"""Copies: passages taken over, and who took them."""

from reportedly.record import Report
from reportedly.tracing.copies import Copies, Direction

LINE = "The ferry at Brodets stopped running after shells fell on both of its landing stages."
OTHER = "Farmers in the lower valley now drive two hours to reach the market at Stara Hora."


def report(name: str, text: str, day: str | None) -> Report:
    """Return a report of an outlet of the same name."""
    return Report(id=name, outlet=name, published=day, text=text)


def test_direction_by_day_by_credit_or_open() -> None:
    """The earlier had it first; a credit tells more than the day; without either it is left open."""
    for day, credit, wanted in (
        ("2026-03-05", frozenset[str](), Direction.FROM),
        ("2026-03-04", frozenset({"post"}), Direction.FROM),
        ("2026-03-04", frozenset[str](), Direction.OPEN),
        (None, frozenset[str](), Direction.OPEN),
    ):
        copies = Copies()
        copies.add(report("Post", f"{LINE} {OTHER}", "2026-03-04"))
        (passage,) = copies.add(report("Gazeta", f"We heard more today.\n\n{LINE} {OTHER}", day), credit)
        assert passage.direction is wanted
        assert passage.exact
        assert passage.here.text == f"{LINE} {OTHER}"


def test_a_lightly_edited_sentence_is_found_and_another_is_not() -> None:
    """One word changed is still a copy; a sentence on the same thing in other words is none."""
    copies = Copies()
    copies.add(report("Post", LINE, "2026-03-04"))
    assert not copies.add(
        report("Wire", "Shelling has put the Brodets ferry out of service for now.", "2026-03-05")
    )
    (passage,) = copies.add(report("Gazeta", LINE.replace("stopped running", "halted"), "2026-03-05"))
    assert not passage.exact
