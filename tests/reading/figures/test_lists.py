"""The lists of figures: faults in them are named, and the grammar finds each set it asks for."""

import ast
from pathlib import Path

import pytest

import reportedly.reading.figures
from reportedly.wordlists.counted import WHATS, counted
from reportedly.wordlists.figures import word_set
from tools.wordlists.faults import FaultyListError
from tools.wordlists.language import compile_counted, compile_sets, compile_units

PACKAGE = Path(reportedly.reading.figures.__file__).parent


def test_every_set_the_grammar_asks_for_is_listed() -> None:
    """No module asks for a set of words that the list does not have."""
    asked = {
        call.args[0].value
        for module in PACKAGE.glob("*.py")
        for call in ast.walk(ast.parse(module.read_text("utf-8")))
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Name)
        and call.func.id == "word_set"
        and isinstance(call.args[0], ast.Constant)
    }
    assert len(asked) > 40
    assert all(word_set(str(name)) for name in asked)


def test_a_noun_has_one_kind() -> None:
    """A noun that stands under two kinds is a fault."""
    raw = [
        {"what": "vehicles", "unit": "vehicles", "nouns": ["tank"]},
        {"what": "other", "unit": "containers", "nouns": ["tank"]},
    ]
    with pytest.raises(FaultyListError, match="'tank' stands under vehicles/vehicles and other"):
        compile_counted(raw)


def test_a_kind_must_be_of_the_guide() -> None:
    """A kind that the annotation guide does not know is a fault."""
    with pytest.raises(FaultyListError, match="not a kind of figure: tanks"):
        compile_counted([{"what": "tanks", "nouns": ["tank"]}])


def test_a_unit_form_stands_once() -> None:
    """Two units cannot share a form."""
    raw = [
        {"unit": "miles", "dimension": "distance", "forms": ["mile", "miles"]},
        {"unit": "nautical miles", "dimension": "distance", "forms": ["miles"]},
    ]
    with pytest.raises(FaultyListError, match="form stands twice: 'miles'"):
        compile_units(raw)


def test_a_word_stands_once_in_its_set() -> None:
    """A word listed twice in a set is a fault."""
    with pytest.raises(FaultyListError, match="kin stands twice: 'son'"):
        compile_sets([{"set": "kin", "words": ["son", "son"]}])


def test_nouns_know_singular_and_plural() -> None:
    """Both forms are found; a noun alike in both counts as plural."""
    nouns = counted().nouns
    assert (nouns["soldier"].plural, nouns["soldiers"].plural, nouns["aircraft"].plural) == (
        False,
        True,
        True,
    )
    assert {noun.what for noun in nouns.values()} <= WHATS
