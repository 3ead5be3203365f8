"""GeoJSON: RFC 7946 as other readers read it, no coordinates that nobody gave, every citation back."""

import io
import json
from pathlib import Path
from typing import Any

import geopandas  # type: ignore[import-untyped] # without stubs
import pytest
from hypothesis import given, settings
from shapely.geometry import shape  # type: ignore[import-untyped] # without stubs

from reportedly.errors import StoreError
from reportedly.exports import geojson
from reportedly.exports.citing import cited
from reportedly.exports.files import Folder, Stream
from reportedly.exports.matter import Matter
from reportedly.linking import open_traces
from reportedly.record import Change, Control, Reading, Status
from reportedly.store import open_store
from tests.exports.events_made import MADE, at, event, matter_of, reading, shelled
from tests.exports.test_acled import made_readings


def written(folder: Path, *readings: Reading) -> list[dict[str, Any]]:
    """Write readings and return the features."""
    geojson.write(matter_of(*readings), Folder(folder))
    return features(folder)


def features(folder: Path) -> list[dict[str, Any]]:
    """Return the features of a collection."""
    held = json.loads((folder / geojson.COLLECTION).read_text(encoding="utf-8"))
    assert held["type"] == "FeatureCollection"
    found: list[dict[str, Any]] = held["features"]
    return found


def test_a_feature_says_who_says_what(tmp_path: Path) -> None:
    """Longitude first; what, who, when, how firmly, who says it, and the report."""
    told, *places = written(tmp_path, shelled())
    assert told["geometry"] == {"type": "Point", "coordinates": [34.25, 50.5]}
    wanted = {
        "layer": "event", "what": "ASSAULT", "who": "Russia", "whom": "people", "when": "2026-03-02",
        "start": "2026-03-02", "end": "2026-03-02", "status": "asserted",
        "says": "The Herald", "own_voice": True,
        "chain": ["The Herald"], "precision": "exact", "report": "r1", "outlet": "The Herald",
    }  # fmt: skip
    assert {name: told["properties"][name] for name in wanted} == wanted
    assert [each["properties"]["layer"] for each in places] == ["place"]


def test_no_coordinates_are_made_up(tmp_path: Path) -> None:
    """A place on no map has no geometry; it is no place feature; an area's point is called one."""
    nowhere = written(tmp_path, shelled("Nowhere"))
    assert [(each["properties"]["layer"], each["geometry"]) for each in nowhere] == [("event", None)]
    event_, place = written(tmp_path, shelled("Sumy Oblast"))
    assert event_["properties"]["precision"] == place["properties"]["precision"] == "area"


def test_control_is_told_at_each_place(tmp_path: Path) -> None:
    """Of two places held there are two features, with one name for the statement."""
    text = "The army holds Velikovo and Orlivka, Olena Marchuk said."
    control = Control(
        id="c1",
        span=at(text, "holds"),
        place="Velikovo; Orlivka",
        holder="The army",
        change=Change.HOLDS,
        status=Status.ASSERTED,
        place_spans=(at(text, "Velikovo"), at(text, "Orlivka")),
        holder_spans=(at(text, "The army"),),
        by="a1",
    )
    made = reading(
        text,
        id="r1",
        controls=[control],
        said=("Olena Marchuk", "said", "The army holds Velikovo and Orlivka"),
    )
    held = [each for each in written(tmp_path, made) if each["properties"]["layer"] == "control"]
    assert [(each["id"], each["properties"]["location"]) for each in held] == [
        ("r1#c1.0", "Velikovo"),
        ("r1#c1.1", "Orlivka"),
    ]
    assert {each["properties"]["says"] for each in held} == {"Olena Marchuk"}
    assert held[0]["properties"]["chain"] == ["The Herald", "Olena Marchuk"]


def test_geopandas_and_shapely_read_it(story: Path, tmp_path: Path) -> None:
    """The story opens as a table of points in WGS 84, each feature once, and its citations hold."""
    with open_store(story) as store, open_traces(store) as traces:
        geojson.write(Matter(traces, made=MADE), Folder(tmp_path))
    frame = geopandas.read_file(tmp_path / geojson.COLLECTION)
    told = features(tmp_path)
    assert len(frame) == len(told) > 100
    assert frame.crs.to_epsg() == 4326
    located = frame[~frame.geometry.isna()]
    assert set(located.geom_type) == {"Point"}
    assert located.geometry.x.between(-180, 180).all()
    assert located.geometry.y.between(-90, 90).all()
    assert all(shape(each["geometry"]).is_valid for each in told if each["geometry"])
    assert len({each["id"] for each in told}) == len(told)
    assert {each["properties"]["layer"] for each in told} == {"event", "control", "place"}


def test_an_export_of_nothing_is_a_collection(tmp_path: Path) -> None:
    """No report gives no feature, and GeoJSON still."""
    assert written(tmp_path) == []
    assert len(geopandas.read_file(tmp_path / geojson.COLLECTION)) == 0


@settings(max_examples=60, deadline=None)
@given(made_readings)
def test_citations_are_those_of_the_records(
    tmp_path_factory: pytest.TempPathFactory, readings: list[Reading]
) -> None:
    """Read back: the words of every event, and of every place that is on a map, no more and no less."""
    folder = tmp_path_factory.mktemp("map")
    written(folder, *readings)
    found = set(geojson.citations(folder))
    for each in readings:
        told = each.events[0]
        spans = {told.span, *told.actor_spans, *told.recipient_spans, *told.place_spans}
        spans |= {told.when_span} if told.when_span else set()
        spans |= {place.span for place in each.places if place.lat is not None}
        mine = {c for c in found if c.report == each.report.id}
        clause = {c for c in mine if c.text.startswith("Russia shelled")}
        assert len(clause) == 1
        assert mine - clause == set(cited(each.report.id, spans))


def test_it_can_go_to_a_stream() -> None:
    """One file, so a pipe will do; the same matter gives the same bytes."""
    streams = [io.BytesIO(), io.BytesIO()]
    for stream in streams:
        geojson.write(matter_of(shelled(), shelled("Orlivka", id="r2")), Stream(stream))
    assert streams[0].getvalue() == streams[1].getvalue()
    assert len(json.loads(streams[0].getvalue())["features"]) == 4


def test_what_cannot_be_read_is_told(tmp_path: Path) -> None:
    """A missing file and other JSON are named."""
    with pytest.raises(StoreError, match=r"reportedly\.geojson"):
        list(geojson.citations(tmp_path))
    (tmp_path / geojson.COLLECTION).write_text('{"features": [{}]}')
    with pytest.raises(StoreError, match="export it again"):
        list(geojson.citations(tmp_path))


def test_hostile_words_stay_in_their_strings(tmp_path: Path) -> None:
    """Quotes, line breaks, NUL and direction marks neither break the JSON nor reach a property."""
    text = 'Russia shelled Velikovo "now"\x00\u202e\nand again.'
    made = reading(text, id="r1", events=[event(text, "shelled", place="Velikovo")], headline='a"\u202e\x00b')
    told, _ = written(tmp_path, made)
    assert not set("\x00\u202e\n") & set(told["properties"]["words"])
    assert told["properties"]["headline"] == 'a" b'
