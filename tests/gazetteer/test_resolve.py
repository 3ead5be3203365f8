"""The resolver: which place a report means, by what the report says."""

import pytest

from reportedly.gazetteer import Gazetteer, Hints, Mention, Resolution, kilometres, resolve
from reportedly.record import PlaceKind

NO_HINTS = Hints()


def said(text: str, *names: str, places: Gazetteer, hints: Hints = NO_HINTS) -> list[Resolution | None]:
    """Resolve `names`, which stand in `text` in this order."""
    mentions, at = [], 0
    for name in names:
        start = text.index(name, at)
        at = start + len(name)
        mentions.append(Mention(start=start, end=at, surface=name))
    return resolve(mentions, text, hints=hints, places=places)


@pytest.mark.parametrize(
    ("text", "name", "country", "admin1"),
    [
        ("The mill in Paris, Texas, burned down.", "Paris", "US", "Texas"),
        ("The mill in Paris, France, burned down.", "Paris", "FR", "Île-de-France"),
        ("A court in Tripoli, Lebanon, heard the case.", "Tripoli", "LB", "North Lebanon"),
        ("Libya's capital is quiet. Militias left Tripoli, and Libya waits.", "Tripoli", "LY", "Tripoli"),
        ("The fair in Birmingham, Ala., drew a crowd.", "Birmingham", "US", "Alabama"),
        ("Fighting in the Syrian city of Hama went on.", "Hama", "SY", "Hama Governorate"),
        ("Ukrainian troops held Pokrovsk, Kyiv said.", "Pokrovsk", "UA", "Donetsk Oblast"),
        ("Tbilisi said Georgia would answer Russia.", "Georgia", "GE", None),
        (
            "A U.S. official in London told British papers of Washington's doubts.",
            "Washington",
            "US",
            "District of Columbia",
        ),
    ],
)
def test_context_decides(places: Gazetteer, text: str, name: str, country: str, admin1: str | None) -> None:
    """The holder said beside a name, or what else the report is about, tells namesakes apart."""
    (answer,) = said(text, name, places=places)
    assert answer is not None
    assert (answer.country, answer.admin1) == (country, admin1)


def test_neighbours_decide(places: Gazetteer) -> None:
    """Other names of the report pull a name to where they are."""
    text = "Atlanta and Savannah prepare, and Georgia waits for the storm."
    assert [a and a.country for a in said(text, "Atlanta", "Savannah", "Georgia", places=places)] == [
        "US"
    ] * 3
    text = "Crews from Lexington, Louisville and Frankfort came to Georgetown."
    answers = said(text, "Lexington", "Louisville", "Frankfort", "Georgetown", places=places)
    assert [a and a.admin1 for a in answers] == ["Kentucky"] * 4


def test_a_name_said_twice_is_one_place_unless_words_beside_it_differ(places: Gazetteer) -> None:
    """One sense a report; a holder beside one of the mentions speaks for the others too."""
    text = "Strikes hit Paris, Texas, at dawn. By noon Paris was quiet."
    first, again = said(text, "Paris", "Paris", places=places)
    assert first is not None
    assert again is not None
    assert first.geonames_id == again.geonames_id
    text = "The mayor of Paris, Texas, flew to Paris, France."
    one, other = said(text, "Paris", "Paris", places=places)
    assert one is not None
    assert other is not None
    assert (one.country, other.country) == ("US", "FR")


@pytest.mark.parametrize(
    ("text", "name", "kind", "at"),
    [
        ("Shells fell on Kursk at night, Russia said.", "Kursk", PlaceKind.CITY, (51.73, 36.19)),
        ("Troops entered the Kursk region of Russia.", "Kursk region", PlaceKind.REGION, (51.7, 36.0)),
        ("Troops entered the Kursk region of Russia.", "Kursk", PlaceKind.REGION, (51.7, 36.0)),
        ("Air raids hit Sumy, Kharkiv and Donetsk regions.", "Kharkiv", PlaceKind.REGION, (49.6, 36.4)),
        ("Idlib fell, Syria's army said.", "Idlib", PlaceKind.CITY, (35.93, 36.63)),
        ("The army swept Idlib province in Syria.", "Idlib province", PlaceKind.REGION, (35.8, 36.7)),
        ("Ukraine holds Zaporizhzhia region.", "Zaporizhzhia region", PlaceKind.REGION, (47.2, 35.7)),
        ("Boats crossed the Dnipro River, Ukraine said.", "Dnipro River", PlaceKind.WATER, (48.0, 35.0)),
        ("Ukraine holds Dnipro, Russia said.", "Dnipro", PlaceKind.CITY, (48.46, 35.05)),
        ("Ukraine holds Dnipro, Russia's ministry said.", "Dnipro", PlaceKind.CITY, (48.46, 35.05)),
    ],
)
def test_words_say_what_is_meant(
    places: Gazetteer, text: str, name: str, kind: PlaceKind, at: tuple[float, float]
) -> None:
    """A bare name is the city; "region", "province" or "River" beside it asks for those."""
    (answer,) = said(text, name, places=places)
    assert answer is not None
    assert answer.kind is kind
    assert kilometres((answer.lat, answer.lon), at) < 30
    assert answer.precision == "exact"


