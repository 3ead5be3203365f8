"""Copies: passages taken over, and who took them."""

import msgspec

from reportedly.record import Report, cite
from reportedly.tracing.copies import (
    FIRST,
    Direction,
    Passage,
    Sentences,
    copied_joins,
    passages_of,
    reprint,
    sentences_in,
)
from reportedly.tracing.origins import origins_of
from reportedly.tracing.statement import Statement
from reportedly.tracing.ties import Tie
from tests.tracing.made import statement

LINE = "The ferry at Brodets stopped running after shells fell on both of its landing stages."
THIRD = "Repairs to the northern landing stage will take the district until the end of the spring floods."
OTHER = "Farmers in the lower valley now drive two hours to reach the market at Stara Hora."


def report(name: str, text: str, day: str | None, *credits_of: str) -> Sentences:
    """Return a report of an outlet of the same name, cut up."""
    made = Report(id=name, outlet=name, published=day, text=text)
    return sentences_in(made, frozenset(credits_of))


def between(*reports: Sentences) -> dict[tuple[str, str], Passage]:
    """Return the passages that reports have in common, by the two."""
    return {(p.one, p.other): p for p in passages_of(reports)}


def test_direction_by_day_by_credit_or_open() -> None:
    """The earlier had it first; a credit tells more than the day; without either it is left open."""
    for day, credit, wanted in (
        ("2026-03-05", (), Direction.FROM),
        ("2026-03-04", ("post",), Direction.FROM),
        ("2026-03-04", (), Direction.OPEN),
        (None, (), Direction.OPEN),
    ):
        first = report("Post", f"{LINE} {OTHER}", "2026-03-04")
        later = report("Recorder", f"We heard more today.\n\n{LINE} {OTHER}", day, *credit)
        passage = between(later, first)["Recorder", "Post"]
        assert passage.direction is wanted
        assert passage.exact
        assert passage.here.text == f"{LINE} {OTHER}"


def test_a_lightly_edited_sentence_is_found_and_another_is_not() -> None:
    """One word changed is still a copy; a sentence on the same thing in other words is none."""
    first = report("Post", LINE, "2026-03-04")
    other = report("Wire", "Shelling has put the Brodets ferry out of service for now.", "2026-03-05")
    edited = report("Gazeta", LINE.replace("stopped running", "halted"), "2026-03-05")
    found = between(first, other, edited)
    assert set(found) == {("Gazeta", "Post")}
    assert not found["Gazeta", "Post"].exact


def test_a_reprint_is_most_of_the_shorter_report() -> None:
    """Two sentences taken over whole are a reprint; one among many of its own is not."""
    post = report("Post", f"{LINE} {OTHER} {THIRD}", "2026-03-04")
    wire = report("Wire", f"{LINE} {OTHER} More follows.", "2026-03-05")
    own = " ".join(f"Reporter {name} spoke with residents about prices." for name in "ABCDEFGH")
    gazeta = report("Gazeta", f"{own} {LINE}", "2026-03-06")
    found = between(post, wire, gazeta)
    assert reprint(wire.report, post.report, [found["Wire", "Post"]])
    assert not reprint(gazeta.report, post.report, [found["Gazeta", "Post"]])


def test_a_line_of_many_reports_is_told_of_with_the_first_that_had_it() -> None:
    """Forty reports with one line are no 780 pairs, in whatever order they are given."""
    reports = [report(f"r{n:02}", LINE, f"2026-03-{1 + n // 4:02}") for n in range(40)]
    found = between(*reports)
    assert len(found) == 40 * FIRST - sum(range(1, FIRST + 1))
    assert {other for _, other in found} == {"r00", "r01", "r02"}
    assert between(*reports[::-1]) == found


def test_members_inside_a_common_passage_are_joined() -> None:
    """What two reports say in a passage they share has one origin; what stands outside has no join."""
    whole = f"{LINE} {OTHER} {THIRD}"
    texts = {"Post": whole, "Wire": f"We add: nobody was hurt.\n\n{whole}"}
    passages = passages_of(
        [report("Post", texts["Post"], "2026-03-04"), report("Wire", texts["Wire"], "2026-03-05")]
    )

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
