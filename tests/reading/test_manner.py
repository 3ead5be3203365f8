"""Manner: whose words a content is in."""

import pytest

from reportedly.reading.manner import manner_of
from reportedly.reading.words import split_words
from reportedly.record import Manner
from tests.reading.by_hand import place


@pytest.mark.parametrize(
    ("text", "content", "manner"),
    [
        ("“We hold the bridge,” he said", "“We hold the bridge,”", Manner.DIRECT),
        ("He said the bridge was held", "the bridge was held", Manner.INDIRECT),
        ("He said the bridge was “held by us” alone", "the bridge was “held by us” alone", Manner.MIXED),
        ("He said the 'safe zone' had gone", "the 'safe zone' had gone", Manner.INDIRECT),
        ("'We hold the bridge,' he said", "'We hold the bridge,'", Manner.DIRECT),
    ],
)
def test_quotation_marks_tell_the_manner(text: str, content: str, manner: Manner) -> None:
    """All quoted is direct, none indirect, some mixed; two words in single marks name a thing."""
    words = split_words(text)
    assert manner_of(words, (place(words, content),)) is manner


def test_another_speakers_quotation_makes_no_content_direct() -> None:
    """What somebody said inside another's quotation is in the other's words."""
    words = split_words("“A guard told us the road was mined,” she said")
    assert manner_of(words, (place(words, "the road was mined"),)) is Manner.INDIRECT


def test_both_parts_of_an_interrupted_quotation_count() -> None:
    """A content in two parts is direct only where both are quoted."""
    words = split_words("“The road,” he said, “is mined”, and nobody leaves")
    parts = (place(words, "“The road,”"), place(words, "“is mined”"))
    assert manner_of(words, parts) is Manner.DIRECT
    assert manner_of(words, (*parts, place(words, "nobody leaves"))) is Manner.MIXED


def test_a_quotation_inside_a_quotation_leaves_the_outer_one_open() -> None:
    """Single marks inside double ones close only themselves: all words are the speaker's."""
    words = split_words("“They told us ‘we go now’ and left the town today,” she said")
    last = words.forms().index("she")
    assert manner_of(words, ((0, last),)) is Manner.DIRECT
