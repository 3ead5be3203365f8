"""The store: reports, readings and judgements, kept on SQLite or PostgreSQL so that nothing is lost.

Start with `store.py` (Store, `open_store`), then `writer` and `view`; `laying` lays judgements over a
reading. Names load on first use, for SQLAlchemy takes a quarter of a second to import.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reportedly.store.drafts import Mark
    from reportedly.store.excerpts import Excerpt
    from reportedly.store.filters import Filters
    from reportedly.store.finding import Hit, Match
    from reportedly.store.judgement import Grade, Judgement, Seen, Target, Verb
    from reportedly.store.kept import Added, Became, Entry, Feed, Listed, SetAside
    from reportedly.store.laying import Judged, lay_over
    from reportedly.store.shelf import Day, Published, Shelf
    from reportedly.store.store import Store, open_store
    from reportedly.store.view import Counts, History, View
    from reportedly.store.writer import Writer

_HOMES = {
    "drafts": ("Mark",),
    "excerpts": ("Excerpt",),
    "filters": ("Filters",),
    "finding": ("Hit", "Match"),
    "judgement": ("Grade", "Judgement", "Seen", "Target", "Verb"),
    "kept": ("Added", "Became", "Entry", "Feed", "Listed", "SetAside"),
    "laying": ("Judged", "lay_over"),
    "shelf": ("Day", "Published", "Shelf"),
    "store": ("Store", "open_store"),
    "view": ("Counts", "History", "View"),
    "writer": ("Writer",),
}

__all__ = [
    "Added",
    "Became",
    "Counts",
    "Day",
    "Entry",
    "Excerpt",
    "Feed",
    "Filters",
    "Grade",
    "History",
    "Hit",
    "Judged",
    "Judgement",
    "Listed",
    "Mark",
    "Match",
    "Published",
    "Seen",
    "SetAside",
    "Shelf",
    "Store",
    "Target",
    "Verb",
    "View",
    "Writer",
    "lay_over",
    "open_store",
]


def __getattr__(name: str) -> object:
    """Load a public name when it is first asked for."""
    for home, names in _HOMES.items():
        if name in names:
            value: object = getattr(import_module(f"{__name__}.{home}"), name)
            globals()[name] = value
            return value
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    """List the public names, loaded or not."""
    return sorted(__all__)
