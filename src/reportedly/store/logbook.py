"""The log book: judgements as rows. Only ever added to; the database itself refuses anything else."""

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from reportedly.store.judgement import Judgement, called
from reportedly.store.packing import UNREADABLE, damaged
from reportedly.store.tables import JUDGEMENTS

_decoder = msgspec.json.Decoder(Judgement)


def judgements_on(connection: Connection, report: str) -> tuple[Judgement, ...]:
    """Return every judgement on a report or a record of it, and every withdrawal of one, in order."""
    return judgements_where(connection, JUDGEMENTS.c.report == report)


def judgements_where(connection: Connection, *conditions: sa.ColumnElement[bool]) -> tuple[Judgement, ...]:
    """Return the judgements that meet all conditions on the columns of their table, in order.

    Raises StoreError where one is damaged.
    """
    rows = connection.execute(
        sa.select(JUDGEMENTS.c.id, JUDGEMENTS.c.entry).where(*conditions).order_by(JUDGEMENTS.c.id)
    )
    return tuple(_numbered(_decoded(row.id, row.entry), row.id) for row in rows)


def write_down(connection: Connection, judgement: Judgement) -> Judgement:
    """Add a judgement to the log and return it with its number."""
    done = connection.execute(
        sa.insert(JUDGEMENTS).values(
            at=judgement.at,
            who=judgement.who,
            verb=str(judgement.verb),
            report=judgement.target.report,
            name=judgement.target.name,
            withdraws=judgement.withdraws,
            entry=msgspec.json.encode(judgement).decode(),
        )
    )
    key = done.inserted_primary_key
    return _numbered(judgement, key[0] if key else 0)


def _decoded(number: int, entry: str) -> Judgement:
    try:
        return _decoder.decode(entry)
    except UNREADABLE as error:
        raise damaged(f"judgement {number}", error) from error


def _numbered(judgement: Judgement, number: int) -> Judgement:
    numbered = msgspec.structs.replace(judgement, id=number)
    return msgspec.structs.replace(numbered, target=called(numbered))
