"""The priors of the trigger dictionary: what phrases tell, and that no text breaks them."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.reading.facts.lexicon import STRONG, WEAK, change_prior, type_prior
from reportedly.record import Change, EventType

TYPES = {kind.value for kind in EventType}
CHANGES = {change.value for change in Change}


@pytest.mark.parametrize(
    ("trigger", "kind"),
    [
        ("inked a border accord", "AGREE"),
        ("resumed indirect talks", "CONSULT"),
        ("ceasefire talks", "CONSULT"),
        ("lauded", "SUPPORT"),
        ("swapped 40 prisoners", "CONCEDE"),
        ("pooled resources", "COOPERATE"),
        ("de-mining", "AID"),
        ("Airlifted", "AID"),
        ("laid down their arms", "RETREAT"),
        ("pulled the garrison out", "RETREAT"),
        ("pleaded for a corridor", "REQUEST"),
        ("turned it down", "REJECT"),
        ("castigated", "ACCUSE"),
        ("gave an ultimatum", "THREATEN"),
        ("sit-in", "PROTEST"),
        ("froze their assets", "SANCTION"),
        ("expelled two diplomats", "SANCTION"),
        ("remobilised", "MOBILIZE"),
        ("conscripted", "MOBILIZE"),
        ("deported", "COERCE"),
        ("blockading", "COERCE"),
        ("strafed", "ASSAULT"),
        ("laid siege to", "ASSAULT"),
        ("car-bombed", "ASSAULT"),
    ],
)
def test_a_strong_phrase_tells_its_type(trigger: str, kind: str) -> None:
    """Inflected, hyphenated, parted and capitalised phrases tell one type for sure."""
    assert {name for name, weight in type_prior(trigger).items() if weight == STRONG} == {kind}


@pytest.mark.parametrize(
    ("trigger", "kind"),
    [
        ("refused to surrender", "REJECT"),
        ("threatened to shell the port", "THREATEN"),
        ("urged an immediate withdrawal", "REQUEST"),
        ("accused of torturing prisoners", "ACCUSE"),
        ("welcomed the release", "SUPPORT"),
        ("discussed a prisoner swap", "CONSULT"),
    ],
)
def test_a_verb_of_saying_decides(trigger: str, kind: str) -> None:
    """What is refused, threatened or asked for has not happened."""
    assert {name for name, weight in type_prior(trigger).items() if weight == STRONG} == {kind}


def test_strong_goes_before_weak_and_long_before_short() -> None:
    """The surest phrase decides, and among those the one of most words."""
    assert type_prior("called off the offensive") == {"RETREAT": STRONG}
    assert type_prior("operation to disarm and deport") == type_prior("disarm and deport")
    assert type_prior("went on strike over shelling") == {"PROTEST": STRONG}


def test_phrases_that_say_as_much_are_all_kept() -> None:
    """Two strong phrases of one word both count, and an ambiguous word gives each of its types."""
    assert type_prior("shot and deported") == {"ASSAULT": STRONG, "COERCE": STRONG}
    assert type_prior("annexation") == {"COERCE": WEAK, "ASSAULT": WEAK}


@pytest.mark.parametrize(
    ("trigger", "change"),
    [
        ("recaptured", "gains"),
        ("has fallen to the militia", "gains"),
        ("advanced into", "gains"),
        ("hoisted its flag", "gains"),
        ("ceded", "loses"),
        ("handed the quarter over", "loses"),
        ("was driven from the valley", "loses"),
        ("pulled out of", "loses"),
        ("rebel-held", "holds"),
        ("under full army control", "holds"),
        ("remains in loyalist hands", "holds"),
        ("last bastion", "holds"),
        ("tried to capture", "contests"),
        ("battle for the airfield", "contests"),
        ("besieging", "contests"),
        ("changed hands twice", "contests"),
    ],
)
def test_a_phrase_of_control_tells_its_change(trigger: str, change: str) -> None:
    """Each change is told by its own phrases."""
    assert {name for name, weight in change_prior(trigger).items() if weight == STRONG} == {change}


def test_a_fall_alone_may_be_gain_or_loss() -> None:
    """Who gains or loses by a fall depends on the holder that is named."""
    assert change_prior("fell") == {"gains": WEAK, "loses": WEAK}


@pytest.mark.parametrize("nothing", ["", " ", "…", "the same day", "9" * 400, "Київ взяли"])
def test_nothing_is_said_of_other_words(nothing: str) -> None:
    """No phrase, no prior."""
    assert type_prior(nothing) == {}
    assert change_prior(nothing) == {}


@given(
    st.text()
    | st.lists(st.sampled_from(["handed", "it", "over", "under", "control", "agreed", "to", "-"])).map(
        " ".join
    )
)
def test_any_text_gives_weights(text: str) -> None:
    """Whatever the text, both give known names with known weights."""
    types, changes = type_prior(text), change_prior(text)
    assert types.keys() <= TYPES
    assert changes.keys() <= CHANGES
    assert {*types.values(), *changes.values()} <= {STRONG, WEAK}


def test_time_grows_with_the_words() -> None:
    """Ten thousand words of phrases that never end take well under a second."""
    text = "take hand under control " * 2500
    started = time.perf_counter()
    type_prior(text)
    change_prior(text)
    assert time.perf_counter() - started < 1
