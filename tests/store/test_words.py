"""Index words: the endings come off, and every word is found again at its place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.store.words import LONGEST, cut, folded_words, index_word, index_words


@pytest.mark.parametrize(
    "forms",
    [
        ["shell", "shells", "shelled", "shelling"],
        ["strike", "strikes", "striking"],
        ["force", "forces", "forced", "forcing"],
        ["deny", "denies", "denied"],
        ["city", "cities"],
        ["seize", "seized", "seizing"],
        ["hop", "hopped", "hopping"],
        ["missile", "missiles", "MISSILES", "Missile’s"],
        ["Kharkiv", "kharkiv's", "KHARKIV"],
        ["Zürich", "Zurich", "ZU\u0308RICH"],
        ["1,200", "1200"],
        ["agree", "agreed"],
    ],
)
def test_forms_of_a_word_are_one(forms: list[str]) -> None:
    """A search for one form of a word finds the others."""
    assert len({tuple(index_words(form)) for form in forms}) == 1


@pytest.mark.parametrize(
    ("one", "other"), [("general", "generation"), ("port", "portal"), ("bus", "busy"), ("sing", "sin")]
)
def test_words_apart_stay_apart(one: str, other: str) -> None:
    """Words that a searcher means apart are not joined."""
    assert index_word(one) != index_word(other)


@given(st.text())
def test_each_word_stands_at_its_place(text: str) -> None:
    """What is cut from any text is in order, lies in it, and is the index word of what stands there."""
    last = 0
    for word, start, end in cut(text):
        assert last <= start < end <= len(text)
        assert word == index_word(text[start:end])
        assert 0 < len(word) <= LONGEST
        assert "'" not in word
        assert word.split() == [word]
        last = end


def test_names_are_not_stemmed() -> None:
    """Names keep their endings: "Biden's" is Biden, "Wells" is not "Well"."""
    assert folded_words("Wells, Joe Biden’s") == ("wells", "joe", "biden")
