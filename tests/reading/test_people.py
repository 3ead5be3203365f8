"""People: a surname later on means the person named in full before."""

import pytest

from reportedly.reading.people import People, person_part, surname, titles_before

TEXT = (
    "Ukrainian Foreign Minister Olena Marchuk came to Odesa. "
    "Governor Petro Havrylenko spoke. Havrylenko blamed drones, and so, asked Havrylenko, who else?"
)


def test_a_surname_means_the_one_person_named_in_full() -> None:
    """The fullest form the report uses is the name."""
    people = People(TEXT)
    assert people.fullest("Havrylenko") == "Petro Havrylenko"
    assert people.fullest("Bondar") is None


def test_two_persons_of_one_surname_are_not_mixed_up() -> None:
    """Where two are named equally often, the bare surname means neither."""
    people = People("Petro Bondar met Olena Bondar in Sumy. Bondar left.")
    assert people.fullest("Bondar") is None
    assert people.fullest("Olena Bondar") == "Olena Bondar"


def test_places_titles_and_country_are_gathered() -> None:
    """Every mention counts as a place, and the words before the name tell office and country."""
    people = People(TEXT)
    governor, minister = people.get("Petro Havrylenko"), people.get("Olena Marchuk")
    assert governor is not None
    assert minister is not None
    assert [TEXT[p : p + 5] for p in governor.places] == ["Petro", "Havry", "Havry"]
    assert "governor" in governor.titles
    assert "foreign minister" in minister.titles
    assert (minister.country, minister.gender) == ("Ukraine", "f")


def test_a_title_finds_its_bearer() -> None:
    """The title alone is enough; another country's bearer is not taken."""
    people = People(TEXT)
    assert [p.name for p in people.titled("foreign minister", None)] == ["Olena Marchuk"]
    assert people.titled("foreign minister", "Poland") == []


def test_the_person_named_last_is_the_nearest() -> None:
    """Persons before a place come nearest first, and only within reach."""
    people = People(TEXT)
    assert people.last_before(len(TEXT), 500)[0].name == "Petro Havrylenko"
    assert people.last_before(5, 500) == []


@pytest.mark.parametrize(
    ("run", "name"),
    [
        ("President Olena Marchuk", "Olena Marchuk"),
        ("Ukraine", None),
        ("RSF", None),
        ("Kiel Institute", None),
        ("Reuters", None),
    ],
)
def test_only_a_persons_part_of_a_run_is_a_name(run: str, name: str | None) -> None:
    """Titles are cut off; bodies, outlets, countries and acronyms are nobody."""
    assert person_part(run)[0] == name


def test_surnames_are_folded() -> None:
    """An article and case make no other surname."""
    assert surname("Omar al-Haddad") == surname("HADDAD") == "haddad"


def test_titles_before_a_name_tell_the_country() -> None:
    """A country's adjective before a title is the country."""
    titles, country = titles_before("Russian Defence Minister")
    assert "defence minister" in titles
    assert country == "Russia"


def test_a_title_stays_with_the_name_it_stands_before() -> None:
    """A title belongs to the name straight after it, not to a later name of the sentence."""
    people = People("Ukrainian Foreign Minister Olena Marchuk met Petro Bondar in Lviv on Monday.")
    assert [person.name for person in people.titled("foreign minister", None)] == ["Olena Marchuk"]


def test_a_place_called_new_is_no_person() -> None:
    """The name "New York" before a noun is no person called York."""
    assert person_part("New York") == (None, "")
    assert person_part("New President Olena Marchuk")[0] == "Olena Marchuk"


def test_a_name_begins_at_a_word() -> None:
    """The end of a word before a name is no particle of it: "potential Trump talks" is no "al Trump"."""
    assert [p.name for p in People("A potential Bekele visit was told of.").every()] == []
