"""Found attributions, tidied."""

from dataclasses import replace

from reportedly.reading.found import trimmed
from reportedly.reading.words import split_words
from tests.reading.by_hand import phrases, place, said


def test_a_clause_about_a_source_is_no_part_of_its_name() -> None:
    """In "Rwanda, which Kinshasa accuses of arming the rebels, rejected it": Rwanda rejects."""
    words = split_words("Rwanda, which Kinshasa accuses of arming the rebels, rejected the charge.")
    found = said(words, source="Rwanda", cue="rejected", content="the charge")
    found = replace(found, source=(place(words, "Rwanda"), place(words, "Kinshasa accuses of arming")))
    tidy = trimmed(found, words)
    assert tidy is not None
    assert phrases(words, tidy.source) == ["Rwanda"]


def test_two_names_of_one_source_stay() -> None:
    """What joins two parts of a source but a clause keeps both."""
    words = split_words("Rwanda and, it said, Uganda rejected the charge.")
    found = said(words, source="Rwanda", cue="rejected", content="the charge")
    found = replace(found, source=(place(words, "Rwanda"), place(words, "Uganda")))
    tidy = trimmed(found, words)
    assert tidy is not None
    assert phrases(words, tidy.source) == ["Rwanda", "Uganda"]
