"""Fetching: from the checked address, within limits of size and time, as politely as sites ask."""

import gzip
import os
import shutil
import socket
import ssl
import subprocess
import time
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from reportedly.errors import SetAsideError
from reportedly.intake.fetch import Fetched, FetchPolicy, agent, fetch
from reportedly.intake.robots import Manners
from tests.intake.servers import LOOPBACK, Site, http, moved, site

PAGE = b"<html><body><p>The bridge at Sumy was closed.</p></body></html>"
POLICY = FetchPolicy(
    max_bytes=100_000,
    connect_seconds=2,
    read_seconds=0.5,
    whole_seconds=1.5,
    allow_networks=(f"{LOOPBACK}/32",),
    ports=None,
    pause_seconds=0,
)


@pytest.fixture
def news() -> Iterator[Site]:
    """Return a site with one page and no robots.txt."""
    with site() as running:
        running.answer("/a", http(PAGE, ETag='"1"', Last_Modified="Tue, 04 Mar 2025 09:30:00 GMT"))
        yield running


def _refused(url: str, policy: FetchPolicy = POLICY, **more: Any) -> SetAsideError:  # noqa: ANN401 - fetch's own
    with pytest.raises(SetAsideError) as caught:
        fetch(url, policy, **more)
    return caught.value


def test_a_page_is_fetched(news: Site) -> None:
    """The bytes arrive with what the server says about them, and we name ourselves and nothing else."""
    found = fetch(f"{news.url}/a", POLICY)
    assert (found.status, found.data, found.content_type, found.charset) == (200, PAGE, "text/html", "utf-8")
    assert (found.etag, found.last_modified) == ('"1"', "Tue, 04 Mar 2025 09:30:00 GMT")
    assert found.fetched.endswith("Z")
    sent = news.requests[-1]
    assert f"User-Agent: {agent()}\r\n" in sent
    assert agent().startswith("reportedly/")
    assert "Cookie" not in sent


def test_what_has_not_changed_is_not_sent_again(news: Site) -> None:
    """The marks of the last time are sent back, and a 304 is an answer without bytes."""
    news.answer("/a", http(b"", "304 Not Modified"))
    found = fetch(f"{news.url}/a", POLICY, etag='"1"', last_modified="Tue, 04 Mar 2025 09:30:00 GMT")
    assert (found.status, found.data) == (304, b"")
    assert 'If-None-Match: "1"' in news.requests[-1]
    assert "If-Modified-Since: Tue, 04 Mar 2025" in news.requests[-1]


# ---------------------------------------------------------------------------- the guard


def test_loopback_is_closed_by_default(news: Site) -> None:
    """Without leave nothing on this machine is asked for, and the server sees no connection."""
    error = _refused(f"{news.url}/a", msgspec.structs.replace(POLICY, allow_networks=()))
    assert error.code == "address-refused"
    assert news.requests == []
    assert (
        fetch(f"{news.url}/a", msgspec.structs.replace(POLICY, allow_networks=(), allow_private=True)).data
        == PAGE
    )


@pytest.mark.parametrize(
    "target",
    [
        "http://127.0.0.2/",
        "http://[::1]/",
        "http://169.254.169.254/latest/meta-data/",
        "http://10.0.0.1/",
        "http://[::ffff:10.0.0.1]/",
        "http://[64:ff9b::a00:1]/",
        "http://0/",
        "file:///etc/hosts",
        "ftp://news.example/",
        "http://ann:word@news.example/",
        "//192.168.0.1/a",
    ],
)
def test_a_redirect_into_a_private_network_is_refused(news: Site, target: str) -> None:
    """Each step of a redirect passes the whole guard anew."""
    news.answer("/out", moved(target))
    assert _refused(f"{news.url}/out").code == "address-refused"


