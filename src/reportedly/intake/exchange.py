"""One request and its answer, over a connection to an address that was checked before.

The only file that imports urllib3's connections. The socket is opened to a number, not a name, so a name
that resolves otherwise a moment later (DNS rebinding) changes nothing; TLS still proves the name. No proxy
is used and no cookie kept. What may take long is bounded three times: per connection, per read, and by a
watch that cuts the connection when the whole time is over.
"""

import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from http.client import HTTPException
from socket import SHUT_RDWR

import msgspec
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import (
    ConnectTimeoutError,
    DecodeError,
    HTTPError,
    NewConnectionError,
    ProtocolError,
    ReadTimeoutError,
)
from urllib3.response import BaseHTTPResponse

from reportedly.errors import SetAsideError
from reportedly.intake.addresses import Place

_CHUNK = 1 << 16
_PACKED_SLACK = 1 << 16
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_ENCODINGS = frozenset({"gzip", "x-gzip", "deflate", "br", "zstd", "identity", ""})


class Times(msgspec.Struct, frozen=True):
    """How long a request may take, in seconds."""

    connect: float
    read: float
    whole: float


class Answer(msgspec.Struct, frozen=True):
    """What a server answered, its body unpacked."""

    status: int
    headers: dict[str, str]
    """Names in small letters; of several of one name, joined by a comma."""
    data: bytes

    @property
    def redirects(self) -> bool:
        """Whether it only says where to look instead."""
        return self.status in _REDIRECTS and "location" in self.headers


class BrokenOffError(Exception):
    """The connection was reset before an answer came: try once more."""


def ask(  # noqa: PLR0913 - each says another limit of one request
    place: Place,
    addresses: list[str],
    headers: dict[str, str],
    times: Times,
    max_bytes: int,
    ca_file: str | None = None,
    *,
    wanted: Callable[[int], bool],
) -> Answer:
    """Ask for `place` at the first of `addresses` that takes a connection; read the body of `wanted` ones.

    Raises BrokenOffError, or SetAsideError with code "not-fetched", "timed-out" or "too-large".
    """
    end = time.monotonic() + times.whole
    connection = _connected(place, addresses, times, end, ca_file)
    try:
        with _watch(connection, end) as over:
            try:
                answer = _exchange(place, connection, headers, times, max_bytes, wanted=wanted)
            except ReadTimeoutError as error:
                raise _timed_out(place, f"nothing came for {times.read:g} s") from error
            except (HTTPException, HTTPError, OSError, ValueError, AttributeError) as error:
                if over.is_set():
                    raise _timed_out(place, f"it took longer than {times.whole:g} s") from error
                if isinstance(error, TimeoutError):
                    raise _timed_out(place, f"nothing came for {times.read:g} s") from error
                if isinstance(error, ProtocolError | ConnectionError):
                    raise BrokenOffError(str(error)) from error
                raise _failed(place, f"the answer cannot be read ({_brief(error)})") from error
            if over.is_set():  # a header that is cut off reads like one that ends
                raise _timed_out(place, f"it took longer than {times.whole:g} s")
            return answer
    finally:
        connection.close()


def _exchange(
    place: Place,
    connection: HTTPConnection,
    headers: dict[str, str],
    times: Times,
    max_bytes: int,
    *,
    wanted: Callable[[int], bool],
) -> Answer:
    connection.timeout = times.read
    connection.request("GET", place.target, headers=headers, preload_content=False, decode_content=True)
    response = connection.getresponse()
    said: dict[str, str] = {}
    for key, value in response.headers.items():
        said[key.lower()] = f"{said[key.lower()]}, {value}" if key.lower() in said else value
    data = _body(place, response, said, max_bytes) if wanted(response.status) else b""
    return Answer(response.status, said, data)


def _body(place: Place, response: BaseHTTPResponse, headers: dict[str, str], max_bytes: int) -> bytes:
    """Read a body piece by piece; what arrives and what it unpacks to both stay under the limit."""
    length = headers.get("content-length", "")
    if length.isdecimal() and int(length[:18]) >= max_bytes:
        raise _too_large(place, max_bytes)
    unknown = {part.strip().lower() for part in headers.get("content-encoding", "").split(",")} - _ENCODINGS
    if unknown:
        raise _failed(
            place, f"the answer is packed in a way we cannot read ({', '.join(sorted(unknown))[:40]})"
        )
    parts: list[bytes] = []
    size = 0
    while part := response.read1(_CHUNK):
        size += len(part)
        if size >= max_bytes:
            raise _too_large(place, max_bytes)
        parts.append(part)
    return b"".join(parts)


def _connected(
    place: Place, addresses: list[str], times: Times, end: float, ca_file: str | None
) -> HTTPConnection:
    """Return a connection to the first address that takes one; the name is sent and proved, not looked up."""
    why = "no address took the connection"
    for address in addresses[:4]:
        left = end - time.monotonic()
        if left <= 0:
            raise _timed_out(place, f"it took longer than {times.whole:g} s")
        connection = _connection(place, address, min(times.connect, left), ca_file)
        try:
            connection.connect()
        except (ConnectTimeoutError, TimeoutError):
            why = f"no connection within {times.connect:g} s"
        except ssl.SSLError as error:
            why = f"the server cannot prove its name ({_brief(error)})"
        except (NewConnectionError, HTTPError, OSError) as error:
            why = f"no connection ({_brief(error)})"
        else:
            return connection
        connection.close()
    raise _failed(place, why)


def _connection(place: Place, address: str, timeout: float, ca_file: str | None) -> HTTPConnection:
    if place.scheme == "http":
        return HTTPConnection(address, place.port, timeout=timeout)
    return HTTPSConnection(
        address,
        place.port,
        timeout=timeout,
        ssl_context=_context(ca_file),
        server_hostname=place.host,
    )


@cache
def _context(ca_file: str | None) -> ssl.SSLContext:
    """Return what proves a server's name: the system's certificates (SSL_CERT_FILE counts), or a file's."""
    return ssl.create_default_context(cafile=ca_file)


@contextmanager
def _watch(connection: HTTPConnection, end: float) -> Iterator[threading.Event]:
    """Cut the connection when the time is over: a byte now and then would beat every limit of one read."""
    over = threading.Event()
    sock = connection.sock

    def cut() -> None:
        over.set()
        try:
            if sock is not None:
                sock.shutdown(SHUT_RDWR)
        except OSError:
            pass  # closed already

    timer = threading.Timer(max(0.0, end - time.monotonic()), cut)
    timer.daemon = True
    timer.start()
    try:
        yield over
    finally:
        timer.cancel()


def _brief(error: BaseException) -> str:
    """Return what went wrong, without the machinery around it."""
    if isinstance(error, DecodeError):
        return "it is not packed as it says"
    text = str(error.__cause__ or error)
    return text.rpartition(": ")[2][:120].lower() or type(error).__name__


def _failed(place: Place, why: str) -> SetAsideError:
    return SetAsideError(place.url, "not-fetched", why, "try it in a browser, or again later")


def _timed_out(place: Place, why: str) -> SetAsideError:
    return SetAsideError(place.url, "timed-out", f"not fetched: {why}", "try again later")


def _too_large(place: Place, max_bytes: int) -> SetAsideError:
    why = f"not fetched: {max_bytes / 1_000_000:g} MB or more, too large for one report"
    return SetAsideError(place.url, "too-large", why, "save the page, or raise REPORTEDLY_MAX_MB")
