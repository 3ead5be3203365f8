"""Excerpts: single words are found in a quicker way, and it finds the same."""

from hypothesis import given
from hypothesis import strategies as st

from reportedly.store.excerpts import excerpts
from reportedly.store.words import cut

WORDS = ["bridge", "Bridges", "fog", "port", "the", "Kyiv's", "мост", "12,000", "—", "\n\n"]


def phrase_of(word: str) -> tuple[str, ...]:
    """Return the phrase that a word is, as a query has it."""
    return tuple(each for each, _, _ in cut(word))


@given(st.lists(st.sampled_from(WORDS), max_size=80), st.sets(st.sampled_from(WORDS[:8]), min_size=1))
def test_single_words_are_found_as_among_phrases(words: list[str], looked_for: set[str]) -> None:
    """Words alone lead to the same excerpts as beside a phrase that is nowhere in the text."""
    text, phrases = " ".join(words), {phrase_of(word) for word in looked_for}
    assert excerpts(text, phrases) == excerpts(text, phrases | {("zzz", "yyy")})
