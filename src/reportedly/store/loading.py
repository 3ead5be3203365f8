"""Loading: reports and readings out of the rows that hold them, checked against the hash of the text."""

import sys
from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Row

from reportedly.errors import StoreError, UnknownReportError
from reportedly.record import Reading, Reference, Report, Span
from reportedly.store.adding import is_keepable, sha256_of
from reportedly.store.kept import Listed
from reportedly.store.packing import unpack
from reportedly.store.tables import READINGS, REPORTS, SUPERSEDED, TEXTS

LISTED_FIELDS = tuple(field for field in Listed.__struct_fields__ if field not in {"model", "successor"})


def row_of(connection: Connection, report: str, store: str) -> Row[Any]:
    """Return the row of a report, named by its id or by the beginning of it that no other id has.

    Raises UnknownReportError where there is none, or several.
    """
    rows = list[Row[Any]]()
    if report and is_keepable(report):
        exact = sa.select(REPORTS).where(REPORTS.c.id == report)
        rows = list(connection.execute(exact)) or list(connection.execute(beginning_with(report).limit(2)))
    if len(rows) == 1:
        return rows[0]
    why = f"is the beginning of several ids in {store}" if rows else f"is not in {store}"
    raise UnknownReportError(f"report {report}", why, "look for its id with: reportedly find WORDS")


def beginning_with(key: str) -> sa.Select[Any]:
    """Return the query for the reports whose ids begin with `key`, which their index answers.

    Ids are ordered by code point on both databases (`tables.Id`), so they are those from `key` up to `key`
    followed by the last code point there is.
    """
    return sa.select(REPORTS).where(key <= REPORTS.c.id, REPORTS.c.id < key + chr(sys.maxunicode))


def report_of(connection: Connection, row: Row[Any]) -> Report:
    """Return the report in `row`. Raises StoreError where its text is not what was taken in."""
    text = connection.execute(sa.select(TEXTS.c.text).where(TEXTS.c.seq == row.seq)).scalar()
    return report_in(row, text)


def report_in(row: Row[Any], text: str | None) -> Report:
    """Return the report in `row` with its text. Raises StoreError where that is not what was taken in."""
    if text is None or sha256_of(text) != row.sha256:
        why = "its text is no longer the one that was taken in (its hash differs)"
        raise StoreError(f"report {row.id}", why, "bring back a copy of the store from before")
    return Report(
        id=row.id,
        outlet=row.outlet,
        url=row.url,
        headline=row.headline,
        published=row.published,
        language=row.language,
        text=text,
    )


def reading_of(connection: Connection, row: Row[Any], report: Report) -> Reading | None:
    """Return the reading of the report in `row` as its model made it; None where it was not read.

    Raises NotAReadingError where it is of a contract this release does not know.
    """
    packed = connection.execute(sa.select(READINGS.c.packed).where(READINGS.c.seq == row.seq)).scalar()
    return None if packed is None else unpack(packed, report)


def listing() -> sa.Select[Any]:
    """Return the query for `listed`, to be narrowed and ordered."""
    later = REPORTS.alias("later")
    return (
        sa.select(
            *(REPORTS.c[field] for field in LISTED_FIELDS), READINGS.c.model, later.c.id.label("successor")
        )
        .select_from(REPORTS)
        .outerjoin(READINGS, READINGS.c.seq == REPORTS.c.seq)
        .outerjoin(SUPERSEDED, SUPERSEDED.c.seq == REPORTS.c.seq)
        .outerjoin(later, later.c.seq == SUPERSEDED.c.successor)
    )


def listed(row: Row[Any]) -> Listed:
    """Return what lists show of a report."""
    return Listed(
        model=row.model, successor=row.successor, **{field: getattr(row, field) for field in LISTED_FIELDS}
    )


def references_at(rows: Iterable[Row[Any]]) -> tuple[Reference, ...]:
    """Return the credit lines and links in the rows of a report, in their order."""
    return tuple(
        Reference(
            kind=row.kind,
            url=row.url or "",
            span=None if row.start is None else Span(row.start, row.end, row.words),
            title=(row.words or "") if row.start is None else "",
        )
        for row in rows
    )
