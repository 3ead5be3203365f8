"""Media: where something was said."""

import pytest

from reportedly.wordlists import media


@pytest.mark.parametrize(
    ("clause", "name"),
    [
        ("he said in his nightly video address", "video address"),
        ("told state TV on Monday", "state television"),
        ("she wrote on X", "X"),
        ("Trump posted on Truth Social", "Truth Social"),
        ("at a joint news conference in Geneva", "news conference"),
        ("in an interview with the paper", "interview"),
        ("said by phone", "phone call"),
    ],
)
def test_a_medium_is_found_under_its_short_name(clause: str, name: str) -> None:
    """Each surface form leads to the short name that goes on record."""
    assert [medium.name for _, _, medium in media.find(clause)] == [name]


def test_a_letter_alone_is_no_medium() -> None:
    """The platform X needs its preposition or noun: "X" in "Malcolm X" is none."""
    assert media.find("Malcolm X spoke") == []


def test_positions_are_those_of_the_text() -> None:
    """The words that name the medium are cited, also after letters whose lowercase is longer."""
    clause = "İmamoğlu said on Telegram"
    start, end, medium = media.find(clause)[0]
    assert clause[start:end] == medium.name == "Telegram"


def test_a_medium_can_be_asked_for_by_its_name() -> None:
    """Short names lead back to their entry."""
    found = media.by_name("WhatsApp")
    assert found is not None
    assert found.sort == "platform"
    assert media.by_name("carrier pigeon") is None
