"""Reports: one published text, fixed once taken in."""

import hashlib

import msgspec


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """One published text. Nothing in it changes after intake; a changed text is another report."""

    id: str
    """Content hash of outlet and text (`report_id`), or the id its file gave."""
    outlet: str | None = None
    """Who published it, as the user or the page names it; None where nothing says so."""
    url: str | None = None
    """Where it was published."""
    headline: str | None = None
    """The headline; it is also the first line of `text` where the text came with one."""
    published: str | None = None
    """Date or time of publication, ISO 8601; None where nothing says so, never guessed."""
    language: str | None = None
    """ISO 639-1 code; None before it was identified."""
    text: str
    """Headline, standfirst and body; paragraphs parted by one blank line. All spans point here."""


def report_id(text: str, outlet: str | None = None) -> str:
    """Return the identity of a report: 16 hex digits of SHA-256 over its outlet and text."""
    digest = hashlib.sha256()
    digest.update((outlet or "").encode("utf-8", "surrogatepass"))
    digest.update(b"\x00")
    digest.update(text.encode("utf-8", "surrogatepass"))
    return digest.hexdigest()[:16]
