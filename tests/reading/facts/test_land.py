"""Land: what has the verbs of control and holds no place."""

import pytest

from reportedly.reading.facts.land import is_of_land
from reportedly.reading.words import split_words
from tests.reading.facts.facts_by_hand import told


@pytest.mark.parametrize(
    ("text", "trigger", "where", "land"),
    [
        ("The army has lost more than 9,000 troops.", "has lost more than 9,000 troops", (), False),
        ("Rebels had taken 60 soldiers prisoner at the base.", "taken 60", ("the base",), False),
        (
            "The regional commander had been captured.",
            "had been captured",
            ("The regional commander",),
            False,
        ),
        ("France has seized two of those tankers.", "has seized", ("two of those tankers",), False),
        ("No side can win the war.", "win the war", (), False),
        ("There are more under the rubble.", "under", ("the rubble",), False),
        ("The unit still held the mine at Orlivka.", "still held", ("the mine at Orlivka",), True),
        ("The withdrawal of Russian forces ended in April.", "withdrawal of Russian", (), True),
        ("They fled parts controlled by militants.", "controlled by", (), True),
        ("Rebels had taken the base.", "had taken", ("the base",), True),
        ("Troops advanced up to 400 metres.", "advanced up to 400 metres", (), True),
    ],
)
def test_what_holds_no_place_is_no_control(
    text: str,
    trigger: str,
    where: tuple[str, ...],
    land: bool,  # noqa: FBT001 - a case
) -> None:
    """Troops, captives, things, rubble and wars are no land; a mine with a name, ground and bases are."""
    words = split_words(text)
    assert is_of_land(told(words, trigger, "gains", where=where), words) is land
