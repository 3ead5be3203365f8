"""Given names: the gender they are borne by."""

import pytest

from reportedly.wordlists import names


@pytest.mark.parametrize(
    ("given", "gender"),
    [
        ("Volodymyr", "m"),
        ("Olena", "f"),
        ("Recep", "m"),
        ("Mevlüt", "m"),
        ("Naledi", "f"),
        ("Sasha", "u"),
        ("Xi", "u"),
        ("maria", "f"),
        ("Abdul-Malik", "m"),
        ("Zdenek", "m"),
        ("Zdeněk", "m"),
        ("Qwerty", None),
        ("", None),
    ],
)
def test_a_given_name_tells_its_gender(given: str, gender: str | None) -> None:
    """Listed names are known in any case, with and without diacritics; others are left open."""
    assert names.gender(given) == gender
