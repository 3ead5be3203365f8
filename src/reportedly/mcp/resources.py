"""Resources: the reports of a store by address, so that a person can hand one to a conversation.

`reportedly://report/ID` is the text with what is known of it, `reportedly://reading/ID` the Reading as in the
JSON contract, as persons corrected it.
"""

import re
from typing import NamedTuple
from urllib.parse import quote, unquote

from reportedly.errors import StoreError
from reportedly.record import Reading, Report, encode_reading
from reportedly.store import Store

PAGE = 100
"""Reports listed at once."""
REPORT, READING = "reportedly://report/", "reportedly://reading/"
TEXT, JSON = "text/plain", "application/json"


class Resource(NamedTuple):
    """One report that can be asked for."""

    uri: str
    title: str
    description: str


def listed(store: Store, cursor: str | None) -> tuple[list[Resource], str | None]:
    """Return a page of the reports, in the order in which they were added, and what to ask the next with.

    Raises StoreError where the cursor is none of ours.
    """
    if cursor is not None and not re.fullmatch("[0-9]{1,10}", cursor):
        raise StoreError(f"cursor {cursor[:40]!r}", "is none of this server", "list from the beginning")
    offset = int(cursor or 0)
    with store.view() as view:
        reports = view.reports(limit=PAGE + 1, offset=offset)
    found = [
        Resource(
            uri=REPORT + quote(each.id, safe=""),
            title=each.headline or each.id,
            description=", ".join(part for part in (each.outlet, each.published) if part) or "not dated",
        )
        for each in reports[:PAGE]
    ]
    return found, str(offset + PAGE) if len(reports) > PAGE else None


def read_resource(store: Store, uri: str) -> tuple[str, str]:
    """Return the content of a resource and its media type.

    Raises StoreError where there is none, CitationMismatchError where a reading does not match its text.
    """
    with store.view() as view:
        if uri.startswith(REPORT):
            return _as_text(view.report(unquote(uri.removeprefix(REPORT)))), TEXT
        if uri.startswith(READING):
            key = unquote(uri.removeprefix(READING))
            reading = view.reading(key) or Reading(report=view.report(key))
            return encode_reading(reading).decode(), JSON
    raise StoreError(uri[:80], "is no resource of this server", f"ask for {REPORT}ID or {READING}ID")


def _as_text(report: Report) -> str:
    """Return a report's text below what is known of it."""
    known = {"Outlet": report.outlet, "Published": report.published, "Address": report.url, "Id": report.id}
    head = "".join(f"{name}: {' '.join(value.split())}\n" for name, value in known.items() if value)
    return f"{head}\n{report.text}\n"
