"""Quantities: which numbers come on the record."""

from reportedly.reading.facts.holders import holders_of
from reportedly.reading.facts.quantities import figures_of
from reportedly.reading.words import split_words
from reportedly.record import What
from tests.reading.by_hand import said
from tests.reading.facts.facts_by_hand import counted

TEXT = (
    "At least 12 people were killed in Kostiantynivka, the governor said. About 400 drones were launched. "
    "The play ran for 3 acts on 4 May 2024."
)


def test_what_tower_and_grammar_both_count_is_a_figure() -> None:
    """Values come from the words; a bound that was not said stays open; what bears on nothing is left out."""
    words = split_words(TEXT)
    found = counted(words, "At least 12 people", "About 400 drones")
    first, second = figures_of(TEXT, words, found, holders_of([]))
    assert (first.id, first.low, first.high, first.approx, first.what) == ("f1", 12, None, False, What.KILLED)
    assert (second.low, second.high, second.approx, second.what) == (400, 400, True, What.DRONES)
    assert TEXT[first.span.start : first.span.end] == first.span.text
    assert "12" in first.span.text


def test_a_figure_names_the_innermost_voice() -> None:
    """What stands in somebody's content is his, the rest the outlet's."""
    words = split_words(TEXT)
    found = counted(words, "At least 12 people", "About 400 drones")
    governor = said(
        words,
        source="the governor",
        cue="said",
        content="At least 12 people were killed in Kostiantynivka",
    )
    first, second = figures_of(TEXT, words, found, holders_of([governor]))
    assert (first.by, second.by) == ("a1", None)


def test_what_the_tower_takes_for_no_figure_is_none() -> None:
    """A number that bears on nothing is not on the record, whatever the grammar reads."""
    words = split_words(TEXT)
    assert figures_of(TEXT, words, counted(words), holders_of([])) == ()


def test_other_measures_are_converted() -> None:
    """Square miles stand beside square kilometres; what is metric already is not repeated."""
    text = "Troops took hundreds of square miles and moved 3 km on."
    words = split_words(text)
    area, distance = figures_of(
        text, words, counted(words, "hundreds of square miles", "3 km"), holders_of([])
    )
    assert (area.low, area.high, area.what) == (200, None, What.AREA)
    assert area.si is not None
    assert area.si[0] is not None
    assert (round(area.si[0]), *area.si[1:]) == (518, None, "km2")
    assert (distance.low, distance.what, distance.si) == (3, What.DISTANCE, None)
