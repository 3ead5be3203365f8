"""The page of a place: who says who holds it, what happened there, what is near, which place is meant."""

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from litestar import Litestar
from litestar.testing import TestClient

from reportedly.desk.app import make_app
from reportedly.desk.pages.map_claimants import claimants_of
from reportedly.desk.pages.map_found import Found
from reportedly.desk.pages.map_placed import Placed, Where, placed_of
from reportedly.desk.pages.place import shown_of
from reportedly.desk.pages.place_lanes import WIDTH, lanes_of
from reportedly.desk.pages.place_near import nearest
from reportedly.desk.settings import DeskSettings
from reportedly.store import Entry, open_store
from tests.desk.conftest import BASE
from tests.desk.hostile import BAIT
from tests.desk.placed import reading

Client = TestClient[Litestar]


@pytest.fixture
def client(tmp_path: Path) -> Iterator[Client]:
    """Return a client of a desk over a store with the report made by hand."""
    with open_store(tmp_path / "small.db") as store:
        store.writer().add_all([Entry(report=reading().report, reading=reading())])
        with TestClient(make_app(store, DeskSettings(who="m.k.")), base_url=BASE) as asked:
            yield asked


@pytest.fixture
def control() -> list[Placed]:
    """Return the two statements on who holds Vovchansk."""
    return [each for each in placed_of(reading()) if each.item in {"c1", "c2"}]


def moved(placed: Placed, lat: float, lon: float, **more: object) -> Placed:
    """Return a statement as if its place lay elsewhere."""
    where = Where(lat=lat, lon=lon, exact=True, precision="exact", near="", division=None)
    return msgspec.structs.replace(placed, where=where, **more)


def test_a_place_has_both_claims(client: Client) -> None:
    """Both claims are shown, each with who makes it and its words, and that they differ."""
    text = client.get("/place?name=Vovchansk").text
    assert "<h1" in text
    assert "50.290, 36.940" in text
    for item in ("c1", "c2"):
        assert f'href="/reports/{reading().report.id}#{item}"' in text
    assert "not agreed" in text
    assert "Russian Defence Ministry and Ukraine’s Defence Ministry differ" in text or (
        "Ukraine’s Defence Ministry and Russian Defence Ministry differ" in text
    )


def test_a_place_that_nobody_can_tell(client: Client) -> None:
    """A place without coordinates has a page; it says that where it is is not told, and has no map."""
    text = client.get("/place?name=Lower+Hollow").text
    assert "the reports do not tell" in text
    assert "data-map" not in text
    assert "Ukrainian troops holds" in text


@pytest.mark.parametrize("name", ["Atlantis", "", "   ", "?!", "x" * 5000, "Київ\u0000"])
def test_a_place_that_no_report_names(client: Client, name: str) -> None:
    """A name that no report has, or that is none, has a page that says so."""
    answer = client.get("/place", params={"name": name})
    assert answer.status_code == 200
    assert "<h1" in answer.text


def test_a_name_is_escaped(client: Client) -> None:
    """A name in the address is never markup."""
    assert BAIT not in client.get("/place", params={"name": BAIT}).text


def test_two_places_of_one_name(control: list[Placed]) -> None:
    """The place said most is shown, the other is a link; `at` leads to it. Their statements are not mixed."""
    other = moved(control[0], 48.0, 37.8, id="x", key="g1")
    told = Found(statements=(*control, other), reports=1, more=False)
    first = shown_of("Vovchansk", "", told, ())
    assert len(first.control) == 2
    (link,) = first.others
    assert "at=g1" in link.link
    assert len(shown_of("Vovchansk", "g1", told, ()).control) == 1


def test_what_is_near_is_near(control: list[Placed]) -> None:
    """Places within a day's drive are listed, the nearest first; neither itself nor areas nor far ones."""
    here = control[0].where
    assert here is not None
    places = [
        moved(control[0], 50.3, 37.4, id="1", key="g1", place="Nearer"),
        moved(control[0], 49.99, 36.23, id="2", key="g2", place="Near"),
        moved(control[0], 55.7, 37.6, id="3", key="g3", place="Far"),
    ]
    area = msgspec.structs.replace(
        placed_of(reading())[0], key="g4", where=msgspec.structs.replace(here, exact=False)
    )
    assert [each.name for each in nearest([*control, *places, area], here, control[0].key)] == [
        "Nearer",
        "Near",
    ]


def test_lanes_are_one_for_each_claimant(control: list[Placed]) -> None:
    """Each claimant has a lane; what is denied is not drawn as simply said; all marks are inside it."""
    lanes = lanes_of(control, claimants_of(control, {}))
    assert lanes is not None
    assert {lane.name: [mark.firm for mark in lane.marks] for lane in lanes.lanes} == {
        "Russia": [True],
        "Ukraine": [False],
    }
    assert all(0 < mark.x < WIDTH for lane in lanes.lanes for mark in lane.marks)


def test_lanes_hold_many_marks_and_old_ones(control: list[Placed]) -> None:
    """A thousand marks on one day stay inside; what is told of long ago is left to the table."""
    many = [msgspec.structs.replace(control[0], id=str(n)) for n in range(1000)]
    old = msgspec.structs.replace(control[0], id="old", day="0001-01-01")
    lanes = lanes_of([*many, old], claimants_of(many, {}))
    assert lanes is not None
    (lane,) = lanes.lanes
    assert len(lane.marks) == 1000
    assert max(mark.x for mark in lane.marks) <= WIDTH


def test_lanes_need_a_day(control: list[Placed]) -> None:
    """Nothing is drawn of statements without a day."""
    assert lanes_of([msgspec.structs.replace(control[0], day=None)], claimants_of(control, {})) is None
