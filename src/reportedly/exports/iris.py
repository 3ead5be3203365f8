"""IRIs: what reports, records, claims and names are called where everything needs an address.

What has no address of its own is named by a URN; whatever stands in an id is escaped. The vocabulary
`urn:reportedly:ns:` has the words of docs/words.md.
"""

from functools import lru_cache
from urllib.parse import quote, unquote, urlsplit

NS = "urn:reportedly:ns:"
"""What the terms of our own vocabulary begin with."""
_URN = "urn:reportedly:"
_IN_ADDRESSES = "!#$%&'()*+,/:;=?@[]~"
"""Characters of an address that stay as they are."""


def urn(kind: str, *parts: str) -> str:
    """Return the name of something: its kind, then its ids from the outside in.

    >>> urn("record", "a b", "e1")
    'urn:reportedly:record:a%20b:e1'
    """
    return _URN + ":".join((kind, *map(_escaped, parts)))


@lru_cache(maxsize=4096)
def _escaped(part: str) -> str:
    return quote(part, safe="")


def parts_of(iri: str) -> tuple[str, ...]:
    """Return the kind and the ids that `urn` was given; nothing where `iri` is none of ours."""
    if not iri.startswith(_URN):
        return ()
    return tuple(unquote(part) for part in iri.removeprefix(_URN).split(":"))


@lru_cache(maxsize=1024)
def address(url: str | None) -> str | None:
    """Return a web address with all escaped that an IRI may not hold; None where it is no web address."""
    if not url:
        return None
    try:
        parts = urlsplit(url.strip())
        host, _ = parts.hostname, parts.port
    except ValueError:
        return None
    if parts.scheme.lower() not in {"http", "https"} or not host or "[" in url or "]" in url:
        return None
    return quote(url.strip(), safe=_IN_ADDRESSES)
