"""WACZ: the archives inside a zip file, and none of what zip files can be made to do."""

import struct
import zipfile
from pathlib import Path

import pytest

from reportedly.intake import Input, Refused, find_inputs
from tests.intake.archives_made import packed, pages, wacz

LIMIT = 100_000


def _codes(path: Path) -> tuple[int, list[str]]:
    found = list(find_inputs([str(path)], LIMIT))
    return sum(isinstance(one, Input) for one in found), [
        one.problem.code for one in found if isinstance(one, Refused)
    ]


def test_a_wacz_file_gives_the_pages_of_its_archives(tmp_path: Path) -> None:
    """Every WARC inside is read, packed or not; pages, indexes and descriptions are not."""
    path = tmp_path / "a.wacz"
    wacz(
        path,
        {
            "archive/a.warc.gz": packed(pages(2)),
            "archive/b.warc": b"".join(pages(1)),
            "pages/pages.jsonl": b"{}",
            "datapackage.json": b"{}",
        },
    )
    found = [one for one in find_inputs([str(path)], LIMIT) if isinstance(one, Input)]
    assert [one.name.partition("!")[2].partition("@")[0] for one in found] == [
        "archive/a.warc.gz",
        "archive/a.warc.gz",
        "archive/b.warc",
    ]


def test_a_damaged_archive_inside_is_found_again(tmp_path: Path) -> None:
    """Damage inside a member is stepped over as in a file."""
    data = bytearray(packed(pages(3)))
    data[len(packed(pages(1))) + 30] ^= 0xFF
    path = tmp_path / "a.wacz"
    wacz(path, {"archive/a.warc.gz": bytes(data)})
    assert _codes(path) == (2, ["damaged"])


@pytest.mark.parametrize(
    "name", ["../a.warc.gz", "/etc/a.warc.gz", "archive/../../a.warc", "..\\a.warc.gz", "C:/a.warc.gz"]
)
def test_a_name_that_leads_out_is_refused(tmp_path: Path, name: str) -> None:
    """A member whose name leads out of the archive is not opened; the others are."""
    path = tmp_path / "a.wacz"
    wacz(path, {name: packed(pages(1)), "archive/b.warc.gz": packed(pages(1))})
    assert _codes(path) == (1, ["unsafe-archive"])


def test_a_zip_bomb_is_refused(tmp_path: Path) -> None:
    """A member that claims a hundredfold of its size is not opened."""
    path = tmp_path / "a.wacz"
    wacz(
        path,
        {"archive/a.warc": b"\x00" * 20_000_000, "archive/b.warc.gz": packed(pages(1))},
        zipfile.ZIP_DEFLATED,
    )
    assert _codes(path) == (1, ["unsafe-archive"])


def test_an_encrypted_member_is_refused(tmp_path: Path) -> None:
    """What needs a password is refused with that reason."""
    path = tmp_path / "a.wacz"
    wacz(path, {"archive/a.warc.gz": packed(pages(1))})
    data = bytearray(path.read_bytes())
    place = data.index(b"PK\x01\x02") + 8
    data[place : place + 2] = struct.pack("<H", 1)
    path.write_bytes(bytes(data))
    assert _codes(path) == (0, ["unsafe-archive"])


@pytest.mark.parametrize("data", [b"", b"no zip", b"PK\x03\x04" + b"x" * 100])
def test_what_is_no_zip_file_is_said(tmp_path: Path, data: bytes) -> None:
    """Anything else under the name gives one reason."""
    path = tmp_path / "a.wacz"
    path.write_bytes(data)
    assert _codes(path) == (0, ["damaged"])


def test_a_zip_file_without_an_archive_is_said(tmp_path: Path) -> None:
    """A zip file that holds something else is no WACZ."""
    path = tmp_path / "a.wacz"
    wacz(path, {"a.txt": b"x"})
    assert _codes(path) == (0, ["no-text"])


def test_too_many_members_are_refused(tmp_path: Path) -> None:
    """A zip file of 10,001 files is not walked through."""
    path = tmp_path / "a.wacz"
    wacz(path, {f"archive/{number}.warc": b"" for number in range(10_001)})
    assert _codes(path) == (0, ["unsafe-archive"])
