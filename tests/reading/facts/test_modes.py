"""Modes: told from the trigger, then from the words nearest to it, else not told."""

import time

import pytest

from reportedly.reading.facts.modes import mode_of
from reportedly.record import EventType


@pytest.mark.parametrize(
    ("kind", "trigger", "around", "mode"),
    [
        ("ASSAULT", "shelled", "Tanks and drones stood by while gunners shelled Huliaipole", "heavy-weapons"),
        ("ASSAULT", "struck", "Overnight the army struck a depot near Sumy with three Shaheds", "drone"),
        ("ASSAULT", "Air-strikes", "Air-strikes on Idlib", "aerial"),
        ("ASSAULT", "suicide car bombing", "a suicide car bombing in Mogadishu", "suicide-attack"),
        ("ASSAULT", "shot down", "Crews shot down nine drones over Odesa", "heavy-weapons"),
        ("ASSAULT", "bombed", "Planes came back and bombed the bridge", "aerial"),
        ("ASSAULT", "bombing", "a bombing near the bus station", "explosives"),
        ("ASSAULT", "killed", "Men with machetes killed six herders near Jos", "primitive"),
        ("ASSAULT", "killed", "The protesters were killed on Sunday", "crowd-control"),
        ("ASSAULT", "beaten", "Two monks were beaten near Mandalay", "beat"),
        ("PROTEST", "protested", "Nurses protested outside the ministry in Tunis", "demo"),
        ("PROTEST", "protested", "Youths who protested in Dakar set fire to buses", "riot"),
        ("PROTEST", "blocked", "Farmers blocked the road to Lviv", "obstruct"),
        ("COERCE", "imposed", "The junta imposed a night curfew on Sagaing", "curfew"),
        ("COERCE", "detained", "Forty students were detained in Minsk", "arrest"),
        ("RETREAT", "freed", "The rebels freed ten soldiers", "release"),
        ("RETREAT", "took effect", "The truce took effect at dawn in Deraa", "ceasefire"),
        ("CONSULT", "spoke", "The ministers spoke by telephone on Friday", "phone"),
        ("THREATEN", "warned", "It warned that it would expel the ambassadors", "expel"),
        ("MOBILIZE", "sent", "Addis Ababa sent two more brigades to Gondar", "troops"),
        ("REQUEST", "asked", "Kabul asked for food and medicine", "assist"),
        ("SANCTION", "froze", "Bern froze the assets of two bankers", "discontinue"),
        ("ACCUSE", "probe", "a probe of the deaths in Rafah", "investigate"),
    ],
)
def test_a_mode_is_told_by_words(kind: str, trigger: str, around: str, mode: str) -> None:
    """Cues in the trigger count first, then cues around it, then hints."""
    assert mode_of(EventType(kind), trigger, around) == mode


def test_the_nearest_cue_counts() -> None:
    """Where cues of two modes stand around a trigger, the nearer one tells its mode."""
    around = "Guns shelled Nikopol for an hour while the fleet hit Odesa with drones"
    assert mode_of(EventType.ASSAULT, "hit", around) == "drone"
    assert mode_of(EventType.ASSAULT, "for an hour", around) == "heavy-weapons"


@pytest.mark.parametrize("around", ["", "They attacked the village", "攻撃 ١٢٣ " + "9" * 400, "- – —"])
def test_words_that_tell_nothing_give_no_mode(around: str) -> None:
    """Without a cue the mode is left open, whatever the text holds."""
    assert mode_of(EventType.ASSAULT, "attacked", around) is None
    assert mode_of(EventType.ASSAULT, "", "") is None


def test_a_type_without_modes_gets_none() -> None:
    """Aid has no modes, even where words of another type's modes stand there."""
    assert mode_of(EventType.AID, "sent", "Oslo sent rifles and drones to Kyiv") is None


def test_time_grows_with_the_words() -> None:
    """A window of 200,000 words is read within a second."""
    start = time.perf_counter()
    assert mode_of(EventType.ASSAULT, "struck", "air strike car " * 66_000) == "aerial"
    assert time.perf_counter() - start < 1
