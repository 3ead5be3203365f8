"""Holders: in whose words a fact stands."""

from reportedly.reading.facts.holders import holders_of
from reportedly.reading.words import split_words
from tests.reading.by_hand import place, said

TEXT = "The mayor said the minister had denied that the bridge was hit. A tram stopped."


def test_the_innermost_content_holds_the_words() -> None:
    """Words inside two contents belong to the inner one; a cue belongs to the outer; the rest to nobody."""
    words = split_words(TEXT)
    outer = said(
        words,
        source="The mayor",
        cue="said",
        content="the minister had denied that the bridge was hit",
    )
    inner = said(words, source="the minister", cue="denied", content="the bridge was hit")
    holders = holders_of([outer, inner])
    assert holders.of(place(words, "hit")) == 1
    assert holders.of(place(words, "denied")) == 0
    assert holders.of(place(words, "tram")) is None
