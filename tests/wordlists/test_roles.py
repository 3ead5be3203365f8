"""Roles: titles before and after names, where a run of them ends, and the gender they tell."""

import pytest

from reportedly.wordlists import roles


@pytest.mark.parametrize(
    "title",
    [
        "President",
        "deputy foreign minister",
        "Lt. Gen.",
        "former acting prime minister",
        "ex-president",
        "Mr",
    ],
)
def test_titles_are_known_in_any_case_and_with_modifiers(title: str) -> None:
    """Offices, ranks and honorifics are titles, also abbreviated and with "former" before them."""
    assert roles.is_title(title)


@pytest.mark.parametrize("phrase", ["wife", "Abu", "minister of silly walks", "banana", ""])
def test_other_words_are_no_titles(phrase: str) -> None:
    """Family, parts of names and phrases that merely begin with a title are none."""
    assert not roles.is_title(phrase)


def test_a_title_is_found_inside_a_phrase() -> None:
    """An apposition that holds a title anywhere is seen to hold one."""
    assert roles.has_title("the long-serving head of the town council")
    assert not roles.has_title("a town on the river")


def test_a_run_of_titles_ends_where_the_name_begins() -> None:
    """Modifiers and titles before a name are one run, and a modifier alone is none."""
    text = "Former Deputy Defence Minister Hanna Maliar"
    end = roles.match(text, 0)
    assert end is not None
    assert text[end:] == " Hanna Maliar"
    assert roles.match("former glory", 0) is None
    assert roles.match("Hanna Maliar", 0) is None


def test_a_word_that_tells_the_gender_tells_it_in_a_phrase_too() -> None:
    """The word "spokeswoman" means a woman wherever it stands; "president" leaves it open."""
    assert roles.gender("Kremlin spokesman") == "m"
    assert roles.gender("foreign ministry spokeswoman") == "f"
    assert roles.gender("president") is None
    assert roles.gender("the king and the queen") is None


def test_every_title_is_lowercase() -> None:
    """The set of titles can be asked with lowercased words."""
    assert all(title == title.casefold() for title in roles.titles())
    assert "prime minister" in roles.titles()
