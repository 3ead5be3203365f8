"""Which addresses may be fetched: nothing private, however it is written."""

import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.errors import SetAsideError
from reportedly.intake.addresses import checked, is_public, place_of

PORTS = frozenset({80, 443, 8080, 8443})


@pytest.mark.parametrize(
    "address",
    [
        "10.0.0.1",
        "127.0.0.1",
        "127.8.8.8",
        "169.254.169.254",
        "172.16.0.1",
        "192.168.1.1",
        "100.64.0.1",
        "0.0.0.0",  # noqa: S104 - an address to refuse
        "224.0.0.1",
        "224.0.1.1",
        "240.0.0.1",
        "255.255.255.255",
        "192.0.2.1",
        "198.18.0.1",
        "::",
        "::1",
        "::ffff:127.0.0.1",
        "::ffff:8.8.8.8",
        "::127.0.0.1",
        "64:ff9b::7f00:1",
        "64:ff9b::808:808",
        "64:ff9b:1::a00:1",
        "2002:7f00:1::",
        "2001:0:4136:e378:8000:63bf:3fff:fdd2",
        "2001:db8::1",
        "3fff::1",
        "fc00::1",
        "fd00:ec2::254",
        "fe80::1",
        "fec0::1",
        "ff02::1",
        "100::1",
        "5f00::1",
    ],
)
def test_no_private_address_is_public(address: str) -> None:
    """Loopback, private, link-local, multicast, reserved, mapped and translated ones are all closed."""
    assert not is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize(
    "address", ["8.8.8.8", "93.184.216.34", "2606:4700::1111", "2a00:1450:4001:82b::200e"]
)
def test_addresses_of_the_internet_are_public(address: str) -> None:
    """The guard does not close the web."""
    assert is_public(ipaddress.ip_address(address))


@given(st.ip_addresses())
def test_what_python_calls_private_is_never_public(
    address: ipaddress.IPv4Address | ipaddress.IPv6Address,
) -> None:
    """No address that the standard library knows to be special passes."""
    special = address.is_private or address.is_loopback or address.is_link_local or address.is_multicast
    assert not (is_public(address) and (special or address.is_unspecified))


@pytest.mark.parametrize(
    "url",
    [
        "ftp://news.example/a",
        "file:///etc/hosts",
        "gopher://news.example/",
        "javascript:alert(1)",
        "data:text/html,x",
        "//news.example/a",
        "news.example",
        "",
        "http://",
        "http:///a",
        "http://user@news.example/",
        "http://user:word@news.example/",
        "http://news.example\\@127.0.0.1/",
        "http://news.example/\r\nHost: other",
        "http://news .example/",
        "http://news.example:22/",
        "http://news.example:99999/",
        "http://[::1/",
        "http://[fe80::1%25eth0]/",
        "http://news.example/" + "a" * 10_000,
    ],
)
def test_what_is_no_address_of_a_page_is_refused(url: str) -> None:
    """Other schemes, passwords, odd ports, control characters and broken addresses never get to a request."""
    with pytest.raises(SetAsideError) as caught:
        place_of(url, PORTS)
    assert caught.value.code == "address-refused"


def test_a_password_is_not_repeated() -> None:
    """The message that refuses a password does not hold it."""
    with pytest.raises(SetAsideError) as caught:
        place_of("https://ann:secret@news.example/a", PORTS)
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize(
    ("url", "host", "port", "target"),
    [
        ("HTTP://News.Example", "news.example", 80, "/"),
        ("https://news.example:8443/a?b=c#d", "news.example", 8443, "/a?b=c"),
        ("https://новости.example/міст", "xn--b1amnebsh.example", 443, "/%D0%BC%D1%96%D1%81%D1%82"),
        ("http://[2606:4700::1111]/", "2606:4700::1111", 80, "/"),
        ("http://news.example./", "news.example", 80, "/"),
    ],
)
def test_an_address_is_taken_apart_once(url: str, host: str, port: int, target: str) -> None:
    """Host, port and path come from one parser, in the form in which they are sent."""
    place = place_of(url, PORTS)
    assert (place.host, place.port, place.target) == (host, port, target)


@given(st.text(max_size=80))
def test_no_text_makes_it_crash(text: str) -> None:
    """Whatever is given as an address is understood or refused."""
    try:
        place = place_of(f"http://{text}", PORTS)
    except SetAsideError:
        return
    assert place.host
    assert place.port in PORTS
    assert place.url.isascii()


@pytest.mark.parametrize("host", ["2130706433", "0x7f.1", "127.1", "localhost", "127.0.0.1.nip.example"])
def test_every_address_of_a_host_is_checked(host: str) -> None:
    """However a host is written, what it resolves to decides; one private address is enough."""
    place = place_of(f"http://{host}/", PORTS)
    with pytest.raises(SetAsideError) as caught:
        checked(place, lambda _host, _port: ["93.184.216.34", "127.0.0.1"], ())
    assert caught.value.code == "address-refused"
    assert "--allow-private" in str(caught.value)


def test_an_allowed_network_is_open_and_no_other() -> None:
    """Who allows 10.1.0.0/16 has allowed that network alone, in its mapped form too."""
    place, allowed = place_of("http://desk.example/", PORTS), (ipaddress.ip_network("10.1.0.0/16"),)
    assert checked(place, lambda _host, _port: ["10.1.2.3", "::ffff:10.1.2.3"], allowed)
    with pytest.raises(SetAsideError):
        checked(place, lambda _host, _port: ["10.2.0.1"], allowed)


@pytest.mark.parametrize("found", [[], ["nonsense"], ["fe80::1%eth0"]])
def test_a_host_without_a_usable_address_is_refused(found: list[str]) -> None:
    """No address, no number, or one of this machine's links: nothing to connect to."""
    with pytest.raises(SetAsideError):
        checked(place_of("http://news.example/", PORTS), lambda _host, _port: found, ())
