"""Intake: the demo's own files, damaged, in every form: a report whose record holds, or a reason."""

import gzip
import io
import json
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from fpdf import FPDF
from hypothesis import given
from hypothesis import strategies as st

from reportedly.errors import SetAsideError
from reportedly.intake import Input, LeftOut, Overrides, Refused, find_inputs, take_in
from reportedly.record import Reading, decode_reading, encode_reading, verify
from tests.fuzz.damage import damaged, fuzzed, twisted

ROOT = Path(__file__).resolve().parents[2]
LIMIT = 300_000
REPORTS = sorted((ROOT / "demo" / "reports").glob("*.*"))
STORY = sorted((ROOT / "demo" / "story").glob("[0-9]*"))


def files_of(suffix: str) -> list[bytes]:
    """Return the demo's files of a suffix."""
    return [path.read_bytes() for path in REPORTS + STORY if path.suffix == suffix][:6]


PAGES, RECORDS, MAILS, TEXTS = (files_of(suffix) for suffix in (".html", ".json", ".eml", ".txt"))
TOLD = [json.loads(record) for record in RECORDS]


def pdf() -> bytes:
    """Return a text of the demo as a PDF."""
    made = FPDF()
    made.set_creation_date(datetime(2026, 3, 4, tzinfo=UTC))
    made.add_page()
    made.set_font("Helvetica")
    made.multi_cell(0, text=TEXTS[0].decode().encode("latin-1", "replace").decode("latin-1"))
    return bytes(made.output())


def warc() -> bytes:
    """Return the demo's pages as an archive."""
    records = []
    for number, page in enumerate(PAGES):
        content = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page
        head = (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://lakeside.example/{number}\r\n"
            "WARC-Date: 2026-03-05T06:00:00Z\r\nWARC-Record-ID: <urn:uuid:0>\r\n"
            f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(content)}\r\n\r\n"
        )
        records.append(head.encode() + content + b"\r\n\r\n")
    return b"".join(records)


def wacz() -> bytes:
    """Return them as a WACZ."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("archive/data.warc.gz", gzip.compress(warc(), mtime=0))
        archive.writestr("datapackage.json", '{"profile": "data-package", "resources": []}')
    return held.getvalue()


def rss() -> bytes:
    """Return records of the demo as a feed."""
    items = "".join(
        f"<item><title>Item {number}</title><link>https://lakeside.example/{number}</link>"
        "<pubDate>Wed, 04 Mar 2026 11:30:00 +0200</pubDate>"
        f"<content:encoded><![CDATA[<p>{told['text'] * 2}</p>]]></content:encoded></item>"
        for number, told in enumerate(TOLD[:3])
    )
    head = '<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">'
    return f"{head}<channel><title>Lakeside</title>{items}</channel></rss>".encode()


NINJS = [
    {
        "uri": f"urn:newsml:agency.example:{number}",
        "type": "text",
        "versioncreated": "2026-03-04T09:30:00Z",
        "language": "en-GB",
        "headline": told.get("headline", "Headline"),
        "body_text": told["text"],
        "bodies": [{"role": "html", "contenttype": "text/html", "value": f"<p>{told['text']}</p>"}],
        "byline": "By Ann Example",
        "copyrightholder": "Lakeside News Agency",
    }
    for number, told in enumerate(TOLD[:2])
]
SEEDS = {
    "html": PAGES,
    "json": [*RECORDS, *(json.dumps(item).encode() for item in NINJS)],
    "jsonl": [b"\n".join(json.dumps(told).encode() for told in TOLD)],
    "jsonl.gz": [gzip.compress(b"\n".join(json.dumps(told).encode() for told in TOLD), mtime=0)],
    "eml": MAILS,
    "txt": TEXTS,
    "pdf": [pdf()],
    "xml": [rss()],
    "warc": [warc()],
    "warc.gz": [gzip.compress(warc(), mtime=0)],
    "wacz": [wacz()],
    "html.gz": [gzip.compress(page, mtime=0) for page in PAGES],
    "unknown": [*PAGES, *RECORDS, *MAILS, *TEXTS, pdf(), rss()],
}


def reports_in(path: Path) -> int:
    """Read a file as the command would, check each report, and return how many there are."""
    count = 0
    for found in find_inputs([str(path)], LIMIT):
        if isinstance(found, LeftOut | Refused):
            continue
        assert isinstance(found, Input)
        try:
            taken = take_in(found, Overrides(), LIMIT)
        except SetAsideError as error:
            assert error.code  # noqa: PT017 - either may happen
            assert error.next_step  # noqa: PT017 - as above
            continue
        count += 1
        report = taken.report
        for credit in taken.credits:
            verify(credit.span, report.text)
        line = encode_reading(Reading(report=report))
        json.loads(line)
        assert decode_reading(line).report == report
    return count


@pytest.mark.parametrize("suffix", SEEDS)
def test_the_files_are_good(suffix: str, tmp_path: Path) -> None:
    """Before anything is done to them, reports are read from the files of each form."""
    for number, seed in enumerate(SEEDS[suffix]):
        path = tmp_path / f"{number}.{suffix}"
        path.write_bytes(seed)
        assert reports_in(path) > 0, (suffix, number)


@pytest.mark.parametrize("suffix", SEEDS)
@fuzzed(18)
@given(data=st.data())
def test_any_damage_is_a_report_or_a_reason(
    suffix: str, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    """Whatever is done to a file, reading it ends in reports that hold, or in reasons."""
    path = tmp_path_factory.getbasetemp() / f"damaged.{suffix}"
    path.write_bytes(data.draw(damaged(SEEDS[suffix])))
    reports_in(path)


@pytest.mark.parametrize("suffix", ["json", "jsonl"])
@fuzzed(40)
@given(record=twisted([*TOLD, *NINJS]))
def test_any_fields_are_a_report_or_a_reason(
    suffix: str, tmp_path_factory: pytest.TempPathFactory, record: object
) -> None:
    """JSON that is sound but says odd things in its fields is a report that holds, or a reason."""
    path = tmp_path_factory.getbasetemp() / f"twisted.{suffix}"
    path.write_text(json.dumps(record), encoding="utf-8")
    reports_in(path)
