"""Which addresses may be fetched: the guard against requests into one's own network (SSRF).

An address is taken apart once, by urllib3's parser; host, port and path that are checked here are the
very ones the request is made from, so no second parser can understand them otherwise. Every address
that the host resolves to is checked, and the connection goes to one of those (`exchange`).
"""

import ipaddress
import socket
from collections.abc import Callable

import msgspec
from urllib3.exceptions import LocationParseError
from urllib3.util import parse_url

from reportedly.errors import SetAsideError

Resolve = Callable[[str, int], list[str]]
"""Gives the addresses of a host, as text; raises OSError where there are none."""
Network = ipaddress.IPv4Network | ipaddress.IPv6Network
Address = ipaddress.IPv4Address | ipaddress.IPv6Address

_LENGTH_AT_MOST = 8_000
"""Characters of an address; servers take no more."""
_PORTS = {"http": 80, "https": 443}
_GLOBAL_6 = ipaddress.ip_network("2000::/3")
"""Global unicast (RFC 4291); everything else in IPv6 is local, mapped, translated or reserved."""
_TRANSLATED_6 = (
    ipaddress.ip_network("2001::/23"),  # special purposes (RFC 2928), Teredo among them
    ipaddress.ip_network("2001:db8::/32"),  # documentation (RFC 3849)
    ipaddress.ip_network("2002::/16"),  # 6to4: holds an IPv4 address (RFC 3056)
    ipaddress.ip_network("3fff::/20"),  # documentation (RFC 9637)
)
_NEXT_STEP = "if you mean to fetch from your own network, allow it with --allow-private"


class Place(msgspec.Struct, frozen=True):
    """Where a request goes: taken from an address, checked before anything is sent."""

    url: str
    """The address, normalised, without fragment."""
    scheme: str
    host: str
    """As in the address; in ASCII, IPv6 without brackets."""
    port: int
    target: str
    """Path and query, as they are sent."""

    @property
    def authority(self) -> str:
        """Host and port, as the Host header and the rules of robots name them."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def origin(self) -> str:
        """Scheme, host and port, as an address."""
        return f"{self.scheme}://{self.authority}"


def place_of(url: str, ports: frozenset[int] | None) -> Place:
    """Return where an address leads; `ports` are those allowed, None for all.

    Raises SetAsideError with code "address-refused": no http or https, a user name in it, a port that is
    not allowed, or not to be understood.
    """
    name = url[:300]
    if not url.isprintable() or "\\" in url or " " in url or len(url) > _LENGTH_AT_MOST:
        raise _refused(name, "it holds characters that no address has, or too many")
    try:
        parts = parse_url(url)
        scheme, host = (parts.scheme or "").lower(), (parts.host or "").strip("[]").rstrip(".")
    except (LocationParseError, ValueError) as error:
        raise _refused(name, "it cannot be understood as an address") from error
    if scheme not in _PORTS:
        raise _refused(name, f"only http and https are fetched, not {scheme or 'an address without scheme'}")
    if not host or "%" in host:
        raise _refused(name, "it names no host")
    if parts.auth is not None:
        raise _refused(f"{scheme}://{host}", "it holds a user name or password, which would be stored")
    port = parts.port or _PORTS[scheme]
    if ports is not None and port not in ports:
        raise _refused(name, f"port {port} is not one that web pages use")
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    place = Place("", scheme, host, port, target)
    return msgspec.structs.replace(place, url=f"{place.origin}{target}")


def checked(place: Place, resolve: Resolve, allowed: tuple[Network, ...]) -> list[str]:
    """Return the addresses of a place's host, all of them fit to connect to.

    Raises SetAsideError: "not-found" where the host has none; "address-refused" where any one is private,
    loopback, link-local, multicast, reserved or a disguise of such, and not in an `allowed` network.
    """
    try:
        found = list(dict.fromkeys(resolve(place.host, place.port)))
    except (OSError, UnicodeError) as error:
        raise _unknown(place) from error
    if not found:
        raise _unknown(place)
    for written in found:
        try:
            address = ipaddress.ip_address(written.partition("%")[0])
        except ValueError as error:
            raise _refused(place.url, "its host resolves to what is no address") from error
        if "%" in written or not (is_public(address) or _is_in(address, allowed)):
            why = f"its host {place.host} is at {written}, an address of a private or reserved network"
            raise _refused(place.url, why)
    return found


def is_public(address: Address) -> bool:
    """Whether an address is one of the public internet, itself: not mapped, not translated."""
    if isinstance(address, ipaddress.IPv6Address):
        return address in _GLOBAL_6 and not any(address in network for network in _TRANSLATED_6)
    return address.is_global and not (address.is_multicast or address.is_reserved or address.is_unspecified)


def resolved(host: str, port: int) -> list[str]:
    """Return the addresses that the system's resolver gives. Raises OSError."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(entry[4][0]) for entry in found]


def _is_in(address: Address, allowed: tuple[Network, ...]) -> bool:
    mapped = address.ipv4_mapped if isinstance(address, ipaddress.IPv6Address) else None
    real = mapped or address
    return any(real.version == network.version and real in network for network in allowed)


def _refused(name: str, why: str) -> SetAsideError:
    return SetAsideError(name, "address-refused", f"not fetched: {why}", _NEXT_STEP)


def _unknown(place: Place) -> SetAsideError:
    why = f"no address is known for the host {place.host}"
    return SetAsideError(place.url, "not-found", why, "check the address and the connection")
