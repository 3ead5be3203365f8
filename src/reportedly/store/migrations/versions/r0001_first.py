"""The first schema: reports, readings, judgements, and what they are found by.

Spelt out here, not taken from `tables`, which moves on.
"""

import sqlalchemy as sa
from alembic import op

from reportedly.store import fulltext

revision = "0001"
down_revision = None

NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")
ID = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
UNCHANGING = ("reports", "texts", "judgements")


def upgrade() -> None:
    """Make the tables, the full-text index and the triggers."""
    _reports()
    _found()
    _kept()
    dialect = op.get_bind().dialect.name
    for statement in fulltext.CREATE[dialect]:
        op.execute(statement)
    for table in UNCHANGING:
        _refuse_changes(table, dialect)


def _seq(*, key: bool = True) -> sa.Column[int]:
    return sa.Column("seq", NUMBER, sa.ForeignKey("reports.seq"), primary_key=key, autoincrement=False)


def _reports() -> None:
    op.create_table(
        "meta",
        sa.Column("key", sa.Text, primary_key=True),
        sa.Column("value", sa.Text, nullable=False),
    )
    op.create_table(
        "reports",
        sa.Column("seq", NUMBER, primary_key=True, autoincrement=True),
        sa.Column("id", ID, nullable=False, unique=True),
        sa.Column("story", sa.Text, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("outlet", sa.Text),
        sa.Column("outlet_name", NUMBER),
        sa.Column("url", sa.Text),
        sa.Column("headline", sa.Text),
        sa.Column("published", sa.Text),
        sa.Column("first_day", sa.Text),
        sa.Column("last_day", sa.Text),
        sa.Column("published_basis", sa.Text),
        sa.Column("language", sa.Text),
        sa.Column("sha256", sa.Text, nullable=False),
        sa.Column("same_day", NUMBER),
        sa.Column("added_at", sa.Text, nullable=False),
        sa.Column("added_from", sa.Text),
        sa.UniqueConstraint("story", "version"),
        sqlite_autoincrement=True,
    )
    op.create_index("reports_sha256", "reports", ["sha256"])
    op.create_index("reports_url", "reports", ["url"])
    op.create_index("reports_same_day", "reports", ["same_day"])
    op.create_index("reports_first_day", "reports", ["first_day", "seq"])
    op.create_index("reports_outlet_name", "reports", ["outlet_name"])
    op.create_table("texts", _seq(), sa.Column("text", sa.Text, nullable=False))
    op.create_table(
        "superseded", _seq(), sa.Column("successor", NUMBER, sa.ForeignKey("reports.seq"), nullable=False)
    )
    op.create_table(
        "readings",
        _seq(),
        sa.Column("model", sa.Text, nullable=False),
        sa.Column("schema", sa.Text, nullable=False),
        sa.Column("read_at", sa.Text, nullable=False),
        sa.Column("packed", sa.LargeBinary, nullable=False),
    )
    op.create_index("readings_model", "readings", ["model", "seq"])
    op.create_table(
        "report_references",
        _seq(),
        sa.Column("n", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("url", sa.Text),
        sa.Column("start", sa.Integer),
        sa.Column("end", sa.Integer),
        sa.Column("words", sa.Text),
    )


def _found() -> None:
    op.create_table(
        "names",
        sa.Column("id", NUMBER, primary_key=True, autoincrement=False),
        sa.Column("words", sa.Text, nullable=False),
    )
    op.create_table(
        "name_words",
        sa.Column("word", sa.Text, primary_key=True),
        sa.Column("name", NUMBER, sa.ForeignKey("names.id"), primary_key=True, autoincrement=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "record_index",
        _seq(),
        sa.Column("n", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("layer", sa.Text, nullable=False),
        sa.Column("kind", sa.Text),
        sa.Column("speaker", NUMBER),
        sa.Column("place", NUMBER),
        sa.Column("first_day", sa.Text),
        sa.Column("last_day", sa.Text),
        sqlite_with_rowid=False,
    )
    op.create_index("record_index_speaker", "record_index", ["speaker", "seq"])
    op.create_index("record_index_place", "record_index", ["place", "seq"])
    op.create_index("record_index_kind", "record_index", ["kind", "layer", "seq"])


def _kept() -> None:
    op.create_table(
        "judgements",
        sa.Column("id", NUMBER, primary_key=True, autoincrement=True),
        sa.Column("at", sa.Text, nullable=False),
        sa.Column("who", sa.Text, nullable=False),
        sa.Column("verb", sa.Text, nullable=False),
        sa.Column("report", ID, sa.ForeignKey("reports.id")),
        sa.Column("name", sa.Text),
        sa.Column("withdraws", NUMBER, sa.ForeignKey("judgements.id")),
        sa.Column("entry", sa.Text, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("judgements_report", "judgements", ["report"])
    op.create_index("judgements_name", "judgements", ["name"])
    op.create_table(
        "problems",
        sa.Column("name", sa.Text, primary_key=True),
        sa.Column("code", sa.Text, primary_key=True),
        sa.Column("message", sa.Text, nullable=False),
        sa.Column("first_seen", sa.Text, nullable=False),
        sa.Column("last_seen", sa.Text, nullable=False),
        sa.Column("count", sa.Integer, nullable=False),
        sa.Column("mended", sa.Text),
    )
    op.create_table(
        "feeds",
        sa.Column("url", sa.Text, primary_key=True),
        sa.Column("etag", sa.Text),
        sa.Column("modified", sa.Text),
        sa.Column("seen", sa.Text, nullable=False),
        sa.Column("fetched_at", sa.Text, nullable=False),
    )


def _refuse_changes(table: str, dialect: str) -> None:
    """Make the database itself refuse to change or delete a row of `table`."""
    why = f"{table} are never changed or deleted"
    if dialect == "sqlite":
        for deed in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{deed.lower()} BEFORE {deed} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{why}'); END"
            )
        return
    op.execute(
        f"CREATE FUNCTION {table}_unchanging() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{why}'; END $$"
    )
    op.execute(
        f"CREATE TRIGGER {table}_unchanging BEFORE UPDATE OR DELETE ON {table} "
        f"FOR EACH ROW EXECUTE FUNCTION {table}_unchanging()"
    )
