"""Edges packed by wording, traits on pages, figures' bounds: the trace is thrown away and made anew.

Spelt out here, not taken from `trace_tables`, which moves on.
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")
_DERIVED = (
    "statements",
    "statement_names",
    "wordings",
    "wording_keys",
    "contradictions",
    "claim_links",
    "claims",
    "unsettled",
    "shingles",
    "passages",
)


def upgrade() -> None:
    """Make the tables anew that are cut otherwise; empty the others; put every report into the queue."""
    op.drop_table("wording_edges")
    op.drop_table("wording_pages")
    for table in _DERIVED:
        op.execute(f"DELETE FROM {table}")  # noqa: S608 - constants
    op.execute("DELETE FROM meta WHERE key IN ('traced_by', 'traced_publishers')")
    op.execute(
        "INSERT INTO untraced (seq, mark) SELECT seq, 1 FROM readings "
        "WHERE seq NOT IN (SELECT seq FROM superseded) AND seq NOT IN (SELECT seq FROM untraced)"
    )
    op.add_column("wordings", sa.Column("figure", sa.LargeBinary))
    op.create_table(
        "wording_pages",
        sa.Column("id", NUMBER, primary_key=True, autoincrement=False),
        sa.Column("week", sa.Integer, nullable=False),
        sa.Column("size", sa.Integer, nullable=False),
        sa.Column("numbers", sa.LargeBinary, nullable=False),
        sa.Column("signatures", sa.LargeBinary, nullable=False),
        sa.Column("vectors", sa.LargeBinary, nullable=False),
        sa.Column("traits", sa.LargeBinary, nullable=False),
    )
    op.create_index("wording_pages_week", "wording_pages", ["week"])
    op.create_table(
        "wording_edges",
        sa.Column("wording", NUMBER, primary_key=True, autoincrement=False),
        sa.Column("others", sa.LargeBinary, nullable=False),
        sa.Column("scores", sa.LargeBinary, nullable=False),
    )
