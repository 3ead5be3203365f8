"""Completing: sources and credits that plain rules settle."""

from reportedly.reading.completing import complete
from reportedly.reading.words import split_words
from tests.reading.by_hand import phrases, said


def test_a_headline_ends_in_its_speaker() -> None:
    """A body after the colon of a short first line speaks the words before it, found or not."""
    words = split_words("Army retakes the village of Orikhiv: ministry\n\nNothing else was known.")
    (found,) = complete([], words)
    assert phrases(words, found.source) == ["ministry"]
    assert phrases(words, found.content) == ["Army retakes the village of Orikhiv"]
    assert found.cue == ()


def test_a_headline_found_without_a_source_gets_it() -> None:
    """The attribution is completed, not doubled."""
    words = split_words("Army retakes the village of Orikhiv: ministry")
    bare = said(words, content="Army retakes the village of Orikhiv")
    (found,) = complete([bare], words)
    assert phrases(words, found.source) == ["ministry"]


def test_a_headline_with_a_colon_and_no_speaker_stays() -> None:
    """Words that cannot speak make no attribution."""
    words = split_words("Fighting in the hills of Kivu: five things to know")
    assert complete([], words) == []


def test_a_participle_goes_on_with_the_speaker_of_its_sentence() -> None:
    """The cue "adding" has the source of "said" in the same paragraph, and none from the one before."""
    words = split_words("Marchuk said the road was mined, adding that repairs would wait.")
    first = said(words, source="Marchuk", cue="said", content="the road was mined")
    second = said(words, cue="adding", content="repairs would wait")
    assert phrases(words, complete([first, second], words)[1].source) == ["Marchuk"]
    apart = split_words("Marchuk said the road was mined.\n\nadding that repairs would wait.")
    first = said(apart, source="Marchuk", cue="said", content="the road was mined")
    second = said(apart, cue="adding", content="repairs would wait")
    assert complete([first, second], apart)[1].source == ()


def test_the_subject_of_an_active_cue_is_its_source() -> None:
    """Soldiers who describe are the source, what they describe the content."""
    words = split_words("Three soldiers described heavy losses.")
    (found,) = complete([said(words, cue="described", content=("Three soldiers", "heavy losses"))], words)
    assert phrases(words, found.source) == ["Three soldiers"]
    assert phrases(words, found.content) == ["heavy losses"]


def test_to_an_outlet_at_the_head_of_a_content_is_a_credit() -> None:
    """The words "said to Reuters the road …" credit Reuters and leave it out of the content."""
    words = split_words("Marchuk said to Reuters the road was mined.")
    (found,) = complete(
        [said(words, source="Marchuk", cue="said", content="to Reuters the road was mined")], words
    )
    assert phrases(words, found.via) == ["Reuters"]
    assert phrases(words, found.content) == ["the road was mined"]


def test_who_does_not_want_to_be_named_says_nothing_by_it() -> None:
    """A plea not to be named is left out with what stands in it; what was said stays."""
    text = "“The bridge is gone,” said a doctor, who asked not to be named for fear of reprisals."
    words = split_words(text)
    found = [
        said(words, source="a doctor", cue="said", content="“The bridge is gone,”"),
        said(words, source="who", cue="asked", content="not to be named for fear of reprisals"),
        said(words, cue="fear", content="of reprisals"),
    ]
    assert [phrases(words, f.cue) for f in complete(found, words)] == [["said"]]


def test_asking_for_something_is_said() -> None:
    """A demand that begins as a plea for a name does is kept."""
    text = "The mayor asked that their names be read out. Families asked not to be moved."
    words = split_words(text)
    found = [
        said(words, source="The mayor", cue="asked", content="that their names be read out"),
        said(words, source="Families", cue="asked", content="not to be moved", after=40),
    ]
    assert [phrases(words, f.source) for f in complete(found, words)][-1] == ["Families"]


def test_a_part_of_a_number_is_nobody() -> None:
    """A share in a count of losses speaks of nothing, whatever stands after it."""
    text = "The enemy lost 412 people, 170 of them thought dead."
    words = split_words(text)
    assert complete([said(words, source="170 of them", cue="thought", content="dead")], words) == []
