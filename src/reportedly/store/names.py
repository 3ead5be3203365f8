"""Names: the speakers and places that a few words lead to, spelt as a report spells them."""

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from reportedly.record import Reading
from reportedly.store.finding import numbers_of_names
from reportedly.store.keys import Keys, keys_of, number_of
from reportedly.store.laying import lay_over
from reportedly.store.loading import reading_of, report_of
from reportedly.store.logbook import judgements_on
from reportedly.store.tables import RECORD_INDEX, REPORTS
from reportedly.store.words import folded_words

_MOST_NAMES = 400
"""Names that are counted: words that more names hold do not tell one from another."""


class Named(msgspec.Struct, frozen=True, kw_only=True):
    """A name, and in how many reports it stands."""

    name: str
    """As one of these reports spells it."""
    reports: int
    """In so many."""


class Names(msgspec.Struct, frozen=True, kw_only=True):
    """The names that some words lead to, those in the most reports first."""

    speakers: tuple[Named, ...] = ()
    """Who says something under such a name."""
    places: tuple[Named, ...] = ()
    """Places of such a name."""


def names_with(connection: Connection, written: str, limit: int) -> Names:
    """Return the names that hold all words of `written`, of each sort at most `limit`.

    None where it holds no word.
    """
    words = folded_words(written)
    numbers = numbers_of_names(connection, words)[:_MOST_NAMES] if words else []
    if not numbers:
        return Names()
    columns = RECORD_INDEX.c
    return Names(
        speakers=tuple(_named(connection, columns.speaker, numbers, limit)),
        places=tuple(_named(connection, columns.place, numbers, limit)),
    )


def _named(
    connection: Connection, column: sa.ColumnElement[int], numbers: list[int], limit: int
) -> list[Named]:
    many = sa.func.count(sa.distinct(RECORD_INDEX.c.seq))
    counted = sa.select(column, many, sa.func.max(RECORD_INDEX.c.seq)).where(column.in_(numbers))
    counted = counted.group_by(column).order_by(many.desc(), column).limit(limit)
    found = []
    for number, reports, seq in connection.execute(counted).all():
        spelt = _spelt(connection, seq, number, speaker=column is RECORD_INDEX.c.speaker)
        if spelt is not None:
            found.append(Named(name=spelt, reports=reports))
    return found


def _spelt(connection: Connection, seq: int, number: int, *, speaker: bool) -> str | None:
    """Return a name as the judged reading of one report has it."""
    row = connection.execute(sa.select(REPORTS).where(REPORTS.c.seq == seq)).one()
    report = report_of(connection, row)
    reading = lay_over(
        reading_of(connection, row, report) or Reading(report=report), judgements_on(connection, row.id)
    )
    every = (_of(keys, speaker=speaker) for keys in keys_of(reading.reading))
    return next((name for names in every for name in names if number_of(name) == number), None)


def _of(keys: Keys, *, speaker: bool) -> tuple[str, ...]:
    if speaker:
        return (keys.speaker,) if keys.speaker is not None else ()
    return tuple(sorted(keys.places))
