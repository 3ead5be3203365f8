"""Modes: the list covers the sixteen types, and phrases are found whole and longest first."""

import pytest

from reportedly.record import EventType
from reportedly.wordlists import modes
from tools.wordlists.events import compile_modes
from tools.wordlists.faults import FaultyListError

SPELLING = {"irregular": {"beat": ["beat", "beaten"]}, "doubled": [], "source": "a test"}


def test_types_without_modes_have_none() -> None:
    """The codebook gives no modes to five types, and at least three to each other."""
    bare = {kind for kind in EventType if not modes.modes_of(kind)}
    assert bare == {"AGREE", "SUPPORT", "CONCEDE", "COOPERATE", "AID"}
    assert all(len(modes.modes_of(kind)) >= 3 for kind in EventType if kind not in bare)


def test_the_modes_are_those_of_the_codebook() -> None:
    """Names are PLOVER 0.8's, with POLECAT's where 0.8 has none."""
    assert modes.modes_of(EventType.RETREAT) == (
        "withdraw",
        "release",
        "return",
        "disarm",
        "ceasefire",
        "access",
        "resign",
    )
    assert set(modes.modes_of(EventType.PROTEST)) == {
        "demo",
        "riot",
        "strike",
        "hunger",
        "boycott",
        "obstruct",
    }
    assert modes.modes_of(EventType.REQUEST) == modes.modes_of(EventType.REJECT)


def test_the_longest_phrase_counts_and_none_overlaps() -> None:
    """At one place the longer phrase is found, and its words tell nothing else."""
    phrases = modes.Phrases({"suicide": 1, "suicide car bomb": 2, "bomb": 3, "car park": 4})
    assert phrases.find(modes.words_of("a suicide car bomb by a car park")) == [(1, 4, 2), (6, 8, 4)]


def test_an_unfinished_phrase_hides_nothing() -> None:
    """A phrase that breaks off does not swallow the phrase that begins inside it."""
    phrases = modes.Phrases({"air strike group": 1, "strike": 2})
    assert phrases.find(("air", "strike", "hit")) == [(1, 2, 2)]
    assert phrases.find(()) == []


def test_words_lose_case_and_hyphens() -> None:
    """A phrase is found however it is hyphenated or capitalised."""
    assert modes.words_of("A Car-Bomb’s blast") == ("a", "car", "bomb", "s", "blast")


def test_a_cue_of_two_modes_is_refused() -> None:
    """In one type a cue tells one mode, and is either cue or hint."""
    fighting = {
        "type": "ASSAULT",
        "modes": [{"mode": "beat", "verbs": ["beat"]}, {"mode": "torture", "words": ["beaten"]}],
    }
    with pytest.raises(FaultyListError, match="'beaten' stands under beat and torture"):
        compile_modes([SPELLING, fighting])
    both = {"type": "ASSAULT", "modes": [{"mode": "beat", "verbs": ["beat"], "hint_words": ["beating"]}]}
    with pytest.raises(FaultyListError, match="'beating' is cue and hint"):
        compile_modes([SPELLING, both])


def test_every_type_must_stand_in_the_list() -> None:
    """A type that is left out is named."""
    with pytest.raises(FaultyListError, match="no entry for COERCE"):
        compile_modes([SPELLING, {"type": "AID"}])
