"""Where the records of a web archive begin and end, told from its bytes alone.

fastwarc ends without a word where an archive breaks off; what it cannot say is looked up here, at the
last record and wherever it stops.
"""

import re
import zlib
from collections.abc import Iterator
from typing import BinaryIO

_GZIP = b"\x1f\x8b\x08"
_CHUNK = 1 << 16
_HEADER_AT_MOST = 1 << 16
_LENGTH = re.compile(rb"^content-length:\s*(\d{1,15})\s*$", re.IGNORECASE | re.MULTILINE)
_HEADER_END = re.compile(rb"\r?\n\r?\n")
_NEXT_PLAIN = re.compile(rb"\r?\n\r?\n(?=WARC/\d\.\d\r?\n)")
_OVERLAP = 64
_AFTER = 16
"""Bytes looked at behind a record: two line ends, then the next one."""


def end_of(stream: BinaryIO, offset: int) -> int | None:
    """Return the offset behind the record that begins at `offset`; None where it is not whole.

    In an archive that is packed as one piece instead of record by record, all of the piece is one record.
    """
    stream.seek(0)
    packed = stream.read(3) == _GZIP
    stream.seek(offset)
    if not packed:
        return _end_of_plain(stream, offset)
    if stream.read(3) != _GZIP:  # packed as one piece: offsets inside it mean nothing
        offset = 0
    stream.seek(offset)
    return _end_of_packed(stream)


def in_one_piece(stream: BinaryIO, offset: int) -> bool:
    """Whether the archive is packed as one piece, so that no offset leads to a record of it."""
    stream.seek(0)
    packed = stream.read(3) == _GZIP
    stream.seek(offset)
    return packed and stream.read(3) != _GZIP


def next_record(stream: BinaryIO, offset: int) -> int | None:
    """Return where the first record from `offset` on begins; None where there is none."""
    stream.seek(0)
    packed = stream.read(3) == _GZIP
    stream.seek(offset)
    window, start = b"", offset
    while part := stream.read(_CHUNK):
        window += part
        place = _packed_start(window) if packed else _plain_start(window)
        if place is not None:
            return start + place
        cut = max(0, len(window) - _HEADER_AT_MOST if packed else len(window) - _OVERLAP)
        start, window = start + cut, window[cut:]
    return None


def _plain_start(window: bytes) -> int | None:
    found = _NEXT_PLAIN.search(window)
    return found.end() if found else None


def _packed_start(window: bytes) -> int | None:
    place = window.find(_GZIP)
    while place >= 0:
        try:
            if zlib.decompressobj(31).decompress(window[place : place + _CHUNK], 5) == b"WARC/":
                return place
        except zlib.error:
            pass
        place = window.find(_GZIP, place + 1)
    return None


def _content_length(header: bytes) -> int | None:
    found = _LENGTH.search(header)
    return int(found.group(1)) if found and header.startswith(b"WARC/") else None


def _record_length(head: bytes) -> int | None:
    """Return the length of a record, header and content; None where its beginning does not tell."""
    ended = _HEADER_END.search(head)
    length = _content_length(head[: ended.end()]) if ended else None
    return ended.end() + length if ended and length is not None else None


def _end_of_plain(stream: BinaryIO, offset: int) -> int | None:
    length = _record_length(stream.read(_HEADER_AT_MOST))
    if length is None:
        return None
    end = offset + length
    if stream.seek(0, 2) < end:
        return None
    stream.seek(end)
    after = stream.read(_AFTER)
    rest = after.lstrip(b"\r\n")
    if rest and not rest.startswith(b"WARC/"):
        return None
    return end + len(after) - len(rest)


def _end_of_packed(stream: BinaryIO) -> int | None:
    """Unpack one member without keeping it: its header, and what stands behind the record's end."""
    unpacker = zlib.decompressobj(31)
    head, after, size, expected = b"", b"", 0, None
    try:
        for part in _unpacked(stream, unpacker):
            if expected is None:
                head += part
                expected = _record_length(head)
                if expected is None and (_HEADER_END.search(head) or len(head) > _HEADER_AT_MOST):
                    return None
            start, size = size, size + len(part)
            if expected is not None and size > expected and len(after) < _AFTER:
                after += part[max(0, expected - start) :][:_AFTER]
    except zlib.error:
        return None
    rest = after.lstrip(b"\r\n")
    if not unpacker.eof or expected is None or size < expected or (rest and not rest.startswith(b"WARC/")):
        return None
    return stream.tell() - len(unpacker.unused_data)


def _unpacked(stream: BinaryIO, unpacker: "zlib._Decompress") -> Iterator[bytes]:
    """Yield the bytes of one packed member in pieces, to its end or that of the stream."""
    while not unpacker.eof:
        waiting = unpacker.unconsumed_tail or stream.read(_CHUNK)
        if not waiting:
            return
        yield unpacker.decompress(waiting, _CHUNK)
