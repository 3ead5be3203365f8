"""Named: what a person names, files or addresses, as inputs of intake; what is kept of feeds between runs."""

import os
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import msgspec

from reportedly.intake import FieldMap, Found, find_inputs, is_address
from reportedly.store import Store, Writer

if TYPE_CHECKING:
    from reportedly.intake.feeds import FeedSeen
    from reportedly.intake.web import Gathered, Web


class Naming(msgspec.Struct, frozen=True, kw_only=True):
    """How what is named is to be understood."""

    fields: FieldMap | None = None
    """Where the records of a dump keep what."""
    allow_private: bool = False
    """Whether addresses of one's own network may be fetched."""
    under: str | None = None
    """A folder with one folder for each file that came through the desk: messages and the store call such
    a file by its own name, so that the same file added again is known as the same input."""


def named(paths: Iterable[str], naming: Naming, store: Store, max_bytes: int) -> "Iterator[Found | FeedSeen]":
    """Yield the inputs that `paths` name, in their order; a feed ends in a FeedSeen (`keep_feed`).

    What has to do with the web is loaded, and the web asked, only where an address is named.
    """
    things = list(paths)
    if any(is_address(thing) for thing in things):
        found: Iterator[Gathered] = _gathered(things, naming, store, max_bytes)
    else:
        found = find_inputs(things, max_bytes)
    yield from found if naming.under is None else (_by_own_name(each, naming.under) for each in found)


def keep_feed(writer: Writer, seen: "FeedSeen") -> None:
    """Keep what a feed's server said and what was taken from it; call it once its entries are kept."""
    state = seen.state
    writer.fetched(seen.name, etag=state.etag, modified=state.last_modified, seen=state.seen)


def _by_own_name(found: "Gathered", folder: str) -> "Gathered":
    """Return an input that lies in `folder`/NUMBER/ under its own name, every other as it is."""
    if not found.name.startswith(f"{folder}{os.sep}"):
        return found
    return msgspec.structs.replace(found, name=found.name[len(folder) + 1 :].partition(os.sep)[2])


def _gathered(things: list[str], naming: Naming, store: Store, max_bytes: int) -> "Iterator[Gathered]":
    from reportedly.intake.web import gather  # noqa: PLC0415 - urllib3 and feedparser, only for addresses

    yield from gather(things, max_bytes, _web(things, naming, store, max_bytes))


def _web(things: list[str], naming: Naming, store: Store, max_bytes: int) -> "Web":
    from reportedly.intake.feeds import FeedState  # noqa: PLC0415 - as above
    from reportedly.intake.fetch import FetchPolicy  # noqa: PLC0415 - as above
    from reportedly.intake.robots import Manners  # noqa: PLC0415 - as above
    from reportedly.intake.web import Web  # noqa: PLC0415 - as above

    policy = FetchPolicy(max_bytes=max_bytes)
    if naming.allow_private:  # one's own servers listen wherever they like
        policy = msgspec.structs.replace(policy, allow_private=True, ports=None)
    with store.view() as view:
        kept = [feed for thing in things if is_address(thing) if (feed := view.feed(thing)) is not None]
    states = {
        feed.url: FeedState(url=feed.url, etag=feed.etag, last_modified=feed.modified, seen=feed.seen)
        for feed in kept
    }
    return Web(policy=policy, manners=Manners(), feeds=states)
