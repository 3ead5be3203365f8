"""What is known about an input from the way it came: an address, a feed's word, the time of fetching."""

import msgspec

from reportedly.record import Problem


class Known(msgspec.Struct, frozen=True, kw_only=True):
    """What a server, a feed or an archive says about an input. The page's own word stands above it."""

    url: str | None = None
    """Where it was found, after all redirects."""
    fetched: str | None = None
    """When it was fetched, ISO 8601 in UTC: by us, or by the crawler that wrote the archive."""
    charset: str | None = None
    """The encoding that the server named."""
    published: str | None = None
    """The date that the feed gives for it, ISO 8601."""
    headline: str | None = None
    """The headline that the feed gives for it."""
    body: str | None = None
    """The full text that the feed holds, as HTML; "" where it only has a summary."""
    notes: tuple[Problem, ...] = ()
    """What went wrong on the way without stopping it."""


NOTHING_KNOWN = Known()
