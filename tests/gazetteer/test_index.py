"""The index: what a name can mean, how it is built, and that it keeps to its limits."""

import sqlite3
import threading
from pathlib import Path

import pytest

from reportedly.errors import GazetteerError
from reportedly.gazetteer import Candidate, Gazetteer, build, ensure, index, kilometres, location
from reportedly.gazetteer.tables import Row, Tables
from reportedly.record import PlaceKind

MEGABYTE = 1_000_000


def first(places: Gazetteer, name: str, feature: str) -> Candidate:
    """Return the first candidate with a feature code."""
    return next(c for c in places.candidates(name) if c.feature == feature)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Artemivsk", "Bakhmut"),
        ("Ugledar", "Vuhledar"),
        ("Kiev", "Kyiv"),
        ("Dnepropetrovsk", "Dnipro"),
        ("Kharkov", "Kharkiv"),
        ("Artyomovsk", "Bakhmut"),
    ],
)
def test_a_former_name_leads_to_the_same_place(places: Gazetteer, old: str, new: str) -> None:
    """Renamed towns and older spellings come to one GeoNames id."""
    now = {c.geonames_id for c in places.candidates(new) if c.feature.startswith("PPL") and c.match == "name"}
    assert now & {c.geonames_id for c in places.candidates(old)}


@pytest.mark.parametrize("name", ["Deir Ezzor", "Deir ez-Zor", "Deir al-Zour", "Deir al-Zor", "Dayr az Zawr"])
def test_every_spelling_of_deir_ez_zor_finds_the_city(places: Gazetteer, name: str) -> None:
    """Articles, their assimilation and word breaks do not hide a place."""
    found = [c for c in places.candidates(name) if c.feature.startswith("PPL") and c.country == "SY"]
    assert any(kilometres((c.lat, c.lon), (35.34, 40.14)) < 20 for c in found)


def test_exact_spellings_come_before_those_that_sound_alike(places: Gazetteer) -> None:
    """A variant is offered, but after every place that is written so."""
    matches = [c.match for c in places.candidates("Raqqa")]
    assert matches[0] == "name"
    assert "variant" in matches
    assert matches == sorted(matches, key=["name", "alternate", "variant"].index)


@pytest.mark.parametrize(
    ("name", "at", "admin1"),
    [
        ("Malaya Loknya", (51.27, 35.17), "Kursk Oblast"),
        ("Plekhovo", (51.07, 35.32), "Kursk Oblast"),
        ("Robotyne", (47.44, 35.84), "Zaporizhzhia Oblast"),
        ("Klishchiivka", (48.53, 37.96), "Donetsk Oblast"),
    ],
)
def test_villages_geonames_leaves_out_are_listed(
    places: Gazetteer, name: str, at: tuple[float, float], admin1: str
) -> None:
    """The reviewed list adds small places of the front with the division they lie in."""
    near = [c for c in places.candidates(name) if kilometres((c.lat, c.lon), at) < 20]
    assert [c.admin1 for c in near] == [admin1]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Donbas", PlaceKind.REGION),
        ("Euphrates", PlaceKind.WATER),
        ("Strait of Hormuz", PlaceKind.WATER),
        ("Zaporizhzhia nuclear power plant", PlaceKind.FACILITY),
        ("Middle East", PlaceKind.REGION),
        ("Ukraine", PlaceKind.COUNTRY),
        ("Kursk Oblast", PlaceKind.REGION),
    ],
)
def test_regions_waters_and_facilities_have_their_kind(places: Gazetteer, name: str, kind: PlaceKind) -> None:
    """The index holds more than towns."""
    assert places.candidates(name)[0].kind is kind


def test_a_state_goes_by_its_abbreviation(places: Gazetteer) -> None:
    """The forms "Calif." and "La." are the states of their datelines, among whatever else they are."""
    for short, name in (("Calif.", "California"), ("La.", "Louisiana"), ("Fla.", "Florida")):
        assert name in [c.name for c in places.candidates(short) if c.feature == "ADM1"]


def test_the_longest_name_counts(places: Gazetteer) -> None:
    """A name of several words is found whole, not by its first word."""
    length, found = places.longest(["Kansas", "City", "police", "said"])
    assert length == 2
    assert all("Kansas" in c.name for c in found[:1])
    assert places.longest(["xyzzy", "plugh"]) == (0, ())


