"""Web archives (WARC, ISO 28500) -> the pages in them, one after the other, never a whole file in memory.

The only file that imports fastwarc (Bevendorff et al. 2021, "FastWARC", OSSYM). Only records of type
"response" with status 200 that hold HTML are taken; what else is there is counted. One record is held
back until the next has begun, because only then is it known that its length was true.
"""

import io
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from typing import BinaryIO, cast

import msgspec
from fastwarc.stream_io import BrotliReader, ChunkedReader, GzipReader, WarcReader, ZstdReader
from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from reportedly.errors import SetAsideError
from reportedly.intake.forms import Form
from reportedly.intake.html import looks_like_html
from reportedly.intake.inputs import Found, Input, LeftOut, Refused, refused, too_large, unreadable
from reportedly.intake.known import Known
from reportedly.intake.overrides import iso
from reportedly.intake.warc_records import end_of, in_one_piece, next_record
from reportedly.record import Problem

Opener = Callable[[], BinaryIO]
"""Opens the archive anew, at its beginning; the stream can seek."""

_HTML = frozenset({"text/html", "application/xhtml+xml"})
_OK = 200
_SNIFFED = 2_000
_CHUNK = 1 << 16
_UNPACK: dict[str, Callable[[BinaryIO], WarcReader]] = {
    "gzip": GzipReader,
    "x-gzip": GzipReader,
    "deflate": lambda inner: GzipReader(inner, zlib=True),
    "br": BrotliReader,
    "zstd": ZstdReader,
}
_FETCH_AGAIN = "fetch the archive again; what is whole in it was taken"


class _Page(msgspec.Struct, frozen=True):
    """A page as it was found, before it is known that its record is whole."""

    found: Input | Refused
    missing: int
    """How many bytes of its content are not there."""


class _Stretch(msgspec.Struct):
    """A run of records without damage: where it begins, and what was seen of it."""

    start: int
    last: int
    """Where its last record begins."""
    go_on: int | None = None
    """Where the next stretch begins; None where there is none."""


def read_warc(name: str, opener: Opener, max_bytes: int) -> Iterator[Found]:
    """Yield the pages of a web archive, in order; at the end one LeftOut counts what was passed over.

    A page is called NAME@OFFSET, the place of its record in the file. A record of `max_bytes` or more is
    refused without being held. Where the archive is damaged, the next whole record is looked for.
    """
    passed: Counter[str] = Counter()
    stretch = _Stretch(start=0, last=0)
    while True:
        yield from _records(name, opener, stretch, max_bytes, passed)
        if stretch.go_on is None:
            break
        stretch = _Stretch(start=stretch.go_on, last=stretch.go_on)
    if passed:
        counts = ", ".join(f"{number:,} {what}" for what, number in sorted(passed.items()))
        yield LeftOut(name=name, why=f"passed over in this archive: {counts}")


def _records(
    name: str, opener: Opener, stretch: _Stretch, max_bytes: int, passed: Counter[str]
) -> Iterator[Found]:
    """Yield the pages of a stretch; afterwards it says where to go on."""
    held: _Page | None = None
    seen, same = "it breaks off", 0
    try:
        with closing(opener()) as stream:
            stream.seek(stretch.start)
            for record in ArchiveIterator(stream, parse_http=False):
                if held is not None:
                    yield from _settled(held)
                same = same + 1 if record.stream_pos == stretch.last else 1
                stretch.last = record.stream_pos
                place = (
                    f"{name}@{stretch.last}"
                    if same == 1 or not stretch.last
                    else f"{name}@{stretch.last}#{same}"
                )
                held = _page(place, record, max_bytes, passed)
    except OSError as error:
        if error.errno is not None:
            yield refused(unreadable(name, error))
            return
        seen = str(error).lower()
    try:
        with closing(opener()) as stream:
            if _at_end(stream, 0):
                yield refused(SetAsideError(name, "empty", "the archive is empty", "fetch it again"))
                return
            end = end_of(stream, stretch.last)
            at = stretch.last if end is None else end
            stretch.go_on = None if _at_end(stream, at) else next_record(stream, at + 1)
            whole = end is not None and _at_end(stream, end)
            trusted = end is not None or (in_one_piece(stream, stretch.last) and held and not held.missing)
    except OSError as error:
        yield refused(unreadable(name, error))
        return
    if held is not None and trusted:
        yield from _settled(held)
    if not whole:
        further = "nothing further" if stretch.go_on is None else f"whole again from byte {stretch.go_on:,}"
        why = f"damaged at byte {at:,} ({seen}), {further}"
        yield refused(SetAsideError(f"{name}@{at}", "damaged", why, _FETCH_AGAIN))


