"""Acts: what a cue does with its content."""

import pytest

from reportedly.record import Act
from reportedly.wordlists import acts


@pytest.mark.parametrize(
    ("cue", "act"),
    [
        ("said", "say"),
        ("according to", "say"),
        ("denied", "deny"),
        ("dismissing", "deny"),
        ("ruled out", "deny"),
        ("has repeatedly warned", "warn"),
        ("issued a warning", "warn"),
        ("called for", "demand"),
        ("urges", "demand"),
        ("ultimatum", "demand"),
        ("proposed", "propose"),
        ("vowed", "promise"),
        ("vowed revenge", "threaten"),
        ("threatening to", "threaten"),
        ("sought", "ask"),
        ("thought", "think"),
        ("is believed to", "think"),
        ("Fears", "think"),
        ("hoped", "want"),
        ("would like", "want"),
    ],
)
def test_a_cue_leads_to_its_act(cue: str, act: str) -> None:
    """Each inflection of a listed verb, noun or phrase finds the act of the annotation guide."""
    assert acts.act_of(cue) == act


def test_the_longer_cue_wins_over_its_parts() -> None:
    """The phrase "called for" demands although "called" alone says."""
    assert acts.act_of("called") is Act.SAY
    assert acts.act_of("has called for") is Act.DEMAND


def test_an_unknown_cue_has_no_act() -> None:
    """What is not listed is left open; `say` is the caller's default, not ours."""
    assert acts.act_of("perambulated") is None
    assert acts.act_of("") is None


@pytest.mark.parametrize("cue", ["reportedly", "was reportedly", "is believed to", "Allegedly"])
def test_hedges_are_known(cue: str) -> None:
    """Words that hold the content back are told from plain cues."""
    assert acts.is_hedge(cue)


def test_a_plain_cue_is_no_hedge() -> None:
    """The cue "said" asserts what it says."""
    assert not acts.is_hedge("said")


def test_single_words_can_be_asked_for() -> None:
    """A word is known as a cue by itself in any inflection and case, with either apostrophe."""
    assert acts.is_cue("Insisting")
    assert not acts.is_cue("the")
