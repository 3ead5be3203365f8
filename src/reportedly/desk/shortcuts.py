"""Shortcuts: the keys of the desk, as the help (?) shows them.

A key that leads somewhere stands here with its address. A key of one page is a `data-key` on the button
or field that it presses or focuses; the page names it in `keys` so that the help tells of it.
"""

from collections.abc import Sequence

import msgspec

from reportedly.desk.navigation import Place


class Shortcut(msgspec.Struct, frozen=True, kw_only=True):
    """One key, or two in a row parted by a space."""

    keys: str
    """As pressed: "?", "g i"."""
    does: str
    """What it does, for a person."""
    goes: str | None = None
    """The address it leads to."""


EVERYWHERE = (
    Shortcut(keys="?", does="Show this help"),
    Shortcut(keys="/", does="Search"),
    Shortcut(keys="j", does="Next in the list"),
    Shortcut(keys="k", does="Previous in the list"),
    Shortcut(keys="Enter", does="Open what is chosen"),
    Shortcut(keys="Esc", does="Close, or leave a field"),
)
"""On every page, beside `leading`."""


def leading(places: Sequence[Place]) -> tuple[Shortcut, ...]:
    """Return the keys that lead to the places of the head: g, then a letter of each."""
    return tuple(
        Shortcut(keys=f"g {each.key}", does=each.name, goes=each.path) for each in places if each.key
    )
