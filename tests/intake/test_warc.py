"""Web archives: pages come out one by one; what is damaged, large or no page costs only itself."""

import gzip
import io
import tracemalloc
import zlib
from pathlib import Path

import pytest

from reportedly.intake import Input, LeftOut, Overrides, Refused, find_inputs, take_in
from reportedly.intake.warc import read_warc
from reportedly.record import PublishedBasis
from tests.intake.archives_made import BODY, URL, answer, packed, page, pages, record

LIMIT = 100_000


def _read(data: bytes, limit: int = LIMIT) -> list[Input | LeftOut | Refused]:
    return list(read_warc("a.warc", lambda: io.BytesIO(data), limit))


def _addresses(found: list[Input | LeftOut | Refused]) -> list[str | None]:
    return [one.known.url for one in found if isinstance(one, Input) and one.known]


def _problems(found: list[Input | LeftOut | Refused]) -> list[Refused]:
    return [one for one in found if isinstance(one, Refused)]


@pytest.mark.parametrize(
    "whole",
    [b"".join, packed, lambda records: gzip.compress(b"".join(records))],
    ids=["plain", "members", "one piece"],
)
def test_an_archive_gives_its_pages(whole: object) -> None:
    """Plain, packed record by record as CC-NEWS is, and packed as one: the same pages, each by its name."""
    assert callable(whole)
    found = _read(
        whole(
            [record(b"software: x\r\n", "warcinfo"), *pages(3), record(b"GET / HTTP/1.1\r\n\r\n", "request")]
        )
    )
    assert _addresses(found) == [f"{URL}/0", f"{URL}/1", f"{URL}/2"]
    names = [one.name for one in found if isinstance(one, Input)]
    assert len(set(names)) == 3
    assert found[-1] == LeftOut(
        name="a.warc", why="passed over in this archive: 1 request records, 1 warcinfo records"
    )


def test_a_page_of_an_archive_becomes_a_report(tmp_path: Path) -> None:
    """Address and time of fetching are the crawler's; the time of fetching is no date of publication."""
    path = tmp_path / "CC-NEWS-20250305-00001.warc.gz"
    path.write_bytes(
        packed([record(answer(page()), url="https://lakeside.example/2025/03/04/bridge"), *pages(1)])
    )
    first, second = (one for one in find_inputs([str(path)], LIMIT) if isinstance(one, Input))
    taken = take_in(first, Overrides(), LIMIT)
    assert taken.report.text.split("\n\n") == ["Bridge closed at Sumy", *BODY]
    assert (taken.report.url, taken.fetched) == (
        "https://lakeside.example/2025/03/04/bridge",
        "2025-03-05T06:00:00Z",
    )
    assert (taken.report.published, taken.published_basis) == ("2025-03-04", PublishedBasis.URL)
    other = take_in(second, Overrides(), LIMIT)
    assert (other.report.published, other.published_basis) == (None, PublishedBasis.UNKNOWN)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (answer(page(), "404 Not Found"), "1 answers with status 404"),
        (answer(page(), "301 Moved"), "1 answers with status 301"),
        (answer(b"\xff\xd8\xff", kind="image/jpeg"), "1 answers of type image"),
        (answer(b"User-agent: *", kind="text/plain"), "1 answers of type text"),
        (answer(b"", kind="text/html"), "1 empty answers"),
        (answer(b"plain words", kind=""), "1 answers of no type"),
        (b"no http at all", "1 answers that are not HTTP"),
        (b"", "1 answers that are not HTTP"),
    ],
)
def test_what_is_no_page_is_counted(content: bytes, why: str) -> None:
    """Other statuses and types, and what is no HTTP, are passed over with a count; the next page comes."""
    found = _read(packed([record(content), *pages(1)]))
    assert _addresses(found) == [f"{URL}/0"]
    assert isinstance(found[-1], LeftOut)
    assert why in found[-1].why


def test_a_page_without_a_type_is_known_by_its_beginning() -> None:
    """HTML under no name is HTML."""
    assert _addresses(_read(packed([record(answer(page(), kind=""))]))) == [URL]


@pytest.mark.parametrize(
    ("more", "body"),
    [
        ("Transfer-Encoding: chunked\r\n", b"%x\r\n%b\r\n0\r\n\r\n" % (len(page()), page())),
        ("Transfer-Encoding: chunked\r\n", page()),
        ("Content-Encoding: gzip\r\n", gzip.compress(page())),
        ("Content-Encoding: deflate\r\n", zlib.compress(page())),
        ("Content-Encoding: gzip\r\n", page()),
        ("Content-Encoding: br\r\n", page()),
        ("Content-Encoding: unheard-of\r\n", page()),
    ],
)
def test_what_is_packed_is_unpacked(more: str, body: bytes) -> None:
    """Chunks and packing are undone; headers of what the crawler has undone already do no harm."""
    (found,) = _read(record(answer(body, more=more)))
    assert isinstance(found, Input)
    assert found.data == page()


