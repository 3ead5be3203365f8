"""Parts: all that a bundle holds, in pieces that are the same each time; damage loses only itself."""

import gzip
import json
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.bulk.bundles import Bundle, bundles_of
from reportedly.bulk.files import to_arrow, to_parquet
from reportedly.bulk.parts import Part, parts_of, unpacked
from reportedly.exports.tables import rows_of
from reportedly.intake import Found, Input, LeftOut, Overrides, Refused, find_inputs, take_in
from reportedly.record import Reading, Report
from tests.bulk.conftest import text_of, write_lines

SIZE = 50_000


def cut(*names: str, words: int = 10**9, max_bytes: int = SIZE) -> list[Part]:
    """Return the parts of what `names` name."""
    found = bundles_of(names).bundles
    return [part for bundle in found for part in parts_of(bundle, max_bytes=max_bytes, words=words)]


def held(parts: list[Part]) -> list[Found]:
    """Return what parts hold."""
    return [found for part in parts for found in unpacked(part.packed)]


def codes(parts: list[Part]) -> list[str]:
    """Return the codes of what was refused."""
    return [found.problem.code for found in held(parts) if isinstance(found, Refused)]


def texts(parts: list[Part]) -> list[str]:
    """Return the texts of the reports that can be taken in."""
    inputs = [found for found in held(parts) if isinstance(found, Input)]
    return [take_in(each, Overrides(), SIZE).report.text for each in inputs]


def warc_of(*pages: str, lengthen: int = 0) -> bytes:
    """Return a web archive of pages; the first claims to be `lengthen` bytes longer than it is."""
    records = b""
    for number, words in enumerate(pages):
        page = f"<html><body><article><h1>Page {number}</h1><p>{words}</p></article></body></html>"
        answer = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{page}".encode()
        head = (
            "WARC/1.0\r\nWARC-Type: response\r\nWARC-Date: 2026-03-04T10:00:00Z\r\n"
            f"WARC-Record-ID: <urn:uuid:0000000{number}-0000-0000-0000-000000000000>\r\n"
            f"WARC-Target-URI: https://quay.example/{number}\r\n"
            "Content-Type: application/http; msgtype=response\r\n"
            f"Content-Length: {len(answer) + (lengthen if number == 0 else 0)}\r\n\r\n"
        )
        records += head.encode() + answer + b"\r\n\r\n"
    return records


