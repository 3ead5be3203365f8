"""Import of a GeoNames dump: all of it or nothing, and a clear word where the file is another."""

import zipfile
from pathlib import Path

import pytest

from reportedly.errors import GazetteerError
from reportedly.gazetteer import build, import_dump, location, open_gazetteer
from reportedly.gazetteer.tables import Row, Tables
from reportedly.record import PlaceKind


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder with an index of one place."""

    def quick(path: Path, _: build.Progress | None = None) -> None:
        tables = Tables(path)
        row = Row(-1, "Verkhnia Luka", PlaceKind.VILLAGE, 50.0, 30.0, "UA", "13", 5000, "PPL", frozenset())
        tables.add([row])
        tables.finish({"version": build.index_version()})

    monkeypatch.setattr(build, "build", quick)
    return tmp_path / "gazetteer"


def line(place: int, name: str, **others: str) -> str:
    """Return one line of a dump."""
    cells = {
        "id": str(place), "name": name, "ascii": name, "alternates": "", "lat": "50.01", "lon": "30.02",
        "class": "P", "code": "PPL", "country": "UA", "cc2": "", "admin1": "13", "admin2": "", "admin3": "",
        "admin4": "", "population": "120", "elevation": "", "dem": "150", "zone": "Europe/Kyiv",
        "date": "2026-01-01",
    }  # fmt: skip
    return "\t".join((cells | others).values())


def test_imported_places_are_found_beside_the_index(folder: Path, tmp_path: Path) -> None:
    """A village from the dump is a candidate, under its names, with its kind and position."""
    dump = tmp_path / "UA.txt"
    river = line(8, "Tykha", **{"class": "H", "code": "STM"})
    dump.write_text(f"{line(7, 'Nyzhnia Luka', alternates='Нижня Лука,Nizhnyaya Luka')}\n{river}\n", "utf-8")
    calls: list[tuple[int, int]] = []
    assert import_dump(dump, folder, lambda done, total: calls.append((done, total))) == 2
    places = open_gazetteer(folder)
    for name in ("Nyzhnia Luka", "nizhnyaya luka", "Нижня Лука"):
        found = places.candidates(name)
        assert [(c.geonames_id, c.kind, round(c.lat, 2)) for c in found] == [(7, PlaceKind.VILLAGE, 50.01)], (
            name
        )
    assert places.candidates("Tykha")[0].kind is PlaceKind.WATER
    assert calls[-1] == (dump.stat().st_size, dump.stat().st_size)
    places.close()


def test_a_listed_village_gets_its_id_from_the_dump(folder: Path, tmp_path: Path) -> None:
    """What our list has without an id and the dump with one is one place, not two."""
    dump = tmp_path / "UA.txt"
    dump.write_text(f"{line(9, 'Verkhnia Luka')}\n", "utf-8")
    import_dump(dump, folder)
    places = open_gazetteer(folder)
    assert [c.geonames_id for c in places.candidates("Verkhnia Luka")] == [9]
    places.close()


def test_a_zip_is_taken_as_downloaded(folder: Path, tmp_path: Path) -> None:
    """The table is found beside the readme that GeoNames packs with it."""
    with zipfile.ZipFile(tmp_path / "UA.zip", "w") as archive:
        archive.writestr("readme.txt", "about")
        archive.writestr("UA.txt", line(7, "Nyzhnia Luka") + "\n")
    assert import_dump(tmp_path / "UA.zip", folder) == 1


def test_imports_add_up_and_outlive_a_new_index(folder: Path, tmp_path: Path) -> None:
    """A second country does not replace the first, nor does a rebuilt index."""
    for place, name in ((7, "Nyzhnia Luka"), (8, "Serednia Luka"), (7, "Nyzhnia Luka")):
        (tmp_path / "X.txt").write_text(line(place, name) + "\n", "utf-8")
        import_dump(tmp_path / "X.txt", folder)
    (folder / location.INDEX).unlink()
    places = open_gazetteer(folder)
    assert len(places.candidates("Nyzhnia Luka")) == len(places.candidates("Serednia Luka")) == 1
    places.close()


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "holds no places"),
        (b"name,lat,lon\nLuka,50,30\n", "line 1 has 1 columns"),
        (b"\xff\xfe\x00", "line 1 is not UTF-8"),
        (line(7, "Luka").encode() + b"\nhalf a li", "line 2 has 1 columns"),
        (line(7, "Luka").encode() + b"\n" + line(8, "Luka", lat="north").encode(), "line 2 has no number"),
        (line(8, "Luka", lat="91").encode(), "line 1 has an impossible"),
        (line(8, "Luka", lat="nan").encode(), "line 1 has an impossible"),
        (line(8, "Luka", population="9" * 400).encode(), "line 1 has an impossible"),
    ],
)
def test_a_wrong_file_changes_nothing_and_is_told_by_line(
    folder: Path, tmp_path: Path, content: bytes, why: str
) -> None:
    """Nothing of a faulty file is kept, not even its good lines; the message says where and what next."""
    dump = tmp_path / "wrong.txt"
    dump.write_bytes(content)
    with pytest.raises(GazetteerError, match=why) as error:
        import_dump(dump, folder)
    assert "UA.zip" in str(error.value)
    assert sorted(p.name for p in folder.iterdir()) == [location.INDEX]


def test_a_missing_file_and_a_foreign_zip_are_named(folder: Path, tmp_path: Path) -> None:
    """The message names the file and the next step."""
    with pytest.raises(GazetteerError, match=r"UA\.txt is not there"):
        import_dump(tmp_path / "UA.txt", folder)
    with zipfile.ZipFile(tmp_path / "other.zip", "w") as archive:
        archive.writestr("a.csv", "x")
    with pytest.raises(GazetteerError, match="holds 0 tables"):
        import_dump(tmp_path / "other.zip", folder)
