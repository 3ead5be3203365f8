"""Tally: the toll a report tells, said outright or one victim after the other."""

import pytest

from reportedly.reading.figures import Tally, casualties, find_figures
from reportedly.reading.figures.tally import Said, said
from reportedly.reading.figures.tokens import tokens_of


def tally(text: str) -> Tally:
    """Return the toll of `text`."""
    return casualties(find_figures(text), text)


def test_large_numbers_are_taken_as_said() -> None:
    """A number said in the first sentences is the toll."""
    toll = tally("A missile hit a market in Nikopol. It killed 14 people and wounded 31, the governor said.")
    assert (toll.killed, toll.wounded, toll.killed_said, toll.wounded_said) == (14, 31, True, True)


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        ("Shells killed 4 soldiers and 3 civilians in Bashtanka.", 7),
        ("Shells killed 9 people, including 3 children, in Bashtanka.", 9),
        ("Since the war began 9,000 people have been killed. On Monday 6 people were killed.", 6),
        ("Nobody knows.", 0),
    ],
)
def test_parts_and_totals_are_told_apart(text: str, killed: int) -> None:
    """Numbers side by side add up, parts do not, and a total so far gives way to what is new."""
    assert said(find_figures(text), tokens_of(text), "killed").most == killed


def test_a_number_far_down_does_not_lead() -> None:
    """A toll told behind the first sentences is known to be no part of the lead."""
    text = "It rained. It was cold. Nobody came. Later a bomb killed 8 people."
    assert said(find_figures(text), tokens_of(text), "killed") == Said(8, leads=False)


SHOT_DEAD = """A man was shot and killed in the Harbour district on Friday night, police said.
The victim, 34, was pronounced dead at the scene. No arrests have been made in the homicide."""
SHOT = """A 19-year-old man was shot in the leg on Friday night.
He was taken to a hospital in stable condition with injuries that are not life-threatening, police said."""
NOBODY = """Police arrested two people with drugs and a loaded handgun after a traffic stop on Friday.
They are charged with possession of heroin."""


@pytest.mark.parametrize(("text", "killed", "wounded"), [(SHOT_DEAD, 1, 0), (SHOT, 0, 1), (NOBODY, 0, 0)])
def test_victims_without_a_number_are_inferred(text: str, killed: int, wounded: int) -> None:
    """Where no number stands the words of harm tell, and the tally says that it was not said."""
    toll = tally(text)
    assert (toll.killed, toll.wounded) == (killed, wounded)
    assert (toll.killed_said, toll.wounded_said) == (False, False)


def test_an_empty_text_has_a_toll() -> None:
    """No text is too short, or fails."""
    assert tally("").killed_said is False
