"""RSS and Atom -> entries: what is new in a feed, with the texts and dates that it holds.

The only file that imports feedparser. It is given bytes, never an address or a path, for it would open
either by itself. Nothing here touches the network; `web` fetches what the entries point to.
"""

import hashlib
import html
import io
import re
import time
from calendar import timegm
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import msgspec

from reportedly.errors import SetAsideError
from reportedly.intake.forms import Form
from reportedly.intake.inputs import Found, Input, LeftOut, refused, too_large, unreadable
from reportedly.intake.known import Known
from reportedly.intake.links import absolute
from reportedly.intake.opened import opened
from reportedly.intake.paragraphs import of_fragment
from reportedly.record import Problem

MAX_BYTES = 10_000_000
"""A feed of this size or more is refused; feedparser needs up to 30 µs a byte on what is made to be slow."""
_ENTRIES_AT_MOST = 5_000
_REMEMBERED = 10_000
_FULL_AT_LEAST = 1_200
"""Characters of a summary that is a whole report all the same; RSS has but one field for both."""
_LOOKS_LIKE_FEED = re.compile(rb"<(rss|feed|rdf:RDF|channel)[\s>]", re.IGNORECASE)
_ENTITY = re.compile(rb"<!ENTITY", re.IGNORECASE)
_NEXT_STEP = "check the address; the page's own link to its feed says where it is"


class FeedState(msgspec.Struct, frozen=True, kw_only=True):
    """What is kept of a feed between two looks at it, so that only new entries are taken."""

    url: str
    """The address that the person named."""
    etag: str | None = None
    last_modified: str | None = None
    seen: dict[str, str] = {}
    """Each entry that was taken: its id, and its date of change as the feed writes it ("" for none)."""


class FeedSeen(msgspec.Struct, frozen=True, kw_only=True):
    """The end of a feed: keep `state` once all that came before it is kept."""

    name: str
    """The feed's address."""
    state: FeedState
    new: int
    """Entries that were new."""
    known: int
    """Entries that were taken before."""


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One entry of a feed."""

    id: str
    """Its own id, else its address, else a hash of its words."""
    changed: str
    """Its date of change or publication, as the feed writes it; "" for none."""
    link: str | None
    """The report's address, made absolute."""
    title: str | None
    published: str | None
    """ISO 8601 in UTC."""
    body: str
    """The longest text that the feed holds for it, as HTML."""
    full: bool
    """Whether `body` is the report's text, not a summary."""
    notes: tuple[Problem, ...] = ()

    def known(self, known: Known) -> Known:
        """Return what is known of the report, and what the feed says about it."""
        return msgspec.structs.replace(
            known,
            published=self.published,
            headline=self.title,
            body=self.body,
            notes=(*self.notes, *known.notes),
        )


def looks_like_feed(data: bytes) -> bool:
    """Whether bytes begin as a feed does."""
    return _LOOKS_LIKE_FEED.search(data[:2_000].replace(b"\x00", b"")) is not None


def entries_of(name: str, data: bytes, url: str | None, content_type: str | None = None) -> list[Entry]:
    """Return the entries of a feed, in its order, each id once.

    Raises SetAsideError: "unsafe-feed" where it declares entities (bombs and files of this machine are
    made of those; no feed needs them), "too-large", "no-feed".
    """
    import feedparser  # type: ignore[import-untyped]  # noqa: PLC0415 - 0.1 s, only for feeds

    if len(data) >= MAX_BYTES:
        raise too_large(name, MAX_BYTES)
    if _ENTITY.search(data.replace(b"\x00", b"")):
        why = "the feed declares entities, which no feed needs and attacks are made of"
        raise SetAsideError(name, "unsafe-feed", why, "look at the feed")
    headers = {"content-type": content_type} if content_type else {}
    try:
        parsed = feedparser.parse(
            io.BytesIO(data), response_headers=headers, sanitize_html=False, resolve_relative_uris=False
        )
    except (ValueError, LookupError, AttributeError, TypeError, RecursionError, AssertionError) as error:
        raise SetAsideError(name, "no-feed", "this feed cannot be read", _NEXT_STEP) from error
    if not parsed.get("version"):
        raise SetAsideError(name, "no-feed", "this is no RSS or Atom feed", _NEXT_STEP)
    base = url or parsed.feed.get("link")
    found: dict[str, Entry] = {}
    for raw in parsed.entries[:_ENTRIES_AT_MOST]:
        entry = _entry(raw, base if isinstance(base, str) else None)
        found.setdefault(entry.id, entry)
    return list(found.values())


