"""Finding: the same reports on both databases, with the words in context and the records that fit."""

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reportedly.errors import StoreError
from reportedly.store import Entry, Filters, Store, Target
from tests.store.by_hand import TEXT, a_reading, a_report

TEXTS = {
    "fog": "Fog closes the port\n\nThe harbour was closed on Monday. Grain ships wait for the fog to lift.",
    "grain": "Grain deal extended\n\nThe Black Sea grain deal was extended, officials said.",
    "sea": "Drones over the sea\n\nDrones were shot down over the Black Sea; a sea wall burned, all black.",
    "kyiv": "Київ: тривога\n\nПовітряна тривога у Києві тривала годину.",
}


def fill(store: Store) -> None:
    """Add the texts above, each by an outlet and on a day of its own, and one that has a reading."""
    entries = [
        Entry(
            report=a_report(text, id=key, outlet=f"The {key} Post", published=f"2025-01-0{n}", language="en")
        )
        for n, (key, text) in enumerate(TEXTS.items(), 1)
    ]
    reading = a_reading(a_report(id="read"))
    store.writer().add_all([*entries, Entry(report=reading.report, reading=reading)])


def found(store: Store, query: str = "", **filters: str) -> list[str]:
    """Return the ids of the reports found."""
    with store.view() as view:
        return [hit.report.id for hit in view.find(query, msgspec.convert(filters, Filters))]


@pytest.fixture
def filled(store: Store) -> Store:
    """Return a store with reports in it."""
    fill(store)
    return store


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("grain", {"grain", "fog"}),
        ("GRAIN ships", {"fog"}),
        ("ship", {"fog"}),
        ('"black sea"', {"grain", "sea"}),
        ('"sea black"', set()),
        ("sea -grain", {"sea"}),
        ('grain -"black sea"', {"fog"}),
        ("fog OR drone", {"fog", "sea", "read"}),
        ("fog OR drone sea", {"sea"}),
        ("-grain -closed", {"sea", "kyiv"}),
        ("тривога", {"kyiv"}),
        ("nothing", set()),
        ("!!!", set()),
        ("", {"fog", "grain", "sea", "kyiv", "read"}),
    ],
)
def test_a_query_finds_what_it_says(filled: Store, query: str, ids: set[str]) -> None:
    """Words, phrases, minus and OR find the same reports on either database."""
    assert set(found(filled, query)) == ids


@pytest.mark.parametrize(
    ("filters", "ids"),
    [
        ({"outlet": "fog"}, {"fog"}),
        ({"since": "2025-01-02", "until": "2025-01"}, {"grain", "sea", "kyiv"}),
        ({"until": "2025-01-01"}, {"fog"}),
        ({"language": "en"}, {"fog", "grain", "sea", "kyiv"}),
        ({"speaker": "marchuk"}, {"read"}),
        ({"speaker": "OLENA MARCHUK", "act": "deny"}, {"read"}),
        ({"speaker": "marchuk", "act": "warn"}, set()),
        ({"speaker": "march"}, set()),
        ({"place": "bilopillya", "act": "deny"}, {"read"}),
        ({"place": "sumy", "act": "deny"}, set()),
        ({"place": "Bilopillia", "layer": "control"}, {"read"}),
        ({"place": "Sumy", "type": "assault"}, {"read"}),
        ({"what": "wounded", "speaker": "marchuk"}, {"read"}),
        ({"change": "loses"}, set()),
        ({"happened_since": "2025-03-04"}, {"read"}),
        ({"happened_since": "2025-03-05"}, set()),
        ({"layer": "times"}, set()),
    ],
)
def test_a_filter_narrows_to_what_it_says(filled: Store, filters: dict[str, str], ids: set[str]) -> None:
    """Filters on reports and records narrow, and one record must meet all that is asked of records."""
    assert set(found(filled, **filters)) == ids
    assert set(found(filled, "closed", **filters)) == ids & {"fog", "read"}


def test_a_hit_shows_words_and_records(filled: Store) -> None:
    """A hit cites its passages, the matching words in them, and the records that fit, best first."""
    with filled.view() as view:
        (hit,) = view.find("wounded", Filters(speaker="marchuk", layer="attributions"))
    (excerpt,) = hit.excerpts
    assert [match.text for match in excerpt.matches] == ["wounded"]
    assert excerpt.span.text in TEXT
    assert TEXT[excerpt.span.start : excerpt.span.end] == excerpt.span.text
    assert [match.item.act for match in hit.matches] == ["say", "say", "deny"]  # type: ignore[union-attr]
    assert hit.matches[0].speaker == "Olena Marchuk"
    assert "12 people were wounded" in hit.matches[0].spans[-1].text


def test_the_best_comes_first(filled: Store) -> None:
    """A report that speaks of little else ranks above one that names the word in passing."""
    assert found(filled, "drones OR sea")[0] == "sea"
    assert found(filled, "grain")[0] == "grain"


def test_words_that_most_reports_have_bring_the_latest_first(
    filled: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where too many reports have the words to be ranked while a person waits, the last come first."""
    monkeypatch.setattr("reportedly.store.finding._TELLING", 1)
    assert found(filled, "the") == ["read", "sea", "grain", "fog"]
    assert found(filled, "the", speaker="marchuk") == ["read"]


def test_without_words_the_latest_comes_first_and_pages_follow(filled: Store) -> None:
    """A page begins where the last one ended."""
    with filled.view() as view:
        pages = [[hit.report.id for hit in view.find("", limit=2, offset=n)] for n in (0, 2, 4)]
    assert pages == [["read", "kyiv"], ["sea", "grain"], ["fog"]]


def test_a_judgement_changes_what_is_found(filled: Store) -> None:
    """A corrected speaker is found by the new name and not by the old; a rejected record by nothing."""
    target = Target(report="read", layer="attributions", item="a2")
    mayor = {"id": "", "who": "Petro Bondar", "kind": "person", "named": True}
    correction = filled.judge("m.k.", "correct", target, value={"speaker": mayor})
    assert found(filled, speaker="bondar", act="deny") == ["read"]
    assert found(filled, speaker="marchuk", act="deny") == []
    filled.judge("m.k.", "withdraw", correction.id)
    assert found(filled, speaker="marchuk", act="deny") == ["read"]
    filled.judge("m.k.", "reject", target)
    assert found(filled, act="deny") == []
    assert found(filled, change="gains", speaker="marchuk") == []


@pytest.mark.parametrize(
    ("filters", "message"),
    [
        ({"act": "shout"}, "choose from ask, demand, deny"),
        ({"type": "WAR"}, "choose from ACCUSE"),
        ({"layer": "sources"}, "choose from attributions"),
        ({"act": "deny", "type": "ASSAULT"}, "no record can be all of"),
        ({"since": "last week"}, "write it as 2025-03-04"),
        ({"speaker": "…"}, "holds no word"),
    ],
)
def test_a_filter_that_means_nothing_is_refused(filled: Store, filters: dict[str, str], message: str) -> None:
    """A value that no record can have is an error with the choices, never an empty answer."""
    with pytest.raises(StoreError, match=message):
        found(filled, **filters)


@given(query=st.text(max_size=60) | st.text(st.sampled_from("ab \"-()*:^OR'\\"), max_size=30))
@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_nothing_typed_breaks_the_search(filled: Store, query: str) -> None:
    """No text is a syntax error to either database."""
    try:
        found(filled, query)
    except StoreError as error:
        assert "words" in str(error)  # noqa: PT017 - too long is the one thing it may be
