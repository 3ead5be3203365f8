"""The map: what is put on it and how near, whose colour it has, who differs; the table says the same."""

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from litestar import Litestar
from litestar.testing import TestClient

from reportedly.desk.app import make_app
from reportedly.desk.pages import map_found
from reportedly.desk.pages.map_claimants import COLOURS, claimants_of, colours_of, differing, held
from reportedly.desk.pages.map_found import REPORTS, Asked, Kept, found
from reportedly.desk.pages.map_geojson import collection
from reportedly.desk.pages.map_placed import Layer, Placed, placed_of
from reportedly.desk.pages.map_towns import Box, towns
from reportedly.desk.settings import DeskSettings
from reportedly.record import Reading, Status
from reportedly.store import Entry, Store, Target, open_store
from tests.desk.conftest import BASE
from tests.desk.placed import KHARKIV_OBLAST, reading

Client = TestClient[Litestar]


@pytest.fixture
def placed() -> tuple[Placed, ...]:
    """Return what the report made by hand says of places."""
    return placed_of(reading())


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Store]:
    """Return a store with the report made by hand alone."""
    with open_store(tmp_path / "small.db") as store:
        store.writer().add_all([Entry(report=reading().report, reading=reading())])
        yield store


@pytest.fixture
def client(small: Store) -> Iterator[Client]:
    """Return a client of a desk over that store."""
    with TestClient(make_app(small, DeskSettings(who="m.k.")), base_url=BASE) as asked:
        yield asked


def told(placed: tuple[Placed, ...], item: str) -> Placed:
    """Return the statement of one record."""
    return next(each for each in placed if each.item == item)


# ---------------------------------------------------------------------------- what is placed, and how near


def test_a_spot_stands_where_it_is(placed: tuple[Placed, ...]) -> None:
    """A town that is known stands at its own place, with who says so, and the day that is said."""
    claim = told(placed, "c1")
    assert claim.where is not None
    assert (claim.where.exact, claim.where.near, claim.where.division) == (True, "", None)
    assert (claim.place, claim.who, claim.kind, claim.says) == (
        "Vovchansk",
        "Russia",
        "gains",
        "Russian Defence Ministry",
    )
    assert (claim.day, claim.said) == ("2024-05-10", True)


def test_a_village_known_by_its_region_is_no_spot(placed: tuple[Placed, ...]) -> None:
    """What is placed by the region said beside it says so, and names the region's outline."""
    where = told(placed, "e1").where
    assert where is not None
    assert (where.exact, where.near, where.division) == (False, "somewhere in Kharkiv Oblast", KHARKIV_OBLAST)


def test_a_region_is_an_area(placed: tuple[Placed, ...]) -> None:
    """The middle of a region is no spot either."""
    where = next(each.where for each in placed if each.place == "Kharkiv Oblast")
    assert where is not None
    assert (where.exact, where.precision, where.division) == (False, "area", KHARKIV_OBLAST)


def test_what_cannot_be_placed_is_kept(placed: tuple[Placed, ...]) -> None:
    """A place that nobody can tell has no coordinates, and its statement is shown all the same."""
    claim = told(placed, "c3")
    assert claim.where is None
    assert claim.own
    assert (claim.day, claim.said) == ("2024-05-12", False), "the day is that of publication, and says so"


# ---------------------------------------------------------------------------- claimants


def test_who_speaks_for_a_side_is_one_claimant(placed: tuple[Placed, ...]) -> None:
    """Ministries speak for their countries; everybody has a letter and a colour."""
    names = {each.name: each for each in claimants_of(placed, {})}
    assert {"Russia", "Ukraine"} <= names.keys()
    assert names["Russia"].names == ("Russian Defence Ministry",)
    assert (
        len({each.letter for each in names.values()})
        == len(names)
        == len({each.slot for each in names.values()})
    )


def test_a_claimant_keeps_its_colour() -> None:
    """Who has a colour in all the latest reports has the same one on a page that shows some of them."""
    every = placed_of(reading())
    colours = colours_of(every)
    some = [each for each in every if each.item == "c2"]
    (ukraine,) = claimants_of(some, colours)
    assert ukraine.slot == colours[ukraine.key]
    assert claimants_of(some, {"somebody else": 0})[0].slot == 0, "a colour that nobody here has is free"


def test_more_claimants_than_colours_share_grey(placed: tuple[Placed, ...]) -> None:
    """The ninth claimant and the next share one grey; none gets the colour of another."""
    many = [msgspec.structs.replace(told(placed, "c3"), id=str(n), says=f"Brigade {n}") for n in range(12)]
    slots = [each.slot for each in claimants_of(many, {})]
    assert slots == [*range(COLOURS), *[COLOURS] * 4]


