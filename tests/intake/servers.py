"""A small web site on the loopback device, whose every byte a test decides."""

import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

Speak = Callable[[socket.socket], None]
"""What a site does with a connection after it has read the request."""

LOOPBACK = "127.0.0.1"


class Site:
    """A running site: what it answers by path, and what it was asked."""

    def __init__(self, context: ssl.SSLContext | None = None) -> None:
        """Open a port; nothing is answered before `answer`."""
        self._pages: dict[str, list[bytes | Speak]] = {}
        self.requests: list[str] = []
        """Each request's head, as it came."""
        self._context = context
        self._listener = socket.create_server((LOOPBACK, 0))
        self.port = self._listener.getsockname()[1]
        threading.Thread(target=self._serve, daemon=True).start()

    @property
    def url(self) -> str:
        """The site's address, without a slash at its end."""
        return f"http://{LOOPBACK}:{self.port}"

    @property
    def paths(self) -> list[str]:
        """The paths that were asked for, in order."""
        return [request.split(" ")[1] for request in self.requests]

    def answer(self, path: str, *answers: bytes | Speak) -> None:
        """Say what `path` gives: the first answer first, the last one ever after."""
        self._pages[path] = list(answers)

    def close(self) -> None:
        """Stop listening."""
        self._listener.close()

    def _serve(self) -> None:
        with suppress(OSError):
            while True:
                connection, _ = self._listener.accept()
                threading.Thread(target=self._speak, args=(connection,), daemon=True).start()

    def _speak(self, connection: socket.socket) -> None:
        with suppress(OSError, ValueError), connection:
            connection.settimeout(10)
            if self._context is None:
                self._converse(connection)
                return
            with self._context.wrap_socket(connection, server_side=True) as secured:
                self._converse(secured)

    def _converse(self, connection: socket.socket) -> None:
        head = b""
        while b"\r\n\r\n" not in head:
            part = connection.recv(4096)
            if not part:
                return
            head += part
        request = head.decode("latin-1")
        self.requests.append(request)
        answers = self._pages.get(request.split(" ")[1], [http(b"", "404 Not Found")])
        told = answers.pop(0) if len(answers) > 1 else answers[0]
        if callable(told):
            told(connection)
        else:
            connection.sendall(told)
        with suppress(OSError):
            connection.shutdown(socket.SHUT_WR)


@contextmanager
def site(context: ssl.SSLContext | None = None) -> Iterator[Site]:
    """Run a site for the time of a test."""
    running = Site(context)
    try:
        yield running
    finally:
        running.close()


def http(body: bytes, status: str = "200 OK", **headers: str) -> bytes:
    """Return an answer; a header's underscores stand for hyphens, Content-Length is right unless given."""
    named = {key.replace("_", "-"): value for key, value in headers.items()}
    named.setdefault("Content-Length", str(len(body)))
    named.setdefault("Content-Type", "text/html; charset=utf-8")
    lines = "".join(f"{key}: {value}\r\n" for key, value in named.items())
    return f"HTTP/1.1 {status}\r\n{lines}\r\n".encode("latin-1") + body


def moved(location: str, status: str = "302 Found") -> bytes:
    """Return a redirect."""
    return http(b"", status, Location=location)
