"""Metonyms: whom a capital or a building speaks for."""

from reportedly.wordlists import countries, metonyms


def test_a_capital_speaks_for_its_country() -> None:
    """A capital that speaks is its government: "Moscow said" means Russia, as the annotation guide has it."""
    moscow = metonyms.find("Moscow")
    assert moscow is not None
    assert (moscow.who, moscow.kind, moscow.place) == ("Russia", "government", True)


def test_a_building_keeps_its_own_name() -> None:
    """The Kremlin stays the Kremlin: a seat of government is a voice of its own."""
    kremlin = metonyms.find("the Kremlin")
    assert kremlin is not None
    assert (kremlin.who, kremlin.kind, kremlin.place) == ("Kremlin", "government", False)


def test_both_spellings_of_a_capital_are_one_metonym() -> None:
    """Kiev and Kyiv are the same voice."""
    assert metonyms.find("Kiev") is metonyms.find("Kyiv")


def test_an_ordinary_town_is_no_metonym() -> None:
    """A town that governs nothing stands for nobody."""
    assert metonyms.find("Kharkiv") is None


def test_every_capital_speaks_for_a_listed_actor_of_the_same_country() -> None:
    """Each metonym that is a town and speaks for a state names an actor of the same country."""
    for metonym in metonyms.every():
        for actor in countries.find(metonym.who) if metonym.place else ():
            assert actor.country in {metonym.country, None}, metonym.name