@pytest.fixture(scope="module")
def lines(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a file of sixty reports."""
    path = tmp_path_factory.mktemp("lines") / "in.jsonl"
    write_lines(path, range(60))
    return path


@given(words=st.integers(1, 2_000))
def test_parts_hold_all_there_is(lines: Path, words: int) -> None:
    """However small the parts, together they hold what the file does, in order; each time the same."""
    parts = cut(str(lines), words=words)
    inputs = [found for found in held(parts) if isinstance(found, Input)]
    assert [each.data for each in inputs] == [
        each.data for each in find_inputs([str(lines)], SIZE) if isinstance(each, Input)
    ]
    assert [part.id for part in parts] == [part.id for part in cut(str(lines), words=words)]
    assert len({part.id for part in parts}) == len(parts)
    assert [part.reached for part in parts] == sorted(part.reached for part in parts)
    assert parts[-1].reached == 1.0
    assert sum(part.inputs for part in parts) == 60


def test_what_changed_is_another_part(tmp_path: Path) -> None:
    """A part before the change keeps its id, so that it is not read again; the changed one has a new one."""
    path = tmp_path / "in.jsonl"
    write_lines(path, range(60))
    before = cut(str(path), words=200)
    path.write_text(path.read_text().replace("quay59", "quay61"))
    after = cut(str(path), words=200)
    assert [part.id for part in before[:-1]] == [part.id for part in after[: len(before) - 1]]
    assert before[-1].id not in {part.id for part in after}


def test_small_files_go_together(tmp_path: Path) -> None:
    """Small files are one bundle, archives and dumps one each; what is no report by its name is counted."""
    for number in range(5):
        (tmp_path / f"{number}.txt").write_text(text_of(number))
    (tmp_path / "notes.xlsx").write_bytes(b"PK")
    write_lines(tmp_path / "3a.jsonl", range(2))
    found = bundles_of([str(tmp_path)])
    assert [len(bundle.files) for bundle in found.bundles] == [4, 1, 1]
    assert found.left_out == 1
    assert texts(cut(str(tmp_path)))[:4] == [text_of(number) for number in range(4)]
    assert [bundle.name for bundle in bundles_of([str(tmp_path)], but_not=str(tmp_path)).bundles] == [
        str(tmp_path)
    ]


def test_what_is_not_there_is_told() -> None:
    """A path that leads nowhere becomes a problem of the output, not the end of the run."""
    assert codes(cut("no-such-folder")) == ["not-found"]


def test_a_packed_file_that_breaks_off(tmp_path: Path) -> None:
    """What comes before the break is read, and the break is told."""
    data = gzip.compress("".join(json.dumps({"text": text_of(n)}) + "\n" for n in range(2_000)).encode())
    (tmp_path / "in.jsonl.gz").write_bytes(data[: len(data) // 2])
    parts = cut(str(tmp_path / "in.jsonl.gz"))
    assert codes(parts) == ["damaged"]
    read = texts(parts)
    assert len(read) > 100
    assert read == [text_of(number) for number in range(len(read))]


def test_an_archive_with_wrong_lengths(tmp_path: Path) -> None:
    """A record whose length is wrong is told; the records after it are read."""
    words = [
        f"Bondar said at quay {number} that the ferry would sail again on Monday." for number in range(4)
    ]
    (tmp_path / "good.warc").write_bytes(warc_of(*words))
    (tmp_path / "bad.warc").write_bytes(warc_of(*words, lengthen=30))
    good, bad = (cut(str(tmp_path / name)) for name in ("good.warc", "bad.warc"))
    assert (codes(good), len(texts(good))) == ([], 4)
    assert "damaged" in codes(bad)
    assert any("quay 3" in text for text in texts(bad))
    (tmp_path / "cut.warc.gz").write_bytes(gzip.compress(warc_of(*words))[:-40])
    assert "damaged" in codes(cut(str(tmp_path / "cut.warc.gz")))


def test_huge_records_are_set_aside(tmp_path: Path) -> None:
    """A record over the limit is set aside without being held; its neighbours are read."""
    records = [{"text": text_of(0)}, {"text": "x " * SIZE}, {"text": text_of(2)}]
    (tmp_path / "in.jsonl").write_text("".join(json.dumps(record) + "\n" for record in records))
    parts = cut(str(tmp_path / "in.jsonl"))
    assert codes(parts) == ["too-large"]
    assert texts(parts) == [text_of(0), text_of(2)]
    pq.write_table(pa.Table.from_pylist(records), tmp_path / "in.parquet")
    parts = cut(str(tmp_path / "in.parquet"))
    assert (codes(parts), texts(parts)) == (["too-large"], [text_of(0), text_of(2)])


def test_mixed_encodings(tmp_path: Path) -> None:
    """Files in several encodings are read as they are meant, side by side in one part."""
    text = "Ferry stopped\n\nThe ferry “Dunaj” lay at the quay, Bondar said."
    (tmp_path / "a.txt").write_bytes(text.encode("utf-8"))
    (tmp_path / "b.txt").write_bytes(text.encode("utf-16"))
    (tmp_path / "c.txt").write_bytes(text.encode("cp1252"))
    parts = cut(str(tmp_path))
    assert len(parts) == 1
    assert texts(parts) == [text] * 3


def test_parquet_is_a_dump(tmp_path: Path) -> None:
    """Rows of Parquet are read by their columns as a dump's records are; dates may be dates."""
    rows = [
        {"id": "7", "text": text_of(1), "outlet": "The Quay", "published": date(2026, 3, 4), "size": 2**40},
        {"id": "8", "text": text_of(2), "outlet": None, "published": None, "size": None},
    ]
    pq.write_table(pa.Table.from_pylist(rows), tmp_path / "in.parquet")
    parts = cut(str(tmp_path / "in.parquet"))
    reports = [take_in(each, Overrides(), SIZE).report for each in held(parts) if isinstance(each, Input)]
    assert [(each.id, each.outlet, each.published, each.text) for each in reports] == [
        ("7", "The Quay", "2026-03-04", text_of(1)),
        ("8", None, None, text_of(2)),
    ]
    assert [each.name for each in held(parts)] == [f"{tmp_path}/in.parquet[{n}]" for n in (1, 2)]


def test_an_output_is_an_input(tmp_path: Path) -> None:
    """The reports of an output can be read again, by another model say: the same reports come out."""
    report = Report(
        id="7", outlet="The Quay", url="https://quay.example/7", headline="Ferry 7 stopped",
        published="2026-03-04", language="en", text=text_of(7),
    )  # fmt: skip
    rows = rows_of(Reading(report=report), key="abc")["reports"]
    (tmp_path / "part-1.parquet").write_bytes(to_parquet([to_arrow("reports", rows)]))
    (only,) = (found for found in held(cut(str(tmp_path))) if isinstance(found, Input))
    assert take_in(only, Overrides(), SIZE).report == report


def test_damaged_parquet_is_told(tmp_path: Path) -> None:
    """A Parquet file that breaks off, is none or has no rows is told."""
    pq.write_table(pa.Table.from_pylist([{"text": text_of(1)}]), tmp_path / "in.parquet")
    data = (tmp_path / "in.parquet").read_bytes()
    (tmp_path / "cut.parquet").write_bytes(data[:-20])
    (tmp_path / "none.parquet").write_bytes(b"words")
    pq.write_table(pa.table({"text": pa.array([], pa.string())}), tmp_path / "empty.parquet")
    for name in ("cut", "none"):
        assert codes(cut(str(tmp_path / f"{name}.parquet"))) == ["damaged"]
    (only,) = held(cut(str(tmp_path / "empty.parquet")))
    assert isinstance(only, Input)
    assert only.data == b""


def test_a_bundle_without_files_has_one_part() -> None:
    """An empty bundle gives no part; one with a problem gives the part that tells it."""
    assert list(parts_of(Bundle(number=0, name="x"), max_bytes=SIZE)) == []
    assert not any(isinstance(found, LeftOut) for found in held(cut("nothing")))
