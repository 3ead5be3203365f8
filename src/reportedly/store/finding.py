"""Finding: from what a person asks to ranked hits, with the words in context and the records that fit."""

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from reportedly.record import Reading, Span
from reportedly.store import fulltext
from reportedly.store.excerpts import Excerpt, excerpts
from reportedly.store.filters import Filters, OfRecords, between, of_records, words_of
from reportedly.store.items import Item, item_spans
from reportedly.store.kept import Listed
from reportedly.store.keys import keys_of
from reportedly.store.laying import lay_over
from reportedly.store.loading import listed, listing, report_in
from reportedly.store.logbook import judgements_where
from reportedly.store.packing import unpack
from reportedly.store.query import Query, parse
from reportedly.store.tables import JUDGEMENTS, NAME_WORDS, READINGS, RECORD_INDEX, REPORTS, SUPERSEDED, TEXTS

_RECORDS = 20
"""Records shown of one hit."""
_TELLING = 20_000
"""Words that more reports have than this say nothing about which of them is better, and ranking each
would take longer than a person waits: the latest come first."""


class Match(msgspec.Struct, frozen=True, kw_only=True):
    """A record that meets the filters."""

    layer: str
    """The list of the Reading it stands in."""
    item: Item
    """The record, as judged."""
    speaker: str | None
    """In whose words it stands; None for the outlet's own."""
    spans: tuple[Span, ...]
    """Its words."""


class Hit(msgspec.Struct, frozen=True, kw_only=True):
    """One report that was found."""

    report: Listed
    """The report, without its text."""
    rank: float
    """Greater is better; compares within one search. 0 for all where no words were asked for, or words
    that so many reports have that the latest come first."""
    excerpts: tuple[Excerpt, ...] = ()
    """Where the words stand."""
    matches: tuple[Match, ...] = ()
    """The records that meet the filters, those with words of the query in them first."""


def find(connection: Connection, written: str, filters: Filters, limit: int, offset: int) -> list[Hit]:
    """Return the hits numbered `offset` and on, at most `limit`.

    With words the best come first, without words the latest published. Raises StoreError where the query
    or a filter cannot be understood.
    """
    query, wanted = parse(written), of_records(filters)
    if written.strip() and not query.every and not query.none:
        return []  # something was asked for, and it is no word
    seqs = _ranked(connection, query, filters, wanted, limit, offset)
    return _hits(connection, seqs, query, wanted)


def _ranked(
    connection: Connection, query: Query, filters: Filters, wanted: OfRecords, limit: int, offset: int
) -> list[tuple[int, float]]:
    """Return number and rank of the reports on one page, best first."""
    dialect = connection.dialect.name
    if query.every:
        index = fulltext.matching(dialect, query)
        seq = index.looked_up
        if _tells(connection, index):
            chosen = sa.select(index.seq, index.rank).where(index.hit).order_by(*index.order)
        else:
            chosen = sa.select(index.seq, sa.literal(0.0)).where(index.hit).order_by(*index.latest)
        about = about_reports(connection, filters)
        if about:
            of_seq = sa.select(REPORTS.c.seq).where(REPORTS.c.seq == seq, *about).correlate(index.source)
            chosen = chosen.where(of_seq.exists())
    else:
        seq = REPORTS.c.seq
        chosen = sa.select(seq, sa.literal(0.0)).where(*about_reports(connection, filters))
        chosen = chosen.order_by(REPORTS.c.first_day.desc().nulls_last(), seq.desc())
        if query.none:
            index = fulltext.matching(dialect, Query(every=(query.none,)))
            chosen = chosen.where(seq.not_in(sa.select(index.seq).where(index.hit)))
    if wanted:
        chosen = chosen.where(_with_record(connection, seq, wanted, few=bool(query.every)))
    if not filters.all_versions:
        chosen = chosen.where(seq.not_in(sa.select(SUPERSEDED.c.seq)))
    return [(row[0], row[1]) for row in connection.execute(chosen.limit(limit).offset(offset))]


def _tells(connection: Connection, index: fulltext.Index) -> bool:
    """Whether few enough reports have the words for a rank to tell them apart."""
    some = sa.select(index.seq).where(index.hit).limit(_TELLING + 1).subquery()
    return connection.execute(sa.select(sa.func.count()).select_from(some)).scalar_one() <= _TELLING