CASES = {
    "one says taken, one denies the loss": ("A gains Russia 1; B loses Ukraine 1 denied", True),
    "both say the same": ("A gains Russia 1; B holds Russia 2", False),
    "taken from one, by the other's word lost": ("A gains Russia 1; B loses Ukraine 1", False),
    "one says held, the other lost": ("A holds Russia 1; B loses Russia 1", True),
    "said to be fought over": ("A contests Russia 1", True),
    "a plan differs with nobody": ("A holds Russia 1; B gains Ukraine 2 planned", False),
    "only the last that each said counts": ("A holds Russia 1; B holds Ukraine 1; B holds Russia 3", False),
    "a unit may be of the side": ("A holds Russia 1; B holds North-group 1", False),
    "one claimant's own words": ("A holds Russia 1; A holds Ukraine 1", False),
    "hedged counts": ("A holds Russia 1 hedged; B holds Ukraine 1", True),
    "nothing is said": ("", False),
}


def statements(case: str) -> list[Placed]:
    """Return control statements, written as: who says, change, holder, day of May 2024, status."""
    like = told(placed_of(reading()), "c3")
    made = []
    for number, words in enumerate(filter(None, case.split("; "))):
        says, kind, holder, day, *status = words.split()
        made.append(
            msgspec.structs.replace(
                like,
                id=str(number),
                says=says,
                who=holder,
                kind=kind,
                status=Status(*(status or ["asserted"])),
                day=f"2024-05-0{day}",
            )
        )
    return made


@pytest.mark.parametrize("name", CASES)
def test_who_differs(name: str) -> None:
    """Those who speak of a place differ, or do not."""
    case, differs = CASES[name]
    assert (differing(statements(case)) is not None) is differs


def sent(placed: Placed) -> dict[str, object]:
    """Return what the rule in the browser gets of a statement."""
    holder, known, has = held(placed)
    said = {"layer": "control", "claimant": placed.says, "day": placed.day, "kind": placed.kind}
    return {**said, "status": str(placed.status), "holder": holder, "holder_known": known, "has": has}


def test_the_map_in_the_browser_tells_who_differs_alike(root: Path) -> None:
    """The rule of web/src/map/differing.ts gives the same answers as that of the page of a place."""
    web = root / "web"
    node = shutil.which("node")
    if node is None or not (web / "node_modules" / "vite").is_dir():
        pytest.skip("needs node and web/node_modules: cd web && npm ci")
    given = []
    for case, _ in CASES.values():
        said = statements(case)
        given.append([sent(each) for each in said])
    script = (
        "import { readFileSync } from 'node:fs'; import { transformWithOxc } from 'vite';"
        "const made = await transformWithOxc(readFileSync('src/map/differing.ts', 'utf8'), 'differing.ts');"
        "const rule = await import('data:text/javascript,' + encodeURIComponent(made.code));"
        "const given = JSON.parse(readFileSync(0, 'utf8'));"
        "console.log(JSON.stringify(given.map((each) => rule.differing(each))));"
    )
    command = [node, "--input-type=module", "-e", script]
    done = subprocess.run(  # noqa: S603 - node, over a file of our own
        command, cwd=web, input=json.dumps(given), capture_output=True, text=True, check=True
    )
    assert json.loads(done.stdout) == [differs for _, differs in CASES.values()]


# ---------------------------------------------------------------------------- GeoJSON


def test_geojson_is_what_is_said(small: Store) -> None:
    """A feature is one statement, with its words and the address of the Reader at them."""
    made = collection(found(small, Asked()), {})
    assert made["type"] == "FeatureCollection"
    claim = next(each for each in made["features"] if each["properties"].get("kind") == "gains")
    assert claim["geometry"] == {"type": "Point", "coordinates": [36.94, 50.29]}
    assert claim["properties"]["link"] == f"/reports/{reading().report.id}#c1"
    assert claim["properties"]["words"].startswith("Russian troops took Vovchansk")
    assert claim["properties"]["says"] == "Russian Defence Ministry"
    nowhere = next(each for each in made["features"] if each["properties"]["place"] == "Lower Hollow")
    assert nowhere["geometry"] is None
    named = [
        each["properties"]["place"] for each in made["features"] if each["properties"]["layer"] == "places"
    ]
    assert sorted(named) == ["Kharkiv Oblast", "Starytsia", "Vovchansk"]