def test_the_connection_goes_to_the_address_that_was_checked(
    news: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name that resolves otherwise a moment later (DNS rebinding) is never looked up a second time."""
    answers = [[LOOPBACK], ["127.0.0.66"]]
    asked: list[str] = []
    real = socket.getaddrinfo

    def only_numbers(host: str, *rest: Any, **more: Any) -> Any:  # noqa: ANN401 - as the real one
        assert host == LOOPBACK, "a name was looked up behind the guard"
        return real(host, *rest, **more)

    def resolve(host: str, _port: int) -> list[str]:
        asked.append(host)
        return answers[min(len(asked), len(answers)) - 1]

    monkeypatch.setattr(socket, "getaddrinfo", only_numbers)
    no_robots = msgspec.structs.replace(POLICY, obey_robots=False)
    found = fetch(f"http://news.example:{news.port}/a", no_robots, resolve=resolve)
    assert found.data == PAGE
    assert asked == ["news.example"]
    assert f"Host: news.example:{news.port}\r\n" in news.requests[-1]
    error = _refused(f"http://news.example:{news.port}/a", no_robots, resolve=resolve)
    assert "127.0.0.66" in error.why


def test_a_host_with_one_private_address_among_public_ones_is_refused() -> None:
    """There is no choosing among addresses: one bad one closes the host."""
    error = _refused("http://news.example/", resolve=lambda _host, _port: ["93.184.216.34", "192.168.0.7"])
    assert error.code == "address-refused"


def test_odd_ports_are_closed(news: Site) -> None:
    """Only ports that web pages use may be asked, unless others are allowed."""
    assert (
        "port" in _refused(f"{news.url}/a", msgspec.structs.replace(POLICY, ports=frozenset({80, 443}))).why
    )


def test_redirects_are_followed_and_bounded(news: Site) -> None:
    """Five steps are followed, relative and with odd letters too; a sixth or a circle is refused."""
    for step in range(5):
        news.answer(f"/{step}", moved(f"{step + 1}?x=%20 é" if step else f"{step + 1}"))
        news.answer(f"/{step + 1}?x=%20%20%C3%A9", moved(f"/{step + 1}"))
    news.answer("/circle", moved("/circle"))
    news.answer("/one", moved("two"))
    news.answer("/two", moved("/a"))
    found = fetch(f"{news.url}/one", POLICY)
    assert (found.data, found.final_url, found.url) == (PAGE, f"{news.url}/a", f"{news.url}/one")
    assert _refused(f"{news.url}/circle").code == "redirects"
    assert news.paths.count("/circle") == 6


def test_a_redirect_to_an_address_with_raw_letters_is_followed(news: Site) -> None:
    """Servers send UTF-8 in Location though they should not; it is put into the form that is sent."""
    news.answer("/raw", moved("/міст".encode().decode("latin-1")))
    news.answer("/%D0%BC%D1%96%D1%81%D1%82", http(PAGE))
    assert fetch(f"{news.url}/raw", POLICY).data == PAGE


# ---------------------------------------------------------------------------- size


def test_a_large_body_is_refused_before_it_is_read(news: Site) -> None:
    """What announces itself as too large is not read at all."""
    news.answer("/large", http(b"", Content_Length="99999999999999"))
    assert _refused(f"{news.url}/large").code == "too-large"


def test_a_body_without_a_length_is_counted(news: Site) -> None:
    """What comes in pieces without end is cut off at the limit."""

    def endless(connection: socket.socket) -> None:
        connection.sendall(
            b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n"
        )
        for _ in range(10_000):
            connection.sendall(b"4000\r\n" + b"x" * 0x4000 + b"\r\n")

    news.answer("/endless", endless)
    assert _refused(f"{news.url}/endless").code == "too-large"


def _packed(encoding: str) -> bytes:
    plain = b"0" * 60_000_000
    if encoding == "gzip":
        return gzip.compress(plain, 9)
    if encoding == "gzip, gzip":
        return gzip.compress(gzip.compress(plain, 9), 9)
    return zlib.compress(plain, 9)


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "gzip, gzip"])
def test_a_decompression_bomb_is_cut_off(news: Site, encoding: str) -> None:
    """60 MB of zeros in 60 KB or less are stopped at the limit, and never held."""
    news.answer("/bomb", http(_packed(encoding), Content_Encoding=encoding))
    generous = msgspec.structs.replace(POLICY, max_bytes=1_000_000, whole_seconds=20)
    start = time.monotonic()
    assert _refused(f"{news.url}/bomb", generous).code == "too-large"
    assert time.monotonic() - start < 5


@pytest.mark.parametrize("encoding", ["compress", "aes128gcm", "gzip, unheard-of"])
def test_an_unknown_packing_is_said(news: Site, encoding: str) -> None:
    """Bytes that we cannot unpack are not taken for a page."""
    news.answer("/packed", http(PAGE, Content_Encoding=encoding))
    error = _refused(f"{news.url}/packed")
    assert error.code == "not-fetched"
    assert "packed" in error.why


def test_what_is_not_packed_as_it_says_is_said(news: Site) -> None:
    """A page that calls itself gzip and is none fails with that reason."""
    news.answer("/packed", http(PAGE, Content_Encoding="gzip"))
    assert "packed" in _refused(f"{news.url}/packed").why


def test_a_packed_page_is_unpacked(news: Site) -> None:
    """What is packed honestly arrives as it was written."""
    news.answer("/packed", http(gzip.compress(PAGE), Content_Encoding="gzip"))
    assert fetch(f"{news.url}/packed", POLICY).data == PAGE


# ---------------------------------------------------------------------------- time


def _drip(connection: socket.socket, head: bytes, seconds: float) -> None:
    connection.sendall(head)
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        connection.sendall(b"x")
        time.sleep(0.05)


@pytest.mark.parametrize(
    "head",
    [
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 90000\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nX: ",
        b"HTT",
    ],
    ids=["body", "header", "status"],
)
def test_a_server_that_drips_is_cut_off(news: Site, head: bytes) -> None:
    """A byte now and then beats the limit of one read, not the limit of the whole, wherever it drips."""
    news.answer("/slow", lambda connection: _drip(connection, head, 8))
    start = time.monotonic()
    assert (
        _refused(f"{news.url}/slow", msgspec.structs.replace(POLICY, obey_robots=False)).code == "timed-out"
    )
    assert time.monotonic() - start < 4


def test_a_silent_server_is_left(news: Site) -> None:
    """A server that takes the request and says nothing is left after the longest silence."""
    news.answer("/silent", lambda _connection: time.sleep(5))
    start = time.monotonic()
    assert (
        _refused(f"{news.url}/silent", msgspec.structs.replace(POLICY, obey_robots=False)).code == "timed-out"
    )
    assert time.monotonic() - start < 2


# ---------------------------------------------------------------------------- manners


def test_robots_are_obeyed(news: Site) -> None:
    """What robots.txt forbids us is not asked for; it is read once for a site; leave can be given."""
    news.answer(
        "/robots.txt",
        http(b"User-agent: reportedly\nDisallow: /closed*\nAllow: /closed/but\n", Content_Type="text/plain"),
    )
    news.answer("/closed/but", http(PAGE))
    manners = Manners()
    error = _refused(f"{news.url}/closed/x", manners=manners)
    assert error.code == "robots"
    assert fetch(f"{news.url}/closed/but", POLICY, manners).data == PAGE
    assert fetch(f"{news.url}/a", POLICY, manners).data == PAGE
    assert news.paths.count("/robots.txt") == 1
    assert "/closed/x" not in news.paths
    assert (
        _refused(f"{news.url}/closed/x", msgspec.structs.replace(POLICY, obey_robots=False)).code
        == "http-404"
    )


def test_a_broken_robots_txt_counts_as_a_no(news: Site) -> None:
    """RFC 9309: a server error for robots.txt means that nothing may be read; 404 that all may."""
    news.answer("/robots.txt", http(b"", "500 Internal Server Error"))
    assert "robots" in _refused(f"{news.url}/a").code


def test_robots_txt_cannot_lead_into_a_private_network(news: Site) -> None:
    """The guard holds for robots.txt too."""
    news.answer("/robots.txt", moved("http://127.0.0.3/robots.txt"))
    error = _refused(f"{news.url}/a")
    assert error.code == "robots"
    assert "127.0.0.3" in error.why


def test_a_host_is_given_its_pause(news: Site) -> None:
    """Between two visits lies our pause, or the longer one that the site asks for, up to a limit."""
    waits: list[float] = []
    manners = Manners(clock=lambda: 100.0, sleep=waits.append)
    patient = msgspec.structs.replace(POLICY, pause_seconds=2)
    for _ in range(2):
        fetch(f"{news.url}/a", patient, manners)
    assert waits == [2.0]
    news.answer("/robots.txt", http(b"User-agent: *\nCrawl-delay: 7\n", Content_Type="text/plain"))
    waits.clear()
    manners = Manners(clock=lambda: 100.0, sleep=waits.append)
    for _ in range(2):
        fetch(f"{news.url}/a", patient, manners)
    assert waits == [7.0]
    error = _refused(f"{news.url}/a", msgspec.structs.replace(patient, wait_at_most=3), manners=manners)
    assert error.code == "asked-to-wait"


@pytest.mark.parametrize("status", ["429 Too Many Requests", "503 Service Unavailable"])
def test_a_busy_server_is_asked_once_more_when_it_says(news: Site, status: str) -> None:
    """Retry-After is waited for within a limit; without it, or beyond, the page is set aside."""
    waits: list[float] = []
    manners = Manners(sleep=waits.append)
    news.answer("/busy", http(b"", status, Retry_After="3"), http(PAGE))
    assert fetch(f"{news.url}/busy", POLICY, manners).data == PAGE
    assert waits == [3.0]
    news.answer("/busy", http(b"", status, Retry_After="3600"))
    assert _refused(f"{news.url}/busy").code == "asked-to-wait"
    news.answer("/busy", http(b"", status, Retry_After="Tue, 04 Mar 2025 09:30:00 GMT"))
    assert _refused(f"{news.url}/busy", manners=manners).code == f"http-{status[:3]}"
    news.answer("/busy", http(b"", status))
    assert _refused(f"{news.url}/busy").code == f"http-{status[:3]}"


def test_a_reset_connection_is_tried_once_more(news: Site) -> None:
    """One reset is a hiccup, two are a reason."""
    quiet = msgspec.structs.replace(POLICY, obey_robots=False)
    news.answer("/reset", lambda connection: connection.close(), http(PAGE))
    assert fetch(f"{news.url}/reset", quiet).data == PAGE
    news.answer("/reset", lambda connection: connection.close())
    error = _refused(f"{news.url}/reset", quiet)
    assert error.code == "not-fetched"
    assert news.paths.count("/reset") == 4


@pytest.mark.parametrize(
    "status", ["401 Unauthorized", "403 Forbidden", "404 Not Found", "410 Gone", "500 Oops", "418 Teapot"]
)
def test_what_is_no_page_is_said(news: Site, status: str) -> None:
    """Every other status is a reason with its number."""
    news.answer("/x", http(b"<p>an error page is no report</p>", status))
    error = _refused(f"{news.url}/x")
    assert error.code == f"http-{status[:3]}"
    assert status[:3] in error.why


@pytest.mark.parametrize(
    "data",
    [
        b"nonsense\r\n\r\n",
        b"HTTP/1.1 abc\r\n\r\n",
        b"\x00" * 100,
        b"HTTP/1.1 200 OK\r\n" + b"A: b\r\n" * 300 + b"\r\n",
    ],
)
def test_a_server_that_does_not_speak_http_is_set_aside(news: Site, data: bytes) -> None:
    """Whatever a port says, it ends in a reason, never in a crash."""
    news.answer("/x", data)
    assert _refused(f"{news.url}/x", msgspec.structs.replace(POLICY, obey_robots=False)).code in {
        "not-fetched",
        "timed-out",
    }


def test_a_broken_off_body_is_no_page(news: Site) -> None:
    """Half a page is not taken for a whole one."""
    news.answer("/half", http(PAGE[:20], Content_Length=str(len(PAGE))))
    assert _refused(f"{news.url}/half").code == "not-fetched"


def test_nobody_at_home_is_said() -> None:
    """A closed port and an unknown host each have their message."""
    with socket.create_server((LOOPBACK, 0)) as listener:
        port = listener.getsockname()[1]
    quiet = msgspec.structs.replace(POLICY, obey_robots=False)
    assert "connection" in _refused(f"http://{LOOPBACK}:{port}/", quiet).why

    def unknown(_host: str, _port: int) -> list[str]:
        raise socket.gaierror("no such host")

    assert _refused("http://nowhere.example/", quiet, resolve=unknown).code == "not-found"


# ---------------------------------------------------------------------------- TLS


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a certificate and its key for news.example, in one file."""
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("needs the openssl command to make a certificate")
    folder = tmp_path_factory.mktemp("tls")
    command = [
        openssl,
        "req",
        "-x509",
        "-newkey",
        "rsa:2048",
        "-nodes",
        "-days",
        "2",
        "-subj",
        "/CN=news.example",
    ]
    command += [
        "-addext",
        "subjectAltName=DNS:news.example",
        "-keyout",
        str(folder / "key"),
        "-out",
        str(folder / "crt"),
    ]
    made = subprocess.run(command, check=False, capture_output=True, env={**os.environ, "OPENSSL_CONF": ""})  # noqa: S603 -- fixed command
    if made.returncode:
        pytest.skip("this openssl cannot make a certificate with a name")
    both = folder / "both.pem"
    both.write_bytes((folder / "crt").read_bytes() + (folder / "key").read_bytes())
    return both


def test_tls_proves_the_name_at_a_pinned_address(certificate: Path) -> None:
    """The connection goes to a number, the certificate must be the name's, and no unknown signer will do."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    trusting = msgspec.structs.replace(POLICY, ca_file=str(certificate), obey_robots=False)
    with site(context) as secure:
        secure.answer("/a", http(PAGE))
        secure.answer("/down", moved(f"http://news.example:{secure.port}/a"))

        def ask(name: str, path: str, policy: FetchPolicy) -> Fetched:
            return fetch(
                f"https://{name}:{secure.port}{path}", policy, resolve=lambda _host, _port: [LOOPBACK]
            )

        assert ask("news.example", "/a", trusting).data == PAGE
        for name, policy in (
            ("other.example", trusting),
            ("news.example", msgspec.structs.replace(trusting, ca_file=None)),
        ):
            with pytest.raises(SetAsideError, match="prove its name"):
                ask(name, "/a", policy)
        with pytest.raises(SetAsideError, match="plain http"):
            ask("news.example", "/down", trusting)
