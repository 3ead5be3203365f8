"""ACLED: the table's faults are named when it is compiled, and its rows stand under their types."""

from typing import Any

import pytest

from reportedly.record import EventType
from reportedly.wordlists import acled
from tools.wordlists.events import compile_acled
from tools.wordlists.faults import FaultyListError

ROW = {
    "row": "r",
    "why": "w",
    "types": ["ASSAULT"],
    "event": "Riots",
    "sub": "Mob violence",
    "example": {"text": "t"},
}
START: dict[str, Any] = {"doubled": [], "source": "a test"}


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"told": ["guns"]}, "no such list: guns"),
        ({"actor": ["army"]}, "no such party: army"),
        ({"modes": ["airstrike"]}, "no such mode: airstrike"),
        ({"sub": "Attack"}, "no such event: Riots, Attack"),
        ({"example": None}, "no example"),
    ],
)
def test_a_faulty_row_is_refused(change: dict[str, Any], fault: str) -> None:
    """A row that asks for what is not listed, files what does not exist or has no example is named."""
    with pytest.raises(FaultyListError, match=fault):
        compile_acled([START, {**ROW, **change}])


def test_rows_of_one_name_are_refused() -> None:
    """Each row can be named alone."""
    with pytest.raises(FaultyListError, match="row stands twice: 'r'"):
        compile_acled([START, ROW, ROW])


def test_a_phrase_may_stand_in_several_lists() -> None:
    """Compiled, each inflected form of a word knows every list it stands in."""
    lists = [{"list": "one", "verbs": ["seize"]}, {"list": "two", "words": ["seized"]}]
    table = compile_acled([START, *lists, ROW])
    assert table.lists["seized"] == {"one", "two"}
    assert table.lists["seizing"] == {"one"}


def test_rows_stand_under_their_types() -> None:
    """Words alone have no rows; violence has them in the order of the list."""
    assert acled.rows_of(EventType.CONSULT) == ()
    assert acled.rows_of(EventType.ASSAULT)[0].row == "projectile-intercepted"


def test_forces_that_are_no_state_s_are_known() -> None:
    """Some forces speak as a military though they are no state's."""
    assert acled.is_nonstate("Rapid Support Forces")
    assert not acled.is_nonstate("Ukraine")