def about_reports(connection: Connection, filters: Filters) -> list[sa.ColumnElement[bool]]:
    """Return the conditions that `filters` put on reports."""
    conditions: list[sa.ColumnElement[bool]] = []
    if words := words_of("outlet", filters.outlet):
        conditions.append(REPORTS.c.outlet_name.in_(numbers_of_names(connection, words)))
    if filters.language is not None:
        conditions.append(REPORTS.c.language == filters.language)
    if (days := between("published", filters.since, filters.until)) is not None:
        conditions += [REPORTS.c.first_day <= days.ends, REPORTS.c.last_day >= days.begins]
    return conditions


def _with_record(
    connection: Connection, seq: sa.ColumnElement[int], wanted: OfRecords, *, few: bool
) -> sa.ColumnElement[bool]:
    """Return the condition that a report has a record as `wanted`.

    Names are rare, so their index leads to few reports; layers and kinds are not, so with `few` reports
    left they are looked at in each of these.
    """
    columns = RECORD_INDEX.c
    named = wanted.speaker or wanted.place
    conditions: list[sa.ColumnElement[bool]] = []
    for column, value in ((columns.layer, wanted.layer), (columns.kind, wanted.kind)):
        if value is not None:  # wrapped, where a name is there, so that its index is taken and not theirs
            conditions.append((sa.func.coalesce(column, "") if named else column) == value)
    if wanted.speaker:
        conditions.append(columns.speaker.in_(numbers_of_names(connection, wanted.speaker)))
    if wanted.place:
        conditions.append(columns.place.in_(numbers_of_names(connection, wanted.place)))
    if wanted.days is not None:
        conditions += [columns.first_day <= wanted.days.ends, columns.last_day >= wanted.days.begins]
    if few and not named:
        return sa.exists(
            sa.select(columns.n).where(columns.seq == seq, *conditions).correlate_except(RECORD_INDEX)
        )
    return seq.in_(sa.select(columns.seq).where(*conditions))


def numbers_of_names(connection: Connection, words: tuple[str, ...]) -> list[int]:
    """Return the numbers of the names that hold all of `words`."""
    held = [sa.select(NAME_WORDS.c.name).where(NAME_WORDS.c.word == word) for word in dict.fromkeys(words)]
    return list(connection.execute(sa.intersect(*held)).scalars())


def _hits(
    connection: Connection, seqs: list[tuple[int, float]], query: Query, wanted: OfRecords
) -> list[Hit]:
    """Return the hits of one page with what is shown of them; each table is asked once."""
    numbers = [seq for seq, _ in seqs]
    columns = (REPORTS.c.seq, REPORTS.c.sha256, TEXTS.c.text, READINGS.c.packed)
    joined = listing().add_columns(*columns).join(TEXTS, TEXTS.c.seq == REPORTS.c.seq)
    rows = {row.seq: row for row in connection.execute(joined.where(REPORTS.c.seq.in_(numbers)))}
    log = judgements_where(connection, JUDGEMENTS.c.report.in_([row.id for row in rows.values()]))
    hits = []
    for seq, rank in seqs:
        row = rows[seq]
        report = report_in(row, row.text)
        found = excerpts(report.text, query.phrases)
        matches: tuple[Match, ...] = ()
        if wanted and row.packed is not None:
            reading = lay_over(unpack(row.packed, report), log).reading
            matches = _matches(reading, wanted, [span for excerpt in found for span in excerpt.matches])
        hits.append(Hit(report=listed(row), rank=rank, excerpts=found, matches=matches))
    return hits


def _matches(reading: Reading, wanted: OfRecords, words: list[Span]) -> tuple[Match, ...]:
    """Return the records that meet the filters, those that hold some of `words` first."""
    met = [keys for keys in keys_of(reading, wanted.layer) if wanted.meets(keys)]
    met.sort(key=lambda keys: not _touches(item_spans(keys.item), words))
    return tuple(
        Match(layer=keys.layer, item=keys.item, speaker=keys.speaker, spans=item_spans(keys.item))
        for keys in met[:_RECORDS]
    )


def _touches(spans: tuple[Span, ...], words: list[Span]) -> bool:
    return any(span.start < word.end and word.start < span.end for span in spans for word in words)
