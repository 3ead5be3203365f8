"""UCDP's table: GED's columns, numbers that somebody gave, and whose dead they are."""

import csv
from pathlib import Path

import pandas as pd
import pytest

from reportedly.exports import ucdp
from reportedly.exports.exporting import export
from reportedly.exports.files import Folder
from reportedly.exports.formats import format_named
from reportedly.exports.parties import Party
from reportedly.linking import open_traces
from reportedly.record import Reading
from reportedly.store import open_store
from tests.exports.events_made import MADE, event, figure, matter_of, reading, shelled

LISTED = [
    "id",
    "relid",
    "year",
    "active_year",
    "code_status",
    "type_of_violence",
    "conflict_dset_id",
    "conflict_new_id",
    "conflict_name",
    "dyad_dset_id",
    "dyad_new_id",
    "dyad_name",
    "side_a_dset_id",
    "side_a_new_id",
    "side_a",
    "side_b_dset_id",
    "side_b_new_id",
    "side_b",
    "number_of_sources",
    "source_article",
    "source_office",
    "source_date",
    "source_headline",
    "source_original",
    "where_prec",
    "where_coordinates",
    "where_description",
    "adm_1",
    "adm_2",
    "latitude",
    "longitude",
    "geom_wkt",
    "priogrid_gid",
    "country",
    "country_id",
    "region",
    "event_clarity",
    "date_prec",
    "date_start",
    "date_end",
    "deaths_a",
    "deaths_b",
    "deaths_civilians",
    "deaths_unknown",
    "best",
    "high",
    "low",
    "gwnoa",
    "gwnob",
]
"""The 49 columns of GED 24.1 and 25.1."""
STATE, REBELS = Party(name="A", kind="state", side="a"), Party(name="B", kind="armed", side="b")
PEOPLE = Party(name="people", kind="civilians")


def written(folder: Path, *readings: Reading) -> list[dict[str, str]]:
    """Write readings and return the rows."""
    ucdp.write(matter_of(*readings), Folder(folder))
    with (folder / "ucdp.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_the_columns_are_geds_in_its_order(tmp_path: Path) -> None:
    """All 49, none renamed; ours stands last."""
    written(tmp_path)
    with (tmp_path / "ucdp.csv").open(encoding="utf-8") as stream:
        assert stream.readline().strip().split(",") == [*LISTED, "citations"]


def test_a_row_says_what_the_report_says(tmp_path: Path) -> None:
    """Place, cell, dates, sides and numbers; what UCDP's own lists would fill is empty."""
    (row,) = written(tmp_path, shelled(killed="12", bounds=(12, 12), headline="Guns at Velikovo"))
    told = {
        "year": "2026", "type_of_violence": "3", "side_a": "Russia", "side_b": "Civilians",
        "dyad_name": "Russia - Civilians", "number_of_sources": "1", "source_office": "The Herald",
        "source_article": '"The Herald", "2026-03-03", "Guns at Velikovo"', "source_date": "2026-03-03",
        "source_headline": "Guns at Velikovo", "source_original": "", "where_prec": "1",
        "where_coordinates": "Velikovo", "where_description": "Velikovo", "adm_1": "Sumy Oblast",
        "latitude": "50.500000", "longitude": "34.250000", "geom_wkt": "POINT (34.250000 50.500000)",
        "priogrid_gid": "202749", "country": "Ukraine", "country_id": "369", "region": "Europe",
        "event_clarity": "1", "date_prec": "1", "date_start": "2026-03-02", "date_end": "2026-03-02",
        "deaths_civilians": "12", "deaths_unknown": "0", "best": "12", "high": "12", "low": "12",
        "gwnoa": "365",
    }  # fmt: skip
    assert {name: row[name] for name in told} == told
    for name in ("relid", "active_year", "code_status", "conflict_name", "conflict_new_id", "adm_2", "gwnob"):
        assert row[name] == "", name


def test_an_event_without_dead_is_none_of_geds(tmp_path: Path) -> None:
    """GED holds events with at least one dead; "up to 40" alone has a highest number only."""
    assert written(tmp_path, shelled()) == []
    (row,) = written(tmp_path, shelled(killed="up to 40", bounds=(None, 40)))
    assert (row["best"], row["low"], row["high"]) == ("", "", "40")


def test_the_original_speaker_is_named(tmp_path: Path) -> None:
    """source_original is the last voice of the chain, not the outlet."""
    text = "Russia shelled Velikovo on 2026-03-02, killing 15 soldiers, Olena Marchuk said."
    made = reading(
        text,
        id="r1",
        events=[event(text, "shelled", actor="Russia", place="Velikovo", when="2026-03-02", by="a1")],
        figures=[figure(text, "15 soldiers", 15, 15, by="a1", whose="Ukrainian soldiers")],
        said=("Olena Marchuk", "said", "Russia shelled Velikovo on 2026-03-02, killing 15 soldiers"),
    )
    (row,) = written(tmp_path, made)
    assert row["source_original"] == "Olena Marchuk"
    assert row["deaths_unknown"] == "15", "whose side the dead are of is not told: no recipient is named"


def test_kinds_of_violence() -> None:
    """State-based, non-state and one-sided; what cannot be told is none of them."""
    other = Party(name="C", kind="armed", side="c")
    assert ucdp.type_of_violence(STATE, REBELS) == ucdp.type_of_violence(REBELS, STATE) == 1
    assert ucdp.type_of_violence(REBELS, other) == 2
    assert ucdp.type_of_violence(STATE, PEOPLE) == ucdp.type_of_violence(REBELS, PEOPLE) == 3
    assert ucdp.type_of_violence(REBELS, REBELS) is None
    assert ucdp.type_of_violence(Party(), PEOPLE) is None


@pytest.fixture(scope="module")
def frame(story: Path, tmp_path_factory: pytest.TempPathFactory) -> pd.DataFrame:
    """Return the story as pandas reads it."""
    folder = tmp_path_factory.mktemp("ged")
    with open_store(story) as store, open_traces(store) as traces:
        export(traces, format_named("ucdp"), Folder(folder), made=MADE)
    return pd.read_csv(folder / "ucdp.csv")


def test_numbers_of_the_story_stand_in_order(frame: pd.DataFrame) -> None:
    """Low, best, high; the parts add up to the best; ids are there once."""
    told = frame.dropna(subset=["best"])
    assert len(told) > 3
    assert ((told["low"] <= told["best"]) & (told["best"] <= told["high"])).all()
    parts = told[["deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown"]].sum(axis=1)
    assert (parts == told["best"]).all()
    assert frame["id"].is_unique


def test_the_strike_of_the_story(frame: pd.DataFrame) -> None:
    """The bus station: 34 by most claimants and at least, up to 120 by one; many reports."""
    (struck,) = frame[frame["number_of_sources"] > 5].to_dict("records")
    assert (struck["low"], struck["best"], struck["high"]) == (34, 34, 120)
    assert (struck["where_coordinates"], struck["date_start"]) == ("Bilopillia", "2026-09-15")
