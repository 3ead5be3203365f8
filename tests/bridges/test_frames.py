"""Frames: every row of a store is there, typed, with citations that hold, and what is unproved is not."""

import sqlite3
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import polars as pl
import pytest
from msgspec.structs import replace

from reportedly.errors import StoreError
from reportedly.exports.selection import Selection
from reportedly.exports.tables import readings_of
from reportedly.frames import NAMES, Library, frames, meanings
from reportedly.pipeline import read
from reportedly.record import Change, Control, Event, EventType, Place, PlaceKind, Problem, Report, Status
from reportedly.store import Store, Target, Verb, open_store
from tests.bridges.texts import TEXTS
from tests.linking.by_hand import add
from tests.made import reading, span

FULL = replace(
    reading(),
    places=(Place(span=span("Sumy"), name="Sumy", kind=PlaceKind.CITY, country="UA", lat=50.9, lon=34.8),),
    controls=(
        Control(
            id="c1",
            span=span("was closed"),
            place="Sumy",
            place_spans=(span("Sumy"),),
            change=Change.CONTESTS,
            status=Status.ASSERTED,
            by="a1",
        ),
    ),
    events=(
        Event(
            id="e1", span=span("strike"), type=EventType.ASSAULT, status=Status.HEDGED, acled=("Battles", "x")
        ),
    ),
)
STRIKE = [
    read(replace(Report(id=f"r{n}", text=text), outlet=outlet, published=published, language="en"))
    for n, (outlet, published, text) in enumerate(TEXTS)
]
READINGS = [FULL, *STRIKE]


