"""Places: from marked names to the record."""

from reportedly.gazetteer import Hints
from reportedly.reading.facts import labels
from reportedly.reading.facts.found import Marked
from reportedly.reading.facts.places import places_of
from reportedly.reading.words import Words, split_words
from reportedly.record import Place, Precision
from tests.reading.by_hand import place


def marked(words: Words, *names: tuple[str, str]) -> list[Marked]:
    """Return the names as the tower would mark them, each with its kind."""
    kinds = [labels.PLACE_KINDS.index(kind) for _, kind in names]
    spots = [place(words, name) for name, _ in names]
    return [Marked(first, last, kind, 0.9) for (first, last), kind in zip(spots, kinds, strict=True)]


def read(text: str, *names: tuple[str, str]) -> dict[str, Place]:
    """Return the places of a text by their words."""
    words = split_words(text)
    return {p.span.text: p for p in places_of(marked(words, *names), words, Hints())}


def test_a_place_has_an_identity_and_a_position() -> None:
    """Old and new spellings are one place; a country stands at its capital."""
    found = read("Shells hit Kiev, and Kyiv answered. Ukraine spoke.", ("Kiev", "city"), ("Kyiv", "city"))
    assert found["Kiev"].geonames_id == found["Kyiv"].geonames_id == 703448
    country = read("Ukraine spoke.", ("Ukraine", "country"))["Ukraine"]
    assert (country.geonames_id, country.country, country.kind) == (690791, "UA", "country")
    assert country.lat is not None
    assert abs(country.lat - 50.45) < 0.2


def test_a_possessive_is_no_part_of_the_name() -> None:
    """The name is cited, not its ending."""
    words = split_words("Sudan's army left.")
    (found,) = places_of([Marked(0, 3, 0, 0.9)], words, Hints())
    assert found.span.text == "Sudan"


def test_a_village_in_no_list_is_put_where_the_words_say_or_left_open() -> None:
    """With its region beside it, it lies there and says so; without one it has no position."""
    beside = read(
        "Troops entered Zzyvrokivka, in Kursk region.", ("Zzyvrokivka", "village"), ("Kursk", "region")
    )["Zzyvrokivka"]
    assert (beside.precision, beside.geonames_id, beside.country) == (Precision.ADMIN1, None, "RU")
    alone = read("Troops entered Zzyvrokivka.", ("Zzyvrokivka", "village"))["Zzyvrokivka"]
    assert (alone.lat, alone.lon, alone.precision, alone.geonames_id) == (None, None, None, None)


def test_an_outlet_on_no_map_is_no_place() -> None:
    """A name that publishes is not put on the record as a place."""
    assert read("He told WashPo about it.", ("WashPo", "city")) == {}


def test_an_armed_group_on_no_map_is_no_place() -> None:
    """A group's name is a side, not a place; a country's name stays one."""
    found = read("M23 left and Rwanda spoke.", ("M23", "city"), ("Rwanda", "country"))
    assert list(found) == ["Rwanda"]
