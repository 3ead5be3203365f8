"""Parts: a source cut into pieces of some 200,000 words, each read in one go; the same pieces each time.

A part is known by a hash of what it holds, so that what is done is found again whatever machine looks, and a
file that changed is read anew.
"""

import hashlib
import os
import pickle
import time
import zlib
from collections.abc import Iterator
from pathlib import Path

import msgspec

from reportedly.bulk.places import File, local_copy
from reportedly.bulk.records import parquet_records
from reportedly.bulk.sources import PARQUET, Source
from reportedly.errors import SetAsideError
from reportedly.intake import Found, Input, LeftOut, Refused, find_inputs
from reportedly.intake.inputs import refused, unreadable
from reportedly.intake.opened import opened

WORDS = 200_000
"""Words of one part, as they stand in the input; a minute's work of one core, or less."""
_BYTES_AT_MOST = 32 << 20
_INPUTS_AT_MOST = 2_000
_ID_DIGITS = 20
_LEVEL = 1


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """A piece of a source."""

    id: str
    """Hash of what it holds."""
    source: int
    """Number of its source."""
    number: int
    """Its place in the source, counted from 0."""
    inputs: int
    """How many inputs it holds, with those that cannot be read."""
    reached: float
    """How far into the source it reaches, 0 to 1."""
    packed: bytes
    """The inputs, for `unpacked`."""
    seconds: float
    """How long it took to cut."""


def parts_of(source: Source, *, max_bytes: int, words: int = WORDS) -> Iterator[Part]:
    """Yield the parts of a source, in order. What cannot be opened or held is in them as Refused."""
    cut = _Cut(source)
    counted = size = 0
    for found, reached in _found(source, max_bytes):
        cut.held.append(found)
        cut.reached = reached
        data = found.data if isinstance(found, Input) and found.data is not None else b""
        counted, size = counted + len(data.split()), size + len(data)
        if counted >= words or size >= _BYTES_AT_MOST or len(cut.held) >= _INPUTS_AT_MOST:
            yield cut.part()
            counted = size = 0
    if cut.held:
        cut.reached = 1.0
        yield cut.part()


def unpacked(packed: bytes) -> list[Found]:
    """Return the inputs of a part."""
    found: list[Found] = pickle.loads(zlib.decompress(packed))  # noqa: S301 - from our own splitter
    return found


class _Cut:
    """What is held of a source until it makes a part."""

    def __init__(self, source: Source) -> None:
        self._source, self._number, self._begun = source, 0, time.perf_counter()
        self.held: list[Found] = []
        self.reached = 0.0

    def part(self) -> Part:
        """Return what is held as a part, and hold nothing."""
        made = Part(
            id=_id(self.held),
            source=self._source.number,
            number=self._number,
            inputs=sum(not isinstance(each, LeftOut) for each in self.held),
            reached=self.reached,
            packed=zlib.compress(pickle.dumps(self.held), _LEVEL),
            seconds=time.perf_counter() - self._begun,
        )
        self.held, self._number, self._begun = [], self._number + 1, time.perf_counter()
        return made


def _id(held: list[Found]) -> str:
    """Return the hash of inputs: of their names and all that is read from them."""
    digest = hashlib.sha256()
    for each in held:
        digest.update(msgspec.msgpack.encode([type(each).__name__, each]))
    return digest.hexdigest()[:_ID_DIGITS]


def _found(source: Source, max_bytes: int) -> Iterator[tuple[Found, float]]:
    """Yield what a source holds, and how far into the source it was found."""
    if source.problem is not None:
        yield Refused(name=source.name, problem=source.problem), 1.0
    total, before = source.size or 1, 0
    for file in source.files:
        try:
            for found, inside in _in_file(file, max_bytes):
                yield found, (before + inside * file.size) / total
        except OSError as error:
            yield refused(unreadable(file.name, error)), (before + file.size) / total
        except Exception as error:  # noqa: BLE001 - a fault of ours in one file must not lose the others
            seen = f"looking through it failed ({type(error).__name__}: {error})"
            next_step = "please report this, with the file; what came before was read"
            yield refused(SetAsideError(file.name, "fault", seen, next_step)), (before + file.size) / total
        before += file.size


def _in_file(file: File, max_bytes: int) -> Iterator[tuple[Found, float]]:
    with local_copy(file.name) as path:
        if file.name.lower().endswith(PARQUET):
            yield from parquet_records(file.name, path, max_bytes)
            return
        for found in find_inputs([path], max_bytes):
            name = file.name + found.name.removeprefix(path)
            yield msgspec.structs.replace(_with_data(found, max_bytes), name=name), _read_so_far(path)


def _with_data(found: Found, max_bytes: int) -> Found:
    """Return an input with its bytes at hand. One that cannot be read is told by who takes it in."""
    if not isinstance(found, Input) or found.path is None:
        return found
    try:
        with opened(found.path) as stream:
            data = stream.read(max_bytes)
    except OSError as error:
        return refused(unreadable(found.name, error))
    return msgspec.structs.replace(found, data=data, path=None)


def _read_so_far(path: str) -> float:
    """Return how much of a file that is open in this process was read, as Linux tells; else 0."""
    try:
        size = Path(path).stat().st_size
        for link in os.scandir("/proc/self/fd"):
            if size and os.readlink(link.path) == path:  # noqa: PTH115 - a scan's entry
                told = Path(f"/proc/self/fdinfo/{link.name}").read_text(encoding="ascii")
                return min(1.0, int(told.split(None, 2)[1]) / size)
    except (OSError, ValueError, IndexError):
        return 0.0
    return 0.0