def new_entries(entries: list[Entry], state: FeedState) -> list[Entry]:
    """Return the entries that were not taken before, or have changed since."""
    return [entry for entry in entries if state.seen.get(entry.id) != entry.changed]


def remembered(state: FeedState, entries: list[Entry], failed: set[str]) -> dict[str, str]:
    """Return what to keep of a feed's entries: those just taken, and older ones up to a limit."""
    now = {entry.id: entry.changed for entry in entries if entry.id not in failed}
    older = {key: value for key, value in state.seen.items() if key not in now and key not in failed}
    return now | dict(list(older.items())[-max(0, _REMEMBERED - len(now)) :])


def saved_feed(path: str, max_bytes: int) -> Iterator[Found]:
    """Yield the reports of a feed that lies in a file: those entries that hold a full text."""
    try:
        with opened(path) as file:
            data = file.read(min(max_bytes, MAX_BYTES))
        entries = entries_of(path, data, None)
    except OSError as error:
        yield refused(unreadable(path, error))
        return
    except SetAsideError as error:
        yield refused(error)
        return
    if not entries:
        yield refused(SetAsideError(path, "empty", "the feed has no entries", "fetch it again"))
    for number, entry in enumerate(entries, start=1):
        name = f"{path}[{number}]"
        if entry.full:
            yield Input(
                name=name, form=Form.ENTRY, data=entry.body.encode(), known=entry.known(Known(url=entry.link))
            )
        else:
            yield LeftOut(
                name=name, why="the feed holds only a summary of it; add the feed's address to fetch it"
            )


def _entry(raw: Any, base: str | None) -> Entry:  # noqa: ANN401 - feedparser's dicts
    title = _words(raw.get("title"))
    link = absolute(_string(raw.get("link")), base)
    contents = [(_markup(held), True) for held in raw.get("content") or [] if isinstance(held, dict)]
    summary = raw.get("summary_detail")
    contents += [(_markup(summary), False)] if isinstance(summary, dict) else []
    body, is_content = max(contents, key=lambda held: len(held[0]), default=("", False))
    length = sum(len(part.text) for part in of_fragment(body))
    published, changed, notes = _dates(raw)
    own_id = _string(raw.get("id")) or link
    words = hashlib.sha256(f"{title}\x00{body}".encode("utf-8", "replace")).hexdigest()[:16]
    return Entry(
        id=(own_id or f"sha256:{words}")[:2_000],
        changed=changed,
        link=link,
        title=title,
        published=published,
        body=body,
        full=bool(length) and (is_content or length >= _FULL_AT_LEAST),
        notes=notes,
    )


def _dates(raw: Any) -> tuple[str | None, str, tuple[Problem, ...]]:  # noqa: ANN401 - feedparser's dicts
    """Return when an entry was published, its date of change as written, and what to say about them."""
    # Plain dict look-ups: feedparser's own answer for a missing "updated" is the date of publication.
    written = {key: _string(dict.get(raw, key)) for key in ("published", "updated")}
    changed = (written["updated"] or written["published"])[:200]
    for key, said in written.items():
        moment = _iso(dict.get(raw, f"{key}_parsed"))
        if moment is None:
            continue
        if key == "published":
            return moment, changed, ()
        message = (
            f"the feed gives only a date of change ({said[:60]}), which stands for the date of publication"
        )
        return moment, changed, (Problem(code="updated-as-published", message=message),)
    if changed:
        message = f"published is {changed[:60]!r}, no date we know, and was left out; say it with --published"
        return None, changed, (Problem(code="published-left-out", message=message),)
    return None, changed, ()


def _iso(moment: object) -> str | None:
    if not isinstance(moment, time.struct_time):
        return None
    try:
        return datetime.fromtimestamp(timegm(moment), UTC).isoformat().replace("+00:00", "Z")
    except (ValueError, OverflowError, OSError):
        return None


def _markup(held: Any) -> str:  # noqa: ANN401 - feedparser's dicts
    """Return a text of an entry as HTML; plain text keeps its line breaks."""
    value = _string(held.get("value"))
    if _string(held.get("type")) == "text/plain" and not re.search(r"<(p|br|div)\b", value):
        return html.escape(value, quote=False).replace("\n", "<br>")
    return value


def _words(title: object) -> str | None:
    """Return a title without markup; a bare "<" that is no markup stays."""
    value = _string(title)
    if "<" in value or "&" in value:
        value = " ".join(part.text for part in of_fragment(value)) or value
    return " ".join(value.split()) or None


def _string(value: object) -> str:
    return value.strip() if isinstance(value, str) else ""
