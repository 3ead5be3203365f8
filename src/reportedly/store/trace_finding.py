"""Finding in the trace: claims, contradictions and statements that meet filters, as rows."""

from collections.abc import Collection
from typing import Any

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection, Row

from reportedly.errors import StoreError
from reportedly.store.filters import between, words_of
from reportedly.store.tables import NAME_WORDS, REPORTS
from reportedly.store.trace_tables import CLAIMS, CONTRADICTIONS, STATEMENT_NAMES, STATEMENTS, WORDINGS
from reportedly.store.words import index_words

_ORDERS: dict[str, tuple[sa.ColumnElement[Any], ...]] = {
    "reports": (CLAIMS.c.reports.desc(),),
    "origins": (CLAIMS.c.origins.desc(), CLAIMS.c.reports.desc()),
    "latest": (CLAIMS.c.last_day.desc().nulls_last(),),
    "first": (CLAIMS.c.first_day.asc().nulls_last(),),
}


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """What one statement must meet; None narrows nothing. Names are met by their words."""

    speaker: str | None = None
    place: str | None = None
    party: str | None = None
    outlet: str | None = None


def find_claims(  # noqa: PLR0913 -- one parameter for each filter
    connection: Connection,
    *,
    words: str | None,
    wanted: Wanted,
    since: str | None,
    until: str | None,
    least_reports: int,
    contradicted: bool | None,
    order: str,
    limit: int | None,
    offset: int,
) -> list[Row[Any]]:
    """Return the rows of claims that meet the filters. Raises StoreError where one cannot be understood."""
    query = sa.select(CLAIMS).where(CLAIMS.c.reports >= least_reports)
    if words is not None and not index_words(words):
        raise StoreError(f"the words {words!r}", "hold no word", "name the claim by a word of it")
    for word in index_words(words or ""):
        query = query.where(CLAIMS.c.folded.contains(f" {word} ", autoescape=True))
    if (met := _met(connection, wanted)) is not None:
        inside = sa.select(WORDINGS.c.claim).join(STATEMENTS, STATEMENTS.c.wording == WORDINGS.c.id)
        query = query.where(CLAIMS.c.id.in_(inside.where(*met)))
    if (days := between("published", since, until)) is not None:
        query = query.where(CLAIMS.c.last_day >= days.begins, CLAIMS.c.first_day <= days.ends)
    if contradicted is not None:
        query = query.where(CLAIMS.c.contradicted == int(contradicted))
    query = query.order_by(*_ORDERS[order], CLAIMS.c.key).limit(limit).offset(offset)
    return list(connection.execute(query))


def find_statements(
    connection: Connection, kind: str, wanted: Wanted, since: str | None, until: str | None
) -> list[bytes]:
    """Return the statements of a kind that meet the filters, packed. Raises StoreError as `find_claims`."""
    query = sa.select(STATEMENTS.c.packed).where(STATEMENTS.c.kind == kind)
    if (met := _met(connection, wanted)) is not None:
        query = query.where(*met)
    if (days := between("published", since, until)) is not None:
        query = query.where(STATEMENTS.c.rank >= days.begins, STATEMENTS.c.rank <= f"{days.ends}\x1f~")
    return list(connection.execute(query.order_by(STATEMENTS.c.rank)).scalars())


def find_contradictions(  # noqa: PLR0913 -- one parameter for each filter
    connection: Connection,
    *,
    label: str | None,
    slot: str | None,
    wanted: Wanted,
    since: str | None,
    until: str | None,
    wordings: Collection[int] | None = None,
    limit: int | None = None,
    offset: int = 0,
) -> list[Row[Any]]:
    """Return contradictions with both statements packed and the keys of their claims, the latest first.

    The key of a claim that has no row, for one report alone makes it, is that of its statement.
    """
    first, second = STATEMENTS.alias("first"), STATEMENTS.alias("second")
    one, other = WORDINGS.alias("w_one"), WORDINGS.alias("w_other")
    c_one, c_other = CLAIMS.alias("c_one"), CLAIMS.alias("c_other")
    query = (
        sa.select(
            CONTRADICTIONS,
            first.c.packed.label("said"),
            second.c.packed.label("against"),
            sa.func.coalesce(c_one.c.key, first.c.key).label("one_claim"),
            sa.func.coalesce(c_other.c.key, second.c.key).label("other_claim"),
        )
        .join(one, one.c.id == CONTRADICTIONS.c.one)
        .join(other, other.c.id == CONTRADICTIONS.c.other)
        .join(first, first.c.id == one.c.first)
        .join(second, second.c.id == other.c.first)
        .outerjoin(c_one, c_one.c.id == one.c.claim)
        .outerjoin(c_other, c_other.c.id == other.c.claim)
    )
    if label is not None:
        query = query.where(CONTRADICTIONS.c.label == label)
    if slot is not None:
        query = query.where(CONTRADICTIONS.c.slot == slot)
    if wordings is not None:
        query = query.where(CONTRADICTIONS.c.one.in_(wordings) | CONTRADICTIONS.c.other.in_(wordings))
    if (met := _met(connection, wanted)) is not None:
        ids = sa.select(STATEMENTS.c.id).where(*met)
        query = query.where(first.c.id.in_(ids) | second.c.id.in_(ids))
    if (days := between("published", since, until)) is not None:
        query = query.where(second.c.rank >= days.begins, first.c.rank <= f"{days.ends}\x1f~")
    query = query.order_by(second.c.rank.desc(), first.c.rank, CONTRADICTIONS.c.one, CONTRADICTIONS.c.other)
    query = query.limit(limit).offset(offset)
    return list(connection.execute(query))


def _met(connection: Connection, wanted: Wanted) -> list[sa.ColumnElement[bool]] | None:
    """Return the conditions on a statement; None where nothing is asked of it."""
    conditions: list[sa.ColumnElement[bool]] = []
    for role in ("speaker", "place", "party"):
        if words := words_of(role, getattr(wanted, role)):
            table = STATEMENT_NAMES.c
            named = sa.select(table.statement).where(table.name.in_(_names(connection, words)))
            conditions.append(STATEMENTS.c.id.in_(named.where(table.role == role)))
    if words := words_of("outlet", wanted.outlet):
        of_it = sa.select(REPORTS.c.seq).where(REPORTS.c.outlet_name.in_(_names(connection, words)))
        conditions.append(STATEMENTS.c.seq.in_(of_it))
    return conditions or None


def _names(connection: Connection, words: tuple[str, ...]) -> list[int]:
    held: set[int] | None = None
    for word in words:
        these = set(
            connection.execute(sa.select(NAME_WORDS.c.name).where(NAME_WORDS.c.word == word)).scalars()
        )
        held = these if held is None else held & these
    return sorted(held or ())
