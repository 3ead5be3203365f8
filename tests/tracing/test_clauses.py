"""Clauses: the least stretch of a sentence that says something by itself."""

import time

import pytest

from reportedly.tracing.clauses import bare, clause_within, subject_before


def clause(text: str, words: str) -> str:
    """Return the clause around some words of a sentence."""
    first = text.index(words)
    left, right = clause_within(text, 0, len(text), first, first + len(words))
    return text[left:right]


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("The mayor left, the council stayed on", "stayed", "the council stayed on"),
        (
            "Troops from Chad, Niger and Mali crossed the border",
            "crossed",
            "Troops from Chad, Niger and Mali crossed the border",
        ),
        ("Iryna Bondar, 19, was freed on Monday", "freed", "Iryna Bondar, 19, was freed on Monday"),
        ("The road (12 miles) was cut, he said", "cut", "The road (12 miles) was cut"),
        ("The raid began at 4:30 near Kotsk", "began", "The raid began at 4:30 near Kotsk"),
        ("Shells fell on Kotsk, killing two guards", "killing", "killing two guards"),
    ],
)
def test_a_clause_ends_at_marks_but_not_at_names_ages_or_asides(text: str, words: str, expected: str) -> None:
    """A comma of a list or an apposition parts no verb from its subject."""
    assert clause(text, words) == expected


def test_a_subject_stands_before_its_aside() -> None:
    """Of "The envoy, who …, has left", what has left is the envoy."""
    text = "The envoy, who had come from Geneva on Friday night, has left"
    at = text.index("has left")
    found = subject_before(text, 0, at, at)
    assert found is not None
    assert text[slice(*found)] == "The envoy"
    assert subject_before("He came, she has left", 0, 9, 13) is None


@pytest.mark.parametrize("text", ["the attack", "of planning the raid", "to leave by noon", "her courage"])
def test_a_phrase_is_bare(text: str) -> None:
    """Without its cue it says nothing."""
    assert bare(text)


@pytest.mark.parametrize(
    "text", ["the road is cut", "she wants to go home", "“terrorists”", "there were no survivors", "“No.”"]
)
def test_a_clause_or_a_quotation_is_not(text: str) -> None:
    """It says something by itself."""
    assert not bare(text)


def test_a_sentence_without_end_takes_linear_time() -> None:
    """A list of 10,000 commas is cut in a moment."""
    text = "They took a, " * 10_000
    began = time.perf_counter()
    clause_within(text, 0, len(text), 40_000, 40_004)
    assert time.perf_counter() - began < 2
