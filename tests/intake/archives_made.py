"""Web archives made by hand: records, files of them, and what can be wrong with them."""

import gzip
import io
import zipfile
from pathlib import Path

URL = "https://lakeside.example/bridge"
BODY = [
    f"Paragraph {number}: the bridge at Sumy stayed closed, the administration said." for number in range(8)
]


def page(title: str = "Bridge closed at Sumy") -> bytes:
    """Return a page with a report on it."""
    body = "".join(f"<p>{paragraph}</p>" for paragraph in BODY)
    head = f"<html><head><title>{title}</title></head>"
    return f"{head}<body><article><h1>{title}</h1>{body}</article></body></html>".encode()


def answer(
    body: bytes, status: str = "200 OK", kind: str = "text/html; charset=utf-8", more: str = ""
) -> bytes:
    """Return an HTTP answer as archives keep it."""
    typed = f"Content-Type: {kind}\r\n" if kind else ""
    return f"HTTP/1.1 {status}\r\n{typed}{more}Content-Length: {len(body)}\r\n\r\n".encode() + body


def record(
    content: bytes, kind: str = "response", url: str = URL, length: int | str | None = None, more: str = ""
) -> bytes:
    """Return one record; `length` may lie."""
    said = len(content) if length is None else length
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2025-03-05T06:00:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000000>\r\n{more}"
        f"Content-Type: application/http; msgtype={kind}\r\nContent-Length: {said}\r\n\r\n"
    )
    return head.encode() + content + b"\r\n\r\n"


def pages(count: int) -> list[bytes]:
    """Return records of pages, each at its own address."""
    return [
        record(answer(page(f"Bridge {number} closed at Sumy")), url=f"{URL}/{number}")
        for number in range(count)
    ]


def packed(records: list[bytes]) -> bytes:
    """Return records as CC-NEWS packs them, one gzip member each."""
    return b"".join(gzip.compress(one) for one in records)


def wacz(path: Path, members: dict[str, bytes], method: int = zipfile.ZIP_STORED) -> None:
    """Write a WACZ file."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", method) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    path.write_bytes(held.getvalue())
