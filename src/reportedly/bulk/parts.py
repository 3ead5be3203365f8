"""Parts: a bundle cut into pieces of some 200,000 words, each read in one go; the same pieces each time.

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

from reportedly.bulk.bundles import PARQUET, Bundle
from reportedly.bulk.places import File, local_copy
from reportedly.bulk.records import parquet_records
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
    """A piece of a bundle."""

    id: str
    """Hash of what it holds."""
    bundle: int
    """Number of its bundle."""
    number: int
    """Its place in the bundle, counted from 0."""
    inputs: int
    """How many inputs it holds, with those that cannot be read."""
    reached: float
    """How far into the bundle it reaches, 0 to 1."""
    packed: bytes
    """The inputs, for `unpacked`."""
    seconds: float
    """How long it took to cut."""


def parts_of(bundle: Bundle, *, max_bytes: int, words: int = WORDS) -> Iterator[Part]:
    """Yield the parts of a bundle, in order. What cannot be opened or held is in them as Refused."""
    place = _Place(bundle)
    held: list[Found] = []
    number = counted = size = 0
    begun = time.perf_counter()

    def part(reached: float) -> Part:
        return Part(
            id=_id(held),
            bundle=bundle.number,
            number=number,
            inputs=sum(not isinstance(each, LeftOut) for each in held),
            reached=reached,
            packed=zlib.compress(pickle.dumps(held), _LEVEL),
            seconds=time.perf_counter() - begun,
        )

    for found in place.found(max_bytes):
        held.append(found)
        data = found.data if isinstance(found, Input) and found.data is not None else b""
        counted, size = counted + len(data.split()), size + len(data)
        if counted >= words or size >= _BYTES_AT_MOST or len(held) >= _INPUTS_AT_MOST:
            yield part(place.reached())
            held, number, counted, size, begun = [], number + 1, 0, 0, time.perf_counter()
    if held:
        yield part(1.0)


def unpacked(packed: bytes) -> list[Found]:
    """Return the inputs of a part."""
    found: list[Found] = pickle.loads(zlib.decompress(packed))  # noqa: S301 - from our own splitter
    return found


def _id(held: list[Found]) -> str:
    """Return the hash of inputs: of their names and all that is read from them."""
    digest = hashlib.sha256()
    for each in held:
        digest.update(msgspec.msgpack.encode([type(each).__name__, each]))
    return digest.hexdigest()[:_ID_DIGITS]


class _Place:
    """Goes through the files of a bundle, and knows how far it is."""

    def __init__(self, bundle: Bundle) -> None:
        self._bundle, self._before = bundle, 0
        self._file, self._path, self._inside = File(name="", size=0), "", 0.0

    def reached(self) -> float:
        """Return how much of the bundle was read, 0 to 1."""
        inside = self._inside or _read_so_far(self._path)
        return min(1.0, (self._before + inside * self._file.size) / max(1, self._bundle.size))

    def found(self, max_bytes: int) -> Iterator[Found]:
        """Yield what the bundle holds."""
        if self._bundle.problem is not None:
            yield Refused(name=self._bundle.name, problem=self._bundle.problem)
        for file in self._bundle.files:
            self._file, self._inside = file, 0.0
            try:
                yield from self._in_file(file, max_bytes)
            except OSError as error:
                yield refused(unreadable(file.name, error))
            except Exception as error:  # noqa: BLE001 - a fault of ours in one file must not lose the others
                seen = f"looking through it failed ({type(error).__name__}: {error})"
                next_step = "please report this, with the file; what came before was read"
                yield refused(SetAsideError(file.name, "fault", seen, next_step))
            self._before += file.size

    def _in_file(self, file: File, max_bytes: int) -> Iterator[Found]:
        with local_copy(file.name) as path:
            self._path = path
            if file.name.lower().endswith(PARQUET):
                for found, self._inside in parquet_records(file.name, path, max_bytes):
                    yield found
                return
            for found in find_inputs([path], max_bytes):
                name = file.name + found.name.removeprefix(path)
                yield msgspec.structs.replace(_with_data(found, max_bytes), name=name)


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
        for number in os.listdir("/proc/self/fd"):  # noqa: PTH208 - names are all that is asked for
            if size and _leads_to(number) == path:
                told = Path(f"/proc/self/fdinfo/{number}").read_text(encoding="ascii")
                return min(1.0, int(told.split(None, 2)[1]) / size)
    except (OSError, ValueError, IndexError):
        return 0.0
    return 0.0


def _leads_to(number: str) -> str | None:
    try:
        return str(Path(f"/proc/self/fd/{number}").readlink())
    except OSError:  # closed meanwhile
        return None