def test_an_unknown_village_lies_in_the_region_said_beside_it(places: Gazetteer) -> None:
    """Its position is the region's and says so."""
    text = "The village of Verkhnie Xarkovo, Kursk region, was shelled."
    (answer,) = said(text, "Verkhnie Xarkovo", places=places)
    assert answer is not None
    assert (answer.precision, answer.admin1, answer.geonames_id) == ("admin1", "Kursk Oblast", None)
    both = said(text, "Verkhnie Xarkovo", "Kursk", places=places)
    assert both[0] == answer, "whether or not the region is a mention too"
    assert answer.name == "Verkhnie Xarkovo"


def test_an_unknown_village_by_itself_is_left_open(places: Gazetteer) -> None:
    """Nothing is guessed for it, also where another name of the report is known."""
    text = "The village of Verkhnie Xarkovo was shelled, Kyiv said."
    assert said(text, "Verkhnie Xarkovo", places=places) == [None]


def test_a_name_with_namesakes_and_no_context_is_left_open(places: Gazetteer) -> None:
    """The most populous of many is no answer."""
    assert said("The mayor of Springfield spoke.", "Springfield", places=places) == [None]


def test_the_outlets_home_is_a_hint(places: Gazetteer) -> None:
    """What a report leaves unsaid its readers know."""
    text = "The mayor of Springfield spoke."
    (answer,) = said(text, "Springfield", places=places, hints=Hints(home=(39.8, -89.65), country="US"))
    assert answer is None or answer.country == "US"


def test_a_part_of_a_country_says_so(places: Gazetteer) -> None:
    """What is "eastern Syria" has the position of Syria, and no id that would say it were Syria."""
    (answer,) = said("Clashes went on in eastern Syria.", "eastern Syria", places=places)
    assert answer is not None
    assert (answer.country, answer.precision, answer.geonames_id) == ("SY", "country", None)


def test_neighbours_in_a_list_do_not_hold_each_other(places: Gazetteer) -> None:
    """In "Goma, Beni" there are two towns; the first does not lie in the second."""
    goma, beni = said("Congo lost Goma, Beni and Sake.", "Goma", "Beni", places=places)
    assert goma is not None
    assert beni is not None
    assert (goma.country, beni.country) == ("CD", "CD")


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("Ministers met in Paris, Berlin, London, Kyiv.", "London", "GB"),
        ("Drones used by Moscow in Ukraine fell short.", "Moscow", "RU"),
        ("In Damascus, Russia bombed a depot, Syria said.", "Damascus", "SY"),
        ("In Damascus, Russia has a base, Syria said.", "Damascus", "SY"),
    ],
)
def test_what_only_looks_like_a_holder_holds_nothing(
    places: Gazetteer, text: str, name: str, country: str
) -> None:
    """A list, a clause that begins with a country, and "in" of what happens do not move a capital."""
    (answer,) = said(text, name, places=places)
    assert answer is not None
    assert (answer.country, answer.precision) == (country, "exact")


@pytest.mark.parametrize(
    "bad", ["", " ", "\0", "9" * 400, "’s", "the", "of", "city of", "😀", "Kyiv Киев 北京", "A" * 5000, "-"]
)
def test_bad_names_are_left_open(places: Gazetteer, bad: str) -> None:
    """Whatever a recogniser marks by mistake, there is no error and no place."""
    assert resolve([Mention(start=0, end=len(bad), surface=bad)], bad, places=places) == [None]


def test_no_mentions_no_answers(places: Gazetteer) -> None:
    """An empty report is answered by an empty list."""
    assert resolve([], "", places=places) == []


def test_a_text_of_names_takes_time_in_proportion(places: Gazetteer) -> None:
    """A long list of names with capitals throughout is read, each name answered."""
    names = ["Kyiv", "Lviv", "Odesa", "Sumy", "Izium", "Paris", "AAAAAAAA", "Bbbbb Cc"] * 250
    text = ", ".join(names)
    mentions, at = [], 0
    for name in names:
        mentions.append(Mention(start=at, end=at + len(name), surface=name))
        at += len(name) + 2
    assert len(resolve(mentions, text, places=places)) == len(names)