def test_the_endpoint_sends_geojson(client: Client) -> None:
    """The layer of statements is GeoJSON by its media type, and is narrowed as the page is."""
    answer = client.get("/map/layers/statements?place=hollow")
    assert answer.headers["content-type"].startswith("application/geo+json")
    assert {each["properties"]["place"] for each in answer.json()["features"]} == {"Lower Hollow"}
    by_speaker = client.get("/map/layers/statements?speaker=russian").json()["features"]
    assert {each["properties"]["says"] for each in by_speaker} == {"Russian Defence Ministry"}


def test_another_layer_is_not_there(client: Client) -> None:
    """A layer of another name is a page that is not there."""
    assert client.get("/map/layers/truth").status_code == 404


def test_towns_are_those_of_the_view() -> None:
    """Towns lie within the view, the most populous first; nearer views name smaller ones."""
    box = Box(west=22, south=44, east=41, north=53)
    far, near = towns(box, 4)["features"], towns(box, 8)["features"]
    names = [each["properties"]["name"] for each in far if each["properties"]["kind"] == "town"]
    assert names[0] == "Kyiv"
    assert all(22 <= each["geometry"]["coordinates"][0] <= 41 for each in far + near)
    assert min(each["properties"]["people"] for each in near) < min(
        each["properties"]["people"] for each in far
    )


def test_towns_over_the_date_line() -> None:
    """A view over the date line has the towns of both its sides."""
    found_there = towns(Box(west=170, south=-60, east=200, north=70), 8)["features"]
    sides = {each["geometry"]["coordinates"][0] > 0 for each in found_there}
    assert sides == {True, False}


@pytest.mark.parametrize(
    "asked", ["west=nan&east=inf&zoom=nan", "zoom=1e300", "west=1e308&east=-1e308", "north=-90&south=90"]
)
def test_towns_of_nowhere(client: Client, asked: str) -> None:
    """A view that is none has no towns, or says that it is none."""
    assert client.get(f"/map/layers/towns?{asked}").status_code in {200, 400}


# ---------------------------------------------------------------------------- the page


def test_the_table_says_what_the_map_shows(client: Client) -> None:
    """Each statement on the map is a row, by the same name, with its words as a link into the Reader."""
    page = client.get("/map").text
    features = client.get("/map/layers/statements").json()["features"]
    on_map = {each["id"] for each in features if each["properties"]["layer"] != "places"}
    assert set(re.findall(r'<tr data-row data-id="([^"]+)"', page)) == on_map
    assert f'href="/reports/{reading().report.id}#c2"' in page
    assert "not on the map" in page
    assert "somewhere in Kharkiv Oblast" in page


def test_a_day_that_is_none_is_told(client: Client) -> None:
    """What cannot be understood as a day is answered with how to write one."""
    answer = client.get("/map?since=soon")
    assert 400 <= answer.status_code < 500
    assert "2025-03-04" in answer.text


def test_days_narrow_the_map(client: Client) -> None:
    """Reports of other days are left out."""
    assert "Vovchansk" in client.get("/map?since=2024-05&until=2024-05").text
    assert "Vovchansk" not in client.get("/map?since=2024-06").text


def test_a_judgement_is_seen_at_once(small: Store) -> None:
    """A statement that a person rejects is gone from the map, though what reports say is kept in memory."""
    kept = Kept()
    assert any(each.item == "c1" for each in found(small, Asked(), kept).statements)
    control = reading().controls[0]
    target = Target(report=reading().report.id, layer="controls", spans=(control.span,))
    small.judge("m.k.", "reject", target)
    assert not any(
        each.layer is Layer.CONTROL and each.kind == "gains"
        for each in found(small, Asked(), kept).statements
    )


def test_what_is_kept_is_bounded(small: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """A report is worked out once while it is kept; only so many are, the latest asked for."""
    kept, made = Kept(size=1), list[str]()

    def counted(given: Reading) -> tuple[Placed, ...]:
        made.append(given.report.id)
        return placed_of(given)

    monkeypatch.setattr(map_found, "placed_of", counted)
    id_ = reading().report.id
    with small.view() as view:
        for model in ("one", "one", "two", "one"):
            kept.of(view, ("store", id_, model, 0))
    assert len(made) == 3


def test_many_reports_are_cut_and_told(small: Store) -> None:
    """Of more reports than a map is made from the latest are shown, and it is told that there are more."""
    others = [reading(published=f"2023-{n % 12 + 1:02}-01", outlet=f"Outlet {n}") for n in range(REPORTS)]
    small.writer().add_all(Entry(report=other.report, reading=other) for other in others)
    shown = found(small, Asked())
    assert (shown.reports, shown.more) == (REPORTS, True)
    assert shown.statements[0].outlet == "The Lakeside Dispatch", "the latest first"
