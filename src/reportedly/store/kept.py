"""Kept: what a store keeps beside texts and readings, and what it says of a report."""

from enum import StrEnum

import msgspec

from reportedly.record import Reading, Reference, Report


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One report as it is added, with all that belongs to it."""

    report: Report
    """The text."""
    reading: Reading | None = None
    """What was found in it; None where it is to be read later."""
    references: tuple[Reference, ...] = ()
    """Its credit lines and links."""
    published_basis: str | None = None
    """What its date of publication rests on ("meta", "feed", "user"…), as intake says."""
    added_from: str | None = None
    """The input it came from; a problem noted under this name counts as mended."""


class Became(StrEnum):
    """What adding a report did."""

    NEW = "new"
    KNOWN = "known"
    """The same text of the same outlet is there, read as it was: nothing was written."""
    VERSION = "version"
    """Another text of a story that is there: kept beside the older ones."""
    REREAD = "reread"
    """The text is there; its reading was missing or by another model, and was replaced."""


class Added(msgspec.Struct, frozen=True, kw_only=True):
    """What became of a report that was added."""

    id: str
    """The report's id in the store."""
    became: Became
    """What adding it did."""
    story: str
    """Id of the story's first version."""
    version: int
    """Which version of the story it is, counted from 1."""


class SetAside(msgspec.Struct, frozen=True, kw_only=True):
    """An input that could not be taken in."""

    name: str
    """The input, as messages call it."""
    code: str
    """Stable name of the problem."""
    message: str
    """What was seen and what to do next."""
    first_seen: str
    """When, ISO 8601 in UTC."""
    last_seen: str
    """When last."""
    count: int
    """How often."""
    mended: str | None = None
    """When a report came from it after all."""


class Feed(msgspec.Struct, frozen=True, kw_only=True):
    """What a feed's server said last, and what was taken from the feed."""

    url: str
    """Its address."""
    etag: str | None = None
    """ETag header, for If-None-Match."""
    modified: str | None = None
    """Last-Modified header, for If-Modified-Since."""
    seen: dict[str, str] = {}
    """Each entry that was taken: its id, and its date of change as the feed writes it."""
    fetched_at: str
    """When it was fetched, ISO 8601 in UTC."""


class Listed(msgspec.Struct, frozen=True, kw_only=True):
    """A report without its text, as lists show it."""

    id: str
    story: str
    version: int
    outlet: str | None
    url: str | None
    headline: str | None
    published: str | None
    published_basis: str | None
    language: str | None
    added_at: str
    added_from: str | None
    model: str | None
    """The model that read it; "" where it was read without one, None where it was not read."""
    successor: str | None = None
    """Id of the next version of the story."""