def test_nothing_is_found_for_what_is_no_name(places: Gazetteer) -> None:
    """Bad input gives no candidates and no error."""
    for bad in ("", " ", "9" * 400, "\0", "’", "'; DROP TABLE place; --"):
        assert places.candidates(bad) == ()


def test_the_index_is_small(folder: Path, places: Gazetteer) -> None:
    """It takes at most 60 MB on disk, and look-ups keep SQLite's memory small."""
    assert places.candidates("Kyiv")
    assert (folder / location.INDEX).stat().st_size <= 60 * MEGABYTE


def small(path: Path) -> None:
    """Write an index of one place."""
    tables = Tables(path)
    tables.add([Row(1, "Lakeside", PlaceKind.CITY, 1.0, 2.0, "US", None, 9, "PPL", frozenset())])
    tables.finish({"version": build.index_version()})


def quick(path: Path, progress: build.Progress | None = None) -> None:
    """Build in no time; as `build.build`."""
    small(path)
    if progress:
        progress(1, 1)


def test_a_stale_index_is_built_again_and_a_fresh_one_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the file says it was built from decides."""
    monkeypatch.setattr(build, "build", quick)
    calls: list[tuple[int, int]] = []

    def count(done: int, total: int) -> None:
        calls.append((done, total))

    path = ensure(tmp_path, count)
    ensure(tmp_path, count)
    assert calls == [(1, 1)]
    monkeypatch.setattr(build, "index_version", lambda: "another release")
    with sqlite3.connect(path) as db:
        assert db.execute("SELECT value FROM meta").fetchone() != ("another release",)
    ensure(tmp_path, count)
    assert len(calls) == 2


def test_a_broken_index_is_built_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that is no database, or half of one, does not stop a run."""
    monkeypatch.setattr(build, "build", quick)
    (tmp_path / location.INDEX).write_bytes(b"half a file")
    assert Gazetteer([ensure(tmp_path)]).candidates("Lakeside")


def test_a_build_that_fails_leaves_the_old_index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing but a whole index takes the place of another; what was begun is swept up."""
    monkeypatch.setattr(build, "build", quick)
    before = ensure(tmp_path).read_bytes()

    def fail(path: Path, _: build.Progress | None = None) -> None:
        path.write_bytes(b"begun")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(build, "build", fail)
    monkeypatch.setattr(build, "index_version", lambda: "another release")
    with pytest.raises(GazetteerError, match="REPORTEDLY_GAZETTEER"):
        ensure(tmp_path)
    assert [p.name for p in tmp_path.iterdir()] == [location.INDEX]
    assert (tmp_path / location.INDEX).read_bytes() == before


def test_two_at_once_build_one_whole_index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Builders do not get into each other's way, whoever is last."""
    both = threading.Barrier(2)

    def together(path: Path, progress: build.Progress | None = None) -> None:
        both.wait()
        quick(path, progress)

    monkeypatch.setattr(build, "build", together)
    threads = [threading.Thread(target=ensure, args=(tmp_path,)) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [p.name for p in tmp_path.iterdir()] == [location.INDEX]
    assert Gazetteer([tmp_path / location.INDEX]).candidates("Lakeside")


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The message says which folder, and which setting chooses another."""
    monkeypatch.setattr(build, "build", quick)
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(GazetteerError, match=r"file.*REPORTEDLY_GAZETTEER"):
        ensure(tmp_path / "file")


def test_the_folder_is_the_users_or_the_one_set(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """REPORTEDLY_GAZETTEER first, then XDG_DATA_HOME."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.delenv("REPORTEDLY_GAZETTEER", raising=False)
    assert location.folder() == tmp_path / "reportedly" / "gazetteer"
    monkeypatch.setenv("REPORTEDLY_GAZETTEER", str(tmp_path / "mine"))
    assert location.folder() == tmp_path / "mine"


def test_the_usual_gazetteer_is_the_one_of_the_setting(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`gazetteer` builds and opens what the setting names."""
    monkeypatch.setattr(build, "build", quick)
    monkeypatch.setenv("REPORTEDLY_GAZETTEER", str(tmp_path))
    index.gazetteer.cache_clear()
    try:
        assert index.gazetteer().candidates("Lakeside")[0].geonames_id == 1
        index.gazetteer().close()
    finally:
        index.gazetteer.cache_clear()
