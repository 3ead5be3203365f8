"""Words: every visible character belongs to one word, in order, and keeps what the eye sees of it."""

from hypothesis import given
from hypothesis import strategies as st

from reportedly.reading.words import (
    CLOSING,
    FIRST_PARAGRAPH,
    INSIDE,
    LAYOUTS,
    OPENING,
    OUTSIDE,
    PARAGRAPH_START,
    QUOTES,
    SHAPES,
    sentence_starts,
    split_words,
)


@given(st.text())
def test_words_cover_every_visible_character_once_and_in_order(text: str) -> None:
    """What lies in no word is white space, and no character lies in two words."""
    words = split_words(text)
    at = 0
    for start, end in zip(words.starts, words.ends, strict=True):
        assert at <= start < end
        assert not text[at:start].strip()
        at = end
    assert not text[at:].strip()
    assert "".join(words.forms()) == "".join(text.split())


@given(st.text())
def test_every_column_has_one_entry_a_word_and_paragraphs_part_them_all(text: str) -> None:
    """Shapes, quotes and layouts stay in their vocabularies; paragraphs run from word 0 to the end."""
    words = split_words(text)
    for column, size in ((words.shapes, SHAPES), (words.quotes, QUOTES), (words.layouts, LAYOUTS)):
        assert len(column) == len(words)
        assert all(0 <= value < size for value in column)
    assert words.paragraphs[-1] == len(words)
    assert words.paragraphs == sorted(set(words.paragraphs))
    assert words.paragraphs[0] == 0


def test_a_quotation_is_marked_from_its_opening_to_its_closing_mark() -> None:
    """Straight and curly double quotation marks alike tell the inside from the outside."""
    for text in ("He said “we go” today", 'He said "we go" today'):
        assert split_words(text).quotes == [OUTSIDE, OUTSIDE, OPENING, INSIDE, INSIDE, CLOSING, OUTSIDE]


def test_an_apostrophe_opens_no_quotation() -> None:
    """A possessive or a contraction leaves what follows outside."""
    assert set(split_words("Ukraine's army doesn’t hold Izium’s bridge").quotes) == {OUTSIDE}


def test_a_quotation_left_open_ends_with_its_paragraph() -> None:
    """A missing closing mark does not spill into the next paragraph."""
    words = split_words("“We stay\n\nThe town was calm")
    assert words.quotes[words.paragraphs[1] :] == [OUTSIDE] * 4


def test_the_headline_and_the_first_word_of_each_later_paragraph_are_told_apart() -> None:
    """Layout marks all of the first paragraph, then one word a paragraph."""
    words = split_words("Bridge closed\n\nNo traffic today")
    assert words.layouts == [FIRST_PARAGRAPH, FIRST_PARAGRAPH, PARAGRAPH_START, 0, 0]


def test_a_sentence_begins_after_a_stop_and_its_closing_marks() -> None:
    """The closing quotation mark belongs to the sentence that ends; lower case goes on with it."""
    words = split_words("“It fell.” Nobody was hurt. approx. two cars burned! Then rain.")
    begun = [words.forms()[i] for i in sentence_starts(words, 0, len(words))]
    assert begun == ["“", "Nobody", "Then"]


@given(st.text(st.sampled_from("aB .!?”\n"), max_size=60))
def test_sentence_starts_are_words_of_the_range_in_order(text: str) -> None:
    """The first word is always among them, and none comes twice."""
    words = split_words(text)
    if not len(words):
        return
    starts = sentence_starts(words, 0, len(words))
    assert starts[0] == 0
    assert starts == sorted(set(starts))
    assert starts[-1] < len(words)
