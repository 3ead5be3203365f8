"""The trace: statements, wordings, claims, contradictions and passages. Every report waits to be traced.

Spelt out here, not taken from `trace_tables`, which moves on.
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")
ID = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Make the tables; put every report that was read into the queue."""
    _statements()
    _wordings()
    _claims()
    op.execute(
        "INSERT INTO untraced (seq, mark) SELECT seq, 1 FROM readings "
        "WHERE seq NOT IN (SELECT seq FROM superseded)"
    )


def _key(name: str) -> sa.Column[int]:
    return sa.Column(name, NUMBER, primary_key=True, autoincrement=False)


def _seq(*, key: bool) -> sa.Column[int]:
    return sa.Column(
        "seq", NUMBER, sa.ForeignKey("reports.seq"), primary_key=key, autoincrement=False, nullable=False
    )


def _statements() -> None:
    op.create_table("untraced", _seq(key=True), sa.Column("mark", sa.Integer, nullable=False))
    op.create_table(
        "statements",
        _key("id"),
        sa.Column("key", sa.BigInteger, nullable=False, unique=True),
        _seq(key=False),
        sa.Column("wording", NUMBER, nullable=False),
        sa.Column("rank", ID, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("packed", sa.LargeBinary, nullable=False),
    )
    op.create_index("statements_seq", "statements", ["seq"])
    op.create_index("statements_wording", "statements", ["wording", "rank", "seq"])
    op.create_index("statements_kind", "statements", ["kind"])
    op.create_table(
        "statement_names",
        _key("name"),
        sa.Column("role", sa.Text, primary_key=True),
        _key("statement"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "shingles",
        sa.Column("hash", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("rank", ID, primary_key=True),
        _key("seq"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "passages",
        _key("later"),
        _key("earlier"),
        sa.Column("n", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("packed", sa.LargeBinary, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("passages_earlier", "passages", ["earlier"])


def _wordings() -> None:
    op.create_table(
        "wordings",
        _key("id"),
        sa.Column("name", sa.Text, nullable=False, unique=True),
        sa.Column("week", sa.Integer, nullable=False),
        sa.Column("page", NUMBER, nullable=False),
        sa.Column("first", NUMBER, nullable=False),
        sa.Column("sole", NUMBER),
        sa.Column("words", sa.LargeBinary, nullable=False),
        sa.Column("gist", sa.LargeBinary),
        sa.Column("cluster", NUMBER),
        sa.Column("claim", NUMBER),
    )
    op.create_index("wordings_cluster", "wordings", ["cluster"])
    op.create_index("wordings_claim", "wordings", ["claim"])
    op.create_table(
        "wording_pages",
        _key("id"),
        sa.Column("week", sa.Integer, nullable=False),
        sa.Column("size", sa.Integer, nullable=False),
        sa.Column("numbers", sa.LargeBinary, nullable=False),
        sa.Column("signatures", sa.LargeBinary, nullable=False),
        sa.Column("vectors", sa.LargeBinary, nullable=False),
    )
    op.create_index("wording_pages_week", "wording_pages", ["week"])
    op.create_table(
        "wording_edges",
        _key("one"),
        _key("other"),
        sa.Column("score", sa.Double, nullable=False),
        sa.Column("vetoed", sa.Integer, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "wording_keys",
        sa.Column("key", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("week", sa.Integer, primary_key=True, autoincrement=False),
        _key("wording"),
        sqlite_with_rowid=False,
    )


def _claims() -> None:
    op.create_table(
        "contradictions",
        _key("one"),
        _key("other"),
        sa.Column("label", sa.Text, nullable=False),
        sa.Column("slot", sa.Text, nullable=False),
        sa.Column("why", sa.Text, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("contradictions_other", "contradictions", ["other"])
    op.create_table(
        "claim_links",
        _key("judgement"),
        _key("one"),
        _key("other"),
        sa.Column("apart", sa.Integer, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "claims",
        _key("id"),
        sa.Column("key", sa.BigInteger, nullable=False),
        sa.Column("words", sa.Text, nullable=False),
        sa.Column("folded", sa.Text, nullable=False),
        *(
            sa.Column(name, sa.Integer, nullable=False)
            for name in ("statements", "reports", "origins", "unknown", "circular", "contradicted")
        ),
        sa.Column("first_day", sa.Text),
        sa.Column("last_day", sa.Text),
    )
    op.create_index("claims_reports", "claims", ["reports", "key"])
    op.create_index("claims_last_day", "claims", ["last_day", "key"])
    op.create_table("unsettled", _key("claim"))
