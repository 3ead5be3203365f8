"""ACLED's table: its columns and words, proof in each row, cells that nothing runs, and the demo's story."""

import csv
import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
import msgspec
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.errors import StoreError
from reportedly.exports import acled, ucdp
from reportedly.exports.checking import check
from reportedly.exports.citing import Citation, from_cell
from reportedly.exports.coding import clean, coding_of, write_table
from reportedly.exports.exporting import export
from reportedly.exports.files import Folder
from reportedly.exports.formats import format_named
from reportedly.exports.matter import Matter
from reportedly.exports.selection import Selection
from reportedly.linking import Traces, open_traces
from reportedly.record import Kind, Reading, Status, Voice
from reportedly.store import open_store
from reportedly.wordlists.acled import SUB_EVENTS
from reportedly.wordlists.country_codes import ACLED_REGIONS, codes_of
from tests.exports.events_made import MADE, event, matter_of, reading, shelled

LISTED = [
    "event_id_cnty",
    "event_date",
    "year",
    "time_precision",
    "disorder_type",
    "event_type",
    "sub_event_type",
    "actor1",
    "assoc_actor_1",
    "inter1",
    "actor2",
    "assoc_actor_2",
    "inter2",
    "interaction",
    "civilian_targeting",
    "iso",
    "region",
    "country",
    "admin1",
    "admin2",
    "admin3",
    "location",
    "latitude",
    "longitude",
    "geo_precision",
    "source",
    "source_scale",
    "notes",
    "fatalities",
    "tags",
    "timestamp",
]
"""ACLED's columns as its codebook of 2024 lists them."""
HOSTILE = st.text(
    alphabet=st.one_of(st.sampled_from("=+-@,;\"'\n\r\t\x00\u202e\u200f＝"), st.characters(codec="utf-8")),
    min_size=1,
    max_size=30,
)


@contextmanager
def traces_of(store: Path) -> Iterator[Traces]:
    """Give the traces of a store that is there."""
    with open_store(store) as opened, open_traces(opened) as traces:
        yield traces


