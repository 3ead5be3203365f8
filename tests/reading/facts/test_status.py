"""Status and modality: how firmly a fact is told."""

import pytest

from reportedly.reading.facts import labels
from reportedly.reading.facts.cues import Cues, cues_of
from reportedly.reading.facts.found import Anchored
from reportedly.reading.facts.status import Modality, modality_of, status_of
from reportedly.reading.words import split_words
from reportedly.record import Status
from tests.reading.by_hand import place

NEGATED = Cues(negated=True, uncertain=False, future=False)
UNCERTAIN = Cues(negated=False, uncertain=True, future=False)
FUTURE = Cues(negated=False, uncertain=False, future=True)
NONE = Cues(negated=False, uncertain=False, future=False)


@pytest.mark.parametrize(
    ("sentence", "trigger", "cues"),
    [
        ("The army did not retake Kupiansk.", "retake", NEGATED),
        ("The army didn’t retake Kupiansk.", "retake", NEGATED),
        ("Troops have never entered the town.", "entered", NEGATED),
        ("They failed to capture the ridge.", "failed to capture", NEGATED),
        ("Rebels may attack the port.", "attack", UNCERTAIN),
        ("The convoy will leave at dawn.", "leave", FUTURE),
        ("Not a word was said, and the convoy left.", "left", NONE),
        ("It will not withdraw.", "withdraw", Cues(negated=True, uncertain=False, future=True)),
        ("He said no.\n\nTroops advanced.", "advanced", NONE),
    ],
)
def test_cues_count_in_their_own_clause(sentence: str, trigger: str, cues: Cues) -> None:
    """A cue before the trigger counts, one in another clause, sentence or paragraph does not."""
    words = split_words(sentence)
    assert cues_of(words, place(words, trigger)) == cues


def told(sentence: str, trigger: str, statuses: tuple[float, ...]) -> Status:
    """Return the status of an event with these probabilities."""
    words = split_words(sentence)
    one = (1.0,) + (0.0,) * (len(labels.TYPES) - 1)
    found = Anchored(0, (place(words, trigger),), (), (), (), (), one, statuses, (0.1, 0.1, 0.1), 0.9)
    return status_of(found, words)


def test_the_tower_is_heard_where_it_is_sure() -> None:
    """Cues beside the trigger do not overrule a sure reading of the whole passage."""
    assert told("They did not attack.", "attack", (0.9, 0.0, 0.1, 0.0, 0.0)) is Status.ASSERTED


def test_cues_decide_where_the_tower_is_divided() -> None:
    """A divided tower goes with "not", "may" and "will"."""
    divided = (0.4, 0.3, 0.2, 0.1, 0.0)
    assert told("They did not attack.", "attack", divided) is Status.DENIED
    assert told("They may attack.", "attack", divided) is Status.HEDGED
    assert told("They will attack.", "attack", divided) is Status.PLANNED
    assert told("They attack.", "attack", divided) is Status.ASSERTED


def test_modality_is_what_either_says() -> None:
    """Words beside the event or the tower's own reading make it uncertain, negated or future."""
    words = split_words("They will not attack.")
    at = place(words, "attack")
    assert modality_of(words, at, (0.9, 0.0, 0.0)) == Modality(uncertain=True, negated=True, future=True)
