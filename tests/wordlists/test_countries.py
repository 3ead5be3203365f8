"""Countries and other actors: names, adjectives, peoples, acronyms."""

import pytest

from reportedly.wordlists import countries


@pytest.mark.parametrize("name", ["US", "U.S.", "USA", "America", "united states", "American"])
def test_every_form_of_a_country_leads_to_its_canonical_name(name: str) -> None:
    """Name, alias and adjective of a country find the one actor that speaks as its government."""
    found = countries.find(name)
    assert [(actor.name, actor.kind) for actor in found] == [("United States", "government")]


def test_a_pronoun_is_no_country() -> None:
    """Acronyms count only as written, so that "us" is not the United States."""
    assert countries.find("us") == ()
    assert countries.find("who") == ()


def test_an_adjective_of_two_countries_gives_both() -> None:
    """The adjective "Congolese" is left open between the two Congos."""
    assert {actor.country for actor in countries.by_adjective("Congolese")} == {"CD", "CG"}
    assert countries.is_ambiguous("Congolese")


def test_a_people_is_told_apart_from_its_government() -> None:
    """The word "Ukrainians" is found as a people; "Ukraine" is not."""
    assert [actor.name for actor in countries.by_people("Ukrainians")] == ["Ukraine"]
    assert countries.by_people("Ukraine") == ()


def test_armed_groups_and_forces_have_their_kind() -> None:
    """Daesh is a group and the YPG a military, as the annotated reports have them."""
    assert [(a.name, a.kind) for a in countries.find("Daesh")] == [("Islamic State", "group")]
    assert [(a.name, a.kind) for a in countries.find("YPG")] == [("YPG", "military")]


def test_a_country_code_leads_to_the_country_itself() -> None:
    """A code finds the state, not one of its parts or forces."""
    ukraine = countries.by_code("ua")
    assert ukraine is not None
    assert ukraine.name == "Ukraine"


def test_scanning_finds_actors_in_a_text() -> None:
    """Actors are found as written, with positions; a part of a longer word is none."""
    text = "Houthi rebels told us that Hezbollah’s men and the U.S. agreed; Oman did, Omanisation did not."
    found = [text[start:end] for start, end, _ in countries.scan(text)]
    assert found == ["Houthi rebels", "Hezbollah", "U.S.", "Oman"]
