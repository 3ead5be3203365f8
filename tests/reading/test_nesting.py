"""Nesting: which attribution stands inside which content."""

from reportedly.reading.nesting import nest
from reportedly.reading.words import split_words
from tests.reading.by_hand import said


def test_a_cue_inside_anothers_content_is_held_by_it() -> None:
    """The guard speaks inside what Marchuk says, not the other way round."""
    words = split_words("“A guard warned us that the road was mined,” Marchuk said.")
    found = [
        said(words, source="A guard", cue="warned", content="the road was mined"),
        said(words, source="Marchuk", cue="said", content="“A guard warned us that the road was mined,”"),
    ]
    assert nest(found, words) == [1, None]


def test_the_holder_is_the_one_with_the_shortest_content() -> None:
    """Three deep, each hangs on the next outer one."""
    outer = "Marchuk reported that guards claimed the road was mined"
    words = split_words(f"Koval said {outer}.")
    found = [
        said(words, source="Koval", cue="said", content=outer),
        said(words, source="Marchuk", cue="reported", content="guards claimed the road was mined"),
        said(words, source="guards", cue="claimed", content="the road was mined"),
    ]  # fmt: skip
    assert nest(found, words) == [None, 0, 1]


def test_citing_hangs_on_the_one_who_cites() -> None:
    """The words "said, citing residents" give both the same content; the one who cites holds it."""
    words = split_words("The road was mined, the council said, citing residents.")
    found = [
        said(words, source="the council", cue="said", content="The road was mined"),
        said(words, source="residents", cue="citing", content="The road was mined"),
    ]
    assert nest(found, words) == [None, 0]


def test_neighbours_hold_nothing_of_each_other() -> None:
    """Two sentences side by side stay side by side."""
    words = split_words("Koval said roads were open. Marchuk denied they were safe.")
    found = [
        said(words, source="Koval", cue="said", content="roads were open"),
        said(words, source="Marchuk", cue="denied", content="they were safe"),
    ]
    assert nest(found, words) == [None, None]


def test_no_attribution_holds_itself_through_others() -> None:
    """Contents that hold each other's cues are cut open: every walk up the holders ends."""
    words = split_words("Koval said yes. Marchuk denied it. Bondar agreed so.")
    everything = words.text[:-1]
    found = [said(words, cue=cue, content=everything) for cue in ("said", "denied", "agreed")]
    inside = nest(found, words)
    for start in range(len(found)):
        at: int | None = start
        for _ in found:
            at = inside[at] if at is not None else None
        assert at is None
