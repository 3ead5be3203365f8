"""Triggers: the list covers every type, and its phrases are found whole, parted or inflected."""

from typing import Any

import pytest

from reportedly.record import Change, EventType
from reportedly.wordlists import triggers
from reportedly.wordlists.table import load
from reportedly.wordlists.triggers import Dictionary, Forms
from tools.wordlists.events import compile_triggers
from tools.wordlists.faults import FaultyListError

HEAD = {"source": "a test", "irregular": {"give": ["gave", "given"]}, "doubled": []}

SMALL = Dictionary(
    {
        EventType.CONCEDE: Forms(strong=("gave .. up", "gave"), weak=("swap",)),
        EventType.ASSAULT: Forms(strong=("gave battle",), weak=("raid", "swap")),
        EventType.REQUEST: Forms(strong=("asked",), weak=("raid",), governing=frozenset({"asked"})),
    }
)


def spans(words: str) -> list[tuple[int, int, int]]:
    """Return where the phrases of SMALL stand in `words`."""
    return [match[:3] for match in SMALL.find(tuple(words.split()))]


def test_every_type_and_change_has_many_words() -> None:
    """No type and no change is left to a handful of words."""
    found = triggers.types().find(("attacked", "surrendered"))
    assert [match.told.strong for match in found] == [EventType.ASSAULT, EventType.RETREAT]
    loaded = load("triggers", triggers.Triggers)
    assert set(loaded.types) == set(EventType)
    assert set(loaded.changes) == set(Change)
    assert min(len(forms.strong) for forms in loaded.types.values()) > 150
    assert min(len(forms.strong) for forms in loaded.changes.values()) > 100


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("they gave it up", [(1, 4, 2)]),
        ("gave up", [(0, 2, 2)]),
        ("gave the town up", [(0, 4, 2)]),
        ("gave a lot of ground up", [(0, 1, 1)]),
        ("gave battle up north", [(0, 2, 2)]),
        ("swap gave swap", [(0, 1, 1), (1, 2, 1), (2, 3, 1)]),
        ("", []),
        ("up", []),
    ],
)
def test_up_to_two_words_may_part_a_phrase(words: str, found: list[tuple[int, int, int]]) -> None:
    """A gap takes none, one or two words; three are too many, and then the shorter phrase is found."""
    assert spans(words) == found


def test_a_weak_phrase_may_tell_several() -> None:
    """A phrase that is weak under several types gives them all."""
    (match,) = SMALL.find(("raid",))
    assert match.told == triggers.Told(weak=(EventType.ASSAULT, EventType.REQUEST))


def test_only_marked_phrases_govern() -> None:
    """Governing is a property of the phrase, not of its type."""
    asked, gave = SMALL.find(("asked", "gave"))
    assert (asked.told.governs, gave.told.governs) == (True, False)


def entries(**lists: list[str]) -> list[dict[str, Any]]:
    """Return a list with one strong verb and one weak noun a type, and `lists` as strong verbs."""
    meanings = [("type", kind.value) for kind in EventType] + [("change", change.value) for change in Change]
    return [
        HEAD,
        *(
            {key: name, "sure": "strong", "verbs": [f"do {name}", *lists.get(name, [])]}
            for key, name in meanings
        ),
        *({key: name, "sure": "weak", "nouns": [f"{name} thing"]} for key, name in meanings),
    ]


def test_verbs_are_inflected_and_keep_their_gap() -> None:
    """The irregular forms of the list and of modes.yaml are used, and ".." stays where it stands."""
    forms = compile_triggers(entries(CONCEDE=["give .. up", "withdraw"])).types[EventType.CONCEDE]
    assert {"gave .. up", "given .. up", "giving .. up", "withdrew", "withdrawn"} <= set(forms.strong)
    assert forms.weak == ("concede thing", "concede things")


def test_a_phrase_strong_under_two_types_is_refused() -> None:
    """A phrase nearly always tells one type at most."""
    with pytest.raises(FaultyListError, match="strong form stands twice: 'raid'"):
        compile_triggers(entries(COERCE=["raid"], ASSAULT=["raid"]))


def test_a_type_left_out_is_named() -> None:
    """Every type and every change needs strong and weak words."""
    short = [part for part in entries() if part.get("change") != "holds"]
    with pytest.raises(FaultyListError, match="holds: no strong or no weak forms"):
        compile_triggers(short)