@pytest.fixture(scope="module")
def where(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return where a store is that holds four reports and a problem."""
    path = tmp_path_factory.mktemp("frames") / "reports.db"
    with open_store(path) as made:
        add(made, READINGS)
        made.writer().set_aside(
            "scan.pdf", Problem(code="no-text", message="it has no text; scan it with OCR")
        )
    return path


@pytest.fixture(scope="module")
def store(where: Path) -> Iterator[Store]:
    """Return the store, open."""
    with open_store(where) as opened:
        yield opened


def plain(frame: pd.DataFrame | pl.DataFrame) -> list[dict[str, Any]]:
    """Return the rows of a frame of either library."""
    rows = frame.to_arrow().to_pylist() if isinstance(frame, pl.DataFrame) else frame.to_dict("records")
    return [{str(k): None if v is pd.NA else v for k, v in row.items()} for row in rows]


@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_the_readings_come_back_out_of_the_frames(store: Store, library: Library) -> None:
    """All that was found stands in the frames of either library: the same Readings can be made of them."""
    found = frames(store, library=library)
    rows = {name: plain(frame) for name, frame in found.by_name().items()}
    assert list(rows) == list(NAMES)
    assert list(readings_of(rows)) == READINGS
    assert found.refused == ()
    assert [row["code"] for row in rows["problems"]] == ["no-text"]
    assert repr(found).startswith("Frames(reports: 4, sources: ")


def test_columns_are_typed_also_without_rows(store: Store) -> None:
    """Numbers are numbers and lists are lists in every table, with null where nothing is said."""
    none = frames(store, since="2030")
    assert {name: len(frame) for name, frame in none.by_name().items()} == dict.fromkeys(NAMES, 0)
    whole = frames(store)
    for name in NAMES:
        assert getattr(none, name).dtypes.equals(getattr(whole, name).dtypes), name
        assert list(meanings(name)) == list(getattr(whole, name).columns)
    assert str(whole.figures.dtypes["low"]) == "double[pyarrow]"
    assert str(whole.places.dtypes["start"]) == "int64[pyarrow]"
    assert whole.places["lat"].notna().any()
    assert whole.controls["when"].isna().any()


def test_every_citation_holds(store: Store) -> None:
    """Words by position are those of the report's text, in rows of records and of claims."""
    found = frames(store, library="polars")
    texts = dict(found.reports.select("report", "text").iter_rows())
    checked = 0
    for name in ("places", "figures", "controls", "events", "attributions", "members"):
        for row in plain(getattr(found, name)):
            lists = [value for value in row.values() if isinstance(value, list)]
            spans = [s for each in lists for s in each] + (
                [row] if {"start", "end", "text"} <= row.keys() else []
            )
            for one in spans:
                assert texts[row["report"]][one["start"] : one["end"]] == one["text"]
                checked += 1
    assert checked > 20


def test_claims_and_contradictions_join(store: Store) -> None:
    """A claim's members and origins, and the sides of a contradiction, are found by their keys."""
    found = frames(store)
    claim = plain(found.claims)[0]
    members = found.members[found.members["claim"] == claim["claim"]]
    assert len(members) == claim["statements"] > 1
    assert members["report"].nunique() == claim["reports"]
    assert len(found.origins[found.origins["claim"] == claim["claim"]]) == claim["origins"] + claim["unknown"]
    pairs = plain(found.contradictions)
    assert pairs
    strike = {each.report.id for each in STRIKE}
    assert {row[f"{side}_report"] for row in pairs for side in ("one", "other")} <= strike
    assert all(row["one_claim"].startswith("claim-") for row in pairs)


def test_a_selection_brings_along_whose_words_they_are(store: Store) -> None:
    """Of chosen records the attributions they stand in come too, and nothing else of their reports."""
    found = frames(store, place="sumy", outlet="lakeside")
    assert found.controls["id"].tolist() == ["c1"]
    assert found.events["id"].tolist() == []
    assert set(found.controls["by"]) <= set(found.attributions["id"])
    assert set(found.voices["attribution"]) == set(found.attributions["id"])
    assert set(found.attributions["speaker"]) == set(found.sources["id"])
    assert found.reports["report"].tolist() == [FULL.report.id]
    assert len(found.problems) == 0
    same = frames(store, selection=Selection(place="sumy", outlet="lakeside"))
    assert same.controls.equals(found.controls)


def test_what_is_said_inside_comes_with_what_holds_it(store: Store) -> None:
    """An attribution inside another brings that one along, though somebody else speaks there."""
    found = frames(store, speaker="officers", outlet="lakeside")
    inner = {said.id: said.inside for said in FULL.attributions if said.inside}
    assert set(found.attributions["id"]) == {*inner, *inner.values()}


def test_reviewed_only(tmp_path: Path) -> None:
    """Only what a person judged is taken, in the claims and contradictions too."""
    with open_store(tmp_path / "reviewed.db") as store:
        add(store, STRIKE)
        whole = frames(store)
        assert len(frames(store, reviewed_only=True).reports) == 0
        pair = plain(whole.contradictions)[0]
        report, _, item = pair["one_statement"].partition("#")
        record = item.partition(".")[0]
        (layer,) = [
            name
            for name in ("attributions", "figures", "controls", "events")
            if record in set(getattr(whole, name)["id"])
        ]
        store.judge("Ada", Verb.ACCEPT, Target(report=report, layer=layer, item=record))
        found = frames(store, reviewed_only=True)
    assert found.reports["report"].tolist() == [report]
    assert record in found.by_name()[layer]["id"].tolist()
    shown = plain(found.contradictions)
    assert pair in shown
    assert all(report in {row["one_report"], row["other_report"]} for row in shown)


def test_what_cannot_be_proved_is_refused(tmp_path: Path) -> None:
    """Where a text is not the one that was read, nothing of it is in a frame, and it is told."""
    with open_store(tmp_path / "broken.db") as store:
        add(store, STRIKE)
        whole = frames(store)
        broken = plain(whole.contradictions)[0]["one_report"]
        behind = sqlite3.connect(tmp_path / "broken.db")
        behind.execute("DROP TRIGGER texts_no_update")
        behind.execute(
            "UPDATE texts SET text = replace(text, 'a', 'e') "
            "WHERE seq = (SELECT seq FROM reports WHERE id = ?)",
            [broken],
        )
        behind.commit()
        behind.close()
        found = frames(store)
    assert broken in {refused.report for refused in found.refused}
    for name in ("reports", "attributions", "controls", "members"):
        assert broken not in set(getattr(found, name)["report"]), name
        assert broken in set(getattr(whole, name)["report"]), name
    assert broken not in {*found.contradictions["one_report"], *found.contradictions["other_report"]}
    assert "refused" in repr(found)


def test_a_path_will_do_and_what_is_wrong_is_told(where: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A store is opened by its path; another library or filter, and what is missing, say what to do."""
    assert len(frames(where).reports) == len(frames(str(where), library="polars").reports) == len(READINGS)
    with pytest.raises(StoreError, match="choose from pandas, polars"):
        frames(where, library="dplyr")  # type: ignore[call-overload]
    with pytest.raises(StoreError, match="choose from since, until, outlet"):
        frames(where, colour="red")
    with pytest.raises(StoreError, match="reportedly add"):
        frames(where.with_name("none.db"))
    with pytest.raises(KeyError):
        meanings("colours")
    monkeypatch.setitem(sys.modules, "polars", None)
    with pytest.raises(StoreError, match=r"pip install 'reportedly\[polars\]'"):
        frames(where, library="polars")