def test_a_large_record_is_skipped_without_being_held() -> None:
    """A record of the limit or more is refused by its place; memory stays small, and the next page comes."""
    large = gzip.compress(record(answer(b"<html>" + b"x" * 60_000_000)))
    data = large + packed(pages(1))
    tracemalloc.start()
    found = _read(data)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert [(one.name, one.problem.code) for one in _problems(found)] == [("a.warc@0", "too-large")]
    assert _addresses(found) == [f"{URL}/0"]
    assert peak < 10_000_000


def test_a_bomb_inside_a_record_is_refused() -> None:
    """A small record that unpacks to a large page is refused like a large one."""
    bomb = gzip.compress(b"<html>" + b"0" * 50_000_000)
    found = _read(packed([record(answer(bomb, more="Content-Encoding: gzip\r\n")), *pages(1)]))
    assert [one.problem.code for one in _problems(found)] == ["too-large"]
    assert _addresses(found) == [f"{URL}/0"]


def test_a_page_that_the_crawler_cut_short_says_so() -> None:
    """A record that calls itself truncated is taken, with a note."""
    (found,) = _read(record(answer(page()), more="WARC-Truncated: length\r\n"))
    assert isinstance(found, Input)
    assert [note.code for note in take_in(found, Overrides(), LIMIT).notes] == ["cut-short"]


@pytest.mark.parametrize("packing", [b"".join, packed], ids=["plain", "members"])
@pytest.mark.parametrize("cut", [1, 20, 200, 300])
def test_an_archive_that_breaks_off_gives_what_is_whole(packing: object, cut: int) -> None:
    """All pages before the break come out, none is half, and the reason names file and place."""
    assert callable(packing)
    records = pages(3)
    data = packing(records)
    found = _read(data[:-cut])
    whole = [f"{URL}/0", f"{URL}/1"]
    if packing is not packed and cut == 1:
        assert _addresses(found) == [*whole, f"{URL}/2"]
        return
    assert _addresses(found) == whole
    (problem,) = _problems(found)
    place = len(packing(records[:2]))
    assert problem.name == f"a.warc@{place}"
    assert f"byte {place:,}" in problem.problem.message


@pytest.mark.parametrize("packing", [b"".join, packed], ids=["plain", "members"])
@pytest.mark.parametrize("length", [10, 99_000, 10**12, -5, "abc", ""])
def test_a_wrong_length_costs_one_record(packing: object, length: int | str) -> None:
    """A record that lies about its length is not taken, and those around it are."""
    assert callable(packing)
    first, second, third = pages(3)
    wrong = record(answer(page("Wrong")), url=f"{URL}/wrong", length=length)
    found = _read(packing([first, wrong, second, third]))
    assert _addresses(found) == [f"{URL}/0", f"{URL}/1", f"{URL}/2"]
    place = len(packing([first]))
    assert [one.name for one in _problems(found)][-1] == f"a.warc@{place}"


@pytest.mark.parametrize("at", [5, 40, 100])
def test_damage_inside_an_archive_costs_one_record(at: int) -> None:
    """A flipped byte in one member loses that page; the next whole member is found again."""
    members = [bytearray(gzip.compress(one)) for one in pages(4)]
    members[1][at] ^= 0xFF
    found = _read(b"".join(members))
    assert [address for address in _addresses(found) if address != f"{URL}/1"] == [
        f"{URL}/0",
        f"{URL}/2",
        f"{URL}/3",
    ]


@pytest.mark.parametrize(
    "data", [b"", b"\x00" * 50, b"garbage" * 100, b"\x1f\x8b\x08garbage", b"WARC/1.0\r\n", gzip.compress(b"")]
)
def test_what_is_no_archive_is_said(data: bytes) -> None:
    """Anything else under an archive's name gives one reason and no page."""
    found = _read(data)
    assert _addresses(found) == []
    assert len(_problems(found)) == 1


def test_zeros_behind_the_end_are_no_damage() -> None:
    """Padding behind the last record is nobody's business."""
    found = _read(packed(pages(2)) + b"\x00" * 512)
    assert len(_addresses(found)) == 2
    assert _problems(found) == []


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    """An archive that cannot be opened is refused by name."""
    path = tmp_path / "a.warc.gz"
    path.symlink_to(tmp_path / "nowhere")
    (found,) = find_inputs([str(path)], LIMIT)
    assert isinstance(found, Refused)
    assert found.problem.code == "unreadable"
