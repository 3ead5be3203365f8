"""Address -> bytes, politely and never into one's own network: `fetch`.

Each step of a redirect is a new address and passes all checks anew: scheme, port, every address of its
host, the site's robots.txt, the pause since the last visit. Why urllib3, and how an address is pinned:
docs/decisions/0012-intake.md.
"""

import ipaddress
from datetime import UTC, datetime
from email.message import Message
from email.utils import parsedate_to_datetime
from urllib.parse import quote, urljoin

import msgspec

from reportedly.errors import SetAsideError
from reportedly.intake.addresses import Network, Place, Resolve, checked, place_of, resolved
from reportedly.intake.exchange import Answer, BrokenOffError, Times, ask
from reportedly.intake.robots import EVERYTHING, MAX_BYTES, TOKEN, Manners, Rules, rules_of
from reportedly.version import __version__

_EVERY_NETWORK = ("0.0.0.0/0", "::/0")
_NOT_MODIFIED = 304
_OK = 200
_LATER = frozenset({429, 503})
_ACCEPT = (
    "text/html,application/xhtml+xml,application/rss+xml,application/atom+xml;q=0.9,"
    "application/xml;q=0.8,text/plain;q=0.7,application/pdf;q=0.6,application/json;q=0.5,*/*;q=0.1"
)


class FetchPolicy(msgspec.Struct, frozen=True, kw_only=True):
    """What fetching may do. The defaults are for the public web."""

    max_bytes: int = 50_000_000
    """A body of this size or more is refused, counted as it arrives and as it unpacks."""
    connect_seconds: float = 10
    read_seconds: float = 20
    """The longest silence."""
    whole_seconds: float = 60
    """The longest that one answer may take, redirects counted apart."""
    redirects: int = 5
    allow_private: bool = False
    """Fetch from private and loopback addresses too."""
    allow_networks: tuple[str, ...] = ()
    """Private networks to fetch from, as "10.1.0.0/16"; all others stay closed."""
    allow_downgrade: bool = False
    """Follow a redirect from https to http."""
    ports: frozenset[int] | None = frozenset({80, 443, 8080, 8443})
    """Ports that may be asked; None for all."""
    obey_robots: bool = True
    """Ask robots.txt first. Off only for sites that gave their leave."""
    pause_seconds: float = 1.0
    """Between two visits to one host, where it asks for no longer pause."""
    wait_at_most: float = 60
    """The longest pause or Retry-After that is waited for."""
    ca_file: str | None = None
    """Certificates of an organisation's own, beside none of the system's."""

    @property
    def networks(self) -> tuple[Network, ...]:
        """The networks that are open beside the public internet. Raises ValueError where one is none."""
        written = _EVERY_NETWORK if self.allow_private else self.allow_networks
        return tuple(ipaddress.ip_network(network) for network in written)


class Fetched(msgspec.Struct, frozen=True, kw_only=True):
    """What an address gave."""

    url: str
    """The address that was asked for."""
    final_url: str
    """The address that answered, after redirects."""
    status: int
    """200, or 304 where nothing changed since the last time and there are no bytes."""
    data: bytes = b""
    """The body, unpacked."""
    content_type: str | None = None
    """Its media type, in small letters, without parameters."""
    charset: str | None = None
    """The encoding that the server names."""
    etag: str | None = None
    """To be sent the next time, so that the server need not send what has not changed."""
    last_modified: str | None = None
    """The same, as a date in HTTP's form."""
    fetched: str
    """When, ISO 8601 in UTC, to the second."""


def agent() -> str:
    """Return how we name ourselves to servers."""
    return f"{TOKEN}/{__version__}"


def fetch(
    url: str,
    policy: FetchPolicy,
    manners: Manners | None = None,
    *,
    etag: str | None = None,
    last_modified: str | None = None,
    resolve: Resolve = resolved,
) -> Fetched:
    """Fetch an address. Give all fetches of one run the same `manners`: it keeps robots.txt and pauses.

    Raises SetAsideError with a code: "address-refused", "not-found", "robots", "asked-to-wait",
    "timed-out", "too-large", "not-fetched", "redirects", "http-404" and so on by the status.
    """
    manners = manners or Manners()
    conditions = {"If-None-Match": etag, "If-Modified-Since": last_modified}
    headers = {key: value for key, value in conditions.items() if value and value.isprintable()}
    place = place_of(url, policy.ports)
    for _ in range(policy.redirects + 1):
        answer = _visit(place, policy, manners, headers, resolve)
        if answer.redirects:
            place = _next(place, answer.headers["location"], policy)
            continue
        if answer.status not in {_OK, _NOT_MODIFIED}:
            raise _not_ok(place, answer)
        return _fetched(url, place, answer)
    why = f"more than {policy.redirects} redirects"
    raise SetAsideError(url, "redirects", f"not fetched: {why}", "give the address it leads to")


