"""Medium: where something was said, in the report's words."""

from dataclasses import replace

from reportedly.reading.medium import medium_of
from reportedly.reading.words import split_words
from tests.reading.by_hand import place, said


def test_a_medium_is_of_its_own_sentence() -> None:
    """What was said in a speech of the next sentence was not said there."""
    text = "The minister dismissed it as fabricated. The group claimed the attack in a televised speech."
    words = split_words(text)
    speech = (place(words, "in a televised speech"),)
    first = said(words, source="The minister", cue="dismissed", content="it as fabricated")
    second = said(words, source="The group", cue="claimed", content="the attack")
    assert medium_of(replace(first, medium=speech), words) is None
    assert medium_of(replace(second, medium=speech), words) == "televised speech"
