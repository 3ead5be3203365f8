"""Parties: whom the words that name an actor mean."""

import pytest

from reportedly.reading.decoding import WordRange
from reportedly.reading.facts.parties import Parties
from reportedly.reading.phrases import Described
from reportedly.reading.words import Words, split_words
from reportedly.record import Kind
from tests.reading.by_hand import place

TEXT = (
    "Russian troops shelled Vovchansk on Monday, the Ukrainian army said. Moscow denied it. "
    "They also hit a bridge. The Free Syrian Army and Hezbollah clashed near Idlib. "
    "President Olena Marchuk met Foreign Minister Tomas Rehn. Marchuk thanked Ukraine's soldiers, the IDF, "
    "NATO and the United States. Ukraine and Russia agreed. Residents fled. She left."
)


def spans(words: Words, phrase: str) -> tuple[WordRange, ...]:
    """Return the words of the first place where a phrase stands, as a fact's role."""
    return (place(words, phrase),)


@pytest.mark.parametrize(
    ("phrase", "names"),
    [
        ("Russian troops", ("Russia",)),
        ("the Ukrainian army", ("Ukraine",)),
        ("Moscow", ("Russia",)),
        ("Free Syrian Army", ("Free Syrian Army",)),
        ("Hezbollah", ("Hezbollah",)),
        ("Ukraine's soldiers", ("Ukraine",)),
        ("IDF", ("Israel",)),
        ("United States", ("United States",)),
        ("Ukraine and Russia", ("Ukraine", "Russia")),
        ("President Olena Marchuk", ("Olena Marchuk",)),
        ("Marchuk", ("Olena Marchuk",)),
        ("Residents", ("residents",)),
    ],
)
def test_a_state_is_its_country_and_everybody_else_has_a_name(phrase: str, names: tuple[str, ...]) -> None:
    """Forces, armies and capitals are their country; armed groups, bodies and persons are themselves."""
    words = split_words(TEXT)
    assert Parties(words, [], None).names(spans(words, phrase)) == names


def test_each_party_is_named_once() -> None:
    """Two names of one side are one party."""
    words = split_words(TEXT)
    both = spans(words, "Russian troops") + spans(words, "Moscow")
    assert Parties(words, [], None).names(both) == ("Russia",)


def test_a_pronoun_is_who_spoke_or_acted_before() -> None:
    """They goes back to the force that acted; without anybody to go back to, nobody is named."""
    words = split_words(TEXT)
    parties = Parties(words, [], None)
    assert parties.names(spans(words, "They")) == ()
    parties = Parties(words, [], None)
    parties.names(spans(words, "Russian troops"))
    assert parties.names(spans(words, "They")) == ("Russia",)


def test_the_speakers_of_attributions_answer_to_pronouns_too() -> None:
    """Who spoke before "she" is who she is."""
    words = split_words(TEXT)
    at = TEXT.index("Marchuk thanked")
    spoken = [(at, Described("Olena Marchuk", Kind.PERSON, named=True, person="Olena Marchuk"))]
    assert Parties(words, spoken, None).names(spans(words, "She")) == ("Olena Marchuk",)
