"""Files, opened for reading; packed ones (.gz, .zst) are unpacked while they are read, never as a whole.

What cannot be unpacked raises OSError like what cannot be read, so that one `except` answers for both.
"""

import gzip
import io
import sys
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, cast

from reportedly.intake.forms import by_name

if sys.version_info >= (3, 14):
    from compression import zstd  # pragma: no cover
else:
    from backports import zstd

_BUFFER = 1 << 16


class _Unpacked(io.RawIOBase):
    """A stream of unpacked bytes whose every error is an OSError."""

    def __init__(self, stream: BinaryIO) -> None:
        """Take the stream that unpacks."""
        self._stream = stream

    def readable(self) -> bool:
        """Tell Python that it can be read."""
        return True

    def readinto(self, buffer: object) -> int:
        """Fill `buffer` with the next unpacked bytes; raises OSError where they are damaged."""
        view = memoryview(cast("bytearray", buffer))
        try:
            data = self._stream.read(len(view))
        except EOFError as error:
            raise OSError("the packed file breaks off") from error
        except (zlib.error, zstd.ZstdError) as error:
            raise OSError("the packed file is damaged") from error
        view[: len(data)] = data
        return len(data)


@contextmanager
def opened(path: str) -> Iterator[BinaryIO]:
    """Open a file by its name; the stream gives its unpacked bytes. Raises OSError."""
    packed = by_name(path).packed
    with Path(path).open("rb") as file:
        if packed is None:
            yield file
            return
        unpacked = gzip.GzipFile(fileobj=file) if packed == ".gz" else zstd.ZstdFile(file)
        with unpacked, io.BufferedReader(_Unpacked(cast("BinaryIO", unpacked)), _BUFFER) as stream:
            yield cast("BinaryIO", stream)