def _visit(
    place: Place, policy: FetchPolicy, manners: Manners, headers: dict[str, str], resolve: Resolve
) -> Answer:
    """Ask one address after all checks; once more after a reset, and when a busy server says to."""
    addresses = checked(place, resolve, policy.networks)
    rules = EVERYTHING
    if policy.obey_robots:
        rules = manners.rules(place.origin, lambda: _rules(place, policy, resolve))
        if (why := rules.forbid(place.url)) is not None:
            raise SetAsideError(
                place.url, "robots", f"not fetched: {why}", "save the page by hand, or ask the site"
            )
    pause = max(policy.pause_seconds, rules.pause)
    manners.wait(place.url, place.authority, pause, policy.wait_at_most)
    answer = _ask_twice(place, addresses, policy, headers, policy.max_bytes)
    if answer.status in _LATER and (wait := _retry_after(answer.headers.get("retry-after"))) is not None:
        if wait > policy.wait_at_most:
            why, next_step = f"the site asks us to come back in {wait:.0f} s", "add it again then"
            raise SetAsideError(place.url, "asked-to-wait", why, next_step)
        manners.sleep(wait)
        addresses = checked(place, resolve, policy.networks)
        answer = _ask_twice(place, addresses, policy, headers, policy.max_bytes)
    return answer


def _ask_twice(
    place: Place, addresses: list[str], policy: FetchPolicy, headers: dict[str, str], max_bytes: int
) -> Answer:
    times = Times(policy.connect_seconds, policy.read_seconds, policy.whole_seconds)
    sent = {
        "Host": place.authority,
        "User-Agent": agent(),
        "Accept": _ACCEPT,
        "Accept-Encoding": "gzip, deflate",
        "Connection": "close",
        **headers,
    }
    for last in (False, True):
        try:
            return ask(
                place, addresses, sent, times, max_bytes, policy.ca_file, wanted=lambda status: status == _OK
            )
        except BrokenOffError as error:
            if last:
                why = "the server broke off the connection twice"
                raise SetAsideError(place.url, "not-fetched", why, "try again later") from error
    raise AssertionError("unreachable")


def _rules(place: Place, policy: FetchPolicy, resolve: Resolve) -> Rules:
    """Fetch a site's robots.txt, under the same guard; up to five redirects, as RFC 9309 asks."""
    try:
        at = place_of(f"{place.origin}/robots.txt", policy.ports)
        for _ in range(policy.redirects + 1):
            addresses = checked(at, resolve, policy.networks)
            answer = _ask_twice(at, addresses, policy, {}, max(MAX_BYTES, policy.max_bytes))
            if not answer.redirects:
                return rules_of(answer.status, answer.data)
            at = _next(at, answer.headers["location"], policy)
    except SetAsideError as error:
        return Rules(None, f"the site's robots.txt cannot be had ({error.why}), which counts as a no")
    return EVERYTHING


def _next(place: Place, location: str, policy: FetchPolicy) -> Place:
    """Return where a redirect leads, checked like any address."""
    try:
        written = location.encode("latin-1").decode("utf-8", "replace")  # HTTP headers arrive as Latin-1
    except UnicodeEncodeError:
        written = location
    try:
        joined = urljoin(place.url, quote(written.strip(), safe="%/:=&?~#+!$,;'@()*[]"))
    except ValueError as error:
        raise SetAsideError(
            place.url, "redirects", "it redirects to no address", "look at it in a browser"
        ) from error
    there = place_of(joined, policy.ports)
    if place.scheme == "https" and there.scheme == "http" and not policy.allow_downgrade:
        why = f"not fetched: it leads from https to plain http ({there.url[:200]})"
        raise SetAsideError(
            place.url, "address-refused", why, "add that address itself if you trust the way there"
        )
    return there


def _fetched(url: str, place: Place, answer: Answer) -> Fetched:
    message = Message()
    message["Content-Type"] = answer.headers.get("content-type", "").replace("\n", " ").replace("\r", " ")
    given = "content-type" in answer.headers
    charset = message.get_param("charset")
    return Fetched(
        url=url,
        final_url=place.url,
        status=answer.status,
        data=answer.data,
        content_type=message.get_content_type() if given else None,
        charset=charset if isinstance(charset, str) else None,
        etag=answer.headers.get("etag"),
        last_modified=answer.headers.get("last-modified"),
        fetched=datetime.now(UTC).replace(microsecond=0).isoformat().replace("+00:00", "Z"),
    )


def _not_ok(place: Place, answer: Answer) -> SetAsideError:
    said = {
        401: "it asks for a password",
        403: "it refuses us",
        404: "there is no such page",
        410: "it is gone",
    }
    busy = answer.status // 100 == 5  # noqa: PLR2004 - HTTP's class of server errors
    why = said.get(answer.status, "the server cannot answer" if busy else "no page")
    return SetAsideError(
        place.url,
        f"http-{answer.status}",
        f"not fetched: {why} (status {answer.status})",
        "look at it in a browser",
    )


def _retry_after(written: str | None) -> float | None:
    """Return how many seconds a server asks us to wait; None where it does not say."""
    if not written:
        return None
    if written.strip().isdecimal():
        return float(written.strip()[:9])
    try:
        then = parsedate_to_datetime(written)
        then = then if then.tzinfo else then.replace(tzinfo=UTC)
        return max(0.0, (then - datetime.now(UTC)).total_seconds())
    except (ValueError, TypeError, IndexError):
        return None
