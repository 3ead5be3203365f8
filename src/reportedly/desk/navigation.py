"""Navigation: what the head of every page leads to."""

import msgspec


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """One page in the head of all pages."""

    name: str
    """As shown."""
    path: str
    """Its address."""
    key: str | None = None
    """The letter that leads there after g."""
    more: bool = False
    """Whether it stands under "More", so that the head keeps to one line."""
