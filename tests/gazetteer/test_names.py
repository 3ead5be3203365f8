"""Names of places: which spellings are one name."""

import pytest

from reportedly.gazetteer.names import folded, skeleton


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Deir ez-Zor", "DEIR EZ ZOR"),
        ("Dayr az̧ Zawr", "Dayr az Zawr"),
        ("St. Louis", "Saint Louis"),
        ("Slov’yans’k", "Slovyansk"),
        ("Łódź", "lodz"),
    ],
)
def test_case_marks_and_punctuation_never_matter(one: str, other: str) -> None:
    """Spellings that differ in case, diacritics, hyphens or apostrophes are the same name."""
    assert folded(one) == folded(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Deir Ezzor", "Deir ez-Zor"),
        ("Deir al-Zor", "Deir ez-Zor"),
        ("Ar-Raqqah", "Rakka"),
        ("Zaporizhzhya", "Zaporizhzhia"),
        ("Khan Younis", "Khan Yunis"),
        ("Vovchanskyi", "Vovchansky"),
    ],
)
def test_transliterations_of_one_name_share_a_skeleton(one: str, other: str) -> None:
    """What Cyrillic and Arabic names are written as in Latin letters comes to one key."""
    assert folded(one) != folded(other)
    assert skeleton(folded(one)) == skeleton(folded(other))


@pytest.mark.parametrize(("one", "other"), [("Paris", "Parma"), ("Kursk", "Kurgan"), ("El Paso", "El Pardo")])
def test_other_names_keep_other_skeletons(one: str, other: str) -> None:
    """The coarser key does not make one name of two."""
    assert skeleton(folded(one)) != skeleton(folded(other))


@pytest.mark.parametrize("nothing", ["", "  ", "’", "-", "9" * 400])
def test_what_is_no_name_has_no_key(nothing: str) -> None:
    """An empty or overlong string is no name, and does no harm."""
    assert folded(nothing) == ""
