"""Chains: a voice enters only on words in the report."""

from reportedly.reading.chains import build, joined
from reportedly.reading.found import Found
from reportedly.reading.nesting import nest
from reportedly.reading.speakers import resolve
from reportedly.reading.words import Words, split_words
from reportedly.record import Kind, Voice, verify
from tests.reading.by_hand import said

PUBLISHER = "The Lakeside Dispatch"


def chains(found: list[Found], words: Words) -> list[tuple[Voice, ...]]:
    """Resolve and chain attributions made by hand; every citation must verify."""
    inside = nest(found, words)
    built = build(found, inside, resolve(found, inside, words, PUBLISHER), words, PUBLISHER)
    for voice in (v for chain in built for v in chain if v.citation):
        assert voice.citation is not None
        verify(voice.citation, words.text)
    return built


def names(found: list[Found], words: Words) -> list[list[str]]:
    """Return the names in each chain after the publisher's."""
    built = chains(found, words)
    assert all(chain[0].who == PUBLISHER for chain in built)
    return [[v.who for v in chain[1:]] for chain in built]


def test_told_an_outlet_adds_a_voice_with_its_citation() -> None:
    """The outlet straight after "told" stands between publisher and speaker, proved by its words."""
    words = split_words("The road was mined, Olena Marchuk told AFP on Monday.")
    (chain,) = chains([said(words, source="Olena Marchuk", cue="told", content="The road was mined")], words)
    assert len(chain) == 3
    afp = chain[1]
    assert afp.kind is Kind.OUTLET
    assert afp.outlet is not None
    assert afp.citation is not None
    assert afp.citation.text == "AFP"


def test_without_words_there_is_no_voice() -> None:
    """An outlet named elsewhere in the report is not in the chain."""
    words = split_words("Olena Marchuk said the road was mined. A Reuters van stood near it.")
    found = [said(words, source="Olena Marchuk", cue="said", content="the road was mined")]
    assert names(found, words) == [["Olena Marchuk"]]


def test_told_reporters_credits_nobody() -> None:
    """Those who merely listened are no link."""
    words = split_words("The road was mined, Olena Marchuk told reporters on Monday.")
    found = [said(words, source="Olena Marchuk", cue="told", content="The road was mined", via="reporters")]
    assert names(found, words) == [["Olena Marchuk"]]


def test_the_agency_of_a_dateline_stands_behind_the_publisher_in_every_chain() -> None:
    """An opening "KYIV (Reuters) –" names the publisher's source for the whole text."""
    words = split_words(
        "KYIV (Reuters) – Olena Marchuk said the road was mined. Petro Bondar denied that it was."
    )
    found = [
        said(words, source="Olena Marchuk", cue="said", content="the road was mined"),
        said(words, source="Petro Bondar", cue="denied", content="it was"),
    ]
    assert names(found, words) == [["Reuters", "Olena Marchuk"], ["Reuters", "Petro Bondar"]]


def test_a_credit_carries_over_until_another_speaker_begins() -> None:
    """The same speaker goes on behind Reuters; once another has spoken, the credit is spent."""
    words = split_words(
        "The road was mined, Olena Marchuk told Reuters. Marchuk said repairs would wait. "
        "Petro Bondar denied the claim. Marchuk added that snow was falling."
    )
    found = [
        said(words, source="Olena Marchuk", cue="told", content="The road was mined"),
        said(words, source="Marchuk", cue="said", content="repairs would wait", after=45),
        said(words, source="Petro Bondar", cue="denied", content="the claim"),
        said(words, source="Marchuk", cue="added", content="snow was falling", after=90),
    ]
    assert names(found, words) == [
        ["Reuters", "Olena Marchuk"],
        ["Reuters", "Olena Marchuk"],
        ["Petro Bondar"],
        ["Olena Marchuk"],
    ]


def test_a_nested_attribution_goes_through_the_outer_speaker() -> None:
    """What a guard said reached the report through Marchuk."""
    words = split_words("Olena Marchuk said Petro Bondar warned that the road was mined.")
    outer = "Petro Bondar warned that the road was mined"
    found = [
        said(words, source="Olena Marchuk", cue="said", content=outer),
        said(words, source="Petro Bondar", cue="warned", content="the road was mined"),
    ]
    assert names(found, words) == [["Olena Marchuk"], ["Olena Marchuk", "Petro Bondar"]]


def test_a_voice_twice_in_a_row_stands_once() -> None:
    """Names are compared without case, outlets by their id."""
    first, other = Voice(who="Ann", kind=Kind.PERSON), Voice(who="Bo", kind=Kind.PERSON)
    assert joined((other, first, first, other)) == (other, first, other)
    assert joined((first, Voice(who="ANN", kind=Kind.PERSON))) == (first,)
    paper = Voice(who="The Post", kind=Kind.OUTLET, outlet="post")
    assert joined((paper, Voice(who="Post", kind=Kind.OUTLET, outlet="post"))) == (paper,)


def test_the_publisher_speaking_for_itself_stands_once() -> None:
    """A told outlet that is the publisher adds no second link."""
    words = split_words("The road was mined, Olena Marchuk told The Lakeside Dispatch.")
    found = [
        said(
            words, source="Olena Marchuk", cue="told", content="The road was mined",
            via="The Lakeside Dispatch",
        )
    ]  # fmt: skip
    assert names(found, words) == [["Olena Marchuk"]]


def test_a_report_without_a_publisher_still_has_an_opening_voice() -> None:
    """Nobody is guessed: the outlet is called unknown."""
    words = split_words("Olena Marchuk said the road was mined.")
    found = [said(words, source="Olena Marchuk", cue="said", content="the road was mined")]
    inside = nest(found, words)
    (chain,) = build(found, inside, resolve(found, inside, words, None), words, None)
    assert [v.who for v in chain] == ["unknown outlet", "Olena Marchuk"]


def test_a_report_that_is_denied_is_no_way_of_the_denial() -> None:
    """Who denies a report by an outlet speaks for himself; who is cited by it does not."""
    words = split_words(
        "Aye Min denied a report by the Associated Press that the commander had been captured."
    )
    found = [
        said(
            words,
            source="Aye Min",
            cue="denied",
            content="the commander had been captured",
            via="the Associated Press",
        )
    ]
    assert names(found, words) == [["Aye Min"]]


def test_a_dateline_names_an_agency_that_no_list_knows() -> None:
    """An acronym in a dateline is its agency's; two letters, a state's, are none."""
    for opening, expected in (("BILOPILLIA (HNA) – ", ["HNA", "A medic"]), ("PARIS (TX) – ", ["A medic"])):
        words = split_words(f"{opening}The bridge is gone, a medic said.")
        found = [said(words, source="a medic", cue="said", content="The bridge is gone")]
        assert [name.casefold() for name in names(found, words)[0]] == [n.casefold() for n in expected]
