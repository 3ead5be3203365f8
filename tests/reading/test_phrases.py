"""Phrases: what the words that name a source say by themselves."""

import pytest

from reportedly.reading.phrases import describe, described_as, head_word
from reportedly.record import Kind

UNSURE = dict.fromkeys(Kind, 1 / 9)


def test_a_person_is_named_with_role_and_affiliation() -> None:
    """Office before or after the name tells the role."""
    before = describe("Ukrainian Foreign Minister Olena Marchuk", {Kind.PERSON: 0.9})
    assert (before.who, before.kind, before.named) == ("Olena Marchuk", Kind.PERSON, True)
    assert before.affiliation == "Ukraine"
    after = describe("Petro Havrylenko, a spokesman for Lake Region Watch", {Kind.PERSON: 0.9})
    assert (after.who, after.role, after.affiliation) == (
        "Petro Havrylenko",
        "spokesman",
        "Lake Region Watch",
    )


def test_an_official_without_a_name_is_unnamed() -> None:
    """A description of somebody is no name."""
    one = describe("one Western official", {Kind.UNNAMED: 0.8, Kind.PERSON: 0.2})
    assert (one.kind, one.named, one.head) == (Kind.UNNAMED, False, "official")


def test_an_outlet_is_known_by_its_list() -> None:
    """The list tells the kind even where the encoder is unsure."""
    assert describe("Reuters", UNSURE).kind is Kind.OUTLET


def test_a_country_is_a_government() -> None:
    """A bare country speaks as its government."""
    found = describe("Ukraine", UNSURE)
    assert (found.who, found.kind) == ("Ukraine", Kind.GOVERNMENT)


def test_a_definite_phrase_points_back() -> None:
    """The words "the minister" mean somebody told of before; "a minister" does not."""
    kinds = {Kind.PERSON: 0.6, Kind.UNNAMED: 0.4}
    assert describe("the minister", kinds).definite
    assert not describe("a minister", kinds).definite


@pytest.mark.parametrize(
    ("phrase", "head"),
    [
        ("a spokesman for the army", "spokesman"),
        ("the latest report from the Kiel Institute", "report"),
        ("officials who fled Goma", "officials"),
        ("Sudan’s army", "army"),
    ],
)
def test_the_head_stands_before_the_first_clause(phrase: str, head: str) -> None:
    """Prepositions and clauses after the head are cut off."""
    assert head_word(phrase) == head


def test_a_description_begins_lower_case_and_a_name_does_not() -> None:
    """The capital of a sentence's first word is not part of the description."""
    assert described_as("Two officers") == "two officers"
    assert described_as("Lake Region Watch") == "Lake Region Watch"
    assert described_as("Russian officials") == "Russian officials"


def test_a_name_that_begins_with_a_common_word_keeps_its_capital() -> None:
    """A "Radio Lac Vert" is a name; "Officials in Goma" only opens a sentence."""
    assert described_as("Radio Lac Vert") == "Radio Lac Vert"
    assert described_as("Officials in Goma") == "officials in Goma"


@pytest.mark.parametrize(
    "phrase",
    [
        "A doctor at the hospital in Gao",
        "the mayor of the Ukrainian town of Bilopillia",
        "a spokesman for the regional police in Sumy",
        "an adviser to Ms Holub",
        "an aide to President Macron",
    ],
)
def test_where_or_whose_somebody_is_is_no_name_of_theirs(phrase: str) -> None:
    """A town, or whoever somebody works for, is not taken for the person who speaks."""
    kinds = {**dict.fromkeys(Kind, 0.0), Kind.PERSON: 0.6, Kind.UNNAMED: 0.3}
    assert describe(phrase, kinds).person is None


@pytest.mark.parametrize(
    ("phrase", "name"),
    [
        ("a resident of Konotop, Olha Bondar", "Olha Bondar"),
        ("governor of the Kursk region Alexander Khinshtein", "Alexander Khinshtein"),
        ("President of Ukraine Volodymyr Zelensky", "Volodymyr Zelensky"),
    ],
)
def test_a_name_after_a_place_is_the_speakers(phrase: str, name: str) -> None:
    """Whose name stands behind the role and its place is who speaks."""
    kinds = {**dict.fromkeys(Kind, 0.0), Kind.PERSON: 0.6}
    assert describe(phrase, kinds).person == name


@pytest.mark.parametrize(
    ("phrase", "who", "kind"),
    [
        ("Local media outlet Shwe Phee Myay", "Shwe Phee Myay", Kind.OUTLET),
        ("the rights group Dawn", "Dawn", Kind.ORGANISATION),
        ("rebel group leader Ahmed Musa", "Ahmed Musa", Kind.PERSON),
    ],
)
def test_a_noun_before_a_name_tells_what_it_is(phrase: str, who: str, kind: Kind) -> None:
    """A body's name after the noun for it is that body's, however much it looks like a person's."""
    found = describe(phrase, {Kind.PERSON: 0.9})
    assert (found.who, found.kind, found.named) == (who, kind, True)


def test_a_video_is_a_document() -> None:
    """Words between a document and who made it public do not hide what it is."""
    assert describe("video posted by his office", {Kind.UNNAMED: 0.9}).kind is Kind.DOCUMENT


@pytest.mark.parametrize(
    ("phrase", "best", "who", "kind"),
    [
        ("The Khortytsia grouping", Kind.UNNAMED, "Khortytsia grouping", Kind.UNNAMED),
        ("The Houthis, who control most of the north", Kind.PERSON, "Houthis", Kind.GROUP),
        ("A spokesperson for Aspides", Kind.PERSON, "A spokesperson for Aspides", Kind.UNNAMED),
        ("A defence official, asked about the assessment", Kind.UNNAMED, "A defence official", Kind.UNNAMED),
        (
            "The tanker's operator, Meridian Shipping",
            Kind.ORGANISATION,
            "Meridian Shipping",
            Kind.ORGANISATION,
        ),
        (
            "The British security firm Ambrey, which monitors shipping",
            Kind.ORGANISATION,
            "Ambrey",
            Kind.ORGANISATION,
        ),
    ],
)
def test_what_stands_around_a_name_is_none_of_it(phrase: str, best: Kind, who: str, kind: Kind) -> None:
    """Articles, clauses and whose somebody is do not change a name, nor make one of a role."""
    found = describe(phrase, {best: 0.7})
    assert (found.who, found.kind) == (who, kind)
