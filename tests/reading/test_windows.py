"""Windows: all words once, in order, within the budget, cut at paragraphs where that can be."""

from hypothesis import given
from hypothesis import strategies as st

from reportedly.reading.windows import MAX_WORD_PIECES, Window, cut_windows
from reportedly.reading.words import split_words

CLS, SEP = 101, 102


def cut(text: str, sizes: list[int], budget: int) -> list[Window]:
    """Cut `text` with so many wordpieces for each word, the sizes taken in turn."""
    words = split_words(text)
    pieces = [[7] * sizes[i % len(sizes)] for i in range(len(words))]
    return cut_windows(words, pieces, CLS, SEP, budget)


texts = st.text(st.sampled_from("aaB. \n"), max_size=200)
budgets = st.integers(MAX_WORD_PIECES + 3, 40)
"""Any budget that the longest word and its marks fit in."""
sizes_of = st.lists(st.integers(1, 12), min_size=1, max_size=5)


@given(texts, sizes_of, budgets)
def test_windows_cover_all_words_once_and_in_order(text: str, sizes: list[int], budget: int) -> None:
    """Each window begins where the one before ended; the first at word 0, the last at the end."""
    at = 0
    for window in cut(text, sizes, budget):
        assert window.first == at < window.last
        at = window.last
    assert at == len(split_words(text))


@given(texts, sizes_of, budgets)
def test_no_window_is_above_its_budget(text: str, sizes: list[int], budget: int) -> None:
    """The marks at both ends and between paragraphs are counted too."""
    assert all(len(window.ids) <= budget for window in cut(text, sizes, budget))


@given(texts, sizes_of, budgets)
def test_each_wordpiece_knows_its_word_and_each_word_its_first_piece(
    text: str, sizes: list[int], budget: int
) -> None:
    """`word_of` and `heads` agree with each other and with the marks."""
    for window in cut(text, sizes, budget):
        assert (window.ids[0], window.ids[-1]) == (CLS, SEP)
        assert len(window.ids) == len(window.word_of)
        assert [window.word_of[h] for h in window.heads] == list(range(window.last - window.first))
        assert all((w == -1) == (i in (CLS, SEP)) for i, w in zip(window.ids, window.word_of, strict=True))
        assert all(window.word_of.count(k) <= MAX_WORD_PIECES for k in range(len(window.heads)))


def test_paragraphs_that_fit_are_kept_whole() -> None:
    """The cut falls between the second paragraph and the third, though one word of the third would fit."""
    windows = cut("a a a\n\na a a\n\na a a", [1], 12)
    assert [(w.first, w.last) for w in windows] == [(0, 6), (6, 9)]


def test_a_paragraph_too_long_is_cut_at_a_sentence() -> None:
    """Both parts hold whole sentences."""
    windows = cut("Aa bb cc dd. Ee ff gg hh.", [1], 9)
    assert [(w.first, w.last) for w in windows] == [(0, 5), (5, 10)]


def test_a_text_without_words_has_no_window() -> None:
    """Nothing to read gives nothing to run."""
    assert cut(" \n\n ", [1], 10) == []
