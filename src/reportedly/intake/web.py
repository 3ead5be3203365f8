"""Addresses -> inputs: pages and feeds of the web, each fetched under the guard of `fetch`.

`gather` is what a run calls: it takes addresses and paths alike. Fetching happens here, in one process
and one after the other, so that the pauses that sites ask for hold; reading may be shared among workers.
"""

from collections.abc import Iterable, Iterator, Mapping

import msgspec

from reportedly.errors import SetAsideError
from reportedly.intake.addresses import Resolve, resolved
from reportedly.intake.feeds import (
    Entry,
    FeedSeen,
    FeedState,
    entries_of,
    looks_like_feed,
    new_entries,
    remembered,
)
from reportedly.intake.fetch import Fetched, FetchPolicy, fetch
from reportedly.intake.forms import Form
from reportedly.intake.html import looks_like_html
from reportedly.intake.inputs import Found, Input, find_inputs, is_address, refused
from reportedly.intake.known import Known
from reportedly.intake.robots import Manners
from reportedly.record import Problem

_NOT_MODIFIED = 304
_BY_TYPE = {
    "text/html": Form.HTML,
    "application/xhtml+xml": Form.HTML,
    "text/plain": Form.UNKNOWN,
    "application/json": Form.JSON,
    "application/ld+json": Form.JSON,
    "application/pdf": Form.PDF,
}
_FEED_TYPES = frozenset({"application/rss+xml", "application/atom+xml", "application/rdf+xml"})
_XML_TYPES = frozenset({"application/xml", "text/xml"})
_SNIFFED = 2_000
_FOR_GOOD = frozenset(
    {"address-refused", "robots", "too-large", "redirects", "http-401", "http-403", "http-404", "http-410"}
)
"""What keeps a page from being fetched the next time as well: the feed's entry counts as taken."""

Gathered = Found | FeedSeen


class Web(msgspec.Struct, frozen=True, kw_only=True):
    """What a run needs to fetch: its limits, its memory of hosts, and what is known of feeds."""

    policy: FetchPolicy = FetchPolicy()
    manners: Manners
    feeds: Mapping[str, FeedState] = {}
    """The states that earlier runs kept, by the address that the person named."""
    resolve: Resolve = resolved
    """Finds the addresses of hosts; another one only in tests."""


def gather(things: Iterable[str], max_bytes: int, web: Web | None) -> Iterator[Gathered]:
    """Yield what `things` name, in their order: addresses of pages and feeds, and what `find_inputs` takes.

    With `web` None nothing is fetched. A feed ends in a FeedSeen: keep its state after all before it is
    kept, and a run that is killed loses no entry. What cannot be fetched is yielded as Refused.
    """
    for thing in things:
        if web is not None and is_address(thing):
            yield from _at(thing, web)
        else:
            yield from find_inputs([thing], max_bytes)


def _at(url: str, web: Web) -> Iterator[Gathered]:
    state = web.feeds.get(url) or FeedState(url=url)
    try:
        fetched = _fetch(url, web, state)
        if fetched.status == _NOT_MODIFIED:
            yield FeedSeen(name=url, state=state, new=0, known=len(state.seen))
        elif _is_feed(fetched):
            yield from _in_feed(fetched, state, web)
        else:
            yield _page(url, fetched, None)
    except SetAsideError as error:
        yield refused(_named(error, url))


def _in_feed(fetched: Fetched, state: FeedState, web: Web) -> Iterator[Gathered]:
    entries = entries_of(state.url, fetched.data, fetched.final_url, _header(fetched))
    new = new_entries(entries, state)
    failed: set[str] = set()
    for entry in new:
        try:
            yield _entry(entry, fetched, web)
        except SetAsideError as error:
            if error.code not in _FOR_GOOD:
                failed.add(entry.id)
            yield refused(_named(error, entry.link or f"{state.url} ({entry.id[:100]})"))
    kept = FeedState(
        url=state.url,
        etag=None if failed else fetched.etag,  # an entry that failed must be seen again
        last_modified=None if failed else fetched.last_modified,
        seen=remembered(state, entries, failed),
    )
    yield FeedSeen(name=state.url, state=kept, new=len(new), known=len(entries) - len(new))


def _entry(entry: Entry, feed: Fetched, web: Web) -> Input:
    """Return the input of an entry: its page, or its text in the feed where the page cannot be had."""
    if entry.link is None:
        if not entry.full:
            raise SetAsideError(
                "", "no-text", "the feed's entry has neither a text nor an address", "leave it out"
            )
        return _from_feed(entry, feed, ())
    try:
        fetched = _fetch(entry.link, web, None)
        return _page(entry.link, fetched, entry)
    except SetAsideError as error:
        if not entry.full or error.code == "address-refused":
            raise
        message = f"the page was not fetched ({error.why}), so the text is the feed's"
        return _from_feed(entry, feed, (Problem(code="page-not-fetched", message=message),))


def _from_feed(entry: Entry, feed: Fetched, notes: tuple[Problem, ...]) -> Input:
    known = entry.known(Known(url=entry.link, fetched=feed.fetched, notes=notes))
    name = entry.link or f"{feed.url} ({entry.id[:100]})"
    return Input(name=name, form=Form.ENTRY, data=entry.body.encode("utf-8", "replace"), known=known)


def _page(name: str, fetched: Fetched, entry: Entry | None) -> Input:
    form = _BY_TYPE.get(fetched.content_type or "")
    if form is None and looks_like_html(fetched.data[:_SNIFFED].decode("latin-1")):
        form = Form.HTML
    if form is None:
        why = f"not a page: the server calls it {(fetched.content_type or 'nothing')[:60]}"
        raise SetAsideError(name, "not-a-page", why, "download it and add the file")
    known = Known(url=fetched.final_url, fetched=fetched.fetched, charset=fetched.charset)
    if entry is not None:
        known = entry.known(known)
    return Input(name=name, form=form, data=fetched.data, known=known)


def _fetch(url: str, web: Web, state: FeedState | None) -> Fetched:
    return fetch(
        url,
        web.policy,
        web.manners,
        etag=state.etag if state else None,
        last_modified=state.last_modified if state else None,
        resolve=web.resolve,
    )


def _is_feed(fetched: Fetched) -> bool:
    kind = fetched.content_type or ""
    if kind in _FEED_TYPES:
        return True
    if kind == "text/html" and looks_like_html(fetched.data[:_SNIFFED].decode("latin-1")):
        return False
    return (kind in _XML_TYPES or kind.startswith("text/") or not kind) and looks_like_feed(fetched.data)


def _header(fetched: Fetched) -> str | None:
    if fetched.content_type is None:
        return None
    return f"{fetched.content_type}; charset={fetched.charset}" if fetched.charset else fetched.content_type


def _named(error: SetAsideError, name: str) -> SetAsideError:
    """Return an error under the name that the person gave: what went wrong may be many redirects away."""
    why = error.why if error.name in {"", name} else f"{error.why} (at {error.name})"
    return SetAsideError(name, error.code, why, error.next_step)
