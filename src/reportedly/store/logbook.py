"""The log book: judgements as rows. Only ever added to; the database itself refuses anything else."""

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from reportedly.store.judgement import Judgement
from reportedly.store.tables import JUDGEMENTS

_decoder = msgspec.json.Decoder(Judgement)


def judgements_on(connection: Connection, report: str) -> tuple[Judgement, ...]:
    """Return every judgement on a report or a record of it, and every withdrawal of one, in order."""
    return judgements_where(connection, JUDGEMENTS.c.report == report)


def judgements_where(connection: Connection, *conditions: sa.ColumnElement[bool]) -> tuple[Judgement, ...]:
    """Return the judgements that meet all conditions on the columns of their table, in order."""
    rows = connection.execute(
        sa.select(JUDGEMENTS.c.id, JUDGEMENTS.c.entry).where(*conditions).order_by(JUDGEMENTS.c.id)
    )
    return tuple(msgspec.structs.replace(_decoder.decode(row.entry), id=row.id) for row in rows)


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
    return msgspec.structs.replace(judgement, id=key[0] if key else 0)
