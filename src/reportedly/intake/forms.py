"""How reports are written down, told from a file's name or from the beginning of a text."""

from enum import StrEnum
from pathlib import PurePath

import msgspec


class Form(StrEnum):
    """How a report is written down, or what holds several of them."""

    TEXT = "text"
    HTML = "html"
    JSON = "json"
    MAIL = "mail"
    """A message, RFC 5322 (.eml)."""
    PDF = "pdf"
    ENTRY = "entry"
    """A feed's entry: the bytes are its full text, HTML without a page around it."""
    LINES = "lines"
    """JSON lines: one record a line."""
    FEED = "feed"
    """RSS or Atom."""
    WARC = "warc"
    """A web archive, ISO 28500."""
    WACZ = "wacz"
    """A zip file that holds web archives."""
    UNKNOWN = "unknown"
    """No telling name: its beginning will say."""


_BY_SUFFIX = {
    ".txt": Form.TEXT,
    ".text": Form.TEXT,
    ".md": Form.TEXT,
    ".html": Form.HTML,
    ".htm": Form.HTML,
    ".xhtml": Form.HTML,
    ".json": Form.JSON,
    ".jsonl": Form.LINES,
    ".ndjson": Form.LINES,
    ".eml": Form.MAIL,
    ".pdf": Form.PDF,
    ".rss": Form.FEED,
    ".atom": Form.FEED,
    ".xml": Form.FEED,
    ".warc": Form.WARC,
    ".wacz": Form.WACZ,
}
PACKED = (".gz", ".zst")
"""Endings of files that are unpacked while they are read."""


class Name(msgspec.Struct, frozen=True):
    """What a file's name tells."""

    form: Form
    """How its report is written; UNKNOWN where the name does not tell."""
    packed: str | None
    """The ending that says how it is packed (".gz"), if it is."""


def by_name(path: str) -> Name:
    """Return what the name of a file tells: "a.jsonl.gz" holds JSON lines and is packed."""
    suffixes = [suffix.lower() for suffix in PurePath(path).suffixes]
    packed = suffixes[-1] if suffixes and suffixes[-1] in PACKED else None
    rest = suffixes[:-1] if packed else suffixes
    return Name(_BY_SUFFIX.get(rest[-1], Form.UNKNOWN) if rest else Form.UNKNOWN, packed)


def form_of(text: str) -> Form:
    """Return how a text without a telling name is written, by its beginning."""
    start = text[:1_000].lstrip()
    if start.startswith("{"):
        return Form.JSON
    if start.startswith("<"):
        from reportedly.intake.html import looks_like_html  # noqa: PLC0415 - lxml, only for web pages

        return Form.HTML if looks_like_html(text) else Form.TEXT
    return Form.TEXT