def rows(folder: Path, name: str = "acled.csv") -> list[dict[str, str]]:
    """Return the rows of a table."""
    with (folder / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def written(folder: Path, *readings: Reading, **more: object) -> list[dict[str, str]]:
    """Write readings and return the rows."""
    acled.write(matter_of(*readings, **more), Folder(folder))  # type: ignore[arg-type] # as matter_of takes them
    return rows(folder)


def test_the_columns_are_acleds_in_its_order(tmp_path: Path) -> None:
    """All columns, none renamed; ours stands last."""
    written(tmp_path, shelled())
    with (tmp_path / "acled.csv").open(encoding="utf-8") as stream:
        assert stream.readline().strip().split(",") == [*LISTED, "citations"]


def test_a_row_says_what_the_report_says(tmp_path: Path) -> None:
    """Day, place, actors, outlet, number and note come of the report's words alone."""
    (row,) = written(tmp_path, shelled(killed="12", bounds=(12, 12)))
    told = {
        "event_date": "2026-03-02", "year": "2026", "time_precision": "1",
        "disorder_type": "Political violence",
        "event_type": "Explosions/Remote violence", "sub_event_type": "Shelling/artillery/missile attack",
        "actor1": "Russia", "inter1": "External/Other forces", "actor2": "Civilians (Ukraine)",
        "assoc_actor_2": "people", "inter2": "Civilians", "interaction": "External/Other forces-Civilians",
        "civilian_targeting": "Civilians targeted", "iso": "804", "region": "Europe", "country": "Ukraine",
        "admin1": "Sumy Oblast", "admin2": "", "location": "Velikovo", "latitude": "50.5000",
        "longitude": "34.2500", "geo_precision": "1", "source": "The Herald", "source_scale": "",
        "fatalities": "12",
        "tags": "", "timestamp": str(int(MADE.timestamp())),
    }  # fmt: skip
    assert {name: row[name] for name in told} == told
    assert row["event_id_cnty"].startswith("UKR")
    assert row["notes"] == (
        "The Herald: “Russia shelled the people of Velikovo on 2026-03-02”. Killed: “12 people” (The Herald)."
    )
    spans = {citation.text for citation in from_cell(row["citations"])}
    assert {"shelled", "Russia", "people", "Velikovo", "2026-03-02"} <= spans


def test_what_is_not_told_stays_empty(tmp_path: Path) -> None:
    """Without a day there is no date, and no day of publication in its place; no dead told are 0."""
    (row,) = written(tmp_path, shelled(day=None, outlet=None))
    for name in ("event_date", "year", "time_precision", "source", "source_scale", "tags", "admin2"):
        assert row[name] == "", name
    assert row["fatalities"] == "0"


def test_a_point_is_named_after_what_it_is_of(tmp_path: Path) -> None:
    """A village on no map lies somewhere in its region: the point is the region's, and called so."""
    (row,) = written(tmp_path, shelled("Ryzhivka"))
    assert (row["location"], row["latitude"], row["geo_precision"]) == ("Sumy Oblast", "51.0000", "3")
    assert "Ryzhivka" in row["notes"]


def test_dead_without_a_number_are_not_none(tmp_path: Path) -> None:
    """Where a report tells that it killed, and no number, a coder decides."""
    text = "Russia killed the people of Velikovo on 2026-03-02."
    lethal = reading(text, id="r1", events=[event(text, "killed", place="Velikovo")])
    (row,) = written(tmp_path, lethal)
    assert row["fatalities"] == ""


def test_what_nobody_could_code_is_no_row(tmp_path: Path) -> None:
    """An event without day and place is left out, and so is what is denied."""
    text = "Russia shelled it."
    lost = reading(text, id="r1", events=[event(text, "shelled", actor="Russia")])
    assert written(tmp_path, lost) == []
    assert written(tmp_path, shelled(status=Status.DENIED)) == []


def test_several_reports_are_one_row_with_all_claimants(tmp_path: Path) -> None:
    """One row: the lowest number, all outlets; the other table has each number with who claims it."""
    (row,) = written(
        tmp_path,
        shelled(killed="15", bounds=(15, 15)),
        shelled(id="r2", outlet="Gazeta Nova", killed="12", bounds=(12, 12)),
    )
    assert (row["source"], row["fatalities"]) == ("The Herald; Gazeta Nova", "12")
    claimed = rows(tmp_path, "acled_claimants.csv")
    assert [(each["claimant"], each["low"], each["high"], each["counted"]) for each in claimed] == [
        ("The Herald", "15", "15", "yes"),
        ("Gazeta Nova", "12", "12", "yes"),
    ]
    assert {each["event_id_cnty"] for each in claimed} == {row["event_id_cnty"]}
    assert {c.report for c in from_cell(row["citations"])} == {"r1", "r2"}


def test_the_note_says_through_whom_it_came(tmp_path: Path) -> None:
    """The chain stands before the words; a voice that no word names is called unnamed."""
    text = "Russia shelled Velikovo on 2026-03-02, Olena Marchuk said."
    deed = event(text, "shelled", place="Velikovo", actor="Russia", by="a1")
    said = ("Olena Marchuk", "said", "Russia shelled Velikovo on 2026-03-02")
    made = reading(text, id="r1", events=[deed], said=said)
    assert written(tmp_path, made)[0]["notes"].startswith("The Herald, citing Olena Marchuk: “Russia shelled")
    (voiced,) = made.attributions
    nobody = msgspec.structs.replace(
        voiced, chain=(voiced.chain[0], Voice(who="unspecified", kind=Kind.UNNAMED)), source=()
    )
    unnamed = msgspec.structs.replace(made, attributions=(nobody,))
    assert written(tmp_path, unnamed)[0]["notes"].startswith("The Herald, citing an unnamed source: “")


def test_the_scale_of_sources_is_told_of_outlets_that_are_listed(tmp_path: Path) -> None:
    """At home national, from abroad international, both together both; an unlisted outlet leaves it open."""
    scales = [
        written(tmp_path, *(shelled(id=f"r{n}", outlet=outlet) for n, outlet in enumerate(named)))[0][
            "source_scale"
        ]
        for named in (["Ukrinform"], ["Reuters"], ["Reuters", "Ukrinform"], ["Reuters", "The Far Herald"])
    ]
    assert scales == ["National", "International", "National-International", ""]


def test_interactions_are_named_in_acleds_order() -> None:
    """The order of actors does not matter; one pair stands against the order of kinds, in ACLED too."""
    assert acled.interaction("Rebel group", "State forces") == "State forces-Rebel group"
    assert acled.interaction("Civilians", "External/Other forces") == "External/Other forces-Civilians"
    assert acled.interaction("Protesters", "") == "Protesters only"
    assert acled.interaction(None, "Civilians") is None
    assert acled.interaction("Civilians", None) is None


def test_every_kind_of_event_has_a_kind_of_disorder(tmp_path: Path) -> None:
    """Of all 25 sub-event types; excessive force is both."""
    found = {}
    for kind, subs in SUB_EVENTS.items():
        for sub in subs:
            (row,) = written(tmp_path, shelled(acled=(kind, sub)))
            found[sub] = row["disorder_type"]
    assert len(found) == 25
    assert found["Excessive force against protesters"] == "Political violence; Demonstrations"
    assert found["Mob violence"] == "Political violence"
    assert found["Violent demonstration"] == "Demonstrations"
    assert set(found.values()) <= {
        "Political violence",
        "Demonstrations",
        "Strategic developments",
        "Political violence; Demonstrations",
    }


def test_countries_have_codes() -> None:
    """ISO number, ACLED region, UCDP region and state number of a country; nothing of none."""
    codes = codes_of("UA")
    assert codes is not None
    assert (codes.iso3, codes.number, codes.gw) == ("UKR", 804, 369)
    assert (codes.acled, codes.ucdp) == ("Europe", "Europe")
    assert codes_of(None) is codes_of("QQ") is None
    mali = codes_of("ml")
    assert mali is not None
    assert (mali.acled, mali.ucdp) == ("Western Africa", "Africa")


@settings(max_examples=60, deadline=None)
@given(outlet=HOSTILE, headline=HOSTILE)
def test_hostile_words_stay_words(
    tmp_path_factory: pytest.TempPathFactory, outlet: str, headline: str
) -> None:
    """Whatever outlet and headline hold, rows stay rows, no cell is a formula, and citations come back."""
    folder = tmp_path_factory.mktemp("hostile")
    made = shelled(outlet=outlet, headline=headline, killed="12", bounds=(12, 12))
    matter = matter_of(made)
    for form, name in ((acled, "acled.csv"), (ucdp, "ucdp.csv")):
        form.write(matter, Folder(folder))
        (row,) = rows(folder, name)
        for column, cell in row.items():
            formula = cell.startswith(("=", "+", "-", "@", "＝", "\t", "\r", "\n"))
            assert not formula or re.fullmatch(r"[+-][0-9.]+(?:[eE][+-]?[0-9]+)?", cell), column
            assert "\x00" not in cell
            assert column == "citations" or not set("\n\r\t\u202e\u200f") & set(cell)
        assert from_cell(row["citations"]) == coding_of(matter).events[0].citations()
        assert len(pd.read_csv(folder / name)) == 1


def test_numbers_below_zero_stay_numbers() -> None:
    """A latitude in the south is no formula; a note that begins with a minus is."""
    stream = io.BytesIO()
    write_table(stream, ("a", "b", "c"), [["-12.5000", "-1+1", None]])
    assert stream.getvalue().decode() == "a,b,c\n-12.5000,'-1+1,\n"
    assert clean("a\x00b\u202ec\n") == "a b c"


made_readings = st.lists(
    st.builds(
        lambda place, day, status, number, outlet: (place, day, status, number, outlet),
        st.sampled_from(["Velikovo", "Orlivka", "Sumy Oblast", "Ukraine", "Nowhere", "the mill"]),
        st.sampled_from([None, "2026-03-02", "2026-03-01"]),
        st.sampled_from(list(Status)),
        st.sampled_from([None, 3, 12]),
        st.sampled_from(["The Herald", "Gazeta Nova", None]),
    ),
    max_size=6,
).map(
    lambda told: [
        shelled(
            place, day, id=f"r{n}", status=status, outlet=outlet,
            killed=str(number) if number else None, bounds=(number, number),
        )
        for n, (place, day, status, number, outlet) in enumerate(told)
    ]
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(made_readings)
def test_an_export_gives_back_the_citations_that_went_in(
    tmp_path_factory: pytest.TempPathFactory, readings: list[Reading]
) -> None:
    """What is read back is what proves the events that are rows and their figures, no more and no less."""
    folder = tmp_path_factory.mktemp("round")
    matter = matter_of(*readings)
    texts = {each.report.id: each.report.text for each in readings}
    for form in (acled, ucdp):
        form.write(matter, Folder(folder))
        wanted: set[Citation] = set()
        for coded_event, tolls in form.rows_of(coding_of(matter)):
            wanted |= {*coded_event.citations(), *(c for toll in tolls for c in toll.count.citations())}
        found = set(form.citations(folder))
        assert found == wanted
        assert all(texts[c.report][c.start : c.end] == c.text for c in found)
    coded = {each.report.id for each in readings if each.events[0].status in {Status.ASSERTED, Status.HEDGED}}
    assert {c.report for c in acled.citations(folder)} <= coded


def test_a_table_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    """A missing table, one without citations, and other text are each named."""
    with pytest.raises(StoreError, match=r"acled\.csv"):
        list(acled.citations(tmp_path))
    (tmp_path / "acled.csv").write_text("a,b\n1,2\n")
    with pytest.raises(StoreError, match="no column of citations"):
        list(acled.citations(tmp_path))


# ---------------------------------------------------------------------------- the demo's story


@pytest.fixture(scope="module")
def told(story: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the story exported."""
    folder = tmp_path_factory.mktemp("told")
    with traces_of(story) as traces:
        for name in ("acled", "ucdp"):
            done = export(traces, format_named(name), Folder(folder), made=MADE)
            assert done.refused == ()
            assert check(traces.view, format_named(name), folder).failed == ()
    return folder


def test_the_strike_of_the_story_is_one_row(told: Path) -> None:
    """The bus station: one row of many reports, with the toll that the ministry stands by."""
    struck = [
        row
        for row in rows(told)
        if (row["location"], row["event_date"]) == ("Bilopillia", "2026-09-15")
        and row["event_type"] == "Explosions/Remote violence"
        and len(row["source"].split("; ")) > 2
    ]
    assert len(struck) == 1
    assert struck[0]["fatalities"] == "34"
    numbers = {
        (each["low"], each["counted"])
        for each in rows(told, "acled_claimants.csv")
        if each["event_id_cnty"] == struck[0]["event_id_cnty"]
    }
    assert {("21", "no"), ("34", "yes"), ("39", "yes")} <= numbers


def test_values_are_acleds_own(told: Path) -> None:
    """Types, precisions, regions, kinds of actors: only what the codebook lists, or nothing."""
    for row in rows(told):
        assert row["sub_event_type"] in SUB_EVENTS[row["event_type"]]
        assert row["time_precision"] in {"", "1", "2", "3"}
        assert row["geo_precision"] in {"", "1", "2", "3"}
        assert row["region"] in {"", *ACLED_REGIONS}
        assert {row["inter1"], row["inter2"]} <= {"", *acled.INTERS}
        assert row["civilian_targeting"] in {"", "Civilians targeted"}
        assert bool(row["latitude"]) == bool(row["longitude"]) == bool(row["geo_precision"])
        assert row["fatalities"] == "" or int(row["fatalities"]) >= 0
        assert from_cell(row["citations"])


def test_pandas_and_duckdb_read_the_same(told: Path) -> None:
    """Both readers find as many rows, the dates as dates, the numbers as numbers."""
    frame = pd.read_csv(told / "acled.csv", parse_dates=["event_date"])
    assert pd.api.types.is_datetime64_any_dtype(frame["event_date"])
    assert pd.api.types.is_numeric_dtype(frame["fatalities"])
    table = duckdb.read_csv(str(told / "acled.csv"))
    (counted,) = table.aggregate("count(*), sum(fatalities)").fetchall()
    assert counted == (len(frame), frame["fatalities"].sum())
    assert list(frame.columns) == [*LISTED, "citations"]


def test_a_selection_narrows_the_rows(story: Path, tmp_path: Path) -> None:
    """Of one outlet only its reports are sources."""
    with traces_of(story) as traces:
        acled.write(Matter(traces, Selection(outlet="Granit TV"), made=MADE), Folder(tmp_path))
    assert {row["source"] for row in rows(tmp_path)} == {"Granit TV"}


def test_the_same_store_is_the_same_bytes(story: Path, told: Path, tmp_path: Path) -> None:
    """Two exports of one moment do not differ."""
    with traces_of(story) as traces:
        acled.write(Matter(traces, made=MADE), Folder(tmp_path))
    for name in ("acled.csv", "acled_claimants.csv"):
        assert (tmp_path / name).read_bytes() == (told / name).read_bytes()
