"""Full text: the index of words, kept and asked in the way of each database.

Both get the index words that `words` cuts, ready made: FTS5 without a copy of the text (it would only
be a second one; the table is never changed, only added to, which needs none), PostgreSQL as a tsvector
written out, so that no parser of theirs parts them anew. What they match is therefore the same; how
they rank differs: BM25 there, `ts_rank` (normalised by length) here.
"""

from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql
from sqlalchemy.engine import Connection

from reportedly.store.query import Phrase, Query

CREATE = {
    "sqlite": ("CREATE VIRTUAL TABLE words_index USING fts5(words, content='', tokenize='ascii')",),
    "postgresql": (
        "CREATE TABLE words_index (seq BIGINT PRIMARY KEY REFERENCES reports (seq), words tsvector NOT NULL)",
        "CREATE INDEX words_index_words ON words_index USING gin (words)",
    ),
}
_INSERT = {
    "sqlite": sa.text("INSERT INTO words_index (rowid, words) VALUES (:seq, :words)"),
    "postgresql": sa.text("INSERT INTO words_index (seq, words) VALUES (:seq, CAST(:words AS tsvector))"),
}
_LARGEST = 1_000_000
"""Bytes a tsvector may have (PostgreSQL's limit is 2**20); words beyond it cannot be found there."""
_POSITIONS = 255
"""Positions of one word that a tsvector keeps."""
_LAST = 16_383
"""The last position a tsvector can tell: phrases further on are not found there, words are."""


def index(connection: Connection, seq: int, words: list[str]) -> None:
    """Add the index words of a report."""
    dialect = connection.dialect.name
    written = " ".join(words) if dialect == "sqlite" else _tsvector(words)
    connection.execute(_INSERT[dialect], {"seq": seq, "words": written})


class Index(NamedTuple):
    """The index of words in a statement: `SELECT seq, rank FROM source WHERE hit ORDER BY order`."""

    source: sa.FromClause
    seq: sa.ColumnElement[int]
    hit: sa.ColumnElement[bool]
    looked_up: sa.ColumnElement[int]
    """`seq`, for conditions to be tried on each hit: FTS5, given a list of rows to be among, would
    search all over again for each of them."""
    rank: sa.ColumnElement[float]
    """Greater is better; comparable within one search only."""
    order: tuple[sa.ColumnElement[Any], ...]
    latest: tuple[sa.ColumnElement[Any], ...]
    """The order in which the last added comes first; no rank is worked out for it."""


def matching(dialect: str, query: Query) -> Index:
    """Return the index with what `query` asks of it; at least one phrase must be wanted."""
    if dialect == "sqlite":
        table = sa.table("words_index", sa.column("rowid", sa.Integer), sa.column("rank", sa.Float))
        hit = sa.literal_column("words_index").op("MATCH")(_fts5(query))
        # ordered by `rank` alone, FTS5 sorts by itself and a LIMIT ends it early
        seq, order = table.c.rowid, (table.c.rank,)
        return Index(table, seq, hit, seq + 0, -table.c.rank, order, (seq.desc(),))
    table = sa.table("words_index", sa.column("seq", sa.BigInteger), sa.column("words"))
    asked = sa.cast(sa.literal(_tsquery(query)), postgresql.TSQUERY)
    rank = sa.func.ts_rank(table.c.words, asked, 1)
    hit, last = table.c.words.op("@@")(asked), table.c.seq.desc()
    return Index(table, table.c.seq, hit, table.c.seq, rank, (rank.desc(), last), (last,))


def _fts5(query: Query) -> str:
    """Return the query in FTS5's language. Index words are letters and digits: nothing needs escaping."""

    def said(phrases: tuple[Phrase, ...]) -> str:
        return "(" + " OR ".join(f'"{" ".join(phrase)}"' for phrase in phrases) + ")"

    wanted = " AND ".join(said(group) for group in query.every)
    return f"({wanted}) NOT {said(query.none)}" if query.none else wanted


def _tsquery(query: Query) -> str:
    """Return the query in PostgreSQL's language."""

    def said(phrases: tuple[Phrase, ...]) -> str:
        return " | ".join("(" + " <-> ".join(f"'{word}'" for word in phrase) + ")" for phrase in phrases)

    wanted = " & ".join(f"({said(group)})" for group in query.every)
    return f"{wanted} & !({said(query.none)})" if query.none else wanted


def _tsvector(words: list[str]) -> str:
    """Return `words` as the text of a tsvector, cut where it would be too large."""
    at: dict[str, list[int]] = {}
    size = 0
    for position, word in enumerate(words, 1):
        seen = at.get(word)
        if seen is None:
            size += len(word.encode()) + 8
            seen = at[word] = []
        if size > _LARGEST:
            break
        if len(seen) < _POSITIONS and position <= _LAST:
            size += 2
            seen.append(position)
    return " ".join(
        f"'{word}':{','.join(map(str, spots))}" if spots else f"'{word}'" for word, spots in at.items()
    )
