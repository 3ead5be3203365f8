"""Copies: passages taken over, and who took them."""

import msgspec

from reportedly.record import Report, cite
from reportedly.tracing.copies import Copies, Direction, copied_joins
from reportedly.tracing.origins import origins_of
from reportedly.tracing.statement import Statement
from reportedly.tracing.ties import Tie
from tests.tracing.made import statement

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


def test_a_reprint_is_most_of_the_shorter_report() -> None:
    """Two sentences taken over whole are a reprint; one among many of its own is not."""
    copies = Copies()
    third = "Repairs to the northern landing stage will take the district until the end of May."
    copies.add(report("Post", f"{LINE} {OTHER} {third}", "2026-03-04"))
    whole = copies.add(report("Wire", f"{LINE} {OTHER} More follows.", "2026-03-05"))
    assert copies.reprint("Wire", "Post", tuple(p for p in whole if p.other == "Post"))
    own = " ".join(f"Reporter {name} spoke with residents about prices." for name in "ABCDEFGH")
    part = copies.add(report("Gazeta", f"{own} {LINE}", "2026-03-06"))
    assert not copies.reprint("Gazeta", "Post", tuple(p for p in part if p.other == "Post"))


def test_members_inside_a_common_passage_are_joined() -> None:
    """What two reports say in a passage they share has one origin; what stands outside has no join."""
    copies = Copies()
    texts = {"Post": f"{LINE} {OTHER}", "Wire": f"We add: nobody was hurt.\n\n{LINE} {OTHER}"}
    copies.add(report("Post", texts["Post"], "2026-03-04"))
    passages = copies.add(report("Wire", texts["Wire"], "2026-03-05"))

    def said(name: str, words: str, item: str) -> Statement:
        start = texts[name].index(words)
        spans = (cite(texts[name], start, start + len(words)),)
        return msgspec.structs.replace(statement(name, words, name, item=item), spans=spans)

    members = [
        said("Post", "The ferry at Brodets stopped", "e1"),
        said("Wire", "shells fell on both", "e1"),
        said("Wire", "nobody was hurt", "e2"),
    ]
    (join,) = copied_joins(members, passages)
    assert (join.one, join.other, join.tie) == ("Wire#e1", "Post#e1", Tie.COPIED)
    assert len(origins_of(members[:2]).known) == 2
    assert len(origins_of(members[:2], [join]).known) == 1