def _at_end(stream: BinaryIO, offset: int) -> bool:
    """Whether nothing but blanks and zero bytes stands behind `offset`."""
    stream.seek(offset)
    while part := stream.read(_CHUNK):
        if part.strip(b"\r\n\x00 "):
            return False
    return True


def _settled(page: _Page) -> Iterator[Input | Refused]:
    if page.missing and isinstance(page.found, Input):
        why = f"{page.missing:,} bytes of this page are missing in the archive"
        yield refused(SetAsideError(page.found.name, "damaged", why, _FETCH_AGAIN))
    else:
        yield page.found


def _page(name: str, record: WarcRecord, max_bytes: int, passed: Counter[str]) -> _Page | None:
    """Return the page of a record; None, counted in `passed`, where it holds none."""
    if record.content_length >= max_bytes and record.record_type == WarcRecordType.response:
        return _Page(refused(too_large(name, max_bytes)), 0)
    if (why := _no_page(record)) is not None:
        passed[why] += 1
        return None
    headers, expected = record.http_headers, record.content_length
    data = _all(record.reader, expected)
    page = _plain(data, headers.get("Transfer-Encoding"), headers.get("Content-Encoding"), max_bytes)
    if page is None:
        return _Page(refused(too_large(name, max_bytes)), 0)
    typed = bool((record.http_content_type or "").strip())
    if not page.strip() or not (typed or looks_like_html(page[:_SNIFFED].decode("latin-1"))):
        passed["answers of no type" if page.strip() else "empty answers"] += 1
        return None
    found = Input(name=name, form=Form.HTML, data=page, known=_known(record))
    return _Page(found, expected - len(data))


def _no_page(record: WarcRecord) -> str | None:
    """Return what a record is, for the count, where its headers say that it is no page."""
    if record.record_type != WarcRecordType.response:
        return f"{record.record_type} records"
    try:
        record.parse_http()
    except OSError:
        return "answers that are not HTTP"
    status = record.http_headers.status_code if record.is_http_parsed else None
    if status != _OK:
        return "answers that are not HTTP" if status is None else f"answers with status {status}"
    kind = (record.http_content_type or "").strip().lower()
    return f"answers of type {kind.partition('/')[0][:20]}" if kind and kind not in _HTML else None


def _known(record: WarcRecord) -> Known:
    """Return what the archive says about a page: its address, when it was fetched, how it is encoded."""
    url = (record.headers.get("WARC-Target-URI") or "").strip().strip("<>") or None
    notes: tuple[Problem, ...] = ()
    if (cut := record.headers.get("WARC-Truncated")) is not None:
        message = f"the crawler cut this page short ({cut.strip()[:40]}); fetch it again for the rest"
        notes = (Problem(code="cut-short", message=message),)
    return Known(
        url=url if url and url.isprintable() else None,
        fetched=iso((record.headers.get("WARC-Date") or "").strip()),
        charset=record.http_charset,
        notes=notes,
    )


def _plain(data: bytes, transfer: str | None, content: str | None, max_bytes: int) -> bytes | None:
    """Return an answer's bytes without chunks and packing; None where they are `max_bytes` or more.

    Many archives keep the headers of what the crawler unpacked already: bytes that are not packed as
    the header says are taken as they are.
    """
    steps: list[Callable[[BinaryIO], WarcReader]] = []
    if (transfer or "").strip().lower() == "chunked":
        steps.append(ChunkedReader)
    unpack = _UNPACK.get((content or "").strip().lower())
    if unpack is not None:
        steps.append(unpack)
    for step in steps:
        try:
            with step(cast("BinaryIO", io.BytesIO(data))) as reader:
                unpacked = _all(reader, max_bytes)
        except OSError:
            continue
        if len(unpacked) >= max_bytes:
            return None
        data = unpacked or data
    return data


def _all(reader: WarcReader, at_most: int) -> bytes:
    parts: list[bytes] = []
    left = at_most
    while left > 0 and (part := reader.read(min(left, _CHUNK))):
        parts.append(part)
        left -= len(part)
    return b"".join(parts)
