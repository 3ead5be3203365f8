"""Speakers: whom "one of them" and "they" mean, and whom they do not."""

from reportedly.reading.found import Found
from reportedly.reading.nesting import nest
from reportedly.reading.speakers import resolve
from reportedly.reading.words import Words, split_words
from tests.reading.by_hand import said


def who(found: list[Found], words: Words) -> list[str]:
    """Return who speaks in each attribution."""
    return [speaker.who for speaker in resolve(found, nest(found, words), words, "The Lakeside Dispatch")]


def test_one_of_them_is_one_of_those_who_spoke() -> None:
    """It is named after the people who spoke before; without such people it stays as written."""
    text = "Two people familiar with the talks said it was real. One of them said it came by post."
    words = split_words(text)
    people = said(
        words, source="Two people familiar with the talks", cue="said", content="it was real", kind="unnamed"
    )
    one = said(words, source="One of them", cue="said", content="it came by post", kind="unnamed", after=50)
    assert who([people, one], words)[1] == "one of the people familiar with the talks"
    assert who([one], words) == ["one of them"]


def test_they_in_a_quotation_are_not_who_told_the_report_something() -> None:
    """In a soldier's words "they" is the other side, named before as such, and not the institute."""
    text = (
        "Russia said it held the mine. The Northern Institute said it was contested. "
        "“They said it was theirs,” a soldier told us."
    )
    words = split_words(text)
    institute = said(
        words,
        source="The Northern Institute",
        cue="said",
        content="it was contested",
        kind="organisation",
        after=30,
    )
    soldier = said(
        words, source="a soldier", cue="told", content="“They said it was theirs,”", kind="unnamed"
    )
    they = said(words, source="They", cue="said", content="it was theirs", kind="group", after=76)
    assert who([institute, soldier, they], words)[2] == "they"
    russia = said(words, source="Russia", cue="said", content="it held the mine", kind="government")
    assert who([russia, institute, soldier, they], words)[3] == "Russia"


def test_his_office_is_of_the_one_person_its_sentence_names() -> None:
    """It is of the person named before it in its sentence; with two such persons it stays open."""
    text = "Felix Tshisekedi spoke first. President Joao Lourenco proposed a truce, his office announced."
    words = split_words(text)
    office = said(
        words, source="his office", cue="announced", content="President Joao Lourenco proposed a truce"
    )
    assert who([office], words) == ["Joao Lourenco’s office"]
    both = split_words(text.replace("spoke first. President", "met"))
    office = said(both, source="his office", cue="announced", content="proposed a truce")
    assert who([office], both) == ["office"]
